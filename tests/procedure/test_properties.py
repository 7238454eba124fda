"""Properties every kernel must have, on random dates, logs and definitions."""

import random
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.procedure import oracle
from tests.procedure.matters import NAMES, Refused, execute, kernel
from yifa.procedure import Event, OutOfOrder

DAY = timedelta(days=1)
KERNELS = {name: kernel(name) for name in NAMES}
VALUES = {
    **{key: [0, 100, 50000] for key in ["拟罚款", "罚款"]},
    **{key: [0] for key in ["没收价值"]},
    **{key: [10000] for key in ["较大数额"]},
    **{key: [3, 10] for key in ["陈述期限", "补正期限", "说明期限", "延迟天数", "准予天数"]},
    **{key: [10, 30, 40] for key in ["征求天数", "延长天数", "延长工作日"]},
    "执法人员数": [1, 2],
    "当事人": [["甲"], ["甲", "乙"]],
    "第三方": [[], ["乙"]],
    "共同制作机关": [[], ["丁"]],
    "调查人员": [["张"]],
    "主持人": ["张", "王"],
    "缩短理由": ["", "急"],
    "来源": ["转送交办", "直接提出"],
}
names, seeds = st.sampled_from(NAMES), st.integers(0, 10**9)
quick = settings(max_examples=40, deadline=None)


def some_data(rng, k, step, lack=0.0):
    facts = k.definition.steps[step].fills
    return {f: rng.choice(VALUES.get(f, [True, False])) for f in facts if rng.random() >= lack}


def random_log(rng, k, n, lack=0.2, past=0.0):
    on, log = date(2025, 1, 6), []
    for i in range(n):
        on += rng.choice([0, 0, 1, 3, 10, 40]) * DAY
        step = rng.choice(list(k.definition.steps))
        each = k.definition.steps[step].each
        log.append(
            Event(
                i + 1,
                step,
                on - rng.choice([0, 0, 0, 5]) * DAY,
                who=rng.choice(["甲", "乙", "丁"]) if each else "",
                by=rng.choice(["1", "2"]),
                data=some_data(rng, k, step, lack),
                voids=rng.randint(1, i) if i and rng.random() < 0.1 else None,
                past=rng.random() < past,
            )
        )
    return log


def bare(state):
    return replace(state, breaches=(), last=None)


@quick
@given(names, seeds, st.integers(0, 30))
def test_replay_is_total_deterministic_and_ignores_the_order_of_the_list(name, seed, n):
    k, rng = KERNELS[name], random.Random(seed)
    log = random_log(rng, k, n, past=0.3)
    state = k.replay(log)
    assert k.replay(rng.sample(log, len(log))) == state == k.replay(log)
    assert all(reason.cites and reason.rule_id and reason.text for _, reason in state.breaches)


@quick
@given(names, seeds, st.integers(0, 25))
def test_one_by_one_is_replay(name, seed, n):
    k = KERNELS[name]
    log = [replace(e, voids=None) for e in random_log(random.Random(seed), k, n, past=0.3)]
    log.sort(key=lambda e: (e.on, e.id))
    state = k.start()
    for event in log:
        state = k.apply(state, event)
    assert state == k.replay(log) == k.apply_many(k.start(), log)


@quick
@given(names, seeds, st.integers(1, 20))
def test_apply_changes_no_earlier_state(name, seed, n):
    k = KERNELS[name]
    log = sorted(
        (replace(e, voids=None) for e in random_log(random.Random(seed), k, n)), key=lambda e: (e.on, e.id)
    )
    before = k.replay(log[:-1])
    copy = k.replay(log[:-1])
    k.apply(before, log[-1])
    assert before == copy and before.data == copy.data and before.done == copy.done and before.own == copy.own


def test_apply_asks_for_a_replay_when_the_order_is_broken():
    k = KERNELS["penalty"]
    state = k.apply(k.start(), Event(1, "立案", date(2025, 3, 3), data={"当事人": ["甲"]}))
    for event in (
        Event(2, "调查取证", date(2025, 3, 2)),
        Event(2, "更正", date(2025, 3, 4), voids=1),
        Event(1, "调查取证", date(2025, 3, 3)),
    ):
        with pytest.raises(OutOfOrder):
            k.apply(state, event)


@quick
@given(names, seeds, st.integers(2, 25))
def test_dates_decide_the_order_not_entry(name, seed, n):
    k, rng = KERNELS[name], random.Random(seed)
    log = [
        replace(e, voids=None, on=date(2025, 1, 6) + i * 3 * DAY) for i, e in enumerate(random_log(rng, k, n))
    ]
    ids = rng.sample(range(1, n + 1), n)
    a, b = k.replay(log), k.replay([replace(e, id=i) for e, i in zip(log, ids, strict=True)])
    assert bare(a) == bare(b) and [x for _, x in a.breaches] == [x for _, x in b.breaches]


@quick
@given(names, seeds, st.integers(1, 25))
def test_voided_means_never_happened(name, seed, n):
    k, rng = KERNELS[name], random.Random(seed)
    log = [replace(e, voids=None) for e in random_log(rng, k, n, past=0.3)]
    e = rng.choice(log)
    gone = Event(998, "更正", e.on, voids=e.id)
    assert k.replay([*log, gone]) == k.replay([x for x in log if x is not e])
    assert k.replay([*log, gone, Event(999, "更正", e.on, voids=998)]) == k.replay(log)


def lawful_run(rng, k, n=40):
    """A run that never breaks a gate: do what is enabled, now and then let time pass."""
    on, state, log = date(2025, 1, 6), k.start(), []
    for i in range(n):
        if rng.random() < 0.35:
            on += rng.choice([1, 2, 5, 8, 16, 31, 70]) * DAY
        can = k.enabled(state, on)
        if not can:
            on += 5 * DAY
            continue
        step, who = rng.choice(can)
        e = Event(i + 1, step, on, who=who, data=some_data(rng, k, step))
        try:
            state = execute(k, state, e)
        except Refused:
            continue
        log.append(e)
        yield e, state, log


@settings(max_examples=25, deadline=None)
@given(names, seeds)
def test_explain_enabled_and_reasons_agree(name, seed):
    k, rng, log, state = KERNELS[name], random.Random(seed), [], None
    for e, state, log in lawful_run(rng, k, 30):  # noqa: B007
        assert all(reason.kind == "late" for _, reason in state.breaches)  # no gate was broken
        now = e.on + rng.randint(0, 30) * DAY
        can = set(k.enabled(state, now))
        for step in k.definition.steps:
            for w in k.parties(state, step):
                why = k.explain(state, step, now, who=w)
                assert bool(why) != ((step, w) in can) and all(r.cite for r in why)
                if any(r.kind == "block" for r in why):
                    form = some_data(rng, k, step)
                    assert k.reasons(state, Event(999, step, now, who=w, data=form))
        v = k.verdict(state, now)
        assert not v.finished or not v.left
    if log:
        assert k.replay(log) == state


@quick
@given(names, seeds, st.integers(1, 20))
def test_a_reason_changes_only_the_breaches(name, seed, n):
    k = KERNELS[name]
    log = random_log(random.Random(seed), k, n)
    a, b = k.replay(log), k.replay([replace(e, reason="x") for e in log])
    assert bare(a) == bare(b) and all(x in a.breaches for x in b.breaches if x[1].kind != "soft")


@quick
@given(seeds, st.sampled_from([("先", "才可"), ("未了", "不可"), ("有了", "须")]))
def test_more_rules_never_permit_more(seed, words):
    """A new gate never enlarges what may be recorded; a new duty never finishes a matter."""
    rng = random.Random(seed)
    ev, g, _ = oracle.random_graph(rng, 6)
    new = f"  - {{{words[0]}: {rng.choice(ev)}, {words[1]}: {rng.choice(ev)}, 依: 罚54}}"
    a = oracle.as_kernel(ev, g, outcome=ev[0])
    b = oracle.as_kernel(ev, g, more=[new], outcome=ev[0])
    s, t, on = a.start(), b.start(), date(2025, 1, 6)
    for i in range(12):
        can = b.enabled(t, on)
        assert set(can) <= set(a.enabled(s, on))
        assert not b.verdict(t, on).finished or a.verdict(s, on).finished
        if not can:
            return
        e = Event(i, rng.choice(can)[0], on)
        s, t = execute(a, s, e), execute(b, t, e)


@quick
@given(names, seeds, st.integers(1, 20))
def test_refusals_are_what_the_story_gains(name, seed, n):
    """The quick answer for an entry that comes last is the answer of two replays."""
    k, rng = KERNELS[name], random.Random(seed)
    log = random_log(rng, k, n)
    last = replace(log[-1], voids=None, on=max(e.on for e in log), past=False, reason="", id=n)
    before = k.replay(log[:-1]).breaches
    after = [b for b in k.replay([*log[:-1], last]).breaches[len(before) :] if b[1].kind != "late"]
    assert k.refusals(log[:-1], last) == [reason for _, reason in after]
