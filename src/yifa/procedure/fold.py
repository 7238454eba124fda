"""Carries a matter from one event to the next; the only mutable thing in the kernel, and never handed out."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from yifa.procedure.clock import Clock
from yifa.procedure.definition import Definition, Rule
from yifa.procedure.facts import MATTER, Facts, Sources
from yifa.procedure.plan import Plan
from yifa.procedure.state import Doubt, Event, Key, Pause, Reason, State, Term, local


class Fold:
    """A state while events are being applied to it."""

    __slots__ = ("breaches", "by", "data", "done", "doubts", "last", "out", "own", "pauses", "terms", "times")

    def __init__(self, state: State) -> None:
        self.done: dict[Key, tuple[date, ...]] = dict(state.done)
        self.by: dict[Key, tuple[str, ...]] = dict(state.by)
        self.times: dict[Key, datetime] = dict(state.times)
        self.out: dict[str, tuple[int, date] | None] = dict(state.out)
        self.terms: list[Term] = list(state.terms)
        self.pauses: list[Pause] = list(state.pauses)
        self.data: dict[str, Any] = dict(state.data)
        self.own: dict[Key, Mapping[str, Any]] = dict(state.own)  # inner mappings are replaced whole
        self.breaches: list[tuple[int, Reason]] = list(state.breaches)
        self.doubts: list[Doubt] = list(state.doubts)
        self.last = state.last

    def freeze(self) -> State:
        """The state reached; the fold must not be used after."""
        return State(
            self.done,
            self.by,
            self.times,
            self.out,
            tuple(self.terms),
            tuple(self.pauses),
            self.data,
            self.own,
            tuple(self.breaches),
            tuple(self.doubts),
            self.last,
        )


class Effects:
    """Applies events of one definition to a fold."""

    def __init__(
        self, definition: Definition, plans: dict[str, Plan], sources: Sources, clock: Clock
    ) -> None:
        self.definition, self.plans, self.sources, self.clock = definition, plans, sources, clock

    def write(self, fold: Fold, event: Event) -> None:
        """Record what happened and all it sets going.  Total: what cannot be decided has no effect."""
        plan = self.plans[event.step]
        at = local(event.at) if event.at else None
        if fold.terms:
            self.discharge(fold, event, plan, at)
        if plan.settles and fold.doubts:
            self.settle(fold, event, plan)
        key = (event.step, event.who if plan.step.each else "")
        fold.done[key] = (*fold.done.get(key, ()), event.on)
        if event.by:
            fold.by[key] = (*fold.by.get(key, ()), event.by, *_listed(event))
        if at:
            fold.times[key] = at
        self.learn(fold, event, plan)
        same_day = fold.last is not None and fold.last[0] == event.on
        moment = at or (fold.last[1] if fold.last and same_day else None)
        fold.last = (event.on, moment, event.id)
        if plan.effects:
            facts = self.sources.facts(fold, event, plan.step.each, frozenset())
            for index in plan.effects:
                self.effect(fold, event, index, facts, at)

    def discharge(self, fold: Fold, event: Event, plan: Plan, at: datetime | None) -> None:
        """Doing a step ends every term on it; the office's own lateness stays on record."""
        left = []
        for term in fold.terms:
            if event.step not in term.dst or (term.who and plan.step.each and term.who != event.who):
                left.append(term)
            elif self.too_late(fold, event, term, at):
                fold.breaches.append((event.id, self.lateness(fold, event, term)))
        fold.terms = left

    def too_late(self, fold: Fold, event: Event, term: Term, at: datetime | None) -> bool:
        ours = term.kind == "must" and not self.definition.steps[term.dst[0]].party
        return ours and self.clock.expired(fold, term, event.on, at)

    def lateness(self, fold: Fold, event: Event, term: Term) -> Reason:
        rule, due = self.definition.rules[term.rule], self.clock.due(fold, term)
        text = f"{event.step}逾期，最迟应在{due}"
        data = {"due": due, "on": event.on, "who": term.who, "start": term.start}
        return Reason("late", rule.id, "late", rule.cites, text, (event.step,), data=data)

    def settle(self, fold: Fold, event: Event, plan: Plan) -> None:
        """An earlier step that turns up with a later date proves that an imported step came too soon."""
        left = []
        for doubt in fold.doubts:
            if event.step not in doubt.src or (doubt.who and plan.step.each and doubt.who != event.who):
                left.append(doubt)
            elif event.on > doubt.on:
                rule = self.definition.rules[doubt.rule]
                text = f"{doubt.step}（{doubt.on}）先于{event.step}（{event.on}）"
                data = {"on": doubt.on, "later": event.on, "who": doubt.who, "event": event.id}
                reason = Reason("block", rule.id, "order", rule.cites, text, (event.step,), data=data)
                fold.breaches.append((doubt.event, reason))
        fold.doubts = left

    def learn(self, fold: Fold, event: Event, plan: Plan) -> None:
        given: dict[str, Any] = dict(event.data)
        if plan.step.date:
            given[plan.step.date] = event.on
        if not given:
            return
        fold.data.update(given)
        parted = self.sources.parted
        if plan.step.each:
            key = (plan.step.each, event.who)
            fold.own[key] = {**fold.own.get(key, {}), **given}
        elif parted and not parted.isdisjoint(given):
            # Said of the whole matter, it replaces what was said of single parties.
            common = {name: value for name, value in given.items() if name in parted}
            rest = {k: {n: v for n, v in values.items() if n not in common} for k, values in fold.own.items()}
            fold.own = {**rest, MATTER: {**rest.get(MATTER, {}), **common}}

    def effect(self, fold: Fold, event: Event, index: int, facts: Facts, at: datetime | None) -> None:
        rule = self.definition.rules[index]
        if event.step in rule.until:
            fold.pauses = [self.ended(pause, index, event) for pause in fold.pauses]
        if event.step not in rule.src or not self.sources.holds(fold, event, index):
            return
        match rule.kind:
            case "exclude":
                fold.out.update((step, (index, event.on)) for step in rule.dst)
            case "include":
                for step in rule.dst:
                    fold.out.pop(step, None)
            case "release":
                fold.terms = [term for term in fold.terms if not self.hit(term, rule)]
            case "redo":
                for key in [key for key in fold.done if key[0] in rule.dst]:
                    del fold.done[key]
                    fold.by.pop(key, None)
                    fold.times.pop(key, None)
            case "extend":
                if more := self.sources.length(rule, facts):
                    fold.terms = [self.longer(term, rule, more) for term in fold.terms]
            case "pause":
                most = self.sources.length(rule, facts)
                end = self.clock.end(event.on, most, rule.counted) if most is not None else None
                fold.pauses.append(Pause(index, event.who, event.on, end))
            case _:
                self.open(fold, event, index, facts, at)

    def hit(self, term: Term, rule: Rule) -> bool:
        return any(step in term.dst for step in rule.dst)

    def longer(self, term: Term, rule: Rule, more: int) -> Term:
        return replace(term, n=term.n + more) if term.n is not None and self.hit(term, rule) else term

    def ended(self, pause: Pause, index: int, event: Event) -> Pause:
        if pause.rule != index or pause.who not in ("", event.who):
            return pause
        return replace(pause, until=min(pause.until or event.on, event.on))

    def open(self, fold: Fold, event: Event, index: int, facts: Facts, at: datetime | None) -> None:
        """Open a duty or a right for each party concerned; a repeated trigger buys the office no time."""
        rule = self.definition.rules[index]
        n = self.sources.length(rule, facts)
        bearer = self.definition.steps[rule.dst[0]].party
        hour = at if rule.counted == "hour" else None
        for who in self.sources.whos(facts, rule.dst[0], event.step, event.who) or ():
            old = [term for term in fold.terms if term.rule == index and term.who == who]
            if old and not (rule.restart or rule.kind == "may" or bearer == "当事人"):
                continue
            gone = [term for term in fold.terms if self.hit(term, rule)] if rule.restart else old
            new = Term(index, rule.kind, rule.dst, who, event.on, n, rule.counted, rule.rolls, hour)
            fold.terms = [term for term in fold.terms if term not in gone] + [new]


def _listed(event: Event) -> tuple[str, ...]:
    """Everybody in the lists that the step fills: an officer who took part is apart from what 异于 names."""
    lists = (value for value in event.data.values() if isinstance(value, list | tuple))
    return tuple(one for found in lists for one in found if isinstance(one, str))
