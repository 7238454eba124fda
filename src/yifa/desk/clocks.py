"""Clocks that explain themselves: what started the period, which article, which days were skipped."""

from __future__ import annotations

from datetime import date, timedelta

from yifa.desk import words
from yifa.desk.shown.parts import Badge, Bar, Clock, Squares
from yifa.law.due import explain
from yifa.procedure import Definition, Owed

MOST_SQUARES = 15
UNITS = {"calendar_day": "日", "working_day": "个工作日", "month": "个月", "year": "年", "hour": "小时"}


def clock(definition: Definition, owed: Owed, today: date) -> Clock:
    """One running period as a clock."""
    rule = definition.by_rule[owed.rule_id]
    label = "或者".join(owed.steps) + (f"（{owed.who}）" if owed.who else "")
    if owed.kind == "may":
        label += "（权利）"
    if owed.n is None:
        return Clock(label, Badge("ok", "没有法定天数"), cite=words.cite(owed.cite))
    working = owed.unit == "working_day"
    start = owed.start
    occasion = rule.src[0] if rule.src else ""
    told = explain(owed.period, start, words.calendar(), owed.stopped, occasion) if owed.period else None
    passed = _passed(owed, today, working)
    required = f"/ {owed.n}{UNITS[owed.unit]}"
    sentence = f"{owed.n}{UNITS[owed.unit]}中已过{passed}{UNITS[owed.unit] if working else '日'}"
    squares = Squares(min(passed, owed.n), owed.n, sentence) if working and owed.n <= MOST_SQUARES else None
    bar = None
    if squares is None and owed.due is not None:
        total = max((owed.due - start).days, 1)
        done = max(0, min((today - start).days, total))
        bar = Bar(done, total, sentence, tone="zhu" if owed.overdue else "qing")
    mark = " 暂定" if owed.provisional else ""
    shown = words.badge(owed.due, today, working=working, paused=owed.paused)
    return Clock(
        label=label,
        badge=Badge(shown.state, shown.text + mark),
        count=str(passed),
        required=required,
        squares=squares,
        bar=bar,
        notes=told.sentences if told else (),
        cite=words.cite(owed.cite),
    )


def _passed(owed: Owed, today: date, working: bool) -> int:
    """Counted days from the start to today, those of a stop left out."""
    last = min(today, owed.due) if owed.due else today
    calendar = words.calendar()
    day, count = owed.start, 0
    while day < last:
        day += timedelta(1)
        held = any(a < day and (b is None or day <= b) for a, b in owed.stopped)
        if not held and (not working or calendar.working(day)):
            count += 1
    return count
