"""A gate may name a step taken once and a step taken for each party as alternatives."""

from datetime import date

from yifa.law import calendars
from yifa.procedure import Event, Kernel, parse

TEXT = """
程序: 混合
键: mixed
版: 2024-01-01
法: {罚: xzcf-2021}
步骤:
  立案: {id: open, 谁: 负责人, 开案: 是, 填: [当事人], 依: 罚54}
  统一告知: {id: notify_all, 谁: 执法人员, 依: 罚44}
  逐一告知: {id: notify_each, 谁: 执法人员, 各: 当事人, 依: 罚44}
  决定: {id: decide, 谁: 负责人, 结果: 已决定, 依: 罚57}
规则:
  - {先: [统一告知, 逐一告知], 才可: 决定, 依: 罚44}
"""


def state(*events):
    kernel = Kernel(parse(TEXT, "mixed.yaml"), calendars.load("CN"))
    day = date(2025, 3, 3)
    made = [Event(0, "立案", day, data={"当事人": ["甲", "乙"]})]
    made += [Event(n, step, day, who=who) for n, (step, who) in enumerate(events, 1)]
    return kernel.explain(kernel.replay(made), "决定", day)


def test_either_alternative_opens_the_gate():
    assert state() != []
    assert state(("统一告知", "")) == []
    assert state(("逐一告知", "甲"), ("逐一告知", "乙")) == []


def test_one_party_is_not_all():
    (reason,) = state(("逐一告知", "甲"))
    assert reason.code == "need" and reason.data["who"] == "乙"


APART = """
程序: 异人
键: apart
版: 2024-01-01
法: {罚: xzcf-2021}
步骤:
  调查: {id: investigate, 谁: 执法人员, 开案: 是, 填: [执法人员], 依: 罚54}
  审核: {id: review, 谁: 法制审核人员, 结果: 已审核, 依: 罚58}
规则:
  - {办: 审核, 异于: [调查], 依: 罚58}
"""


def test_who_took_part_may_not_review_whoever_recorded_it():
    kernel = Kernel(parse(APART, "apart.yaml"), calendars.load("CN"))
    day = date(2025, 3, 3)
    state = kernel.replay([Event(0, "调查", day, by="a", data={"执法人员": ["b", "c"]})])
    codes = {by: [r.code for r in kernel.explain(state, "审核", day, by=by)] for by in ("a", "b", "c", "d")}
    assert codes == {"a": ["same_person"], "b": ["same_person"], "c": ["same_person"], "d": []}
