"""Listing: the first page of a register of 200,000 rows, against the same page at 1,000."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.db import connection, transaction
from django.test import Client
from django.utils import timezone

from yifa.cli.bench import Bench
from yifa.matter.register import register
from yifa.people.cast import settle
from yifa.people.models import Officer, Organisation
from yifa.project.benches.side import Side

MANY, FEW, PART = 200_000, 1_000, 5_000
KINDS = ("邻里纠纷", "婚姻家庭纠纷", "山林土地纠纷", "合同纠纷", "损害赔偿纠纷")
IMPORTS = "from yifa.project.benches import listing"


def bench() -> Bench:
    """The same request to two installations that differ in nothing but their rows."""
    ours, floor = (Side(IMPORTS, f"listing.page({rows})") for rows in (MANY, FEW))

    def close() -> None:
        ours.close()
        floor.close()

    return Bench(f"a list page at {MANY:,} rows", ours, floor, "pages", limit=1.5, close=close)


def page(rows: int) -> Callable[[], float]:
    """A signed-in clerk opens the list of mediations."""
    clerk: Officer = settle("a password of the benches")["clerk"]
    place = clerk.organisation.township
    assert place is not None and clerk.user is not None
    fill(place, rows)
    client = Client()
    client.force_login(clerk.user)

    def work() -> float:
        began = time.perf_counter()
        answer = client.get("/r/mediation/")
        seconds = time.perf_counter() - began
        assert answer.status_code == 200, answer.status_code
        return seconds

    return work


def fill(place: Organisation, rows: int) -> None:
    """Rows without events, over ten years; one in forty is open and has a due date, a third of those has passed."""
    model = register("mediation").model
    today = timezone.localdate()
    sample = model(township=place, version=register("mediation").current.name)
    fields = model._meta.concrete_fields
    plain = [field.get_db_prep_save(field.pre_save(sample, True), connection) for field in fields]
    at = {field.attname: number for number, field in enumerate(fields)}

    def row(number: int) -> list[object]:
        values = list(plain)
        on = today - timedelta(days=number * 3650 // rows)
        going = number % 40 == 0
        changed = {
            "number": f"青调〔{on.year}〕{number}号", "kind": KINDS[number % 5], "stage": "受理登记" if going else "结案",
            "outcome": "" if going else "已结案", "events": 1 if going else 2, "result": "" if going else "成功",
            "due_what": "结案" if going else "", "narrative": "两户因排水沟清淤费用分担发生争议",
        }  # fmt: skip
        days = {
            "opened_on": on, "accepted_on": on, "closed_on": None if going else on + timedelta(days=9),
            "concluded_on": None if going else on + timedelta(days=9), "due_on": _due(today, number) if going else None,
        }  # fmt: skip
        for name, text in changed.items():
            values[at[name]] = text
        for name, day in days.items():
            values[at[name]] = day and connection.ops.adapt_datefield_value(day)
        values[at["id"]] = uuid.uuid5(uuid.NAMESPACE_OID, str(number)).hex
        return values

    names = ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    sql = f"INSERT INTO {model._meta.db_table} ({names}) VALUES ({marks})"
    with transaction.atomic(), connection.cursor() as cursor:
        for start in range(0, rows, PART):
            part: list[Any] = [row(number) for number in range(start, min(start + PART, rows))]
            cursor.executemany(sql, part)


def _due(today: date, number: int) -> date:
    return today + timedelta(days=number // 40 % 90 - 30)
