"""Turns the lines of a sheet into judged rows: register, steps and their days, identity, complaints.

A row lands wholly or not at all: one error and it carries no steps. Its identity is its number if that is unique in
the sheet, else its day, title and form together with its ordinal among equals; its digest covers what it says, not
how it was typed, so that writing a date differently is no correction.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

from yifa.sheets.book import Sheet
from yifa.sheets.cells import Cell, Row, folded, is_blank, shown
from yifa.sheets.complaint import Complaint, Fault, placed
from yifa.sheets.dates import Years
from yifa.sheets.head import Head
from yifa.sheets.judged import JudgedRow, JudgedStep, Tally, digest_of, plain, short_digest
from yifa.sheets.lines import Line, lines
from yifa.sheets.match import ColumnMatch, Fit
from yifa.sheets.readers import Reader, reader
from yifa.sheets.target import NUMERIC, Column, Target
from yifa.sheets.totals import Adder
from yifa.sheets.values import bare, read_text


class _Desk:
    """One register's columns in one sheet, with their readers."""

    def __init__(self, sheet: Sheet, head: Head, found: Fit, years: Years) -> None:
        self.target: Target = found.target
        self.fit = found
        self.columns: list[tuple[Column, ColumnMatch, Reader]] = []
        for match in found.columns:
            column = self.target.column(match.name)
            self.columns.append((column, match, reader(column, match.unit, years, sheet.date1904)))
        used = {match.index for match in found.columns} | {head.serial}
        self.unused = tuple(heading.index for heading in head.headings if heading.index not in used)
        self.words = self.target.discriminator.words() if self.target.discriminator else {}
        self.last: dict[str, Cell] = {}
        self.numbers: dict[str, Counter[str]] = {name: Counter() for name in self.target.numbers}
        self.ordinals: Counter[str] = Counter()
        self.seen: dict[bytes, int] = {}

    def claims(self, row: Row) -> bool:
        """Whether the row's kind is this register's."""
        index = self.fit.discriminator
        if index is None:
            return True
        text = shown(row[index]) if index < len(row) else ""
        return folded(text) in self.words or bare(text) in self.words

    def carried(self, row: Row, tally: Tally) -> Row:
        """The row with the cells its register says are carried down from the row above."""
        cells: list[Cell] | None = None
        for column, match, _ in self.columns:
            if not column.fill_down:
                continue
            cell = row[match.index] if match.index < len(row) else None
            if not is_blank(cell):
                self.last[column.name] = cell
            elif column.name in self.last:
                cells = cells or list(row) + [None] * (match.index + 1 - len(row))
                cells.extend([None] * (match.index + 1 - len(cells)))
                cells[match.index] = self.last[column.name]
                tally.filled_down[column.label] += 1
        return tuple(cells) if cells else row


class SheetJudge:
    """Judges one sheet for the registers it feeds. `rows` may be walked again and gives the same rows."""

    def __init__(
        self, sheet: Sheet, head: Head, fits: tuple[Fit, ...], heads: frozenset[str], years: Years
    ) -> None:
        self.sheet, self.head, self.fits, self.heads, self.years = sheet, head, fits, heads, years
        self.tally = Tally()

    def _lines(self) -> Iterator[Line]:
        numeric = {
            match.index
            for found in self.fits
            for match in found.columns
            if found.target.column(match.name).kind in NUMERIC
        }
        if self.head.serial is not None:
            numeric.add(self.head.serial)
        return lines(self.sheet, self.head, self.heads, frozenset(numeric))

    def _adder(self, desks: list[_Desk]) -> Adder:
        readers: dict[int, tuple[str, Reader]] = {}
        for desk in desks:
            for column, match, read in desk.columns:
                if column.kind in NUMERIC and column.kind != "percent":
                    readers.setdefault(match.index, (match.heading, read))
        return Adder(self.sheet.name, readers)

    def _count_numbers(self, desks: list[_Desk]) -> None:
        """First pass: how often each number stands in the sheet."""
        wanted = [
            (desk, column.name, match.index, read)
            for desk in desks
            for column, match, read in desk.columns
            if column.name in desk.numbers
        ]
        if not wanted:
            return
        for line in self._lines():
            for desk, name, index, read in wanted:
                if line.kind == "data" and index < len(line.row) and desk.claims(line.row):
                    value = read(line.row[index]).value
                    if value is not None:
                        desk.numbers[name][str(value)] += 1

    def rows(self) -> Iterator[JudgedRow]:
        """Every data row that belongs to a register, in order; fills `tally` anew on the way."""
        self.tally = tally = Tally()
        desks = [_Desk(self.sheet, self.head, found, self.years) for found in self.fits]
        tally.rows = {desk.target.key: 0 for desk in desks}
        tally.landing = dict(tally.rows)
        self._count_numbers(desks)
        adder = self._adder(desks)
        serial = _SerialWatch(self.sheet.name, self.head.serial)
        for line in self._lines():
            if line.kind == "data":
                adder.add(line.row)
                tally.complaints += serial.look(line)
                yield from self._data(line, desks)
            elif line.kind in ("total", "subtotal"):
                tally.complaints += adder.compare(line)
            else:
                self._aside(line)
        tally.totals = adder.found

    def _aside(self, line: Line) -> None:
        if line.kind == "zero":
            self.tally.zeros.append((line.number, line.text))
        elif line.kind == "other_head":
            fault = Fault(
                "other_table",
                f"第 {line.number} 行像是另一张表的表头，从这里起未读取，请分成两张工作表",
                f"row {line.number} is the head of another table; nothing below it was read",
                "warning",
            )
            self.tally.complaints.append(placed(fault, self.sheet.name, line.number, 0, line.text))
        elif line.kind != "blank":
            self.tally.aside.append((line.number, line.kind, line.text))

    def _data(self, line: Line, desks: list[_Desk]) -> Iterator[JudgedRow]:
        for desk in desks:
            if desk.claims(line.row):
                yield self._judged(line, desk)
                return
        index = desks[0].fit.discriminator if desks else None
        if index is None:
            return
        text = shown(line.row[index]) if index < len(line.row) else ""
        heading = next((m.heading for m in desks[0].fit.columns if m.index == index), "")
        if text:
            self.tally.unclaimed[text] += 1
            fault = Fault(
                "unclaimed",
                f"“{heading}”为“{text[:40]}”的行不属于可导入的台账，原样保留",
                f"{text[:40]!r} belongs to no register here; left alone",
                "warning",
            )
        else:
            self.tally.unclaimed[""] += 1
            fault = Fault(
                "no_kind", f"“{heading}”为空，不能判断归入哪本台账", "the row does not say its kind"
            )
        self.tally.complaints.append(placed(fault, self.sheet.name, line.number, index, text))

    def _judged(self, line: Line, desk: _Desk) -> JudgedRow:
        row = desk.carried(line.row, self.tally)
        target, complaints = desk.target, list[Complaint]()
        values: dict[str, Any] = {}
        faulty: set[str] = set()
        for column, match, read in desk.columns:
            cell = row[match.index] if match.index < len(row) else None
            reading = read(cell)
            fault = reading.fault
            if reading.value is not None:
                values[column.name] = reading.value
            elif fault is None and column.required and not column.pending:
                fault = Fault("missing", f"“{column.label}”没有填写", f"{column.name} is blank")
            if fault is not None:
                if fault.level == "error":
                    faulty.add(column.name)
                complaints.append(placed(fault, self.sheet.name, line.number, match.index, shown(cell)))
        complaints += self._rounded(line, desk)
        steps = self._steps(line, desk, values, faulty, complaints)
        identity, words = self._identity(line, desk, values, complaints)
        if any(complaint.level == "error" for complaint in complaints):
            steps = ()
        digest = digest_of(target.key, steps) if steps else ""
        self._twin(line, desk, digest, complaints)
        self.tally.rows[target.key] += 1
        self.tally.landing[target.key] += bool(steps)
        if target.discriminator and (kind := values.get(target.discriminator.column)):
            self.tally.kinds[str(kind)] += 1
        self.tally.complaints += complaints
        serial = (
            shown(row[self.head.serial])
            if self.head.serial is not None and self.head.serial < len(row)
            else ""
        )
        return JudgedRow(target.key, identity, digest, steps, line.number, tuple(complaints), words, serial)

    def _rounded(self, line: Line, desk: _Desk) -> list[Complaint]:
        """Numbers the spreadsheet has rounded in columns no register takes: the row lands, the damage is said."""
        found = []
        for index in desk.unused:
            cell = line.row[index] if index < len(line.row) else None
            fault = read_text(cell).fault if isinstance(cell, float) else None
            if fault is not None:
                warning = Fault(fault.code, fault.reason, fault.english, "warning")
                found.append(placed(warning, self.sheet.name, line.number, index, shown(cell)))
        return found

    def _whole_row(self, line: Line, code: str, reason: str, english: str, level: str = "error") -> Complaint:
        return Complaint(
            self.sheet.name,
            line.number,
            "",
            "",
            code,
            reason,
            english,
            "error" if level == "error" else "warning",
        )

    def _steps(
        self, line: Line, desk: _Desk, values: dict[str, Any], faulty: set[str], complaints: list[Complaint]
    ) -> tuple[JudgedStep, ...]:
        target, own = desk.target, desk.target.own_dates()
        found: list[JudgedStep] = []
        for step in target.steps:
            written = {
                column.name: values[column.name]
                for column in target.columns
                if column.step == step.id and column.name in values and column.name not in own
            }
            on = next((values[name] for name in step.dates if name in values), None)
            if step.year_end and written:
                year = self.years.known()
                on = date(year, 12, 31) if year else None
            happened = bool(written) or bool(step.dates and step.dates[0] in values)
            if not happened:
                continue
            if on is None:
                if not faulty.intersection(step.dates):
                    complaints.append(self._no_day(line, target, step.id, written))
                continue
            found.append(JudgedStep(step.id, on, written))
        if not found and not complaints:
            complaints.append(
                self._whole_row(line, "no_step", "这一行没有可登记的日期和内容", "the row proves no step")
            )
        complaints += self._backwards(line, desk, values)
        return tuple(found)

    def _no_day(self, line: Line, target: Target, step: str, written: dict[str, Any]) -> Complaint:
        if any(s.id == step and s.year_end for s in target.steps):
            fault = self.years.fault()
            return self._whole_row(line, fault.code, fault.reason, fault.english)
        labels = "、".join(target.column(name).label for name in written)
        dates = next(s.dates for s in target.steps if s.id == step)
        wanted = "、".join(target.column(name).label for name in dates) or "年度"
        return self._whole_row(
            line,
            "no_day",
            f"填了“{labels}”，却没有它的日期（{wanted}）",
            f"step {step} has values but no day",
        )

    def _backwards(self, line: Line, desk: _Desk, values: dict[str, Any]) -> list[Complaint]:
        """Days whose year was added and which then lie before the step they follow: the year is not certain."""
        said = []
        before: date | None = None
        for step in desk.target.steps:
            name = step.dates[0] if step.dates else ""
            day = values.get(name)
            if not isinstance(day, date):
                continue
            index = desk.fit.at(name)
            cell = line.row[index] if index is not None and index < len(line.row) else None
            short = isinstance(cell, str) and str(day.year) not in folded(cell)
            if before is not None and day < before and short and index is not None:
                fault = Fault(
                    "uncertain_year",
                    f"按 {day.year} 年补全后早于前一步的 {before}，年份不能确定，请写明年份",
                    f"with the year {day.year} it lies before {before}; write the year out",
                )
                said.append(placed(fault, self.sheet.name, line.number, index, shown(cell)))
            before = max(day, before) if before else day
        return said

    def _identity(
        self, line: Line, desk: _Desk, values: dict[str, Any], complaints: list[Complaint]
    ) -> tuple[str, str]:
        target = desk.target
        for name in target.numbers:
            value = values.get(name)
            if value is None:
                continue
            if desk.numbers[name][str(value)] == 1:
                return f"n:{short_digest(f'{name}={value}')}", f"{target.column(name).label} {value}"
            index = desk.fit.at(name)
            fault = Fault(
                "number_twice",
                f"{target.column(name).label} {value} 在表中出现不止一次",
                f"{name} {value} stands in the sheet more than once",
                "warning",
            )
            complaints.append(
                placed(fault, self.sheet.name, line.number, -1 if index is None else index, str(value))
            )
        parts = [f"{name}={plain(values.get(name, ''))}" for name in (*target.numbers, *target.otherwise)]
        if all(part.endswith("=") for part in parts):
            return "", ""
        key = short_digest("\n".join(parts))
        desk.ordinals[key] += 1
        words = "，".join(str(plain(values[name])) for name in target.otherwise if name in values)
        return f"r:{key}#{desk.ordinals[key]}", f"{words[:80]}（第{desk.ordinals[key]}）"

    def _twin(self, line: Line, desk: _Desk, digest: str, complaints: list[Complaint]) -> None:
        if not digest:
            return
        first = desk.seen.setdefault(bytes.fromhex(digest[:32]), line.number)
        if first != line.number:
            complaints.append(
                self._whole_row(
                    line,
                    "same_as_another",
                    f"与第 {first} 行的内容完全相同，两行都登记，请核对",
                    f"says the same as row {first}; both are taken",
                    "warning",
                )
            )


class _SerialWatch:
    """Says when 序号 jumps or repeats: a line may be missing from the office's own sheet."""

    def __init__(self, sheet: str, index: int | None) -> None:
        self.sheet, self.index, self.last = sheet, index, 0

    def look(self, line: Line) -> list[Complaint]:
        """The complaint about this line's ordinal number, if any."""
        if self.index is None or self.index >= len(line.row) or self.index in line.filled:
            return []
        text = shown(line.row[self.index])
        if not text.isdecimal() or len(text) > 7:
            return []
        number, before = int(text), self.last
        self.last = number
        if not before or number in (before + 1, 1):
            return []
        fault = Fault(
            "serial_jump",
            f"序号由 {before} 跳到 {number}，请核对有无缺行",
            f"the ordinal jumps from {before} to {number}",
            "warning",
        )
        return [placed(fault, self.sheet, line.number, self.index, text)]
