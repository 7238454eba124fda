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
        "全年接访76批次，比2022年下降13.4%。",
        "信访量较2022年同期减少12件。",
        "与2022年相比，案件下降3%。",
        "办理登记，截至2021年11月底，全镇新增市场主体300户。",
        "截至2021年12月31日共排查隐患30处。",
        "组织述法，2021年度年终述法顺利完成，9人述法。",
    ],
)
def test_a_plan_or_a_deed_of_an_earlier_year_is_named(said: str) -> None:
    assert "year_mismatch" in codes(said)


@pytest.mark.parametrize(
    "said",
    [
        "制定2021年下半年轮训计划，开展培训。",
        "制定2022年学法计划，集中学法不少于4次。",
        "力争2022年底持证率达到100%。",
        "确保2022年12月底前完成整改。",
        "到2022年底，建成示范点2个。",
        "计划于2021年6月前出台制度。",
        "拟定《青石镇2022年度法治政府建设工作要点》。",
    ],
)
def test_a_plan_to_be_made_is_not_of_a_year_that_is_over(said: str) -> None:
    assert "year_mismatch" in codes(said, part="二、下一步工作安排")


@pytest.mark.parametrize(
    "said",
    [
        "窗口比2022年初增加3个。",
        "支出比2022年计划数减少2万元。",
        "案件比2021年下降13%。",
        "截至2021年底共有30件，2022年新增20件。",
        "截至2021年底，户籍人口3.1万人。",
        "较截至2021年底的存量减少3件。",
        "截至2022年底，排查隐患30处。",
        "2021年1月完成2020年度述法。",
        "2021年度述法考核获评优秀。",
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
        "对截至2021年底现行有效的68件文件开展清理，废止7件。",
    ],
)
def test_an_earlier_year_in_its_place_is_left_alone(said: str) -> None:
    assert "year_mismatch" not in codes(said)


@pytest.mark.parametrize(
    "said",
    [
        "制定2023年学法计划，集中学法不少于4次。",
        "力争2023年底持证率达到100%。",
        "在2022年底的基础上提高3个百分点。",
        "2022年底已完成阵地建设，继续用好。",
        "截至2022年底仍有3件未办结，继续办理。",
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
        ("按照《实施办法》（青政发〔2022〕字28号）执行。", [("malformed_doc_number", "〔2022〕28号")]),
        ("按照《实施办法》（青政字〔2022〕28号）执行。", []),
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


def test_a_limit_is_not_over_when_the_report_was_written_long_before_it() -> None:
    text = (
        f"{TITLE}2022年，青石镇推进法治政府建设。\n一、主要成效\n调解纠纷30件。\n二、下一步打算\n"
        "力争2022年底持证率达到100%。\n青石镇人民政府\n2022年10月20日\n"
    )
    assert "year_mismatch" not in {one.code for one in read_text(text).findings}


@pytest.mark.parametrize(
    ("name", "fix"),
    [
        ("重大行政决策暂行程序条例", "重大行政决策程序暂行条例"),
        ("法治政府责任与建设落实督察工作规定", ""),
        ("青石镇行政决策程序规定", ""),
        ("重大行政决策程序暂行条例", ""),
    ],
)
def test_words_of_a_name_that_changed_places(name: str, fix: str) -> None:
    named = [one.fix for one in findings(f"严格执行《{name}》。") if one.code == "instrument_name"]
    assert named == ([f"《{fix}》"] if fix else [])


@pytest.mark.parametrize(
    ("title", "said", "severity"),
    [
        ("存在的不足和原因", "一是执法力量薄弱。二是普法形式单一。", "warn"),
        ("存在的不足和原因", "一是执法力量薄弱，原因是编制少。", ""),
        ("存在的不足和原因", "一是执法力量薄弱，主要是编制少。", ""),
        ("存在的问题", "一是执法力量薄弱。二是普法形式单一。", "info"),
    ],
)
def test_causes_that_the_heading_promises(title: str, said: str, severity: str) -> None:
    text = (
        f"{TITLE}2022年，青石镇推进法治政府建设。\n一、主要成效\n调解纠纷30件。\n二、{title}\n{said}\n"
        "三、下一步打算\n加强执法培训。\n青石镇人民政府\n2022年12月20日\n"
    )
    assert [one.severity for one in read_text(text).findings if one.code == "missing_causes"] == (
        [severity] if severity else []
    )


@pytest.mark.parametrize(
    ("said", "named"),
    [
        ("从压实责任、规范执法、优化服务、化解矛盾五个方面入手。", True),
        ("在市场监管、交通运输、文化旅游、农业农村五大领域推行。", True),
        ("从压实责任、规范执法、优化服务、化解矛盾三个方面入手。", True),
        ("从压实责任、规范执法、优化服务和化解矛盾四个方面入手。", False),
        ("从组织领导、制度建设、经费保障等五个方面推进。", False),
        ("从党委、政府建设和村居自治、群众参与两个方面推进。", False),
        ("围绕一个核心、抓好两条主线、突出四个重点。", False),
        ("从压实责任、强化考核、抓好五个方面工作入手。", False),
    ],
)
def test_things_named_before_their_count(said: str, named: bool) -> None:
    assert ("enumeration_mismatch" in codes(said)) == named
