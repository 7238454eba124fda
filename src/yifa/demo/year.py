"""Puts the year together: stories, the rooms' own scenarios, and matters that stand open, due, late or blocked."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from yifa.demo.acts import Act, Plot, Stage, recast, retold
from yifa.demo.rehearsal import due_on, ended, rehearsed
from yifa.demo.stories import YEAR, script, stories
from yifa.law import calendars
from yifa.matter.register import Register
from yifa.matter.scenario import scenarios

MOST = 16
"""The scenarios of one room that are played to their end."""
DUE = (0, 2, -9, 5, -2, 1, 9)
"""Days from today on which duties of matters left open end; the first come first where scenarios are few."""
BLOCKED = 2


def year(rooms: Sequence[Register], stage: Stage, today: date) -> list[Plot]:
    """The plots of the year that ends yesterday; the same for the same rooms, cast and day."""
    last = today - timedelta(1)
    ordinary = list(stories(frozenset(room.key for room in rooms), last, calendars.load("CN")))
    plots: list[Plot] = []
    for room in rooms:
        tried = (rehearsed(room, plot, stage) for plot in ordinary if plot.register == room.key)
        plots += (found.plot for found in tried if found)
        scripted = list(_scripted(room))
        plots += _varied(room, [*_played(room, scripted, stage, last), *_open(room, scripted, stage, today)])
    return [plot for room in rooms for plot in _numbered(room, [p for p in plots if p.register == room.key])]


def _scripted(room: Register) -> Iterator[Plot]:
    """The room's scenarios as plots; not those that take over the past."""
    if not (room.folder / "scenarios.yaml").exists():
        return
    for item in scenarios(room):
        if not any(step.get("来源") for step in item["步骤"]):
            yield Plot(room.key, item["名"], tuple(_act(step) for step in item["步骤"]))


def _act(step: Mapping[str, Any]) -> Act:
    day = step["日"]
    return Act(
        step["步"],
        day if isinstance(day, date) else datetime.fromisoformat(str(day)),
        step["人"],
        step.get("填") or {},
        who=step.get("方", ""),
        reason=step.get("理由", ""),
        blocked=bool(step.get("被拒")),
    )


def _played(room: Register, scripted: Sequence[Plot], stage: Stage, last: date) -> Iterator[Plot]:
    """Some scenarios to their end, spread over the year; not those that would leave a duty long overdue."""
    chosen = _telling(room, scripted)
    for number, plot in enumerate(chosen):
        wanted = last - timedelta(days=YEAR * (number + 1) // (len(chosen) + 1))
        found = ended(room, plot, stage, wanted, last)
        if found and (found.due is None or found.due > last):
            yield found.plot


def _telling(room: Register, scripted: Sequence[Plot]) -> list[Plot]:
    """The scenarios that show the most: each adds steps, or words of closed lists, that those before it lack."""
    closed = {label for name, label in room.labels.items() if room.columns[name].choices}

    def shows(plot: Plot) -> set[tuple[str, str]]:
        taken = [act for act in plot.acts if not act.blocked]
        words = {(label, str(act.values[label])) for act in taken for label in closed & act.values.keys()}
        return words | {("", act.step) for act in taken}

    left, seen, chosen = list(scripted), set[tuple[str, str]](), list[Plot]()
    while left and len(chosen) < MOST:
        best = max(left, key=lambda plot: len(shows(plot) - seen))
        left.remove(best)
        seen |= shows(best)
        chosen.append(best)
    return chosen


def _open(room: Register, scripted: Sequence[Plot], stage: Stage, today: date) -> Iterator[Plot]:
    """Scenarios cut where a duty runs, or where the law has just refused something."""
    last = today - timedelta(1)
    cuts = _cuts(room, scripted, stage)
    for days in DUE:
        for place, plot in enumerate(cuts):
            if found := due_on(room, plot, stage, today + timedelta(days), last):
                yield replace(found.plot, name=f"{plot.name}, due {days:+d}")
                del cuts[place]
                break
    left = BLOCKED
    for plot in scripted:
        cut = next((n for n, act in enumerate(plot.acts) if act.blocked and n), None)
        if not left or cut is None:
            continue
        short = replace(plot, name=f"{plot.name}, blocked", acts=plot.acts[: cut + 1])
        found = ended(room, short, stage, today - timedelta(4 + 3 * left), last)
        if found and found.plot.acts[-1].blocked and found.owed:
            left -= 1
            yield found.plot


def _cuts(room: Register, scripted: Sequence[Plot], stage: Stage) -> list[Plot]:
    """One beginning of each scenario after which a dated duty runs, taking turns between early and late cuts."""
    cuts: dict[tuple[str, ...], list[Plot]] = {}
    for plot in scripted:
        for size in range(1, len(plot.acts)):
            if plot.acts[size - 1].blocked:
                continue
            short = replace(plot, name=f"{plot.name}/{size}", acts=plot.acts[:size])
            found = rehearsed(room, short, stage)
            if found is None or found.due is None or not plot.last >= found.plot.last < found.due:
                continue
            steps = next(t.steps for t in found.owed if t.kind == "must" and t.due == found.due)
            cuts.setdefault(steps, []).append(short)
    turns = [group[turn] for turn in range(4) for group in cuts.values() if turn < len(group)]
    return turns[: 4 * len(DUE)]


def _varied(room: Register, plots: Sequence[Plot]) -> Iterator[Plot]:
    """The plots with people and subjects of their own, since many scenarios share theirs."""
    chance = random.Random(f"青禾镇 {room.key}")
    words = script()["词"]
    roles = {
        step.each for version in room.versions for step in version.definition.steps.values() if step.each
    }
    for plot in plots:
        people = [
            name
            for act in plot.acts
            for label in roles
            for name in (act.values.get(label) or ())
            if isinstance(name, str) and not name.startswith("@") and len(name) <= 4
        ]
        pool = chance.sample([*words["人"], *words["乙"]], k=len(words["人"]) + len(words["乙"]))
        names = dict(zip(dict.fromkeys(people), pool, strict=False))
        names |= {old: chance.choice(words[word]) for old, word in script()["换"].get(room.key, {}).items()}
        yield recast(plot, names)


def _numbered(room: Register, plots: Sequence[Plot]) -> Iterator[Plot]:
    """The plots with numbers of their own in the columns that the table keeps unique."""
    labels = [
        room.labels[name]
        for constraint in room.model._meta.constraints
        for name in getattr(constraint, "fields", ())
        if name in room.labels
    ]
    for count, plot in enumerate(plots, start=1):
        known = {str(act.values[label]) for act in plot.acts for label in labels if act.values.get(label)}
        new = {text: _with_number(text, count) for text in known}
        if not new:
            yield plot
            continue
        acts = tuple(
            replace(act, values=retold(act.values, lambda text, new=new: new.get(text, text)))  # type: ignore[misc]
            for act in plot.acts
        )
        yield replace(plot, acts=acts)


def _with_number(text: str, number: int) -> str:
    changed = re.sub(r"\d+(?=\D*$)", str(number), text, count=1)
    return changed if changed != text or str(number) in text else f"{text}-{number}"
