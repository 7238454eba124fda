"""docs/grammar.md names every word of the grammar, and every rule it shows is accepted."""

import re
from pathlib import Path

import pytest

from yifa.procedure import parse, vocabulary

TEXT = (Path(__file__).parents[2] / "docs" / "grammar.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"\{(?:先|未了|逾期|限内|办|有了|自): [^{}]*, 依: …\}", TEXT)
HEAD = "键: trial\n版: 2021-07-15\n法: {罚: xzcf-2021}\n步骤:\n"


def test_every_word_is_explained():
    words = vocabulary.HEADER | vocabulary.STEP | vocabulary.POSTS | vocabulary.PARTIES
    words |= {word for form in vocabulary.FORMS for word in (form.first, form.second)}
    words |= {word for group in (*vocabulary.PERIODS.values(), *vocabulary.EXTRAS.values()) for word in group}
    assert sorted(word for word in words | vocabulary.EVERYWHERE if word not in TEXT) == []


def test_there_is_an_example_of_every_form():
    shown = {parse_one(example).kind for example in EXAMPLES}
    assert shown == {form.kind for form in vocabulary.FORMS}


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_is_accepted(example):
    assert parse_one(example)


def parse_one(example):
    steps = "".join(f"  {name}: {{id: {name.lower()}, 依: 罚54}}\n" for name in "ABCPQ")
    return parse(f"{HEAD}{steps}规则:\n  - {example.replace('…', '罚57')}\n").rules[0]
