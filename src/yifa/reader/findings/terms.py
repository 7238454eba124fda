"""Finds terms of the genre that were written with one slip, whichever it is.

No list of errors is needed: a term of four characters or more is looked for with one character that sounds or looks
alike (合法性审察, 矛盾纠分), with one character lost in its middle (行政裁权基准), or with two characters that changed
places (便服民务). A slip that is itself in use (法制 for 法治, 督察 for 督查) is left alone.

All wrong forms together are some hundred thousand, so none is searched for. Each of them holds a pair of characters
that its term does not hold; what a text may hold is told by its pairs, the rest is worked out once for each pair met.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from yifa.reader.document import Finding
from yifa.reader.findings.view import View, pairs

DATA = Path(__file__).parent.parent / "data"
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
    {*"及即"},
)
"""Pairs of which either is right somewhere in these terms; the list of slips says when one is wrong."""

LEFT_OUT = frozenset("化性型度式的和与共进者及或并也级地所了之书等各全又还再可")
"""Characters without which a term is mostly a sound word still (规范文件, 法治营商环境)."""


@dataclass(frozen=True, slots=True)
class Near:
    """One wrong form of a term."""

    said: str
    term: str
    place: int
    """Where in `said` the slip is."""
    lost: bool
    """A character is missing rather than wrong."""
    shown: int
    """Where in `said` the three characters stand that show it."""
    three: str
    second: int
    """The pair beside the one that shows the slip."""
    needed: frozenset[int]
    """All pairs of `said`."""


Shown = tuple[frozenset[int], str, tuple[Near, ...]]
"""Wrong forms that the same three characters show: what all of them need, the three, the forms."""


@cache
def terms() -> tuple[str, ...]:
    """Terms of the genre of four characters or more."""
    return tuple(line for line in (DATA / "terms.txt").read_text(encoding="utf-8").split() if len(line) >= 4)


@cache
def sound() -> frozenset[str]:
    """What looks like a slip in a term but is right in other places; ? stands for any wrong character."""
    return frozenset((DATA / "sound.txt").read_text(encoding="utf-8").split())


@cache
def alike() -> dict[str, str]:
    """For each character those that sound or look alike and are never right in its stead."""
    found: dict[str, set[str]] = {}
    rows = (DATA / "homophones.txt", DATA / "shapes.txt")
    for line in "\n".join(path.read_text(encoding="utf-8") for path in rows).split():
        for char in line:
            found.setdefault(char, set()).update(line)
    return {
        char: "".join(sorted(one for one in others if one != char and not _free(char, one)))
        for char, others in found.items()
    }


@cache
def _by_pair() -> dict[str, tuple[tuple[str, int], ...]]:
    """Where each pair of characters stands in which terms."""
    found: dict[str, list[tuple[str, int]]] = {}
    for term in terms():
        for k in range(len(term) - 1):
            found.setdefault(term[k : k + 2], []).append((term, k))
    return {pair: tuple(places) for pair, places in found.items()}


@cache
def _skips() -> dict[str, tuple[tuple[str, str, int, bool], ...]]:
    """Terms with a character lost or two of them changed about, by the first pair that this makes."""
    found: dict[str, list[tuple[str, str, int, bool]]] = {}
    for term in terms():
        for k in range(1, len(term) - 1):
            if 1 < k < len(term) - 2 and term[k] not in LEFT_OUT:
                said = term[:k] + term[k + 1 :]
                found.setdefault(said[k - 1 : k + 1], []).append((said, term, k - 1, True))
            if term[k] != term[k + 1] and (k + 2 < len(term) or k > 1):
                said = term[:k] + term[k + 1] + term[k] + term[k + 2 :]
                found.setdefault(said[k : k + 2], []).append((said, term, k, False))
    return {pair: tuple(rows) for pair, rows in found.items()}


def in_terms(said: str) -> bool:
    """Whether some characters stand side by side in a term."""
    return any(said in term for term, _ in _by_pair().get(said[:2], ()))


def begins_term(said: str) -> bool:
    """Whether some characters begin a term."""
    return any(k == 0 and term.startswith(said) for term, k in _by_pair().get(said[:2], ()))


def _is_sound(said: str, place: int) -> bool:
    """Whether a form is right elsewhere, or a term, or part of one."""
    return said in sound() or said[:place] + "?" + said[place + 1 :] in sound() or in_terms(said)


@cache
def _wrong() -> frozenset[int]:
    """Every pair of characters by which a wrong form shows itself."""
    made = set(_skips())
    for pair in _by_pair():
        made.update(pair[0] + other for other in alike().get(pair[1], ""))
    for term in terms():
        made.update(other + term[1] for other in alike().get(term[0], ""))
    return frozenset(ord(pair[0]) | ord(pair[1]) << 16 for pair in made)


@cache
def _rows(pair: int) -> dict[int, Shown]:
    """The wrong forms that show themselves by a pair, by the pair that must stand beside it."""
    one, other = chr(pair & 0xFFFF), chr(pair >> 16)
    found = list(_skips().get(one + other, ()))
    for right in alike().get(other, ""):
        for term, k in _by_pair().get(one + right, ()):
            found.append((term[: k + 1] + other + term[k + 2 :], term, k + 1, False))
    for right in alike().get(one, ""):
        for term, k in _by_pair().get(right + other, ()):
            if k == 0:
                found.append((one + term[1:], term, 0, False))
    rows: dict[int, list[Near]] = {}
    for row in found:
        if not _is_sound(row[0], row[2]):
            near = _near(*row, one + other)
            rows.setdefault(near.second, []).append(near)
    return {
        second: (frozenset.intersection(*(row.needed for row in near)), near[0].three, tuple(near))
        for second, near in rows.items()
    }


def _near(said: str, term: str, place: int, lost: bool, shown: str) -> Near:
    """A wrong form that the pair `shown` shows."""
    at = said.find(shown, max(0, place - 1))
    beside = said[at + 1 : at + 3] if at + 2 < len(said) else said[at - 1 : at + 1]
    (second,) = pairs(beside)
    shown_at = at if at + 2 < len(said) else at - 1
    return Near(said, term, place, lost, shown_at, said[shown_at : shown_at + 3], second, pairs(said))


def check(view: View) -> Iterator[Finding]:
    """Terms with a slip, where no check before this one said anything; the longest term is named."""
    found: list[tuple[int, int, Near]] = []
    here = view.pairs
    for pair in here & _wrong():
        rows = _rows(pair)
        if here.isdisjoint(rows):
            continue
        likely = [row for second, row in rows.items() if second in here and row[0] <= here]
        if likely:
            found += _places(view, chr(pair & 0xFFFF) + chr(pair >> 16), likely)
    for place, _, row in sorted(found, key=lambda one: one[:2]):
        if place in view.taken:
            continue
        view.taken.update((place, place + 1))
        start = place - row.place
        code = "missing_words" if row.lost else "typo"
        said = f"“{row.said}”疑为“{row.term}”{'漏字' if row.lost else '之误'}。"
        yield view.finding(code, start, start + len(row.said), said, fix=row.term)


def _places(view: View, two: str, likely: list[Shown]) -> Iterator[tuple[int, int, Near]]:
    """Where forms stand that a pair shows: the place of the slip, the length turned round, the form."""
    text, first = view.text, view.first
    wanted = likely[0][1] if len(likely) == 1 else two
    at = text.find(wanted, first, view.last)
    while at >= 0:
        for _, three, near in likely:
            begin = at if three.startswith(wanted) else at - 1
            if text.startswith(three, begin):
                for row in near:
                    start = begin - row.shown
                    if start >= first and text.startswith(row.said, start):
                        yield start + row.place, -len(row.said), row
        at = text.find(wanted, at + 1, view.last)


def _free(right: str, wrong: str) -> bool:
    """Whether either character may be right."""
    return any(right in pair and wrong in pair for pair in FREE)
