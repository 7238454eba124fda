"""Figures of earlier years: 0 and 未登记 told apart for the years before a register was kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from yifa.measure.compute import compute
from yifa.measure.figure import Span
from yifa.measure.index import Placed, of_office, placed
from yifa.measure.models import DeclaredZero, NoDuty
from yifa.measure.value import NOTHING, Value
from yifa.people.models import Organisation


def all_of(own: Organisation, year: int) -> dict[str, Value]:
    """Every figure of a township and year by its slug."""
    items = {item.figure.slug: item for item in placed()}
    return {value.slug: known(value, items[value.slug], own, year) for value in of_office(own, year)}


def of_years(item: Placed, own: Organisation, years: Iterable[int]) -> dict[int, Value]:
    """One figure of several years, by one statement a year."""
    key = item.register.key
    no_duty = NoDuty.objects.filter(township=own, register=key).exists()
    zeros = set(DeclaredZero.objects.filter(township=own, register=key).values_list("year", flat=True))
    found = {}
    for year in years:
        (value,) = compute(
            item.register.model,
            [item.figure],
            own,
            Span.year(year, own.region or "CN"),
            day=item.register.config.day,
            no_duty=no_duty,
            declared_zero=year in zeros,
        )
        found[year] = known(value, item, own, year)
    return found


def known(value: Value, item: Placed, own: Organisation, year: int) -> Value:
    """Of what stood at the end of a year before the register's first row it does not say 0: it says nothing."""
    if value.state or value.value != 0 or item.figure.stock is None:
        return value
    until = {f"{item.register.config.day}__lte": date(year, 12, 31)}
    if item.register.model._default_manager.filter(township=own, **until).exists():
        return value
    return replace(value, value=None, state=NOTHING)
