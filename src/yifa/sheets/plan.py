"""Inspects spreadsheets: what each file is, which registers its sheets feed, what would land and every complaint.

Nothing is written. An `Inspection` keeps the parsed rows, so that what was judged is exactly what is imported later;
close it (or use it with `with`) to give its temporary files back.
"""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any

from yifa.sheets.book import Book, Notice, Sheet, open_book
from yifa.sheets.cells import is_blank
from yifa.sheets.complaint import Complaint, Refusal, cell_name, letters
from yifa.sheets.dates import Years
from yifa.sheets.head import Head, Heading, find_head, key_of
from yifa.sheets.judge import SheetJudge
from yifa.sheets.judged import JudgedRow, Tally
from yifa.sheets.lines import is_zero
from yifa.sheets.match import SAMPLE, Choice, Fit, choose, count_words
from yifa.sheets.target import Target

Progress = Callable[[str, int, int], None]  # what is being done, how far, of how much

EVERY = 5_000


@dataclass(slots=True)
class SheetReport:
    """One sheet: its head, the registers it feeds, its columns, what was counted, every complaint."""

    sheet: Sheet
    head: Head | None
    choice: Choice
    unused: tuple[Heading, ...] = ()
    judge: SheetJudge | None = None
    tally: Tally = field(default_factory=Tally)
    zeros: tuple[tuple[int, str], ...] = ()
    year: int | None = None

    @property
    def fits(self) -> tuple[Fit, ...]:
        """The registers this sheet feeds; empty: it is left alone."""
        return self.choice.fits

    @property
    def complaints(self) -> list[Complaint]:
        """Every complaint about this sheet, in the order of its rows."""
        return self.tally.complaints

    def rows(self) -> Iterator[JudgedRow]:
        """The judged rows, as often as wanted; a sheet that feeds no register has none."""
        if self.judge is not None:
            yield from self.judge.rows()


@dataclass(slots=True)
class FileReport:
    """One file: its digest, what it is or why it is refused, its sheets."""

    path: Path
    digest: str = ""
    kind: str = ""
    refusal: Refusal | None = None
    notices: tuple[Notice, ...] = ()
    sheets: list[SheetReport] = field(default_factory=list)
    book: Book | None = None


@dataclass(slots=True)
class Inspection:
    """Everything found in a set of files."""

    files: list[FileReport] = field(default_factory=list)

    def __enter__(self) -> "Inspection":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give the temporary files back; rows cannot be walked afterwards."""
        for file in self.files:
            if file.book is not None:
                file.book.close()

    def sheets(self) -> Iterator[tuple[FileReport, SheetReport]]:
        """Every sheet with its file."""
        for file in self.files:
            for sheet in file.sheets:
                yield file, sheet

    def as_dict(self) -> dict[str, Any]:
        """The whole inspection as plain data, ready for JSON."""
        return {"files": [_file_dict(file) for file in self.files]}


def _notices(notices: Sequence[Notice]) -> list[dict[str, str]]:
    return [{"code": n.code, "reason": n.reason, "english": n.english} for n in notices]


def _fit_dict(found: Fit) -> dict[str, Any]:
    return {
        "register": found.target.key,
        "title": found.target.title,
        "confidence": found.score,
        "accepted": found.accepted,
        "why": list(found.why),
        "columns": [
            {
                "column": letters(m.index),
                "heading": m.heading,
                "name": m.name,
                "label": m.label,
                "unit": m.unit,
                "confidence": m.confidence,
                "why": m.why,
            }
            for m in found.columns
        ],
    }


def _sheet_dict(report: SheetReport) -> dict[str, Any]:
    head, tally = report.head, report.tally
    return {
        "name": report.sheet.name,
        "head_rows": [] if head is None else list(range(head.first_row, head.last_row + 1)),
        "titles": [] if head is None else list(head.titles),
        "year": report.year,
        "registers": [_fit_dict(found) for found in report.fits],
        "considered": [
            {"register": f.target.key, "confidence": f.score, "why": list(f.why)}
            for f in report.choice.considered
        ],
        "left_alone": None
        if report.fits
        else {"reason": report.choice.reason, "english": report.choice.english},
        "unused_columns": [{"column": letters(h.index), "heading": h.text} for h in report.unused],
        "rows": dict(tally.rows),
        "landing": dict(tally.landing),
        "unclaimed": dict(tally.unclaimed),
        "kinds": dict(tally.kinds),
        "filled_down": dict(tally.filled_down),
        "totals": [
            {
                "cell": cell_name(t.row, t.column),
                "heading": t.heading,
                "written": f"{t.written.normalize():f}",
                "summed": f"{t.summed.normalize():f}",
                "agrees": t.agrees,
            }
            for t in tally.totals
        ],
        "declared_zeros": [{"row": row, "text": text} for row, text in report.zeros],
        "aside": [{"row": row, "kind": kind, "text": text} for row, kind, text in tally.aside],
        "notices": _notices(report.sheet.notices),
        "complaints": [complaint.as_dict() for complaint in report.complaints],
    }


def _file_dict(file: FileReport) -> dict[str, Any]:
    return {
        "file": file.path.name,
        "sha256": file.digest,
        "kind": file.kind,
        "refusal": file.refusal.as_dict() if file.refusal else None,
        "notices": _notices(file.notices),
        "sheets": [_sheet_dict(sheet) for sheet in file.sheets],
    }


def _inspect_sheet(
    sheet: Sheet, targets: tuple[Target, ...], year: int | None, progress: Progress | None
) -> SheetReport:
    heads = frozenset(
        key_of(word) for target in targets for column in target.columns for word in column.headings
    )
    first = sheet.first_rows(SAMPLE + 60)
    head = find_head(first, sheet.merges, heads, sheet.name if sheet.named else "")
    if head is None:
        none = Choice(
            (), (), "找不到表头，不像台账，原样保留，不导入", "no head was found; not a register; left alone"
        )
        return SheetReport(sheet, None, none, zeros=_zeros(first))
    sample = [row for number, row in first if number > head.last_row][:SAMPLE]
    choice = choose(head, sample, count_words(sheet.rows, head.last_row), targets)
    report = SheetReport(sheet, head, choice, year=head.year)
    above = tuple((number, text) for number, text in head.notes if is_zero(text))
    if choice.fits:
        used = {match.index for found in choice.fits for match in found.columns}
        filled = {index for row in sample for index, cell in enumerate(row) if not is_blank(cell)}
        report.unused = tuple(
            h for h in head.headings if h.index not in used and h.index != head.serial and h.index in filled
        )
        report.judge = SheetJudge(sheet, head, choice.fits, heads, Years(head.year, year))
        for done, _ in enumerate(report.judge.rows(), 1):
            if progress and done % EVERY == 0:
                progress(f"judge {sheet.name}", done, sheet.rows.count)
        report.tally = report.judge.tally
    report.zeros = (*above, *report.tally.zeros)
    return report


def _zeros(rows: list[tuple[int, Any]]) -> tuple[tuple[int, str], ...]:
    return tuple(
        (number, cell) for number, row in rows for cell in row if isinstance(cell, str) and is_zero(cell)
    )


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return ""


def inspect(
    paths: Sequence[Path],
    targets: Sequence[Target],
    year: int | None = None,
    progress: Progress | None = None,
) -> Inspection:
    """Judge files without writing anything.

    In: files; the registers there are; the year for dates that name none; a callback told now and then how far it is.
    Out: an `Inspection`. Bad files are refusals in it; nothing raises for what a file holds.
    """
    inspection = Inspection()
    for path in paths:
        report = FileReport(path)
        inspection.files.append(report)

        def parsing(done: int, whole: int, name: str = path.name) -> None:
            if progress:
                progress(f"read {name}", done, whole)

        opened = open_book(path, parsing)
        if isinstance(opened, Refusal):
            report.refusal = opened
            continue
        report.book, report.kind, report.notices = opened, opened.kind, tuple(opened.notices)
        report.digest = _digest(path)
        for sheet in opened.sheets:
            if sheet.rows.count:
                report.sheets.append(_inspect_sheet(sheet, tuple(targets), year, progress))
    return inspection
