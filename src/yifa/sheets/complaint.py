"""Everything the reader of spreadsheets has to say about a file, a sheet or a cell, as values.

A *fault* is what a cell reader found, without a place. A *complaint* is a fault with its place. A *refusal*
says why a whole file cannot be read. Every one carries a Chinese sentence for the officer and an English one
for the command line; nothing here decides, nothing raises.
"""

from dataclasses import asdict, dataclass
from typing import Any, Literal, NamedTuple

Level = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one value: `error` keeps its row out, `warning` lets it in and says so."""

    code: str
    reason: str
    english: str
    level: Level = "error"


class Reading(NamedTuple):
    """A value read from a cell. Both empty: the cell is blank. Both present: read, but with a warning."""

    value: Any
    fault: Fault | None = None

    @property
    def bad(self) -> bool:
        """True when the cell holds something that could not be read."""
        return self.fault is not None and self.fault.level == "error"


BLANK = Reading(None)


def unreadable(code: str, reason: str, english: str) -> Reading:
    """A reading that failed: `code` for programs, `reason` in Chinese, `english` for the command line."""
    return Reading(None, Fault(code, reason, english))


def doubtful(value: Any, code: str, reason: str, english: str) -> Reading:
    """A reading that succeeded but must be shown to a person."""
    return Reading(value, Fault(code, reason, english, "warning"))


@dataclass(frozen=True, slots=True)
class Complaint:
    """A fault at its place. `row` counts from 1, 0 for the whole sheet; `cell` is "B5" or ""."""

    sheet: str
    row: int
    cell: str
    value: str
    code: str
    reason: str
    english: str
    level: Level = "error"

    def as_dict(self) -> dict[str, Any]:
        """The complaint as plain data."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a file is not read at all: a code, a Chinese sentence, an English one."""

    code: str
    reason: str
    english: str

    def as_dict(self) -> dict[str, Any]:
        """The refusal as plain data."""
        return asdict(self)


class Unreadable(Exception):
    """Raised inside the readers only, so that `book.open_book` can hand back its refusal as a value."""

    def __init__(self, code: str, reason: str, english: str) -> None:
        super().__init__(english)
        self.refusal = Refusal(code, reason, english)


def letters(column: int) -> str:
    """The spreadsheet name of a column counted from 0: 0 -> A, 26 -> AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def cell_name(row: int, column: int) -> str:
    """The spreadsheet name of a cell: row counted from 1, column from 0."""
    return f"{letters(column)}{row}"


def placed(fault: Fault, sheet: str, row: int, column: int, value: str) -> Complaint:
    """Give a fault its place; `column` counts from 0, below 0 means the whole row."""
    cell = cell_name(row, column) if column >= 0 and row else ""
    return Complaint(sheet, row, cell, value[:200], fault.code, fault.reason, fault.english, fault.level)
