"""Finds wording that the reported year has overtaken, and blanks that do not belong into the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from yifa.reader.document import Finding, Severity, Span
from yifa.reader.findings.view import View
from yifa.reader.patterns import anchors
from yifa.reader.vocabulary import raw

STRAY = re.compile(r"[ \u3000\u00a0]{1,8}(?=[一-龥，。；：、])")
TEXTUAL = re.compile(r"[一-龥，。；：、]")
LEAD = re.compile(r"\A[ \u3000\u00a0]+(?=\S)")
CLAUSE_MARKS = "，。；\n"


@dataclass(frozen=True, slots=True)
class Outdated:
    """One row of the list."""

    pattern: re.Pattern[str]
    since: int
    now: str
    unless: re.Pattern[str]
    anchors: tuple[str, ...]
    """Where none of these stands in the text the pattern cannot match; empty: it must be tried."""
    certain: int
    """From this reported year on it is no mere advice; 0: never."""


@cache
def outdated() -> tuple[Outdated, ...]:
    """The list, compiled once."""
    return tuple(
        Outdated(
            re.compile(row["is"]),
            row["from"],
            row["now"],
            re.compile(row["unless"]),
            anchors(row["is"]),
            row.get("certain", 0),
        )
        for row in raw("outdated")
    )


def check(view: View) -> Iterator[Finding]:
    """Wording out of date in the reported year, and stray blanks."""
    year = view.report.year
    for row in outdated():
        if year is None or year < row.since:
            continue
        if row.anchors and not any(word in view.text for word in row.anchors):
            continue
        for match in view.body(row.pattern):
            if not view.in_name(match.start()) and not row.unless.search(
                clause_around(view.text, match.start())
            ):
                said = f"{year}年的报告中{_quoted(match.group())}已过时，现为{_quoted(row.now)}。"
                sure: Severity | None = "warn" if 0 < row.certain <= year else None
                yield view.finding("concept_outdated", match.start(), match.end(), said, severity=sure)
    text = view.report.text
    lead = LEAD.match(text)
    if lead and "\n" in text[lead.end() : lead.end() + 60]:
        yield view.original("stray_space", Span(0, lead.end()), "开头有多余空格。")
    for match in STRAY.finditer(text, view.report.head.end, view.report.tail.start or len(text)):
        before = text[max(0, match.start() - 12) : match.start()]
        if TEXTUAL.match(before[-1:]) and "\n" not in before:
            yield view.original(
                "stray_space", Span(match.start(), match.end()), "汉字之间有多余空格。", fix=""
            )


def _quoted(said: str) -> str:
    """Words in quotation marks, unless they bring their own."""
    return said if "“" in said else f"“{said}”"


def clause_around(text: str, at: int) -> str:
    """The clause around an index."""
    start = max(text.rfind(mark, 0, at) for mark in CLAUSE_MARKS) + 1
    ends = [end for mark in CLAUSE_MARKS if (end := text.find(mark, at)) >= 0]
    return text[start : min(ends, default=len(text))]
