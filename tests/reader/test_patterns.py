"""What a pattern needs is told rightly, and of the rules in use nothing is passed over."""

import re

import pytest

from yifa.reader import figures, kinds, vocabulary
from yifa.reader.patterns import anchors, first_characters, last_characters, pair_anchors, presence

GROUPS = [(name, group) for name in ("parts", "concepts", "phrases") for group in vocabulary.groups(name)]


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("布署|按(?:排|派)", ("布署", "按")),
        ("(?:甲|乙)丙丁", ("丙丁",)),
        ("(?:甲乙|丙丁)(?:戊)?", ("甲乙", "丙丁")),
        ("甲乙?丙丁", ("丙丁",)),
        ("甲乙{0,2}丙{2}", ("甲",)),
        ("甲{}", ()),
        ("^甲(?!乙)[丙丁]戊己$", ("戊己",)),
        ("[甲乙]|丙丁", ()),
        (".*", ()),
        ("(?i)甲乙", ()),
        ("甲|", ()),
    ],
)
def test_anchors_are_words_that_every_match_holds(pattern: str, words: tuple[str, ...]) -> None:
    assert anchors(pattern) == words


@pytest.mark.parametrize(
    ("pattern", "first", "last"),
    [
        ("甲乙|丙", "甲丙", "乙丙"),
        ("甲?乙+(?:丙|丁)?$", "甲乙", "乙丙丁"),
        ("(?<!甲)[乙丙a-c](?=丁)", "乙丙abc", "乙丙abc"),
        ("[^甲]乙", None, "乙"),
        ("[一-龥]乙.", None, None),
        ("甲?", None, None),
        (r"\d甲|[\d乙-]", "0123456789乙-", "0123456789甲乙-"),
        (r"\w甲", None, "甲"),
        (r"\u4e00", None, None),
    ],
)
def test_the_ends_of_a_match(pattern: str, first: str | None, last: str | None) -> None:
    assert first_characters(pattern) == (None if first is None else frozenset(first))
    assert last_characters(pattern) == (None if last is None else frozenset(last))


@pytest.mark.parametrize(("name", "group"), GROUPS)
def test_the_rules_in_use_keep_to_what_is_told_of_them(name: str, group: str) -> None:
    for rule in vocabulary.groups(name)[group]:
        for example in rule.examples:
            for match in re.finditer(rule.pattern, example):
                said, words = match.group(), anchors(rule.pattern)
                assert not words or any(word in said for word in words), (rule.pattern, said)
                first, last = first_characters(rule.pattern), last_characters(rule.pattern)
                assert first is None or said[0] in first, (rule.pattern, said)
                assert last is None or said[-1] in last, (rule.pattern, said)


@pytest.mark.parametrize("unit", ["件", "%", "人", "万元", "次"])
def test_every_kind_whose_words_are_found_is_a_candidate(unit: str) -> None:
    for rule in kinds.rules():
        for example in rule.examples:
            found = [one for one in kinds.by_unit(unit) if one.words.search(example)]
            tried = list(kinds.candidates(unit).of(example))
            assert [one for one in tried if one.words.search(example)] == found


def test_words_before_a_number_end_as_is_told() -> None:
    for words in ("不少于", "不超过", "将近", "超过了", "大约"):
        assert any(pattern.search(words) for _, pattern in figures.CLOSER_BEFORE)
        assert words[-1] in figures.CLOSES


@pytest.mark.parametrize(
    ("pattern", "pairs"),
    [
        ("甲(?:乙|丙)", {"甲乙", "甲丙"}),
        ("[甲乙]了?丙", {"甲丙", "乙丙", "了丙"}),
        ("(?:甲乙|丙丁)(?=戊)", {"甲乙", "丙丁"}),
        ("甲(?:乙丙)?[^丁]戊*", set()),
        (r"(甲乙)\1", set()),
        ("甲[乙丙]+丁|戊己", {"乙丁", "丙丁", "戊己"}),
    ],
)
def test_every_match_holds_one_of_the_pairs(pattern: str, pairs: set[str]) -> None:
    found = pair_anchors(pattern)
    assert found == pairs or (pairs and found and all(len(pair) == 2 for pair in found))


@pytest.mark.parametrize("pattern", ["甲(?:乙|丙)", r"\d+甲|^乙", "(?<=甲)乙$", "甲?", "[甲-]乙(?!丙)"])
@pytest.mark.parametrize(
    "text", ["", "甲乙", "丙甲丙", "12甲", "٣甲", "丙乙", "乙甲", "甲乙丙", "-乙", "丙\n甲乙"]
)
def test_presence_is_told_as_by_a_search(pattern: str, text: str) -> None:
    assert bool(presence(pattern).search(text)) == bool(re.search(pattern, text))
