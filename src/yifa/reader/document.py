"""What a read report is: frozen records, each with its span in the original text.

All spans count Unicode code points of `Source.text` and exclude their end. `Clean` is the text that
rules are matched against: blanks and page breaks inside words are gone and widths are unified, every
character knows where it stood. Rules match on `Clean.text` and store `Clean.span(a, b)`.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, NamedTuple

Part = Literal["intro", "measures", "duties", "problems", "plan", "other"]
Role = Literal["actual", "requirement", "plan", "previous_period"]
Severity = Literal["error", "warn", "info"]
Genre = Literal["report", "other", "empty"]


class Span(NamedTuple):
    """A half-open range of code points of the original text; a tuple, for hundreds are made of each report."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """True when both share at least one character."""
        return self.start < other.end and other.start < self.end

    def holds(self, other: Span) -> bool:
        """True when `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end


NOWHERE = Span(0, 0)


@dataclass(frozen=True, slots=True)
class Notice:
    """Something about the file itself: `code` is stable, `text` is for people (Chinese), `page` from 1."""

    code: str
    text: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """The original text as it was got from the file, and what loading it had to say.

    `kind` is text, html, docx, pdf; `pages` are the offsets at which pages begin (PDF only).
    """

    name: str
    text: str
    kind: str = "text"
    encoding: str = ""
    pages: tuple[int, ...] = ()
    notices: tuple[Notice, ...] = ()


PLACES = tuple(range(1 << 14))
"""Offsets that all spans share, so that thousands of reports can be held: a number of its own costs 32 bytes."""


@dataclass(frozen=True, slots=True)
class Clean:
    """The text to match against: only deletions and one-to-one substitutions of the original.

    `offsets[i]` is the place of `text[i]` in the original; a line break stays only where a paragraph
    ends. Half-width , : ; ( ) ? ! between Chinese characters appear full-width, full-width digits,
    letters and ％ appear half-width.
    """

    text: str
    offsets: array[int]

    def at(self, index: int) -> int:
        """The original offset of a character (of the end of the text: one past the last)."""
        if not self.offsets:
            return 0
        place = self.offsets[index] if index < len(self.offsets) else self.offsets[-1] + 1
        return PLACES[place] if place < len(PLACES) else place

    def span(self, start: int, end: int) -> Span:
        """The original span of `text[start:end]`, without trailing blanks; `end` is exclusive."""
        if end <= start:
            return Span(self.at(start), self.at(start))
        first, last = self.offsets[start], self.offsets[end - 1] + 1
        return Span(PLACES[first], PLACES[last]) if last < len(PLACES) else Span(first, last)

    def index(self, offset: int) -> int:
        """The first clean index at or after an original offset."""
        return bisect_left(self.offsets, offset)


@dataclass(frozen=True, slots=True)
class Field:
    """One field of the metadata: a value as it should be compared, and where it stands (None: inferred)."""

    name: str
    value: str
    span: Span | None = None
    origin: str = "text"
    """header, title, letterhead, text or signature."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what it heads. `level` is that of the numbering style: 1 一、 2 （一） 3 1. 4 （1） 5 一是."""

    index: int
    level: int
    depth: int
    parent: int | None
    """Index of the section above, None at the top."""
    number: str
    title: str
    """Without blanks and closing mark; empty for a numbered paragraph without a title."""
    part: Part
    also_part: Part | None
    span: Span
    """From the first character of the number to the last of the title."""
    body: Span
    """From the end of the heading to the next heading of any level."""
    whole: Span
    """From the heading to the next heading that is not below it."""
    own_line: bool


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that counts or measures something of the body's own work."""

    value: Decimal
    unit: str
    subject: str
    kind: str
    span: Span
    sentence: Span
    section: int | None = None
    also_kinds: tuple[str, ...] = ()
    approx: str = ""
    """gt 余/多/超, ge 以上/不少于, lt 近/不足, le 不超过, about 左右/约, '' exact."""
    role: Role = "actual"
    negated: bool = False
    """A zero in words with a numeral: 未发生一例."""
    implicit: bool = False
    """A zero in words without a numeral: 无新增……案件."""
    said: str = ""
    """What its own clause says of the subject, not completed from other clauses."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A number that is no figure. `why`: year date period doc_number index_number list_number
    concept_name idiom ordinal page_number phone name_part."""

    span: Span
    why: str
    text: str


@dataclass(frozen=True, slots=True)
class Event:
    """A dated happening; `date` is 2021-04-27, 2021-03 or 2021-H1."""

    date: str
    what: str
    span: Span
    section: int | None = None


@dataclass(frozen=True, slots=True)
class Instrument:
    """A law or document cited. `span` holds the name with its marks; `doc_number` as written after it."""

    name: str
    span: Span
    kind: str = ""
    well_formed: bool = True
    doc_number: str = ""
    section: int | None = None


@dataclass(frozen=True, slots=True)
class Clause:
    """A problem owned up to or a thing planned: the span of its heading or clause."""

    span: Span
    summary: str
    section: int | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """A defect. `code` as in gold/README.md; `span` None: about the whole report; `part` for missing_part."""

    code: str
    severity: Severity
    span: Span | None
    message: str
    part: Part | None = None
    fix: str = ""
    """What should stand at `span`, only where that is certain."""
    of_copy: bool = False
    """The damage is likely this copy's (a scraper, a conversion), not the author's."""


@dataclass(frozen=True, slots=True)
class Report:
    """One report read. `text` is the original; every span points into it."""

    source: Source
    clean: Clean
    genre: Genre = "report"
    metadata: Mapping[str, Field] = field(default_factory=dict)
    head: Span = NOWHERE
    """Page furniture, header fields, title: what stands before the body of the text."""
    tail: Span = NOWHERE
    """Signature, date and page remains after the body."""
    outline: tuple[Section, ...] = ()
    figures: tuple[Figure, ...] = ()
    mentions: tuple[Mention, ...] = ()
    events: tuple[Event, ...] = ()
    instruments: tuple[Instrument, ...] = ()
    problems: tuple[Clause, ...] = ()
    plans: tuple[Clause, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def text(self) -> str:
        """The original text."""
        return self.source.text

    @property
    def year(self) -> int | None:
        """The reported year (not the year it was written in), None when the report does not say."""
        found = self.metadata.get("year")
        return int(found.value) if found else None

    def value(self, name: str) -> str:
        """A metadata value, '' when the report does not say."""
        found = self.metadata.get(name)
        return found.value if found else ""

    def slice(self, span: Span) -> str:
        """The original characters of a span."""
        return self.source.text[span.start : span.end]

    def section_at(self, offset: int) -> Section | None:
        """The innermost section an original offset stands in, None before the first heading."""
        found = bisect_right(self.outline, offset, key=lambda section: section.span.start) - 1
        return self.outline[found] if found >= 0 else None

    def ancestors(self, section: Section) -> tuple[Section, ...]:
        """The section itself and those above it, innermost first."""
        chain = [section]
        while chain[-1].parent is not None:
            chain.append(self.outline[chain[-1].parent])
        return tuple(chain)

    def part_at(self, offset: int) -> Part:
        """The statutory part an original offset stands in."""
        section = self.section_at(offset)
        return section.part if section else "intro"

    @property
    def missing(self) -> tuple[Part, ...]:
        """The statutory parts found missing; none of a text that breaks off, where that cannot be told."""
        return tuple(one.part for one in self.findings if one.code == "missing_part" and one.part)

    def of_part(self, part: Part) -> tuple[Section, ...]:
        """Sections of a part, also those that hold it beside another."""
        return tuple(s for s in self.outline if part in (s.part, s.also_part))
