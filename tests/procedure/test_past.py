"""Older records: what dates and values prove is a breach, what they do not mention is not."""

from datetime import date, timedelta

import pytest

from tests.procedure.matters import D, Refused, definition, kernel
from tests.procedure.trial import trial
from yifa.procedure import Event


def codes(m):
    return [(event, reason.code) for event, reason in m.state.breaches]


STEPS = """
立案: {填: [当事人]}
告知: {可填: [拟罚款]}
听证: {}
决定: {填: [罚款], 一次: 是}
缴款: {方: 当事人}
催告: {}
"""


def test_an_unmentioned_step_is_no_breach():
    m = trial(STEPS, "先: 告知, 才可: 决定").do("决定", "2025-03-03", past=True, 罚款=1)
    assert codes(m) == []
    with pytest.raises(Refused, match="须先告知"):
        trial(STEPS, "先: 告知, 才可: 决定").do("决定", "2025-03-03", 罚款=1)


def test_two_dates_the_wrong_way_round_prove_it():
    m = trial(STEPS, "先: 告知, 才可: 决定").do("决定", "2025-03-03", past=True, 罚款=1)
    m.do("告知", "2025-03-10", past=True)
    ((event, reason),) = m.state.breaches
    assert (event, reason.code, reason.kind) == (1, "order", "block")
    assert reason.data["on"] == D("2025-03-03") and reason.data["later"] == D("2025-03-10")
    assert reason.rule_id == m.k.definition.rules[0].id


def test_it_does_not_matter_which_was_entered_first():
    m = trial(STEPS, "先: 告知, 才可: 决定").do("告知", "2025-03-10", past=True)
    assert codes(m.do("决定", "2025-03-03", past=True, 罚款=1)) == [(2, "order")]


@pytest.mark.parametrize("day", ["2025-03-02", "2025-03-03"])
def test_before_or_on_the_same_day_proves_nothing(day):
    m = trial(STEPS, "先: 告知, 才可: 决定").do("决定", "2025-03-03", past=True, 罚款=1)
    assert codes(m.do("告知", day, past=True)) == []


def test_a_second_round_afterwards_proves_nothing():
    m = trial(STEPS, "先: 告知, 才可: 决定").do("告知", "2025-03-01", past=True)
    m.do("决定", "2025-03-03", past=True, 罚款=1).do("告知", "2025-03-10", past=True)
    assert codes(m) == []


def test_one_of_several_ways_later_proves_nothing():
    m = trial(STEPS, "先: [告知, 听证], 才可: 决定").do("决定", "2025-03-03", past=True, 罚款=1)
    assert codes(m.do("告知", "2025-03-10", past=True)) == []


def test_a_rule_that_may_not_apply_proves_nothing():
    rule = "先: 听证, 才可: 决定, 若: 拟罚款 > 100"
    m = trial(STEPS, rule).do("决定", "2025-03-03", past=True, 罚款=1).do("听证", "2025-03-10", past=True)
    assert codes(m) == []  # nobody knows what was proposed
    m = (
        trial(STEPS, rule)
        .do("告知", "2025-03-01", past=True, 拟罚款=500)
        .do("决定", "2025-03-03", past=True, 罚款=1)
    )
    assert codes(m.do("听证", "2025-03-10", past=True)) == [(2, "order")]


def test_values_that_are_there_prove_a_demand_broken():
    rule = "办: 决定, 要求: 罚款 <= 拟罚款"
    m = trial(STEPS, rule).do("告知", "2025-03-01", past=True, 拟罚款=100)
    assert codes(m.do("决定", "2025-03-03", past=True, 罚款=200)) == [(2, "demand")]
    assert codes(trial(STEPS, rule).do("决定", "2025-03-03", past=True, 罚款=200)) == []
    assert codes(trial(STEPS, rule).do("决定", "2025-03-03", past=True)) == []


def test_a_soft_rule_proves_nothing():
    m = trial(STEPS, "先: 告知, 才可: 决定, 满: 6工作日, 软: 是").do("告知", "2025-03-03", past=True)
    assert codes(m.do("决定", "2025-03-04", past=True, 罚款=1)) == []


def test_too_short_a_wait_is_proven_by_its_two_dates():
    m = trial(STEPS, "先: 告知, 才可: 听证, 提前: 7日").do("告知", "2025-03-03", past=True)
    assert codes(m.do("听证", "2025-03-11", past=True)) == [(2, "wait")]  # 7 days of the Act are working days
    m = trial(STEPS, "先: 告知, 才可: 听证, 提前: 7日").do("告知", "2025-03-03", past=True)
    assert codes(m.do("听证", "2025-03-12", past=True)) == []


def test_a_late_duty_of_the_office_is_proven_by_its_two_dates():
    rule = "有了: 立案, 须: 决定, 限: 90日, 依: 罚60"
    m = trial(STEPS, rule).do("立案", "2025-03-03", past=True).do("决定", "2025-06-02", past=True, 罚款=1)
    assert codes(m) == [(2, "late")]
    m = trial(STEPS, rule).do("立案", "2025-03-03", past=True).do("决定", "2025-06-01", past=True, 罚款=1)
    assert codes(m) == []
    assert codes(trial(STEPS, rule).do("决定", "2025-06-02", past=True, 罚款=1)) == []


def test_a_late_citizen_is_no_breach():
    m = trial(STEPS, "有了: 决定, 须: 缴款, 限: 15日, 依: 罚67").do("决定", "2025-03-03", past=True, 罚款=1)
    assert codes(m.do("缴款", "2025-06-02", past=True)) == []


def test_acting_before_an_open_right_ended_is_proven_when_the_right_was_used_later():
    rules = "有了: 告知, 可: 缴款, 限: 5日\n未了: 缴款, 不可: 决定"
    m = trial(STEPS, rules).do("告知", "2025-03-03", past=True).do("决定", "2025-03-04", past=True, 罚款=1)
    assert codes(m) == []  # a waiver may simply not be on record
    assert codes(m.do("缴款", "2025-03-06", past=True)) == [(2, "order")]


def test_pressing_before_the_period_ended_is_proven():
    rules = "有了: 决定, 须: 缴款, 限: 15日, 依: 罚67\n逾期: 缴款, 才可: 催告, 依: 罚72"
    m = trial(STEPS, rules).do("决定", "2025-03-03", past=True, 罚款=1)
    assert codes(m.do("催告", "2025-03-18", past=True)) == [(2, "not_overdue")]
    m = trial(STEPS, rules).do("决定", "2025-03-03", past=True, 罚款=1)
    assert codes(m.do("催告", "2025-03-19", past=True)) == []
    assert codes(trial(STEPS, rules).do("催告", "2025-03-18", past=True)) == []


def test_twice_where_once_is_allowed():
    m = trial(STEPS).do("决定", "2025-03-03", past=True, 罚款=1).do("决定", "2025-03-04", past=True, 罚款=1)
    assert codes(m) == [(2, "once")]


def test_after_the_step_that_closed_it():
    m = trial(STEPS, "有了: 决定, 停用: 听证").do("决定", "2025-03-03", past=True, 罚款=1)
    assert codes(m.do("听证", "2025-03-04", past=True)) == [(2, "excluded")]
    m = trial(STEPS, "有了: 决定, 停用: 听证").do("决定", "2025-03-03", past=True, 罚款=1)
    assert codes(m.do("听证", "2025-03-03", past=True)) == []
    m = trial(STEPS, "有了: 决定, 停用: 听证\n有了: 立案, 启用: 听证").do(
        "决定", "2025-03-03", past=True, 罚款=1
    )
    assert codes(m.do("听证", "2025-03-04", past=True)) == []  # the reopening may not be on record


def test_who_typed_it_in_says_nothing():
    m = trial("甲: {谁: 执法人员}\n乙: {谁: 法制审核人员}", "办: 乙, 异于: [甲]")
    m.do("甲", "2025-03-03", past=True, by="7", role="管理员").do(
        "乙", "2025-03-04", past=True, by="7", role="管理员"
    )
    assert codes(m) == []


def test_an_imported_event_is_never_refused():
    k = kernel("penalty")
    e = Event(1, "处罚决定", date(2025, 3, 3), past=True, data={"罚款": 5})
    assert k.refusals([], e) == [] and k.replay([e]).breaches == ()


def test_history_is_judged_by_a_rule_each_and_the_definition_knows_it():
    d, day = definition("penalty"), date(2025, 3, 3)
    steps = [s for s in d.steps.values() if not s.each]
    log = [Event(i, s.name, day - i * timedelta(days=1), past=True) for i, s in enumerate(steps, 1)]
    state = kernel("penalty").replay(log)  # every step there is, in the reverse of their order
    assert state.breaches and {reason.code for _, reason in state.breaches} <= {
        "order",
        "excluded",
        "once",
        "wait",
        "late",
    }
    assert all(reason.rule_id in d.by_rule for _, reason in state.breaches if reason.code == "order")
