"""What every rule looks at: the clean text of the body, its paragraphs, and how to make a finding."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from yifa.reader.document import Finding, Part, Report, Section, Severity, Span
from yifa.reader.findings.grades import GRADES

CLOSING = "。！？…；”’）》】"
DATED = re.compile(
    r"20\d\d年\d{1,2}月\d{1,2}日[）)]?$|[〇○零一二三四五六七八九]{4}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日$"
)
"""How a signature ends."""
LINE = re.compile(r"[^\n]+")
NAMED = re.compile(r"《[^》\n]{1,90}》(?:[^《\n]{1,20}》)?")
SHORT = 1200
"""A text with a plan that breaks off is the opening of a longer one up to this length."""
WHOLE_FROM = 1500
"""A text without signature, shortcomings and plan counts as whole from this many characters on."""


@dataclass(frozen=True, slots=True)
class View:
    """A report laid out for the rules; all indices of the methods are of `text`, the clean text."""

    report: Report
    text: str
    first: int
    """Where the body begins, behind header and title."""
    last: int
    """Where the body ends, before signature and page remains."""
    paragraphs: tuple[tuple[int, int], ...]
    """The paragraphs of the body, without the line break."""
    headings: tuple[tuple[int, int, Section], ...]
    """Each section's heading: first index of the number, end of the title."""
    heads: tuple[int, ...]
    """Where each of `headings` begins."""
    named: tuple[tuple[int, int], ...]
    """What stands in 《》, marks included."""
    letters: str
    """The original text: most rules can tell from a character it lacks that there is nothing for them."""
    pairs: frozenset[int]
    """Every two characters that stand side by side in `text`, as `pairs` writes them."""
    unfinished: int
    """From here on the text is a sentence that its end cuts off (the length of the text when it ends well)."""
    whole: bool
    """False when the text is only the opening of a report: nothing may then be missed at its end."""
    taken: set[int] = field(default_factory=set)
    """The characters in which a slip of the pen has been named: a place is told once."""

    def finding(
        self,
        code: str,
        start: int,
        end: int,
        message: str,
        *,
        fix: str = "",
        severity: Severity | None = None,
        of_copy: bool = False,
    ) -> Finding:
        """A finding at a clean span, graded as the list says unless told otherwise."""
        span = self.report.clean.span(start, end)
        return self.original(code, span, message, fix=fix, severity=severity, of_copy=of_copy)

    def original(
        self,
        code: str,
        span: Span | None,
        message: str,
        *,
        fix: str = "",
        severity: Severity | None = None,
        of_copy: bool = False,
        part: Part | None = None,
    ) -> Finding:
        """A finding at an original span, or about the whole report."""
        said = message + ("疑为本网页或转存时损坏，请调原件核对。" if of_copy else "")
        return Finding(code, severity or GRADES[code][0], span, said, part, fix, of_copy)

    def in_name(self, at: int) -> bool:
        """Whether an index lies inside 《》."""
        index = bisect_right(self.named, (at, 1 << 30)) - 1
        return index >= 0 and self.named[index][0] <= at < self.named[index][1]

    def in_heading(self, at: int) -> Section | None:
        """The section whose heading holds an index."""
        index = bisect_right(self.heads, at) - 1
        if index >= 0 and self.headings[index][0] <= at < self.headings[index][1]:
            return self.headings[index][2]
        return None

    def body(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Matches of a pattern in the body."""
        return pattern.finditer(self.text, self.first, self.last)

    def paragraph(self, at: int) -> tuple[int, int]:
        """The paragraph an index stands in."""
        start = self.text.rfind("\n", 0, at) + 1
        end = self.text.find("\n", at)
        return start, len(self.text) if end < 0 else end


Check = Callable[[View], Iterator[Finding]]


def look(report: Report) -> View:
    """Lays a report out for the rules."""
    text = report.clean.text
    first = report.clean.index(report.head.end) if report.head.end else 0
    last = report.clean.index(report.tail.start) if report.tail.end else len(text)
    heads = tuple(report.clean.index(one.span.start) for one in report.outline)
    return View(
        report=report,
        text=text,
        first=first,
        last=last,
        paragraphs=tuple(m.span() for m in LINE.finditer(text, first, last)),
        headings=tuple(
            (start, report.clean.index(one.span.end), one)
            for start, one in zip(heads, report.outline, strict=True)
        ),
        heads=heads,
        named=tuple(m.span() for m in NAMED.finditer(text)),
        letters=report.text,
        pairs=pairs(text),
        unfinished=_unfinished(text, last)
        if last == len(text) or not report.slice(report.tail).strip()
        else last,
        whole=_whole(report, text[first:last].rstrip()),
    )


def pairs(text: str) -> frozenset[int]:
    """Every two neighbouring characters of a text as one number; a word is in a text only if all its pairs are."""
    coded = text.encode("utf-16-le", "surrogatepass")
    found = array("I", coded[: len(coded) // 4 * 4])
    found.frombytes(coded[2 : 2 + (len(coded) - 2) // 4 * 4])
    return frozenset(found)


def side_by_side(first: str, second: str) -> frozenset[int]:
    """Every pair of a character of `first` and one of `second`, as `pairs` writes it."""
    none: frozenset[int] = frozenset()
    return none.union(*(pairs(one + other) for one in first for other in second))


def _whole(report: Report, body: str) -> bool:
    """Whether the report was got to its end."""
    if report.genre != "report" or not body:
        return False
    if report.tail.end > report.tail.start and re.search(r"20\d\d|二[〇○零]", report.slice(report.tail)):
        return True
    if DATED.search(body[-24:]):
        return True
    ended = body[-1] in CLOSING
    late = any(one.part == "plan" or one.also_part == "plan" for one in report.outline)
    return (late and (ended or len(body) >= SHORT)) or (ended and len(body) >= WHOLE_FROM)


def _unfinished(text: str, last: int) -> int:
    """Where the sentence begins that the end of the text cuts off; the end when none is."""
    body = text[:last].rstrip()
    if not body or body[-1] in CLOSING:
        return len(text)
    return max(body.rfind(mark) for mark in "。！？；\n") + 1
