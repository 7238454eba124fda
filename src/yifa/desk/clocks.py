"""Clocks that explain themselves: what started the period, which article, which days were skipped."""

from __future__ import annotations

from datetime import date, timedelta

from yifa.desk import words
from yifa.desk.shown.parts import Badge, Bar, Clock, Squares
from yifa.law.due import explain
from yifa.procedure import Definition, Owed, Rule, State

MOST_SQUARES = 15


def clock(definition: Definition, owed: Owed, state: State, today: date) -> Clock:
    """One running period as a clock."""
    rule = definition.by_rule[owed.rule_id]
    label = words.either(owed.steps) + (f"：{owed.who}" if owed.who else "")
    if owed.kind == "may":
        label += "（权利）"
    if owed.n is None:
        return Clock(
            label,
            Badge("ok", "没有法定天数"),
            notes=_started(rule, owed, state, today),
            cite=words.cite(owed.cite),
        )
    working = owed.unit == "working_day"
    start = owed.start
    occasion = rule.src[0] if rule.src else ""
    told = explain(owed.period, start, words.calendar(), owed.stopped, occasion) if owed.period else None
    passed = _passed(owed, today, working)
    required = words.span(owed.n, owed.unit)
    sentence = f"{required}中已过{passed}{'个工作日' if working else '日'}"
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
        count=str(passed) if working or owed.unit == "calendar_day" else "",
        required=required,
        squares=squares,
        bar=bar,
        notes=_started(rule, owed, state, today),
        how=tuple(words.readable(line) for line in told.sentences) if told else (),
        cite=words.cite(owed.cite),
    )


def _started(rule: Rule, owed: Owed, state: State, today: date) -> tuple[str, ...]:
    """What set the period going, and its last day."""
    done = [
        src for src in rule.src if any(k[0] == src and owed.start in days for k, days in state.done.items())
    ]
    text = f"{words.day(owed.start, today)}{'、'.join(done) or '起算'}"
    if owed.due:
        text += f"，最后一日{words.day(owed.due, today)}{'（暂定）' if owed.provisional else ''}"
    return (text,)


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
