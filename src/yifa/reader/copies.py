"""Finds passages that reports have in common: copied from a neighbour or from last year's report.

Each passage (a sentence of some length) is sketched by those of its five-character shingles whose checksum
falls into a fixed class (a modulus sketch, deterministic). Shingles that many reports share are the genre's own
phrases and are dropped, so a passage that very many offices share is not told. Pairs that share enough of their
sketch are verified by the whole set of shingles. Work grows with the text, not with the number of pairs.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
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


@dataclass(frozen=True, slots=True)
class _Passage:
    report: int
    start: int
    end: int
    text: str


def copies(reports: Sequence[Report], alike: float = ALIKE) -> tuple[Copy, ...]:
    """Passages that two reports have in common, by report and place; each with its best like in every report."""
    passages = [one for place, report in enumerate(reports) for one in _passages(place, report)]
    sketches = [_sketch(one.text) for one in passages]
    limit = max(COMMON_LEAST, int(len(reports) * COMMON_SHARE))
    found: dict[tuple[int, int], Copy] = {}
    for i, j in _candidates(passages, sketches, limit, alike):
        share = _share(passages[i].text, passages[j].text)
        if share < alike:
            continue
        a, b = passages[i], passages[j]
        key = (i, b.report)
        if key not in found or found[key].share < share:
            found[key] = Copy(a.report, _span(reports, a), b.report, _span(reports, b), share)
    return tuple(sorted(found.values(), key=lambda one: (one.first, one.first_span, one.second)))


def _passages(place: int, report: Report) -> Iterator[_Passage]:
    """The sentences of a report's body that are long enough."""
    first = report.clean.index(report.head.end)
    last = report.clean.index(report.tail.start) if report.tail.end else len(report.clean.text)
    names = sorted({report.value(name) for name in ("township", "county", "issuing_body")} - {""}, key=len)
    own = re.compile("|".join(map(re.escape, reversed(names)))) if names else None
    for match in PASSAGE.finditer(report.clean.text, first, last):
        said = own.sub("", match.group()) if own else match.group()
        text = KEPT.sub("", said)
        if len(text) >= SHORTEST:
            yield _Passage(place, match.start(), match.end(), text)


def _sketch(text: str) -> tuple[int, ...]:
    """The checksums of a passage's shingles that fall into the class."""
    data = text.encode("utf-16-le")
    sums = {crc32(data[at : at + 2 * SHINGLE]) for at in range(0, len(data) - 2 * SHINGLE + 2, 2)}
    return tuple(one for one in sums if not one % CLASS)


def _candidates(
    passages: list[_Passage], sketches: list[tuple[int, ...]], limit: int, alike: float
) -> Iterator[tuple[int, int]]:
    """Pairs of passages of different reports, the earlier first, that share enough of their sketches."""
    index: dict[int, list[int]] = {}
    for i, sketch in enumerate(sketches):
        for one in sketch:
            index.setdefault(one, []).append(i)
    for i, sketch in enumerate(sketches):
        shared: Counter[int] = Counter()
        rare = 0
        for one in sketch:
            holders = index[one]
            if len(holders) > limit:
                continue
            rare += 1
            shared.update(j for j in holders if j > i)
        least = max(1, int(rare * alike * 0.7))
        for j, n in shared.items():
            if n >= least and passages[i].report != passages[j].report:
                yield i, j


def _share(one: str, other: str) -> float:
    """Shingles in common by shingles in either."""
    a = {one[k : k + SHINGLE] for k in range(len(one) - SHINGLE + 1)}
    b = {other[k : k + SHINGLE] for k in range(len(other) - SHINGLE + 1)}
    return len(a & b) / len(a | b)


def _span(reports: Sequence[Report], one: _Passage) -> Span:
    """The passage's place in its original."""
    return reports[one.report].clean.span(one.start, one.end)
