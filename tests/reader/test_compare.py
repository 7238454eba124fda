"""Figures beside records and beside each other, copied passages, promises kept."""

from decimal import Decimal

import pytest

from tests.reader.layouts import ALL
from yifa.reader.compare import bare, compare, rounds, table, written
from yifa.reader.copies import copies
from yifa.reader.document import Figure, Span
from yifa.reader.kept import promises_kept, same_office
from yifa.reader.read import read_text

PLACE = Span(0, 1)


def figure(value: str, unit: str, kind: str, **more: str) -> Figure:
    return Figure(Decimal(value), unit, "", kind, PLACE, PLACE, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("stated", "register", "verdict", "difference"),
    [
        (figure("140", "起", "mediation_cases"), 140, "agree", 0),
        (figure("140", "起", "mediation_cases"), 138, "differ", 2),
        (figure("350", "万元", "mediation_amount"), 3_500_000, "agree", 0),
        (figure("350", "万元", "mediation_amount", approx="about"), 3_610_000, "approximate", -110_000),
        (figure("80", "名", "mediators", approx="gt"), 86, "approximate", -6),
        (figure("80", "名", "mediators", approx="gt"), 79, "differ", 1),
        (figure("80", "名", "mediators"), None, "no_register", None),
    ],
)
def test_one_figure_beside_the_record(
    stated: Figure, register: int | None, verdict: str, difference: int | None
) -> None:
    (row,) = compare([stated], {stated.kind: register})
    assert (row.verdict, row.difference) == (verdict, difference)
    assert row.sentence


@pytest.mark.parametrize(
    ("value", "unit", "record", "so"),
    [
        ("12.4", "万元", "123600", True),
        ("12.40", "万元", "123600", False),  # four digits are claimed, and the fourth is wrong
        ("12", "万元", "123600", True),
        ("12.3", "万元", "123600", False),  # cut off is not rounded
        ("12.4", "万元", "123500", True),  # a half goes up
        ("12.3", "万元", "123500", False),
        ("1.6", "亿元", "155000000", True),
        ("3", "万人次", "29500", True),
        ("94.7", "%", "94.678362573", True),
        ("95", "%", "94.678362573", True),
        ("94", "%", "94.678362573", False),
        ("100", "%", "99.6", False),  # 100% says all of them
        ("0", "%", "0.4", False),  # and 0 none
        ("140", "件", "140.4", True),
        ("140", "件", "141", False),
        ("1200", "件", "1204", False),  # a count has every digit
    ],
)
def test_what_counts_as_rounding(value: str, unit: str, record: str, so: bool) -> None:
    assert rounds(Decimal(value), unit, Decimal(record)) is so
    (row,) = compare([figure(value, unit, "some_kind")], {"some_kind": Decimal(record)})
    assert row.verdict == ("rounded" if so else "differ")


def test_an_approximate_figure_is_never_called_rounded() -> None:
    (row,) = compare([figure("12.4", "万元", "fines", approx="gt")], {"fines": 123_600})
    assert row.verdict == "differ"  # 12.4万余元 says more than 12.4万元


@pytest.mark.parametrize(
    ("value", "unit", "record", "text"),
    [
        ("100", "%", "94.73684210526", "94.7%"),
        ("100", "%", "99.98", "99.98%"),
        ("171", "件", "162", "162件"),
        ("12.4", "万元", "186450", "18.65万元"),
        ("350", "万元", "3000000", "300万元"),
        ("3.2", "万人次", "31", "0.003万人次"),
    ],
)
def test_the_computed_value_in_the_unit_of_the_report(value: str, unit: str, record: str, text: str) -> None:
    assert written(Decimal(value), unit, Decimal(record)) == text


@pytest.mark.parametrize(
    ("value", "unit", "record", "sentence"),
    [
        ("100", "%", "94.73684210526", "台账94.7%，报告写100%，多5.3个百分点。"),
        ("100", "%", "99.98", "台账99.98%，报告写100%，多0.02个百分点。"),
        ("210", "万元", "212674.5", "台账21.27万元，报告写210万元，多188.73万元。"),
        ("1200", "件", "1204", "台账1,204件，报告写1,200件，少4件。"),
        ("12.4", "万元", "123600", "台账12.36万元，报告取整。"),
    ],
)
def test_the_sentence_speaks_in_the_unit_of_the_report(
    value: str, unit: str, record: str, sentence: str
) -> None:
    (row,) = compare([figure(value, unit, "kind")], {"kind": Decimal(record)})
    assert row.sentence == sentence


def test_rules_plans_and_unknown_kinds_are_not_compared() -> None:
    rows = [
        figure("4", "次", "law_study_sessions", role="requirement"),
        figure("4", "次", "law_study_sessions", role="plan"),
        figure("4", "次", "other"),
    ]
    assert compare(rows, {"law_study_sessions": 4, "other": 4}) == ()


def test_scales_are_drawn_into_the_value() -> None:
    assert bare(Decimal("1.6"), "万余人次") == (Decimal(16000), "余人次")
    assert bare(Decimal(3), "亿元") == (Decimal(300_000_000), "元")


def test_the_table_has_a_column_a_report_and_a_line_a_kind() -> None:
    reports = [read_text(text, name) for name, text in ALL.items()]
    found = table(reports)
    assert [one.source for one in found.columns].__len__() == len(ALL)
    line = next(one for one in found.lines if one.slug == "mediation_cases" and one.unit == "件")
    held = {found.columns[i].body: [one.value for one in cell] for i, cell in enumerate(line.cells) if cell}
    assert held["青石街道办事处"] == [218]
    assert held["云川县人民政府"] == [3215]


def test_a_copied_passage_is_found_though_names_and_numbers_differ() -> None:
    passage = "{0}坚持把人民调解作为化解基层矛盾纠纷的第一道防线，组织网格员每周走访排查一次，做到早发现、早介入、早化解，全年调解{1}件。"
    other = "本段文字与邻镇毫无关系，只讲述本镇自己组织开展的农村道路养护和河道清淤工作以及取得的初步成效。"
    first = read_text("甲河镇2022年法治政府建设报告\n" + passage.format("甲河镇", 12) + "\n" + other)
    second = read_text("乙河镇2022年法治政府建设报告\n" + passage.format("乙河镇", 97) + "\n")
    (one,) = copies([first, second])
    assert (one.first, one.second) == (0, 1)
    assert first.slice(one.first_span).startswith("甲河镇坚持把人民调解")
    assert second.slice(one.second_span).startswith("乙河镇坚持把人民调解")
    assert one.share > 0.9


def test_different_passages_are_not_called_copies() -> None:
    assert copies([read_text(text) for text in ALL.values()]) == ()


def test_promises_are_found_kept_short_repeated_or_not_at_all() -> None:
    before = read_text(
        "甲河镇2022年法治政府建设报告\n2022年，甲河镇推进法治政府建设。\n一、主要成效\n组织学习。\n二、下一步打算\n"
        "（一）建成法治文化广场。年内开工。\n（二）配齐司法所辅助人员。\n（三）开通远程视频调解平台。\n（四）开展普法宣传。全年开展普法宣传活动不少于20场次。\n"
    )
    after = read_text(
        "甲河镇2023年法治政府建设报告\n2023年，甲河镇推进法治政府建设。\n一、主要成效\n"
        "投入35万元建成法治文化广场1处。开展普法宣传活动16场次。\n二、下一步打算\n（一）配齐司法所辅助人员。\n"
    )
    found = {one.promise.summary: one for one in promises_kept(before, after)}
    assert found["建成法治文化广场"].outcome == "kept"
    assert found["配齐司法所辅助人员"].outcome == "repeated"
    assert found["开通远程视频调解平台"].outcome == "not_found"
    assert found["开展普法宣传"].outcome == "short"
    assert "16" in found["开展普法宣传"].sentence
    told = found["建成法治文化广场"]
    assert told.passages and told.evidence == told.passages[0]
    assert "建成法治文化广场" in after.slice(told.passages[0])
    assert found["开通远程视频调解平台"].passages == ()


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("甲河镇", "甲河镇人民政府", True),
        ("中共甲河镇委员会、甲河镇人民政府", "甲河镇", True),
        ("东岭县甲河镇", "甲河镇", True),
        ("东岭县人民政府", "东岭县", True),
        ("东岭县司法局", "东岭县人民政府", False),
        ("甲河镇", "乙河镇", False),
        ("东岭县甲河镇", "西岭县甲河镇", False),
    ],
)
def test_the_same_office_under_its_long_and_short_names(one: str, other: str, same: bool) -> None:
    text = "{}2022年法治政府建设情况报告\n2022年，扎实推进法治政府建设。\n一、主要成效\n组织学习。\n"
    assert same_office(read_text(text.format(one)), read_text(text.format(other))) is same
