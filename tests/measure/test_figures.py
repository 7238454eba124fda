"""Figures equal a plain loop over the same rows; three zeros differ; shares roll up by their parts."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from yifa.matter.many import PastRow, PastStep, record_many
from yifa.matter.refusal import Origin
from yifa.matter.register import register, registers
from yifa.matter.rights import seen_by
from yifa.measure.figure import Figure
from yifa.measure.freeze import drifts, freeze
from yifa.measure.index import find, of_office, one, rows_of
from yifa.measure.models import DeclaredZero, NoDuty
from yifa.measure.rollup import rolled
from yifa.measure.value import Value
from yifa.people.office import open_office, system_officer

NOW = datetime(2026, 1, 15, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))


def past(room, office, rows):
    made = [
        PastRow(
            f"{room}{number}",
            "d",
            tuple(PastStep(*step) for step in steps),
            Origin("sheet", "f" * 64, "表", number),
        )
        for number, steps in enumerate(rows)
    ]
    (taken,) = record_many(register(room), office, made, now=NOW, by=system_officer(office))
    assert taken.refused == []


@pytest.fixture
def office(db):
    return open_office("云溪县", "青禾镇", region="yunxi")[0]


@pytest.fixture
def studied(office):
    forms = ["中心组学法", "专题讲座", "党内法规培训", "中心组学法"]
    days = [date(2024, 12, 31), date(2025, 1, 1), date(2025, 6, 30), date(2025, 12, 31), date(2026, 1, 1)]
    rows = [
        [("session", day, {"title": f"{form}{day}", "form": form, "present": 20})]
        for day in days
        for form in forms
    ]
    past("law_study", office, rows)
    exams = [(date(2025, 3, 1), 48, 46, 45), (date(2025, 6, 1), None, 44, 44), (date(2024, 6, 1), 50, 50, 50)]
    past(
        "law_exam",
        office,
        [
            [("exam", d, {"title": f"测{d}", "due": due, "present": p, "passed": ok})]
            for d, due, p, ok in exams
        ],
    )
    return office


def test_counts_equal_a_plain_loop(studied):
    rows = list(register("law_study").model.objects.all())
    for slug, form in (("law_study_sessions", "中心组学法"), ("law_lectures", "专题讲座")):
        for year in (2024, 2025, 2026):
            loop = sum(row.form == form and row.held_on.year == year for row in rows)
            value = one(slug, studied, year)
            assert (value.value, value.evidence) == (loop, loop)


def test_shares_equal_a_plain_loop_over_rows_that_state_both(studied):
    rows = [row for row in register("law_exam").model.objects.all() if row.held_on.year == 2025]
    value = one("law_exam_participation_rate", studied, 2025)
    both = [row for row in rows if row.present is not None and row.due is not None]
    assert (value.numerator, value.denominator) == (sum(r.present for r in both), sum(r.due for r in both))
    assert value.evidence == len(both) == 1
    passed = one("law_exam_pass_rate", studied, 2025)
    assert (passed.numerator, passed.denominator) == (89, 90)
    assert passed.shown == "98.9%（89/90）"


def test_evidence_opens_to_the_rows_it_counts(studied, cast):
    for value in of_office(studied, 2025):
        placed = find(value.slug)
        rows = rows_of(placed, placed.register.model.objects.all(), studied, 2025)
        assert rows.count() == value.evidence, value.slug
    placed = find("law_study_sessions")
    stranger = seen_by(placed.register, cast["foreign"], NOW.date())
    assert rows_of(placed, stranger, studied, 2025).count() == 0


def test_three_zeros_differ(office):
    NoDuty.objects.create(township=office, register="penalty", ground="未赋权")
    DeclaredZero.objects.create(township=office, register="law_exam", year=2025, said="本年测试：无", at=NOW)
    states = {value.slug: (value.value, value.state) for value in of_office(office, 2025)}
    assert states["penalties_decided"] == (None, "无此职责")
    assert states["law_exam_sessions"] == (0, "")
    assert states["law_study_sessions"] == (None, "未登记")


def test_unknown_is_not_zero(office):
    rows = [
        [("enroll", date(2025, 12, 31), {"name": "甲", "certificate": "C1"})],
        [
            ("enroll", date(2024, 12, 31), {"name": "乙", "certificate": "C2"}),
            ("apply", date(2024, 5, 1), {}),
        ],
    ]
    past("enforcement_officer", office, rows)
    assert one("certificates_applied", office, 2025).state == "未登记"
    assert one("certificates_applied", office, 2024).value == 1


def register_has_rows(table):
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT COUNT(*) FROM "{table}"')
        return cursor.fetchone()[0] > 0


def test_one_statement_a_register(studied):
    with CaptureQueriesContext(connection) as queries:
        of_office(studied, 2025)
    tables = [room.model._meta.db_table for room in registers()]
    for table in tables:
        asked = [query["sql"] for query in queries if f'FROM "{table}"' in query["sql"]]
        counting = [sql for sql in asked if "LIMIT 1" not in sql]  # the probe whether there is any row
        assert len(counting) == register_has_rows(table) and len(asked) - len(counting) == 1, table


def test_certificates_are_a_stock_on_the_last_day(office):
    cards = [("A1", date(2021, 5, 1), date(2025, 12, 31)), ("A2", date(2021, 5, 1), date(2025, 12, 30)),
             ("A3", date(2025, 12, 31), date(2030, 1, 1)), ("A4", date(2026, 1, 1), date(2030, 1, 1)),
             ("A1", date(2021, 5, 1), date(2025, 12, 31))]  # fmt: skip
    rows = [
        [
            ("enroll", date(2025, 12, 31), {"name": f"人{n}", "certificate": number}),
            ("certify", issued, {"valid_until": until}),
        ]
        for n, (number, issued, until) in enumerate(cards)
    ]
    past("enforcement_officer", office, rows)
    last = date(2025, 12, 31)
    loop = {number for number, issued, until in cards if issued <= last <= until}
    value = one("officers_certified", office, 2025)
    assert (value.value, value.evidence) == (len(loop), 3) == (2, 3)


def test_study_hours_against_the_regional_parameter(office):
    hours = [59, 60, 61, None]
    rows = [
        [
            ("enroll", date(2026, 1, 5), {"name": f"人{n}", "certificate": f"B{n}"}),
            *([("hours", date(2026, 1, 10), {"hours": Decimal(h)})] if h is not None else []),
        ]
        for n, h in enumerate(hours)
    ]
    past("enforcement_officer", office, rows)
    value = one("officer_study_hours_met_rate", office, 2026)
    assert (value.numerator, value.denominator) == (2, 3)
    assert value.shown == "3个中2个"
    assert one("officer_study_hours_lowest", office, 2026).value == 59


def test_a_frozen_figure_stays_and_tells_what_changed(studied, cast):
    freeze(studied, 2025, at=NOW, by=cast["clerk"])
    assert drifts(studied, 2025) == []
    row = [("session", date(2025, 2, 2), {"title": "补录", "form": "中心组学法", "present": 9})]
    made = PastRow("late", "d", (PastStep(*row[0]),), Origin("paper"))
    list(
        record_many(
            register("law_study"), studied, [made], now=NOW + timedelta(1), by=system_officer(studied)
        )
    )
    (drift,) = drifts(studied, 2025)
    assert (drift.slug, drift.frozen, drift.now) == ("law_study_sessions", "6", "7次")


@given(st.lists(st.tuples(st.integers(0, 99), st.integers(0, 99)), min_size=1, max_size=8))
def test_shares_roll_up_by_their_parts(parts):
    values = [Value("x", "某率", "%", None if not b else Decimal(a) / b, a, b, b) for a, b in parts]
    total = rolled(values)
    assert (total.numerator, total.denominator) == (sum(a for a, _ in parts), sum(b for _, b in parts))


def test_nothing_recorded_adds_nothing():
    known = Value("x", "某数", "件", 3, None, None, 3)
    nothing = Value("x", "某数", "件", None, None, None, 0, "未登记")
    assert rolled([known, nothing]).value == 3
    assert rolled([nothing, nothing]).state == "未登记"


def test_every_figure_says_what_it_counts():
    for room in registers():
        for figure in room.config.figures:
            assert isinstance(figure, Figure) and figure.counts and figure.zh and figure.unit
