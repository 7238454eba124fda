"""Tells the figures of the year in plain sentences; one without a number is not told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from yifa.measure.value import Value
from yifa.report.blocks import Ref, Run, Text
from yifa.report.sources import read
from yifa.report.words import filled, slots

NONE = "没有"


@dataclass(frozen=True, slots=True)
class Sentence:
    """Clauses with slots, told in one section; ``zero`` is said when the leading figure is 0."""

    section: str
    clauses: tuple[str, ...]
    zero: str

    @property
    def lead(self) -> str:
        """The slug that decides whether the sentence is told."""
        return slots(self.clauses[0])[0]

    @property
    def slugs(self) -> tuple[str, ...]:
        """All slugs that the sentence may tell."""
        return tuple(slug for clause in (*self.clauses, self.zero) for slug in slots(clause))


@cache
def sentences() -> tuple[Sentence, ...]:
    """All sentences, in the order of the data file."""
    return tuple(
        Sentence(section, tuple(row["say"]), row.get("zero", ""))
        for section, rows in read("sentences.yaml").items()
        for row in rows
    )


def tellable(value: Value | None) -> bool:
    """Whether a figure has a number to tell: neither 未登记 nor 无此职责, nor a share of nothing."""
    if value is None or value.state:
        return False
    return bool(value.denominator) if value.share else value.value is not None


def told(sentence: Sentence, values: Mapping[str, Value]) -> tuple[Run, ...]:
    """The runs of a sentence with its full stop; empty when its leading figure has no number, or an unsaid 0."""
    lead = values.get(sentence.lead)
    if lead is None or not tellable(lead):
        return ()
    if lead.value == 0 and not lead.share:
        if not sentence.zero:
            return ()
        return (*filled(sentence.zero, lambda slug: Ref(slug, NONE)), Text("。"))
    kept = [
        clause
        for place, clause in enumerate(sentence.clauses)
        if place == 0 or all(tellable(values.get(slug)) for slug in slots(clause))
    ]
    return _joined([filled(clause, lambda slug: Ref(slug, values[slug].shown)) for clause in kept])


def listed(name: str, values: Iterable[Value]) -> tuple[Run, ...]:
    """The figures of a register that has no sentence of its own, one after the other."""
    shown = [value for value in values if tellable(value)]
    if not shown:
        return ()
    clauses: list[tuple[Run, ...]] = [(Text(value.label), Ref(value.slug, value.shown)) for value in shown]
    return (Text(f"{name}："), *_joined(clauses))


def _joined(clauses: Sequence[tuple[Run, ...]]) -> tuple[Run, ...]:
    runs: list[Run] = []
    for place, clause in enumerate(clauses):
        runs += [Text("，"), *clause] if place else clause
    return (*runs, Text("。"))
