"""The untimed fragment is exactly DCR: kernel = oracle on random graphs, markings and traces."""

import random

import pytest

from tests.procedure.matters import execute as record_event
from tests.procedure.oracle import (
    DAY0,
    accepting,
    as_kernel,
    as_state,
    enabled,
    execute,
    marking,
    random_graph,
)
from yifa.procedure import Event


def follow(seed):
    rng = random.Random(seed)
    ev, g, now = random_graph(rng, 8, rng.choice([0.1, 0.3, 0.6]))
    k, state = as_kernel(ev, g, rng), as_state(ev, now)
    for i in range(25):
        assert marking(ev, state) == now
        can = [e for e in ev if enabled(g, now, e)]
        assert {step for step, _ in k.enabled(state, DAY0)} == set(can)
        assert (not k.verdict(state, DAY0).left) == accepting(now)
        if not can:
            return
        e = rng.choice(can)
        state, now = record_event(k, state, Event(i, e, DAY0)), execute(g, now, e)


@pytest.mark.parametrize("block", range(10))
def test_kernel_is_dcr(block):
    for seed in range(block * 40, block * 40 + 40):
        follow(seed)


@pytest.mark.slow
def test_kernel_is_dcr_on_many_graphs():
    for seed in range(10_000, 14_600):
        follow(seed)
