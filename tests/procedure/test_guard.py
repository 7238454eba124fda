"""The conditions of rules: parsed as written, answered in three values, closed to everything else."""

import operator
import random
from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yifa.procedure import words
from yifa.procedure.guard import BadGuard, leaves, missing, names, parse, steps, truth


def never(step, times):
    return False


def ask(text, did=never, notions=None, **facts):
    return truth(parse(text, notions), facts, did)


@pytest.mark.parametrize(
    "text,facts,answer",
    [
        ("罚款 > 100", {"罚款": 101}, True),
        ("罚款 > 100", {"罚款": 100}, False),
        ("罚款 > 100", {}, None),
        ("罚款 <= 拟罚款", {"罚款": 5, "拟罚款": Decimal("5.00")}, True),
        ("税率 == 0.1", {"税率": 0.1}, True),
        ("罚款 > 100", {"罚款": "200"}, None),  # a text is no number: unknown, not false
        ("罚款 > 100", {"罚款": True}, None),
        ("a and b", {"a": False}, False),
        ("a and b", {"a": True}, None),
        ("a or b", {"a": True}, True),
        ("a or b", {"a": False}, None),
        ("not a", {}, None),
        ("not a or a", {}, None),  # Kleene, not classical
        ("a or b and c", {"a": True, "b": True, "c": False}, True),  # and binds closer
        ("(a or b) and c", {"a": True, "b": True, "c": False}, False),
        ("not a and b", {"a": True, "b": False}, False),
        ("not (a and b)", {"a": True, "b": False}, True),
        ("主持人 not in 调查人员", {"主持人": "王", "调查人员": ["张", "李"]}, True),
        ("主持人 not in 调查人员", {"主持人": "张", "调查人员": ["张", "李"]}, False),
        ("主持人 not in 调查人员", {"主持人": "张", "调查人员": "张三、李四"}, True),
        ("主持人 in 调查人员", {"主持人": "李四", "调查人员": "张三、李四"}, True),
        ("主持人 not in 调查人员", {"主持人": "张"}, None),
        ("主持人 in 调查人员", {"主持人": "张", "调查人员": 3}, None),
        ("类型 in ['警告', '罚款']", {"类型": "罚款"}, True),
        ("类型 in ['警告', '罚款']", {"类型": "没收"}, False),
        ("第三方 != []", {"第三方": []}, False),
        ("第三方 != []", {"第三方": ["乙"]}, True),
        ("第三方 == []", {"第三方": ()}, True),
        ("理由 != ''", {"理由": ""}, False),
        ("理由", {"理由": ""}, False),
        ("理由", {"理由": "急"}, True),
        ("公开", {"公开": "否"}, False),
        ("公开 == 是", {"公开": True}, True),
        ("决定日期 >= 2021-07-15", {"决定日期": date(2021, 7, 15)}, True),
        ("决定日期 < 2021-07-15", {"决定日期": datetime(2021, 7, 14, 23, 0)}, True),  # noqa: DTZ001
        ("决定日期 < 2021-07-15", {"决定日期": "2021-07-14"}, None),
        ("「罚款（元）」 > 0", {"罚款（元）": 1}, True),
        ("a < b", {"a": float("nan"), "b": 1}, None),
        ("a < b", {"a": [1], "b": [2]}, None),
        ("a == b", {"a": object(), "b": object()}, None),
    ],
)
def test_answers(text, facts, answer):
    assert ask(text, **facts) is answer


def test_done_steps_are_asked_not_looked_up():
    def did(step, times):
        return {"听证": 2}.get(step, 0) >= times

    assert ask("已(听证)", did) is True and ask("已（告知）", did) is False
    assert ask("次(听证) >= 2", did) is True and ask("次(听证) >= 3", did) is False
    assert steps(parse("已(听证) or 次(告知) >= 2 and a")) == {"听证", "告知"}


def test_a_notion_stands_for_its_condition():
    notions = {"重大": "罚款 > 100 or 停业", "特别重大": "重大 and 罚款 > 1000"}
    assert ask("特别重大", notions=notions, 罚款=2000) is True
    assert ask("not 重大", notions=notions, 罚款=50, 停业=False) is True
    assert names(parse("特别重大", notions)) == {"罚款", "停业"}


def test_what_is_missing_is_what_decides():
    tree = parse("(a or b) and (c or d)")
    assert missing(tree, {"a": True}, never) == ("c", "d")
    assert missing(tree, {"a": True, "c": True}, never) == ()
    assert missing(tree, {"a": False, "b": False}, never) == ()
    assert missing(parse("罚款 > 100"), {"罚款": "不详"}, never) == ("罚款",)


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "and", "a and", "a or or b", "(a", "a)", "not", "a b", "a > ", "> a", "a < b < c", "a = b",
        "a => b", "1 < 2", "'x'", "是", "3", "[]", "a in", "a not b", "已()", "已(3)", "已(a", "次(a)",
        "次(a) > 2", "次(a) >= 0", "次(a) >= x", "f(a)", "a.b > 1", "a[0]", "__import__('os')", "a + b > 1",
        "-a > 1", "a > -1", "lambda: a", "a if b else c", "a; b", "a > 1.2.3", "a > 1x", "日 > 2021-13-40",
        "a > 'x", "「」", "[a] == b", "a == [b]", "a == [1,,2]", "a == [1 2]", "a & b", "a | b", "~a",
        "a ** b", "{a}", "a := 1", "a\\b", "`a`", "$a", "@a", "a ? b", "None > 1 and (",
        "(" * 60 + "a" + ")" * 60, "not " * 60 + "a", "a or " * 600 + "a",
    ],
)  # fmt: skip
def test_everything_else_is_refused(text):
    with pytest.raises(BadGuard):
        parse(text)


def test_a_notion_may_not_stand_for_itself():
    with pytest.raises(BadGuard, match="又用到它自己"):
        parse("a", {"a": "b or c", "b": "not a"})


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="ab已次andornti ()<>=!'\"0123456789[],「」（）.-_是否", max_size=40))
def test_the_parser_answers_or_refuses(text):
    try:
        tree = parse(text)
    except BadGuard:
        return
    assert truth(tree, {}, never) in (True, False, None) and words.condition(tree)


# ---- against an evaluator that shares nothing with the parser
OPS = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "==": operator.eq,
    "!=": operator.ne,
}


def grow(rng, depth):
    """A random condition as (text, binding strength, function of the facts)."""
    kind = rng.choice(
        ["cmp", "bare", "done"] if depth == 0 else ["cmp", "bare", "not", "and", "or", "and", "or"]
    )
    if kind == "bare":
        name = rng.choice("pq")
        return name, 3, lambda f: f.get(name)
    if kind == "done":
        step, k = rng.choice("st"), rng.randint(1, 3)
        text = f"已({step})" if k == 1 else f"次({step}) >= {k}"
        return text, 3, lambda f: f["#" + step] >= k
    if kind == "cmp":
        a, sign, b = rng.choice("xy"), rng.choice(list(OPS)), rng.choice(["x", "y", "2", "3"])

        def compare(f):
            right = int(b) if b.isdigit() else f.get(b)
            return None if f.get(a) is None or right is None else OPS[sign](f[a], right)

        return f"{a} {sign} {b}", 3, compare
    if kind == "not":
        text, strength, inner = grow(rng, depth - 1)
        wrapped = text if strength >= 2 and rng.random() < 0.5 else f"({text})"
        return "not " + wrapped, 2, lambda f: {None: None, True: False, False: True}[inner(f)]
    parts = [grow(rng, depth - 1) for _ in range(rng.randint(2, 3))]
    mine = 1 if kind == "and" else 0
    text = f" {kind} ".join(t if s > mine and rng.random() < 0.7 else f"({t})" for t, s, _ in parts)

    def join(f):
        # Kleene on -1, 0, 1: and is the smallest, or is the greatest
        order = {False: -1, None: 0, True: 1}
        found = [order[part(f)] for _, _, part in parts]
        return {-1: False, 0: None, 1: True}[min(found) if kind == "and" else max(found)]

    return text, mine, join


@pytest.mark.parametrize("seed", range(300))
def test_parser_and_evaluator_agree_with_another(seed):
    rng = random.Random(seed)
    text, _, expected = grow(rng, 4)
    tree = parse(text)
    assert list(leaves(tree))
    for _ in range(10):
        facts = {n: rng.choice([None, 1, 2, 3]) for n in "xy"} | {
            n: rng.choice([None, True, False]) for n in "pq"
        }
        counts = {n: rng.randint(0, 3) for n in "st"}
        facts |= {"#" + n: v for n, v in counts.items()}
        got = truth(tree, facts, lambda s, k, counts=counts: counts[s] >= k)
        assert got is expected(facts), (text, facts)
        assert (got is None) == bool(missing(tree, facts, lambda s, k, counts=counts: counts[s] >= k))
