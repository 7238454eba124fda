"""Reads .xlsx workbooks row by row, in bounded memory.

One pass of expat over each sheet gives values, merged areas, formulas without a result, error cells, hidden rows
and columns. Formulas are never computed, entities and document types are refused, and no more is inflated than the
archive declares (`sniff` has judged that number). Rows are spooled, so a sparse sheet costs what it holds.
"""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

from yifa.sheets.cells import Cell, ErrorCell, Percent, Uncached
from yifa.sheets.dates import from_serial
from yifa.sheets.package import (
    MAX_TEXT,
    Progress,
    elements,
    feed,
    local,
    main_part,
    relations,
    shared_strings,
    strict_parser,
    styles,
    unescaped,
)
from yifa.sheets.spool import Spool

MAX_COLUMNS = 512

# first row, first column, last row, last column; rows from 1, columns from 0
Area = tuple[int, int, int, int]

_REF = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?")


@dataclass(slots=True)
class RawSheet:
    """One sheet as the file has it."""

    name: str
    hidden: bool = False
    kind: str = "worksheet"
    rows: Spool = field(default_factory=Spool)
    merges: list[Area] = field(default_factory=list)
    formulas: int = 0
    uncached: int = 0
    links: int = 0
    hidden_rows: int = 0
    hidden_columns: int = 0
    beyond: int = 0  # filled cells right of the last column that is read


@dataclass(slots=True)
class RawBook:
    """Sheets and what else the workbook carries."""

    sheets: list[RawSheet]
    date1904: bool = False
    macros: bool = False
    external: bool = False


def column_index(letters: str) -> int:
    """A -> 0, AA -> 26."""
    number = 0
    for char in letters:
        number = number * 26 + ord(char) - 64
    return number - 1


class _SheetReader:
    """The handlers for one worksheet part."""

    def __init__(self, sheet: RawSheet, strings: list[str], looks: list[str], date1904: bool) -> None:
        self.sheet, self.strings, self.looks, self.date1904 = sheet, strings, looks, date1904
        self.row_number = 0
        self.column = -1
        self.cells: list[Cell] = []
        self.pieces: list[str] = []
        self.collecting = self.formula = self.phonetic = False
        self.type = self.style = ""
        self.columns: dict[str, int] = {}

    def start(self, name: str, attrs: dict[str, str]) -> None:
        if name == "c":
            self._start_cell(attrs)
        elif name in ("v", "t"):
            self.collecting = not self.phonetic
        elif name == "row":
            number = attrs.get("r", "")
            self.row_number = int(number) if number.isdigit() else self.row_number + 1
            self.cells, self.column = [], -1
            self.sheet.hidden_rows += attrs.get("hidden") in ("1", "true")
        elif name == "f":
            self.formula = True
        else:
            self._rare(local(name), attrs)

    def _rare(self, name: str, attrs: dict[str, str]) -> None:
        if name == "rPh":
            self.phonetic = True
        elif name == "mergeCell" and (match := _REF.fullmatch(attrs.get("ref", ""))) and match.group(3):
            self.sheet.merges.append(
                (
                    int(match.group(2)),
                    column_index(match.group(1)),
                    int(match.group(4)),
                    column_index(match.group(3)),
                )
            )
        elif name == "hyperlink":
            self.sheet.links += 1
        elif name == "col" and attrs.get("hidden") in ("1", "true"):
            self.sheet.hidden_columns += 1

    def _start_cell(self, attrs: dict[str, str]) -> None:
        ref = attrs.get("r")
        if ref is None:
            self.column += 1
        else:
            letters = ref.rstrip("0123456789")
            if letters not in self.columns:
                self.columns[letters] = (
                    column_index(letters) if letters.isalpha() and letters.isupper() else 0
                )
            self.column = self.columns[letters]
        self.type, self.style = attrs.get("t", "n"), attrs.get("s", "")
        self.formula = False
        self.pieces = []

    def text(self, data: str) -> None:
        if self.collecting:
            self.pieces.append(data)

    def end(self, name: str) -> None:
        if name in ("v", "t"):
            self.collecting = False
        elif name == "c":
            self._end_cell()
        elif name == "row":
            if any(cell is not None for cell in self.cells):
                self.sheet.rows.add(self.row_number, tuple(self.cells))
        elif name == "rPh":
            self.phonetic = False

    def _end_cell(self) -> None:
        self.sheet.formulas += self.formula
        text = "".join(self.pieces)
        value: Cell
        if text:
            value = self._value(text)
        elif self.formula and self.type != "str":
            value = Uncached()
            self.sheet.uncached += 1
        else:
            return
        if self.column >= MAX_COLUMNS:
            self.sheet.beyond += 1
            return
        missing = self.column - len(self.cells)
        if missing >= 0:
            self.cells.extend([None] * missing)
            self.cells.append(value)
        else:
            self.cells[self.column] = value

    def _value(self, text: str) -> Cell:
        if self.type == "s":
            place = int(text) if text.isdigit() else len(self.strings)
            return self.strings[place] if place < len(self.strings) else ErrorCell("#STRING!")
        if self.type in ("inlineStr", "str"):
            return unescaped(text)[:MAX_TEXT]
        if self.type == "b":
            return text == "1"
        if self.type == "e":
            return ErrorCell(text)
        if self.type == "d":
            return text
        try:
            number = float(text)
        except ValueError:
            return text
        return self._number(number)

    def _number(self, number: float) -> Cell:
        look = (
            self.looks[int(self.style)] if self.style.isdigit() and int(self.style) < len(self.looks) else ""
        )
        if look == "date":
            moment = from_serial(number, self.date1904)
            return number if moment is None else moment
        if look == "percent":
            return Percent(number)
        if look and number.is_integer() and 0 <= number < 1e15:
            return f"{int(number):0{look[6:]}d}"
        return number


def _read_sheet(archive: zipfile.ZipFile, part: str, reader: _SheetReader, progress: Progress | None) -> None:
    parser = strict_parser()

    def first(name: str, attrs: dict[str, str]) -> None:
        # Every later element carries the root's prefix, if it has one; without one, names arrive as they are.
        prefix = name.rpartition(":")[0]
        if prefix:
            parser.StartElementHandler = lambda name, attrs: reader.start(local(name), attrs)
            parser.EndElementHandler = lambda name: reader.end(local(name))
        else:
            parser.StartElementHandler, parser.EndElementHandler = reader.start, reader.end

    parser.StartElementHandler, parser.CharacterDataHandler = first, reader.text
    feed(parser, archive, part, progress)
    reader.sheet.rows.close_writing()


def _listed(archive: zipfile.ZipFile, part: str) -> Iterator[tuple[RawSheet, str]]:
    found = relations(archive, part)
    for name, attrs in elements(archive, part):
        if name == "sheet":
            kind, path = found.get(attrs.get("id", ""), ("missing", ""))
            yield RawSheet(attrs.get("name", ""), attrs.get("state", "visible") != "visible", kind), path


def read_book(archive: zipfile.ZipFile, progress: Progress | None = None) -> RawBook:
    """Every sheet of a workbook. Raises Unreadable when the archive or its XML is damaged."""
    part = main_part(archive)
    names = set(archive.namelist())
    parts = {kind: path for kind, path in relations(archive, part).values()}
    strings = shared_strings(archive, parts["sharedStrings"]) if parts.get("sharedStrings") in names else []
    looks = styles(archive, parts["styles"]) if parts.get("styles") in names else []
    date1904 = any(
        name == "workbookPr" and attrs.get("date1904") in ("1", "true")
        for name, attrs in elements(archive, part)
    )
    book = RawBook(
        [],
        date1904,
        any(name.endswith("vbaProject.bin") for name in names),
        any("/externalLinks/" in name or name.endswith("/connections.xml") for name in names),
    )
    for sheet, path in _listed(archive, part):
        book.sheets.append(sheet)
        # Hidden sheets are not read: what the office does not show it does not report.
        if sheet.kind == "worksheet" and not sheet.hidden:
            _read_sheet(archive, path, _SheetReader(sheet, strings, looks, date1904), progress)
    return book
