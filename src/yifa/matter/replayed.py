"""The nightly check: every row is the fold of its events; says which row and column are not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from yifa.matter.columns import opened
from yifa.matter.history import fold, histories
from yifa.matter.models import Matter
from yifa.matter.register import Register
from yifa.people.models import Organisation

BATCH = 200


@dataclass(frozen=True)
class Mismatch:
    """A row whose column is not what its events say; column empty when the row has no events or no row
    exists.
    """

    register: str
    matter: UUID
    column: str
    row: str
    log: str


def check_rows(register: Register, township: Organisation) -> Iterator[Mismatch]:
    """Compares every row of the register in the township with the fold of its events."""
    rows = register.model._default_manager.filter(township=township).order_by("pk")
    last: UUID | None = None
    while batch := list(rows.filter(pk__gt=last)[:BATCH] if last else rows[:BATCH]):
        last = batch[-1].pk
        found = histories(register.key, [row.pk for row in batch])
        for row in batch:
            yield from _compare(register, row, found[row.pk])


def _compare(register: Register, row: Matter, events: list) -> Iterator[Mismatch]:  # type: ignore[type-arg]
    if not events:
        yield Mismatch(register.key, row.pk, "", "present", "no events")
        return
    wanted = {name: opened(field, None) for name, field in register.columns.items()} | fold(register, events)
    for name, value in wanted.items():
        found = getattr(row, name)
        if found != value:
            yield Mismatch(register.key, row.pk, name, repr(found), repr(value))
