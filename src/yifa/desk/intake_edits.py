"""Puts the accepted corrections into a text: which of them fit, how little of the words they change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from yifa.desk.intake_points import Point
from yifa.desk.models import Decision
from yifa.reader.document import Span


@dataclass(frozen=True)
class Edit:
    """Words that take the place of a span."""

    span: Span
    new: str
    point: Point | None = None


@dataclass(frozen=True)
class Edits:
    """The corrections that are put into the text, in its order, and those that another one crosses."""

    made: tuple[Edit, ...] = ()
    crossed: tuple[Edit, ...] = ()


def edits(points: Iterable[Point]) -> Edits:
    """The accepted corrections. Where two overlap, the one that begins first stands, of two that begin together the
    longer; the other is not made, and whoever shows the text says so. Two that say the same are one.
    """
    accepted = [
        Edit(point.span, point.decision.fix, point)
        for point in points
        if point.span and point.decision and point.decision.choice == Decision.Choice.FIX
    ]
    made: list[Edit] = []
    crossed: list[Edit] = []
    for edit in sorted(accepted, key=lambda one: (one.span.start, -one.span.end)):
        last = made[-1] if made else None
        if last is None or not _cross(last.span, edit.span):
            made.append(edit)
        elif (last.span, last.new) != (edit.span, edit.new):
            crossed.append(edit)
    return Edits(tuple(made), tuple(crossed))


def _cross(one: Span, other: Span) -> bool:
    """Whether two spans share characters; an insertion crosses what holds its place, or begins there too."""
    return other.start < one.end or one == other


def corrected(text: str, made: Iterable[Edit]) -> str:
    """The text with the corrections in it."""
    pieces, at = [], 0
    for edit in made:
        pieces += [text[at : edit.span.start], edit.new]
        at = edit.span.end
    return "".join([*pieces, text[at:]])


def moved(offset: int, made: Iterable[Edit]) -> int:
    """Where a place of the original stands in the corrected text; of a corrected place its beginning."""
    shift = 0
    for edit in made:
        if edit.span.end > offset:
            return min(offset, edit.span.start) + shift if edit.span.start <= offset else offset + shift
        shift += len(edit.new) - (edit.span.end - edit.span.start)
    return offset + shift


def small(text: str, edit: Edit) -> Iterator[Edit]:
    """The same correction with as little struck out as can be, where words are only put round it or taken off it."""
    old = text[edit.span.start : edit.span.end]
    start = edit.span.start
    if old and old in edit.new:
        before, _, after = edit.new.partition(old)
        parts = [Edit(Span(start, start), before), Edit(Span(edit.span.end, edit.span.end), after)]
        yield from (part for part in parts if part.new)
    elif edit.new and edit.new in old:
        first = start + old.index(edit.new)
        last = first + len(edit.new)
        parts = [Edit(Span(start, first), ""), Edit(Span(last, edit.span.end), "")]
        yield from (part for part in parts if part.span.start < part.span.end)
    else:
        yield edit
