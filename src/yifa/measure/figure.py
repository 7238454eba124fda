"""Figures as small frozen objects: what is counted, in which unit, by which date, and how it becomes SQL."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db.models import Aggregate, Count, F, Min, Q, Sum, Value
from django.db.models.expressions import Combinable

from yifa.law import parameters

ONE = Value(1)  # counted instead of the key: the database need not read a column to know that a row is there
Aggregates = dict[str, Aggregate | Combinable]


@dataclass(frozen=True)
class Span:
    """The year that a figure speaks of, first and last day included."""

    first: date
    last: date
    region: str = "CN"

    @classmethod
    def year(cls, year: int, region: str = "CN") -> Span:
        """The calendar year; ``region`` decides the dated parameters that some figures are measured against."""
        return cls(date(year, 1, 1), date(year, 12, 31), region)


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One figure of one register.

    ``slug`` and ``counts`` are its one name and definition (figures.yaml); ``day`` the date column that decides
    the year, or ``stock`` a condition as of the last day; ``where`` narrows the rows; ``cite`` the source of the
    duty to count; ``parent`` the slug of the figure it is a part of; ``needs`` a column that some row of the year
    must state for a zero to be a zero: where no row says whether a dispute was hard, the number of hard ones is
    unknown and not 0.
    """

    slug: str
    zh: str
    unit: str
    counts: str
    day: str = ""
    stock: Callable[[date], Q] | None = None
    where: Q = field(default_factory=Q)
    cite: str = ""
    parent: str = ""
    needs: str = ""

    def rows(self, span: Span) -> Q:
        """The condition on the register's rows that make up the figure: its evidence."""
        # The year stands first: most rows of a register fall out by it, and the rest is not looked at.
        condition = Q(**{f"{self.day}__range": (span.first, span.last)}) if self.day else Q()
        condition &= self.where
        if self.stock is not None:
            condition &= self.stock(span.last)
        return condition

    def aggregates(self, span: Span) -> Aggregates:
        """SQL expressions by suffix: ``value`` or ``numerator`` and ``denominator``, and ``evidence``."""
        raise NotImplementedError


@dataclass(frozen=True, kw_only=True)
class Rows(Figure):
    """How many rows."""

    def aggregates(self, span: Span) -> Aggregates:
        """One count serves as value and as evidence."""
        return {"value": Count(ONE, filter=self.rows(span))}


@dataclass(frozen=True, kw_only=True)
class Distinct(Figure):
    """How many different values of a column, blanks apart."""

    column: str

    def rows(self, span: Span) -> Q:
        """Rows whose column is filled."""
        return super().rows(span) & ~Q(**{self.column: ""})

    def aggregates(self, span: Span) -> Aggregates:
        """Distinct values, and the rows they stand in."""
        condition = self.rows(span)
        return {
            "value": Count(self.column, distinct=True, filter=condition),
            "evidence": Count(ONE, filter=condition),
        }


@dataclass(frozen=True, kw_only=True)
class Total(Figure):
    """The sum of a column; blank is unknown, not zero, and does not count as evidence."""

    column: str

    def rows(self, span: Span) -> Q:
        """Rows that state the column."""
        return super().rows(span) & Q(**{f"{self.column}__isnull": False})

    def aggregates(self, span: Span) -> Aggregates:
        """Sum, and the rows that state it."""
        condition = self.rows(span)
        return {"value": Sum(self.column, filter=condition), "evidence": Count(ONE, filter=condition)}


@dataclass(frozen=True, kw_only=True)
class Lowest(Total):
    """The least value of a column."""

    def aggregates(self, span: Span) -> Aggregates:
        """Minimum, and the rows that state it."""
        condition = self.rows(span)
        return {"value": Min(self.column, filter=condition), "evidence": Count(ONE, filter=condition)}


@dataclass(frozen=True, kw_only=True)
class Share(Figure):
    """A part of the rows over the rows; numerator and denominator stay apart through every roll-up."""

    part: Q

    def aggregates(self, span: Span) -> Aggregates:
        """Both counts."""
        condition = self.rows(span)
        return {
            "numerator": Count(ONE, filter=condition & self.part),
            "denominator": Count(ONE, filter=condition),
        }


@dataclass(frozen=True, kw_only=True)
class SumShare(Figure):
    """The sum of one column over the sum of another, over rows that state both."""

    top: str
    bottom: str

    def rows(self, span: Span) -> Q:
        """Rows that state both columns."""
        return super().rows(span) & Q(**{f"{self.top}__isnull": False, f"{self.bottom}__isnull": False})

    def aggregates(self, span: Span) -> Aggregates:
        """Both sums, and the rows that state them."""
        condition = self.rows(span)
        return {
            "numerator": Sum(F(self.top), filter=condition),
            "denominator": Sum(F(self.bottom), filter=condition),
            "evidence": Count(ONE, filter=condition),
        }


@dataclass(frozen=True, kw_only=True)
class AgainstParameter(Figure):
    """Rows whose column reaches a dated parameter of the office's region, over the rows that state the column.

    Where nobody has set the parameter there is nothing to compare with, and the denominator is 0.
    """

    column: str
    parameter: str

    def rows(self, span: Span) -> Q:
        """Rows that state the column, or none while the parameter is unset."""
        if self._wanted(span) is None:
            return Q(pk__in=[])
        return super().rows(span) & Q(**{f"{self.column}__isnull": False})

    def _wanted(self, span: Span) -> Decimal | None:
        found = parameters.value(self.parameter, span.region, span.last)
        return None if found is None else Decimal(str(found.value))

    def aggregates(self, span: Span) -> Aggregates:
        """Both counts."""
        condition, wanted = self.rows(span), self._wanted(span)
        reached = Q(**{f"{self.column}__gte": wanted}) if wanted is not None else Q(pk__in=[])
        return {
            "numerator": Count(ONE, filter=condition & reached),
            "denominator": Count(ONE, filter=condition),
        }
