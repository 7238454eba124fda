"""Finds totals that stand behind their parts (基本履职30项、配合履职20项，合计60项) and are not their sum."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from yifa.reader.document import Finding
from yifa.reader.findings.counted import Counted, between
from yifa.reader.findings.view import View

TOTAL = re.compile(
    r"[，；]?(?:以上|上述|三者|两者|[两三四五]项|三类|两类|总数|人数)*(?:合计|共计|总计|共)(?:为|有|达)?$"
)
"""How the clause of a total begins that stands behind its parts."""
NAMED_TOTAL = re.compile(r"[，；](?P<of>[一-龥]{2,14}?)(?:合计|共计|总计)(?:为|有|达)?$")
"""The same with the names of what was counted (消防验收和备案合计)."""
AND = re.compile("[和与及]")
CLAUSE = "，；。："
ENDS = tuple(f"{word}{verb}" for word in ("合计", "共计", "总计", "共") for verb in ("", "为", "有", "达"))
BREAKS = re.compile(r"[，；。：（）\n]")
WITHIN = re.compile(r"其中|含|包括|同比|增长|下降|由|从")
LISTED = "、"
FARTHEST = 40
PLACES = ("个", "家")
HEADS = re.compile(r"[一-龥]{0,8}?(?<!党政)(?:主要负责人|主要负责同志|一把手)(?![、和与及])")
"""People of whom a place has one, or two where party and government each have their own."""


def check(view: View, groups: list[list[Counted]]) -> Iterator[Finding]:
    """Totals behind their parts."""
    for every in groups:
        for i, total in enumerate(every[2:], start=2):
            if total.own and total.exact and not total.rate:
                finding = _behind(view, total, every[:i])
                if finding:
                    yield finding


def _behind(view: View, total: Counted, before: list[Counted]) -> Finding | None:
    """One figure that is said to be the total of those before it."""
    last = before[-1]
    lead = between(view, last, total)
    if len(lead) > FARTHEST or "。" in lead or not lead.endswith(ENDS):
        return None
    clause = lead[max(lead.rfind(mark) for mark in CLAUSE) + 1 :]
    named = NAMED_TOTAL.search(lead)
    if not lead.strip(clause) or not (TOTAL.fullmatch(clause) or named):
        return None
    parts = _run(view, before)
    if not TOTAL.fullmatch(clause) and (named is None or not _names(view, parts, named["of"])):
        return None
    if len(parts) < 2 or not all(one.own and one.exact for one in parts):
        return None
    added = sum((one.value for one in parts), Decimal(0))
    if last.unit == total.unit:
        wrong = added != total.value and not _with_more(parts, before, total)
    else:
        wrong = total.unit == "人" and _no_heads(view, parts, total)
    if not wrong:
        return None
    listed = "+".join(f"{one.value.normalize():f}" for one in parts)
    said = f"前列{listed}={added.normalize():f}，与合计{total.told()}不符。"
    return view.original("sum_mismatch", total.figure.span, said)


def _names(view: View, parts: list[Counted], said: str) -> bool:
    """Whether the name of a total is made of those of its parts, each in its turn."""
    names = AND.split(said)
    if len(names) == 1:
        names *= len(parts)
    return len(names) == len(parts) and all(
        len(name) > 1 and name in one.words(view) for name, one in zip(names, parts, strict=True)
    )


def _run(view: View, before: list[Counted]) -> list[Counted]:
    """The figures of one unit that are listed right before a total; [] when the list is not of them alone."""
    run = [before[-1]]
    for one in reversed(before[:-1]):
        words = between(view, one, run[0])
        if BREAKS.search(words) or not (LISTED in words or words[-1:] in "和与及"):
            break
        if one.figure.unit != run[0].figure.unit or WITHIN.search(words):
            return []
        run.insert(0, one)
    lead = run[0].words(view)
    return [] if WITHIN.search(lead) else run


def _with_more(parts: list[Counted], before: list[Counted], total: Counted) -> bool:
    """Whether figures that stand before the list make up the total with it."""
    added = sum((one.value for one in parts), Decimal(0))
    for one in reversed(before[: before.index(parts[0])]):
        if one.unit == total.unit:
            added += one.value
            if added == total.value:
                return True
    return False


def _no_heads(view: View, parts: list[Counted], total: Counted) -> bool:
    """Whether people cannot be the heads of the places listed, one or two of each."""
    if any(one.figure.unit not in PLACES for one in parts) or not HEADS.match(view.text, parts[-1].end):
        return False
    sums = {Decimal(0)}
    for one in parts:
        sums = {held + one.value * heads for held in sums for heads in (1, 2)}
    return total.value not in sums
