"""Judges events from older records: a breach is what dates and values prove; silence proves nothing."""

from collections.abc import Iterator
from dataclasses import dataclass

from yifa.procedure.definition import Rule
from yifa.procedure.facts import View
from yifa.procedure.gates import Case, Gates
from yifa.procedure.state import Doubt, Event, Reason


@dataclass(frozen=True)
class Proof:
    """Proven breaches of imported events, and the doubts a later entry may settle."""

    gates: Gates

    def judge(self, view: View, event: Event) -> tuple[list[Reason], list[Doubt]]:
        """Return what is certainly wrong with `event`, and which earlier steps are not on record."""
        plan = self.gates.plans[event.step]
        if plan.open:
            return [], []
        case = Case(self.gates, view, event, plan, asking=False)
        found = list(self.standing(case))
        doubts: list[Doubt] = []
        for index in plan.gates:
            rule = self.gates.definition.rules[index]
            if rule.soft or rule.kind == "apart":  # who typed an old record in says nothing about who acted
                continue
            applies = self.gates.sources.holds(view, event, index)
            if applies is not (rule.kind != "demand"):
                continue
            for reason in case.gate(index):
                if reason.code in ("demand", "wait"):
                    found.append(reason)
                elif reason.code == "overdue" or reason.code == "not_overdue":
                    found += [reason] if self.dated(case, rule) else []
                elif reason.code == "hold" or (reason.code == "need" and len(rule.src) == 1):
                    who = str(reason.data.get("who", ""))
                    doubts.append(Doubt(event.id, index, event.step, reason.steps, who, event.on))
        return found, doubts

    def standing(self, case: Case) -> Iterator[Reason]:
        """Twice where once is allowed, after a step that closed it, or on a power that had run out."""
        name, step = case.step.name, case.step
        if step.once and case.view.done.get((name, case.event.who if step.each else "")):
            yield case.say("once", f"{name}只能办理一次")
        closed = case.view.out.get(name)
        reopened = any(rule.kind == "include" and name in rule.dst for rule in case.definition.rules)
        if closed is not None and closed[1] < case.event.on and not reopened:
            yield case.switched_off()
        if not step.party:
            yield from (reason for reason in case.rights() if reason.code == "lapsed")

    def dated(self, case: Case, rule: Rule) -> bool:
        """Whether a period is on record whose last day decides the matter."""
        terms = [term for term in case.view.terms if case.mine(term, rule.src)]
        return any(case.clock.due(case.view, term) is not None for term in terms)
