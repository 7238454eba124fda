"""A matter as it stands on a day: replayed once, asked by every part of its page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from yifa.matter.history import Happened, history, kernel_events
from yifa.matter.models import Matter
from yifa.matter.register import Register, Version
from yifa.procedure import Definition, Kernel, Owed, Reason, State, Verdict
from yifa.procedure import Step as Lawful

NOT_NOW = frozenset({"once", "excluded"})
"""Codes of steps that are behind the matter, not before it."""
CLOSE, FAR = 2, 99
LAST_TO_TELL = {"unknown": 2, "demand": 1, "off": 3}


@dataclass(frozen=True)
class Standing:
    """A matter on a day: its events, its state, what the kernel answers."""

    register: Register
    row: Matter
    version: Version
    kernel: Kernel
    events: tuple[Happened, ...]
    state: State
    verdict: Verdict
    enabled: tuple[tuple[str, str], ...]
    today: date

    @property
    def definition(self) -> Definition:
        """The procedure that the matter follows."""
        return self.version.definition

    @property
    def url(self) -> str:
        """The matter's address."""
        return f"/r/{self.register.key}/{self.row.pk}/"

    @cached_property
    def able(self) -> frozenset[str]:
        """The steps that may be taken on the day, by anybody."""
        return frozenset(step for step, _ in self.enabled)

    @cached_property
    def done(self) -> frozenset[str]:
        """The steps that were taken at least once."""
        return frozenset(step for step, _ in self.state.done)

    @cached_property
    def owed(self) -> tuple[Owed, ...]:
        """Duties and rights that run on the day."""
        return tuple(self.kernel.agenda(self.state, self.today))

    @cached_property
    def duties(self) -> frozenset[str]:
        """The steps that would discharge a duty."""
        return frozenset(label for term in self.verdict.left for label in term.dst)

    @property
    def closed(self) -> bool:
        """Whether an outcome is reached and nothing is owed."""
        return self.row.closed_on is not None

    def step_url(self, step: Lawful, who: str = "") -> str:
        """The form of a step."""
        return f"{self.url}step/{step.id}/" + (f"?who={who}" if who else "")

    def why(self, name: str) -> tuple[Reason, str] | None:
        """The reason to tell first why a step may not be taken, and the party it concerns; None if it may or is
        behind the matter.

        What somebody can mend now comes first; a fact that is missing only because an earlier step is missing
        comes last.
        """
        found: list[tuple[Reason, str]] = []
        for who in self.kernel.parties(self.state, name) or ("",):
            reasons = self.kernel.explain(self.state, name, self.today, who=who)
            if not reasons:
                return None
            if NOT_NOW & {reason.code for reason in reasons}:
                continue
            found += [(reason, who) for reason in reasons if reason.kind == "block"]
        return min(found, key=lambda pair: self._weight(pair[0]), default=None)

    def _weight(self, reason: Reason) -> tuple[int, int]:
        near = 0 if reason.earliest or reason.cure in self.able else 1
        return LAST_TO_TELL.get(reason.code, 0), near

    @cached_property
    def way(self) -> tuple[str, ...]:
        """The steps between here and what is owed, or else the end: blocked ones and those to take first."""
        found: dict[str, None] = {}
        for name in self.targets:
            self._walk(name, found)
        return tuple(found)

    @cached_property
    def targets(self) -> tuple[str, ...]:
        """What the matter goes towards: the office's open duties, else its outcomes."""
        steps = self.definition.steps
        owed = [
            label
            for term in self.verdict.left
            for label in _front(term.dst, self.able)
            if (not steps[label].party or label in self.able) and label not in self.state.out
        ]
        ends = [
            name
            for name, step in steps.items()
            if step.outcome and name not in self.state.out and name not in self.done
        ]
        return tuple(dict.fromkeys(owed or self._near(ends)))

    def _near(self, ends: list[str]) -> list[str]:
        """Of the outcomes those that are close, else the closest."""
        found = sorted(ends, key=self.distance)
        return [name for name in found if self.distance(name) <= CLOSE] or found[:1]

    def distance(self, name: str, seen: frozenset[str] = frozenset()) -> int:
        """How many steps must be taken before this one may be; 0 for one that may be taken now."""
        if name in self.able:
            return 0
        told = self.why(name) if name not in seen else None
        if told is None:
            return FAR
        cure = told[0].cure
        return 1 if cure is None or cure == name else 1 + self.distance(cure, seen | {name})

    def _walk(self, name: str, found: dict[str, None]) -> None:
        if name in found or name not in self.definition.steps:
            return
        if name in self.able:
            found[name] = None
            return
        told = self.why(name)
        if told is None:
            return
        found[name] = None
        if told[0].cure and told[0].cure != name:
            self._walk(told[0].cure, found)


def _front(alternatives: Sequence[str], able: frozenset[str]) -> list[str]:
    """Of the ways to discharge one duty those that are open, else the first."""
    return [name for name in alternatives if name in able] or list(alternatives[:1])


def standing(register: Register, row: Matter, today: date) -> Standing:
    """Replays the matter; two queries and some hundred microseconds."""
    return standing_of(register, row, history(register.key, row.pk), today)


def standing_of(register: Register, row: Matter, events: Sequence[Happened], today: date) -> Standing:
    """The same from events that are already read."""
    version = register.version(row)
    kernel = version.kernel(row.township)
    state = kernel.replay(kernel_events(register, version, events))
    enabled = tuple(kernel.enabled(state, today))
    return Standing(
        register, row, version, kernel, tuple(events), state, kernel.verdict(state, today), enabled, today
    )
