"""Ordinary words with one wrong character; and pairs that only look like one."""

import re

import pytest

from yifa.reader.findings.slips import slips
from yifa.reader.findings.terms import in_terms
from yifa.reader.findings.words import common, joins, words
from yifa.reader.read import read_text

HEAD = "青石镇2022年法治政府建设情况报告\n2022年，青石镇推进法治政府建设。\n一、主要成效\n（一）"


def found(said: str) -> list[tuple[str, str]]:
    text = f"{HEAD}{said}\n"
    return [
        (text[one.span.start : one.span.end], one.fix)
        for one in read_text(text).findings
        if one.code == "typo" and one.span
    ]


def test_the_list_holds_pairs_that_no_term_holds() -> None:
    assert len(words()) > 40_000
    assert all(len(said) == 2 == len(right) and said != right for said, right in words().items())
    assert all(sum(a != b for a, b in zip(said, right, strict=True)) == 1 for said, right in words().items())
    assert not [said for said in words() if in_terms(said)]
    assert all(before or behind for before, behind in joins().values())


def test_common_words_are_pairs_said_once_and_none_is_a_wrong_pair() -> None:
    assert len(common()) > 8_000
    assert list(common()) == sorted(set(common()))
    assert all(re.fullmatch("[一-龥]{2}", word) for word in common())
    assert not set(common()) & (set(words()) | set(words().values()))


def test_a_join_is_made_by_a_common_word_or_a_right_one() -> None:
    before, behind = joins()["么"][0], joins()["什"][1]
    assert {"什", "怎"} <= before and "么" in behind
    assert "成" in joins()["效"][0] and "效" in joins()["成"][1]


def test_no_pair_is_listed_in_two_ways() -> None:
    assert not {one.said for one in slips()} & set(words())


@pytest.mark.parametrize(
    ("said", "wrong", "right"),
    [
        ("群众法治素养得到题升。", "题升", "提升"),
        ("建立联席会议机治，定期会商。", "机治", "机制"),
        ("各项错施落到实处。", "错施", "措施"),
        ("违法行为得到扼止。", "扼止", "遏止"),
        ("对违法行为形成有力震摄。", "震摄", "震慑"),
        ("基层力量仍然欠却。", "欠却", "欠缺"),
        ("认真统畴各方力量。", "统畴", "统筹"),
        ("法治建设取得新成校。", "成校", "成效"),
        ("形成了可以推广的摸式。", "摸式", "模式"),
    ],
)
def test_a_word_with_a_slip_is_told(said: str, wrong: str, right: str) -> None:
    assert (wrong, right) in found(said)


@pytest.mark.parametrize(
    "said",
    [
        "把铸牢中华民族共同体意识贯穿始终。",
        "聘请信源律师事务所担任法律顾问。",
        "打造“法润之声”“律动青石”品牌。",
        "在司机治安联防中发挥作用。",
        "机关效率显著提高，群众反映良好。",
        "学深学细悟透习近平法治思想。",
        "依托访惠聚工作队开展宣讲。",
        "及时答复率、述法率均为100%。",
        "宣传活动导致道路拥堵的，及时疏导。",
        "群众最不满意什么就整改什么。",
        "车体颜色发灰的，责令清洗。",
    ],
)
def test_words_that_meet_and_names_are_left_alone(said: str) -> None:
    assert found(said) == []
