"""A register's sheet.yaml keeps its grammar or stops the program with every fault named."""

from pathlib import Path

import pytest

from tests.sheets.workbooks import TARGETS, target
from yifa.sheets.target import TargetError, load

GOOD = """
键: visit
题: 走访
步: {visit: {日期: [day]}}
身份: {否则: [day, house]}
列:
  day: {题: 日期, 类: 日期, 必有: 是}
  house: {题: 户名, 类: 姓名}
"""


def loaded(tmp_path: Path, text: str) -> object:
    path = tmp_path / "sheet.yaml"
    path.write_text(text, encoding="utf-8")
    return load(path)


def test_the_test_registers_load() -> None:
    assert {found.key for found in TARGETS} == {
        "mediation",
        "law_study",
        "law_exam",
        "enforcement_training",
        "enforcement_officer",
        "deliberation",
        "disclosure",
        "casefile_review",
    }
    mediation = target("mediation")
    assert mediation.own_dates() == {"accepted_on", "concluded_on"}
    assert mediation.column("outcome").choice_words()["达成协议"] == "成功"
    with pytest.raises(KeyError):
        mediation.column("nothing")


def test_the_smallest_register(tmp_path: Path) -> None:
    assert loaded(tmp_path, GOOD).columns[1].step == "visit"  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("题: 走访", "题: 走访\n颜色: 红", "unknown word 颜色"),
        ("键: visit\n", "", "键 is missing"),
        ("键: visit", "键: visit\n键: other", "written twice"),
        ("类: 姓名", "类: 名字", "类 must be one of"),
        ("类: 姓名", "类: 选项", "选 goes with"),
        ("类: 姓名", "类: 姓名, 步: other", "names no step"),
        ("类: 姓名", "类: 姓名, 别名: [日 期]", "already means"),
        ("类: 姓名", "类: 姓名, 别名: [1, 2]", "list of words"),
        ("类: 姓名", "类: 姓名, 必有: 对", "是 or 否"),
        ("类: 姓名", "类: 选项, 选: {甲: [丙], 乙: [丙]}", "means two things"),
        (", 必有: 是", "", "at least one column must be 必有"),
        ("日期: [day]", "日期: [house]", "no date column"),
        ("日期: [day]", "日期: [年末, day]", "年末 alone"),
        ("否则: [day, house]", "否则: [day, home]", "home is no column"),
        ("身份: {否则: [day, house]}", "身份: {}", "号 or 否则 is needed"),
        ("身份:", "归: {列: kind}\n身份:", "which values belong"),
        ("身份:", "归: {列: kind, 值: [甲], 缺: 随便}\n身份:", "kind is no column"),
        ("步: {visit: {日期: [day]}}", "步: {}", "步 is missing"),
        ("列:\n", "列: []\nx:\n", "a table is needed"),
        ("题: 走访", "题: [", "sheet.yaml"),
    ],
)
def test_every_fault_is_named(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert old in GOOD
    with pytest.raises(TargetError, match=r"sheet\.yaml") as caught:
        loaded(tmp_path, GOOD.replace(old, new, 1))
    assert said in str(caught.value)


def test_all_faults_at_once(tmp_path: Path) -> None:
    with pytest.raises(TargetError) as caught:
        loaded(tmp_path, GOOD.replace("类: 姓名", "类: 名字").replace("键: visit\n", ""))
    assert "键 is missing" in str(caught.value) and "类 must be" in str(caught.value)
