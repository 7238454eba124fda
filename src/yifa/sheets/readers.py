"""Binds a register's column to the reader of its kind, with the heading's unit and the sheet's year.

Readers remember the values they have seen: a ledger repeats its dates, kinds and villages thousands of times.
"""

from collections.abc import Callable

from yifa.sheets.cells import Cell, folded, shown
from yifa.sheets.complaint import BLANK, Reading
from yifa.sheets.dates import NO_YEARS, Years, read_date
from yifa.sheets.numbers import read_count, read_money, read_number, read_percent
from yifa.sheets.target import Column
from yifa.sheets.values import (
    broken,
    read_certificate,
    read_choice,
    read_names,
    read_number_id,
    read_text,
    read_yesno,
)

Reader = Callable[[Cell], Reading]
REMEMBERED = 5_000


def _of_kind(column: Column, unit: str, years: Years, date1904: bool) -> Reader:
    if column.kind == "date":
        return lambda cell: read_date(cell, years, date1904)
    if column.kind == "money":
        return lambda cell: read_money(cell, unit or column.unit)
    if column.kind == "percent":
        return lambda cell: read_percent(cell, unit)
    if column.kind == "choice":
        words = column.choice_words()
        return lambda cell: read_choice(cell, words, column.openly)
    plain: dict[str, Reader] = {
        "count": read_count,
        "number": read_number,
        "yesno": read_yesno,
        "names": read_names,
        "text": read_text,
        "number_id": read_number_id,
        "certificate": read_certificate,
    }
    return plain[column.kind]


def reader(column: Column, unit: str = "", years: Years = NO_YEARS, date1904: bool = False) -> Reader:
    """The function that reads one cell of this column. It never raises; `pending` words read as blank."""
    of_kind = _of_kind(column, unit, years, date1904)
    pending = {folded(word) for word in column.pending}
    seen: dict[tuple[type, Cell], Reading] = {}

    def read(cell: Cell) -> Reading:
        if cell is None:
            return BLANK
        known = seen.get((type(cell), cell))
        if known is not None:
            return known
        found = broken(cell)
        if found is None and pending and folded(shown(cell)) in pending:
            found = BLANK
        if found is None:
            found = of_kind(cell)
        if len(seen) < REMEMBERED:
            seen[type(cell), cell] = found
        return found

    return read
