"""Compares the totals an office wrote under its table with the sum of the lines; a totals line is never a record."""

import re
from dataclasses import dataclass, field
from decimal import Decimal

from yifa.sheets.cells import Row, folded, is_blank, shown
from yifa.sheets.complaint import Complaint, Fault, placed
from yifa.sheets.lines import Line
from yifa.sheets.readers import Reader

_COUNTED = re.compile(r"(?:合计|总计|共计|小计|累计)?[:：]?共?(\d+)[件起次场条个户宗份项]+")


@dataclass(frozen=True, slots=True)
class Total:
    """One written total: where, what it says, what the lines add up to (both in the register's unit)."""

    row: int
    column: int
    heading: str
    written: Decimal
    summed: Decimal

    @property
    def agrees(self) -> bool:
        """Whether the office counted right."""
        return self.written == self.summed


@dataclass(slots=True)
class Adder:
    """Adds up the numeric columns line by line: for the whole table and since the last subtotal."""

    sheet: str
    readers: dict[int, tuple[str, Reader]]  # column -> its heading and reader
    whole: dict[int, Decimal] = field(default_factory=dict)
    part: dict[int, Decimal] = field(default_factory=dict)
    unread: dict[int, int] = field(default_factory=dict)
    lines: int = 0
    part_lines: int = 0
    found: list[Total] = field(default_factory=list)

    def add(self, row: Row) -> None:
        """Count one data line."""
        self.lines += 1
        self.part_lines += 1
        for index, (_, read) in self.readers.items():
            if index < len(row) and not is_blank(row[index]):
                reading = read(row[index])
                if reading.value is None:
                    self.unread[index] = self.unread.get(index, 0) + reading.bad
                else:
                    number = Decimal(reading.value)
                    self.whole[index] = self.whole.get(index, Decimal(0)) + number
                    self.part[index] = self.part.get(index, Decimal(0)) + number

    def compare(self, line: Line) -> list[Complaint]:
        """The complaints about one totals line; a subtotal closes its part."""
        sums = self.part if line.kind == "subtotal" else self.whole
        lines = self.part_lines if line.kind == "subtotal" else self.lines
        said: list[Complaint] = []
        for index, cell in enumerate(line.row):
            text = shown(cell)
            if index in self.readers and text:
                heading, read = self.readers[index]
                reading = read(cell)
                if reading.value is not None:
                    total = Total(
                        line.number, index, heading, Decimal(reading.value), sums.get(index, Decimal(0))
                    )
                    self.found.append(total)
                    said += self._said(total, text)
                elif reading.fault:
                    said.append(placed(reading.fault, self.sheet, line.number, index, text))
            elif (match := _COUNTED.fullmatch(folded(text))) is not None:
                total = Total(line.number, index, "行数", Decimal(match.group(1)), Decimal(lines))
                self.found.append(total)
                said += self._said(total, text)
        if line.kind == "subtotal":
            self.part, self.part_lines = {}, 0
        # A wrong total keeps no row out: the rows are the record, the total is only a claim about them.
        return [
            Complaint(c.sheet, c.row, c.cell, c.value, c.code, c.reason, c.english, "warning") for c in said
        ]

    def _said(self, total: Total, text: str) -> list[Complaint]:
        if total.agrees:
            return []
        unread = self.unread.get(total.column, 0)
        aside = f"（其中 {unread} 格读不出，未计入）" if unread else ""
        written, summed = f"{total.written.normalize():f}", f"{total.summed.normalize():f}"
        said = written if text == written else f"{text}（即 {written}）"
        fault = Fault(
            "total_differs",
            f"“{total.heading}”合计写 {said}，逐行相加为 {summed}{aside}，以逐行为准",
            f"the total says {written}, the rows add up to {summed}; the rows count",
            "warning",
        )
        return [placed(fault, self.sheet, total.row, total.column, text)]
