"""Answers what is known of the matter, of one party and on the form when a condition is asked."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, Protocol

from yifa.procedure.definition import Definition, Rule
from yifa.procedure.guard import Tree, missing, names, truth
from yifa.procedure.state import Doubt, Event, Key, Pause, Reason, Term
from yifa.procedure.values import Value, people

MATTER: Key = ("", "")  # where a value given for the whole matter stands beside those of the parties
Overlay = tuple[frozenset[str], Mapping[str, Any]]
Lookup = Callable[[str], Value]


class View(Protocol):
    """What a state and a fold under way have in common."""

    @property
    def done(self) -> Mapping[Key, tuple[date, ...]]: ...
    @property
    def by(self) -> Mapping[Key, tuple[str, ...]]: ...
    @property
    def times(self) -> Mapping[Key, Any]: ...
    @property
    def out(self) -> Mapping[str, tuple[int, date] | None]: ...
    @property
    def terms(self) -> Iterable[Term]: ...
    @property
    def pauses(self) -> Iterable[Pause]: ...
    @property
    def data(self) -> Mapping[str, Any]: ...
    @property
    def own(self) -> Mapping[Key, Mapping[str, Any]]: ...
    @property
    def breaches(self) -> Iterable[tuple[int, Reason]]: ...
    @property
    def doubts(self) -> Iterable[Doubt]: ...
    @property
    def last(self) -> Any: ...


class Facts:
    """Values by name; None where nothing is known.  The form comes first, then the party, then the matter."""

    __slots__ = ("data", "extra", "hidden", "lookup", "overlays")

    def __init__(
        self,
        data: Mapping[str, Any],
        extra: Mapping[str, Any],
        hidden: frozenset[str],
        overlays: tuple[Overlay, ...],
        lookup: Lookup | None,
    ) -> None:
        self.data, self.extra, self.hidden, self.overlays, self.lookup = data, extra, hidden, overlays, lookup

    def get(self, name: str, /) -> Value:
        if name in self.extra:
            return self.extra[name]
        if name in self.hidden:
            return None
        for known, values in self.overlays:
            if name in known:
                return values.get(name)
        found = self.data.get(name)
        return self.lookup(name) if found is None and self.lookup else found


class Sources:
    """Knows which facts belong to parties, and builds the facts a condition is asked against."""

    def __init__(self, definition: Definition, parameter: Callable[[str, date], Value]) -> None:
        self.definition, self.parameter = definition, parameter
        own: dict[str, set[str]] = {}
        for step in definition.steps.values():
            if step.each:
                own.setdefault(step.each, set()).update(step.supplies)
        self.own = {label: frozenset(facts) for label, facts in own.items()}
        self.parted: frozenset[str] = frozenset().union(*self.own.values())
        self.lists = [self._lists(names(rule.when)) for rule in definition.rules]

    def _lists(self, facts: frozenset[str]) -> frozenset[str]:
        return frozenset(label for label, known in self.own.items() if known & facts)

    def overlay(self, view: View, each: str, who: str) -> Overlay:
        common = view.own.get(MATTER)
        values = view.own.get((each, who), {})
        return self.own.get(each, frozenset()), {**common, **values} if common else values

    def facts(self, view: View, event: Event, each: str, hidden: frozenset[str], *more: Key) -> Facts:
        """What is known for this event, its own data first; `more` adds what is known of other parties."""
        parties = ((each, event.who), *more) if each else more
        overlays = tuple(self.overlay(view, label, who) for label, who in parties) if self.own else ()
        lookup = (lambda name: self.parameter(name, event.on)) if self.definition.parameters else None
        return Facts(view.data, event.data, hidden, overlays, lookup)

    def variants(self, view: View, event: Event, rule: int, hidden: frozenset[str]) -> list[Facts]:
        """The facts to ask a rule's condition against.

        A step of one party reads that party's values; any other those of every party that gave one.
        """
        each = self.definition.steps[event.step].each
        lists = self.lists[rule]
        if lists and (lists := lists - {each}):
            wanted = names(self.definition.rules[rule].when)
            keys = [k for k, v in view.own.items() if k[0] in lists and not wanted.isdisjoint(v)]
            if keys:
                return [self.facts(view, event, each, hidden, key) for key in keys]
        return [self.facts(view, event, each, hidden)]

    def holds(
        self, view: View, event: Event, index: int, hidden: frozenset[str] = frozenset()
    ) -> bool | None:
        """Whether the rule's condition is met; over several parties any for a rule, all for a demand."""
        rule = self.definition.rules[index]
        if rule.when is None:
            return True
        did = self.did(view, event)
        values = [truth(rule.when, facts, did) for facts in self.variants(view, event, index, hidden)]
        stop = rule.kind != "demand"
        return stop if stop in values else None if None in values else not stop

    def lacking(self, view: View, event: Event, index: int, hidden: frozenset[str]) -> tuple[str, ...]:
        """The facts a condition waits for; () if the form that is asked for will tell."""
        tree: Tree | None = self.definition.rules[index].when
        if tree is None or hidden & names(tree):
            return ()
        did = self.did(view, event)
        found = [x for facts in self.variants(view, event, index, hidden) for x in missing(tree, facts, did)]
        return tuple(dict.fromkeys(found))

    def did(self, view: View, event: Event) -> Callable[[str, int], bool]:
        """已 and 次: for a step of the same parties this party's own, otherwise the matter's."""
        steps = self.definition.steps
        each = steps[event.step].each

        def answer(step: str, times: int) -> bool:
            if each and steps[step].each == each:
                return len(view.done.get((step, event.who), ())) >= times
            return sum(len(days) for (done, _), days in view.done.items() if done == step) >= times

        return answer

    def people(self, facts: Facts, label: str) -> tuple[str, ...] | None:
        """The members of a list of parties; None while unknown, or empty where it may not be."""
        value = facts.get(label)
        if value is None:
            return None
        found = (
            tuple(str(member) for member in people(value)) if isinstance(value, str | list | tuple) else None
        )
        return found if found or label in self.definition.may_be_empty else None

    def whos(self, facts: Facts, step: str, act: str, who: str) -> tuple[str, ...] | None:
        """Which instances of `step` concern `who` of `act`: its own, all or the only one; None unknown."""
        each = self.definition.steps[step].each
        if not each:
            return ("",)
        return (who,) if each == self.definition.steps[act].each else self.people(facts, each)

    def length(self, rule: Rule, facts: Facts) -> int | None:
        """The length of a rule's period; None if it has none, or its fact is unknown or no whole number."""
        if not isinstance(rule.n, str):
            return rule.n
        value = facts.get(rule.n)
        if isinstance(value, bool) or value is None:
            return None
        try:
            found = int(value)
        except (TypeError, ValueError, OverflowError):
            return None
        return found if found == value or isinstance(value, str) else None
