"""Worked matters through the checked door, for the tests of the kernel."""

from datetime import date
from functools import cache
from pathlib import Path

from yifa.law import calendars
from yifa.procedure import Definition, Event, Kernel, Reason, State, Verdict, load

HERE = Path(__file__).parent / "definitions"
NAMES = ("penalty", "decision", "petition", "disclosure")
CAL = calendars.load()
D = date.fromisoformat


class Refused(Exception):
    """The kernel had reasons against an entry and no reason was given."""


@cache
def kernel(name: str) -> Kernel:
    return Kernel(definition(name), CAL)


@cache
def definition(name: str) -> Definition:
    return load(HERE / f"{name}.yaml")


def record(k: Kernel, log: list[Event], event: Event) -> list[Event]:
    """Append, unless the whole story gains a breach and no reason is given."""
    reasons = k.refusals(log, event)
    if reasons and not event.reason:
        raise Refused("；".join(map(str, reasons)))
    return [*log, event]


def execute(k: Kernel, state: State, event: Event) -> State:
    if reasons := k.reasons(state, event):
        raise Refused("；".join(map(str, reasons)))
    return k.apply(state, event)


class Matter:
    """A log under construction."""

    def __init__(self, k: Kernel | str) -> None:
        self.k = kernel(k) if isinstance(k, str) else k
        self.log: list[Event] = []

    def do(self, step, on, who="", reason="", role="", voids=None, by="", at=None, past=False, **data):
        event = Event(len(self.log) + 1, step, D(on), at, role, by, who, data, voids, reason, past)
        self.log = record(self.k, self.log, event)
        return self

    @property
    def state(self) -> State:
        return self.k.replay(self.log)

    @property
    def breaches(self) -> list[Reason]:
        return [reason for _, reason in self.state.breaches]

    def why(self, step: str, on: str, who: str = "", by: str = "") -> list[str]:
        return [r.text for r in self.reasons(step, on, who, by)]

    def reasons(self, step: str, on: str, who: str = "", by: str = "") -> list[Reason]:
        return self.k.explain(self.state, step, D(on), by=by, who=who)

    def can(self, on: str) -> set[str]:
        return {step for step, _ in self.k.enabled(self.state, D(on))}

    def due(self, step: str, on: str) -> str | None:
        """The first due day of the agenda for a step, "none" if nothing is owed."""
        rows = (row for row in self.k.agenda(self.state, D(on)) if step in row.steps)
        return next((str(row.due) if row.due else None for row in rows), "none")

    def verdict(self, on: str) -> Verdict:
        return self.k.verdict(self.state, D(on))


def penalty_with_hearing(parties=("甲",), stop=None) -> Matter:
    m = Matter("penalty")
    seen = dict(执法人员数=2, 出示证件=True, 调查人员=["张", "李"])
    closed = dict(情节复杂=True, 重大违法=False, 重大公共利益=False, 重大权益=True, 疑难复杂=False)
    told = dict(
        拟罚款=50000, 没收价值=0, 资格或停业类处罚=False, 较大数额=10000, 已告知听证权=True, 陈述期限=5
    )
    steps = [
        ("立案", "2025-09-01", "", dict(当事人=list(parties))),
        ("调查取证", "2025-09-03", "", seen),
        ("调查取证", "2025-09-05", "", seen),
        ("先行登记保存", "2025-09-05", "", dict(负责人批准=True)),
        ("处理登记保存", "2025-09-12", "", {}),
        ("调查终结", "2025-09-12", "", closed),
    ]
    for w in parties:
        steps += [
            ("事先告知", "2025-09-15", w, told),
            ("陈述申辩", "2025-09-18", w, {}),
            ("复核意见", "2025-09-19", w, {}),
            ("申请听证", "2025-09-22", w, {}),
            ("听证通知", "2025-09-23", w, {}),
            ("举行听证", "2025-10-09", w, dict(主持人="王", 笔录=True)),
        ]
    steps += [
        ("法制审核", "2025-10-11", "", dict(审核通过=True)),
        ("集体讨论", "2025-10-13", "", {}),
        ("处罚决定", "2025-10-14", "", dict(罚款=40000, 有社会影响=True)),
        *(("送达决定书", "2025-10-16", w, {}) for w in parties),
        ("公开决定", "2025-10-20", "", {}),
        ("缴清罚款", "2025-10-28", "", {}),
        ("结案", "2025-10-30", "", {}),
    ]
    for step, on, who, data in steps[:stop]:
        m.do(step, on, who, **data)
    return m


def disclosure_with_third_parties() -> Matter:
    m = Matter("disclosure")
    m.do("收到申请", "2025-09-01", 内容明确=True, 数量频次异常=False)
    m.do("检索审查", "2025-09-03", 损害第三方=True, 第三方=["乙公司", "丙公司"], 共同制作机关=[])
    m.do("征求第三方意见", "2025-09-04", "乙公司").do("征求第三方意见", "2025-09-05", "丙公司")
    return m.do("第三方意见", "2025-09-12", "乙公司", 第三方同意=False)


def petition() -> Matter:
    m = Matter("petition").do("收到信访事项", "2025-03-03", 来源="直接提出", 姓名住址清楚=True)
    return m.do("受理告知", "2025-03-10", 告知途径程序=True)


def reviewed_petition() -> Matter:
    m = petition().do("听取陈述", "2025-03-12").do("调查核实", "2025-03-20")
    return m.do("处理意见书", "2025-04-01", 支持请求=False).do("送达意见书", "2025-04-02")


def decision() -> Matter:
    m = Matter("decision").do("提出建议", "2025-03-03").do("研究论证", "2025-03-05")
    m.do(
        "启动决策",
        "2025-03-10",
        依法不公开=False,
        面向社会征求意见=True,
        专业性强=True,
        可能有不利影响=True,
        涉及市场主体=False,
        涉及其他单位=False,
    )
    return m.do("拟订草案", "2025-03-20")


def reviewed_decision() -> Matter:
    """Up to the day the draft is sent to legality review."""
    m = decision().do("公布草案征求意见", "2025-03-21", 征求天数=30, 缩短理由="")
    m.do("征求意见期满", "2025-04-22").do("研究采纳意见", "2025-04-23").do("专家论证", "2025-04-24")
    return m.do("风险评估", "2025-04-25", 风险可控=True).do("送请合法性审查", "2025-04-28")
