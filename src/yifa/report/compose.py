"""Figures over several registers, put together above the rooms; their parts stay apart and are shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from yifa.measure.value import NO_DUTY, NOTHING, Value
from yifa.report.sources import read

FEWEST = 2


@dataclass(frozen=True, slots=True)
class Composed:
    """A figure that is the sum of other registers' figures."""

    slug: str
    zh: str
    unit: str
    counts: str
    parts: tuple[str, ...]


@cache
def every() -> tuple[Composed, ...]:
    """All composed figures, in the order of the data file."""
    return tuple(
        Composed(row["slug"], row["zh"], row["unit"], row["counts"], tuple(row["parts"]))
        for row in read("composed.yaml")
    )


def definitions(slugs: Sequence[str]) -> tuple[Composed, ...]:
    """The composed figures that exist beside the figures of these slugs.

    One part alone would be the same number twice, and a register's own figure goes before a composed one.
    """
    known = set(slugs)
    return tuple(
        one
        for one in every()
        if one.slug not in known and len([part for part in one.parts if part in known]) >= FEWEST
    )


def composed(definition: Composed, values: Mapping[str, Value]) -> Value:
    """The sum of the parts that have a number; when none has, their common state.

    A part that is 未登记 or 无此职责 adds nothing and is not a zero: the parts shown beside the sum say so.
    """
    parts = [values[slug] for slug in definition.parts if slug in values]
    known = [part for part in parts if not part.state and part.value is not None]
    state = ""
    if not known:
        state = NO_DUTY if all(part.state == NO_DUTY for part in parts) else NOTHING
    total: int | Decimal = 0
    for part in known:
        total += part.value or 0
    return Value(
        slug=definition.slug,
        label=definition.zh,
        unit=definition.unit,
        value=None if state else total,
        numerator=None,
        denominator=None,
        evidence=sum(part.evidence for part in known),
        state=state,
    )
