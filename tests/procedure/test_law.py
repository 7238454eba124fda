"""What four instruments say, as dated examples, mostly on both sides of the boundary day.

The 2025 calendar: 10-01 to 10-08 off, Sunday 09-28 and Saturday 10-11 worked.
"""

from dataclasses import replace

import pytest

from tests.procedure.matters import (
    CAL,
    D,
    Matter,
    Refused,
    decision,
    disclosure_with_third_parties,
    penalty_with_hearing,
    petition,
    record,
    reviewed_decision,
    reviewed_petition,
)
from yifa.procedure import Event


# ---- penalty
def test_penalty_whole_story_is_lawful():
    m = penalty_with_hearing()
    v = m.verdict("2025-10-31")
    assert v.finished and v.lawful and v.outcomes == ("处罚已执行",)
    assert m.can("2025-10-31") == {"决定被撤改"}


def test_no_decision_before_notice():
    reasons = penalty_with_hearing(stop=6).reasons("处罚决定", "2025-09-15")
    need = next(r for r in reasons if r.text == "须先事先告知（甲）")
    assert str(need) == "须先事先告知（甲）（《行政处罚法》第四十四条、第六十二条）"
    assert need.cure == "事先告知" and need.code == "need" and need.cite.article == "44"


def test_no_decision_before_hearing_review_discussion():
    why = penalty_with_hearing(stop=10).why("处罚决定", "2025-09-22")
    assert "举行听证或缺席终止听证（甲）尚未了结" in why and "须先集体讨论" in why
    why = penalty_with_hearing(stop=12).why("处罚决定", "2025-10-09")
    assert "须先法制审核" in why and "须先集体讨论" in why


def test_right_to_hearing_runs_out_by_time_alone():
    m = penalty_with_hearing(
        stop=9
    )  # told on 09-15, pleaded, no request; five days of art. 64 are working days
    assert m.due("申请听证", "2025-09-22") == "2025-09-22" and "申请听证" in m.can("2025-09-22")
    assert any("尚未了结" in w for w in m.why("法制审核", "2025-09-22"))
    assert "申请听证" not in m.can("2025-09-23") and m.why("法制审核", "2025-09-23") == []
    assert m.why("申请听证", "2025-09-23", "甲") == ["期限已于2025-09-22届满"]


def test_a_wait_names_its_first_day():
    m = penalty_with_hearing(stop=9)
    hold = next(r for r in m.reasons("法制审核", "2025-09-20") if r.code == "hold")
    assert hold.earliest == D("2025-09-23") and hold.steps == ("申请听证", "放弃听证")


def test_hearing_needs_seven_working_days_notice_and_an_outsider():
    m = penalty_with_hearing(stop=11)  # notified 09-23
    (wait,) = m.reasons("举行听证", "2025-09-30", "甲")
    assert wait.text == "听证通知后须提前7个工作日，最早2025-10-09" and wait.earliest == D("2025-10-09")
    assert m.why("举行听证", "2025-10-09", "甲") == []
    with pytest.raises(Refused, match="主持人不在调查人员之中"):
        m.do("举行听证", "2025-10-09", "甲", 主持人="张", 笔录=True)


def test_two_officers():
    with pytest.raises(Refused, match="执法人员数不少于2"):
        penalty_with_hearing(stop=1).do("调查取证", "2025-09-12", 执法人员数=1, 出示证件=True)


def test_unknown_fact_blocks_instead_of_waving_through():
    m = penalty_with_hearing(stop=5)
    m.do("调查终结", "2025-09-12", 情节复杂=False, 重大违法=False, 重大公共利益=False, 重大权益=False)
    told = dict(
        拟罚款=100, 没收价值=0, 资格或停业类处罚=False, 较大数额=10000, 已告知听证权=False, 陈述期限=3
    )
    m.do("事先告知", "2025-09-15", "甲", **told).do("放弃陈述申辩", "2025-09-16", "甲")
    reasons = [r for r in m.reasons("处罚决定", "2025-09-17") if r.code == "unknown"]
    assert reasons[0].missing == ("疑难复杂",) and reasons[0].cure == "调查终结"
    assert reasons[0].cite.article == "58"


def test_two_parties_are_served_and_heard_separately():
    m = penalty_with_hearing(("甲", "乙"), stop=10)
    assert any("乙" in w for w in m.why("处罚决定", "2025-09-24"))
    assert penalty_with_hearing(("甲", "乙")).verdict("2025-10-31").lawful


def test_serving_one_of_two_does_not_discharge_the_other():
    m = penalty_with_hearing(("甲", "乙"), stop=-4)
    left = [t.who for t in m.verdict("2025-10-17").left if "送达决定书" in t.dst]
    assert left == ["乙"]


def test_ninety_days_missed_is_recorded_not_prevented():
    m = penalty_with_hearing(stop=14)
    assert m.due("处罚决定", "2025-11-30") == "2025-11-30"
    m.do("处罚决定", "2025-12-03", 罚款=40000, 有社会影响=False)
    (late,) = m.breaches
    assert late.kind == "late" and late.cite.article == "60" and late.data["due"] == D("2025-11-30")
    assert late.rule_id in m.k.definition.by_rule and not m.verdict("2025-12-03").lawful


def test_on_the_ninetieth_day_nothing_is_late():
    m = penalty_with_hearing(stop=14).do("处罚决定", "2025-11-30", 罚款=40000, 有社会影响=False)
    assert m.breaches == []


def test_return_for_investigation_makes_review_and_notice_due_again():
    m = penalty_with_hearing(stop=14).do("退回补充调查", "2025-10-14")
    assert {"须先调查终结", "须先事先告知（甲）"} <= set(m.why("处罚决定", "2025-10-15"))


def test_the_penalty_act_orders_no_roll_over():
    m = penalty_with_hearing(stop=15)  # decided 10-14
    assert m.due("送达决定书", "2025-10-15") == "2025-10-23"
    m.do(
        "送达决定书", "2025-10-18", "甲"
    )  # fifteen calendar days end on Sunday 11-02; no article moves that on
    assert m.due("缴清罚款", "2025-10-20") == "2025-11-02"
    assert "催告" not in m.can("2025-11-02") and "催告" in m.can("2025-11-03")


def test_coercion_needs_reminder_and_ten_full_working_days():
    m = penalty_with_hearing(stop=16).do("公开决定", "2025-10-20").do("催告", "2025-11-03")
    assert m.why("申请强制执行", "2025-11-17") == ["催告后须满10个工作日，最早2025-11-18"]
    assert m.why("申请强制执行", "2025-11-18") == []


def test_instalments_extend_only_before_expiry():
    m = penalty_with_hearing(stop=16)
    assert m.due("缴清罚款", "2025-10-20") == "2025-10-31"
    with pytest.raises(Refused):
        m.do("准予延期分期", "2025-11-03", 准予天数=30)
    m.do("准予延期分期", "2025-10-30", 准予天数=30)
    assert m.due("缴清罚款", "2025-10-30") == "2025-11-30"


def test_a_repeated_trigger_buys_the_office_no_time():
    m = penalty_with_hearing(stop=4)  # seized on 09-05
    assert m.due("处理登记保存", "2025-09-08") == "2025-09-16"
    m.do("先行登记保存", "2025-09-10", 负责人批准=True)
    assert m.due("处理登记保存", "2025-09-11") == "2025-09-16"


def test_the_agenda_says_who_by_when_and_why():
    owed = penalty_with_hearing(stop=1).k.agenda(penalty_with_hearing(stop=1).state, D("2025-12-01"))
    (row,) = owed
    assert (row.kind, row.bearer, row.due, row.overdue) == ("must", "机关", D("2025-11-30"), True)
    assert row.cite.article == "60" and row.unit == "calendar_day" and not row.provisional


def test_a_period_past_the_known_calendar_is_provisional():
    far = CAL.last.replace(month=12, day=29).isoformat()
    m = penalty_with_hearing(stop=1).do("先行登记保存", far, 负责人批准=True)
    rows = {row.steps[0]: row for row in m.k.agenda(m.state, D(far))}
    assert rows["处理登记保存"].provisional and not rows["处罚决定"].provisional


# ---- disclosure
def test_third_party_time_does_not_count_and_silence_ends_it():
    m = disclosure_with_third_parties()
    assert m.due("答复", "2025-09-24") == "2025-10-27"  # 乙 09-04 to 09-12, 丙 silent to 09-26
    assert m.why("答复", "2025-09-26") == ["第三方意见（丙公司）尚未了结"]
    assert m.why("答复", "2025-09-28") == []
    m.do("答复", "2025-09-28", 答复类型="公开", 公开内容=True)
    assert {t.who for t in m.verdict("2025-09-28").left} == {"乙公司", "丙公司"}


def test_correction_request_stops_and_restarts_the_reply_period():
    m = Matter("disclosure").do("收到申请", "2025-09-01", 内容明确=False, 数量频次异常=False)
    assert m.due("补正告知", "2025-09-02") == "2025-09-10" and m.due("答复", "2025-09-02") == "2025-09-28"
    m.do("补正告知", "2025-09-05", 补正期限=10)
    assert m.due("答复", "2025-09-08") == "none"
    m.do("补正", "2025-09-12")
    assert m.due("答复", "2025-09-12") == "2025-10-16"


def unclear() -> Matter:
    m = Matter("disclosure").do("收到申请", "2025-09-01", 内容明确=False, 数量频次异常=False)
    return m.do("补正告知", "2025-09-05", 补正期限=10)


def test_silence_is_deemed_abandonment_and_is_put_on_record():
    m = unclear()
    assert m.k.fictions(m.state, D("2025-09-19")) == []
    assert m.k.fictions(m.state, D("2025-09-20")) == [("视为放弃申请", "")]
    m.do("视为放弃申请", "2025-09-20", role="系统")
    v = m.verdict("2025-09-21")
    assert v.finished and v.lawful and m.can("2025-09-21") == set()


def test_a_late_found_letter_undoes_the_fiction():
    m = unclear().do("视为放弃申请", "2025-09-20")
    m.do("更正", "2025-09-24", voids=3, reason="补正材料9月18日已寄达，收发室漏登")
    m.do("检索审查", "2025-09-24", 损害第三方=False, 第三方=[], 共同制作机关=[])
    m.do("补正", "2025-09-18")  # entered late, dated right
    assert m.due("答复", "2025-09-24") == "2025-10-22" and m.verdict("2025-09-24").lawful


def test_extension_at_most_twenty_once_and_in_time():
    m = Matter("disclosure").do("收到申请", "2025-09-01", 内容明确=True, 数量频次异常=False)
    with pytest.raises(Refused, match="延长工作日不超过20"):
        m.do("延长答复", "2025-09-20", 延长工作日=25, 已告知申请人=True)
    with pytest.raises(Refused):  # expired 09-28
        m.do("延长答复", "2025-09-30", 延长工作日=20, 已告知申请人=True)
    m.do("延长答复", "2025-09-25", 延长工作日=20, 已告知申请人=True)
    assert m.due("答复", "2025-09-26") == "2025-10-31"
    assert any("只能办理一次" in w for w in m.why("延长答复", "2025-09-26"))


def test_a_late_opinion_does_not_lengthen_the_pause():
    m = disclosure_with_third_parties()
    m.do("第三方意见", "2025-10-15", "丙公司", reason="逾期寄来，附卷参考", 第三方同意=False)
    assert m.due("答复", "2025-10-16") == "2025-10-27"


def test_only_a_post_of_the_definition_may_record():
    m = Matter("disclosure")
    with pytest.raises(Refused, match="应由公开经办人办理"):
        m.do("收到申请", "2025-09-01", role="执法人员", 内容明确=True, 数量频次异常=False)


def test_what_a_party_did_is_entered_by_the_named_posts():
    m = unclear()
    with pytest.raises(Refused, match="应由申请人办理"):
        m.do("补正", "2025-09-08", role="调解员")
    m.do("补正", "2025-09-08", role="公开经办人")
    assert m.breaches == []


# ---- petition
def test_petition_sixty_plus_thirty():
    m = Matter("petition").do("收到信访事项", "2025-03-03", 来源="直接提出", 姓名住址清楚=True)
    assert m.due("受理告知", "2025-03-04") == "2025-03-18"
    m = petition()
    assert m.due("送达意见书", "2025-03-11") == "2025-05-09"
    with pytest.raises(Refused):
        m.do("延期批准", "2025-05-08", 延长天数=31, 已告知延期理由=True)
    m.do("延期批准", "2025-05-08", 延长天数=30, 已告知延期理由=True)
    assert m.due("送达意见书", "2025-05-10") == "2025-06-08"


def test_objection_only_for_transferred_matters_within_five_working_days():
    m = Matter("petition").do("收到信访事项", "2025-03-03", 来源="转送交办", 姓名住址清楚=True)
    assert "提出异议" in m.can("2025-03-10") and "提出异议" not in m.can("2025-03-11")
    m = Matter("petition").do("收到信访事项", "2025-03-03", 来源="直接提出", 姓名住址清楚=True)
    assert "提出异议" not in m.can("2025-03-04")


def test_review_and_second_review_with_hearing_time_excluded():
    m = reviewed_petition()
    assert m.verdict("2025-04-03").finished and m.due("请求复查", "2025-04-03") == "2025-05-02"
    m.do("请求复查", "2025-04-20")
    assert not m.verdict("2025-04-21").finished
    m.do("复查意见", "2025-05-10").do("请求复核", "2025-05-20")
    assert m.due("复核意见", "2025-05-21") == "2025-06-19"
    m.do("复核听证开始", "2025-06-03")
    assert m.due("复核意见", "2025-06-05") is None  # the clock stands
    m.do("复核听证结束", "2025-06-08")
    assert m.due("复核意见", "2025-06-09") == "2025-06-24"
    v = m.do("复核意见", "2025-06-20").verdict("2025-06-21")
    assert (v.finished, v.lawful, v.outcomes) == (True, True, ("已办结",))


def test_nothing_happens_before_a_petition_is_received():
    assert Matter("petition").can("2025-03-03") == {"收到信访事项"}
    assert Matter("petition").why("受理告知", "2025-03-03") == [
        "尚未开案，须先收到信访事项",
        "须先收到信访事项",
    ]


# ---- decision
def test_thirty_days_of_public_comment_or_a_reason():
    m = decision()
    with pytest.raises(Refused, match="征求天数"):
        m.do("公布草案征求意见", "2025-03-21", 征求天数=10, 缩短理由="")
    m.do("公布草案征求意见", "2025-03-21", 征求天数=30, 缩短理由="")
    assert m.why("征求意见期满", "2025-04-20") == ["公布草案征求意见后须满30日，最早2025-04-21"]
    assert m.why("征求意见期满", "2025-04-21") == []
    m = decision().do("公布草案征求意见", "2025-03-21", 征求天数=10, 缩短理由="汛期抢险")
    assert "征求意见期满" in m.can("2025-04-01")


def test_soft_rule_takes_a_reason_and_is_no_breach():
    m = reviewed_decision()
    with pytest.raises(Refused):
        m.do("合法性审查意见", "2025-04-30", 审查合法=True, 探索性改革=False)
    m.do("合法性审查意见", "2025-04-30", reason="事项简单", 审查合法=True, 探索性改革=False)
    assert m.breaches == []
    m.do("提请讨论", "2025-05-06").do("集体讨论", "2025-05-07", 如实记录=True)
    assert m.why("作出决策", "2025-05-08") == ["须先请示报告党委"]
    m.do("请示报告党委", "2025-05-08").do("作出决策", "2025-05-09")
    m.do("公布决策", "2025-05-12").do("归档", "2025-05-13")
    assert m.verdict("2025-05-14").finished and m.verdict("2025-05-14").lawful


def test_a_changed_draft_is_reviewed_again():
    m = reviewed_decision().do("合法性审查意见", "2025-05-12", 审查合法=True, 探索性改革=False)
    assert m.do("修改草案", "2025-05-13").why("提请讨论", "2025-05-14") == ["须先合法性审查意见"]


# ---- the record
def test_override_is_possible_signed_and_stays_visible():
    m = penalty_with_hearing(stop=13)
    e = Event(99, "处罚决定", D("2025-10-13"), data=dict(罚款=40000, 有社会影响=False), reason="旧案补录")
    with pytest.raises(Refused):
        record(m.k, m.log, replace(e, reason=""))
    state = m.k.replay(record(m.k, m.log, e))
    assert [reason.text for _, reason in state.breaches] == ["须先集体讨论"]


def test_refusals_are_the_same_with_and_without_a_reason():
    m = penalty_with_hearing(stop=13)
    e = Event(99, "处罚决定", D("2025-10-13"), data=dict(罚款=40000, 有社会影响=False))
    assert m.k.refusals(m.log, e) == m.k.refusals(m.log, replace(e, reason="旧案补录")) != []


def test_correction_that_breaks_a_later_step_is_refused_without_reason():
    m = penalty_with_hearing(stop=14)
    review = next(e.id for e in m.log if e.step == "法制审核")
    m.do("处罚决定", "2025-10-14", 罚款=1, 有社会影响=False)
    with pytest.raises(Refused, match="法制审核"):
        m.do("更正", "2025-10-15", voids=review)
    m.do("更正", "2025-10-15", voids=review, reason="误录")
    assert not m.verdict("2025-10-16").lawful
    m.do("更正", "2025-10-16", voids=m.log[-1].id)  # a correction can be corrected
    assert m.verdict("2025-10-16").lawful


def test_taking_back_the_opening_is_refused():
    m = penalty_with_hearing(stop=2)
    with pytest.raises(Refused, match="尚未开案"):
        m.do("更正", "2025-10-15", voids=1)
