"""Works out once, when a definition is loaded, what each step will be asked and what it will set going."""

from dataclasses import dataclass

from yifa.procedure.definition import Definition, Step
from yifa.procedure.vocabulary import GATES, ORDER


@dataclass(frozen=True, slots=True)
class Plan:
    """The tables of one step; numbers are places in Definition.rules, effects in order."""

    step: Step
    roles: frozenset[str]  # who may record it, the posts of 录入 among them
    supplies: frozenset[str]
    gates: tuple[int, ...]
    effects: tuple[int, ...]
    grants: tuple[int, ...]  # the rights it may be recorded under
    lists: tuple[str, ...]  # lists of parties its form supplies
    settles: bool  # whether it may settle a doubt about an earlier, imported step
    open: bool  # nothing ever stands against it once the matter is open


def plans(definition: Definition) -> dict[str, Plan]:
    """Return the plan of every step."""
    order = sorted(range(len(definition.rules)), key=lambda i: ORDER[definition.rules[i].kind])
    lists = {step.each for step in definition.steps.values() if step.each}
    return {name: _plan(definition, step, order, lists) for name, step in definition.steps.items()}


def _plan(definition: Definition, step: Step, order: list[int], lists: set[str]) -> Plan:
    name, rules = step.name, definition.rules
    gates = tuple(i for i in order if rules[i].kind in GATES and name in _gated(definition, i))
    effects = tuple(i for i in order if rules[i].kind not in GATES and name in rules[i].src + rules[i].until)
    grants = tuple(i for i in order if rules[i].kind == "may" and name in rules[i].dst)
    own_lists = tuple(label for label in step.supplies if label in lists)
    off = step.off or any(rule.kind == "exclude" and name in rule.dst for rule in rules)
    roles = frozenset(step.roles) | (
        frozenset(definition.register_roles) if step.party and step.roles else frozenset()
    )
    barred = bool(gates or effects or grants or own_lists or off or step.each or step.once or step.roles)
    return Plan(
        step=step,
        roles=roles,
        supplies=frozenset(step.supplies),
        gates=gates,
        effects=effects,
        grants=grants,
        lists=own_lists,
        settles=any(rule.kind in ("need", "hold") and name in rule.src for rule in rules)
        or any(rule.kind in ("must", "may") and name in rule.dst for rule in rules),
        open=not barred,
    )


def _gated(definition: Definition, index: int) -> tuple[str, ...]:
    rule = definition.rules[index]
    return rule.src if rule.kind in ("demand", "apart") else rule.dst
