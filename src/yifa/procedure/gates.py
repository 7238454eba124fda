"""Says why a step may not be recorded now: every reason, with its article and the step that would help."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from yifa.law.statutes import Citation
from yifa.procedure import words
from yifa.procedure.clock import DAY, Clock
from yifa.procedure.definition import Definition, Rule, Step
from yifa.procedure.facts import Facts, Sources, View
from yifa.procedure.guard import names
from yifa.procedure.plan import Plan
from yifa.procedure.state import Event, Reason, Term, local
from yifa.procedure.vocabulary import COUNTED

NONE: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Gates:
    """The gates of one definition."""

    definition: Definition
    plans: dict[str, Plan]
    sources: Sources
    clock: Clock

    def reasons(self, view: View, event: Event, asking: bool = False) -> list[Reason]:
        """Every reason against recording `event`; `asking`: what its form will say is not known yet."""
        plan = self.plans[event.step]
        if (
            plan.open
            and event.step not in view.out
            and (view.last is not None or plan.step.opens or not self.definition.opening)
        ):
            return []
        return list(Case(self, view, event, plan, asking).reasons())


class Case:
    """One question: may this event be recorded on this view?"""

    def __init__(self, gates: Gates, view: View, event: Event, plan: Plan, asking: bool) -> None:
        self.view, self.event, self.plan = view, event, plan
        self.definition, self.sources, self.clock = gates.definition, gates.sources, gates.clock
        self.step: Step = plan.step
        self.hidden = plan.supplies if asking else NONE
        self.facts: Facts = self.sources.facts(view, event, self.step.each, self.hidden)
        self.at = local(event.at) if event.at else None
        self.kinds: dict[str, Callable[[Rule], Iterator[Reason]]] = {
            "need": self.need,
            "hold": self.hold,
            "late": self.late,
            "intime": self.intime,
            "apart": self.apart,
        }

    def reasons(self) -> Iterator[Reason]:
        yield from self.standing()
        for index in self.plan.gates:
            yield from self.gate(index)
        yield from self.rights()
        yield from self.needed_for_effects()

    # ---------------------------------------------------------------- the step itself
    def standing(self) -> Iterator[Reason]:
        view, event, step, definition = self.view, self.event, self.step, self.definition
        if view.last is None and not view.done and definition.opening and not step.opens:
            first = definition.opening[0].name
            opening = tuple(s.name for s in definition.opening)
            yield self.say("unopened", f"尚未开案，须先{'或'.join(opening)}", steps=opening, cure=first)
        if step.roles and event.role and event.role not in self.plan.roles:
            yield self.say("role", f"应由{'或'.join(step.roles)}办理", data={"roles": step.roles})
        if step.each:
            people = self.sources.people(self.facts, step.each)
            if people is None or event.who not in people:
                lack = (step.each,) if people is None else ()
                cure = self.supplier(lack)
                yield self.say("party", f"须写明是哪一个{step.each}", missing=lack, cure=cure)
        if step.name in view.out:
            yield self.switched_off()
        if step.once and view.done.get((step.name, event.who if step.each else "")):
            yield self.say("once", f"{step.name}只能办理一次")
        for label in self.plan.lists:
            if event.data.get(label) is not None and self.sources.people(self.facts, label) is None:
                yield self.say("no_party", f"{label}不能为空", missing=(label,))

    def switched_off(self) -> Reason:
        found = self.view.out[self.step.name]
        name = self.step.name
        if found is None:
            rules = [r for r in self.definition.rules if r.kind == "include" and name in r.dst]
            cure = rules[0].src[0] if rules else None
            steps = tuple(s for r in rules for s in r.src)
            return self.say("off", f"{name}尚未启用", steps=steps, cure=cure)
        rule = self.definition.rules[found[0]]
        done = [s for s in rule.src if any(key[0] == s for key in self.view.done)] or list(rule.src)
        text = f"{'、'.join(done)}之后，{name}不再适用"
        return self.say("excluded", text, rule, steps=tuple(done), data={"since": found[1]})

    # ---------------------------------------------------------------- its gates
    def gate(self, index: int) -> Iterator[Reason]:
        rule = self.definition.rules[index]
        applies = self.sources.holds(self.view, self.event, index, self.hidden)
        if applies is None:
            if lack := self.sources.lacking(self.view, self.event, index, self.hidden):
                yield self.unknown(rule, lack)
        elif rule.kind == "demand":
            if not applies:
                read = sorted(names(rule.when))
                cure = None if self.plan.supplies & set(read) else self.supplier(tuple(read))
                text = f"不符合要求：{words.condition(rule.when)}"
                yield self.say("demand", text, rule, cure=cure, data={"facts": tuple(read)})
        elif applies:
            yield from self.kinds[rule.kind](rule)

    def need(self, rule: Rule) -> Iterator[Reason]:
        open_ = [step for step in rule.src if step not in self.view.out]
        if not open_:
            return
        lead = self.lead(rule)
        people = self.sources.whos(self.facts, lead, self.event.step, self.event.who)
        if people is None:
            yield self.unknown(rule, (self.definition.steps[lead].each,))
        for who in people or ():
            keys = [(s, who if self.definition.steps[s].each else "") for s in rule.src]
            had = [day for key in keys for day in self.view.done.get(key, ())]
            if not had:
                text = f"须先{'或'.join(rule.src)}{who and f'（{who}）'}"
                yield self.say("need", text, rule, steps=rule.src, cure=open_[0], data={"who": who})
            elif rule.mode:
                yield from self.wait(rule, who, max(had), keys)

    def lead(self, rule: Rule) -> str:
        """The alternative that decides for whom the gate asks: one taken for each party, if there is one."""
        return next((name for name in rule.src if self.definition.steps[name].each), rule.src[0])

    def wait(self, rule: Rule, who: str, since: date, keys: list[tuple[str, str]]) -> Iterator[Reason]:
        each = self.definition.steps[self.lead(rule)].each
        more = [(each, who)] if each and each != self.step.each else []
        n = self.sources.length(
            rule, self.sources.facts(self.view, self.event, self.step.each, self.hidden, *more)
        )
        if n is None:
            yield self.unknown(rule, (str(rule.n),))
            return
        at = max((self.view.times[key] for key in keys if key in self.view.times), default=None)
        first = self.clock.first(since, at, n, rule.counted, rule.mode, rule.rolls)
        if self.event.on < first or (rule.counted == "hour" and self.too_early(since, at, n)):
            length = f"{rule.mode}{n}{COUNTED[rule.counted]}"
            text = f"{'或'.join(rule.src)}后须{length}，最早{first}"
            data = {"n": n, "unit": rule.counted, "since": since, "who": who}
            yield self.say("wait", text, rule, steps=rule.src, earliest=first, data=data)

    def too_early(self, since: date, at: Any, n: int) -> bool:
        end = self.clock.end(at or since, n, "hour")
        return bool(self.at and at and end and self.at < end)

    def hold(self, rule: Rule) -> Iterator[Reason]:
        for term in self.view.terms:
            if not (self.mine(term, rule.src) and self.clock.live(self.view, term, self.event.on, self.at)):
                continue
            end = self.clock.due(self.view, term) if term.kind == "may" else None
            steps = tuple(s for s in term.dst if s not in self.view.out)
            yield self.say(
                "hold",
                f"{'或'.join(term.dst)}{term.who and f'（{term.who}）'}尚未了结",
                rule,
                steps=term.dst,
                earliest=end + DAY if end and end < date.max else None,
                cure=steps[0],
                data={"who": term.who, "kind": term.kind},
            )

    def late(self, rule: Rule) -> Iterator[Reason]:
        past = self.over(rule)
        if not any(past):
            text = f"须在{'或'.join(rule.src)}逾期之后"
            ends = [self.clock.due(self.view, t) for t in self.view.terms if self.mine(t, rule.src)]
            first = min((end for end in ends if end and end < date.max), default=None)
            yield self.say("not_overdue", text, rule, steps=rule.src, earliest=first + DAY if first else None)

    def intime(self, rule: Rule) -> Iterator[Reason]:
        past = self.over(rule)
        if not past or any(past):
            yield self.say("overdue", f"须在{'或'.join(rule.src)}的期限之内", rule, steps=rule.src)

    def over(self, rule: Rule) -> list[bool]:
        view, on, at = self.view, self.event.on, self.at
        return [self.clock.expired(view, term, on, at) for term in view.terms if self.mine(term, rule.src)]

    def apart(self, rule: Rule) -> Iterator[Reason]:
        for other in rule.dst:
            same = self.definition.steps[other].each == self.step.each
            known = {
                officer
                for (step, who), officers in self.view.by.items()
                for officer in officers
                if step == other and (not same or who == self.event.who or not who)
            }
            if self.event.by in known:
                text = f"{self.step.name}与{other}不可由同一人办理"
                yield self.say("same_person", text, rule, steps=(other,), data={"by": self.event.by})

    # ---------------------------------------------------------------- rights and effects
    def rights(self) -> Iterator[Reason]:
        """A step that some rule permits (可) is closed but for a living right."""
        if not self.plan.grants:
            return
        rule = self.definition.rules[self.plan.grants[0]]
        rights = [t for t in self.view.terms if t.kind == "may" and self.mine(t, (self.step.name,))]
        if any(self.clock.live(self.view, term, self.event.on, self.at) for term in rights):
            return
        if rights:
            due = self.clock.due(self.view, rights[-1])
            yield self.say("lapsed", f"期限已于{due}届满", rule, data={"due": due})
        else:
            yield self.say("no_right", f"尚无{self.step.name}的权利", rule, steps=rule.src, cure=rule.src[0])

    def needed_for_effects(self) -> Iterator[Reason]:
        """What recording sets going must be decidable when it is recorded."""
        for index in self.plan.effects:
            rule = self.definition.rules[index]
            if self.step.name not in rule.src:
                continue
            applies = self.sources.holds(self.view, self.event, index, self.hidden)
            if applies is None:
                if lack := self.sources.lacking(self.view, self.event, index, self.hidden):
                    yield self.unknown(rule, lack)
            elif applies and (fact := self.lacking_length(rule) or self.lacking_parties(rule)):
                yield self.unknown(rule, (fact,))

    def lacking_length(self, rule: Rule) -> str:
        if not isinstance(rule.n, str) or rule.n in self.hidden:
            return ""
        return rule.n if self.sources.length(rule, self.facts) is None else ""

    def lacking_parties(self, rule: Rule) -> str:
        each = self.definition.steps[rule.dst[0]].each if rule.kind in ("must", "may") else ""
        if not each or each in self.hidden:
            return ""
        found = self.sources.whos(self.facts, rule.dst[0], self.step.name, self.event.who)
        return each if found is None else ""

    # ---------------------------------------------------------------- pieces
    def mine(self, term: Term, steps: tuple[str, ...]) -> bool:
        """Whether a term is on one of these steps and concerns this event's party."""
        if term.who and self.step.each and term.who != self.event.who:
            return False
        return any(step in term.dst and step not in self.view.out for step in steps)

    def supplier(self, facts: tuple[str, ...]) -> str | None:
        """A step that would make one of these facts known, this one first."""
        if self.plan.supplies & set(facts):
            return self.step.name
        for step in self.definition.steps.values():
            if step.name not in self.view.out and set(step.supplies) & set(facts):
                return step.name
        return None

    def unknown(self, rule: Rule, lack: tuple[str, ...]) -> Reason:
        return self.say(
            "unknown", f"缺少事实，无法判断：{'、'.join(lack)}", rule, missing=lack, cure=self.supplier(lack)
        )

    def say(
        self,
        code: str,
        text: str,
        rule: Rule | None = None,
        *,
        steps: tuple[str, ...] = (),
        missing: tuple[str, ...] = (),
        earliest: date | None = None,
        cure: str | None = None,
        data: dict[str, Any] | None = None,
    ) -> Reason:
        cites: tuple[Citation, ...] = rule.cites if rule else self.step.cites
        kind, rule_id = ("soft" if rule.soft else "block", rule.id) if rule else ("block", self.step.id)
        return Reason(kind, rule_id, code, cites, text, steps, missing, earliest, cure, data or {})
