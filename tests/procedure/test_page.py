"""What leaves the kernel for people and tools: page, picture, sentences, process-mining files."""

import json
from xml.etree import ElementTree

import pytest

from tests.procedure.matters import NAMES, definition, disclosure_with_third_parties, penalty_with_hearing
from tests.procedure.trial import trial
from yifa.procedure.export import ocel, xes
from yifa.procedure.page import page
from yifa.procedure.picture import picture
from yifa.procedure.words import condition, sentence


@pytest.mark.parametrize("name", NAMES)
def test_the_page_shows_every_step_rule_and_notion(name):
    d = definition(name)
    text = page(d)
    for step in d.steps.values():
        assert f"| {step.name} |" in text
    for rule in d.rules:
        assert text.count(f"`{rule.id}`") == 1 and sentence(d, rule) in text
    for notion in d.nouns.values():
        assert f"**{notion.name}**：{condition(notion.tree)}" in text
    assert d.hash[:16] in text and "签字" in text


def test_the_page_marks_what_was_not_read_and_what_is_not_set():
    head = "参数: {较大数额: penalty.hearing_fine_citizen, 人数: penalty.officers_min}\n"
    d = trial(
        "甲: {填: [数额]}\n乙: {}", "办: 甲, 要求: 数额 < 较大数额\n先: 甲, 才可: 乙, 依: 罚47", head
    ).k.definition
    text = page(d)
    assert "**未设定**" in text and "| 人数 | `penalty.officers_min` | 2人 |" in text
    unread = [cite.label for rule in d.rules for cite in rule.cites if cite.mark]
    assert all(f"- {label}" in text for label in unread) and ("〔未核〕" in text) == bool(unread)


def test_sentences():
    d = definition("penalty")
    said = {sentence(d, rule) for rule in d.rules}
    for expected in (
        "“立案”之后，应在90日之内“处罚决定”或“不予处罚决定”或“移送司法”。（《行政处罚法》第六十条）",
        "办理“举行听证”，须符合：主持人不在调查人员之中。（《行政处罚法》第六十四条第四项）",
        "“缴清罚款”逾期之后，才可“加处罚款”、“催告”。（《行政处罚法》第七十二条）",
        "属于“须法制审核”的，须先“法制审核”，才可“处罚决定”。（《行政处罚法》第五十八条）",
    ):
        assert expected in said


@pytest.mark.parametrize("name", NAMES)
def test_the_picture_is_plain_svg_with_every_step(name):
    d = definition(name)
    text = picture(d)
    root = ElementTree.fromstring(text)
    shown = {node.text or "" for node in root.iter("{http://www.w3.org/2000/svg}text")}
    assert all(step.name in shown or f"{step.name}（逐个）" in shown for step in d.steps.values())
    assert "style" not in text and "script" not in text


def test_ocel_keeps_what_was_corrected_and_flags_it():
    m = disclosure_with_third_parties().do("要求说明理由", "2025-09-15", reason="误操作", 说明期限=5)
    m.do("更正", "2025-09-16", voids=len(m.log), reason="录错")
    out = json.loads(json.dumps(ocel(m.k.definition, {"公开-7": m.log}), ensure_ascii=False))
    assert len(out["events"]) == len(m.log)
    assert {o["type"] for o in out["objects"]} == {"事项", "第三方"}
    flags = {e["id"]: {a["name"]: a["value"] for a in e["attributes"]} for e in out["events"]}
    assert flags["公开-7#6"]["已作废"] is True and flags["公开-7#1"]["已作废"] is False
    assert flags["公开-7#7"]["更正的记录"] == 6
    declared = {t["name"]: {a["name"] for a in t["attributes"]} for t in out["eventTypes"]}
    assert all({a["name"] for a in e["attributes"]} <= declared[e["type"]] for e in out["events"])
    known = {o["id"] for o in out["objects"]}
    assert all(r["objectId"] in known for e in out["events"] for r in e["relationships"])


def test_xes_has_one_trace_a_matter_in_legal_order():
    matters = {f"罚-{i}": penalty_with_hearing(who).log for i, who in enumerate([("甲",), ("甲", "乙")])}
    root = ElementTree.fromstring(xes(definition("penalty"), matters))
    space = "{http://www.xes-standard.org/}"
    traces = root.findall(f"{space}trace")
    assert [len(t.findall(f"{space}event")) for t in traces] == [len(log) for log in matters.values()]
    for trace in traces:
        times = [d.get("value") for d in trace.iter(f"{space}date")]
        assert times == sorted(times) and times[0] == "2025-09-01T09:00:00+08:00"
