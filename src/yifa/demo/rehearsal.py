"""Tries a plot on the kernel alone, and moves it to a day on which it goes lawfully or falls due as wanted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from yifa.demo.acts import Act, Plot, Stage, entered, moved
from yifa.matter.register import Register, Version
from yifa.matter.rights import OVERRIDERS, acting_role
from yifa.matter.values import by_label, judge
from yifa.procedure import Event, Owed, Step

WEEKS, DAYS = 8, 12


@dataclass(frozen=True)
class Rehearsed:
    """A plot as it would go: refused acts that leave no note are left out; ``owed`` on its last day."""

    plot: Plot
    owed: tuple[Owed, ...]

    @property
    def due(self) -> date | None:
        """The first day on which a duty of the matter ends."""
        return min((term.due for term in self.owed if term.kind == "must" and term.due), default=None)


def rehearsed(register: Register, plot: Plot, stage: Stage) -> Rehearsed | None:
    """The plot as it would go on its days; None when an act would be refused that should not be."""
    version = register.version_on(plot.acts[0].day)
    kernel = version.kernel(stage.township)
    events: list[Event] = []
    kept: list[Act] = []
    for act in plot.acts:
        event = _event(register, version, act, stage, number=len(events))
        reasons = [r for r in kernel.refusals(events, event) if r.kind != "late"] if event else []
        if act.blocked:
            if reasons and events:
                kept.append(act)
            continue
        step = register.step(version, act.step)
        if event is None or (reasons and not act.reason) or not (events or (step and step.opens)):
            return None
        kept.append(act)
        events.append(event)
    if not events:
        return None
    state = kernel.replay(events)
    return Rehearsed(replace(plot, acts=tuple(kept)), tuple(kernel.agenda(state, events[-1].on)))


def _event(register: Register, version: Version, act: Act, stage: Stage, number: int) -> Event | None:
    """The act as the kernel reads it; None when its form or the officer's right would not pass."""
    step: Step | None = register.step(version, act.step)
    by = stage.cast[act.login]
    if step is None or not acting_role(version, step, by, act.day) or (step.opens and step.once and number):
        return None
    if act.reason and not by.roles(act.day) & OVERRIDERS:
        return None
    clean, faults = judge(register, step, entered(register, act, stage.cast), on=act.day, past=False)
    if faults:
        return None
    return Event(
        id=number,
        step=step.name,
        on=act.day,
        at=act.on if isinstance(act.on, datetime) else None,
        role="" if step.party else acting_role(version, step, by, act.day),
        by=str(by.pk),
        who=act.who,
        data=by_label(register, clean),
        reason=act.reason,
    )


def ended(register: Register, plot: Plot, stage: Stage, wanted: date, latest: date) -> Rehearsed | None:
    """The plot moved by whole weeks so that it ends about the ``wanted`` day and goes by the script."""
    near = round((wanted - plot.last).days / 7)
    for weeks in _around(near, WEEKS):
        if plot.last + timedelta(weeks=weeks) > latest:
            continue
        if found := rehearsed(register, moved(plot, 7 * weeks), stage):
            return found
    return None


def due_on(register: Register, plot: Plot, stage: Stage, wanted: date, latest: date) -> Rehearsed | None:
    """The plot moved so that its most urgent duty ends on the ``wanted`` day; None when no day does it."""
    first = rehearsed(register, plot, stage)
    if first is None or first.due is None:
        return None
    for days in _around((wanted - first.due).days, DAYS):
        if plot.last + timedelta(days) > latest:
            continue
        found = rehearsed(register, moved(plot, days), stage)
        if found is not None and found.due == wanted:
            return found
    return None


def _around(middle: int, reach: int) -> Iterator[int]:
    yield middle
    for off in range(1, reach + 1):
        yield middle - off
        yield middle + off
