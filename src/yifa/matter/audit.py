"""Whether the rows of a township stand as their events say: none missing, none without history, no column changed."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from yifa.ledger.models import Entry
from yifa.matter.derive import derive
from yifa.matter.history import Happened, effective, histories, history, kernel_events
from yifa.matter.models import Matter
from yifa.matter.register import Register
from yifa.matter.replayed import BATCH, Mismatch, check_rows
from yifa.people.models import Organisation

DERIVED = ("stage", "outcome", "opened_on", "closed_on", "due_on", "due_what", "breaches", "events")


@dataclass(frozen=True)
class Discrepancy:
    """A row that is not what its events say. ``event`` and ``index`` name the event that wrote the column last."""

    mismatch: Mismatch
    event: UUID | None = None
    index: int | None = None

    @property
    def sentence(self) -> str:
        """The discrepancy in English: register, id, column, both values, and the event."""
        wrong = self.mismatch
        place = f"row {wrong.register}/{wrong.matter}"
        if not wrong.column:
            return f"{place}: the register has {wrong.row}, the log has {wrong.log}"
        writer = f" (event {self.event}, number {self.index})" if self.event else ""
        return f"{place}, column {wrong.column}: the events give {wrong.log}{writer}, the row has {wrong.row}"


def audit(register: Register, township: Organisation) -> Iterator[Discrepancy]:
    """Every row of the register in the township against its events, and every event against a row."""
    for mismatch in check_rows(register, township):
        yield _placed(register, mismatch)
    yield from _missing(register, township)
    yield from _derived(register, township)


def _placed(register: Register, mismatch: Mismatch) -> Discrepancy:
    last: Happened | None = None
    for original, current in effective(history(register.key, mismatch.matter)):
        if mismatch.column in current.values or mismatch.column in original.values:
            last = current
    return Discrepancy(mismatch, last.entry, last.index) if last else Discrepancy(mismatch)


def _missing(register: Register, township: Organisation) -> Iterator[Discrepancy]:
    """Matters of which the log knows and the register does not."""
    rows = register.model._default_manager
    known = set(rows.filter(township=township).values_list("pk", flat=True).iterator(2000))
    entries = Entry.objects.filter(log=str(township.pk), register=register.key).order_by("index")
    told: set[UUID] = set()
    for matter, event, index in entries.values_list("matter", "id", "index").iterator(2000):
        if matter not in known and matter not in told:
            told.add(matter)
            yield Discrepancy(Mismatch(register.key, matter, "", "no row", f"event {event}"), event, index)


def _derived(register: Register, township: Organisation) -> Iterator[Discrepancy]:
    """Progress, outcome, due day and counts against a replay under the procedure that the row remembers."""
    rows = register.model._default_manager.filter(township=township).select_related("township")
    last: UUID | None = None
    while batch := list(
        rows.filter(pk__gt=last).order_by("pk")[:BATCH] if last else rows.order_by("pk")[:BATCH]
    ):
        last = batch[-1].pk
        found = histories(register.key, [row.pk for row in batch])
        for row in batch:
            yield from _compared(register, row, found[row.pk])


def _compared(register: Register, row: Matter, happened: list[Happened]) -> Iterator[Discrepancy]:
    version = register.version(row)
    events = kernel_events(register, version, happened)
    if version.name != row.version or not events:
        return  # a procedure that is no longer shipped as it was cannot be replayed
    again = copy.copy(row)
    derive(register, version, again, version.kernel(row.township).replay(events), events, {})
    for name in DERIVED:
        if getattr(again, name) != getattr(row, name):
            wrong = Mismatch(register.key, row.pk, name, repr(getattr(row, name)), repr(getattr(again, name)))
            yield Discrepancy(wrong, happened[-1].entry, happened[-1].index)
