"""The head is found by itself: under titles and notes, in one line or two, with units in its brackets."""

from pathlib import Path

import pytest

from tests.sheets.workbooks import HEAD, TARGETS, book, case, seen
from yifa.sheets.head import Head, key_of, unit_of

ROWS = [case(1, "2024.1.5", 1.5), case(2, "2024年2月6日"), case(3, "20240307", 2)]


def head_of(path: Path, rows: list[list[object]], merges: tuple[str, ...] = ()) -> Head:
    inspection, report = seen(book(path / "x.xlsx", rows, merges), 2024)
    inspection.close()
    assert report.head is not None
    return report.head


def test_title_notes_and_head(tmp_path: Path) -> None:
    rows = [["青禾镇2024年矛盾纠纷台账"], ["填报单位：司法所   填报时间：2025年1月3日"], [], HEAD, *ROWS]
    head = head_of(tmp_path, rows, ("A1:H1", "A2:H2"))
    assert (head.first_row, head.last_row, head.year, head.serial) == (4, 4, 2024, 0)
    assert head.titles == ("青禾镇2024年矛盾纠纷台账",) and head.notes[0][0] == 2
    assert [h.unit for h in head.headings] == ["", "", "", "", "", "", "万元", ""]


def test_no_title_at_all(tmp_path: Path) -> None:
    assert head_of(tmp_path, [HEAD, *ROWS]).first_row == 1


def test_two_lines_with_merged_groups(tmp_path: Path) -> None:
    top = ["序号", "受理", None, "当事人", None, "涉及", None, "调解结果"]
    low = [None, "日期", "单位", "申请人", "被申请人", "人数", "金额（万元）", None]
    body = [
        [n, d, "青禾村调委会", "禾某", "田某", 2, 1, "成功"] for n, d in ((1, "2024.1.5"), (2, "2024.2.6"))
    ]
    merges = ("A1:A2", "B1:C1", "D1:E1", "F1:G1", "H1:H2")
    head = head_of(tmp_path, [["纠纷台账"], top, low, *body], ("A1:H1", *(shift(m) for m in merges)))
    assert (head.first_row, head.last_row) == (2, 3)
    assert [h.forms[0] for h in head.headings] == [
        "序号",
        "受理日期",
        "受理单位",
        "当事人申请人",
        "当事人被申请人",
        "涉及人数",
        "涉及金额（万元）",
        "调解结果",
    ]
    assert head.headings[3].forms[1] == "申请人" and head.headings[6].unit == "万元"


def shift(area: str) -> str:
    """One row further down: B1:C1 -> B2:C2."""
    return "".join(str(int(c) + 1) if c.isdigit() else c for c in area)


def test_two_lines_without_any_merge(tmp_path: Path) -> None:
    top = ["序号", "调解", "申请人", "被申请人", "纠纷", "涉及", "涉及金额", "调解"]
    low = [None, "日期", None, None, "类型", "人数", "（万元）", "结果"]
    inspection, report = seen(book(tmp_path / "x.xlsx", [["青禾镇矛盾纠纷台账"], top, low, *ROWS]), 2024)
    head = report.head
    assert head is not None and (head.first_row, head.last_row) == (2, 3)
    assert {m.name: m.unit for m in report.fits[0].columns}["amount"] == "万元"
    assert report.tally.landing == {"mediation": 3}
    inspection.close()


def test_the_unit_of_the_whole_sheet(tmp_path: Path) -> None:
    plain = [text.replace("（万元）", "") for text in HEAD]
    inspection, report = seen(book(tmp_path / "x.xlsx", [["矛盾纠纷台账"], ["单位：万元"], plain, *ROWS]))
    amounts = [
        step.values["amount"] for row in report.rows() for step in row.steps if "amount" in step.values
    ]
    assert amounts == [15000, 20000]
    inspection.close()
    inspection, report = seen(book(tmp_path / "y.xlsx", [["矛盾纠纷台账"], plain, *ROWS]))
    assert [c.code for c in report.complaints] == ["no_unit", "no_unit"]
    assert [c.cell for c in report.complaints] == ["G3", "G5"] and report.tally.landing == {"mediation": 1}
    inspection.close()


def test_a_period_of_years_in_the_title_is_no_year(tmp_path: Path) -> None:
    assert head_of(tmp_path, [["矛盾纠纷台账（2021-2025年）"], HEAD, *ROWS]).year is None


@pytest.mark.parametrize(
    "rows", [[["只有一句话"]], [[1, 2, 3], [4, 5, 6]], [["2024.1.1", 3], ["2024.1.2", 4]]]
)
def test_no_head_no_register(tmp_path: Path, rows: list[list[object]]) -> None:
    inspection, report = seen(book(tmp_path / "x.xlsx", rows))
    assert not report.fits and report.choice.reason and list(report.rows()) == []
    inspection.close()


def test_headings_are_compared_without_their_dress() -> None:
    assert (
        key_of("涉及金额\n（万元）") == key_of("涉及金额/万元") == key_of(" 涉 及 金 额 ：万元") == "涉及金额"
    )
    assert key_of("村（社区）") == "村" and key_of("得分") == "得分" and key_of("单元") == "单元"
    assert unit_of("金额（单位：万元）") == unit_of("金额/万元") == unit_of("金额万元") == "万元"
    assert unit_of("占比(%)") == "%" and unit_of("参加人数（人）") == "" and unit_of("单元") == ""


def test_every_test_register_finds_its_own_labels(tmp_path: Path) -> None:
    for place, found in enumerate(TARGETS):
        labels = [column.label for column in found.columns]
        head = head_of(
            tmp_path / str(place) if (tmp_path / str(place)).mkdir() is None else tmp_path,
            [[found.title], labels, ["甲"]],
        )
        assert [h.text for h in head.headings] == labels
