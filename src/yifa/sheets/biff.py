"""Looks over an .xls file (BIFF) for what the value reader does not tell: size, passwords, formulas, errors, links.

Only record headers are walked; values themselves come from calamine. A truncated stream ends the walk quietly, because
calamine then says that the file is damaged.
"""

import struct
from dataclasses import dataclass, field

_CELLS = frozenset({0x0006, 0x0203, 0x0204, 0x0205, 0x027E, 0x00BD, 0x00D6, 0x00FD, 0x0002, 0x0003, 0x0004})
_BOF = frozenset({0x0809, 0x0409, 0x0209, 0x0009})
_ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}


@dataclass(slots=True)
class SheetLook:
    """What the walk saw in one sheet; cells are (row from 1, column from 0)."""

    last_row: int = 0
    last_column: int = 0
    formulas: int = 0
    links: int = 0
    hidden_rows: int = 0
    hidden_columns: int = 0
    errors: dict[tuple[int, int], str] = field(default_factory=dict)


@dataclass(slots=True)
class BookLook:
    """What the walk saw in a workbook stream; `sheets` by the offset at which each begins."""

    encrypted: bool = False
    external: bool = False
    date1904: bool = False
    order: list[int] = field(default_factory=list)
    sheets: dict[int, SheetLook] = field(default_factory=dict)


def _cell(look: SheetLook, kind: int, body: bytes) -> None:
    row, column = struct.unpack_from("<HH", body)
    look.last_row, look.last_column = max(look.last_row, row + 1), max(look.last_column, column)
    if kind == 0x0006:
        look.formulas += 1
        if len(body) >= 14 and body[12:14] == b"\xff\xff" and body[6] == 2:
            look.errors[row + 1, column] = _ERRORS.get(body[8], "#ERROR!")
    elif kind == 0x0205 and len(body) >= 8 and body[7] == 1:
        look.errors[row + 1, column] = _ERRORS.get(body[6], "#ERROR!")


def _in_sheet(look: SheetLook, kind: int, body: bytes) -> None:
    if kind in _CELLS and len(body) >= 4:
        _cell(look, kind, body)
    elif kind == 0x0208 and len(body) >= 14:
        look.hidden_rows += bool(body[12] & 0x20)
    elif kind == 0x007D and len(body) >= 10:
        look.hidden_columns += body[8] & 1
    elif kind == 0x01B8:
        look.links += 1


def _in_globals(book: BookLook, kind: int, body: bytes) -> None:
    if kind == 0x002F:
        book.encrypted = True
    elif kind == 0x0022 and len(body) >= 2:
        book.date1904 = body[0] == 1
    elif kind == 0x01AE and len(body) >= 4 and body[2:4] not in (b"\x01\x04", b"\x01\x3a"):
        book.external = True
    elif kind == 0x0085 and len(body) >= 4:
        book.order.append(struct.unpack_from("<I", body)[0])


def look_over(stream: bytes) -> BookLook:
    """Walk a workbook stream record by record. Never raises."""
    book = BookLook()
    place, depth = 0, 0
    sheet: SheetLook | None = None
    while place + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, place)
        body = stream[place + 4 : place + 4 + size]
        if len(body) < size:
            break
        if kind in _BOF:
            depth += 1
            if depth == 1 and place:
                sheet = book.sheets.setdefault(place, SheetLook())
        elif kind == 0x000A:
            depth = max(0, depth - 1)
            sheet = None if depth == 0 else sheet
        elif sheet is not None:
            if depth == 1:  # a chart inside a sheet is a stream of its own
                _in_sheet(sheet, kind, body)
        else:
            _in_globals(book, kind, body)
        if book.encrypted:
            break
        place += 4 + size
    return book
