"""Builds small workbooks of the invented township 青禾镇 for the tests of the spreadsheet reader."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl

from yifa.sheets.plan import Inspection, SheetReport, inspect
from yifa.sheets.target import Target, load

HERE = Path(__file__).parent
TARGETS: tuple[Target, ...] = tuple(load(path) for path in sorted((HERE / "targets").glob("*.yaml")))
HEAD = ["序号", "调解日期", "申请人", "被申请人", "纠纷类型", "涉及人数", "涉及金额（万元）", "调解结果"]


def target(key: str) -> Target:
    """The test register of that key."""
    return next(found for found in TARGETS if found.key == key)


def book(
    path: Path, rows: Sequence[Sequence[Any]], merges: Sequence[str] = (), sheet: str = "Sheet1"
) -> Path:
    """Write an .xlsx of one sheet; a None is an empty cell."""
    workbook = openpyxl.Workbook()
    page = workbook.active
    page.title = sheet
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            if value is not None:
                page.cell(number, column, value)
    for area in merges:
        page.merge_cells(area)
    workbook.save(path)
    return path


def seen(
    path: Path, year: int | None = None, targets: Sequence[Target] = TARGETS
) -> tuple[Inspection, SheetReport]:
    """Inspect a file that can be read; its inspection and its first sheet."""
    inspection = inspect([path], targets, year)
    assert inspection.files[0].refusal is None, inspection.files[0].refusal
    return inspection, inspection.files[0].sheets[0]


def case(number: int, day: Any, amount: Any = None, **other: Any) -> list[Any]:
    """One mediation row under `HEAD`."""
    row = [number, day, f"禾某{number}", f"田某{number}", "邻里纠纷", 2, amount, "成功"]
    for place, value in other.items():
        row[int(place.removeprefix("c"))] = value
    return row
