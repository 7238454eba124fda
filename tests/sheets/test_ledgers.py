"""The sheets of three real offices come in without touching them, and count what an independent loop counts."""

import csv
import re
import unicodedata
from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
import python_calamine
import yaml

from tests.sheets.workbooks import TARGETS
from yifa.sheets import render
from yifa.sheets.judged import JudgedRow
from yifa.sheets.plan import Inspection, inspect

KINDS = (".xlsx", ".xls", ".csv")


def town(shared: Path, name: str, year: int | None) -> Inspection:
    files = sorted(path for path in (shared / "ledgers" / name).iterdir() if path.suffix in KINDS)
    assert len(files) >= 6
    return inspect(files, TARGETS, year)


def by_register(inspection: Inspection) -> dict[str, list[JudgedRow]]:
    found: dict[str, list[JudgedRow]] = {}
    for _, sheet in inspection.sheets():
        for row in sheet.rows():
            found.setdefault(row.register, []).append(row)
    return found


def value(row: JudgedRow, name: str) -> object:
    return next((step.values[name] for step in row.steps if name in step.values), None)


def day(cell: object) -> date:
    """An independent reading of the six forms these offices use."""
    if isinstance(cell, date):
        return date(cell.year, cell.month, cell.day)
    digits = unicodedata.normalize("NFKC", str(cell))
    parts = re.findall(r"\d+", digits)
    if len(parts) == 1:
        parts = [digits[:4], digits[4:6], digits[6:8]]
    return date(*(int(part) for part in parts))


def expected(shared: Path, name: str) -> dict[str, float]:
    found = yaml.safe_load((shared / "ledgers" / name / "expected.yaml").read_text("utf-8"))
    return dict(found["figures"])


def test_town_a_comes_in_whole(shared: Path) -> None:
    with town(shared, "town-a", 2023) as inspection:
        assert all(file.refusal is None for file in inspection.files)
        assert [c for _, sheet in inspection.sheets() for c in sheet.complaints] == []
        assert all(sheet.fits and not sheet.unused for _, sheet in inspection.sheets())
        rows, should = by_register(inspection), expected(shared, "town-a")
        totals = [total for _, sheet in inspection.sheets() for total in sheet.tally.totals]
    assert all(row.ok for found in rows.values() for row in found)
    cases = rows["mediation"]
    assert len(cases) == should["mediation_cases"]
    assert sum(value(row, "outcome") == "成功" for row in cases) == should["mediation_success_cases"]
    assert sum(value(row, "court") is True for row in cases) == should["court_mediations"]
    assert sum(value(row, "amount") or 0 for row in cases) == should["mediation_amount"]  # type: ignore[misc]
    assert len(rows["disclosure"]) == should["open_info_items"]
    assert len(rows["deliberation"]) == should["deliberation_activities"]
    assert len(rows["enforcement_officer"]) == should["officers_certified"]
    assert len(rows["casefile_review"]) == should["casefile_reviews"]
    assert (
        len(rows["law_study"]) == should["law_study_sessions"]
        and len(rows["law_exam"]) == should["law_exam_sessions"]
    )
    training = rows["enforcement_training"]
    assert len(training) == should["enforcement_training_sessions"]
    assert sum(value(r, "passed") for r in training) == sum(value(r, "present") for r in training)  # type: ignore[misc]
    assert [(total.written, total.agrees) for total in totals] == [(789, True), (Decimal(3498600), True)]
    assert all(len({row.identity for row in found}) == len(found) for found in rows.values())


def test_town_a_cell_by_cell(shared: Path) -> None:
    folder = shared / "ledgers" / "town-a"
    page = openpyxl.load_workbook(folder / "人民调解台账.xlsx").worksheets[0]
    oracle = {
        n: (day(r[1]), r[2], r[3], int(r[7]), None if r[8] is None else Decimal(str(r[8])) * 10000, r[12])
        for n, r in enumerate(page.iter_rows(values_only=True), 1)
        if isinstance(r[0], (int, float))
    }
    with town(shared, "town-a", 2023) as inspection:
        rows = by_register(inspection)
    names = ("committee", "applicant", "people", "amount", "mediator")
    assert {r.row_number: (r.steps[0].on, *(value(r, n) for n in names)) for r in rows["mediation"]} == oracle
    assert all([s.step for s in r.steps] == ["accept", "conclude"] for r in rows["mediation"])
    page = openpyxl.load_workbook(folder / "援法议事台账.xlsx").worksheets[0]
    village, talks = "", {}
    for number, row in enumerate(page.iter_rows(min_row=3, values_only=True), 3):
        village = row[2] or village
        talks[number] = (day(row[1]), village, row[3], int(row[4]), row[5])
    names = ("village", "topic", "present", "result")
    assert {
        r.row_number: (r.steps[0].on, *(value(r, n) for n in names)) for r in rows["deliberation"]
    } == talks
    old = (
        python_calamine.CalamineWorkbook.from_path(folder / "执法人员花名册.xls")
        .get_sheet_by_index(0)
        .to_python()
    )
    roll = {r[4]: (day(r[5]), day(r[6]), Decimal(int(r[7]))) for r in old[2:]}
    got = {
        value(r, "certificate"): (r.steps[0].on, value(r, "valid_until"), value(r, "hours"))
        for r in rows["enforcement_officer"]
    }
    assert got == roll and all(r.identity.startswith("n:") for r in rows["enforcement_officer"])
    assert {r.steps[1].on for r in rows["enforcement_officer"]} == {date(2023, 12, 31)}
    with (folder / "学法考试登记.csv").open(encoding="gb18030", newline="") as stream:
        study = Counter(
            (day(r["日期"]), r["内容"], r["类型"], int(r["参加人数"])) for r in csv.DictReader(stream)
        )
    sessions = [r for key in ("law_study", "law_exam", "enforcement_training") for r in rows[key]]
    assert (
        Counter((r.steps[0].on, value(r, "title"), value(r, "form"), value(r, "present")) for r in sessions)
        == study
    )


def test_town_b_gives_what_has_a_register_and_leaves_the_rest(shared: Path) -> None:
    with town(shared, "town-b", None) as inspection:
        feeds = {
            file.path.stem: sorted(f.target.key for f in sheet.fits) for file, sheet in inspection.sheets()
        }
        rows, text = by_register(inspection), render.text(inspection)
        zeros = [said for _, sheet in inspection.sheets() for _, said in sheet.zeros]
        left = Counter(c.code for _, sheet in inspection.sheets() for c in sheet.complaints)
    assert feeds == {
        "合法性审查": [],
        "学法台账": ["law_study"],
        "建议提案办理": [],
        "普法活动": [],
        "矛盾纠纷化解": ["mediation"],
        "行政应诉": [],
    }
    page = openpyxl.load_workbook(shared / "ledgers" / "town-b" / "矛盾纠纷化解.xlsx").worksheets[0]
    kinds = Counter(row[2] for row in page.iter_rows(min_row=3, values_only=True))
    assert len(rows["mediation"]) == kinds["人民调解"] and left == {"unclaimed": kinds["行政调解"]}
    assert kinds.total() == expected(shared, "town-b")["disputes_handled"]
    assert (
        Counter(value(row, "form") for row in rows["law_study"])["中心组学法"]
        == expected(shared, "town-b")["law_study_sessions"]
    )
    # The sheet says 年度：2021 itself, so its days without a year are certain.
    assert sorted(row.steps[0].on for row in rows["law_study"])[0] == date(2021, 4, 27)
    assert zeros == ["本年新收案件：无"] and text.count("fits no register") == 4


def test_town_c_likewise(shared: Path) -> None:
    with town(shared, "town-c", 2021) as inspection:
        feeds = {file.path.stem: [f.target.key for f in sheet.fits] for file, sheet in inspection.sheets()}
        rows = by_register(inspection)
        complaints = [c for _, sheet in inspection.sheets() for c in sheet.complaints]
    assert {name: keys for name, keys in feeds.items() if keys} == {
        "执法人员学法档案": ["enforcement_officer"]
    }
    should = expected(shared, "town-c")
    assert len(rows["enforcement_officer"]) == should["officers_total"] and complaints == []
    assert (
        min(value(row, "hours") for row in rows["enforcement_officer"])
        == should["officer_study_hours_lowest"]
    )  # type: ignore[type-var]


@pytest.mark.parametrize("name", ["town-a", "town-b", "town-c"])
def test_file_names_play_no_part(shared: Path, tmp_path: Path, name: str) -> None:
    files = sorted(path for path in (shared / "ledgers" / name).iterdir() if path.suffix in KINDS)
    copies = []
    for number, path in enumerate(files):
        copies.append(tmp_path / f"{number}{path.suffix}")
        copies[-1].write_bytes(path.read_bytes())
    with inspect(files, TARGETS, 2023) as named, inspect(copies, TARGETS, 2023) as nameless:
        for (_, one), (_, other) in zip(named.sheets(), nameless.sheets(), strict=True):
            assert [f.target.key for f in one.fits] == [f.target.key for f in other.fits]
            assert [r.identity for r in one.rows()] == [r.identity for r in other.rows()]
