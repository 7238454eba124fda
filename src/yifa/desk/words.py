"""Days, periods and values in the desk's words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils import timezone

from yifa.desk.shown.parts import Badge, Cite
from yifa.law import calendars
from yifa.law.calendars import Calendar
from yifa.law.statutes import Citation
from yifa.matter.columns import Money, Names, Officers
from yifa.people.models import Officer

UNITS = {"calendar_day": "日", "working_day": "个工作日", "month": "个月", "year": "年", "hour": "小时"}
WEEKDAYS = "一二三四五六日"
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
SOON_DAYS, SOON_WORKING = 7, 3


def calendar() -> Calendar:
    """The working-day calendar of the installation."""
    return calendars.load("CN")


def day(when: date, today: date) -> str:
    """1月15日, with the year when it is not this year."""
    text = f"{when.month}月{when.day}日"
    return text if when.year == today.year else f"{when.year}年{text}"


def full_day(when: date) -> str:
    """2026年1月15日 星期四."""
    return f"{when.year}年{when.month}月{when.day}日 星期{WEEKDAYS[when.weekday()]}"


def moment(when: datetime, today: date) -> str:
    """1月15日 09:30."""
    here = timezone.localtime(when)
    return f"{day(here.date(), today)} {here:%H:%M}"


def badge(due: date | None, today: date, *, working: bool = False, paused: bool = False) -> Badge:
    """How urgent a last day is. ``working`` counts the rest in working days, as the period itself is counted."""
    if paused:
        return Badge("pause", "期限暂停")
    if due is None:
        return Badge("ok", "没有法定天数")
    unit = "个工作日" if working else "日"
    if due == today:
        return Badge("today", "今天")
    if due < today:
        return Badge("over", f"逾期{_between(due, today, working)}{unit}")
    left = _between(today, due, working)
    soon = left <= SOON_WORKING if working else left <= SOON_DAYS
    return Badge("soon" if soon else "ok", f"剩{left}{unit}")


def _between(first: date, last: date, working: bool) -> int:
    if not working:
        return (last - first).days
    known = calendar()
    steps = (date.fromordinal(number) for number in range(first.toordinal() + 1, last.toordinal() + 1))
    return sum(known.working(step) for step in steps)


def cite(found: Citation | None) -> Cite | None:
    """A citation that opens its facts."""
    if found is None:
        return None
    return Cite(found.label, law_url(found.statute_id, found.article), found.mark)


def cites(found: tuple[Citation, ...], known: str = "") -> tuple[Cite, ...]:
    """Citations that open their facts; a statute named just before, or ``known``, is not named again."""
    shown = []
    for item in found:
        label = item.label
        if item.statute_id == known and "》" in label:
            label = label.partition("》")[2] or label
        known = item.statute_id
        shown.append(Cite(label, law_url(item.statute_id, item.article), item.mark))
    return tuple(shown)


def readable(text: str) -> str:
    """A kernel's sentence with its ISO days written as people read them."""
    return _ISO.sub(lambda day: f"{day[1]}年{int(day[2])}月{int(day[3])}日", text)


def either(steps: Sequence[str]) -> str:
    """Several ways to discharge one duty: the first, then the others."""
    return steps[0] + (f"（或者{'、'.join(steps[1:])}）" if len(steps) > 1 else "")


def span(n: int | str | None, counted: str) -> str:
    """The length of a period: 7个工作日; empty when it is not a fixed number."""
    return f"{n}{UNITS[counted]}" if isinstance(n, int) and counted in UNITS else ""


def law_url(statute: str, article: str) -> str:
    """The page of an article."""
    return f"/law/{statute}/{article}/" if article else f"/law/{statute}/"


def value(field: models.Field[Any, Any], found: Any) -> str:
    """A column's value as people read it; empty for what is not known."""
    if found is None or found == "" or found == []:
        return ""
    if isinstance(found, bool):
        return "是" if found else "否"
    if isinstance(field, Officers):
        return "、".join(officer_names(found))
    if isinstance(field, Names):
        return "、".join(map(str, found))
    if isinstance(field, Money):
        return f"{Decimal(found):,.2f}".removesuffix(".00") + "元"
    if isinstance(found, date):
        return f"{found.year}年{found.month}月{found.day}日"
    if field.choices:
        return str(dict(field.flatchoices).get(found, found))
    if isinstance(found, int) and abs(found) >= 1000:
        return f"{found:,}"
    return str(found)


def officer_names(ids: list[str]) -> list[str]:
    """Names of officers by id, in the order given; an unknown id is said to be so."""
    names = {str(key): name for key, name in Officer.objects.filter(pk__in=ids).values_list("pk", "name")}
    return [names.get(key, "（查不到的人员）") for key in ids]
