"""文书: papers written from the record; what the record does not say stays an open blank, never an invention."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

from yifa.matter.columns import Officers
from yifa.matter.history import Happened, effective, labelled
from yifa.matter.models import Matter
from yifa.matter.register import Register
from yifa.people.models import Officer

BLANK = "【　　　】"
_SLOT = re.compile(r"\{([^{}:]+)(?::([^{}]+))?\}")
_WHEN = re.compile(r"^\?([^?]+)\?(.*)$")


class BadTemplate(ValueError):
    """A template names a column that the register has not."""


@dataclass(frozen=True)
class Paper:
    """A paper: its heading, its number, to whom, its paragraphs, and who signs on which day."""

    organ: str
    title: str
    number: str
    addressee: str
    paragraphs: tuple[str, ...]
    signature: str
    day: str
    blanks: tuple[str, ...]


def templates(register: Register) -> dict[str, Path]:
    """The register's templates by name."""
    return {path.stem: path for path in sorted((register.folder / "papers").glob("*.txt"))}


def paper(
    register: Register,
    row: Matter,
    name: str,
    events: list[Happened],
    step: str = "",
    *,
    entry: UUID | None = None,
) -> Paper:
    """The paper ``name`` of a row, from what was recorded up to and with the step that it belongs to.

    ``step`` is the step's English id; ``entry`` names one event where a step is taken several times or for
    each party. Template: lines of text with slots ``{列名}`` or ``{列名:元|大写|日期|份}``; the first lines
    are ``标题：``, ``编号：``, ``抬头：``; a line ``?列名?text`` stands only when the column is known and
    not 否; ``---`` ends the text, after it ``署名：`` and ``日期：``. Raises BadTemplate for an unknown
    column, KeyError for an unknown name.
    """
    path = templates(register)[name]
    facts = _facts(register, row, events, step, entry)
    blanks: list[str] = []

    def fill(text: str) -> str:
        return _SLOT.sub(_filler(facts, blanks, path.name), text)

    heads: dict[str, str] = {}
    body: list[str] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        key, mark, rest = line.partition("：")
        if mark and key in ("标题", "编号", "抬头", "署名", "日期"):
            heads[key] = fill(rest)
        elif line.strip() and line.strip() != "---" and (kept := _kept(line, facts, path.name)):
            body.append(fill(kept))
    return Paper(
        organ=row.township.title,
        title=heads.get("标题", register.zh),
        number=heads.get("编号", ""),
        addressee=heads.get("抬头", ""),
        paragraphs=tuple(body),
        signature=heads.get("署名") or row.township.title,
        day=heads.get("日期", ""),
        blanks=tuple(dict.fromkeys(blanks)),
    )


def slots(path: Path) -> set[str]:
    """The names that a template asks for; a test checks each of them against the register."""
    text = path.read_text(encoding="utf-8")
    found = {name.strip() for name, _ in _SLOT.findall(text)}
    return found | {match[1] for line in text.splitlines() if (match := _WHEN.match(line))}


OWN = ("单位", "编号", "当事人姓名", "办理日期")


def _facts(
    register: Register, row: Matter, events: list[Happened], step: str, entry: UUID | None
) -> dict[str, Any]:
    facts: dict[str, Any] = dict.fromkeys(register.labels.values())
    facts |= {name: None for name in OWN}
    for original, current in effective(events):
        known = labelled(register, {**original.values, **current.values})
        facts |= {label: value for label, value in known.items() if value not in (None, "", [])}
        facts["办理日期"] = current.on
        facts["当事人姓名"] = current.who or None
        if original.entry == entry or (entry is None and step and original.step == step):
            break
    facts["单位"] = row.township.title
    facts["编号"] = register.number_of(row) or None
    for name, field in register.columns.items():
        if isinstance(field, Officers) and facts.get(register.labels[name]):
            facts[register.labels[name]] = _people(facts[register.labels[name]])
    return facts


def _people(ids: list[str]) -> list[str]:
    rows = Officer.objects.filter(pk__in=ids).prefetch_related("certificates")
    told = {}
    for officer in rows:
        cards = "、".join(card.number for card in officer.certificates.all())
        told[str(officer.pk)] = f"{officer.name}（执法证号{cards}）" if cards else officer.name
    return [told[key] for key in ids if key in told]


def _kept(line: str, facts: Mapping[str, Any], where: str) -> str:
    match = _WHEN.match(line)
    if not match:
        return line
    if match[1] not in facts:
        raise BadTemplate(f"{where}: no column {match[1]}")
    return match[2] if facts[match[1]] not in (None, False, "", []) else ""


def _filler(facts: Mapping[str, Any], blanks: list[str], where: str) -> Callable[[re.Match[str]], str]:
    def fill(match: re.Match[str]) -> str:
        name, shape = match[1].strip(), (match[2] or "").strip()
        if name not in facts:
            raise BadTemplate(f"{where}: no column {name}")
        value = facts[name]
        if value in (None, "", []):
            blanks.append(name)
            return BLANK
        return written(value, shape)

    return fill


def written(value: Any, shape: str = "") -> str:
    """A value as a paper writes it: 2026年1月15日, 2,000元, 甲、乙."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, date):
        return f"{value.year}年{value.month}月{value.day}日"
    if isinstance(value, Decimal):
        if shape == "大写":
            return capitals(value)
        text = f"{value:,.2f}".removesuffix(".00")
        return f"{text}元"
    if isinstance(value, list):
        return "、".join(map(str, value))
    return str(value)


DIGITS, SMALL, LARGE = "零壹贰叁肆伍陆柒捌玖", ("", "拾", "佰", "仟"), ("", "万", "亿", "万亿")


def capitals(amount: Decimal) -> str:
    """Yuan in banking capitals: 2050.30 → 贰仟零伍拾元叁角."""
    fen = int((abs(amount) * 100).to_integral_value())
    yuan, jiao, rest = fen // 100, fen // 10 % 10, fen % 10
    text = _whole(yuan) + "元"
    if not jiao and not rest:
        return text + "整"
    if jiao:
        text += DIGITS[jiao] + "角"
    elif yuan:
        text += "零"
    return text + (DIGITS[rest] + "分" if rest else "")


def _whole(number: int) -> str:
    if number == 0:
        return DIGITS[0]
    text, place, gap = "", 0, False
    while number:
        number, group = divmod(number, 10_000)
        if group:
            words = _group(group)
            text = words + LARGE[place] + (DIGITS[0] if gap and text else "") + text
            gap = group < 1000
        elif text:
            gap = True
        place += 1
    return text


def _group(group: int) -> str:
    text, zero = "", False
    for place in (3, 2, 1, 0):
        digit = group // 10**place % 10
        if digit:
            text += (DIGITS[0] if zero and text else "") + DIGITS[digit] + SMALL[place]
            zero = False
        else:
            zero = True
    return text
