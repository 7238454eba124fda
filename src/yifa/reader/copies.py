"""Finds passages that reports have in common: copied from a neighbour or from last year's report.

Each passage (a sentence of some length) is sketched by those of its five-character shingles whose checksum
falls into a fixed class (a modulus sketch, deterministic). Shingles that many reports share are the genre's own
phrases and are dropped, so a passage that very many offices share is not told. Pairs that share enough of their
sketch are verified by the whole set of shingles. Work grows with the text, not with the number of pairs.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from zlib import crc32

from yifa.reader.document import Report, Span

SHINGLE = 5
CLASS = 4
"""One shingle in four is kept."""
SHORTEST = 30
"""Characters (without marks, digits and names) from which a sentence counts as a passage."""
ALIKE = 0.7
"""Share of shingles two passages must have in common."""
COMMON_SHARE = 0.02
COMMON_LEAST = 40
"""A shingle in more reports than both of these is a phrase of the genre."""
BUCKETS = 4_194_301
"""A prime above the number of different checksums that 3,000 reports have."""
PASSAGE = re.compile(r"[^。！？\n]+")
KEPT = re.compile(r"[^一-龥]+")


@dataclass(frozen=True, slots=True)
class Copy:
    """A passage of one report (by its place in the sequence) and its like in another."""

    first: int
    first_span: Span
    second: int
    second_span: Span
    share: float
    """Shingles in common by shingles in either, 0 to 1."""


class Passages:
    """Takes reports one by one and keeps of each only its passages, so that thousands fit into memory."""

    def __init__(self) -> None:
        self._reports = 0
        self._texts: list[str] = []
        """The characters of each passage that count."""
        self._of = array("I")
        """The report of each passage, by its place in the order of adding."""
        self._spans = array("I")
        """Start and end of each passage in its original."""
        self._sketches = array("I")
        """The sketches of all passages, one behind the other."""
        self._ends = array("I", (0,))
        """Where each sketch ends in them."""

    def add(self, report: Report) -> None:
        """Keeps the sentences of a report's body that are long enough."""
        clean = report.clean
        first = clean.index(report.head.end)
        last = clean.index(report.tail.start) if report.tail.end else len(clean.text)
        names = sorted(
            {report.value(name) for name in ("township", "county", "issuing_body")} - {""}, key=len
        )
        own = re.compile("|".join(map(re.escape, reversed(names)))) if names else None
        for match in PASSAGE.finditer(clean.text, first, last):
            said = own.sub("", match.group()) if own else match.group()
            text = KEPT.sub("", said)
            if len(text) >= SHORTEST:
                span = clean.span(match.start(), match.end())
                self._texts.append(text)
                self._sketches.extend(_sketch(text))
                self._ends.append(len(self._sketches))
                self._of.append(self._reports)
                self._spans.extend((span.start, span.end))
        self._reports += 1

    def shared(self, alike: float = ALIKE) -> tuple[Copy, ...]:
        """Passages that two reports have in common, by report and place; each with its best like in every report."""
        limit = max(COMMON_LEAST, int(self._reports * COMMON_SHARE))
        found: dict[tuple[int, int], Copy] = {}
        for i, j in self._candidates(limit, alike):
            share = _share(self._texts[i], self._texts[j])
            if share < alike:
                continue
            key = (i, self._of[j])
            if key not in found or found[key].share < share:
                found[key] = Copy(self._of[i], self._span(i), self._of[j], self._span(j), share)
        return tuple(sorted(found.values(), key=lambda one: (one.first, one.first_span, one.second)))

    def _candidates(self, limit: int, alike: float) -> Iterator[tuple[int, int]]:
        """Pairs of passages of different reports, the earlier first, that share enough of their sketches."""
        holders = _holders(self._sketches, self._ends)
        for i in range(len(self._texts)):
            sketch = self._sketches[self._ends[i] : self._ends[i + 1]]
            common: Counter[int] = Counter()
            rare = 0
            for one in sketch:
                held = holders.get(one, ())
                if len(held) > limit:
                    continue
                rare += 1
                common.update(j for j in held if j > i)
            least = max(1, int(rare * alike * 0.7))
            for j, n in common.items():
                if n >= least and self._of[i] != self._of[j]:
                    yield i, j

    def _span(self, passage: int) -> Span:
        """A passage's place in its original."""
        return Span(self._spans[2 * passage], self._spans[2 * passage + 1])


def copies(reports: Iterable[Report], alike: float = ALIKE) -> tuple[Copy, ...]:
    """Passages that two reports have in common, by report and place; each with its best like in every report."""
    kept = Passages()
    for report in reports:
        kept.add(report)
    return kept.shared(alike)


def _sketch(text: str) -> list[int]:
    """The checksums of a passage's shingles that fall into the class."""
    data = text.encode("utf-16-le")
    sums = {crc32(data[at : at + 2 * SHINGLE]) for at in range(0, len(data) - 2 * SHINGLE + 2, 2)}
    return [one for one in sums if not one % CLASS]


def _holders(sketches: array[int], ends: array[int]) -> dict[int, array[int]]:
    """Which passages hold a checksum, for those that more than one may hold.

    Most checksums stand in one passage only. A table of buckets finds those first; a bucket that two of
    them share lets a few pass, which costs room and changes nothing.
    """
    once, again = bytearray(BUCKETS), bytearray(BUCKETS)
    for one in sketches:
        bucket = one % BUCKETS
        if once[bucket]:
            again[bucket] = 1
        else:
            once[bucket] = 1
    holders: dict[int, array[int]] = {}
    passage = 0
    for at, one in enumerate(sketches):
        while at >= ends[passage + 1]:
            passage += 1
        if again[one % BUCKETS]:
            if one in holders:
                holders[one].append(passage)
            else:
                holders[one] = array("I", (passage,))
    return holders


def _share(one: str, other: str) -> float:
    """Shingles in common by shingles in either."""
    a = {one[k : k + SHINGLE] for k in range(len(one) - SHINGLE + 1)}
    b = {other[k : k + SHINGLE] for k in range(len(other) - SHINGLE + 1)}
    return len(a & b) / len(a | b)
