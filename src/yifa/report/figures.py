"""The figures of a report with what stands behind each: definition, source, parts, and the rows it opens to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from yifa.matter.models import Matter
from yifa.matter.register import Register
from yifa.measure.index import Placed, of_office, placed, rows_of
from yifa.measure.value import Value
from yifa.people.models import Organisation
from yifa.report.compose import Composed, composed, definitions

Door = Callable[[Register], QuerySet[Matter]]
"""Gives the rows of a register that whoever asks may read."""


@dataclass(frozen=True)
class Backed:
    """A figure with its definition. ``rows`` are the ids behind it, None when they were not asked for."""

    value: Value
    counts: str
    cite: str
    register: str
    parts: tuple[Value, ...] = ()
    rows: tuple[UUID, ...] | None = None

    @property
    def slug(self) -> str:
        """The figure's one name."""
        return self.value.slug

    @property
    def hidden(self) -> int:
        """How many of its rows whoever asks may not open."""
        return 0 if self.rows is None or self.value.state else max(0, self.value.evidence - len(self.rows))


def figures(office: Organisation, year: int, door: Door | None = None) -> tuple[Backed, ...]:
    """All figures of the office's year, composed ones last; with row ids when a ``door`` is given."""
    values = {value.slug: value for value in of_office(office, year)}
    ids: dict[str, tuple[UUID, ...]] = {}
    own = []
    for item in placed():
        value = values[item.figure.slug]
        if door is not None:
            ids[value.slug] = _ids(item, door, office, year) if not value.state else ()
        own.append(
            Backed(
                value=value,
                counts=item.figure.counts,
                cite=item.figure.cite,
                register=item.register.zh,
                rows=ids.get(value.slug),
            )
        )
    return (*own, *(_composed(one, values, ids) for one in definitions(tuple(values))))


def opened(slug: str) -> tuple[Placed, ...]:
    """The register's figures that a figure opens to: itself, or the installed parts of a composed one.

    Empty for a slug that nobody defines.
    """
    known = {item.figure.slug: item for item in placed()}
    if slug in known:
        return (known[slug],)
    parts = next((one.parts for one in definitions(tuple(known)) if one.slug == slug), ())
    return tuple(known[part] for part in parts if part in known)


def _ids(item: Placed, door: Door, office: Organisation, year: int) -> tuple[UUID, ...]:
    rows = rows_of(item, door(item.register), office, year)
    return tuple(rows.order_by("pk").values_list("pk", flat=True))


def _composed(
    definition: Composed, values: Mapping[str, Value], ids: Mapping[str, tuple[UUID, ...]]
) -> Backed:
    parts = tuple(values[slug] for slug in definition.parts if slug in values)
    rows = tuple(pk for part in parts for pk in ids[part.slug]) if ids else None
    return Backed(
        value=composed(definition, values),
        counts=definition.counts,
        cite="",
        register="、".join(dict.fromkeys(part.register for part in parts)),
        parts=parts,
        rows=rows,
    )
