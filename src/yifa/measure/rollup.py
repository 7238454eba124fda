"""Adds figures of several offices up; shares by their numerators and denominators, never by their ratios."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from yifa.measure.value import NO_DUTY, NOTHING, Value


class NotAdditive(ValueError):
    """The figure cannot be added up, such as a least value."""


def rolled(values: Sequence[Value], *, additive: bool = True) -> Value:
    """One value for several offices' values of the same figure.

    Offices without the duty or without records add nothing and are not counted as zeros; when none has a
    number,
    the result keeps their common state. Raises ValueError for different figures, NotAdditive where
    ``additive`` is
    False.
    """
    if not values or len({value.slug for value in values}) != 1:
        raise ValueError("rolled: expected values of one figure")
    if not additive:
        raise NotAdditive(values[0].slug)
    first = values[0]
    known = [value for value in values if not value.state]
    if not known:
        state = NO_DUTY if all(value.state == NO_DUTY for value in values) else NOTHING
        return Value(first.slug, first.label, first.unit, None, None, None, 0, state, first.register)
    evidence = sum(value.evidence for value in known)
    if first.share or known[0].share:
        top = sum((Decimal(value.numerator or 0) for value in known), Decimal(0))
        bottom = sum((Decimal(value.denominator or 0) for value in known), Decimal(0))
        ratio = top / bottom if bottom else None
        return Value(first.slug, first.label, first.unit, ratio, top, bottom, evidence, "", first.register)
    total = sum((Decimal(value.value or 0) for value in known), Decimal(0))
    whole = int(total) if all(isinstance(value.value or 0, int) for value in known) else total
    return Value(first.slug, first.label, first.unit, whole, None, None, evidence, "", first.register)
