"""Counting agrees with a counter that walks day by day."""

import calendar as months
import itertools
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import chinese_calendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yifa.law import calendars, periods

CALENDAR = calendars.load()
DAY = timedelta(1)
BEIJING = ZoneInfo("Asia/Shanghai")
DATES = st.dates(date(2019, 1, 1), date(2025, 6, 30))
NEAR = st.dates(date(2023, 6, 1), date(2025, 6, 30))


def at(*parts):
    return datetime(*parts, tzinfo=BEIJING)


def walked(start, n, working, gaps=()):
    """Count day by day: the opening day and stopped days never count."""
    day = start
    while n > 0:
        day += DAY
        if any(a < day and (b is None or day <= b) for a, b in gaps):
            if any(a < day and b is None for a, b in gaps):
                return None
            continue
        if not working or chinese_calendar.is_workday(day):
            n -= 1
    return day


# Stops as days from the start, so that they meet the period and each other.
STOP = st.tuples(st.integers(-10, 60), st.none() | st.integers(-3, 40))
STOPS = st.lists(STOP, max_size=4)
CLOSED = st.lists(STOP.filter(lambda stop: stop[1] is not None), max_size=3)


def dated(start, stops):
    return [(start + a * DAY, None if length is None else start + (a + length) * DAY) for a, length in stops]


@given(DATES, st.integers(0, 120), st.booleans())
def test_without_stops(start, n, working):
    unit = "working_day" if working else "calendar_day"
    assert periods.end(start, n, unit, CALENDAR) == walked(start, n, working)


@settings(max_examples=300)
@given(NEAR, st.integers(0, 60), st.booleans(), STOPS)
def test_with_stops(start, n, working, stopped):
    unit, stopped = "working_day" if working else "calendar_day", dated(start, stopped)
    assert periods.end(start, n, unit, CALENDAR, tuple(stopped)) == walked(start, n, working, stopped)


@given(NEAR, st.integers(1, 30), CLOSED)
def test_a_stop_told_twice_counts_once(start, n, stopped):
    stopped = dated(start, stopped)
    once = periods.end(start, n, "working_day", CALENDAR, stopped)
    assert once == periods.end(start, n, "working_day", CALENDAR, [*stopped, *reversed(stopped)])


@given(NEAR, st.integers(1, 60), st.sampled_from(["calendar_day", "working_day"]), CLOSED)
def test_rising_in_n_and_longer_with_stops(start, n, unit, stopped):
    stopped = dated(start, stopped)
    plain, stood = (periods.end(start, n, unit, CALENDAR, gap) for gap in ((), stopped))
    assert stood >= plain
    assert periods.end(start, n + 1, unit, CALENDAR, stopped) > stood


@given(DATES, st.integers(1, 90), st.sampled_from(["calendar_day", "month"]))
def test_a_rolled_end_is_the_first_working_day_from_the_bare_end(start, n, unit):
    n = n if unit == "calendar_day" else n % 12 + 1
    bare, rolled = (periods.end(start, n, unit, CALENDAR, rolls=roll) for roll in (False, True))
    while not chinese_calendar.is_workday(bare):
        bare += DAY
    assert rolled == bare


@given(DATES, st.integers(1, 30))
def test_backward_is_forward_from_the_other_side(event, n):
    notice = periods.before(event, n, "working_day", CALENDAR)
    days = [notice + k * DAY for k in range((event - notice).days)]
    assert sum(CALENDAR.working(d) for d in days) == n and CALENDAR.working(notice)
    assert periods.end(notice, n, "working_day", CALENDAR) <= CALENDAR.next_working(event)


@given(DATES, st.integers(1, 60))
def test_backward_calendar_days_roll_back_only(event, n):
    notice = periods.before(event, n, "calendar_day", CALENDAR)
    assert notice <= event - n * DAY and CALENDAR.working(notice)
    between = [notice + k * DAY for k in range(1, (event - n * DAY - notice).days + 1)]
    assert not any(CALENDAR.working(d) for d in between)


@given(DATES, st.integers(1, 24))
def test_months_end_on_the_corresponding_day_or_the_last(start, n):
    last = periods.end(start, n, "month", CALENDAR)
    assert (last.year * 12 + last.month) - (start.year * 12 + start.month) == n
    assert last.day == min(start.day, months.monthrange(last.year, last.month)[1])


@pytest.mark.parametrize(
    ("start", "n", "unit", "last"),
    [
        ("2025-12-31", 2, "month", "2026-02-28"),
        ("2024-01-31", 1, "month", "2024-02-29"),
        ("2024-02-29", 1, "year", "2025-02-28"),
        ("2024-02-29", 4, "year", "2028-02-29"),
        ("2025-11-30", 3, "month", "2026-02-28"),
    ],
)
def test_clipped_months(start, n, unit, last):
    assert periods.end(date.fromisoformat(start), n, unit, CALENDAR) == date.fromisoformat(last)


def test_months_grow_by_the_stopped_days():
    stop = (date(2025, 1, 10), date(2025, 1, 20))
    assert periods.end(date(2025, 1, 1), 1, "month", CALENDAR, (stop,)) == date(2025, 2, 11)


def test_the_clock_stands_while_a_stop_is_open():
    stop = (date(2025, 3, 5), None)
    assert periods.end(date(2025, 3, 3), 2, "calendar_day", CALENDAR, (stop,)) == date(2025, 3, 5)
    assert periods.end(date(2025, 3, 3), 3, "calendar_day", CALENDAR, (stop,)) is None
    assert periods.opens(date(2025, 3, 3), 3, "calendar_day", CALENDAR, (stop,)) is None
    assert periods.end(date(2025, 3, 3), 60, "hour", CALENDAR, (stop,)) == date(2025, 3, 5)
    assert periods.end(date(2025, 3, 3), 73, "hour", CALENDAR, (stop,)) is None


def test_hours_run_from_the_minute_through_nights_and_holidays():
    start = at(2025, 9, 30, 17, 5)
    assert periods.end(start, 24, "hour", CALENDAR) == at(2025, 10, 1, 17, 5)
    assert periods.end(date(2025, 9, 30), 24, "hour", CALENDAR) == date(2025, 10, 1)
    assert periods.end(date(2025, 9, 30), 2, "hour", CALENDAR) == date(2025, 9, 30)
    stop = (date(2025, 9, 30), date(2025, 10, 1))
    assert periods.end(start, 24, "hour", CALENDAR, (stop,)) == at(2025, 10, 2, 17, 5)


def test_a_datetime_counts_as_its_day():
    assert periods.end(at(2025, 9, 26, 17, 0), 5, "working_day", CALENDAR) == date(2025, 10, 10)


def test_a_minimum_opens_after_the_whole_period():
    assert periods.opens(date(2025, 9, 1), 30, "calendar_day", CALENDAR) == date(2025, 10, 2)
    assert periods.opens(date(2025, 11, 3), 10, "working_day", CALENDAR) == date(2025, 11, 18)


@pytest.mark.parametrize("unit", ["日", "工作日", "day", ""])
def test_an_unknown_unit_is_named(unit):
    with pytest.raises(periods.UnknownUnit, match="E103"):
        periods.end(date(2025, 1, 1), 1, unit, CALENDAR)
    with pytest.raises(periods.UnknownUnit, match="E103"):
        periods.before(date(2025, 1, 1), 1, unit, CALENDAR)


@given(st.dates(date(2026, 11, 1), date(2040, 1, 1)), st.integers(1, 90))
def test_beyond_the_loaded_years_only_the_weekly_rest_is_known(start, n):
    day, left = start, n
    while left:
        day += DAY
        left -= day.weekday() < 5 if day.year > 2026 else chinese_calendar.is_workday(day)
    assert periods.end(start, n, "working_day", CALENDAR) == day


@given(NEAR, STOPS)
def test_united_stops_hold_the_same_days_and_do_not_touch(start, stops):
    stops = dated(start, stops)
    joined = periods.united(stops)
    for day in (start + n * DAY for n in range(-20, 120)):
        assert held(day, stops) == held(day, joined)
    for (_, last), (first, _) in itertools.pairwise(joined):
        assert last is not None and last < first


def held(day, stops):
    return any(a < day and (b is None or day <= b) for a, b in stops)
