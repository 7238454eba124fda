"""Rows become steps on their days; totals, notes and blanks do not; one error keeps the whole row out."""

from datetime import date
from decimal import Decimal
from pathlib import Path

from tests.sheets.workbooks import HEAD, book, case, seen
from yifa.sheets.judge import SheetJudge
from yifa.sheets.judged import JudgedRow
from yifa.sheets.plan import SheetReport

TITLE = ["青禾镇2024年矛盾纠纷台账"]


def judged(
    path: Path, rows: list[list[object]], merges: tuple[str, ...] = (), year: int | None = None
) -> tuple[list[JudgedRow], SheetReport]:
    inspection, report = seen(book(path / "x.xlsx", rows, merges), year)
    found = list(report.rows())
    inspection.close()
    return found, report


def codes(report: SheetReport) -> list[tuple[str, str]]:
    return [(complaint.code, complaint.cell or f"{complaint.row}") for complaint in report.complaints]


def test_one_row_one_event_per_step(tmp_path: Path) -> None:
    head = [*HEAD, "办结时间", "调解员"]
    rows = [
        TITLE,
        head,
        [*case(1, "1月5日", "1.5"), "2024.1.9", "苗某"],
        [*case(2, "2月6日", c7="在办"), "", ""],
    ]
    (first, second), report = judged(tmp_path, rows)
    assert [(s.step, s.on) for s in first.steps] == [
        ("accept", date(2024, 1, 5)),
        ("conclude", date(2024, 1, 9)),
    ]
    assert first.steps[0].values == {
        "applicant": "禾某1",
        "respondent": "田某1",
        "kind": "邻里纠纷",
        "people": 2,
        "amount": Decimal(15000),
    }
    assert first.steps[1].values == {"outcome": "成功", "mediator": "苗某"}
    assert [s.step for s in second.steps] == ["accept"] and report.complaints == []
    assert first.row_number == 3 and first.serial == "1" and first.register == "mediation"


def test_a_bad_row_lands_not_even_half(tmp_path: Path) -> None:
    rows = [
        TITLE,
        HEAD,
        case(1, "2024.2.30", "约5万"),
        case(2, None),
        case(3, "2024.3.1", 1),
        case(4, "2024.4.1", c7="差不多"),
    ]
    found, report = judged(tmp_path, rows)
    assert (
        [row.ok for row in found] == [False, False, True, False]
        and not found[0].steps
        and not found[0].digest
    )
    assert codes(report) == [
        ("impossible_date", "B3"),
        ("rough_number", "G3"),
        ("missing", "B4"),
        ("unknown_choice", "H6"),
    ]
    assert all(c.sheet == "Sheet1" and c.reason and c.english for c in report.complaints)
    assert report.complaints[0].value == "2024.2.30" and report.tally.landing == {"mediation": 1}
    assert report.tally.rows == {"mediation": 4}


def test_totals_are_compared_and_never_counted(tmp_path: Path) -> None:
    body = [case(n, f"2024.{n}.1", n / 10) for n in range(1, 5)]
    rows = [
        TITLE,
        HEAD,
        *body[:2],
        ["小计", None, None, None, None, 4, 0.3, None],
        *body[2:],
        ["小计", None, None, None, None, 4, 0.7, None],
        ["合 计", None, None, None, "4件", 8, 1.0, None],
    ]
    found, report = judged(tmp_path, rows)
    assert len(found) == 4 and not report.complaints
    assert [total.agrees for total in report.tally.totals].count(False) == 0 and len(report.tally.totals) == 7
    found, report = judged(tmp_path, [*rows[:-1], ["总计", None, None, None, "5件", 9, 1.01, None]])
    assert len(found) == 4 and [c.level for c in report.complaints] == ["warning"] * 3
    assert codes(report) == [("total_differs", "E9"), ("total_differs", "F9"), ("total_differs", "G9")]
    assert "逐行相加为 8" in report.complaints[1].reason


def test_lines_that_are_no_records(tmp_path: Path) -> None:
    rows = [
        TITLE,
        ["本年信访件：无"],
        HEAD,
        ["一、第一季度"],
        case(1, "2024.1.1"),
        [],
        [2],
        HEAD,
        case(3, "2024.3.1"),
        ["本季度新增纠纷：无"],
        [4, "无", "无", "无", "/", "无", "无", "无"],
        ["注：以上数据截至12月"],
        ["填表人：禾某", None, None, "审核人：田某"],
        *[[None] * 12 + ["旁注"]],
    ]
    found, report = judged(tmp_path, rows)
    assert [row.row_number for row in found] == [5, 9]
    assert [row for row, _ in report.zeros] == [2, 10, 11]
    assert [(row, kind) for row, kind, _ in report.tally.aside] == [
        (4, "section"),
        (8, "head"),
        (12, "note"),
        (13, "note"),
        (14, "note"),
    ]
    assert codes(report) == [("serial_jump", "A9")]


def test_a_second_table_below_is_not_mixed_in(tmp_path: Path) -> None:
    other = ["序号", "评查日期", "组织单位", "评查卷数", "发现问题", "整改情况"]
    found, report = judged(
        tmp_path, [TITLE, HEAD, case(1, "2024.1.1"), other, [1, "2024.2.1", "司法所", 3, "无", "无"]]
    )
    assert len(found) == 1 and codes(report) == [("other_table", "A4")]


def test_merged_cells_fill_words_but_never_amounts(tmp_path: Path) -> None:
    rows = [TITLE, HEAD, case(1, "2024.1.1", 3), case(2, None), case(3, None, None, c4=None)]
    found, report = judged(tmp_path, rows, ("B3:B5", "G3:G5", "E4:E5"))
    assert [row.steps[0].on for row in found] == [date(2024, 1, 1)] * 3
    assert [row.steps[0].values.get("amount") for row in found] == [Decimal(30000), None, None]
    assert found[2].steps[0].values["kind"] == "邻里纠纷" and report.complaints == []


def test_blank_cells_are_carried_down_only_where_the_register_says_so(tmp_path: Path) -> None:
    rows = [
        ["2024年村级援法议事台账"],
        ["序号", "时间", "村", "议题", "参加人数"],
        [1, "2024.1.1", "青禾村", "修路", 20],
        [2, "2024.2.1", None, "清淤", 20],
        [3, "2024.3.1", "东陂村", None, 20],
    ]
    found, report = judged(tmp_path, rows)
    assert found[1].steps[0].values["village"] == "青禾村" and report.tally.filled_down == {"村社区": 1}
    assert codes(report) == [("missing", "D5")]


def test_a_yearly_step_takes_the_year_of_the_sheet(tmp_path: Path) -> None:
    rows = [
        ["青禾镇执法人员学法课时登记表"],
        ["序号", "姓名", "执法证号", "学法课时"],
        [1, "禾某", "Q1001", 40],
    ]
    found, report = judged(tmp_path, rows)
    assert codes(report) == [("no_year", "3")] and not found[0].ok
    found, _ = judged(tmp_path, rows, year=2022)
    assert [(s.step, s.on) for s in found[0].steps] == [("hours", date(2022, 12, 31))]
    rows[0] = ["青禾镇2024年执法人员学法课时登记表"]
    assert judged(tmp_path, rows)[0][0].steps[0].on == date(2024, 12, 31)


def test_values_without_their_day_are_said(tmp_path: Path) -> None:
    rows = [
        ["2024年执法证登记表"],
        ["姓名", "执法证号", "发证日期", "有效期至"],
        ["禾某", "Q1001", "2023年", "2027.1.1"],
    ]
    found, report = judged(tmp_path, rows)
    assert codes(report) == [("incomplete_date", "C3")] and not found[0].ok


def test_an_added_year_that_turns_time_back_is_not_believed(tmp_path: Path) -> None:
    head = [*HEAD, "办结时间"]
    rows = [TITLE, head, [*case(1, "12月28日"), "1月5日"], [*case(2, "2024.12.28"), "2024.1.5"]]
    found, report = judged(tmp_path, rows)
    assert codes(report) == [("uncertain_year", "I3")]
    assert not found[0].ok and found[1].ok  # written out, it is what the paper says


def test_identity_is_the_number_if_unique_else_the_row_itself(tmp_path: Path) -> None:
    head = ["序号", "公开日期", "文号", "信息名称"]
    rows = [
        ["主动公开登记表"],
        head,
        [1, "2024.1.1", "青司〔2024〕1号", "甲"],
        [2, "2024.1.1", "青司〔2024〕2号", "乙"],
        [3, "2024.1.1", "青司〔2024〕2号", "丙"],
        [4, "2024.1.1", "", "丁"],
        [5, "2024.1.1", "", "丁"],
    ]
    found, report = judged(tmp_path, rows)
    assert [row.identity[0] for row in found] == ["n", "r", "r", "r", "r"] and len(
        {row.identity for row in found}
    ) == 5
    assert found[3].identity.split("#")[0] == found[4].identity.split("#")[0] and found[4].identity.endswith(
        "#2"
    )
    assert codes(report) == [("number_twice", "C4"), ("number_twice", "C5"), ("same_as_another", "7")]
    assert found[0].named_by == "文号 青司〔2024〕1号" and all(row.ok for row in found)


def test_the_same_facts_typed_otherwise_are_the_same_row(tmp_path: Path) -> None:
    one, _ = judged(tmp_path, [TITLE, HEAD, case(1, "2024.1.5", 1.5), case(2, "2024.1.6", 2)])
    heads = [HEAD[0], *HEAD[1:6], "涉及金额（元）", HEAD[7]]
    two, _ = judged(
        tmp_path,
        [
            ["另一个题目 矛盾纠纷"],
            [],
            heads,
            case(2, date(2024, 1, 6), "20,000.00"),
            case(1, "２０２４-１-５", 15000, c7="调解成功"),
        ],
    )
    assert {(row.identity, row.digest) for row in one} == {(row.identity, row.digest) for row in two}
    three, _ = judged(tmp_path, [TITLE, HEAD, case(1, "2024.1.5", 1.6), case(2, "2024.1.6", 2)])
    assert [a.identity == b.identity for a, b in zip(one, three, strict=True)] == [True, True]
    assert [a.digest == b.digest for a, b in zip(one, three, strict=True)] == [False, True]


def test_rows_may_be_walked_again(tmp_path: Path) -> None:
    inspection, report = seen(
        book(tmp_path / "x.xlsx", [TITLE, HEAD, *(case(n, "2024.1.1") for n in range(1, 30))])
    )
    assert list(report.rows()) == list(report.rows()) and isinstance(report.judge, SheetJudge)
    assert report.tally.landing == report.judge.tally.landing == {"mediation": 29}
    inspection.close()


def test_a_rounded_number_is_said_even_where_no_register_takes_it(tmp_path: Path) -> None:
    rows = [
        TITLE,
        [*HEAD, "身份证号码"],
        [*case(1, "2024.1.5"), 440106199001011234],
        [*case(2, "2024.1.6"), "440106199001011234"],
    ]
    found, report = judged(tmp_path, rows)
    assert codes(report) == [("rounded_number", "I3")] and all(row.ok for row in found)
    assert [heading.text for heading in report.unused] == ["身份证号码"]
