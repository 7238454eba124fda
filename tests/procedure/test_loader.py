"""The loader takes the closed grammar and refuses everything else with file, line and reason."""

import random
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.procedure.matters import HERE, NAMES
from yifa.procedure import Malformed, load, parse

HEAD = "程序: 试验\n键: trial\n版: 2021-07-15\n法: {罚: xzcf-2021, 强: xzqz-2011}\n"
STEPS = "步骤:\n  甲: {id: a, 依: 罚54}\n  乙: {id: b, 依: 罚57, 填: [数]}\n"


def rule(text):
    return parse(f"{HEAD}{STEPS}规则:\n  - {{{text}}}\n").rules[0]


def test_a_definition_says_what_it_says():
    d = parse(HEAD + STEPS + "规则:\n  - {先: 甲, 才可: 乙, 依: 罚57}\n")
    assert (d.key, d.title, d.version) == ("trial", "试验", date(2021, 7, 15))
    assert d.steps["乙"].fills == ("数",) and d.by_id["b"] is d.steps["乙"]
    assert d.rules[0].cite.label == "《行政处罚法》第五十七条" and d.by_rule[d.rules[0].id] is d.rules[0]


def test_a_register_without_a_procedure_needs_no_rules():
    assert parse(HEAD + STEPS).rules == () and parse(HEAD + STEPS + "规则:\n").rules == ()


@pytest.mark.parametrize(
    "text,counted,rolls",
    [
        ("有了: 甲, 须: 乙, 限: 7日, 依: 罚61", "working_day", False),  # art. 85 lists 2, 3, 5 and 7 days
        ("有了: 甲, 须: 乙, 限: 15日, 依: 罚67", "calendar_day", False),
        ("有了: 甲, 须: 乙, 限: 10日, 依: 强54", "working_day", False),  # art. 69: ten days or less
        ("有了: 甲, 须: 乙, 限: 30日, 依: 强25", "calendar_day", False),
        ("有了: 甲, 须: 乙, 限: 3个月, 依: 强53", "month", False),
        ("有了: 甲, 须: 乙, 限: 24小时, 依: 强19", "hour", False),
        ("有了: 甲, 须: 乙, 限: 20工作日, 依: 罚61", "working_day", False),
        ("有了: 乙, 须: 甲, 限: 数 日, 依: 罚61", "calendar_day", False),  # no number of the statute
        ("有了: 乙, 须: 甲, 限: 数 工作日, 依: 罚61", "working_day", False),
        ("有了: 乙, 须: 甲, 限: 「数」 个月, 依: 罚61", "month", False),
    ],
)
def test_the_statute_says_how_a_period_is_counted(text, counted, rolls):
    assert (rule(text).counted, rule(text).rolls) == (counted, rolls)


@pytest.mark.parametrize(
    "written,articles",
    [
        ("罚54", ["54"]),
        ("罚64（一）", ["64（一）"]),
        ("罚57第二款、58", ["57第二款", "58"]),
        ("罚72（四）、强53", ["72（四）", "53"]),
        ("罚57（二）（三）", ["57（二）", "57（三）"]),
        ("罚64（一）至（三）", ["64（一）", "64（二）", "64（三）"]),
        ("罚64(1)", ["64(1)"]),
        ("罚57p2", ["57p2"]),
    ],
)
def test_citations(written, articles):
    assert [c.article for c in rule(f"先: 甲, 才可: 乙, 依: {written}").cites] == articles


def test_rule_ids_survive_moving_and_change_with_what_is_said():
    a, b = "  - {先: 甲, 才可: 乙, 依: 罚57}\n", "  - {有了: 甲, 须: 乙, 依: 罚60}\n"
    one, two = parse(HEAD + STEPS + "规则:\n" + a + b), parse(HEAD + STEPS + "规则:\n" + b + a)
    assert [r.id for r in one.rules] == [r.id for r in reversed(two.rules)]
    noted = parse(HEAD + STEPS + "规则:\n" + a.replace("}", ", 注: 说明}"))
    other = parse(HEAD + STEPS + "规则:\n" + a.replace("57", "58"))
    assert noted.rules[0].id == one.rules[0].id != other.rules[0].id


def test_the_digest_is_of_the_content():
    text = (HERE / "penalty.yaml").read_text(encoding="utf-8")
    same = parse(
        text.replace("规则:", "# 说明\n规则:").replace("谁: 负责人, 一次: 是", "一次: 是, 谁: 负责人")
    )
    assert parse(text).hash == same.hash and len(same.hash) == 64
    assert parse(text.replace("限: 90日", "限: 91日")).hash != same.hash


def test_words_that_yaml_takes_for_truth_values_stay_words():
    d = parse(HEAD + "步骤:\n  on: {id: a, 依: 罚54, 阶段: off, 填: [yes, no, 2021-07-15, 012]}\n")
    assert d.steps["on"].phase == "off" and d.steps["on"].fills == ("yes", "no", "2021-07-15", "012")


def test_less_narrows_what_is_reached_and_not_the_trigger():
    found = rule("先: 甲, 才可: /, 除: 甲, 依: 罚57")
    assert (found.src, found.dst) == (("甲",), ("乙",))


BAD_RULES = [
    "先: 甲, 才可: 乙",  # no article
    "先: 甲, 才可: 乙, 依: ''",
    "先: 甲, 才可: 丙, 依: 罚57",
    "先: 甲, 才可: 无此阶段/, 依: 罚57",
    "先: 甲, 才可: 乙, 限: 3日, 依: 罚57",  # 限 is no word of this rule
    "先: 甲, 才可: 乙, 满: 很快, 依: 罚57",
    "先: 甲, 才可: 乙, 满: 0日, 依: 罚57",
    "先: 甲, 才可: 乙, 满: 3日, 提前: 3日, 依: 罚57",
    "有了: 甲, 依: 罚57",
    "先: 甲, 才可: 乙, 有了: 甲, 须: 乙, 依: 罚57",
    "有了: 甲, 延: 乙, 依: 罚57",
    "先: 甲, 才可: 乙, 若: \"__import__('os')\", 依: 罚57",
    "先: 甲, 才可: 乙, 若: a.b > 1, 依: 罚57",
    "先: 甲, 才可: 乙, 若: '', 依: 罚57",
    "先: 甲, 才可: 乙, 若: 已(丙), 依: 罚57",
    "办: 甲, 要求: '', 依: 罚57",
    "先: 甲, 才可: 乙, 限期: 3日, 依: 罚57",
    "先: 甲, 才可: 乙, 软: 也许, 依: 罚57",
    "先: 甲, 才可: 乙, 重新起算: 是, 依: 罚57",
    "先: 甲, 才可: 乙, 至: 乙, 依: 罚57",
    "有了: 甲, 须: 乙, 软: 是, 依: 罚57",
    "先: 甲, 才可: 乙, 依: 刑57",  # unknown prefix
    "先: 甲, 才可: 乙, 依: '57'",
    "先: 甲, 才可: 乙, 依: 罚999",  # no such article
    "先: 甲, 才可: 乙, 依: 罚五十七",
    "先: 甲, 才可: 乙, 依: 罚57、、58",
    "先: [], 才可: 乙, 依: 罚57",
    "先: [甲, 甲], 才可: 乙, 依: 罚57",
    "先: [[甲]], 才可: 乙, 依: 罚57",
    "先: {甲: 乙}, 才可: 乙, 依: 罚57",
    "先: 甲, 才可: 甲, 除: 甲, 依: 罚57",
    "先: 甲, 才可: 乙, 依: [罚57]",
]


@pytest.mark.parametrize("text", BAD_RULES)
def test_malformed_rules_are_refused(text):
    with pytest.raises(Malformed, match=r"^procedure\.yaml:\d+："):
        rule(text)


BAD_FILES = {
    "unknown head": HEAD + "标题: x\n" + STEPS,
    "no key": HEAD.replace("键: trial\n", "") + STEPS,
    "chinese key": HEAD.replace("trial", "试验") + STEPS,
    "no version": HEAD.replace("版: 2021-07-15\n", "") + STEPS,
    "version is no day": HEAD.replace("2021-07-15", "2021-02-30") + STEPS,
    "unknown statute": HEAD.replace("xzcf-2021", "xzcf-3021") + STEPS,
    "prefix with a number": HEAD.replace("罚:", "罚1:") + STEPS,
    "no steps": HEAD,
    "steps as a list": HEAD + "步骤: [甲]\n",
    "step without id": HEAD + "步骤:\n  甲: {依: 罚54}\n",
    "step without article": HEAD + "步骤:\n  甲: {id: a}\n",
    "doubled id": HEAD + "步骤:\n  甲: {id: a, 依: 罚54}\n  乙: {id: a, 依: 罚54}\n",
    "doubled step": HEAD + "步骤:\n  甲: {id: a, 依: 罚54}\n  甲: {id: b, 依: 罚54}\n",
    "doubled key": HEAD + "步骤:\n  甲: {id: a, 依: 罚54, 依: 罚55}\n",
    "unknown post": HEAD + "步骤:\n  甲: {id: a, 谁: 镇长, 依: 罚54}\n",
    "unknown party": HEAD + "步骤:\n  甲: {id: a, 方: 群众, 依: 罚54}\n",
    "unknown entering post": HEAD + "录入: [镇长]\n" + STEPS,
    "unknown step key": HEAD + "步骤:\n  甲: {id: a, 依: 罚54, 期限: 3日}\n",
    "column twice": HEAD + "步骤:\n  甲: {id: a, 依: 罚54, 填: [数], 可填: [数]}\n",
    "list from a party": HEAD + "步骤:\n  甲: {id: a, 依: 罚54, 各: 人, 填: [人]}\n",
    "step is a word": HEAD + "步骤:\n  甲: 罚54\n",
    "notion without article": HEAD + "名词: {重大: {若: 数 > 3}}\n" + STEPS,
    "notion as text": HEAD + "名词: {重大: 数 > 3}\n" + STEPS,
    "notion of itself": HEAD + "名词: {重大: {若: not 重大, 依: 罚57}}\n" + STEPS,
    "notion is a column": HEAD + "名词: {数: {若: 量 > 3, 依: 罚57}}\n" + STEPS,
    "notion of no step": HEAD + "名词: {重大: {若: 已(丙), 依: 罚57}}\n" + STEPS,
    "unknown parameter": HEAD + "参数: {数额: penalty.no_such}\n" + STEPS,
    "rules as a mapping": HEAD + STEPS + "规则: {先: 甲}\n",
    "rule is a word": HEAD + STEPS + "规则: [先甲才可乙]\n",
    "rule twice": HEAD + STEPS + "规则:\n" + "  - {先: 甲, 才可: 乙, 依: 罚57}\n" * 2,
    "alias": HEAD + "步骤:\n  甲: &x {id: a, 依: 罚54}\n  乙: *x\n",
    "tag": HEAD + "步骤: !!python/object/apply:os.getcwd []\n",
    "two documents": HEAD + "---\n" + STEPS,
    "merge": HEAD + "步骤:\n  甲: {<<: {id: a}, 依: 罚54}\n",
    "list at the top": "- 程序: x\n",
    "empty": "",
    "a word": "程序",
    "broken": HEAD + "步骤: {甲: [",
    "deep": HEAD + "注: " + "[" * 300 + "]" * 300,
    "name with a slash": HEAD + "步骤:\n  甲/: {id: a, 依: 罚54}\n",
    "name is a literal": HEAD + "步骤:\n  是: {id: a, 依: 罚54, 填: [否]}\n",
    "too large": "#" * 400_001,
    "control character": HEAD + "注: \x00\n",
}


@pytest.mark.parametrize("case", BAD_FILES)
def test_malformed_files_are_refused(case):
    with pytest.raises(Malformed, match=r"^procedure\.yaml"):
        parse(BAD_FILES[case])


def test_a_refusal_names_the_line():
    text = HEAD + STEPS + "规则:\n  - {先: 甲, 才可: 乙, 依: 罚57}\n  - {先: 甲, 才可: 丙, 依: 罚57}\n"
    with pytest.raises(Malformed, match=r"trial\.yaml:10：没有这个步骤：丙"):
        parse(text, "trial.yaml")


def test_a_file_that_is_no_text(tmp_path):
    path = tmp_path / "p.yaml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(Malformed, match=r"p\.yaml"):
        load(path)


# ---- fuzz: whatever the text, a definition or Malformed
TEXTS = [(HERE / f"{name}.yaml").read_text(encoding="utf-8") for name in NAMES]
PIECES = [
    "{",
    "}",
    "[",
    "]",
    ":",
    ",",
    "\n",
    "  ",
    "- ",
    "是",
    "否",
    "依",
    "罚",
    "/",
    "'",
    '"',
    "&a",
    "*a",
    "!!int",
    "~",
    "已(",
    "9" * 30,
    "、",
    "（",
    "|",
    ">",
    "#",
    "\t",
    "？",
    "0",
    "\x85",
    "%",
    "@",
]


def spoil(rng, text):
    for _ in range(rng.randint(1, 4)):
        at, width = rng.randrange(len(text)), rng.choice([0, 0, 1, 3, 30])
        text = text[:at] + rng.choice([*PIECES, "", text[at : at + 20]]) + text[at + width :]
    return text


def definition_or_malformed(text):
    try:
        parse(text)
    except Malformed as error:
        assert str(error).startswith("procedure.yaml")


@pytest.mark.parametrize("block", range(4))
def test_spoiled_definitions_never_crash_the_loader(block):
    rng = random.Random(block)
    for _ in range(25):
        definition_or_malformed(spoil(rng, TEXTS[block]))


@pytest.mark.slow
def test_many_spoiled_definitions_never_crash_the_loader():
    rng = random.Random(99)
    for _ in range(3000):
        definition_or_malformed(spoil(rng, rng.choice(TEXTS)))


words = st.sampled_from(
    [*"甲乙数罚依先才可有了须限若是否{}[]:,- \n'\"/&*!|>#%@`?", "罚57", "id: a", "3日", "键: x", "  "]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(words, max_size=60).map("".join))
def test_soup_never_crashes_the_loader(soup):
    definition_or_malformed(soup)
    definition_or_malformed(HEAD + STEPS + "规则:\n  - {" + soup + "}\n")
