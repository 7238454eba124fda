"""Reads what happened to a matter back from the ledger and folds it into columns."""

from __future__ import annotations

import json
import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection

from yifa.matter.columns import Names, opened
from yifa.matter.register import Register, Version
from yifa.procedure import Event

WHO, REASON = "@who", "@reason"
CORRECT, VOID = "correct", "void"
ERASED_TEXT = "已依法删除"
EVENTS = """SELECT id, "index", head, commitments FROM ledger_entry
WHERE register = %s AND matter IN ({}) ORDER BY "index\""""
OPENINGS = """SELECT o.entry_id, o.name, o.value FROM ledger_opening o JOIN ledger_entry e ON e.id = o.entry_id
WHERE e.register = %s AND e.matter IN ({}) ORDER BY o.id"""


class Erased:
    """The value of a field whose opening was erased by law."""

    def __repr__(self) -> str:
        return ERASED_TEXT


ERASED = Erased()


@dataclass(frozen=True)
class Happened:
    """One sealed event of a matter, with the values that are still open."""

    entry: uuid.UUID
    index: int
    step: str
    on: date
    at: datetime | None
    recorded: datetime
    officer: str
    head: dict[str, Any]
    values: dict[str, Any]

    @property
    def who(self) -> str:
        """The party, for a step that is taken for each party."""
        return str(self.values.get(WHO) or "")

    @property
    def reason(self) -> str:
        """Why it was recorded although a rule forbade it, or why it was corrected."""
        return str(self.values.get(REASON) or "")

    @property
    def corrects(self) -> uuid.UUID | None:
        """The event that this one corrects or voids."""
        target = self.head.get("voids")
        return uuid.UUID(target) if target else None

    @property
    def past(self) -> bool:
        """Whether it was taken over from paper or a spreadsheet."""
        return bool(self.head.get("origin"))


def history(register: str, matter: uuid.UUID) -> list[Happened]:
    """All sealed events of one matter in the order of recording; two queries."""
    return histories(register, [matter])[matter]


def histories(register: str, matters: Iterable[uuid.UUID]) -> dict[uuid.UUID, list[Happened]]:
    """The events of several matters; two queries. Every matter asked for has a list, perhaps empty.

    Written as SQL, because every recorded step asks it and building the query took four fifths of its time. The head
    is read and not the columns that repeat it.
    """
    found: dict[uuid.UUID, list[Happened]] = {matter: [] for matter in matters}
    if not found:
        return found
    native = connection.features.has_native_uuid_field
    asked = [register, *(matter if native else matter.hex for matter in found)]
    marks = ", ".join(["%s"] * len(found))
    with connection.cursor() as cursor:
        cursor.execute(EVENTS.format(marks), asked)
        events = cursor.fetchall()
        cursor.execute(OPENINGS.format(marks), asked)
        openings = cursor.fetchall()
    open_values: dict[Any, dict[str, Any]] = defaultdict(dict)
    for entry, name, value in openings:
        open_values[entry][name] = json.loads(value)
    for entry, index, head, commitments in events:
        event = _happened(index, json.loads(head), commitments, open_values[entry])
        found[uuid.UUID(event.head["matter"])].append(event)
    return found


def _happened(index: int, head: dict[str, Any], commitments: str, values: dict[str, Any]) -> Happened:
    for name, _ in json.loads(commitments):
        values.setdefault(name, ERASED)
    return Happened(
        entry=uuid.UUID(head["id"]),
        index=index,
        step=head["step"],
        on=date.fromisoformat(head["on"]),
        at=datetime.fromisoformat(head["at"]) if head.get("at") else None,
        recorded=datetime.fromisoformat(head["recorded"]),
        officer=head.get("officer", ""),
        head=head,
        values=values,
    )


def effective(events: Sequence[Happened]) -> list[tuple[Happened, Happened]]:
    """Pairs (original, what counts now) after corrections, in legal order; voided events are left out."""
    standing = {event.entry: event for event in events if event.corrects is None}
    place = {event.entry: number for number, event in enumerate(events)}
    now: dict[uuid.UUID, Happened] = dict(standing)
    for event in events:
        target = event.corrects
        if target is None or target not in standing:
            continue
        if event.step == VOID:
            now.pop(target, None)
        else:
            now[target] = event
    pairs = [(standing[key], current) for key, current in now.items()]
    return sorted(pairs, key=lambda pair: (pair[1].on, place[pair[0].entry]))


def kernel_events(register: Register, version: Version, events: Sequence[Happened]) -> list[Event]:
    """The events as the kernel reads them: labels for names, corrections already applied."""
    found = []
    place = {event.entry: number for number, event in enumerate(events)}
    for original, current in effective(events):
        step = version.definition.by_id.get(original.step)
        if step is None:
            continue
        found.append(
            Event(
                id=place[original.entry],
                step=step.name,
                on=current.on,
                at=current.at,
                role=str(original.head.get("role", "")),
                by=original.officer,
                who=original.who,
                data=labelled(register, {**original.values, **current.values}),
                reason=original.reason,
                past=original.past,
            )
        )
    return found


def labelled(register: Register, values: dict[str, Any]) -> dict[str, Any]:
    """Sealed values by English name → Python values by the law's word; unknown stays absent."""
    data: dict[str, Any] = {}
    for name, value in values.items():
        field = register.columns.get(name)
        if field is None or value is None or value is ERASED:
            continue
        data[register.labels[name]] = opened(field, value)
    return data


def fold(register: Register, events: Sequence[Happened]) -> dict[str, Any]:
    """The columns of a row, as its effective events assign them one after the other."""
    columns: dict[str, Any] = {}
    for original, current in effective(events):
        values = {**original.values, **current.values}
        for name, value in values.items():
            field = register.columns.get(name)
            if field is None:
                continue
            columns[name] = _erased(field) if value is ERASED else opened(field, value)
    return columns


def _erased(field: Any) -> Any:
    if isinstance(field, Names):
        return [ERASED_TEXT]
    try:
        return (
            field.to_python(ERASED_TEXT) if field.get_internal_type() in ("CharField", "TextField") else None
        )
    except ValidationError:
        return None
