"""All figures of the installation by slug, and all of an office's figures for a year."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.db.models import QuerySet

from yifa.matter.models import Matter
from yifa.matter.register import Register, registers
from yifa.measure.compute import compute, evidence
from yifa.measure.figure import Figure, Span
from yifa.measure.models import DeclaredZero, NoDuty
from yifa.measure.value import Value
from yifa.people.models import Organisation


class UnknownFigure(LookupError):
    """No register defines that slug."""


@dataclass(frozen=True)
class Placed:
    """A figure in its register."""

    register: Register
    figure: Figure


def placed() -> Iterator[Placed]:
    """Every figure with its register, in the order of the table of contents."""
    for register in registers():
        for figure in register.config.figures:
            assert isinstance(figure, Figure)
            yield Placed(register, figure)


def find(slug: str) -> Placed:
    """The figure of that slug; raises UnknownFigure."""
    for item in placed():
        if item.figure.slug == slug:
            return item
    raise UnknownFigure(slug)


def of_office(office: Organisation, year: int) -> list[Value]:
    """All figures of one township and year; one statement a register."""
    span = Span.year(year, office.region or "CN")
    without = set(NoDuty.objects.filter(township=office).values_list("register", flat=True))
    zeros = set(DeclaredZero.objects.filter(township=office, year=year).values_list("register", flat=True))
    found: list[Value] = []
    for register in registers():
        figures = [item for item in register.config.figures if isinstance(item, Figure)]
        values = compute(
            register.model,
            figures,
            office,
            span,
            day=register.config.day,
            no_duty=register.key in without,
            declared_zero=register.key in zeros,
        )
        found += [replace(value, register=register.key) for value in values]
    return found


def one(slug: str, office: Organisation, year: int) -> Value:
    """One figure's value; raises UnknownFigure."""
    find(slug)
    return next(value for value in of_office(office, year) if value.slug == slug)


def rows_of(item: Placed, rows: QuerySet[Matter], office: Organisation, year: int) -> QuerySet[Matter]:
    """The rows of one office behind a figure, out of those that the read door has given."""
    return evidence(rows.filter(township=office), item.figure, Span.year(year, office.region or "CN"))
