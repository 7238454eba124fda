"""A sheet goes to its register by headings, units and values; a strange one goes nowhere; file names count nothing."""

from pathlib import Path

from tests.sheets.workbooks import HEAD, TARGETS, book, case, seen, target
from yifa.sheets.match import runs, word_score
from yifa.sheets.target import load

HERE = Path(__file__).parent


def registers(path: Path, rows: list[list[object]], **other: object) -> list[str]:
    inspection, report = seen(book(path, rows), 2024, **other)  # type: ignore[arg-type]
    inspection.close()
    return [found.target.key for found in report.fits]


def test_other_words_for_the_same_columns(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["青禾镇民间纠纷登记"],
        ["编号", "受理时间", "甲方", "乙方", "矛盾纠纷类型", "标的额（元）", "处理结果"],
        [1, "1月5日", "禾某", "田某", "相邻", 5000, "达成协议"],
        [2, "2月6日", "禾某", "苗某", "相邻", "", "调解中"],
    ]
    inspection, report = seen(book(tmp_path / "普法活动.xlsx", rows), 2024)
    found = report.fits[0]
    assert found.target.key == "mediation" and all(0.5 <= m.confidence <= 1 and m.why for m in found.columns)
    assert {m.name for m in found.columns} == {
        "accepted_on",
        "applicant",
        "respondent",
        "kind",
        "amount",
        "outcome",
    }
    first, second = report.rows()
    assert [s.step for s in first.steps] == ["accept", "conclude"] and [s.step for s in second.steps] == [
        "accept"
    ]
    inspection.close()


def test_a_strange_sheet_is_left_alone_with_a_reason(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["青禾镇公车使用登记"],
        ["日期", "车牌", "事由", "里程"],
        ["2024.1.5", "青A1", "下村", 30],
    ]
    inspection, report = seen(book(tmp_path / "人民调解台账.xlsx", rows, sheet="调解"))
    assert (
        not report.fits and "不导入" in report.choice.reason and "fits no register" in report.choice.english
    )
    assert report.head and report.head.first_row == 2 and list(report.rows()) == []
    inspection.close()


def test_titles_that_only_sound_alike_do_not_force_a_sheet(tmp_path: Path) -> None:
    head = ["序号", "日期", "内容", "形式", "参加人数"]
    row: list[object] = [1, "2024.1.5", "民法典宣讲", "赶集", 30]
    assert registers(tmp_path / "a.xlsx", [["青禾镇普法活动一览表"], head, row]) == []
    assert registers(tmp_path / "b.xlsx", [["青禾镇学法台账"], head, [*row[:3], "集中学法", 30]]) == [
        "law_study"
    ]
    assert registers(tmp_path / "c.xlsx", [head, [*row[:3], "集中学法", 30]]) == ["law_study"]
    assert registers(tmp_path / "d.xlsx", [head, row]) == []


def test_one_sheet_feeds_several_by_its_kinds_even_when_one_comes_late(tmp_path: Path) -> None:
    rows: list[list[object]] = [["日期", "内容", "类型", "参加人数"]]
    rows += [["2024.1.5", f"第{n}次", "中心组学法", 20] for n in range(300)]
    rows += [
        ["2024.6.5", "测试", "法治测试", 20],
        ["2024.6.6", "考试", "执法考试", 9],
        ["2024.6.7", "聚餐", "团建", 9],
        ["2024.6.8", "某", None, 9],
    ]
    inspection, report = seen(book(tmp_path / "x.xlsx", rows))
    assert {found.target.key for found in report.fits} == {"law_study", "law_exam", "enforcement_training"}
    assert report.tally.landing == {"law_study": 300, "law_exam": 1, "enforcement_training": 1}
    said = {c.code: (c.cell, c.level) for c in report.complaints if c.code in ("unclaimed", "no_kind")}
    assert said == {"unclaimed": ("C304", "warning"), "no_kind": ("C305", "error")}
    assert report.tally.unclaimed == {"团建": 1, "": 1}
    inspection.close()


def test_equal_registers_are_told_apart_by_a_person(tmp_path: Path) -> None:
    text = (
        (HERE / "targets" / "mediation.yaml").read_text(encoding="utf-8").replace("键: mediation", "键: twin")
    )
    (tmp_path / "twin.yaml").write_text(text, encoding="utf-8")
    both = (target("mediation"), load(tmp_path / "twin.yaml"))
    inspection, report = seen(book(tmp_path / "x.xlsx", [HEAD, case(1, "2024.1.5")]), targets=both)
    assert not report.fits and "equally well" in report.choice.english
    inspection.close()


def test_a_date_column_is_found_by_its_look_alone(tmp_path: Path) -> None:
    head = list(HEAD)
    head[1] = "哪一天"
    inspection, report = seen(
        book(tmp_path / "x.xlsx", [["矛盾纠纷台账"], head, case(1, "2024.1.5"), case(2, "2024.1.6")])
    )
    match = next(m for m in report.fits[0].columns if m.name == "accepted_on")
    assert match.index == 1 and match.confidence < 0.6 and "no heading" in match.why
    inspection.close()


def test_a_running_number_is_no_number(tmp_path: Path) -> None:
    assert runs([1, 2, 3, 4]) and runs(["1", "2", "4", "5", "6"]) and not runs(["青1", "青2"])
    assert not runs([161716627746.0, 162677861638.0]) and not runs([])
    head = ["编号", *HEAD[1:]]
    rows = [head, *(case(n, "2024.1.5") for n in (1, 2, 3))]
    inspection, report = seen(book(tmp_path / "x.xlsx", rows))
    assert report.fits[0].at("number") is None and all(row.identity.startswith("r:") for row in report.rows())
    inspection.close()
    numbered = [head, *([f"青调{row[0]}号", *row[1:]] for row in rows[1:])]
    inspection, report = seen(book(tmp_path / "y.xlsx", numbered))
    assert report.fits[0].at("number") == 0 and all(row.identity.startswith("n:") for row in report.rows())
    inspection.close()


def test_no_registers_at_all(tmp_path: Path) -> None:
    inspection, report = seen(book(tmp_path / "x.xlsx", [HEAD, case(1, "2024.1.5")]), targets=())
    assert not report.fits and report.choice.reason
    inspection.close()


def test_likeness_of_words() -> None:
    assert word_score("调解\n日期", "调解日期") == 1 and word_score("村（社区）", "村社区") == 1
    assert 0.5 < word_score("纠纷受理日期", "受理日期") < 1 and word_score("车牌", "日期") == 0
    assert word_score("", "日期") == 0 and len(TARGETS) == 8
