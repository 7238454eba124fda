"""The abstraction the checker walks over-approximates the kernel: every lawful run is a run of the model."""

import random

import pytest

from tests.procedure.matters import (
    NAMES,
    disclosure_with_third_parties,
    kernel,
    penalty_with_hearing,
    reviewed_petition,
)
from tests.procedure.test_properties import lawful_run
from yifa.procedure.guard import Atom, Named
from yifa.procedure.model import Model, text


def advance(model, situations, step):
    """Where the model can be after `step`, time and decisions passing as they like before it."""
    todo, seen, out = list(situations), set(situations), set()
    while todo:
        here = todo.pop()
        more = [then for _, then in model.time(here)]
        answer = model.enabled(here, step)
        if isinstance(answer, Atom | Named):
            more += [then for _, then in model.decide(here, text(answer))]
        elif answer:
            out |= {then for _, then in model.execute(here, step)}
        for then in more:
            if then not in seen:
                seen.add(then)
                todo.append(then)
    return out


def runs(name, seeds):
    k = kernel(name)
    model = Model(k.definition)
    for seed in seeds:
        situations = {model.start()}
        for e, _, log in lawful_run(random.Random(seed), k, 25):
            if e.who == "乙" and "甲" in k.parties(k.replay(log), e.step):
                continue  # the abstraction knows one party
            situations = advance(model, situations, e.step)
            assert situations, (seed, [x.step for x in log])


@pytest.mark.parametrize("name", NAMES)
def test_every_lawful_run_is_a_run_of_the_model(name):
    runs(name, range(6))


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_many_lawful_runs_are_runs_of_the_model(name):
    runs(name, range(100, 130))


def test_worked_matters_are_runs_of_the_model():
    disclosure = disclosure_with_third_parties().do("答复", "2025-09-28", 答复类型="公开", 公开内容=True)
    petition = (
        reviewed_petition()
        .do("请求复查", "2025-04-20")
        .do("复查意见", "2025-05-10")
        .do("请求复核", "2025-05-20")
    )
    petition.do("复核听证开始", "2025-06-03").do("复核听证结束", "2025-06-08").do("复核意见", "2025-06-20")
    for m in (penalty_with_hearing(), disclosure.do("书面告知第三方", "2025-09-29", "乙公司"), petition):
        model = Model(m.k.definition)
        situations = {model.start()}
        for e in m.log:
            if m.k.definition.steps[e.step].each and e.who not in ("甲", "乙公司"):
                continue
            situations = advance(model, situations, e.step)
            assert situations, e.step
        if m.verdict("2025-12-01").finished:
            assert any(model.accepting(s) for s in situations)
