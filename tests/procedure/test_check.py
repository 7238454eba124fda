"""The checker accepts the four procedures and finds planted mistakes by name."""

import pytest

from tests.procedure.matters import HERE, NAMES
from yifa.procedure import parse
from yifa.procedure.check import explore, lint, mistakes

TEXT = {name: (HERE / f"{name}.yaml").read_text(encoding="utf-8") for name in NAMES}
# Measured with the prototype, before the kernel was split; the petition shrank when 除 was mended.
STATES = {"penalty": 105_175, "decision": 6_650, "disclosure": 6_611, "petition": 39}


@pytest.mark.parametrize(
    "name", [pytest.param("penalty", marks=[pytest.mark.slow, pytest.mark.walk]), *NAMES[1:]]
)
def test_the_procedures_are_sound(name):
    found = explore(parse(TEXT[name]))
    assert found.sound and found.states == STATES[name]


@pytest.mark.parametrize("name", NAMES)
def test_the_procedures_have_no_mistake(name):
    assert mistakes(parse(TEXT[name])) == []


def mutant(name, old, new):
    assert TEXT[name].count(old) == 1, TEXT[name].count(old)
    return parse(TEXT[name].replace(old, new))


HEARING_END = "  - {有了: 复核听证结束, 停用: 复核听证结束, 依: 访36第二款}\n"
DISCUSS = "  - {先: 提请讨论, 才可: 集体讨论, 依: 策29、30}\n"
SERVED = "  - {有了: 送达意见书, 停用: [送达意见书, 延期批准], 依: 访35}\n"
PUBLISH = "  - {先: 作出决策, 才可: [公布决策, 归档], 依: 策32、33}\n"
SILENCE = "  - {逾期: 补正, 才可: 视为放弃申请, 依: 公开30}\n"
FAULTS = [
    ("the applicant's silence would hold the matter up for ever", "disclosure", SILENCE,
     "  - {先: 补正, 才可: 视为放弃申请, 依: 公开30}\n", "hostage"),
    ("a duty whose step was never switched on again", "petition",
     "  - {有了: 复核听证开始, 启用: 复核听证结束, 依: 访36第二款}\n", "", "dead"),
    ("nothing ever ends the hearing, the second review waits for ever", "petition", HEARING_END,
     "  - {先: 复核意见, 才可: 复核听证结束, 依: 访36第二款}\n", "stuck"),
    ("two steps that wait for each other", "decision", DISCUSS,
     DISCUSS + "  - {先: 集体讨论, 才可: 提请讨论, 依: 策30}\n", "dead"),
    ("publication is owed only after filing, and filing waits for it", "decision", PUBLISH,
     "  - {先: 作出决策, 才可: 归档, 依: 策33}\n  - {先: 归档, 才可: 公布决策, 依: 策32}\n", "stuck"),
    ("the office could only finish if the citizen asks for a review", "petition", SERVED,
     SERVED + "  - {有了: 送达意见书, 须: 请求复查, 依: 访35}\n", "hostage"),
]  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault[0])
def test_planted_mistakes_are_found(fault):
    _, name, old, new, finding = fault
    found = explore(mutant(name, old, new))
    assert found.complete and getattr(found, finding), found


def test_a_finding_comes_with_a_way_there():
    found = explore(mutant(*FAULTS[2][1:4]))
    assert "复核听证开始" in found.stuck_trace


CASES = [("petition",), ("disclosure",), *(fault[1:4] for fault in FAULTS if fault[1] != "decision")]


@pytest.mark.slow
@pytest.mark.walk
@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_reduction_changes_no_answer(case):
    d = mutant(*case) if len(case) > 1 else parse(TEXT[case[0]])
    short, long = explore(d), explore(d, reduce=False)
    assert short.complete and long.complete and short.states <= long.states
    assert bool(short.stuck) == bool(long.stuck) and bool(short.hostage) == bool(long.hostage)
    assert short.dead == long.dead and short.unreached == long.unreached


@pytest.mark.parametrize(
    "name,old,new,words",
    [
        ("disclosure", "填: [损害第三方, 第三方, 共同制作机关], ", "", "没有步骤填写的事实"),
        ("disclosure", "  - {未了: 第三方意见, 不可: 答复, 依: 公开32}\n", "", "注意：没有步骤会等待当事人的这项权利"),
        ("petition", "延: 送达意见书, 限: 延长天数 日", "延: 送达意见书, 限: 延长天数 工作日", "延长的单位与原期限不同"),
        ("petition", "停计: 复核意见", "停计: 听取陈述", "没有相应的期限"),
        ("disclosure", "开案: 是, 谁: 公开经办人, 一次: 是,", "开案: 是, 谁: 公开经办人,", "注意：起算步骤可以重复"),
        ("disclosure", "可空: [第三方, 共同制作机关]", "可空: [第三方, 没有的名单]", "“可空”里的名单没有步骤使用"),
        ("petition", "{id: receive, 开案: 是,", "{id: receive,", "注意：没有开案的步骤"),
    ],
)  # fmt: skip
def test_lints(name, old, new, words):
    assert any(words in finding for finding in lint(mutant(name, old, new)))
