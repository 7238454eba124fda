"""Takes over many rows of the past at once: spreadsheets in, sealed events out, in batches that land whole or
not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice
from typing import Any

from django.db import IntegrityError, transaction

from yifa.ledger.models import Log
from yifa.matter.correct import align
from yifa.matter.derive import breach_rows, derive, duty_rows, words
from yifa.matter.insert import insert
from yifa.matter.models import Breach, Duty, Matter, SearchText
from yifa.matter.record import Draft, china_day, conflict, event_id, lock, past_draft, sealing
from yifa.matter.refusal import Origin, Refusal, Sentence
from yifa.matter.register import Register, Version
from yifa.matter.rights import may_write_history
from yifa.matter.search import put
from yifa.matter.values import by_label, judge
from yifa.people.models import Officer, Organisation
from yifa.procedure import Event, Step

BATCH = 500


@dataclass(frozen=True)
class PastStep:
    """A step of the past: its English id, its legal day, its values by English column name."""

    step: str
    on: date
    values: Mapping[str, Any]
    who: str = ""


@dataclass(frozen=True)
class PastRow:
    """A row of the past. ``identity`` finds it again, ``digest`` tells whether it changed.

    ``was`` is the identity it had before the office corrected the day or the number that names it.
    """

    identity: str
    digest: str
    steps: tuple[PastStep, ...]
    origin: Origin
    was: str = ""


@dataclass
class Taken:
    """What became of the rows so far."""

    new: int = 0
    unchanged: int = 0
    corrected: int = 0
    events: int = 0
    refused: list[tuple[PastRow, Refusal]] = field(default_factory=list)

    def add(self, more: Taken) -> None:
        """Adds what became of further rows."""
        self.new += more.new
        self.unchanged += more.unchanged
        self.corrected += more.corrected
        self.events += more.events
        self.refused += more.refused

    @property
    def done(self) -> int:
        """Rows judged so far."""
        return self.new + self.unchanged + self.corrected + len(self.refused)


@dataclass
class _Batch:
    matters: list[Matter] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
    duties: list[Duty] = field(default_factory=list)
    breaches: list[Breach] = field(default_factory=list)
    words: list[SearchText] = field(default_factory=list)


def record_many(
    register: Register,
    township: Organisation,
    rows: Iterable[PastRow],
    *,
    now: datetime,
    by: Officer,
    batch: int = BATCH,
) -> Iterator[Taken]:
    """Takes over ``rows``; gives the count after each batch, which is one transaction.

    A row of which any step is wrong lands not at all and stands in ``refused`` with what is wrong. A row that
    was
    taken over before is left alone when its digest is the same, and corrected when it is not.
    """
    taken = Taken()
    stream = iter(rows)
    while chunk := list(islice(stream, batch)):
        if not may_write_history(by, township, china_day(now)):
            reason = Sentence("暂不能导入：应当由法治专干或者负责人办理。", next="请他们登录后导入。")
            taken.refused += [(row, Refusal("right", (reason,))) for row in chunk]
        else:
            with transaction.atomic():
                _take(register, township, chunk, taken, now, by)
        yield taken


def _take(
    register: Register,
    township: Organisation,
    rows: Sequence[PastRow],
    taken: Taken,
    now: datetime,
    by: Officer,
) -> None:
    """Takes the rows at once; when the database objects to one, takes them one by one to find it."""
    try:
        with transaction.atomic():
            got = _attempt(register, township, rows, now, by)
    except IntegrityError as fault:
        if len(rows) == 1:
            taken.refused.append((rows[0], Refusal("form", fields={"": conflict(register, fault)})))
            return
        for row in rows:
            _take(register, township, [row], taken, now, by)
        return
    taken.add(got)


def _attempt(
    register: Register, township: Organisation, rows: Sequence[PastRow], now: datetime, by: Officer
) -> Taken:
    taken = Taken()
    log = lock(str(township.pk))
    known = {
        row.source: row
        for row in register.model._default_manager.filter(
            township=township, source__in={row.was or row.identity for row in rows}
        ).select_related("township")
    }
    batch, fresh = _Batch(), set[int]()
    for row in rows:
        old = known.get(row.was or row.identity)
        if old is None:
            fault = _new(register, township, row, batch, now, by, known)
        elif (old.digest == row.digest and not row.was) or id(old) in fresh:
            taken.unchanged += 1
            continue
        else:
            fault = _changed(log, register, old, row, taken, now, by)
        if fault is not None:
            taken.refused.append((row, fault))
        elif old is None:
            taken.new += 1
            fresh.add(id(batch.matters[-1]))
    taken.events += len(batch.drafts)
    insert(batch.matters)
    insert(batch.duties)
    insert(batch.breaches)
    put(batch.words, fresh=True)
    sealing(log, batch.drafts)
    return taken


def _new(
    register: Register,
    township: Organisation,
    row: PastRow,
    batch: _Batch,
    now: datetime,
    by: Officer,
    known: dict[str, Matter],
) -> Refusal | None:
    version = register.version_on(min(step.on for step in row.steps))
    judged = judged_steps(register, version, row, china_day(now))
    if isinstance(judged, Refusal):
        return judged
    matter = register.model(
        township=township, version=version.name, entered_by=by.pk, source=row.identity, digest=row.digest
    )
    kernel = version.kernel(township)
    officer = str(by.pk)
    events = [
        Event(
            id=number,
            step=step.name,
            on=past.on,
            by=officer,
            who=past.who,
            data=by_label(register, clean),
            past=True,
        )
        for number, (step, past, clean) in enumerate(judged)
    ]
    state = kernel.apply_many(kernel.start(), events)
    entries = {event.id: event_id(now) for event in events}
    columns: dict[str, Any] = {}
    for number, (step, past, clean) in enumerate(judged):
        broken = [reason for event, reason in state.breaches if event == number]
        batch.drafts.append(
            past_draft(register, version, entries[number], matter.pk, step, past.on, past.who, clean, broken,
                       now=now, by=by, origin=row.origin, first=number == 0)
        )  # fmt: skip
        columns.update(clean)
    owed = derive(register, version, matter, state, events, columns)
    batch.matters.append(matter)
    batch.duties += duty_rows(register, matter, owed)
    batch.breaches += breach_rows(register, version, matter, state, events, entries)
    batch.words.append(words(register, matter))
    known[row.identity] = matter
    return None


def judged_steps(
    register: Register, version: Version, row: PastRow, today: date
) -> list[tuple[Step, PastStep, dict[str, Any]]] | Refusal:
    """The row's steps in legal order with clean values, or what is wrong with them."""
    found = []
    faults: dict[str, str] = {}
    for past in row.steps:
        step = register.step(version, past.step)
        if step is None:
            faults[past.step] = f"{register.zh}没有“{past.step}”这一步"
            continue
        if past.on > today:
            faults[past.step] = f"“{step.name}”的日期{past.on.isoformat()}还没有到"
        clean, wrong = judge(register, step, past.values, on=past.on, past=True)
        faults |= wrong
        found.append((step, past, clean))
    if faults:
        return Refusal("form", fields=faults)
    order = {name: place for place, name in enumerate(version.definition.steps)}
    return sorted(found, key=lambda item: (item[1].on, order[item[0].name]))


def _changed(
    log: Log, register: Register, old: Matter, row: PastRow, taken: Taken, now: datetime, by: Officer
) -> Refusal | None:
    version = register.version(old)
    judged = judged_steps(register, version, row, china_day(now))
    if isinstance(judged, Refusal):
        return judged
    wanted = [(step, past.on, past.who, clean) for step, past, clean in judged]
    old.source = row.identity
    written = align(log, register, version, old, wanted, digest=row.digest, origin=row.origin, now=now, by=by)
    taken.events += written
    taken.corrected += 1
    return None
