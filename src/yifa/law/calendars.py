"""Knows which days are working days, year by year as the yearly notice set them."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from typing import Any

from yifa.law.sources import DATA, parse

MARGIN = 40  # years before the first and after the last loaded year that the index reaches, by weekday alone
WEEKEND = {5: "周六", 6: "周日"}
MADE_UP = "调休上班"
NONE: Mapping[date, str] = {}


class Calendar:
    """The working days of one region; outside `first` to `last` only the weekly rest is known.

    A day outside is answered, never refused: it is `provisional`. The index counts working days by
    ordinal, so that counting and finding the nth take the same time for 3 days and for 300.
    """

    def __init__(
        self, first: date, last: date, holidays: Mapping[date, str] = NONE, workdays: Iterable[date] = ()
    ) -> None:
        self.first, self.last = first, last
        self._holidays, self._made_up = dict(holidays), frozenset(workdays)
        self._origin = date(max(1, first.year - MARGIN), 1, 1).toordinal()
        limit = date(min(9999, last.year + MARGIN), 12, 31).toordinal()
        self._days = [n for n in range(self._origin, limit + 1) if self._works(date.fromordinal(n))]

    def _works(self, day: date) -> bool:
        return day in self._made_up or (day.weekday() < 5 and day not in self._holidays)

    def working(self, day: date) -> bool:
        """Say whether state organs work on that day; a made-up Saturday or Sunday is a working day."""
        return self._works(day)

    def label(self, day: date) -> str:
        """Return why a day is special: 国庆节, 周六, 调休上班; "" for an ordinary working day."""
        if day in self._made_up:
            return MADE_UP
        return self._holidays.get(day) or WEEKEND.get(day.weekday(), "")

    def covers(self, day: date) -> bool:
        """Say whether the yearly notice for that day is loaded."""
        return self.first <= day <= self.last

    def count(self, after: date, until: date) -> int:
        """Count the working days d with after < d <= until."""
        days = self._days
        return max(0, bisect_right(days, until.toordinal()) - bisect_right(days, after.toordinal()))

    def forward(self, start: date, n: int) -> date:
        """Return the nth working day after `start` (n >= 1)."""
        return self._nth(bisect_right(self._days, start.toordinal()) + n - 1)

    def backward(self, event: date, n: int) -> date:
        """Return the nth working day before `event` (n >= 1)."""
        return self._nth(bisect_left(self._days, event.toordinal()) - n)

    def _nth(self, place: int) -> date:
        if 0 <= place < len(self._days):
            return date.fromordinal(self._days[place])
        raise OverflowError(f"expected a day within {MARGIN} years of {self.first} to {self.last}")

    def next_working(self, day: date) -> date:
        """Return the day itself when it is a working day, else the first working day after it."""
        return day if self._works(day) else self.forward(day, 1)

    def previous_working(self, day: date) -> date:
        """Return the day itself when it is a working day, else the last working day before it."""
        return day if self._works(day) else self.backward(day, 1)


def build(documents: Iterable[Mapping[str, Any]]) -> Calendar:
    """Make one calendar of the documents of a region and of those above it; later documents win by day."""
    years: set[int] = set()
    holidays: dict[date, str] = {}
    workdays: set[date] = set()
    for document in documents:
        for year in document["years"]:
            years.add(int(year["year"]))
            runs = year["holidays"]
            rest = {day: str(run["name"]) for run in runs for day in _days(run["from"], run["to"])}
            holidays, workdays = {**holidays, **rest}, (workdays - rest.keys()) | set(year["workdays"])
    if not years or sorted(years) != list(range(min(years), max(years) + 1)):
        raise ValueError(f"expected the years of a calendar to follow each other, found {sorted(years)}")
    return Calendar(date(min(years), 1, 1), date(max(years), 12, 31), holidays, workdays)


def _days(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(n) for n in range((last - first).days + 1))


@cache
def load(region: str = "CN") -> Calendar:
    """Return the calendar of a region: the national one, with local holidays where a file names them."""
    files = [DATA / "calendar-CN.yaml"]
    local = DATA / f"calendar-{region}.yaml"
    if region != "CN" and local.exists():
        files.append(local)
    return build(parse(path) for path in files)
