"""The write door: one step on one matter, judged, folded into its row and sealed, in one transaction."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction

from yifa.ledger.append import Draft, append, event_id, lock
from yifa.ledger.models import Entry, Log
from yifa.matter.derive import Stood, rewrite, rewrite_breaches, stood
from yifa.matter.history import REASON, WHO, history, kernel_events
from yifa.matter.models import Matter, RefusalNote
from yifa.matter.one import row_of
from yifa.matter.refusal import Origin, Recorded, Refusal, Sentence
from yifa.matter.register import Register, Version
from yifa.matter.rights import OVERRIDERS, acting_role, may_write_history, why_not
from yifa.matter.sentence import sentence
from yifa.matter.values import by_label, judge, sealed_values
from yifa.people.models import Officer, Organisation
from yifa.procedure import Event, Reason, Step

__all__ = [
    "Draft",
    "event_id",
    "lock",
    "past_draft",
    "record",
    "sealing",
]  # the ledger's words for this room's floor

BEIJING = ZoneInfo("Asia/Shanghai")


def china_day(now: datetime) -> date:
    """The day of an instant in China, whatever zone the instant is written in."""
    return now.astimezone(BEIJING).date()


@dataclass(frozen=True)
class Asked:
    """One step as the face asks for it."""

    register: Register
    step: Step
    version: Version
    township: Organisation
    on: date
    at: datetime | None
    now: datetime
    by: Officer
    who: str
    files: tuple[str, ...]
    past: Origin | None
    reason: str


class _Conflict(Exception):
    """The database objected to the row; everything is rolled back, and the words are the officer's."""


def record(
    register: Register,
    row: Matter | None,
    step: str,
    values: Mapping[str, Any],
    *,
    on: date | datetime,
    now: datetime,
    by: Officer,
    who: str = "",
    files: Sequence[str] = (),
    past: Origin | None = None,
    reason: str = "",
) -> Recorded | Refusal:
    """Records ``step`` (English id or Chinese label) on ``row``, or on a new matter when ``row`` is None.

    ``values`` by English column name; ``on`` the legal day, or the moment where a statute counts hours;
    ``now`` the
    instant of recording; ``who`` the party of a per-party step; ``files`` digests of stored files. ``past``
    takes
    over a fact of the past, ``reason`` records what a rule forbade; both keep the breach visible.
    Out: what was recorded, or a Refusal with sentences, articles and the next lawful step. Never raises for
    anything an officer can do.
    """
    township = row.township if row is not None else by.organisation.township
    if township is None:
        return Refusal("right", (Sentence(f"暂不能登记{register.zh}：你不在乡镇任职。"),))
    try:
        with transaction.atomic():
            log = lock(str(township.pk))
            if row is not None:
                row = row_of(register.model, row.pk)
                row.township = township
            asked = _ask(register, row, step, township, on, now, by, who, tuple(files), past, reason)
            if isinstance(asked, Refusal):
                return asked
            answer = _record(log, asked, row, values)
            if isinstance(answer, Refusal) and answer.kind == "law":
                _write_note(now, by, township, register, row, asked.step.id, answer)
            return answer
    except _Conflict as fault:
        return Refusal("form", fields={"": str(fault)})


def rehearse(
    register: Register, row: Matter | None, step: str, values: Mapping[str, Any], **asked: Any
) -> Recorded | Refusal:
    """What ``record`` would answer, with nothing written but the note of a lawful block."""
    with transaction.atomic():
        answer = record(register, row, step, values, **asked)
        transaction.set_rollback(True)
    if isinstance(answer, Refusal) and answer.kind == "law":
        by: Officer = asked["by"]
        township = row.township if row is not None else by.organisation.township
        assert township is not None
        _write_note(asked["now"], by, township, register, row, step, answer)
    return answer


def _ask(
    register: Register,
    row: Matter | None,
    step: str,
    township: Organisation,
    on: date | datetime,
    now: datetime,
    by: Officer,
    who: str,
    files: tuple[str, ...],
    past: Origin | None,
    reason: str,
) -> Asked | Refusal:
    at = on if isinstance(on, datetime) else None
    day = on.astimezone(BEIJING).date() if isinstance(on, datetime) else on
    today = china_day(now)
    version = register.version(row) if row is not None else register.version_on(day)
    found = register.step(version, step)
    if found is None:
        return Refusal("state", (Sentence(f"{register.zh}没有“{step}”这一步。"),))
    if day > today:
        return Refusal("form", fields={"on": f"{day.month}月{day.day}日还没有到，只能记录已经发生的事"})
    if row is None and not found.opens:
        return Refusal("state", (Sentence(f"暂不能记录“{found.name}”：还没有登记这件{register.zh}。"),))
    if row is not None and found.opens and found.once:
        return Refusal("state", (Sentence(f"暂不能记录“{found.name}”：这一步只在登记时办理一次。"),))
    refused = why_not(register, version, found, by, township, today)
    if refused is not None and not (past and may_write_history(by, township, today)):
        return refused
    if reason and not past and not by.roles(today) & OVERRIDERS:
        return Refusal("right", (Sentence("暂不能写明理由后记录：应当由法治专干或者负责人办理。"),))
    return Asked(register, found, version, township, day, at, now, by, who, files, past, reason)


def _record(log: Log, asked: Asked, row: Matter | None, values: Mapping[str, Any]) -> Recorded | Refusal:
    register, step, kernel = asked.register, asked.step, asked.version.kernel(asked.township)
    clean, faults = judge(register, step, values, on=asked.on, past=asked.past is not None)
    if faults:
        return Refusal("form", fields=faults)
    happened = history(register.key, row.pk) if row is not None else []
    events = kernel_events(register, asked.version, happened)
    event = _event(asked, len(happened), by_label(register, clean))
    reasons = [] if asked.past else [r for r in kernel.refusals(events, event) if r.kind != "late"]
    if reasons and not asked.reason:
        return Refusal("law", tuple(sentence(asked.version, step.name, reason) for reason in reasons))
    state = kernel.replay([*events, event])
    before: Stood | None = None
    if row is None:
        row = register.model(township=asked.township, version=asked.version.name, entered_by=asked.by.pk)
    else:
        before = stood(register, row)
    entry_id = event_id(asked.now)
    entries = {number: past.entry for number, past in enumerate(happened)} | {event.id: entry_id}
    broken = [reason for number, reason in state.breaches if number == event.id]
    whole = [*events, event]
    try:
        rewrite(register, asked.version, row, state, whole, clean, fresh=before is None, before=before)
        rewrite_breaches(register, asked.version, row, state, whole, entries, before=before)
    except IntegrityError as fault:
        raise _Conflict(conflict(register, fault)) from fault
    draft = draft_of(asked, entry_id, row.pk, clean, broken, first=before is None)
    entry = append(log, [draft])[0]
    told = tuple(sentence(asked.version, step.name, reason) for reason in broken)
    return Recorded(row.pk, entry.id, entry.index, told)


def _event(asked: Asked, number: int, data: Mapping[str, Any]) -> Event:
    role = acting_role(asked.version, asked.step, asked.by, china_day(asked.now))
    return Event(
        id=number,
        step=asked.step.name,
        on=asked.on,
        at=asked.at,
        role=role if not asked.step.party else "",
        by=str(asked.by.pk),
        who=asked.who,
        data=dict(data),
        reason=asked.reason,
        past=asked.past is not None,
    )


def draft_of(
    asked: Asked,
    entry: uuid.UUID,
    matter: uuid.UUID,
    clean: Mapping[str, Any],
    broken: Sequence[Reason],
    *,
    first: bool,
) -> Draft:
    """The event before it is sealed. Party and reason are values, not head, so that the law can have them
    erased.
    """
    values = sealed_values(asked.register, clean)
    if asked.who:
        values[WHO] = asked.who
    if asked.reason:
        values[REASON] = asked.reason
    definition = asked.version.definition
    return Draft(
        id=entry,
        register=asked.register.key,
        matter=matter,
        step=asked.step.id,
        on=asked.on,
        at=asked.at,
        recorded=asked.now,
        officer=str(asked.by.pk),
        role="" if asked.step.party else acting_role(asked.version, asked.step, asked.by, asked.on),
        values=values,
        origin=asked.past.head() if asked.past else None,
        breaches=[[reason.rule_id, reason.kind] for reason in broken],
        files=asked.files,
        definition={"version": definition.version.isoformat(), "hash": definition.hash} if first else None,
    )


def past_draft(
    register: Register,
    version: Version,
    entry: uuid.UUID,
    matter: uuid.UUID,
    step: Step,
    on: date,
    who: str,
    clean: Mapping[str, Any],
    broken: Sequence[Reason],
    *,
    now: datetime,
    by: Officer,
    origin: Origin,
    first: bool,
) -> Draft:
    """An event that is taken over from a spreadsheet or a paper file, before it is sealed."""
    values = sealed_values(register, clean)
    if who:
        values[WHO] = who
    definition = version.definition
    return Draft(
        id=entry,
        register=register.key,
        matter=matter,
        step=step.id,
        on=on,
        recorded=now,
        officer=str(by.pk),
        values=values,
        origin=origin.head(),
        breaches=[[reason.rule_id, reason.kind] for reason in broken],
        definition={"version": definition.version.isoformat(), "hash": definition.hash} if first else None,
    )


def sealing(log: Log, drafts: Sequence[Draft]) -> list[Entry]:
    """Seals drafts that `record_many` and `correct` have judged; they may not reach the ledger themselves."""
    return append(log, drafts)


def conflict(register: Register, fault: IntegrityError) -> str:
    """A Chinese sentence for a constraint of the database; the constraint's own words name the case."""
    for constraint in register.model._meta.constraints:
        if constraint.name in str(fault):
            return str(constraint.violation_error_message)
    return f"这件{register.zh}和已经登记的重复，或者日期、数值互相矛盾"


def _write_note(
    now: datetime,
    by: Officer,
    township: Organisation,
    register: Register,
    row: Matter | None,
    step: str,
    refusal: Refusal,
) -> None:
    RefusalNote.objects.create(
        at=now,
        officer=by,
        township=township,
        register=register.key,
        matter=row.pk if row else None,
        step=step,
        text=str(refusal),
    )
