"""The figures of a report laid out by sentence, with the words around each, for rules that compare them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from yifa.reader.document import Figure, Finding, Severity, Span
from yifa.reader.findings.view import View

RATE_UNITS = ("%", "％")
SAME_UNIT = {
    "起": "件",
    "宗": "件",
    "例": "件",
    "件次": "件",
    "名": "人",
    "位": "人",
    "场次": "场",
    "份": "份",
    "个": "项",
}
LABEL_MARK = re.compile(r"[，。；：、\d\n]")
BARE = re.compile(r"(?:其中|现?已?有|现|已|另有|共有?|均)?")
AFTER = re.compile(r"[^，。；：、\d\n]{0,30}")
MOST = 60
"""A sentence of more figures is a table that lost its lines."""
WINDOW = 34
LONG_SUBJECT = 24


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure with its place in the clean text."""

    figure: Figure
    start: int
    end: int

    @property
    def value(self) -> Decimal:
        """What it states."""
        return self.figure.value

    @property
    def unit(self) -> str:
        """The unit by which counts may be compared."""
        return SAME_UNIT.get(self.figure.unit, self.figure.unit)

    @property
    def rate(self) -> bool:
        """Whether it is a rate."""
        return self.figure.unit in RATE_UNITS

    @property
    def own(self) -> bool:
        """Whether it states what was done in the year."""
        return self.figure.role == "actual" and not self.figure.negated

    @property
    def exact(self) -> bool:
        """Whether it is no about, more or less."""
        return not self.figure.approx

    def told(self) -> str:
        """As it is told in a message."""
        return f"{self.value.normalize():f}{self.figure.unit}"

    def words(self, view: View) -> str:
        """The words before it, back to the mark or digit before."""
        return LABEL_MARK.split(view.text[max(0, self.start - WINDOW) : self.start])[-1]

    def behind(self, view: View) -> str:
        """The words after it, up to the next mark or digit."""
        found = AFTER.match(view.text, self.end)
        return found.group() if found else ""

    def label(self, view: View) -> str:
        """What is said to be counted; of a clause that begins with its number (10人合格) the words behind."""
        words = self.words(view)
        if BARE.fullmatch(words):
            return words + self.behind(view)
        subject = self.figure.said
        return words + ("" if len(subject) > LONG_SUBJECT else subject)


def lay_out(view: View, figures: Iterable[Figure]) -> list[list[Counted]]:
    """The figures of every sentence, in text order; a sentence of very many is a table, in which nothing adds up."""
    groups: dict[Span, list[Counted]] = {}
    index = view.report.clean.index
    for one in figures:
        start = index(one.span.start)
        counted = Counted(one, start, index(one.span.end))
        groups.setdefault(one.sentence, []).append(counted)
    return [group for group in groups.values() if len(group) <= MOST]


def between(view: View, first: Counted, second: Counted) -> str:
    """The words from one figure to the next."""
    return view.text[first.end : second.start]


def spanned(
    view: View, code: str, first: Counted, last: Counted, said: str, severity: Severity | None = None
) -> Finding:
    """A finding from one figure to another."""
    return view.original(code, Span(first.figure.span.start, last.figure.span.end), said, severity=severity)
