"""An invented township's year: rows of several registers, some registers empty, one declared to be without anything."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any

from yifa.matter.many import PastRow, PastStep, record_many
from yifa.matter.refusal import Origin
from yifa.matter.register import register
from yifa.measure.models import DeclaredZero, NoDuty
from yifa.people.models import Officer, Organisation

YEAR = 2025
NOW = datetime(2026, 1, 15, 1, 30, tzinfo=UTC)
ON = date(2026, 1, 15)


def take(key: str, by: Officer, rows: Iterable[tuple[str, date, dict[str, Any]]]) -> None:
    """Takes rows of one step over through the write door."""
    found = register(key)
    past = [
        PastRow(f"{key}-{number}", f"d{number}", (PastStep(step, on, values),), Origin("demo"))
        for number, (step, on, values) in enumerate(rows)
    ]
    for taken in record_many(found, by.organisation.township, past, now=NOW, by=by):
        assert taken.refused == [], [str(refusal) for _, refusal in taken.refused]


def sessions(number: int, form: str, year: int = YEAR) -> list[tuple[str, date, dict[str, Any]]]:
    """Law-study sessions of one form, one a month."""
    values = {"title": "行政处罚法", "form": form, "present": 30}
    return [("session", date(year, 1 + place % 12, 8), values) for place in range(number)]


def year_of(cast: dict[str, Officer]) -> Organisation:
    """Records the year and gives the township.

    Studied: 14 sessions of one form and 3 of the other (and 2 in the year before). Tests: 2, 60 of 62 sat, 58 passed.
    Training: 1 with 7 of 8 passed. Deliberations: 11. Reviews: declared to be none. Penalties: no duty. The rest empty.
    """
    clerk = cast["clerk"]
    here = clerk.organisation.township
    assert here is not None
    lectures = [*sessions(3, "专题讲座"), *sessions(2, "中心组学法", YEAR - 1)]
    take("law_study", clerk, [*sessions(14, "中心组学法"), *lectures])
    take(
        "law_exam",
        clerk,
        [
            ("exam", date(YEAR, 3, 3), {"title": "年中", "due": 31, "present": 30, "passed": 29}),
            ("exam", date(YEAR, 9, 3), {"title": "年末", "due": 31, "present": 30, "passed": 29}),
        ],
    )
    take(
        "enforcement_training",
        clerk,
        [("training", date(YEAR, 6, 6), {"title": "执法资格", "present": 8, "passed": 7})],
    )
    talk = {"village": "石桥村", "topic": "村内道路硬化", "present": 21, "result": "同意"}
    take("deliberation", clerk, [("session", date(YEAR, 1 + place, 20), talk) for place in range(11)])
    DeclaredZero.objects.create(
        township=here, register="casefile_review", year=YEAR, said="本年案卷评查：无", at=NOW
    )
    NoDuty.objects.create(township=here, register="penalty", ground="本镇没有赋权事项")
    return here


EXPECTED = {
    "law_study_sessions": "14次",
    "law_lectures": "3次",
    "law_exam_sessions": "2次",
    "law_exam_participation_rate": "96.8%（60/62）",
    "law_exam_pass_rate": "96.7%（58/60）",
    "enforcement_training_sessions": "1场",
    "enforcement_exam_pass_rate": "8个中7个",
    "deliberation_activities": "11场",
}
"""Counted by hand from what ``year_of`` records."""
