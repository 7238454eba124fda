"""受阻事项: matters on which somebody met a lawful block that still stands; and what was recorded last."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from typing import Any
from uuid import UUID

from yifa.desk import words
from yifa.desk.acts import blocked_step
from yifa.desk.asking import Asker, registers_for
from yifa.desk.shown.parts import Action, Blocked, Moment
from yifa.desk.standing import standing_of
from yifa.ledger.models import Entry
from yifa.matter.history import histories
from yifa.matter.models import Matter, RefusalNote
from yifa.matter.register import Register
from yifa.matter.rights import seen_by

DAYS, LOOK, MOST, RECENT = 30, 20, 5, 8


def stuck(asked: Asker) -> tuple[Blocked, ...]:
    """The newest blocks of the last thirty days, one a matter, worded as the matter stands today."""
    notes = RefusalNote.objects.filter(
        register__in=[register.key for register in registers_for(asked)],
        township__in=[place.pk for place in asked.townships],
        matter__isnull=False,
        at__gte=asked.now - timedelta(days=DAYS),
    )
    latest: dict[UUID, RefusalNote] = {}
    for note in notes.order_by("-at")[: LOOK * 5]:
        if note.matter is not None and len(latest) < LOOK:
            latest.setdefault(note.matter, note)
    found = _rows(asked, {key: note.register for key, note in latest.items()})
    told: list[Blocked] = []
    for register, rows in found:
        events = histories(register.key, [row.pk for row in rows])
        for row in rows:
            if row.closed_on is None and len(told) < MOST:
                told += _told(asked, register, row, events[row.pk], latest[row.pk].step)
    return tuple(told)


def _told(
    asked: Asker, register: Register, row: Matter, events: list[Any], wanted: str
) -> tuple[Blocked, ...]:
    stands = standing_of(register, row, events, asked.today)
    step = register.step(stands.version, wanted)
    shown = blocked_step(stands, asked, step.name) if step else None
    if shown is None:
        return ()
    action = shown.action or Action("看事项", stands.url)
    return (Blocked(shown.reason, shown.cites, shown.next, action, register.title_of(row), stands.url),)


def recent(asked: Asker) -> tuple[Moment, ...]:
    """What was recorded last, of what the officer may see."""
    known = {register.key: register for register in registers_for(asked)}
    logs = [str(place.pk) for place in asked.townships]
    # One log has an index over its own order; several are in order only by the clock.
    order = ("-index",) if len(logs) == 1 else ("-recorded", "-index")
    entries = list(Entry.objects.filter(log__in=logs, register__in=known).order_by(*order)[: RECENT * 2])
    rows: dict[UUID, Matter] = {}
    for _, several in _rows(asked, {entry.matter: entry.register for entry in entries}):
        rows |= {row.pk: row for row in several}
    shown = [_recent(asked, known[entry.register], rows[entry.matter], entry) for entry in entries
             if entry.matter in rows]  # fmt: skip
    return tuple(shown[:RECENT])


def _recent(asked: Asker, register: Register, row: Matter, entry: Entry) -> Moment:
    step = register.version(row).definition.by_id.get(entry.step)
    return Moment(
        when=words.moment(entry.recorded, asked.today),
        machine=entry.recorded.isoformat(),
        text=f"{register.title_of(row)}：{step.name if step else '更正'}",
        kind="step",
        url=f"/r/{register.key}/{row.pk}/",
    )


def _rows(asked: Asker, wanted: dict[UUID, str]) -> list[tuple[Register, list[Matter]]]:
    """The rows that the officer may see, by register; one query a register."""
    by_register: dict[str, list[UUID]] = defaultdict(list)
    for matter, key in wanted.items():
        by_register[key].append(matter)
    found = []
    for register in registers_for(asked):
        if keys := by_register.get(register.key):
            rows = seen_by(register, asked.officer, asked.today).select_related("township")
            here = rows.in_bulk(keys)
            found.append((register, [here[key] for key in keys if key in here]))
    return found
