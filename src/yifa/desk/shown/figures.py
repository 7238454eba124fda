"""Figures of a year and the evidence of one figure."""

from __future__ import annotations

from dataclasses import dataclass

from yifa.desk.shown.parts import Action, Cite, Empty, FigureState, Head, Link, Mark, Note, Pager, Tone
from yifa.desk.shown.table import Tab, Table


@dataclass(frozen=True, slots=True)
class Series:
    """Values by year for a small line; None is a gap. ``label`` says the whole in a sentence."""

    years: tuple[int, ...]
    values: tuple[float | None, ...]
    label: str
    reference: tuple[float | None, ...] = ()
    low: float | None = None
    high: float | None = None
    behind: bool = False


@dataclass(frozen=True, slots=True)
class FigureCard:
    """A figure in the list. ``value`` may be 0, 无此职责 or 未登记, which are three different things."""

    label: str
    url: str
    value: str
    unit: str = ""
    change: str = ""
    change_tone: Tone = ""
    note: str = ""
    series: Series | None = None
    state: FigureState = ""
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class FigureGroup:
    """Figures of one chapter."""

    label: str
    cards: tuple[FigureCard, ...]


@dataclass(frozen=True, slots=True)
class FiguresPage:
    """R3, all figures of a year. ``table`` holds the same data as text."""

    head: Head
    groups: tuple[FigureGroup, ...]
    tabs: tuple[Tab, ...] = ()
    ours: str = ""
    reference: str = ""
    footnote: str = ""
    table: Table | None = None
    empty: Empty | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a composed figure, or the numerator or denominator of a share."""

    label: str
    value: str
    unit: str
    url: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class FigurePage:
    """R4, one figure: what it counts, out of what, since when, and its rows."""

    head: Head
    label: str
    value: str
    unit: str
    state: FigureState
    state_text: str
    definition: tuple[tuple[str, str], ...]
    cites: tuple[Cite, ...] = ()
    parts: tuple[Part, ...] = ()
    parts_title: str = "分子和分母"
    series: Series | None = None
    years: Table | None = None
    """Values of earlier years as the office's own reports have them, beside the computed ones."""
    table: Table | None = None
    rows_title: str = "计入的事项"
    rows_note: str = ""
    hidden_note: str = ""
    """Rows one may not see appear as a count, for instance 另有3件你无权查看."""
    pager: Pager | None = None
    notes: tuple[Note, ...] = ()
    history: tuple[tuple[str, str], ...] = ()
    used_in: tuple[Link, ...] = ()
    actions: tuple[Action, ...] = ()
    empty: Empty | None = None
