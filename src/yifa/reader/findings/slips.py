"""Finds frequent slips of official writing by list: a wrong form, and the characters beside which it is no slip.

A line of the list reads `[前]错[后] 正`: 错 stands for 正 unless one of the characters in brackets stands right before
or behind it (人参于 is no 参与).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from yifa.reader.document import Finding
from yifa.reader.findings.view import View, pairs

LIST = Path(__file__).parent.parent / "data" / "slips.txt"
LINE = re.compile(r"(?:\[([^\]]*)\])?([^\[\]]+)(?:\[([^\]]*)\])?")


@dataclass(frozen=True, slots=True)
class Slip:
    """One line of the list."""

    said: str
    right: str
    not_before: str
    not_behind: str
    needed: frozenset[int]
    """All pairs of `said`."""

    def stands(self, text: str, at: int) -> bool:
        """Whether the form that begins at a place is the slip, by its neighbours."""
        before, behind = (
            text[at - 1 : at] or "\n",
            text[at + len(self.said) : at + len(self.said) + 1] or "\n",
        )
        return before not in self.not_before and behind not in self.not_behind


@cache
def slips() -> tuple[Slip, ...]:
    """The list."""
    found: list[Slip] = []
    for line in LIST.read_text(encoding="utf-8").splitlines():
        form, right = line.split(" ")
        parts = LINE.fullmatch(form)
        if parts is None:
            raise ValueError(f"slips.txt: {line}")
        found.append(Slip(parts[2], right, parts[1] or "", parts[3] or "", pairs(parts[2])))
    return tuple(found)


@cache
def _by_pair() -> dict[int, tuple[Slip, ...]]:
    """The list by the first pair of each form."""
    found: dict[int, list[Slip]] = {}
    for slip in slips():
        (first,) = pairs(slip.said[:2])
        found.setdefault(first, []).append(slip)
    return {pair: tuple(rows) for pair, rows in found.items()}


@cache
def _shown() -> frozenset[int]:
    """Every pair that may show a slip."""
    return frozenset(_by_pair())


def check(view: View) -> Iterator[Finding]:
    """Slips of the list in text order, where no check before this one said anything."""
    found: list[tuple[int, int, Slip]] = []
    by_pair = _by_pair()
    for pair in view.pairs & _shown():
        for slip in by_pair[pair]:
            if slip.needed <= view.pairs:
                at = view.text.find(slip.said, view.first, view.last)
                while at >= 0:
                    found.append((at, -len(slip.said), slip))
                    at = view.text.find(slip.said, at + 1, view.last)
    for at, _, slip in sorted(found, key=lambda one: one[:2]):
        end = at + len(slip.said)
        if slip.stands(view.text, at) and not view.taken.intersection(range(at, end)):
            view.taken.update(range(at, end))
            said = f"“{slip.said}”疑为“{slip.right}”之误。"
            yield view.finding("typo", at, end, said, fix=slip.right)
