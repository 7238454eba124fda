"""Every slot of the sentences names a figure, and a sentence is told only as far as its figures have numbers."""

from decimal import Decimal

import pytest
import yaml

from yifa.measure.index import placed
from yifa.measure.value import NO_DUTY, NOTHING, Value
from yifa.report import compose
from yifa.report.compose import Composed, composed, definitions
from yifa.report.docx import anchor
from yifa.report.narrative import Sentence, sentences, told
from yifa.report.outline import every

MERRY = Sentence("x", ("受理{a}", "成功{b}", "成功率{c}"), "全年{a}受理案件")


def value(slug, number, *, state="", bottom=None, unit="件"):
    if bottom is not None:
        ratio = Decimal(number) / bottom if bottom else None
        return Value(slug, slug, "%", ratio, number, bottom, bottom, state)
    return Value(slug, slug, unit, number, None, None, number or 0, state)


def say(**values):
    return "".join(run.text for run in told(MERRY, values))


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"a": value("a", 140), "b": value("b", 140), "c": value("c", 140, bottom=140)},
         "受理140件，成功140件，成功率100%（140/140）。"),
        ({"a": value("a", 4), "b": value("b", 3), "c": value("c", 3, bottom=4)}, "受理4件，成功3件，成功率4个中3个。"),
        ({"a": value("a", 4), "b": value("b", 0), "c": value("c", 0, bottom=0)}, "受理4件，成功0件。"),
        ({"a": value("a", 4), "c": value("c", 3, bottom=4)}, "受理4件，成功率4个中3个。"),
        ({"a": value("a", 0), "b": value("b", 0)}, "全年没有受理案件。"),
        ({"a": value("a", None, state=NOTHING), "b": value("b", 3)}, ""),
        ({"a": value("a", None, state=NO_DUTY)}, ""),
        ({"b": value("b", 3)}, ""),
    ],
)  # fmt: skip
def test_only_what_has_a_number_is_told(values, words):
    assert say(**values) == words


def test_a_zero_is_told_only_in_words_of_its_own():
    assert told(Sentence("x", ("化解{a}",), ""), {"a": value("a", 0)}) == ()


def test_every_slot_names_a_figure(shared):
    with (shared / "figures.yaml").open(encoding="utf-8") as source:
        named = {row["slug"] for row in yaml.safe_load(source)}
    installed = {item.figure.slug for item in placed()}
    asked = {slug for sentence in sentences() for slug in sentence.slugs}
    assert asked - installed - named == set()


def test_slots_of_installed_registers_exist():
    """A renamed slug shows here even where the reference material is absent."""
    installed = {item.figure.slug for item in placed()}
    leads = [sentence for sentence in sentences() if sentence.lead in installed]
    assert len(leads) >= 15
    missing = {slug for sentence in leads for slug in sentence.slugs} - installed
    assert missing <= {"satisfaction_rate"}, missing


def test_sections_of_the_sentences_stand_in_every_outline():
    sections = {sentence.section for sentence in sentences()}
    assert all(sections <= {section.id for section in plan.sections} for plan in every())


def test_a_sentence_has_no_digits_of_its_own():
    assert [
        one for one in sentences() for text in (*one.clauses, one.zero) if any(map(str.isdigit, text))
    ] == []


def test_no_two_figures_share_an_anchor():
    slugs = [item.figure.slug for item in placed()] + [one.slug for one in compose.every()]
    assert len({anchor(slug) for slug in slugs}) == len(set(slugs))


BOTH = Composed("both", "两项", "起", "之和", ("a", "b"))


@pytest.mark.parametrize(
    ("parts", "number", "state", "evidence"),
    [
        ((value("a", 3), value("b", 4)), 7, "", 7),
        ((value("a", 3), value("b", None, state=NOTHING)), 3, "", 3),
        ((value("a", 0), value("b", None, state=NO_DUTY)), 0, "", 0),
        ((value("a", None, state=NOTHING), value("b", None, state=NO_DUTY)), None, NOTHING, 0),
        ((value("a", None, state=NO_DUTY), value("b", None, state=NO_DUTY)), None, NO_DUTY, 0),
    ],
)
def test_a_composed_figure_is_the_sum_of_its_known_parts(parts, number, state, evidence):
    found = composed(BOTH, {part.slug: part for part in parts})
    assert (found.value, found.state, found.evidence) == (number, state, evidence)


def test_a_composed_figure_needs_two_parts_and_a_free_name(monkeypatch):
    monkeypatch.setattr(compose, "every", lambda: (BOTH,))
    assert definitions(["a"]) == ()
    assert definitions(["a", "b"]) == (BOTH,)
    assert definitions(["a", "b", "both"]) == ()
