"""Finds slips of the pen by a list of expressions (typos.yaml).

It goes first; then the list of plain forms (`slips`), the terms of the genre with one slip (`terms`) and at last what
is said twice (`doubled`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from yifa.reader.document import Finding, Severity
from yifa.reader.findings.grades import GRADES
from yifa.reader.findings.view import View, pairs
from yifa.reader.patterns import anchors, pair_anchors
from yifa.reader.vocabulary import raw

SAID = {
    "typo": "疑为错别字",
    "missing_words": "疑有漏字",
    "wording": "用语不规范",
    "repeated_subject": "主语重复",
    "incomplete_clause": "没有写完",
    "truncated_sentence": "没有写完",
}


@dataclass(frozen=True, slots=True)
class Slip:
    """One row of the list."""

    code: str
    severity: Severity
    pattern: re.Pattern[str]
    fix: str
    why: str
    anchors: tuple[tuple[frozenset[int], str], ...]
    """With their pairs: where none of these words stands in the text the pattern cannot match; empty: see `shows`."""
    shows: frozenset[int]
    """Where none of these pairs stands in the text the pattern cannot match; empty: try it."""

    def possible(self, view: View) -> bool:
        """Whether the pattern may match where one of its pairs stands; all pairs of a word are asked for before it."""
        for needed, word in self.anchors:
            if needed <= view.pairs and word in view.text:
                return True
        return not self.anchors


@cache
def listed() -> tuple[Slip, ...]:
    """The list, compiled once."""
    return tuple(_slip(code, row) for code, rows in raw("typos").items() for row in rows)


def _slip(code: str, row: dict[str, Any]) -> Slip:
    """One row of the file; with the pairs and the words of which a match must hold one."""
    words: tuple[str, ...] = tuple(row.get("needs", ())) or anchors(row["is"])
    shown = frozenset[int]().union(*map(pairs, pair_anchors(row["is"])))
    if words and min(map(len, words)) > 1:
        shown = shown or frozenset[int]().union(*(pairs(word[:2]) for word in words))
    else:
        words = ()
    return Slip(
        code,
        row.get("severity", GRADES[code][0]),
        re.compile(row["is"]),
        row.get("fix", ""),
        row.get("why", SAID[code]),
        tuple((pairs(word), word) for word in words),
        shown,
    )


@cache
def _by_pair() -> tuple[tuple[int, ...], frozenset[int], dict[int, tuple[int, ...]]]:
    """The slips that must always be tried, every pair that may show another, and which each shows, by number."""
    found: dict[int, list[int]] = {}
    for number, slip in enumerate(listed()):
        for pair in slip.shows:
            found.setdefault(pair, []).append(number)
    always = tuple(number for number, slip in enumerate(listed()) if not slip.shows)
    return always, frozenset(found), {pair: tuple(numbers) for pair, numbers in found.items()}


def _candidates(view: View) -> Iterator[Slip]:
    """The slips that may stand in the text, in file order."""
    always, shown, found = _by_pair()
    numbers = set(always).union(*map(found.__getitem__, view.pairs & shown))
    for number in sorted(numbers):
        if listed()[number].possible(view):
            yield listed()[number]


def check(view: View) -> Iterator[Finding]:
    """Findings by the list, in the order of the list; the checks for slips that follow leave these places alone."""
    for slip in _candidates(view):
        for match in slip.pattern.finditer(view.text, view.first, view.last):
            if view.in_name(match.start()) and slip.code != "typo":
                continue
            if slip.code == "wording" and match.end() - 1 in view.taken:
                continue
            view.taken.update(range(match.start(), match.end()))
            fix = slip.fix
            words = match.group() if match.group().startswith("“") else f"“{match.group()}”"
            said = f"{words}{slip.why}" + (f"，应为“{fix}”。" if fix else "。")
            yield view.finding(slip.code, match.start(), match.end(), said, fix=fix, severity=slip.severity)
