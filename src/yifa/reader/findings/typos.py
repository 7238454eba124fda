"""Finds slips of the pen: known ones by list, others as a term of the genre with one character that sounds alike.

The second way needs no list of errors: 合法性审察 differs from a known term by one character of the same sound.
A slip that is itself a term, or in common use (法制 for 法治, 督察 for 督查), is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from yifa.reader.document import Finding, Severity
from yifa.reader.findings.grades import GRADES
from yifa.reader.findings.homophones import groups
from yifa.reader.findings.view import View, pairs
from yifa.reader.patterns import anchors
from yifa.reader.vocabulary import raw

TERMS = Path(__file__).parent.parent / "data" / "terms.txt"
FREE = (
    {*"治制"},
    {*"察查"},
    {*"作做"},
    {*"定订"},
    {*"的地得"},
    {*"象像"},
    {*"权力利"},
    {*"事是"},
    {*"机积"},
    {*"会汇"},
    {*"审申"},
)
"""Pairs of which either is right somewhere in these terms; the list says when one is wrong."""
SAID = {
    "typo": "疑为错别字",
    "missing_words": "疑有漏字",
    "wording": "用语不规范",
    "repeated_subject": "主语重复",
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
    """With their pairs: where none of these words stands in the text the pattern cannot match; empty: try it."""

    def possible(self, view: View) -> bool:
        """Whether the pattern may match; asks for pairs of characters before it looks for the words."""
        found = not self.anchors
        for needed, word in self.anchors:
            if needed <= view.pairs and word in view.text:
                found = True
                break
        return found


@cache
def slips() -> tuple[Slip, ...]:
    """The list, compiled once."""
    return tuple(
        Slip(
            code,
            row.get("severity", GRADES[code][0]),
            re.compile(row["is"]),
            row.get("fix", ""),
            row.get("why", SAID[code]),
            tuple((pairs(word), word) for word in row.get("needs", ()) or anchors(row["is"])),
        )
        for code, rows in raw("typos").items()
        for row in rows
    )


@cache
def _by_pair() -> tuple[tuple[int, ...], dict[int, tuple[int, ...]]]:
    """The slips that must always be tried, and the others by the first pair of each of their words, by number."""
    always: list[int] = []
    found: dict[int, list[int]] = {}
    for number, slip in enumerate(slips()):
        starts = [pairs(word[:2]) for _, word in slip.anchors]
        if not starts or not all(starts):
            always.append(number)
            continue
        for pair in frozenset[int]().union(*starts):
            found.setdefault(pair, []).append(number)
    return tuple(always), {pair: tuple(numbers) for pair, numbers in found.items()}


def _candidates(view: View) -> Iterator[Slip]:
    """The slips that may stand in the text, in file order."""
    always, found = _by_pair()
    numbers = set(always).union(*(found[pair] for pair in found if pair in view.pairs))
    for number in sorted(numbers):
        if slips()[number].possible(view):
            yield slips()[number]


@cache
def terms() -> tuple[str, ...]:
    """Terms of the genre of four characters or more."""
    return tuple(line for line in TERMS.read_text(encoding="utf-8").split() if len(line) >= 4)


@cache
def _wrong() -> dict[int, tuple[tuple[frozenset[int], str, int, str], ...]]:
    """Every term with one character replaced by one that sounds alike, by the pair of characters this makes.

    A row holds all pairs of the wrong words, these, the place of the wrong character and the term.
    """
    alike: dict[int, list[str]] = {}
    for char, group in groups().items():
        alike.setdefault(group, []).append(char)
    found: dict[int, list[tuple[frozenset[int], str, int, str]]] = {}
    for term in terms():
        for k, right in enumerate(term):
            for char in alike.get(groups().get(right, -1), ()):
                if char != right and not _free(right, char):
                    said = term[:k] + char + term[k + 1 :]
                    (pair,) = pairs(said[k - 1 : k + 1] if k else said[:2])
                    found.setdefault(pair, []).append((pairs(said), said, k, term))
    return {pair: tuple(rows) for pair, rows in found.items()}


def check(view: View) -> Iterator[Finding]:
    """Findings by list, then terms with a wrong character where the list said nothing."""
    taken: set[int] = set()
    for slip in _candidates(view):
        for match in slip.pattern.finditer(view.text, view.first, view.last):
            if view.in_name(match.start()) and slip.code != "typo":
                continue
            taken.update(range(match.start(), match.end()))
            fix = slip.fix
            said = f"“{match.group()}”{slip.why}" + (f"，应为“{fix}”。" if fix else "。")
            yield view.finding(slip.code, match.start(), match.end(), said, fix=fix, severity=slip.severity)
    yield from _near_terms(view, taken)


def _near_terms(view: View, taken: set[int]) -> Iterator[Finding]:
    """Terms of which one character was replaced by one of the same sound."""
    found: list[tuple[int, str, int, str]] = []
    wrong = _wrong()
    for pair in filter(wrong.__contains__, view.pairs):
        for needed, said, place, term in wrong[pair]:
            if not needed <= view.pairs:
                continue
            at = view.text.find(said, view.first, view.last)
            while at >= 0:
                found.append((at, said, place, term))
                at = view.text.find(said, at + 1, view.last)
    for at, said, place, term in sorted(found):
        if at + place not in taken:
            taken.add(at + place)
            yield view.finding("typo", at, at + len(term), f"“{said}”疑为“{term}”之误。", fix=term)


def _free(right: str, wrong: str) -> bool:
    """Whether either character may be right."""
    return any(right in pair and wrong in pair for pair in FREE)
