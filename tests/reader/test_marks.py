"""Marks in the wrong place, and the same marks in the right one."""

import pytest

from yifa.reader.read import read_text

TITLE = "青禾镇2023年法治政府建设工作报告\n2023年，青禾镇政府认真推进法治政府建设。"


def codes(sentence: str) -> set[str]:
    """The findings about marks in a report that holds a sentence."""
    return {one.code for one in read_text(f"{TITLE}\n{sentence}\n").findings if one.code == "misplaced_marks"}


@pytest.mark.parametrize(
    "sentence",
    [
        "组织学习法律、法规、和上级文件。",
        "督促各村、以及社区按时报送。",
        "开展法律、等知识培训。",
        "印发方案、与宣传册。",
    ],
)
def test_a_mark_before_a_conjunction_is_told(sentence: str) -> None:
    assert codes(sentence) == {"misplaced_marks"}


@pytest.mark.parametrize(
    "sentence",
    [
        "凡与上位法不一致、与改革要求不适应的文件，一律修改。",
        "努力建设平安、和谐、美丽乡村。",
        "做到与业务工作同部署、与年度考核同步落实。",
        "对食品、等级评定等事项依法公开。",
    ],
)
def test_a_preposition_or_a_word_is_left_alone(sentence: str) -> None:
    assert codes(sentence) == set()
