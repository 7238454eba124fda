"""Writes what follows from a matter's events: its columns, its duties and due dates, its breaches, its search
words.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from yifa.matter.columns import Names, Officers
from yifa.matter.insert import insert
from yifa.matter.models import Breach, Duty, Matter, SearchText
from yifa.matter.register import Register, Version
from yifa.matter.search import bigrams, change, put
from yifa.procedure import Event, Owed, State

FAR = date.max


@dataclass(frozen=True)
class Stood:
    """A row as it was read from the database: only what has become different is written again."""

    columns: dict[str, Any]
    words: str


def stood(register: Register, row: Matter) -> Stood:
    """What the row says now, before anything is assigned."""
    names = (field.attname for field in row._meta.concrete_fields)
    return Stood({name: getattr(row, name) for name in names}, words(register, row).text)


def rewrite(
    register: Register,
    version: Version,
    row: Matter,
    state: State,
    events: Sequence[Event],
    columns: Mapping[str, Any],
    *,
    fresh: bool,
    before: Stood | None = None,
) -> None:
    """Assigns ``columns``, derives the rest from ``state`` and saves row, duties and search words.

    Without ``before`` the whole row and its words are written, whatever they were.
    """
    owed = derive(register, version, row, state, events, columns)
    if before is None:
        row.save(force_insert=fresh)
    else:
        row.save(update_fields=[name for name, old in before.columns.items() if getattr(row, name) != old])
    _rewrite_duties(register, row, owed, fresh=fresh)
    found = words(register, row)
    if before is None:
        put([found], fresh=fresh)
    elif before.words != found.text:
        change(found)


def derive(
    register: Register,
    version: Version,
    row: Matter,
    state: State,
    events: Sequence[Event],
    columns: Mapping[str, Any],
) -> list[Owed]:
    """Sets the columns and what follows from them on ``row`` in memory; gives what is owed now."""
    for name, value in columns.items():
        setattr(row, name, value)
    last = max(events, key=lambda event: (event.on, event.id))
    first = min(events, key=lambda event: (event.on, event.id))
    owed = version.kernel(row.township).agenda(state, last.on)
    verdict = version.kernel(row.township).verdict(state, last.on)
    row.opened_on = first.on
    row.stage = last.step
    row.outcome = "、".join(verdict.outcomes)[:60]
    row.closed_on = last.on if verdict.finished else None
    row.events = len(events)
    row.breaches = len(state.breaches)
    duties = sorted((o for o in owed if o.kind == "must" and o.due), key=lambda o: o.due or FAR)
    row.due_on = duties[0].due if duties and not verdict.finished else None
    row.due_what = "或".join(duties[0].steps)[:60] if row.due_on else ""
    return list(owed)


def duty_rows(register: Register, row: Matter, owed: Sequence[Owed]) -> list[Duty]:
    """The duties and rights that are running, as rows."""
    return [
        Duty(
            register=register.key,
            matter=row.pk,
            township_id=row.township_id,
            rule=term.rule_id,
            kind=term.kind,
            steps="、".join(term.steps)[:200],
            who=term.who,
            bearer=term.bearer,
            start=term.start,
            due=term.due,
            provisional=term.provisional,
            paused=term.paused,
            article=term.cite.label if term.cite else "",
        )
        for term in owed
    ]


def _rewrite_duties(register: Register, row: Matter, owed: Sequence[Owed], *, fresh: bool) -> None:
    rows = duty_rows(register, row, owed)
    if not fresh:
        key = row.pk if connection.features.has_native_uuid_field else row.pk.hex
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM matter_duty WHERE register = %s AND matter = %s", [register.key, key])
    if rows:
        insert(rows)


def breach_rows(
    register: Register,
    version: Version,
    row: Matter,
    state: State,
    events: Sequence[Event],
    entries: Mapping[int, uuid.UUID],
) -> list[Breach]:
    """The breaches of a matter as rows, each on the event that made it."""
    by_id = {event.id: event for event in events}
    return [
        Breach(
            register=register.key,
            matter=row.pk,
            township_id=row.township_id,
            entry=entries[number],
            step=version.definition.steps[by_id[number].step].id,
            rule=reason.rule_id,
            kind=reason.kind,
            article=reason.cite.label if reason.cite else "",
            text=reason.text[:400],
            on=by_id[number].on,
        )
        for number, reason in state.breaches
    ]


def rewrite_breaches(
    register: Register,
    version: Version,
    row: Matter,
    state: State,
    events: Sequence[Event],
    entries: Mapping[int, uuid.UUID],
    *,
    before: Stood | None = None,
) -> None:
    """Replaces the breach rows of a matter when there are or were any."""
    rows = breach_rows(register, version, row, state, events, entries)
    if row.events > 1 and (before is None or before.columns["breaches"]):
        Breach.objects.filter(register=register.key, matter=row.pk).delete()
    if rows:
        insert(rows)


def words(register: Register, row: Matter) -> SearchText:
    """The matter's searchable words: its text columns as character pairs."""
    parts = []
    for name, field in register.columns.items():
        value = getattr(row, name)
        if isinstance(value, str):
            parts.append(value)
        elif isinstance(field, Names) and not isinstance(field, Officers):
            parts.extend(value or ())
    text = " ".join(dict.fromkeys(bigrams(" ".join(parts))))
    return SearchText(matter=row.pk, register=register.key, township_id=row.township_id, text=text)
