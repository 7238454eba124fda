"""Lists: columns, cells, views and filters of a register, and every other table of the desk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from yifa.desk.shown.form import Field
from yifa.desk.shown.parts import Action, Badge, Empty, Head, Link, Mark, MarkTone, Pager, Ticks, Tone

CellRole = Literal["", "case", "what", "step", "due", "num", "date", "side", "named", "full", "acts"]
"""How a column behaves: case number, title with party, step, due badge, figures at the right; on a phone
``side`` stands at the right edge, ``named`` repeats its column label, ``full`` takes the whole line;
``acts`` sets its links side by side."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column head; with ``sort_url`` it sorts, ``sorted`` says how it is sorted now."""

    label: str
    role: CellRole = ""
    sort_url: str = ""
    sorted: Literal["", "ascending", "descending"] = ""

    @property
    def css(self) -> str:
        """Classes of the column's cells."""
        return {
            "case": "case",
            "what": "what",
            "step": "nowrap",
            "due": "side",
            "num": "r num named",
            "date": "num named",
            "side": "side",
            "named": "named",
            "full": "full",
            "acts": "named acts-cell",
        }.get(self.role, "")

    @property
    def right(self) -> bool:
        """Whether the head is set to the right."""
        return self.role == "num"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell; whatever is present is shown, in the order of the fields."""

    text: str = ""
    url: str = ""
    sub: str = ""
    ticks: Ticks | None = None
    badge: Badge | None = None
    mark: Mark | None = None
    lack: str = ""
    lack_tone: MarkTone = "o"
    more: str = ""
    """Read aloud after a link whose text repeats down the column."""
    sub_tone: Tone = ""
    links: tuple[Link, ...] = ()
    """Several addresses in one cell, one under the other."""

    @property
    def blank(self) -> bool:
        """Whether the cell only says that there is nothing."""
        return self.text == "—" and not (self.url or self.sub or self.links or self.mark or self.badge)


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row; ``name`` says in words what its tick chooses."""

    cells: tuple[Cell, ...]
    key: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table. ``pick`` puts a tick before every row; ``foot`` has one cell for every column."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[TableRow, ...]
    foot: tuple[Cell, ...] = ()
    pick: bool = False
    sticky: bool = False
    id: str = "t"


@dataclass(frozen=True, slots=True)
class Tab:
    """A saved view; ``hot`` counts are overdue."""

    label: str
    url: str
    count: str = ""
    hot: bool = False
    current: bool = False


@dataclass(frozen=True, slots=True)
class RegisterPage:
    """W6, the list of one register. Bulk actions go to ``bulk_url`` with the ticked rows as ``row``."""

    head: Head
    tabs: tuple[Tab, ...]
    filters: tuple[Field, ...]
    filter_url: str
    clear_url: str
    tally: str
    table: Table | None
    pager: Pager | None = None
    legend: str = ""
    empty: Empty | None = None
    save_view_url: str = ""
    bulk_url: str = ""
    bulk_actions: tuple[Action, ...] = ()
