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

from yifa.ledger.models import Entry, Opening
from yifa.matter.columns import Names, opened
from yifa.matter.register import Register, Version
from yifa.procedure import Event

WHO, REASON = "@who", "@reason"
CORRECT, VOID = "correct", "void"
ERASED_TEXT = "已依法删除"


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
    """The events of several matters; two queries. Every matter asked for has a list, perhaps empty."""
    wanted = list(matters)
    entries = list(Entry.objects.filter(register=register, matter__in=wanted).order_by("index"))
    open_values: dict[uuid.UUID, dict[str, Any]] = defaultdict(dict)
    rows = Opening.objects.filter(entry__register=register, entry__matter__in=wanted)
    for entry_id, name, value in rows.values_list("entry_id", "name", "value"):
        open_values[entry_id][name] = json.loads(value)
    found: dict[uuid.UUID, list[Happened]] = {matter: [] for matter in wanted}
    for entry in entries:
        found[entry.matter].append(_happened(entry, open_values[entry.id]))
    return found


def _happened(entry: Entry, values: dict[str, Any]) -> Happened:
    for name, _ in json.loads(entry.commitments):
        values.setdefault(name, ERASED)
    head = json.loads(entry.head)
    at = datetime.fromisoformat(head["at"]) if head.get("at") else None
    return Happened(
        entry.id, entry.index, entry.step, entry.on, at, entry.recorded, head.get("officer", ""), head, values
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
