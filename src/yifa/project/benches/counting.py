"""Counting: all figures of one township and year over 50,000 matters, against SQL written by hand."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import connection
from django.utils import timezone

from yifa.cli.bench import Bench
from yifa.measure.index import of_office
from yifa.people.models import Organisation
from yifa.people.office import open_office
from yifa.project.benches.listing import fill
from yifa.project.benches.side import Side

ROWS = 50_000
IMPORTS = "from yifa.project.benches import counting"
BY_HAND = """
SELECT COUNT(*), COUNT(*) FILTER (WHERE opened_on BETWEEN %(a)s AND %(z)s),
  COUNT(*) FILTER (WHERE accepted_on BETWEEN %(a)s AND %(z)s),
  COUNT(*) FILTER (WHERE accepted_on BETWEEN %(a)s AND %(z)s AND concluded_on IS NOT NULL AND result = '成功'),
  COUNT(*) FILTER (WHERE accepted_on BETWEEN %(a)s AND %(z)s AND concluded_on IS NOT NULL),
  COUNT(*) FILTER (WHERE accepted_on BETWEEN %(a)s AND %(z)s AND court),
  SUM(amount) FILTER (WHERE accepted_on BETWEEN %(a)s AND %(z)s),
  COUNT(*) FILTER (WHERE accepted_on BETWEEN %(a)s AND %(z)s AND amount IS NOT NULL),
  COUNT(*) FILTER (WHERE concluded_on BETWEEN %(a)s AND %(z)s AND hard AND result = '成功'),
  COUNT(*) FILTER (WHERE accepted_on BETWEEN %(a)s AND %(z)s AND hard IS NOT NULL)
FROM mediation_mediation WHERE township_id = %(t)s
"""


def bench() -> Bench:
    """Our side asks every register of the installation; the floor only the one that has rows."""
    ours, floor = Side(IMPORTS, "counting.ours()"), Side(IMPORTS, "counting.floor()")

    def close() -> None:
        ours.close()
        floor.close()

    return Bench(f"figures of a year over {ROWS:,} matters", ours, floor, "years", limit=1.3, close=close)


def _filled() -> tuple[Organisation, int]:
    office = open_office("云溪县", "青禾镇")[0]
    fill(office, ROWS)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE mediation_mediation SET amount = length(number) * 100, court = events = 1, hard = 1"
        )
    return office, timezone.localdate().year - 1


def _asked(office: Organisation, year: int) -> tuple[Any, ...]:
    days = {"a": date(year, 1, 1).isoformat(), "z": date(year, 12, 31).isoformat()}
    with connection.cursor() as cursor:
        cursor.execute(BY_HAND, {**days, "t": office.pk.hex})
        found: tuple[Any, ...] = cursor.fetchone()
    return found


def ours() -> Callable[[], float]:
    """As the figures page asks; its answers are held against the floor's once."""
    office, year = _filled()
    values = {value.slug: value for value in of_office(office, year)}
    _, _, cases, good, concluded, court, amount, _, hard, _ = _asked(office, year)
    assert cases and amount is not None
    assert values["mediation_cases"].value == cases and values["court_mediations"].value == court
    rate = values["mediation_success_rate"]
    assert (rate.numerator, rate.denominator) == (good, concluded)
    assert values["mediation_amount"].value == amount / 100 and values["hard_cases_resolved"].value == hard

    def work() -> float:
        began = time.perf_counter()
        of_office(office, year)
        return time.perf_counter() - began

    return work


def floor() -> Callable[[], float]:
    """The same counts in one statement, and nothing made of its row."""
    office, year = _filled()

    def work() -> float:
        began = time.perf_counter()
        _asked(office, year)
        return time.perf_counter() - began

    return work
