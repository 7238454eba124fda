"""Headings, their levels and parts, in the numbering styles of the survey."""

import pytest

from yifa.reader.read import read_text

OPENING = "白鹭镇2023年法治政府建设报告\n2023年，白鹭镇推进法治政府建设，现将有关情况报告如下：\n"


def heads(text: str) -> list[tuple[int, str, str, str]]:
    """Level, number, title, part of every heading."""
    return [(s.level, s.number, s.title, s.part) for s in read_text(OPENING + text).outline]


def test_four_parts_on_lines_of_their_own() -> None:
    text = (
        "一、主要举措和成效\n（一）健全机制\n成立领导小组。\n（二）规范执法。\n加强培训。\n二、党政主要负责人履行推进法治建设第一责任人职责情况\n"
        "带头学法。\n三、存在的不足和原因\n认识不足。\n四、下一年度推进法治政府建设的主要安排\n加强学习。"
    )
    assert heads(text) == [
        (1, "一、", "主要举措和成效", "measures"),
        (2, "（一）", "健全机制", "measures"),
        (2, "（二）", "规范执法", "measures"),
        (1, "二、", "党政主要负责人履行推进法治建设第一责任人职责情况", "duties"),
        (1, "三、", "存在的不足和原因", "problems"),
        (1, "四、", "下一年度推进法治政府建设的主要安排", "plan"),
    ]


def test_run_in_headings_and_half_width_brackets() -> None:
    text = "一、工作情况\n(一)健全机制。镇长负总责,全面部署。(二)规范执法。开展检查。\n1.加强培训。举办两期。\n（1）完善制度。制定办法。"
    assert [row[:3] for row in heads(text)] == [
        (1, "一、", "工作情况"),
        (2, "（一）", "健全机制"),
        (2, "（二）", "规范执法"),
        (3, "1.", "加强培训"),
        (4, "（1）", "完善制度"),
    ]


def test_run_in_enumerations() -> None:
    text = "一、工作情况\n一是加强领导。成立小组；二是规范执法，开展检查；三是深化普法。这是统一是非标准的唯一是处。"
    assert [row[:3] for row in heads(text)] == [
        (1, "一、", "工作情况"),
        (5, "一是", "加强领导"),
        (5, "二是", "规范执法"),
        (5, "三是", "深化普法"),
    ]


def test_a_joined_part_and_themes() -> None:
    text = "一、强化组织领导\n成立小组。\n二、规范行政执法\n开展检查。\n三、存在问题及下一步工作计划\n意识不强。下一步，一是加强学习；二是规范执法。"
    sections = read_text(OPENING + text).outline
    assert [(s.part, s.also_part) for s in sections] == [
        ("measures", None),
        ("measures", None),
        ("problems", "plan"),
        ("plan", None),
        ("plan", None),
    ]


@pytest.mark.parametrize(
    ("title", "part"),
    [
        ("压实第一责任人责任", "duties"),
        ("坚持问题导向，强化整改落实", "measures"),
        ("2024年工作打算", "plan"),
        ("2023年工作计划完成情况", "measures"),
        ("困难和问题", "problems"),
        ("面临的主要困难", "problems"),
        ("紧盯薄弱环节，提升治理水平", "measures"),
        ("全面落实2023年工作要点", "measures"),
        ("2023年主要工作", "measures"),
        ("2024年主要工作", "plan"),
        ("2024年推进法治政府建设的目标任务", "plan"),
        ("2024年工作准备情况", "measures"),
        ("对策建议", "plan"),
        ("其他需要说明的问题", "other"),
    ],
)
def test_a_title_says_its_part(title: str, part: str) -> None:
    assert heads(f"一、{title}\n情况如下。")[0][3] == part


def test_words_that_look_like_numbers_are_no_headings() -> None:
    text = (
        "一、工作情况\n推动一、二、三产业融合，落实12.4宪法日活动。3.5万元用于宣传。依据第（一）项规定办理。"
    )
    assert [row[0] for row in heads(text)] == [1]


def test_nesting_follows_the_levels() -> None:
    sections = read_text(OPENING + "一、工作\n1.执法。好。\n一是培训。多。\n（一）普法。广。").outline
    assert [(s.depth, s.parent) for s in sections] == [(1, None), (2, 0), (3, 1), (2, 0)]


def test_a_text_without_headings_has_no_outline() -> None:
    assert heads("我镇认真开展工作，成效明显。") == []


LONG = "作出部署4次，召开工作例会11次，协调解决执法装备、办公用房等难题6件，推动各项任务逐一落实到位，群众反映良好，全年没有新增积案。"


@pytest.mark.parametrize(
    ("said", "title"),
    [
        (f"坚持党建引领，夯实法治根基镇党委、政府主要负责人分别{LONG}", "坚持党建引领，夯实法治根基"),
        (f"强化组织领导我镇成立以镇长为组长的领导小组，{LONG}", "强化组织领导"),
        (f"落实法治责任2023年，乡党委专题{LONG}", "落实法治责任"),
        (f"按照上级要求，扎实开展专项行动三次，{LONG}", ""),
        (f"认真学习宣传，深入开展普法宣传活动二十余场次，{LONG}", ""),
        (f"加强对我镇重点领域执法活动的监督检查，{LONG}", ""),
        (f"推进法治政府建设我镇各项工作走在前列，{LONG}", ""),
    ],
)
def test_a_title_that_lost_its_full_stop(said: str, title: str) -> None:
    assert heads(f"一、主要做法\n（一）{said}")[1][2] == title


def test_titles_that_lost_their_full_stops_vouch_for_one_another() -> None:
    text = (
        f"一、主要做法\n（一）坚持改革牵引，优化政务服务承接下放权限79项，{LONG}\n"
        f"（二）坚持规范执法，守牢公平底线制定入企检查计划，{LONG}"
    )
    assert [row[2] for row in heads(text)[1:]] == ["坚持改革牵引，优化政务服务", "坚持规范执法，守牢公平底线"]


def test_a_paper_of_another_genre_has_no_statutory_parts() -> None:
    report = read_text(
        "白鹭镇2023年政府信息公开工作年度报告\n本报告根据《中华人民共和国政府信息公开条例》编制。\n一、总体情况\n"
        "（一）主动公开。公开信息186条。\n二、主动公开政府信息情况\n三、存在的主要问题及改进情况\n更新不及时。"
    )
    assert [s.part for s in report.outline] == ["other", "other", "other", "problems"]


def test_numbers_in_one_character_and_words_that_count() -> None:
    text = "一、主要工作\n㈠加强领导\n成立小组。首先，压实责任，层层分解。其次，规范执法，开展检查。\n㈡普法宣传\n发放资料。"
    assert [row[:3] for row in heads(text)] == [
        (1, "一、", "主要工作"),
        (2, "㈠", "加强领导"),
        (5, "首先，", "压实责任"),
        (5, "其次，", "规范执法"),
        (2, "㈡", "普法宣传"),
    ]
