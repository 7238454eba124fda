"""Answers when a running period ends, on a calendar that may end before it does."""

from datetime import date, datetime, time, timedelta

from yifa.law import periods
from yifa.law.calendars import Calendar
from yifa.procedure.definition import Definition
from yifa.procedure.facts import View
from yifa.procedure.state import Term

DAY = timedelta(days=1)
FAR = datetime.combine(date.max, time.max)
Stops = tuple[tuple[date, date | None], ...]


class Clock:
    """The periods of one definition on one calendar."""

    def __init__(self, definition: Definition, calendar: Calendar) -> None:
        self.definition, self.calendar = definition, calendar

    def end(self, start: date, n: int, unit: str, stopped: Stops = (), rolls: bool = False) -> date | None:
        """As yifa.law.periods.end, but total: a day no calendar reaches is the last day there is."""
        try:
            return periods.end(start, max(0, n), unit, self.calendar, stopped, rolls)
        except (OverflowError, ValueError):
            return date.max

    def stopped(self, view: View, term: Term) -> Stops:
        """The days that do not count for a term, as (a, b]: a < day <= b; b None while the clock stands."""
        rules = self.definition.rules
        return tuple(
            (pause.since, pause.until)
            for pause in view.pauses
            if not (pause.who and term.who and pause.who != term.who)
            and not set(rules[pause.rule].dst).isdisjoint(term.dst)
        )

    def due(self, view: View, term: Term) -> date | None:
        """Last lawful day; None without a length, or while the clock stands."""
        if term.n is None:
            return None
        if term.unit == "hour":
            found = self.due_at(view, term)
            return found.date() if found else None
        return self.end(term.start, term.n, term.unit, self.stopped(view, term), term.rolls)

    def due_at(self, view: View, term: Term, latest: bool = False) -> datetime | None:
        """Last moment of a period in hours, from midnight if its hour is unknown; `latest`: from the next."""
        if term.n is None or term.unit != "hour":
            return None
        start = term.at or datetime.combine(term.start + (DAY if latest else 0 * DAY), time())
        found = self.end(start, term.n, "hour", self.stopped(view, term))
        return found if found is None or isinstance(found, datetime) else FAR

    def expired(self, view: View, term: Term, on: date, at: datetime | None = None) -> bool:
        """Whether the last day lies before `on`; with hours, only if the moments known make it certain."""
        if term.n is None:
            return False
        if term.unit != "hour":
            due = self.due(view, term)
            return due is not None and on > due
        moment = self.due_at(view, term, latest=True)
        return moment is not None and (at > moment if at else on > moment.date())

    def live(self, view: View, term: Term, on: date, at: datetime | None = None) -> bool:
        """A duty lives until done, a right until used or expired; neither if its steps are switched off."""
        if all(step in view.out for step in term.dst):
            return False
        return term.kind == "must" or not self.expired(view, term, on, at)

    def period(self, term: Term) -> periods.Period | None:
        """The term as the statute writes it, if the statute would count it so.

        An extended period or one fixed by an office may have a number the statute counts differently.
        """
        rule = self.definition.rules[term.rule]
        for unit in (rule.unit, "工作日"):
            if term.n and unit:
                written = periods.Period(term.n, unit, rule.cite.statute_id, rule.cite.article)
                found = periods.counting(written.statute, written.n, written.unit, written.article)
                if (found.unit, found.rolls) == (term.unit, term.rolls):
                    return written
        return None

    def provisional(self, term: Term, due: date | None) -> bool:
        """Whether the answer rests on days whose notice is not out, or on an hour that is not known."""
        if term.unit == "hour":
            return term.at is None
        return due is not None and due > self.calendar.last and (term.unit == "working_day" or term.rolls)

    def first(self, start: date, at: datetime | None, n: int, unit: str, mode: str, rolls: bool) -> date:
        """First day on which something that must wait (满) or be announced ahead (提前) may happen."""
        if unit == "hour":
            found = self.end(at or start, n, unit)
            return found.date() if isinstance(found, datetime) else found or date.max
        end = self.end(start, n, unit, (), rolls and mode == "满") or date.max
        return end + DAY if mode == "满" and end < date.max else end
