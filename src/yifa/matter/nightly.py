"""Puts on record what the law deems to have happened (拟制), in the system's name; safe to repeat every night."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from yifa.matter.history import history, kernel_events
from yifa.matter.models import Matter
from yifa.matter.record import BEIJING, record
from yifa.matter.refusal import Recorded, Refusal
from yifa.matter.register import Register, Version
from yifa.people.models import Officer, Organisation
from yifa.people.office import system_officer
from yifa.procedure import Kernel, State

LONGEST = 3660


@dataclass(frozen=True)
class Deemed:
    """A step that the law deems taken: on which matter, of which day, and what the write door answered."""

    register: str
    matter: UUID
    step: str
    who: str
    on: date
    answer: Recorded | Refusal


def deem(register: Register, township: Organisation, now: datetime) -> Iterator[Deemed]:
    """Records every legal fiction that is due in the township's open matters, each on the first day it held.

    A matter on which nothing is due is left alone, so that a second run records nothing.
    """
    if not any(step.fiction for version in register.versions for step in version.definition.steps.values()):
        return
    by = system_officer(township)
    rows = register.model._default_manager.filter(township=township, closed_on__isnull=True)
    for row in rows.select_related("township").order_by("pk").iterator(200):
        yield from _row(register, row, by, now)


def _row(register: Register, row: Matter, by: Officer, now: datetime) -> Iterator[Deemed]:
    version, today = register.version(row), now.astimezone(BEIJING).date()
    kernel = version.kernel(row.township)
    refused: set[tuple[str, str]] = set()
    while due := _due(register, version, kernel, row, today, refused):
        (step, who), on = due
        answer = record(register, row, step, {}, on=on, now=now, by=by, who=who)
        yield Deemed(register.key, row.pk, step, who, on, answer)
        if isinstance(answer, Refusal):
            refused.add((step, who))  # it cannot be recorded without a person; asked again the next night


def _due(
    register: Register,
    version: Version,
    kernel: Kernel,
    row: Matter,
    today: date,
    refused: set[tuple[str, str]],
) -> tuple[tuple[str, str], date] | None:
    """The next fiction of the matter and the first day on which it held; None when there is none."""
    state = kernel.replay(kernel_events(register, version, history(register.key, row.pk)))
    if state.last is None:
        return None
    for fiction in kernel.fictions(state, today):
        if fiction not in refused:
            return fiction, _first(kernel, state, fiction, state.last[0], today)
    return None


def _first(kernel: Kernel, state: State, fiction: tuple[str, str], after: date, today: date) -> date:
    day = max(after, today - timedelta(LONGEST))
    while day < today and fiction not in kernel.fictions(state, day):
        day += timedelta(1)
    return day
