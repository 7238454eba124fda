"""Lays a read report out: its text with numbered findings and figures at their place, the findings beside it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, TypeVar

from yifa.desk.intake_carry import BREAKS
from yifa.desk.intake_edits import Edit, small
from yifa.desk.intake_open import Opened
from yifa.desk.intake_points import FIGURE, MISSING, Point
from yifa.desk.models import Decision
from yifa.desk.shown.parts import Figure as Chip
from yifa.desk.shown.report import Block, Card, Choice, Run
from yifa.reader.compare import Row
from yifa.reader.document import Figure, Report, Severity, Span

TONES: dict[Severity, Literal["z", "o", "q"]] = {"error": "z", "warn": "o", "info": "q"}
SHORT = 12
"""A button names the words it puts in when they are no longer than this."""
LINE = re.compile(f"[^{BREAKS}]+")
T = TypeVar("T")
FIX, NOTE, DROP, UNDO = (Decision.Choice(name) for name in ("fix", "note", "drop", "undo"))


@dataclass(frozen=True)
class Numbered:
    """A point with the number it carries beside the text."""

    number: int
    point: Point

    @property
    def id(self) -> str:
        """The element that the number leads to."""
        return f"finding-{self.number}"


def numbered(points: Iterable[Point]) -> list[Numbered]:
    """The points as they stand beside the text."""
    return [Numbered(number, point) for number, point in enumerate(points, start=1)]


def anchor(points: Iterable[Point], key: str) -> str:
    """Where the card of a point stands."""
    return next((f"#{one.id}" for one in numbered(points) if one.point.key == key), "")


def cards(
    report: Opened, said: Mapping[str, str], held: str = ""
) -> tuple[tuple[Card, ...], tuple[Card, ...]]:
    """The cards beside the text, and those of parts that are missing. ``said`` tells who decided when, by the key of
    the point; ``held`` is the key of what was decided just now.
    """
    beside: list[Card] = []
    missing: list[Card] = []
    crossed = {edit.point.key for edit in report.edits.crossed if edit.point}
    for item in numbered(report.points):
        point = item.point
        card = Card(
            item.id,
            str(item.number),
            point.title,
            point.message,
            TONES[point.severity],
            key=point.key,
            choices=() if report.closed else _choices(point),
            settled=f"{_settled(point)}。{said.get(point.key, '')}" if point.decision else "",
            note=_note(report, point, point.key in crossed),
            held=point.key == held,
            fix=point.fix,
        )
        (missing if point.code.startswith(MISSING) else beside).append(card)
    return tuple(beside), tuple(missing)


def _note(here: Opened, point: Point, crossed: bool) -> str:
    """What has come of a decision that nobody would expect."""
    if point.overtaken:
        return f"更正以后台账或者读法变了，和现在的不同{'' if here.confirmed else '，看要不要撤回'}。"
    return "和另一处改动重叠，正文里没有改，要手工改。" if crossed else ""


def _choices(point: Point) -> tuple[Choice, ...]:
    if point.decision is not None:
        return (Choice(UNDO.value, "撤回", "text"),)
    return (_first(point), Choice(DROP.value, "不处理", "text"))


def _first(point: Point) -> Choice:
    """The button that does something about it."""
    if not point.fix:
        return Choice(NOTE.value, "记入校改单")
    words = point.fix if len(point.fix) <= SHORT else f"{point.fix[:SHORT]}……"
    figure = point.code.startswith(FIGURE)
    return Choice(FIX.value, f"按台账更正为{words}" if figure else f"改为“{words}”")


def _settled(point: Point) -> str:
    assert point.decision is not None
    choice, fix = point.decision.choice, point.decision.fix
    if choice != FIX:
        return "已记入校改单" if choice == NOTE else "不处理"
    return f"已按台账更正为{fix}" if point.code.startswith(FIGURE) else f"已改为“{fix}”"


def blocks(here: Opened) -> tuple[Block, ...]:
    """The original text, line by line, with figures and findings marked where they stand, and with what was accepted
    struck out and put in.
    """
    report = here.report
    rows = {one.figure.span: one.row for one in here.counted}
    small_edits = [part for edit in here.edits.made for part in small(report.text, edit)]
    title = report.metadata.get("title")
    lines = list(_lines(report))
    headings = _by_line(lines, ((one.span, one) for one in report.outline))
    marks = _by_line(lines, ((one.point.span, one) for one in numbered(here.points) if one.point.span))
    changes = _by_line(lines, ((edit.span, edit) for edit in small_edits))
    figures = _by_line(lines, ((one.span, one) for one in report.figures))
    shown = []
    for line in lines:
        section = next((one for span, one in headings[line] if line.start <= span.start), None)
        kind: Literal["title", "part", "section", "paragraph", "aside"] = "paragraph"
        if title is not None and title.span is not None and title.span.overlaps(line):
            kind = "title"
        elif section is not None and section.own_line:
            kind = "part" if section.level == 1 else "section"
        runs = tuple(_runs(report, line, marks[line], figures[line], rows, changes[line]))
        shown.append(Block(kind, runs, f"at-{line.start}"))
    return tuple(shown)


def _lines(report: Report) -> Iterator[Span]:
    """The lines that are not blank."""
    for found in LINE.finditer(report.text):
        if found.group().strip():
            yield Span(*found.span())


def _by_line(lines: list[Span], items: Iterable[tuple[Span, T]]) -> dict[Span, list[tuple[Span, T]]]:
    """What stands, wholly or in part, in each line. Two hundred pages hold thousands of lines and of marks, so
    every mark looks for its lines, not every line for its marks.
    """
    starts = [line.start for line in lines]
    found: dict[Span, list[tuple[Span, T]]] = {line: [] for line in lines}
    for span, item in items:
        at = max(bisect_right(starts, span.start) - 1, 0)
        while at < len(lines) and (lines[at].start < span.end or lines[at].start == span.start):
            # What is only put in has no characters of its own; it belongs to the line that it touches.
            if span.overlaps(lines[at]) or (
                span.start == span.end and lines[at].start <= span.start <= lines[at].end
            ):
                found[lines[at]].append((span, item))
            at += 1
    return found


def _runs(
    report: Report,
    line: Span,
    marks: list[tuple[Span, Numbered]],
    figures: list[tuple[Span, Figure]],
    rows: Mapping[Span, Row],
    changes: list[tuple[Span, Edit]],
) -> Iterator[Run]:
    cuts = {line.start, line.end}
    spans = [span for span, _ in marks] + [span for span, _ in figures] + [span for span, _ in changes]
    for span in spans:
        cuts |= {max(span.start, line.start), min(span.end, line.end)}
    edges = sorted(cuts)
    # What is still open is seen before what is settled.
    marked = _pieces(edges, sorted(marks, key=lambda pair: not pair[1].point.open))
    counted, struck = _pieces(edges, figures), _pieces(edges, changes)
    put_in = {edit.span.end: edit.new for _, edit in changes if edit.new}
    yield from _put_in(put_in, line.start)
    for left, right in pairwise(edges):
        piece, mark = Span(left, right), marked.get(left)
        figure = counted.get(left)
        text = report.slice(piece)
        if left in struck:
            yield Run(text, mark="del")
        else:
            yield _run(text, mark, rows.get(figure.span) if figure else None, figure is not None)
        yield from _put_in(put_in, right)
        for span, item in marks:
            if span.end == right:
                yield Run(ref=str(item.number), ref_target=item.id, ref_tone=_tone(item.point))


def _put_in(new: Mapping[int, str], at: int) -> Iterator[Run]:
    if at in new:
        yield Run(new[at], mark="ins")


def _tone(point: Point) -> Literal["z", "o", "q", ""]:
    return TONES[point.severity] if point.open else ""


def _pieces(edges: list[int], items: list[tuple[Span, T]]) -> dict[int, T]:
    """The first item over each piece of a line, by the piece's beginning."""
    found: dict[int, T] = {}
    for span, item in items:
        for at in edges[bisect_left(edges, span.start) : bisect_left(edges, span.end)]:
            found.setdefault(at, item)
    return found


def _run(text: str, mark: Numbered | None, row: Row | None, figure: bool) -> Run:
    """A piece of the original: the colour of a finding while it is open, else that of a figure."""
    still = mark is not None and mark.point.open
    if mark is not None and still and not mark.point.code.startswith(FIGURE):
        return Run(text, mark="wrong" if mark.point.severity == "error" else "found")
    if not figure or (mark is not None and not still and mark.point.code.startswith(FIGURE)):
        return Run(text)
    if row is None or row.computed is None:
        return Run(text, mark="found")
    state: Literal["", "o", "z"] = ""
    if row.verdict not in ("agree", "rounded"):
        state = "z" if row.verdict == "differ" else "o"
    return Run(figure=Chip(text, f"/figures/{row.slug}/", state=state))
