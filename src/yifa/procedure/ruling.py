"""Reads one line of 规则 into a rule with a stable id."""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from typing import Protocol

from yifa.law import periods
from yifa.law.statutes import Citation
from yifa.procedure import guard, vocabulary
from yifa.procedure.definition import Rule, Step
from yifa.procedure.source import Block, Malformed
from yifa.procedure.vocabulary import Form

PERIOD = re.compile(
    r"(?:(?P<n>\d{1,5})|「(?P<quoted>[^「」]+)」|(?P<fact>[^\W\d]\w*?))\s*个?(?P<unit>工作日|小时|日|月|年)内?"
)
NO_NUMBER = 99_999
SHOWN = frozenset({"注"})  # keys that do not make another rule


class Context(Protocol):
    """What the loader lends to the reading of a rule."""

    steps: dict[str, Step]

    def bad(self, message: str) -> Malformed: ...
    def words(self, row: Block, key: str) -> str: ...
    def list(self, row: Block, key: str) -> tuple[str, ...]: ...
    def yes(self, row: Block, key: str) -> bool: ...
    def cites(self, row: Block) -> tuple[Citation, ...]: ...
    def tree(self, condition: str) -> guard.Tree: ...


def read_rule(row: Block, loader: Context, groups: Mapping[str, tuple[str, ...]]) -> Rule:
    """Return the rule a line says; Malformed if it is no rule of the closed grammar."""
    form = _form(row, loader)
    mode = _mode(row, form, loader)
    allowed = {form.first, form.second, mode} | vocabulary.EXTRAS[form.kind] | vocabulary.EVERYWHERE
    if strange := sorted(set(row) - allowed):
        raise loader.bad(f"“{form.first}…{form.second}”的规则里不认识：{'、'.join(strange)}")
    # 除 narrows what the rule reaches, never what sets it going.
    less = _members(loader.list(row, "除"), loader, groups)
    demand = form.kind == "demand"
    src = _steps(row, form.first, loader, groups, less if demand else ())
    dst = () if demand else _steps(row, form.second, loader, groups, less)
    condition = loader.words(row, "要求" if demand else "若")
    if (demand and not condition) or ("若" in row and not condition):
        raise loader.bad("条件是空的")
    tree = loader.tree(condition) if condition else None
    if strange := sorted(guard.steps(tree) - loader.steps.keys()):
        raise loader.bad(f"条件里没有这个步骤：{'、'.join(strange)}")
    cites = loader.cites(row)
    n, unit, counted, rolls, verified = _period(loader.words(row, mode) if mode else "", cites[0], loader)
    return Rule(
        id=identity(row),
        kind=form.kind,
        src=src,
        dst=dst,
        cites=cites,
        basis=loader.words(row, "依"),
        when=tree,
        mode=mode,
        n=n,
        unit=unit,
        counted=counted,
        rolls=rolls,
        verified=verified,
        until=_steps(row, "至", loader, groups, ()) if "至" in row else (),
        soft=loader.yes(row, "软"),
        restart=loader.yes(row, "重新起算") if "重新起算" in row else None,
        condition=condition,
        note=loader.words(row, "注"),
        line=row.line,
    )


def identity(row: Mapping[str, object]) -> str:
    """An id that survives other rules being added or moved, and changes with what this rule says."""
    said = {key: value for key, value in row.items() if key not in SHOWN}
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return "r" + hashlib.sha256(text.encode("utf-8")).hexdigest()[:8]


def _form(row: Block, loader: Context) -> Form:
    forms = [form for form in vocabulary.FORMS if form.first in row and form.second in row]
    if len(forms) != 1:
        raise loader.bad(f"规则写法不对：{'、'.join(row)}")
    return forms[0]


def _mode(row: Block, form: Form, loader: Context) -> str:
    allowed = vocabulary.PERIODS.get(form.kind, frozenset())
    modes = [word for word in ("限", "满", "提前") if word in row]
    if strange := [word for word in modes if word not in allowed]:
        raise loader.bad(f"“{form.first}…{form.second}”不可带“{strange[0]}”")
    if len(modes) > 1:
        raise loader.bad(f"一条规则只可有一个期限：{'、'.join(modes)}")
    if form.kind == "extend" and not modes:
        raise loader.bad("“延”须写明“限”")
    return modes[0] if modes else ""


def _steps(
    row: Block, key: str, loader: Context, groups: Mapping[str, tuple[str, ...]], less: tuple[str, ...]
) -> tuple[str, ...]:
    found = tuple(name for name in _members(loader.list(row, key), loader, groups) if name not in less)
    if not found:
        raise loader.bad(f"“{key}”里没有步骤")
    return tuple(dict.fromkeys(found))


def _members(words: Iterable[str], loader: Context, groups: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    found: list[str] = []
    for word in words:
        if word.endswith("/"):
            if word not in groups:
                raise loader.bad(f"没有这个阶段：{word}")
            found += groups[word]
        elif word in loader.steps:
            found.append(word)
        else:
            raise loader.bad(f"没有这个步骤：{word}")
    return tuple(found)


def _period(text: str, cite: Citation, loader: Context) -> tuple[int | str | None, str, str, bool, str]:
    """Length, unit as written, unit as counted, whether it rolls, how that was checked."""
    if not text:
        return None, "", "", False, ""
    found = PERIOD.fullmatch(text.strip())
    if found is None:
        raise loader.bad(f"期限写法不对：{text}")
    unit = found["unit"]
    if found["n"] is None:
        # A length fixed by the office is no number of the statute: clauses that list numbers miss it.
        n: int | str = found["quoted"] or found["fact"]
        counting = periods.counting(cite.statute_id, NO_NUMBER, unit, cite.article)
    else:
        n = int(found["n"])
        if n < 1:
            raise loader.bad(f"期限须大于零：{text}")
        counting = periods.counting(cite.statute_id, n, unit, cite.article)
    return n, unit, counting.unit, counting.rolls, counting.verified
