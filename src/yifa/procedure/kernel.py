"""Answers what may be done in a matter, why not, what is owed by when, and what was breached."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from functools import lru_cache

from yifa.law import parameters
from yifa.law.calendars import Calendar
from yifa.procedure.clock import FAR, Clock
from yifa.procedure.definition import Definition
from yifa.procedure.facts import Facts, Sources
from yifa.procedure.fold import Effects, Fold
from yifa.procedure.gates import Gates
from yifa.procedure.plan import plans
from yifa.procedure.proof import Proof
from yifa.procedure.state import Event, OutOfOrder, Owed, Reason, State, Term, Verdict, local
from yifa.procedure.story import effective
from yifa.procedure.values import Value

Parameter = Callable[[str, date], Value]


class Kernel:
    """One definition on one calendar.  Holds no matter and no clock; every day it needs is passed in.

    `parameter` gives a dated parameter (参数) by key and day; by default what is shipped for `region`.
    """

    def __init__(
        self,
        definition: Definition,
        calendar: Calendar,
        *,
        region: str = "CN",
        parameter: Parameter | None = None,
    ) -> None:
        self.definition, self.calendar, self.region = definition, calendar, region
        self._parameter = parameter or self._shipped
        self._plans = plans(definition)
        self._sources = Sources(definition, lru_cache(4096)(self._value))
        self._clock = Clock(definition, calendar)
        self._gates = Gates(definition, self._plans, self._sources, self._clock)
        self._proof = Proof(self._gates)
        self._effects = Effects(definition, self._plans, self._sources, self._clock)
        self._start = State(out={step.name: None for step in definition.steps.values() if step.off})

    def _value(self, label: str, on: date) -> Value:
        key = self.definition.parameters.get(label)
        return self._parameter(key, on) if key else None

    def _shipped(self, key: str, on: date) -> Value:
        found = parameters.value(key, self.region, on)
        return found.value if found else None

    # ---------------------------------------------------------------- the story
    def start(self) -> State:
        """The state of a matter before its first event."""
        return self._start

    def apply(self, state: State, event: Event) -> State:
        """The state after one more event, which must come last; total, breaches included.

        Raises OutOfOrder for a correction or an event before the last one: replay the whole story then.
        KeyError for a step the definition does not have.
        """
        if event.voids is not None or not self._follows(state, event):
            raise OutOfOrder(
                f"entry {event.id} ({event.step}, {event.on}) does not follow {state.last}: replay"
            )
        fold = Fold(state)
        self._advance(fold, event)
        return fold.freeze()

    def apply_many(self, state: State, events: Iterable[Event]) -> State:
        """As apply for several events in order, faster."""
        fold = Fold(state)
        for event in events:
            if event.voids is not None or not self._follows(fold, event):
                raise OutOfOrder(
                    f"entry {event.id} ({event.step}, {event.on}) does not follow {fold.last}: replay"
                )
            self._advance(fold, event)
        return fold.freeze()

    def replay(self, events: Iterable[Event]) -> State:
        """The state after all events, in whatever order they are given.

        Never refuses: what was forbidden ends up in `breaches`.  Corrections take events out beforehand.
        """
        fold = Fold(self._start)
        for event in effective(events):
            self._advance(fold, event)
        return fold.freeze()

    def _advance(self, fold: Fold, event: Event) -> None:
        if event.past:
            wrong, doubts = self._proof.judge(fold, event)
            fold.breaches += [(event.id, reason) for reason in wrong]
            fold.doubts += doubts
        else:
            for reason in self._gates.reasons(fold, event):
                if reason.kind == "block" or not event.reason:
                    fold.breaches.append((event.id, reason))
        self._effects.write(fold, event)

    def _follows(self, state: State | Fold, event: Event) -> bool:
        if state.last is None:
            return True
        on, at, id_ = state.last
        if event.on != on:
            return event.on > on
        return event.id > id_ and not (at and event.at and local(event.at) < at)

    # ---------------------------------------------------------------- may it be recorded
    def reasons(self, state: State, event: Event) -> list[Reason]:
        """Every reason against recording `event`, form filled in, as the last event of the story so far."""
        return self._gates.reasons(state, event)

    def refusals(self, events: Sequence[Event], event: Event) -> list[Reason]:
        """What recording `event` would newly break in the whole story: late entries and corrections included.

        [] if nothing; lateness is a fact, no refusal; an imported event (`past`) is never refused.  A
        reason given does not shorten the list: whoever asks decides whether `event.reason` is enough.
        """
        if event.past:
            return []
        event = replace(event, reason="")
        old = self.replay(events)
        if event.voids is None and self._follows(old, event):
            return self._gates.reasons(old, event)
        past = {each.id for each in events if each.past}
        known = list(old.breaches)
        worse = []
        for breach in self.replay([*events, event]).breaches:
            if breach in known:
                known.remove(breach)
            elif breach[1].kind != "late" and breach[0] not in past:
                worse.append(breach[1])
        return worse

    def explain(
        self, state: State, step: str, on: date, role: str = "", by: str = "", who: str = ""
    ) -> list[Reason]:
        """Why `step` may not be taken on that day, before its form is filled in; [] if it may."""
        return self._gates.reasons(state, self._ask(step, on, role, by, who), asking=True)

    def enabled(self, state: State, on: date, role: str = "") -> list[tuple[str, str]]:
        """The steps, each with its party or "", that may be taken on that day."""
        return [
            (name, who)
            for name in self.definition.steps
            for who in self.parties(state, name)
            if not self.explain(state, name, on, role, who=who)
        ]

    def parties(self, state: State, step: str) -> tuple[str, ...]:
        """The parties a step is taken for; ("",) for the whole matter, () while they are unknown."""
        each = self.definition.steps[step].each
        if not each:
            return ("",)
        facts = Facts(state.data, {}, frozenset(), (), None)
        return self._sources.people(facts, each) or ()

    def _ask(self, step: str, on: date, role: str, by: str, who: str) -> Event:
        day, at = _moment(on)
        return Event(0, step, day, at, role, by, who)

    # ---------------------------------------------------------------- what is due, is it finished
    def agenda(self, state: State, on: date) -> list[Owed]:
        """Duties that are owed and rights that are open on that day, the most urgent first."""
        day, at = _moment(on)
        rows = [self._owed(state, t, day, at) for t in state.terms if self._clock.live(state, t, day, at)]
        return sorted(
            rows, key=lambda row: row.due_at or (datetime.combine(row.due, time.max) if row.due else FAR)
        )

    def _owed(self, state: State, term: Term, on: date, at: datetime | None) -> Owed:
        rule, due = self.definition.rules[term.rule], self._clock.due(state, term)
        return Owed(
            rule_id=rule.id,
            kind=term.kind,
            steps=term.dst,
            who=term.who,
            bearer=self.definition.steps[term.dst[0]].party or "机关",
            start=term.start,
            due=due,
            due_at=self._clock.due_at(state, term),
            provisional=self._clock.provisional(term, due),
            overdue=self._clock.expired(state, term, on, at),
            paused=term.n is not None and due is None,
            cites=rule.cites,
            n=term.n,
            unit=term.unit,
            rolls=term.rolls,
            verified=rule.verified,
            stopped=self._clock.stopped(state, term),
            period=self._clock.period(term),
        )

    def fictions(self, state: State, on: date) -> list[tuple[str, str]]:
        """The steps the law deems to happen (拟制) that are to be put on record that day, with the party."""
        return [(name, who) for name, who in self.enabled(state, on) if self.definition.steps[name].fiction]

    def verdict(self, state: State, on: date) -> Verdict:
        """Whether the matter is finished (an outcome, no duty left), and whether it was lawful."""
        day, at = _moment(on)
        left = tuple(t for t in state.terms if t.kind == "must" and self._clock.live(state, t, day, at))
        steps = self.definition.steps
        got = tuple(dict.fromkeys(steps[name].outcome for name, _ in state.done if steps[name].outcome))
        overdue = any(self._clock.expired(state, t, day, at) and not steps[t.dst[0]].party for t in left)
        return Verdict(bool(got) and not left, not state.breaches and not overdue, got, left)


def _moment(on: date) -> tuple[date, datetime | None]:
    """A day and, if one is given, the moment on it."""
    if isinstance(on, datetime):
        at = local(on)
        return at.date(), at
    return on, None
