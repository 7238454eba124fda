"""Steps of several parties: each has its own facts, periods and history."""

import pytest

from tests.procedure.matters import D, Refused, penalty_with_hearing
from tests.procedure.trial import trial

STEPS = """
立案: {填: [当事人]}
告知: {各: 当事人, 填: [拟罚款]}
听证: {各: 当事人, 填: [主持人]}
决定: {填: [罚款]}
送达: {各: 当事人}
"""


def opened(rules, head="", **steps):
    return trial(STEPS, rules, head).do("立案", "2025-03-03", 当事人=["甲", "乙"])


def test_a_party_reads_its_own_value():
    m = opened("先: 告知, 才可: 听证\n办: 听证, 要求: 拟罚款 > 1000")
    m.do("告知", "2025-03-04", "甲", 拟罚款=5000).do("告知", "2025-03-05", "乙", 拟罚款=10)
    assert m.why("听证", "2025-03-10", "甲") == []
    assert m.why("听证", "2025-03-10", "乙") == ["不符合要求：拟罚款超过1000"]


def test_a_party_without_a_value_is_unknown_whatever_the_others_have():
    m = opened("办: 听证, 要求: 拟罚款 > 1000").do("告知", "2025-03-04", "甲", 拟罚款=5000)
    (reason,) = m.reasons("听证", "2025-03-10", "乙")
    assert reason.code == "unknown" and reason.missing == ("拟罚款",) and reason.cure == "告知"


def test_a_rule_of_the_matter_applies_if_it_does_for_any_party():
    for first, second in ((5000, 10), (10, 5000)):  # the last value entered must not wave the others through
        m = opened("先: 听证, 才可: 决定, 若: 拟罚款 > 1000")
        m.do("告知", "2025-03-04", "甲", 拟罚款=first).do("告知", "2025-03-05", "乙", 拟罚款=second)
        assert "须先听证（甲）" in m.why("决定", "2025-03-10")
    m = opened("先: 听证, 才可: 决定, 若: 拟罚款 > 1000")
    m.do("告知", "2025-03-04", "甲", 拟罚款=1).do("告知", "2025-03-05", "乙", 拟罚款=2)
    assert m.why("决定", "2025-03-10") == []


def test_a_demand_of_the_matter_must_hold_for_all_parties():
    for first, second in ((100, 900), (900, 100)):
        m = opened("办: 决定, 要求: 罚款 <= 拟罚款")
        m.do("告知", "2025-03-04", "甲", 拟罚款=first).do("告知", "2025-03-05", "乙", 拟罚款=second)
        with pytest.raises(Refused, match="罚款不超过拟罚款"):
            m.do("决定", "2025-03-10", 罚款=500)
        m.do("决定", "2025-03-10", 罚款=100)


def test_said_of_the_whole_matter_it_replaces_what_was_said_of_single_parties():
    m = trial(STEPS + "更改: {填: [拟罚款]}", "办: 听证, 要求: 拟罚款 > 1000").do(
        "立案", "2025-03-03", 当事人=["甲", "乙"]
    )
    m.do("告知", "2025-03-04", "甲", 拟罚款=5).do("更改", "2025-03-05", 拟罚款=5000)
    assert m.why("听证", "2025-03-10", "甲") == [] == m.why("听证", "2025-03-10", "乙")
    m.do("告知", "2025-03-06", "乙", 拟罚款=1)
    assert m.why("听证", "2025-03-10", "甲") == [] != m.why("听证", "2025-03-10", "乙")


def test_whether_a_step_was_done_is_asked_of_the_same_party():
    m = opened("办: 送达, 要求: 已(告知)").do("告知", "2025-03-04", "甲", 拟罚款=1)
    assert m.why("送达", "2025-03-10", "甲") == [] != m.why("送达", "2025-03-10", "乙")
    m = opened("办: 决定, 要求: 已(告知)").do("告知", "2025-03-04", "甲", 拟罚款=1)
    assert m.why("决定", "2025-03-10") == []


def test_a_length_is_the_partys_own():
    steps = STEPS.replace("填: [拟罚款]", "填: [拟罚款, 天数]") + "申辩: {方: 当事人, 各: 当事人}"
    m = trial(steps, "有了: 告知, 可: 申辩, 限: 天数 日").do("立案", "2025-03-03", 当事人=["甲", "乙"])
    m.do("告知", "2025-03-04", "甲", 拟罚款=1, 天数=5).do("告知", "2025-03-04", "乙", 拟罚款=1, 天数=8)
    dues = {row.who: row.due for row in m.k.agenda(m.state, D("2025-03-05"))}
    assert dues == {"甲": D("2025-03-09"), "乙": D("2025-03-12")}
    m = trial(steps, "先: 告知, 才可: 决定, 满: 天数 日").do("立案", "2025-03-03", 当事人=["甲", "乙"])
    m.do("告知", "2025-03-04", "甲", 拟罚款=1, 天数=5).do("告知", "2025-03-04", "乙", 拟罚款=1, 天数=8)
    assert m.why("决定", "2025-03-11") == ["告知后须满8日，最早2025-03-13"]


def test_an_unknown_party_is_refused():
    m = opened("先: 立案, 才可: 告知")
    (reason,) = m.reasons("告知", "2025-03-04", "丙")
    assert reason.code == "party" and reason.missing == ()
    (reason,) = trial(STEPS).reasons("告知", "2025-03-04", "丙")
    assert reason.code == "party" and reason.missing == ("当事人",) and reason.cure == "立案"


def test_a_list_must_have_a_member_unless_it_may_be_empty():
    with pytest.raises(Refused, match="当事人不能为空"):
        trial(STEPS).do("立案", "2025-03-03", 当事人=[])
    rule = "先: 告知, 才可: 决定"
    m = trial(STEPS, rule).do("立案", "2025-03-03", 当事人=[], reason="补录")
    assert any(r.code == "unknown" and r.missing == ("当事人",) for r in m.reasons("决定", "2025-03-04"))
    m = trial(STEPS, rule, "可空: [当事人]\n").do("立案", "2025-03-03", 当事人=[])
    assert m.why("决定", "2025-03-04") == []


def test_a_list_may_be_written_as_text():
    m = (
        trial(STEPS, "有了: 决定, 须: 送达, 限: 7日")
        .do("立案", "2025-03-03", 当事人="甲、乙")
        .do("决定", "2025-03-04", 罚款=1)
    )
    assert {row.who for row in m.k.agenda(m.state, D("2025-03-05"))} == {"甲", "乙"}


def test_separate_persons():
    m = trial("承办: {}\n审核: {}\n决定: {}", "办: 审核, 异于: [承办]\n办: [审核, 决定], 异于: 承办, 软: 是")
    m.do("承办", "2025-03-03", by="7")
    (hard, soft) = m.reasons("审核", "2025-03-04", by="7")
    assert hard.code == soft.code == "same_person" and (hard.kind, soft.kind) == ("block", "soft")
    assert hard.text == "审核与承办不可由同一人办理" and m.why("审核", "2025-03-04", by="8") == []
    assert m.why("审核", "2025-03-04") == []  # asked without an officer: nothing is known against it
    with pytest.raises(Refused):
        m.do("审核", "2025-03-04", by="7")


def test_separate_persons_are_asked_of_the_same_party():
    m = trial("立案: {填: [当事人]}\n查: {各: 当事人}\n听: {各: 当事人}", "办: 听, 异于: [查]")
    m.do("立案", "2025-03-03", 当事人=["甲", "乙"]).do("查", "2025-03-04", "甲", by="7").do(
        "查", "2025-03-04", "乙", by="8"
    )
    assert m.why("听", "2025-03-05", "甲", by="7") and not m.why("听", "2025-03-05", "甲", by="8")


def test_two_parties_in_the_worked_penalty():
    m = penalty_with_hearing(("甲", "乙"), stop=-7)  # told and heard, reviewed; not yet decided
    assert (
        m.state.own[("当事人", "甲")]["拟罚款"] == 50000 and m.state.own[("当事人", "乙")]["主持人"] == "王"
    )
