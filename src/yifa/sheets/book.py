"""Opens a spreadsheet of any kind an office keeps, as sheets of cells that no longer know their file format.

.xlsx is read by `ooxml` in bounded memory, .xls and .ods through calamine, text through csv. Values only: formulas
give the result stored in the file, macros, links and hidden sheets are left out, and every such omission is a notice.
"""

import csv
import datetime
import io
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import olefile
import python_calamine

from yifa.sheets.biff import BookLook, SheetLook, look_over
from yifa.sheets.cells import Cell, ErrorCell, Row, is_blank
from yifa.sheets.complaint import Refusal, Unreadable
from yifa.sheets.encoding import Encoded
from yifa.sheets.ooxml import MAX_COLUMNS, Area, RawBook, RawSheet, read_book
from yifa.sheets.package import MAX_TEXT, Progress
from yifa.sheets.sniff import Sniffed, sniff
from yifa.sheets.spool import Spool

MAX_DENSE = 20_000_000  # cells calamine may lay out at once


@dataclass(frozen=True, slots=True)
class Notice:
    """Something left out or noteworthy that is nobody's fault; Chinese and English."""

    code: str
    reason: str
    english: str


@dataclass(slots=True)
class Sheet:
    """One visible sheet: its filled rows in order, its merged areas, what was noticed."""

    name: str
    rows: Spool
    merges: tuple[Area, ...] = ()
    date1904: bool = False
    notices: tuple[Notice, ...] = ()
    named: bool = True  # False when the name is only the file's

    def first_rows(self, count: int) -> list[tuple[int, Row]]:
        """The first filled rows with their numbers."""
        found = []
        for pair in self.rows:
            found.append(pair)
            if len(found) >= count:
                break
        return found


@dataclass(slots=True)
class Book:
    """An opened file. Close it to give its temporary files back."""

    kind: str
    sheets: list[Sheet] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)

    def close(self) -> None:
        """Give the temporary files back."""
        for sheet in self.sheets:
            sheet.rows.close()


def _hidden_sheet(name: str) -> Notice:
    return Notice("hidden_sheet", f"隐藏的工作表“{name}”未读取", f"hidden sheet {name!r} was not read")


def _not_a_worksheet(name: str) -> Notice:
    return Notice(
        "no_worksheet",
        f"“{name}”不是数据工作表（图表或宏表），未读取",
        f"{name!r} is a chart or macro sheet; not read",
    )


def _macros() -> Notice:
    return Notice("macros", "文件带有宏，宏不执行、不读取", "the file carries macros; they are ignored")


def _external() -> Notice:
    return Notice(
        "external", "文件引用了外部数据，外部数据不更新，只取保存时的结果", "external data is not refreshed"
    )


def _sheet_notices(raw: RawSheet | SheetLook) -> tuple[Notice, ...]:
    found = []
    if raw.formulas:
        found.append(
            Notice(
                "formulas",
                f"有 {raw.formulas} 格公式，取保存时的计算结果",
                f"{raw.formulas} formulas: stored results taken",
            )
        )
    if raw.links:
        found.append(
            Notice("links", f"有 {raw.links} 个超链接，只取文字", f"{raw.links} hyperlinks: text only")
        )
    if raw.hidden_rows or raw.hidden_columns:
        found.append(
            Notice(
                "hidden_cells",
                f"有隐藏的行 {raw.hidden_rows} 处、列 {raw.hidden_columns} 处，照常读取",
                f"{raw.hidden_rows} hidden rows and {raw.hidden_columns} hidden column groups are read like any other",
            )
        )
    if isinstance(raw, RawSheet) and raw.beyond:
        found.append(
            Notice(
                "too_wide",
                f"第 {MAX_COLUMNS} 列以后还有 {raw.beyond} 格内容，未读取",
                f"{raw.beyond} cells right of column {MAX_COLUMNS} were not read",
            )
        )
    return tuple(found)


def _from_raw(raw: RawBook) -> Book:
    book = Book("xlsx")
    if raw.macros:
        book.notices.append(_macros())
    if raw.external:
        book.notices.append(_external())
    for sheet in raw.sheets:
        if sheet.kind != "worksheet":
            book.notices.append(_not_a_worksheet(sheet.name))
        elif sheet.hidden:
            book.notices.append(_hidden_sheet(sheet.name))
        else:
            book.sheets.append(
                Sheet(sheet.name, sheet.rows, tuple(sheet.merges), raw.date1904, _sheet_notices(sheet))
            )
    return book


def _cell(value: Any) -> Cell:
    if value == "" and isinstance(value, str):
        return None
    if isinstance(value, str):
        return value[:MAX_TEXT]
    if isinstance(value, (bool, int, float, datetime.date, datetime.time, datetime.timedelta)):
        return value
    return str(value)


def _spooled(sheet: python_calamine.CalamineSheet, errors: dict[tuple[int, int], str]) -> Spool:
    """Rows counted from the sheet's first, cells from column A; error cells, which calamine drops, put back."""
    spool = Spool()
    # calamine begins at the first filled column, though at the first row.
    margin: list[Cell] = [None] * (sheet.start[1] if sheet.start else 0)
    by_row: dict[int, list[tuple[int, str]]] = {}
    for (row, column), code in errors.items():
        by_row.setdefault(row, []).append((column, code))
    for number, values in enumerate(sheet.iter_rows() if sheet.start else (), 1):
        cells = (margin + [_cell(value) for value in values])[:MAX_COLUMNS]
        for column, code in by_row.get(number, ()):
            if column < MAX_COLUMNS:
                cells.extend([None] * (column + 1 - len(cells)))
                cells[column] = ErrorCell(code)
        if not all(is_blank(cell) for cell in cells):
            spool.add(number, tuple(cells))
    spool.close_writing()
    return spool


def _calamine(data: bytes, kind: str, look: BookLook) -> Book:
    """A workbook through calamine; `look` is what the walk over an .xls saw (empty for .ods)."""
    workbook = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    book = Book(kind)
    if look.external:
        book.notices.append(_external())
    for place, meta in enumerate(workbook.sheets_metadata):
        seen = look.sheets.get(look.order[place], SheetLook()) if place < len(look.order) else SheetLook()
        if meta.typ != python_calamine.SheetTypeEnum.WorkSheet:
            book.notices.append(_not_a_worksheet(meta.name))
        elif meta.visible != python_calamine.SheetVisibleEnum.Visible:
            book.notices.append(_hidden_sheet(meta.name))
        elif seen.last_row * (seen.last_column + 1) > MAX_DENSE:
            raise Unreadable(
                "too_large",
                f"工作表“{meta.name}”的范围过大，不读取",
                f"sheet {meta.name!r} spans too many cells",
            )
        else:
            sheet = workbook.get_sheet_by_index(place)
            merges = tuple((r1 + 1, c1, r2 + 1, c2) for (r1, c1), (r2, c2) in sheet.merged_cell_ranges or ())
            book.sheets.append(
                Sheet(meta.name, _spooled(sheet, seen.errors), merges, look.date1904, _sheet_notices(seen))
            )
    return book


def _xls(path: Path) -> Book:
    with olefile.OleFileIO(str(path)) as ole:
        name = "Workbook" if ole.exists("Workbook") else "Book"
        look = look_over(ole.openstream(name).read())
        macros = ole.exists("_VBA_PROJECT_CUR") or ole.exists("Macros")
    if look.encrypted:
        raise Unreadable(
            "encrypted",
            "文件设有打开密码，请取消密码后再试",
            "the workbook is encrypted; remove its password",
        )
    book = _calamine(path.read_bytes(), "xls", look)
    if macros:
        book.notices.append(_macros())
    return book


def _separator(sample: str) -> str:
    """The sign that most evenly divides the first lines."""
    lines = [line for line in sample.splitlines()[:20] if line.strip()]
    best = max(",\t;|，", key=lambda sign: (sum(min(line.count(sign), 60) for line in lines), sign == ","))
    return best if any(best in line for line in lines) else ","


def _text(path: Path, encoded: Encoded) -> Book:
    spool = Spool()
    csv.field_size_limit(1 << 20)
    with path.open(encoding=encoded.codec, newline="") as stream:
        separator = _separator(stream.read(20_000))
        stream.seek(0)
        reader = csv.reader(stream, delimiter=separator, strict=True)
        try:
            for number, values in enumerate(reader, 1):
                cells: list[Cell] = [value if value.strip() else None for value in values[:MAX_COLUMNS]]
                if any(cell is not None for cell in cells):
                    spool.add(number, tuple(cells))
        except csv.Error as error:
            spool.close()
            line = reader.line_num
            raise Unreadable(
                "broken_csv", f"第 {line} 行附近引号不成对或格式有误", f"broken CSV near line {line}: {error}"
            ) from error
    spool.close_writing()
    notice = Notice("encoding", f"文字编码：{encoded.label}", f"text encoding: {encoded.label}")
    return Book("csv", [Sheet(path.stem, spool, named=False)], [notice])


def _open(path: Path, found: Sniffed, progress: Progress | None) -> Book:
    if found.kind == "xlsx":
        with zipfile.ZipFile(path) as archive:
            return _from_raw(read_book(archive, progress))
    if found.kind == "xls":
        return _xls(path)
    if found.kind == "ods":
        return _calamine(path.read_bytes(), "ods", BookLook())
    assert found.encoded is not None
    return _text(path, found.encoded)


def open_book(path: Path, progress: Progress | None = None) -> Book | Refusal:
    """Open a spreadsheet.

    In: its path; `progress(bytes read, bytes in all)` is called now and then while a large sheet is parsed.
    Out: a `Book` whose visible sheets hold something, or the refusal that says why not. Never raises for bad bytes.
    """
    found = sniff(path)
    if isinstance(found, Refusal):
        return found
    damaged = Refusal(
        "damaged",
        "文件已损坏，无法读完，请重新保存后再试",
        "the file is damaged and cannot be read to its end",
    )
    try:
        book = _open(path, found, progress)
    except Unreadable as error:
        return error.refusal
    except python_calamine.PasswordError:
        return Refusal(
            "encrypted",
            "文件设有打开密码，请取消密码后再试",
            "the workbook is encrypted; remove its password",
        )
    except Exception:
        return damaged
    except BaseException as error:  # a panic inside calamine is no Exception
        if type(error).__name__ != "PanicException":
            raise
        return damaged
    if not any(sheet.rows.count for sheet in book.sheets):
        book.close()
        return Refusal("empty", "文件里没有可见的内容", "no visible sheet holds anything")
    return book
