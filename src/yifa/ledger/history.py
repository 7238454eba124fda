"""Reads sealed events back: their heads, the values that are open, and which fields were erased."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from yifa.ledger.models import Entry, Erasure, Opening


class Erased:
    """Stands where an erased value stood; there is one, `ERASED`."""

    __slots__ = ()

    def __str__(self) -> str:
        return "已依法删除"

    def __repr__(self) -> str:
        return "ERASED"

    def __bool__(self) -> bool:
        return False


ERASED: Final = Erased()


@dataclass(frozen=True, slots=True)
class Sealed:
    """One event as it can be read now. `values` are JSON values (dates and decimals as strings) or ERASED."""

    id: UUID
    index: int
    township: str
    register: str
    matter: UUID
    step: str
    head: dict[str, Any]
    values: dict[str, Any]


def events(register: str, matter: UUID, *, using: str = "default") -> list[Sealed]:
    """A matter's events in the order they were recorded; three queries."""
    return events_of(register, [matter], using=using).get(matter, [])


def events_of(register: str, matters: Iterable[UUID], *, using: str = "default") -> dict[UUID, list[Sealed]]:
    """The events of many matters by matter; keep the batch to some hundreds."""
    entries = Entry.objects.using(using).filter(register=register, matter__in=list(matters)).order_by("index")
    found: dict[UUID, list[Sealed]] = {}
    for sealed in read(entries.iterator(2000), using=using):
        found.setdefault(sealed.matter, []).append(sealed)
    return found


def read(entries: Iterable[Entry], *, using: str = "default") -> Iterator[Sealed]:
    """Entries with their values, in the order given."""
    batch: list[Entry] = []
    for entry in entries:
        batch.append(entry)
        if len(batch) == 500:
            yield from _with_values(batch, using)
            batch = []
    if batch:
        yield from _with_values(batch, using)


def _with_values(entries: list[Entry], using: str) -> Iterator[Sealed]:
    keys = [entry.pk for entry in entries]
    values: dict[UUID, dict[str, Any]] = {key: {} for key in keys}
    openings = Opening.objects.using(using).filter(entry__in=keys).order_by("id")
    for key, name, value in openings.values_list("entry_id", "name", "value"):
        values[key][name] = json.loads(value)
    erasures = Erasure.objects.using(using).filter(entry__in=keys).exclude(name__startswith="file:")
    for key, name in erasures.values_list("entry_id", "name"):
        values[key][name] = ERASED
    for entry in entries:
        yield Sealed(
            entry.pk, entry.index, entry.log_id, entry.register, entry.matter, entry.step,
            json.loads(entry.head), values[entry.pk],
        )  # fmt: skip
