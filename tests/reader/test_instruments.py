"""Cited instruments: names, damaged marks, numbers, kinds."""

import pytest

from yifa.reader.clean import clean
from yifa.reader.document import Instrument, Report, Source
from yifa.reader.instruments import find
from yifa.reader.known import bare, by_name, look_up


def cited(text: str) -> tuple[Instrument, ...]:
    return find(Report(Source("", text), clean(text)))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("学习《宪法》、《民法典》和《信访工作条例》。", ["宪法", "民法典", "信访工作条例"]),
        ("落实《宪法》《民法典》。", ["宪法", "民法典"]),
        ("根据《国务院关于印发〈“十四五”规划〉的通知》要求", ["国务院关于印发〈“十四五”规划〉的通知"]),
        ("印发《关于转发《县普法规划》的通知》后", ["关于转发《县普法规划》的通知"]),
        ("按照《法治政府建设实施纲要（2021 — 2025 年）》", ["法治政府建设实施纲要（2021—2025年）"]),
        ("组织观看电影《第二十条》，学习《监察法》", ["监察法"]),
        ("没有引用任何文件。", []),
        ("做法被《云溪日报》《法治新闻》报道，落实《云溪镇信息发布制度》", ["云溪镇信息发布制度"]),
    ],
)
def test_names(text: str, names: list[str]) -> None:
    assert [one.name for one in cited(text)] == names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("根据县关于报送年度工作情况的通知》要求", "关于报送年度工作情况的通知"),
        ("贯彻《重大行政决策程序暂行条例，规范程序", "重大行政决策程序暂行条例"),
        ("落实关于加强普法工作的意见（云办发〔2022〕3号）要求", "关于加强普法工作的意见"),
        ("对照乡镇法治建设评估指标体系》查漏补缺", "乡镇法治建设评估指标体系"),
        ("严格执行重大事项议事规则》，先议后定", "重大事项议事规则"),
    ],
)
def test_a_lost_mark_leaves_the_name(text: str, name: str) -> None:
    (one,) = cited(text)
    assert (one.name, one.well_formed) == (name, False)


@pytest.mark.parametrize(
    ("after", "number"),
    [
        ("（国办发〔2018〕118号）", "国办发〔2018〕118号"),
        ("（工作通知〔2020113号）", "工作通知〔2020113号"),
        ("（厅字〔2019〕28号，以下简称《规定》）", "厅字〔2019〕28号"),
        ("（国发[2019]5号）", "国发[2019]5号"),
        ("国办发〔2018〕37号", "国办发〔2018〕37号"),
        ("（以下简称《规定》）", ""),
        ("（2021年修订）", ""),
        ("，共3号", ""),
    ],
)
def test_the_number_behind_a_name(after: str, number: str) -> None:
    assert cited(f"根据《关于某事的规定》{after}要求")[0].doc_number == number


def test_spans_point_into_the_original() -> None:
    text = "学习了 《 民 法 典》\n，内容很多，大家都觉得这部法律内容十分丰富。"
    (one,) = cited(text)
    assert text[one.span.start] == "《" and text[one.span.end - 1] == "》"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("中华人民共和国行政处罚法", "law"),
        ("环保法", "law"),
        ("信访工作条例", "joint_party_state_regulation"),
        ("中国共产党问责条例", "party_regulation"),
        ("宪法", "law"),
    ],
)
def test_known_names_have_the_kind_of_the_list(name: str, kind: str) -> None:
    found = look_up(name)
    assert found is not None and found.kind == kind


def test_short_full_and_dated_names_are_one() -> None:
    assert bare("中华人民共和国民法典") == bare("《民法典》")
    assert bare("纲要（2021-2025年）") == bare("纲要（2021－2025年）") == "纲要（2021—2025年）"


def test_a_replaced_instrument_names_its_successor() -> None:
    old = by_name()["信访条例"]
    assert old.until is not None and old.successor == "信访工作条例"
