"""Lays a read report out: its text with numbered findings and figures at their place, the findings beside it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, TypeVar

from yifa.desk.shown.parts import Figure as Chip
from yifa.desk.shown.report import Block, Finding, Run
from yifa.reader.compare import Row
from yifa.reader.document import Figure, Report, Span
from yifa.reader.document import Finding as Found

ORDER = {"error": 0, "warn": 1, "info": 2}
TONES: dict[str, Literal["z", "o", "q"]] = {"error": "z", "warn": "o", "info": "q"}
T = TypeVar("T")
BESIDE = 6
"""Characters shown on each side of a gap."""


@dataclass(frozen=True)
class Numbered:
    """A finding with the number it carries beside the text."""

    number: int
    found: Found

    @property
    def id(self) -> str:
        """The element that the number leads to."""
        return f"finding-{self.number}"


def numbered(report: Report) -> list[Numbered]:
    """The findings, worst first, then in the order of the text."""
    ordered = sorted(
        report.findings, key=lambda one: (ORDER[one.severity], one.span.start if one.span else -1)
    )
    return [Numbered(number, found) for number, found in enumerate(ordered, start=1)]


def findings(report: Report) -> tuple[Finding, ...]:
    """The cards beside the text."""
    shown = []
    for item in numbered(report):
        found = item.found
        if found.code == "missing_part":
            continue
        # The reader's sentence mostly names the fix itself, and always says when the copy is to blame.
        fix = f"应为“{found.fix}”。" if found.fix and found.fix not in found.message else ""
        shown.append(
            Finding(
                item.id,
                str(item.number),
                _place(report, found.span),
                found.message + fix,
                TONES[found.severity],
            )
        )
    return tuple(shown)


def _place(report: Report, span: Span | None) -> str:
    """The words a finding is about; of a mere gap the words on both sides of it."""
    if span is None:
        return "整篇"
    quoted = report.slice(span).strip()
    if not quoted:
        beside = report.text[max(0, span.start - BESIDE) : span.end + BESIDE]
        quoted = " ".join(beside.split())
    return f"“{quoted[:40]}”"


def blocks(report: Report, rows: Mapping[Span, Row]) -> tuple[Block, ...]:
    """The original text, line by line, with figures and findings marked where they stand."""
    title = report.metadata.get("title")
    lines = list(_lines(report))
    headings = _by_line(lines, ((one.span, one) for one in report.outline))
    marks = _by_line(lines, ((one.found.span, one) for one in numbered(report) if one.found.span))
    figures = _by_line(lines, ((one.span, one) for one in report.figures))
    shown = []
    for line in lines:
        section = next((one for span, one in headings[line] if line.start <= span.start), None)
        kind: Literal["title", "part", "section", "paragraph", "aside"] = "paragraph"
        if title is not None and title.span is not None and title.span.overlaps(line):
            kind = "title"
        elif section is not None and section.own_line:
            kind = "part" if section.level == 1 else "section"
        runs = tuple(_runs(report, line, marks[line], figures[line], rows))
        shown.append(Block(kind, runs, f"at-{line.start}"))
    return tuple(shown)


def _lines(report: Report) -> Iterator[Span]:
    """The lines that are not blank."""
    start = 0
    for line in report.text.split("\n"):
        if line.strip():
            yield Span(start, start + len(line))
        start += len(line) + 1


def _by_line(lines: list[Span], items: Iterable[tuple[Span, T]]) -> dict[Span, list[tuple[Span, T]]]:
    """What stands, wholly or in part, in each line. Two hundred pages hold thousands of lines and of marks, so
    every mark looks for its lines, not every line for its marks.
    """
    starts = [line.start for line in lines]
    found: dict[Span, list[tuple[Span, T]]] = {line: [] for line in lines}
    for span, item in items:
        at = max(bisect_right(starts, span.start) - 1, 0)
        while at < len(lines) and lines[at].start < span.end:
            if span.overlaps(lines[at]):
                found[lines[at]].append((span, item))
            at += 1
    return found


def _runs(
    report: Report,
    line: Span,
    marks: list[tuple[Span, Numbered]],
    figures: list[tuple[Span, Figure]],
    rows: Mapping[Span, Row],
) -> Iterator[Run]:
    cuts = {line.start, line.end}
    for span in [span for span, _ in marks] + [span for span, _ in figures]:
        cuts |= {max(span.start, line.start), min(span.end, line.end)}
    edges = sorted(cuts)
    marked, counted = _pieces(edges, marks), _pieces(edges, figures)
    for left, right in pairwise(edges):
        piece = Span(left, right)
        figure = counted.get(left)
        row = rows.get(figure.span) if figure else None
        yield _run(report.slice(piece), piece, marked.get(left), row, figure is not None)


def _pieces(edges: list[int], items: list[tuple[Span, T]]) -> dict[int, T]:
    """The first item over each piece of a line, by the piece's beginning."""
    found: dict[int, T] = {}
    for span, item in items:
        for at in edges[bisect_left(edges, span.start) : bisect_left(edges, span.end)]:
            found.setdefault(at, item)
    return found


def _run(text: str, piece: Span, mark: Numbered | None, row: Row | None, figure: bool) -> Run:
    last = mark is not None and mark.found.span is not None and mark.found.span.end == piece.end
    ref = str(mark.number) if mark is not None and last else ""
    target = mark.id if mark is not None and last else ""
    tone = TONES[mark.found.severity] if mark is not None else ""
    if figure and mark is None:
        if row is None or row.computed is None:
            return Run(text, mark="found")
        state: Literal["", "o", "z"] = (
            "" if row.verdict in ("agree", "rounded") else "z" if row.verdict == "differ" else "o"
        )
        return Run(figure=Chip(text, f"/figures/{row.slug}/", state=state))
    kind: Literal["", "found", "wrong"] = ""
    if mark is not None:
        kind = "wrong" if mark.found.severity == "error" else "found"
    return Run(text, mark=kind, ref=ref, ref_target=target, ref_tone=tone)
