"""Explains a due day: which days were skipped, what ordered it, what is 未核."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from yifa.law import days, statutes
from yifa.law.calendars import MADE_UP, Calendar
from yifa.law.counting import Counting, Period, counting
from yifa.law.days import DAY, Stop, united
from yifa.law.grades import UNVERIFIED, mark
from yifa.law.wording import STOPPED, day_words, length_words, skipped_words, unit_words

Labelled = tuple[tuple[date, str], ...]
BACKWARD = "事前期限的倒算和遇休息日提前没有明文，按稳妥的一日计算（未核）。"


@dataclass(frozen=True, slots=True)
class Due:
    """The day a period leads to and how it came about; `day` is None while an open stop holds the clock."""

    day: date | None
    counted_unit: str
    n: int
    start: date
    skipped: Labelled
    rolled_from: date | None
    provisional: bool  # the day, or a working day that counted, lies outside the loaded years
    mark: str  # "" | 未核
    sentences: tuple[str, ...]
    alternative: date | None = None  # where the last day would move to if an article ordered it


def explain(
    period: Period, start: date, calendar: Calendar, stopped: Iterable[Stop] = (), occasion: str = ""
) -> Due:
    """Return the last day of "within n" with every day skipped and Chinese sentences.

    `occasion` names what opened the period (送达). Where no article orders a last day on a rest day to
    move on, the day stands (the cautious one) and `alternative` names the other. Errors: UnknownStatute,
    UnknownArticle, UnknownUnit; never for a day beyond the loaded years.
    """
    stops = united(stopped)
    count = counting(period.statute, period.n, period.unit, period.article)
    bare = days.end(start, period.n, count.unit, calendar, stops)
    rest = bare is not None and count.unit != "hour" and not calendar.working(bare)
    moved = calendar.next_working(bare) if bare and rest else None
    day = moved if count.rolls and moved else bare
    alternative = None if count.rolls else moved
    skipped = _skipped(start, bare, count.unit, calendar, stops)
    provisional = count.unit != "hour" and _provisional(start, moved or bare, count.unit, calendar)
    cite = statutes.cite(period.statute, period.article)
    sentences = (
        _opening(start, occasion, count.unit),
        unit_words(cite.label, period.n, period.unit, count.unit, count.article),
        *skipped_words(skipped, _made_up(start, bare, count.unit, calendar), start),
        *_closing(cite, count, bare, moved, calendar),
        *_doubts(cite, count, (moved or bare) if provisional else None, calendar),
    )
    doubtful = UNVERIFIED if cite.mark or mark(count.verified) or alternative else ""
    rolled = bare if day != bare else None
    return Due(
        day, count.unit, period.n, start, skipped, rolled, provisional, doubtful, sentences, alternative
    )


def explain_full(
    period: Period, start: date, calendar: Calendar, stopped: Iterable[Stop] = (), occasion: str = ""
) -> Due:
    """Return the first day after the whole period (满 n), explained as `explain` does."""
    last = explain(period, start, calendar, stopped, occasion)
    if last.day is None:
        return last
    first, later = last.day + DAY, last.alternative and last.alternative + DAY
    told = f"须满{length_words(period.n, period.unit)}，最早{day_words(first)}"
    told += f"；稳妥起见，宜自{day_words(later)}起。" if later else "。"
    return Due(
        day=first,
        counted_unit=last.counted_unit,
        n=last.n,
        start=start,
        skipped=last.skipped,
        rolled_from=last.rolled_from,
        provisional=last.provisional,
        mark=last.mark,
        sentences=(*last.sentences, told),
        alternative=later,
    )


def explain_before(period: Period, event: date, calendar: Calendar, occasion: str = "") -> Due:
    """Return the last day on which a notice due n before the event (提前 n) is in time; always 未核."""
    count = counting(period.statute, period.n, period.unit, period.article)
    day = days.before(event, period.n, count.unit, calendar)
    bare = event - timedelta(period.n) if count.unit == "calendar_day" else day
    skipped = _skipped(day - DAY, event - DAY, count.unit, calendar, ())
    cite = statutes.cite(period.statute, period.article)
    provisional = not (calendar.covers(day) and calendar.covers(event))
    sentences = (
        f"{day_words(event)}{occasion or '为到期之日'}，当日不计，向前倒算。",
        unit_words(cite.label, period.n, period.unit, count.unit, count.article),
        *skipped_words(skipped, _made_up(day - DAY, event - DAY, count.unit, calendar), event),
        f"最迟{day_words(day)}。",
        BACKWARD,
        *_doubts(cite, count, event if provisional else None, calendar),
    )
    rolled = bare if day != bare else None
    return Due(day, count.unit, period.n, event, skipped, rolled, provisional, UNVERIFIED, sentences)


def _plain(day: date) -> date:
    return date(day.year, day.month, day.day)  # a datetime must not be compared with a day


def _between(start: date, last: date | None) -> list[date]:
    if last is None:
        return []
    first, days_long = _plain(start), (_plain(last) - _plain(start)).days
    return [first + timedelta(n) for n in range(1, days_long + 1)]


def _skipped(
    start: date, last: date | None, unit: str, calendar: Calendar, stops: Iterable[Stop]
) -> Labelled:
    held = list(stops)
    if last is None:  # tell what is known: up to the stop that has no end yet
        last = next(first for first, until in held if until is None)
    found = []
    for day in _between(start, last):
        if any(first < day and (until is None or day <= until) for first, until in held):
            found.append((day, STOPPED))
        elif unit == "working_day" and not calendar.working(day):
            found.append((day, calendar.label(day)))
    return tuple(found)


def _made_up(start: date, last: date | None, unit: str, calendar: Calendar) -> Labelled:
    if unit != "working_day":
        return ()
    return tuple((day, MADE_UP) for day in _between(start, last) if calendar.label(day) == MADE_UP)


def _provisional(start: date, last: date | None, unit: str, calendar: Calendar) -> bool:
    if last is None:
        return False
    early = unit == "working_day" and not calendar.covers(start + DAY)
    return early or not calendar.covers(last)


def _opening(start: date, occasion: str, unit: str) -> str:
    if unit == "hour":
        return f"{day_words(start)}{occasion}起按小时计算，夜间和节假日不停。"
    return f"{day_words(_plain(start))}{occasion}，当日不计，自{day_words(_plain(start) + DAY, start)}起算。"


def _closing(
    cite: statutes.Citation, count: Counting, bare: date | None, moved: date | None, calendar: Calendar
) -> tuple[str, ...]:
    if bare is None:
        return ("期间停计，尚未恢复，最后一日不能确定。",)
    if moved is None:
        what = "时刻" if count.unit == "hour" else "一日"
        return (f"最后{what}是{day_words(bare)}。",)
    rest = f"期满之日{day_words(bare)}是休息日（{calendar.label(bare)}）"
    if count.rolls:
        return (f"{rest}，依{count.rolls_article}顺延，最后一日是{day_words(moved)}。",)
    name = statutes.get(cite.statute_id).name
    return (
        f"{rest}，《{name}》没有顺延的规定，最后一日仍是{day_words(bare)}，宜在休息日之前办结。",
        f"如果顺延，为{day_words(moved)}（未核）。",
    )


def _doubts(
    cite: statutes.Citation, count: Counting, unknown: date | None, calendar: Calendar
) -> tuple[str, ...]:
    told = []
    if unknown is not None:
        year = unknown.year if unknown > calendar.last else calendar.first.year - 1
        told.append(f"{year}年的节假日安排没有载入，只按周六、周日推算，这一日期是暂定的。")
    if cite.mark:
        told.append(f"{cite.label}的内容未核。")
    if mark(count.verified):
        told.append(f"《{statutes.get(cite.statute_id).name}》期间如何计算未核。")
    return tuple(told)
