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
