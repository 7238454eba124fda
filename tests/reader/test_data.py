"""Every rule of the data files matches its examples and leaves alone what it must."""

import re
from pathlib import Path

import pytest
import yaml

from yifa.reader import kinds, lines, vocabulary
from yifa.reader.numbers import reasons, units
from yifa.reader.read import read_text

GROUPS = [(name, group) for name in ("parts", "concepts", "phrases") for group in vocabulary.groups(name)]


@pytest.mark.parametrize(("name", "group"), GROUPS)
def test_a_rule_matches_its_examples(name: str, group: str) -> None:
    for rule in vocabulary.groups(name)[group]:
        for example in rule.examples:
            assert re.search(rule.pattern, example), (rule.pattern, example)
        for refused in rule.refuses:
            found = re.search(rule.pattern, refused)
            assert found is None or (name == "concepts" and found.group() != refused), (rule.pattern, refused)


@pytest.mark.parametrize("rule", kinds.rules(), ids=lambda rule: f"{rule.kind}-{rule.units}")
def test_a_kind_is_found_in_its_examples(rule: kinds.KindRule) -> None:
    for example in rule.examples:
        figures = read_text(f"一、主要工作\n（一）推进工作。{example}").figures
        assert rule.kind in {kind for f in figures for kind in (f.kind, *f.also_kinds)}, example


def test_kinds_are_those_of_the_catalogue(shared: Path) -> None:
    catalogue = yaml.safe_load((shared / "gold" / "kinds.yaml").read_text(encoding="utf-8"))["kinds"]
    assert {rule.kind for rule in kinds.rules()} == set(catalogue)


def test_a_header_label_fills_one_field() -> None:
    content = vocabulary.raw("header")
    words = [word for names in content.values() for word in names]
    assert len(words) == len(set(words))
    assert set(lines.labels().values()) == set(content)


def test_units_have_one_rule_each() -> None:
    rows = vocabulary.raw("units")["count"]
    names = [row["unit"] for row in rows]
    assert len(names) == len(set(names)) == len(units())
    assert all(set(row) <= {"unit", "after", "word", "event"} for row in rows)


def test_a_bad_rule_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vocabulary, "raw", lambda name: {"group": [{"is": "[", "examples": ["x"]}]})
    with pytest.raises(vocabulary.BadData, match="group"):
        vocabulary.groups("broken")


def test_reasons_name_the_group() -> None:
    text = "落实三项制度，2021年第五次会议，第一责任人。"
    assert {why for _, _, why in reasons(text, 0, len(text))} >= {"concept_name", "year", "ordinal", "idiom"}


def test_every_concept_begins_where_it_is_looked_for() -> None:
    for group in vocabulary.groups("concepts"):
        for rule in vocabulary.groups("concepts")[group]:
            for example in rule.examples:
                assert reasons(example, 0, len(example)), example
