"""Counts days: forwards, backwards, around stopped time; knows no statute."""

import calendar as months
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Final

from yifa.law.calendars import Calendar

UNITS: Final = ("calendar_day", "working_day", "month", "year", "hour")
# The days d with first < d <= second do not count; None: the clock still stands.
Stop = tuple[date, date | None]
DAY = timedelta(1)


class UnknownUnit(ValueError):
    """A counted unit that is none of calendar_day, working_day, month, year, hour."""


def end(
    start: date,
    n: int,
    counted_unit: str,
    calendar: Calendar,
    stopped: Iterable[Stop] = (),
    rolls: bool = False,
) -> date | None:
    """Return the last day of n units after `start`; the opening day is not counted (民法典 201).

    Months and years end on the corresponding day, clipped to the month (民法典 202), and grow by the
    stopped days. `rolls`: a last day that is no working day moves on to the next one. Hours run from the
    minute when `start` is a datetime (a datetime comes back) and from 00:00 when it is a day, so that the
    answer is never too late. None while a stop without an end holds the clock. Errors: UnknownUnit.
    """
    if counted_unit == "hour":
        return _hours(start, n, stopped)
    if isinstance(start, datetime):
        start = start.date()
    if counted_unit in ("month", "year"):
        target = months_on(start, n if counted_unit == "month" else 12 * n)
        n, counted_unit = (target - start).days, "calendar_day"
    if counted_unit not in ("calendar_day", "working_day"):
        raise UnknownUnit(f"yifa.E103: expected one of {UNITS}, found {counted_unit!r}")
    working = counted_unit == "working_day"
    last = _walk(start, n, working, calendar, stopped) if stopped else _ahead(start, n, working, calendar)
    return calendar.next_working(last) if rolls and last is not None else last


def _ahead(start: date, n: int, working: bool, calendar: Calendar) -> date:
    if n <= 0:
        return start
    return calendar.forward(start, n) if working else start + timedelta(n)


def _walk(start: date, n: int, working: bool, calendar: Calendar, stopped: Iterable[Stop]) -> date | None:
    at = start
    for first, last in united(stopped):
        if n <= 0:
            break
        if last is not None and last <= at:
            continue
        free = max(at, first)
        counted = calendar.count(at, free) if working else (free - at).days
        if counted >= n:
            break
        if last is None:
            return None
        n, at = n - counted, last
    return _ahead(at, n, working, calendar)


def united(stopped: Iterable[Stop]) -> Sequence[Stop]:
    """Return the stops in order, with those that touch or overlap made one; an open one swallows the rest."""
    found: list[Stop] = []
    for first, last in sorted(stopped, key=lambda stop: stop[0]):
        if last is not None and last <= first:
            continue
        if found and ((held := found[-1][1]) is None or first <= held):
            found[-1] = (found[-1][0], None if held is None or last is None else max(held, last))
        else:
            found.append((first, last))
    return found


def months_on(start: date, n: int) -> date:
    """Return the corresponding day n months later, or the last day of that month when there is none."""
    year, month = divmod(start.month - 1 + n, 12)
    year, month = start.year + year, month + 1
    return date(year, month, min(start.day, months.monthrange(year, month)[1]))


def _hours(start: date, n: int, stopped: Iterable[Stop]) -> date | None:
    at = start if isinstance(start, datetime) else datetime.combine(start, time())
    rest = timedelta(hours=n)
    for first, last in united(stopped):
        opens = datetime.combine(first + DAY, time(), at.tzinfo)
        if last is not None and datetime.combine(last + DAY, time(), at.tzinfo) <= at:
            continue
        left = opens - at if opens > at else timedelta()
        if left >= rest:
            break
        if last is None:
            return None
        rest -= left
        at = datetime.combine(last + DAY, time(), at.tzinfo)
    found = at + rest
    return found if isinstance(start, datetime) else found.date()


def before(event: date, n: int, counted_unit: str, calendar: Calendar) -> date:
    """Return the last day on which a notice due n units before `event` is in time.

    The day of the event is not counted; a day that is no working day rolls back, never on (no text
    orders either, so the answer is always 未核). Errors: UnknownUnit, also for hours.
    """
    if counted_unit == "working_day":
        return calendar.backward(event, n) if n > 0 else event
    if counted_unit in ("month", "year"):
        return calendar.previous_working(months_on(event, -n if counted_unit == "month" else -12 * n))
    if counted_unit != "calendar_day":
        raise UnknownUnit(f"yifa.E103: expected days, months or years, found {counted_unit!r}")
    return calendar.previous_working(event - timedelta(n))


def opens(
    start: date,
    n: int,
    counted_unit: str,
    calendar: Calendar,
    stopped: Iterable[Stop] = (),
    rolls: bool = False,
) -> date | None:
    """Return the first day after the whole period (满 n); None while an open stop holds the clock."""
    last = end(start, n, counted_unit, calendar, stopped, rolls)
    return last + DAY if last is not None else None
