"""The draft tells what was recorded, in the statutory parts, and no number that is not a figure."""

from __future__ import annotations

import json
from functools import partial

import pytest

from tests.report.conftest import door
from tests.report.invented import EXPECTED, NOW, ON, YEAR, take
from yifa.law import statutes
from yifa.matter.register import register
from yifa.measure.freeze import freeze
from yifa.measure.index import of_office
from yifa.report.as_json import as_json
from yifa.report.blocks import Block, Gap, Named, Ref, Text, runs_of, text_of
from yifa.report.draft import build
from yifa.report.lint import body_of
from yifa.report.narrative import sentences
from yifa.report.outline import NoOutline, every, outline

pytestmark = pytest.mark.django_db
PARTS = [
    "一、2025年度推进法治政府建设的主要举措和成效",
    "二、存在的不足和原因",
    "三、党政主要负责人履行推进法治建设第一责任人职责情况",
    "四、下一年度推进法治政府建设的主要安排",
]


def blocks(draft, kind):
    return [piece for piece in draft.pieces if isinstance(piece, Block) and piece.kind == kind]


def test_the_parts_stand_in_the_order_of_the_rule(draft):
    assert [block.text for block in blocks(draft, "part")] == PARTS
    assert [part.cite.label for part in draft.outline.parts] == ["《督察工作规定》第二十六条"] * 4
    assert {part.cite.mark for part in draft.outline.parts} == {"未核"}


def test_numbers_of_the_text_are_those_counted_by_hand(draft):
    told = {run.slug: run.text for run in runs_of(body_of(draft.pieces)) if isinstance(run, Ref)}
    assert told == {**EXPECTED, "casefile_reviews": "没有"}


def test_three_zeros_differ(draft):
    text = text_of(draft.pieces)
    assert "全年没有组织案卷评查。" in text  # declared: 0
    assert "案卷评查活动\t0次\t0件\tcasefile_reviews" in text
    nothing, no_duty = text.split("没有台账的数字\n")[1].split("无此职责的数字\n")
    assert "政务公开台账：主动公开政府信息。没有登记，不是零。" in nothing
    assert "行政处罚台账：处罚立案、" in no_duty and "不是本单位的职责。" in no_duty
    assert "处罚" not in text_of(body_of(draft.pieces)) and "政府信息" not in text_of(body_of(draft.pieces))


def test_parts_of_the_leaders_are_open_and_nothing_is_invented_there(draft):
    gaps = [run.text for run in runs_of(draft.pieces) if isinstance(run, Gap)]
    assert len(gaps) == 4 and all(gap.startswith("【") and gap.endswith("】") for gap in gaps)
    assert [finding.code for finding in draft.findings] == ["open"] * 4
    assert draft.defects == ()


def test_every_figure_opens_to_exactly_its_rows(draft, here):
    study = register("law_study").model._default_manager
    wanted = study.filter(form="中心组学法", held_on__year=YEAR).values_list("pk", flat=True)
    backed = {figure.slug: figure for figure in draft.figures}
    assert set(backed["law_study_sessions"].rows) == set(wanted) and len(wanted) == 14
    for figure in draft.figures:
        assert len(set(figure.rows)) == figure.value.evidence and figure.hidden == 0


def test_words_of_the_office_may_hold_figures_and_no_other_numbers(here):
    words = {
        "plan": ["明年中心组学法不少于{law_study_sessions}。", "培训12场，覆盖十二个村。"],
        "duties": ["2025年3月5日，依照《信访工作条例》第3条和〔2025〕7号文，在12·4宪法日讲法治课。"],
        "shortcomings": ["主动公开{open_info_items}，{no_such_figure}不足。"],
    }
    draft = build(here, YEAR, ON, words=words)
    typed = [finding.quote for finding in draft.findings if finding.code == "typed_number"]
    assert typed == ["12", "十二个"]
    assert [one.quote for one in draft.findings if one.code == "unknown_figure"] == ["{no_such_figure}"]
    assert len(draft.defects) == 3
    gaps = [run.text for run in runs_of(draft.pieces) if isinstance(run, Gap)]
    assert "【主动公开政府信息：未登记】" in gaps
    named = {run.text: run.what for run in runs_of(draft.pieces) if isinstance(run, Named)}
    assert named["2025年3月5日"] == "date" and named["《信访工作条例》"] == "law" and named["第3条"] == "law"
    assert named["〔2025〕7号"] == "document"


def test_a_planted_number_in_a_sentence_of_ours_is_found(here, monkeypatch):
    planted = {"villages": [{"say": ["开展援法议事{deliberation_activities}", "解决问题30个"]}]}
    monkeypatch.setattr("yifa.report.narrative.read", lambda name: planted)
    sentences.cache_clear()
    try:
        draft = build(here, YEAR, ON)
    finally:
        monkeypatch.undo()
        sentences.cache_clear()
    assert [finding.quote for finding in draft.defects] == ["30"]


def test_json_says_the_same_and_survives_a_round_trip(draft):
    found = as_json(draft)
    again = json.loads(json.dumps(found, ensure_ascii=False))
    assert again == found
    assert (again["office"], again["year"], again["generated_on"]) == ("青禾镇人民政府", 2025, "2026-01-15")
    assert [part["title"] for part in again["parts"] if part["title"]] == PARTS
    figures = {one["slug"]: one for one in again["figures"]}
    runs = [run for part in again["parts"] for block in part["blocks"] for run in block["runs"]]
    for run in runs:
        if run["kind"] == "figure":
            figure = figures[run["slug"]]
            assert run["text"] == figure["shown"] or (run["text"] == "没有" and figure["value"] == 0)
    for part in again["parts"]:
        for block in part["blocks"]:
            assert "".join(run["text"] for run in block["runs"]) == block["text"]
    for value in of_office_of(draft):
        assert {name: figures[value.slug][name] for name in value.as_json()} == value.as_json()
        assert len(figures[value.slug]["rows"]) == value.evidence


def of_office_of(draft):
    """The figures as the measure floor gives them."""
    township = register("law_study").model._default_manager.first().township
    return of_office(township, draft.year)


def test_a_changed_record_after_the_freeze_is_an_open_correction(here, cast):
    freeze(here, YEAR, at=NOW, by=cast["clerk"])
    assert build(here, YEAR, ON).defects == ()
    values = {"village": "白鹭村", "topic": "修渠", "present": 9, "result": "同意"}
    several = [("session", ON.replace(year=YEAR, month=6, day=1 + place), values) for place in range(12)]
    take("deliberation", cast["clerk"], several)  # the first eleven bear known identities
    drift = [finding for finding in build(here, YEAR, ON).findings if finding.code == "drift"]
    assert len(drift) == 1 and "定稿时是11" in drift[0].sentence and "现在台账算出12场" in drift[0].sentence


def test_an_empty_year_and_a_year_before_the_rule(here):
    assert build(here, 2030, ON).empty
    with pytest.raises(NoOutline):
        build(here, 2015, ON)
    assert outline("no such region", YEAR) is outline("CN", YEAR)


def test_outlines_cite_what_exists():
    for plan in every():
        assert statutes.get(plan.recipients.statute_id).in_force_from.year <= plan.from_year
        assert len({part.id for part in plan.parts}) == len(plan.parts)


def test_headings_run_without_gaps(draft):
    sections = [block.text[:3] for block in blocks(draft, "section") if not block.id.startswith("state")]
    assert sections == ["（一）", "（二）", "（三）"]


def test_text_runs_hold_no_digits(draft):
    assert [
        run for run in runs_of(draft.pieces) if isinstance(run, Text) and any(map(str.isdigit, run.text))
    ] == []


def test_rows_are_told_only_when_asked_for(here):
    assert all(figure.rows is None for figure in build(here, YEAR, ON).figures)
    asked = build(here, YEAR, ON, door=partial(door, here))
    assert all(figure.rows is not None for figure in asked.figures)
