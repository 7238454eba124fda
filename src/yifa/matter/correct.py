"""Corrections: they add, never edit; the old event stays with who, when and why."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from yifa.ledger.models import Log
from yifa.matter.columns import opened
from yifa.matter.derive import rewrite, rewrite_breaches
from yifa.matter.history import (
    CORRECT,
    ERASED,
    REASON,
    VOID,
    WHO,
    Happened,
    effective,
    fold,
    history,
    kernel_events,
)
from yifa.matter.models import Matter
from yifa.matter.record import Draft, china_day, event_id, lock, past_draft, sealing
from yifa.matter.refusal import Origin, Recorded, Refusal, Sentence
from yifa.matter.register import Register, Version
from yifa.matter.rights import may_write_history, why_not
from yifa.matter.values import judge, sealed_values
from yifa.people.models import Officer
from yifa.procedure import Step

REASON_NEEDED = "没有写更正的理由"
EVENTS_GONE = "这条记录已经作废，不能再更正"


def correct(
    register: Register,
    row: Matter,
    entry: uuid.UUID,
    values: Mapping[str, Any] | None,
    *,
    on: date,
    reason: str,
    now: datetime,
    by: Officer,
    files: Sequence[str] = (),
) -> Recorded | Refusal:
    """Corrects one event: ``values`` and ``on`` are what should stand; ``values`` None voids the event
    altogether.

    The whole story is judged again; a breach that the correction brings to light is recorded, not refused,
    for
    a correction states a fact. Refuses: no reason given, no such event, no right to take that step.
    """
    with transaction.atomic():
        log = lock(str(row.township_id))
        row = register.model._default_manager.select_related("township").get(pk=row.pk)
        version = register.version(row)
        happened = history(register.key, row.pk)
        standing = {original.entry: current for original, current in effective(happened)}
        target = next((event for event in happened if event.entry == entry), None)
        refused = _refused(register, version, row, target, standing, reason, on, now, by)
        if isinstance(refused, Refusal):
            return refused
        step, current = refused
        clean: dict[str, Any] = {}
        if values is not None:
            clean, faults = judge(register, step, values, on=on, past=current.past)
            if faults:
                return Refusal("form", fields=faults)
        draft = _draft(
            register, row, current, entry, None if values is None else clean, on, reason, now, by, files
        )
        try:
            with transaction.atomic():
                _refold(register, version, row, [*happened, _as_happened(draft)])
        except IntegrityError:
            return Refusal("form", fields={"": "更正后的内容和别的记录互相矛盾，请核对日期和编号"})
        sealed = sealing(log, [draft])[0]
        return Recorded(row.pk, sealed.id, sealed.index)


def _refused(
    register: Register,
    version: Version,
    row: Matter,
    target: Happened | None,
    standing: Mapping[uuid.UUID, Happened],
    reason: str,
    on: date,
    now: datetime,
    by: Officer,
) -> Refusal | tuple[Step, Happened]:
    if not reason.strip():
        return Refusal("form", fields={"reason": REASON_NEEDED})
    if target is None or target.entry not in standing:
        return Refusal("state", (Sentence(f"暂不能更正：{EVENTS_GONE}。"),))
    if on > china_day(now):
        return Refusal("form", fields={"on": f"{on.month}月{on.day}日还没有到，只能记录已经发生的事"})
    step = version.definition.by_id[target.step]
    denied = why_not(register, version, step, by, row.township, china_day(now))
    if denied is not None and not may_write_history(by, row.township, china_day(now)):
        return denied
    return step, standing[target.entry]


def _draft(
    register: Register,
    row: Matter,
    current: Happened,
    entry: uuid.UUID,
    clean: Mapping[str, Any] | None,
    on: date,
    reason: str,
    now: datetime,
    by: Officer,
    files: Sequence[str],
    origin: Origin | None = None,
) -> Draft:
    values: dict[str, Any] = {}
    if clean is not None:
        # Columns that the correction leaves out were wrong to be filled: they stand as null, not as before.
        values = {name: None for name in current.values if not name.startswith("@")}
        values |= sealed_values(register, clean)
    if current.who:
        values[WHO] = current.who
    return Draft(
        id=event_id(now),
        register=register.key,
        matter=row.pk,
        step=CORRECT if clean is not None else VOID,
        on=on,
        recorded=now,
        officer=str(by.pk),
        values=values | {REASON: reason},
        origin=origin.head() if origin else None,
        files=files,
        voids=entry,
    )


def _as_happened(draft: Draft) -> Happened:
    head: dict[str, Any] = {"voids": str(draft.voids) if draft.voids else None, "origin": draft.origin}
    return Happened(
        draft.id, 0, draft.step, draft.on, draft.at, draft.recorded, draft.officer, head, dict(draft.values)
    )


def _refold(register: Register, version: Version, row: Matter, happened: Sequence[Happened]) -> None:
    events = kernel_events(register, version, happened)
    state = version.kernel(row.township).replay(events)
    columns = {name: opened(field, None) for name, field in register.columns.items()} | fold(
        register, happened
    )
    entries = {number: event.entry for number, event in enumerate(happened)}
    rewrite(register, version, row, state, events, columns, fresh=False)
    rewrite_breaches(register, version, row, state, events, entries)


def align(
    log: Log,
    register: Register,
    version: Version,
    row: Matter,
    wanted: Sequence[tuple[Step, date, str, dict[str, Any]]],
    *,
    digest: str,
    origin: Origin,
    now: datetime,
    by: Officer,
) -> int:
    """Brings a row that was taken over from a spreadsheet to what the sheet says now; gives the events
    written.

    A changed step is corrected, a new one added, one that the sheet no longer dates is voided.
    """
    happened = history(register.key, row.pk)
    standing: dict[tuple[str, str], tuple[uuid.UUID, Happened]] = {
        (original.step, original.who): (original.entry, current) for original, current in effective(happened)
    }
    drafts: list[Draft] = []
    reason = "表格中的这一行有改动，重新导入"
    for step, on, who, clean in wanted:
        known = standing.pop((step.id, who), None)
        if known is None:
            drafts.append(
                past_draft(register, version, event_id(now), row.pk, step, on, who, clean, [],
                           now=now, by=by, origin=origin, first=False)
            )  # fmt: skip
            continue
        entry, current = known
        if current.on != on or not _same(current, sealed_values(register, clean)):
            drafts.append(_draft(register, row, current, entry, clean, on, reason, now, by, (), origin))
    for entry, current in standing.values():
        if current.past:
            drafts.append(
                _draft(register, row, current, entry, None, current.on, reason, now, by, (), origin)
            )
    row.digest = digest
    _refold(register, version, row, [*happened, *map(_as_happened, drafts)])
    sealing(log, drafts)
    return len(drafts)


def _same(current: Happened, sealed: Mapping[str, Any]) -> bool:
    names = {name for name in (*current.values, *sealed) if not name.startswith("@")}
    return all(
        current.values.get(name) is ERASED or current.values.get(name) == sealed.get(name) for name in names
    )
