"""Computes all figures of a register in one statement, in an office's scope; opens a figure to its rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django.db.models import Count, Model, Q, QuerySet

from yifa.measure.figure import ONE, Figure, Span
from yifa.measure.value import NO_DUTY, NOTHING, Value
from yifa.people.models import Organisation

SEPARATOR = "__of__"


def compute(
    model: type[Model],
    figures: Sequence[Figure],
    office: Organisation,
    span: Span,
    *,
    day: str = "opened_on",
    no_duty: bool = False,
    declared_zero: bool = False,
) -> list[Value]:
    """All ``figures`` over ``model`` for one township and year, by one statement.

    ``day`` is the column that puts a row of the register into a year. ``no_duty``: the township has no such
    duty. ``declared_zero``: it has declared that there was nothing this year;
    without that, a register without any row in the year is 未登记 and not 0.
    """
    if not figures:
        return []
    rows: QuerySet[Any] = model._default_manager.filter(township=office)
    if not rows.exists():
        # Putting dozens of aggregates into words costs more than asking whether there is anything to count.
        return [_value(figure, _nothing(figure, span), no_duty, declared_zero) for figure in figures]
    in_year = Q(**{f"{day}__range": (span.first, span.last)})
    any_row = {"dated": Count(ONE, filter=in_year), "standing": Count(ONE)}
    any_row |= {
        f"stated{SEPARATOR}{name}": Count(ONE, filter=in_year & Q(**{f"{name}__isnull": False}))
        for name in {figure.needs for figure in figures if figure.needs}
    }
    got = rows.order_by().aggregate(**statement(figures, span), **any_row)
    return [_value(figure, got, no_duty, declared_zero) for figure in figures]


def statement(figures: Iterable[Figure], span: Span) -> dict[str, Any]:
    """The aggregates of all figures, named slug and suffix, for one SQL statement."""
    return {
        f"{suffix}{SEPARATOR}{figure.slug}": expression
        for figure in figures
        for suffix, expression in figure.aggregates(span).items()
    }


def evidence(rows: QuerySet[Any], figure: Figure, span: Span) -> QuerySet[Any]:
    """The rows that make up the figure, out of ``rows`` (which the read door has given)."""
    return rows.filter(figure.rows(span))


def _nothing(figure: Figure, span: Span) -> dict[str, Any]:
    """What the statement gives over no rows: counts are 0, sums and least values unknown."""
    found = {
        f"{suffix}{SEPARATOR}{figure.slug}": 0 if isinstance(expression, Count) else None
        for suffix, expression in figure.aggregates(span).items()
    }
    return {**found, "dated": 0, "standing": 0, f"stated{SEPARATOR}{figure.needs}": 0}


def _recorded(figure: Figure, got: dict[str, Any]) -> bool:
    """Whether the year's rows say anything about the figure, so that none counted means zero."""
    if figure.needs and not got[f"stated{SEPARATOR}{figure.needs}"]:
        return False
    return bool(got["dated" if figure.day else "standing"])


def _value(figure: Figure, got: dict[str, Any], no_duty: bool, declared_zero: bool) -> Value:
    def part(suffix: str) -> Any:
        return got.get(f"{suffix}{SEPARATOR}{figure.slug}")

    value, top, bottom = part("value"), part("numerator"), part("denominator")
    share = f"denominator{SEPARATOR}{figure.slug}" in got
    if share:
        top, bottom = top or 0, bottom or 0
        value = Decimal(top) / Decimal(bottom) if bottom else None
    count = part("evidence")
    evidence_count = int(count if count is not None else (bottom if share else value) or 0)
    state = ""
    if no_duty:
        state = NO_DUTY
    elif not declared_zero and not _recorded(figure, got):
        state = NOTHING
    if state:
        value = None
    return Value(
        slug=figure.slug,
        label=figure.zh,
        unit=figure.unit,
        value=value,
        numerator=top if share else None,
        denominator=bottom if share else None,
        evidence=evidence_count,
        state=state,
    )
