"""Years, document numbers and the end of an opening: what is wrong with them, and what only looks so."""

import pytest

from yifa.reader.document import Finding
from yifa.reader.read import read_text

TITLE = "青石镇2022年法治政府建设情况报告\n"


def findings(said: str, *, head: str = TITLE, part: str = "一、主要成效") -> list[Finding]:
    before = "" if "成效" in part else "一、主要成效\n（一）开展工作。调解纠纷30件。\n"
    text = f"{head}2022年，青石镇推进法治政府建设。\n{before}{part}\n（一）推进工作。{said}\n"
    return list(read_text(text).findings)


def codes(said: str, *, head: str = TITLE, part: str = "一、主要成效") -> set[str]:
    return {one.code for one in findings(said, head=head, part=part)}


@pytest.mark.parametrize(
    "said",
    [
        "出台《青石镇2021年法治政府建设工作要点》，明确任务22项。",
        "年初，研究制定《青石镇2021年度普法工作计划》，明确26项任务。",
        "制定2021年度学法计划，组织学法4次。",
        "印发《关于印发〈2021年依法治镇工作要点〉的通知》，细化任务。",
        "带头督办落实。2021年度，镇主要负责人未发生违规干预执法问题。",
        "开展专项行动，2021年全年立案查处违法案件84件，结案72件。",
        "制定并印发了《2021年行政执法检查计划》。",
    ],
)
def test_a_plan_or_a_deed_of_an_earlier_year_is_named(said: str) -> None:
    assert "year_mismatch" in codes(said)


@pytest.mark.parametrize(
    "said",
    [
        "制定2021年下半年轮训计划，开展培训。",
        "制定2022年学法计划，集中学法不少于4次。",
        "拟定《青石镇2022年度法治政府建设工作要点》。",
    ],
)
def test_a_plan_to_be_made_is_not_of_a_year_that_is_over(said: str) -> None:
    assert "year_mismatch" in codes(said, part="二、下一步工作安排")


@pytest.mark.parametrize(
    "said",
    [
        "编制《2021年度重大行政决策目录》。",
        "制定《2021年度法治督察反馈问题整改方案》。",
        "出台《青石镇2022年法治政府建设工作要点》。",
        "印发《2021年度法治政府建设考核结果通报》。",
        "落实县里印发的《2021年工作要点》。",
        "2021年度，我镇在县法治建设考核中名列第二。",
        "较2021年全年下降12%，2022年受理30件。",
        "先后制定《2021年工作要点》《2022年工作要点》。",
        "年底制定《2023年工作计划》。",
        "制定《法治政府建设实施方案（2021—2025年）》。",
        "编制《2021年度法治政府建设年度报告》并公开。",
        "2021年全年立案30件，2022年全年立案28件，下降6.7%。",
        "对照县委印发《2021年工作要点》抓好收尾。",
        "制定三年行动方案，2021年完成第一批任务。",
        "2021年，成立综合行政执法队，2022年承接执法权限。",
        "严格执行2021年出台的行政执法三项制度实施方案。",
        "开展2021年度案卷评查。",
        "印发《2021年度目标考核方案》。",
    ],
)
def test_an_earlier_year_in_its_place_is_left_alone(said: str) -> None:
    assert "year_mismatch" not in codes(said)


@pytest.mark.parametrize(
    "said",
    [
        "制定2023年学法计划，集中学法不少于4次。",
        "在2022年工作基础上制定方案。",
        "巩固2021年以来整治成果，制定长效方案。",
        "落实2021年制定的普法计划。",
        "总结2022年工作，制定2023年要点。",
    ],
)
def test_a_year_among_the_plans_is_left_alone(said: str) -> None:
    assert "year_mismatch" not in codes(said, part="二、下一步工作安排")


def numbers_and_marks(said: str, head: str = TITLE) -> list[tuple[str, str]]:
    return [
        (one.code, one.fix) for one in findings(said, head=head) if "doc_" in one.code or "marks" in one.code
    ]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("按照《实施办法》（青委 〔2022〕28号）执行。", [("malformed_doc_number", "委〔2022〕28号")]),
        ("按照《实施办法》（青委〔2022〕 28号）执行。", [("malformed_doc_number", "委〔2022〕28号")]),
        ("按照《实施办法》（青委〔2022〕28号）执行。", []),
        ("按照《实施办法》（青法办〔2022）12号）执行。", [("malformed_doc_number", "〔2022〕12号")]),
        ("按照《实施办法》（青法办（2022〕12号）执行。", [("malformed_doc_number", "〔2022〕12号")]),
        ("按照《实施办法》（青街（2022）12号）执行。", [("doc_number_brackets", "〔2022〕12号")]),
        ("全年 12 次、调解 30 件、普法 12 场，按照《办法》（青委〔2022〕 28号）执行。", []),
    ],
)
def test_a_damaged_document_number_is_one_finding(said: str, expected: list[tuple[str, str]]) -> None:
    assert numbers_and_marks(said) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("文　　号\t青石街（2022）75号\n", [("doc_number_brackets", "〔2022〕75号")]),
        ("青街〔2022〕 7号　　　　签发人：林某\n", [("malformed_doc_number", "街〔2022〕7号")]),
        ("[ 文号 ] 〔2022〕7号\n", []),
        ("青街〔2022〕7号　　　　签发人：林某\n", []),
    ],
)
def test_the_number_of_the_report_itself(line: str, expected: list[tuple[str, str]]) -> None:
    assert numbers_and_marks("调解纠纷30件。", line + TITLE) == expected


def test_a_report_signed_long_after_it_was_written_conflicts_once() -> None:
    head = "成文日期：2022-12-18\n发布日期：2022-12-20\n" + TITLE
    said = "调解纠纷30件。\n\n青石镇人民政府\n2023年1月18日"
    assert [one.code for one in findings(said, head=head) if one.code == "date_conflict"] == ["date_conflict"]


def test_an_opening_says_that_it_breaks_off() -> None:
    text = TITLE + "2022年，青石镇推进法治政府建设。\n一、主要成效\n（一）推进工作。调解纠纷30件，发放宣"
    found = [one for one in read_text(text).findings if one.code == "truncated_sentence"]
    assert [one.severity for one in found] == ["info"]
    assert found[0].span and found[0].span.end == len(text)
    assert not [one for one in read_text(text + "传单。").findings if one.code == "truncated_sentence"]
