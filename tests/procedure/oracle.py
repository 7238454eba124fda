"""Brute-force oracle for untimed DCR graphs, written from the AFP entry DCR-ExecutionEquivalence.

(Debois & Christfort 2023; as Hildebrandt & Mukkamala 2010 plus milestones; no-response as in later papers.)
    enabled(e):  e in In, (conds(e) & In) <= Ex, (milestones(e) & In) disjoint from Re
    execute(e):  Ex+{e};  In := (In - (excl(e) - incl(e))) + incl(e);  Re := (Re - {e} - norep(e)) + resp(e)
    accepting:   Re & In = {}
"""

from datetime import date

from yifa.law import calendars
from yifa.procedure import Kernel, State, Term, parse

KINDS = ("cond", "mile", "resp", "norep", "incl", "excl")
WORDS = {
    "cond": ("先", "才可"),
    "mile": ("未了", "不可"),
    "resp": ("有了", "须"),
    "norep": ("有了", "免除"),
    "incl": ("有了", "启用"),
    "excl": ("有了", "停用"),
}
DAY0 = date(2025, 1, 1)
CAL = calendars.load()


def random_graph(rng, n=6, density=0.25, kinds=KINDS):
    ev = [f"e{i}" for i in range(rng.randint(2, n))]
    g = {k: {(a, b) for a in ev for b in ev if rng.random() < density * rng.random()} for k in kinds}
    g |= {k: set() for k in KINDS if k not in kinds}

    def sub(p):
        return {e for e in ev if rng.random() < p}

    return ev, g, (sub(0.2), sub(0.8), sub(0.2))


def enabled(g, marking, e):
    ex, included, re = marking
    conds = {a for a, b in g["cond"] if b == e} & included
    miles = {a for a, b in g["mile"] if b == e} & included & re
    return e in included and not conds - ex and not miles


def execute(g, marking, e):
    ex, included, re = marking

    def to(k):
        return {b for a, b in g[k] if a == e}

    return (
        ex | {e},
        (included - (to("excl") - to("incl"))) | to("incl"),
        (re - {e} - to("norep")) | to("resp"),
    )


def accepting(marking):
    return not marking[2] & marking[1]


def rows(g):
    """The rules of a graph as lines of 规则."""
    return [
        f"  - {{{WORDS[k][0]}: {a}, {WORDS[k][1]}: {b}, 依: 罚54}}" for k in KINDS for a, b in sorted(g[k])
    ]


def as_text(ev, lines, outcome=""):
    steps = [f"  {e}: {{id: {e}, 依: 罚54{', 结果: r' if e == outcome else ''}}}" for e in ev]
    return "\n".join(
        ["键: g", "版: 2021-07-15", "法: {罚: xzcf-2021}", "步骤:", *steps, "规则:" if lines else "", *lines]
    )


def as_kernel(ev, g, shuffle=None, more=(), outcome=""):
    lines = list(dict.fromkeys([*rows(g), *more]))
    if shuffle:
        shuffle.shuffle(lines)  # the order in which rules are written must not matter
    return Kernel(parse(as_text(ev, lines, outcome)), CAL)


def as_state(ev, marking):
    return State(
        done={(e, ""): (DAY0,) for e in marking[0]},
        out={e: None for e in ev if e not in marking[1]},
        terms=tuple(Term(-1, "must", (e,), "", DAY0) for e in sorted(marking[2])),
    )


def marking(ev, state):
    owed = {term.dst[0] for term in state.terms if term.kind == "must"}
    return {step for step, _ in state.done}, set(ev) - set(state.out), owed
