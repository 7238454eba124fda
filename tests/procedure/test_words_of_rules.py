"""Each word of the grammar alone, on a definition of two or three steps."""

import pytest

from tests.procedure.matters import D, Refused
from tests.procedure.trial import trial

STEPS = "甲: {填: [数]}\n乙: {}\n丙: {}\n丁: {}"


def test_only_one_of_several_need_have_happened():
    m = trial(STEPS, "先: [甲, 乙], 才可: 丙").do("乙", "2025-03-03")
    assert m.why("丙", "2025-03-04") == []


def test_within_a_period_needs_a_period():
    m = trial(STEPS, "有了: 甲, 须: 乙, 限: 15日\n限内: 乙, 才可: 丙")
    assert m.why("丙", "2025-03-03") == ["须在乙的期限之内"]
    m.do("甲", "2025-03-03", 数=1)
    assert m.why("丙", "2025-03-18") == [] and m.why("丙", "2025-03-19") == ["须在乙的期限之内"]
    assert m.do("乙", "2025-03-10").why("丙", "2025-03-11") == ["须在乙的期限之内"]


def test_a_restart_replaces_every_period_on_the_target():
    m = trial(STEPS, "有了: 甲, 须: 丙, 限: 15日\n有了: 乙, 须: 丙, 限: 30日, 重新起算: 是")
    m.do("甲", "2025-03-03", 数=1).do("乙", "2025-03-10")
    assert [row.due for row in m.k.agenda(m.state, D("2025-03-11"))] == [D("2025-04-09")]
    without = trial(STEPS, "有了: 甲, 须: 丙, 限: 15日\n有了: 乙, 须: 丙, 限: 30日")
    without.do("甲", "2025-03-03", 数=1).do("乙", "2025-03-10")
    assert len(without.k.agenda(without.state, D("2025-03-11"))) == 2


def test_a_step_to_be_redone_was_done_by_nobody():
    m = trial(STEPS, "有了: 丙, 重做: 甲\n先: 甲, 才可: 乙\n办: 乙, 异于: [甲]")
    m.do("甲", "2025-03-03", by="7", 数=1).do("丙", "2025-03-04", by="9")
    assert m.why("乙", "2025-03-05", by="7") == ["须先甲"]
    m.do("甲", "2025-03-05", by="8", 数=1)
    assert m.why("乙", "2025-03-06", by="7") == [] and m.why("乙", "2025-03-06", by="8")


def test_what_one_party_may_still_do_does_not_hold_up_another():
    steps = "立案: {填: [当事人]}\n告知: {各: 当事人}\n申辩: {方: 当事人, 各: 当事人}\n送达: {各: 当事人}\n结案: {}"
    m = trial(steps, "有了: 告知, 可: 申辩, 限: 15日\n未了: 申辩, 不可: [送达, 结案]")
    m.do("立案", "2025-03-03", 当事人=["甲", "乙"]).do("告知", "2025-03-04", "甲").do(
        "告知", "2025-03-10", "乙"
    )
    m.do("申辩", "2025-03-11", "甲")
    assert m.why("送达", "2025-03-12", "甲") == []
    assert m.why("送达", "2025-03-12", "乙") == ["申辩（乙）尚未了结"] == m.why("结案", "2025-03-12")
    assert m.why("送达", "2025-03-26", "乙") == []


def test_a_right_closes_a_step_to_everybody_without_it():
    m = trial(STEPS, "有了: 甲, 可: 乙, 限: 15日, 若: 数 > 3")
    assert m.why("乙", "2025-03-03") == ["尚无乙的权利"]
    assert m.do("甲", "2025-03-03", 数=1).why("乙", "2025-03-04") == ["尚无乙的权利"]
    assert m.do("甲", "2025-03-05", 数=5).why("乙", "2025-03-20") == []
    assert m.why("乙", "2025-03-21") == ["期限已于2025-03-20届满"]


def test_what_recording_sets_going_must_be_decidable():
    m = trial(STEPS, "有了: 甲, 须: 乙, 限: 15日, 若: 数 > 3")
    with pytest.raises(Refused, match="缺少事实，无法判断：数"):
        m.do("甲", "2025-03-03")
    assert m.why("甲", "2025-03-03") == []  # asked before the form is filled in


def test_a_released_duty_is_owed_no_more():
    m = trial(STEPS, "有了: 甲, 须: 乙\n有了: 丙, 免除: 乙").do("甲", "2025-03-03", 数=1)
    assert m.due("乙", "2025-03-04") is None
    assert m.do("丙", "2025-03-05").due("乙", "2025-03-06") == "none"


def test_a_count_of_steps():
    m = trial(STEPS, "办: 丙, 要求: 次(乙) >= 2").do("乙", "2025-03-03")
    assert m.why("丙", "2025-03-04") == ["不符合要求：已办理“乙”2次以上"]
    assert m.do("乙", "2025-03-05").why("丙", "2025-03-06") == []


def test_switched_off_until_switched_on():
    m = trial("甲: {}\n乙: {停用: 是}", "有了: 甲, 启用: 乙")
    (reason,) = m.reasons("乙", "2025-03-03")
    assert (reason.code, reason.cure, reason.rule_id) == ("off", "甲", "s1")
    assert m.do("甲", "2025-03-03").why("乙", "2025-03-04") == []


def test_a_duty_whose_steps_are_all_switched_off_is_not_owed():
    m = (
        trial(STEPS, "有了: 甲, 须: [乙, 丙]\n有了: 丁, 停用: [乙, 丙]")
        .do("甲", "2025-03-03", 数=1)
        .do("丁", "2025-03-04")
    )
    assert m.k.agenda(m.state, D("2025-03-05")) == []


def test_the_agenda_gives_the_period_as_written_if_the_statute_counts_it_so():
    m = trial(STEPS, "有了: 甲, 须: 乙, 限: 15日, 依: 罚67\n有了: 丙, 延: 乙, 限: 数 日, 依: 罚66").do(
        "甲", "2025-03-03", 数=30
    )
    (row,) = m.k.agenda(m.state, D("2025-03-04"))
    assert (row.period.n, row.period.unit, row.period.statute, row.period.article) == (
        15,
        "日",
        "xzcf-2021",
        "67",
    )
    (row,) = m.do("丙", "2025-03-05").k.agenda(m.state, D("2025-03-06"))
    assert row.n == 45 and row.due == D("2025-04-17") and row.period.n == 45
    m = trial(STEPS, "有了: 甲, 须: 乙, 限: 数 日, 依: 罚66").do("甲", "2025-03-03", 数=5)
    (row,) = m.k.agenda(m.state, D("2025-03-04"))
    assert row.period is None and row.due == D(
        "2025-03-08"
    )  # five days fixed by the office are not art. 85's five
