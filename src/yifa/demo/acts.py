"""What the invented year is made of: acts of officers, strung into plots, one plot a matter."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from yifa.matter.register import Register
from yifa.people.models import Officer, Organisation

_YEAR = re.compile(r"〔(\d{4})〕")


@dataclass(frozen=True)
class Act:
    """One step as somebody of the cast takes it; ``values`` by the law's word, officers as ``@login``.

    ``blocked``: the law refuses it, and a note of that stays. ``paper``: the text of a file that comes with it.
    """

    step: str
    on: date | datetime
    login: str
    values: Mapping[str, Any]
    who: str = ""
    reason: str = ""
    blocked: bool = False
    paper: str = ""

    @property
    def day(self) -> date:
        """The legal day."""
        return self.on.date() if isinstance(self.on, datetime) else self.on


@dataclass(frozen=True)
class Plot:
    """The acts of one matter, in order."""

    register: str
    name: str
    acts: tuple[Act, ...]

    @property
    def last(self) -> date:
        """The day of the last act."""
        return self.acts[-1].day


@dataclass(frozen=True)
class Stage:
    """Where and by whom the year is played: the township, and its cast by login."""

    township: Organisation
    cast: Mapping[str, Officer]


def retold(values: Any, tell: Callable[[str], str], days: timedelta = timedelta(0)) -> Any:
    """The values with every text told anew by ``tell`` and every date moved by ``days``."""
    if isinstance(values, Mapping):
        return {key: retold(value, tell, days) for key, value in values.items()}
    if isinstance(values, list):
        return [retold(value, tell, days) for value in values]
    if isinstance(values, str):
        return tell(values)
    return values + days if isinstance(values, date) else values


def moved(plot: Plot, days: int) -> Plot:
    """The plot so many days later; years in document numbers go with their acts."""
    if not days:
        return plot
    shift = timedelta(days)

    def act(one: Act) -> Act:
        on = one.on + shift
        year = f"〔{on.year}〕"
        return replace(one, on=on, values=retold(one.values, lambda text: _YEAR.sub(year, text), shift))

    return replace(plot, acts=tuple(act(one) for one in plot.acts))


def recast(plot: Plot, names: Mapping[str, str]) -> Plot:
    """The plot with other people: every name of the mapping gives way to its value, alone or within a text."""

    def tell(text: str) -> str:
        if text in names:
            return names[text]
        for old, new in names.items():
            text = text.replace(old, new) if len(old) > 1 else text
        return text

    return replace(
        plot,
        acts=tuple(
            replace(act, values=retold(act.values, tell), who=names.get(act.who, act.who))
            for act in plot.acts
        ),
    )


def entered(register: Register, act: Act, cast: Mapping[str, Officer]) -> dict[str, Any]:
    """The act's values as the write door takes them: by English column name, officers by id."""

    def tell(text: str) -> str:
        return str(cast[text[1:]].pk) if text.startswith("@") else text

    return {register.names.get(label, label): retold(value, tell) for label, value in act.values.items()}
