"""Recording: a mediation of ten steps through the write door, against the ORM writing the same rows."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from django.db import models, transaction

from yifa.cli.bench import Bench
from yifa.ledger.models import Entry, Opening
from yifa.matter.models import Duty, Matter
from yifa.matter.record import record
from yifa.matter.refusal import Recorded
from yifa.matter.register import register
from yifa.people.cast import settle
from yifa.people.models import Officer
from yifa.project.benches.side import Side

BEGUN = date(2024, 3, 4)
PARTIES = ["禾某", "田某"]
WHO = "mediator"
Row = TypeVar("Row", bound=models.Model)
# step, days after the first, values, party
CASE: tuple[tuple[str, int, dict[str, Any], str], ...] = (
    ("accept", 0,
     {"committee": "白鹭村人民调解委员会", "parties": PARTIES, "kind": "邻里纠纷", "people": 2, "amount": "12000",
      "narrative": "两户因排水沟清淤费用分担发生争议"}, ""),
    ("appoint", 0, {"mediator": ["田穗"], "chosen": True}, ""),
    ("mediate", 2,
     {"mediator": ["田穗"], "session_note": "听取双方陈述，到现场查看", "session_place": "白鹭村调解室"}, ""),
    ("agree_in_writing", 5, {"content": "费用各半，十日内付清", "perform_days": 10}, ""),
    ("sign", 5, {}, PARTIES[0]),
    ("sign", 5, {}, PARTIES[1]),
    ("take_effect", 5, {"mediator_signed": True, "sealed": True}, ""),
    ("conclude", 6, {"result": "成功", "agreement": "书面"}, ""),
    ("follow_up", 12, {"performance": "正在履行", "follow_note": "已付一半"}, ""),
    ("perform", 14, {}, ""),
)  # fmt: skip


def bench() -> Bench:
    """Both sides in a process and a database of their own."""
    imports = "from yifa.project.benches import recording"
    ours, floor = Side(imports, "recording.ours()"), Side(imports, "recording.floor()")

    def close() -> None:
        ours.close()
        floor.close()

    name = f"record a mediation of {len(CASE)} steps"
    return Bench(name, ours, floor, "steps", len(CASE), limit=2.0, close=close)


class Life:
    """Opens a case a call and takes it through all its steps; ``between`` is called after each."""

    def __init__(self, between: Callable[[Matter], None] | None = None) -> None:
        self.by = settle("a password of the benches")[WHO]
        self.room = register("mediation")
        self.between = between

    def __call__(self) -> float:
        """The seconds that the steps took."""
        row, seconds = None, 0.0
        for step, days, values, who in CASE:
            on = BEGUN + timedelta(days=days)
            now = datetime(on.year, on.month, on.day, 15, tzinfo=ZoneInfo("Asia/Shanghai"))
            by = self._officer()
            began = time.perf_counter()
            answer = record(self.room, row, step, values, on=on, now=now, by=by, who=who)
            seconds += time.perf_counter() - began
            assert isinstance(answer, Recorded) and not answer.breaches, (step, str(answer))
            row = self.room.model._default_manager.select_related("township").get(pk=answer.matter)
            if self.between:
                self.between(row)
        return seconds

    def _officer(self) -> Officer:
        """Read before the work begins, as a request reads who asks."""
        asked = Officer.objects.select_related("organisation__parent__parent").prefetch_related("posts")
        return asked.get(pk=self.by.pk)


def ours() -> Callable[[], float]:
    """The write door."""
    return Life()


@dataclass
class Written:
    """What one step wrote: the row after it, its event, the openings of the event, the duties that stand."""

    row: Matter
    entry: Entry
    openings: list[Opening]
    duties: list[Duty]


def floor() -> Callable[[], float]:
    """The rows that the write door made of one case, written again under new keys, a transaction a step.

    Nothing is read, judged, hashed or compared; the row is saved as ``save`` saves it.
    """
    steps: list[Written] = []

    def look(row: Matter) -> None:
        entry = Entry.objects.filter(matter=row.pk).latest("index")
        duties = list(Duty.objects.filter(matter=row.pk))
        steps.append(Written(row, entry, list(entry.openings.all()), duties))

    Life(look)()
    count = Entry.objects.count()

    def again() -> float:
        nonlocal count
        matter, seconds = uuid.uuid4(), 0.0
        for number, written in enumerate(steps):
            fresh = _copied(written, matter, count)
            count += 1
            began = time.perf_counter()
            _write(fresh, new=number == 0)
            seconds += time.perf_counter() - began
        return seconds

    return again


def _write(rows: Written, *, new: bool) -> None:
    with transaction.atomic():
        rows.row.save(force_insert=new)
        rows.entry.save(force_insert=True)
        Opening.objects.bulk_create(rows.openings)
        if not new:
            Duty.objects.filter(register=rows.entry.register, matter=rows.row.pk).delete()
        Duty.objects.bulk_create(rows.duties)


def _copied(written: Written, matter: uuid.UUID, index: int) -> Written:
    row = _copy(written.row, pk=matter)
    entry = _copy(written.entry, pk=uuid.uuid4(), matter=matter, index=index)
    openings = [_copy(opening, pk=None, entry_id=entry.pk) for opening in written.openings]
    return Written(row, entry, openings, [_copy(duty, pk=None, matter=matter) for duty in written.duties])


def _copy(row: Row, **changed: Any) -> Row:
    values = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    made = type(row)(**values)
    for name, value in changed.items():
        setattr(made, name, value)
    made._state.adding, made._state.db = False, "default"
    return made
