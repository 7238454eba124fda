"""What a cell can hold once its file format is forgotten, and how such a value is shown to a person.

A cell is one of: None, str, bool, int, float, `Percent`, date, datetime, time, timedelta, `ErrorCell`, `Uncached`.
"""

import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta


class Percent(float):
    """A number whose cell is formatted as a percentage: 0.993 is shown as 99.3%."""


@dataclass(frozen=True, slots=True)
class ErrorCell:
    """A cell in which the spreadsheet program itself shows an error such as #REF!."""

    code: str


@dataclass(frozen=True, slots=True)
class Uncached:
    """A formula whose result was never stored in the file."""


Cell = str | bool | int | float | date | datetime | time | timedelta | ErrorCell | Uncached | None
Row = tuple[Cell, ...]

EXACT_DIGITS = 15  # a spreadsheet keeps fifteen significant digits of a number, the rest is lost


def number_text(value: float) -> str:
    """A number as a person typed it, without the noise of binary fractions: 6.1600000000000001 -> 6.16."""
    if isinstance(value, int):
        return str(value)
    if value != value or value in (float("inf"), float("-inf")):
        return str(value)
    if value == int(value) and abs(value) < 1e21:
        return str(int(value))
    return f"{value:.15g}"


def shown(cell: Cell) -> str:
    """The text of a cell as it is quoted in a complaint and compared with words; blank is ""."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return cell.strip()
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if type(cell) is float and cell.is_integer() and -1e15 < cell < 1e15:
        return str(int(cell))
    if isinstance(cell, Percent):
        return f"{number_text(float(f'{float(cell) * 100:.12g}'))}%"
    if isinstance(cell, (int, float)):
        return number_text(cell)
    if isinstance(cell, datetime):
        return cell.isoformat(" ", "minutes")
    if isinstance(cell, (date, time)):
        return cell.isoformat()
    if isinstance(cell, ErrorCell):
        return cell.code
    return "" if isinstance(cell, Uncached) else str(cell)


def is_blank(cell: Cell) -> bool:
    """Nothing in the cell, or only white space."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def folded(text: str) -> str:
    """Text for comparing words: full width folded, every white space removed, lower case."""
    if text.isascii():
        return "".join(text.split()).lower()
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold()
