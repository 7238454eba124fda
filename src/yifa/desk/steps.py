"""法定程序: the steps that are behind a matter and those that lead on, by phase."""

from __future__ import annotations

from collections import Counter

from yifa.desk import words
from yifa.desk.asking import Asker
from yifa.desk.shown.matter import Phase
from yifa.desk.shown.parts import Step, StepState
from yifa.desk.standing import Standing
from yifa.procedure import Definition

FOLD_FROM = 9
MOST_DAYS = 3


def main_statute(definition: Definition) -> str:
    """The statute that most steps rely on; its articles are named without its title."""
    counted = Counter(cite.statute_id for step in definition.steps.values() for cite in step.cites)
    return counted.most_common(1)[0][0] if counted else ""


def states(found: Standing) -> dict[str, StepState]:
    """Every step that concerns this matter, in the order of the procedure, with its state."""
    shown: dict[str, StepState] = {}
    last = [step.phase for step in found.definition.steps.values() if step.outcome][-1:] or [""]
    for name, step in found.definition.steps.items():
        if name in found.done:
            shown[name] = "done"
        elif found.closed or name in found.state.out:
            continue
        elif name in found.able and name in found.duties:
            shown[name] = "now"
        elif name in found.way:
            shown[name] = "now" if name in found.able else "stop"
        elif step.outcome and not step.party and step.phase == last[0]:
            shown[name] = "todo"
    return shown


def phases_of(found: Standing, asked: Asker) -> tuple[Phase, ...]:
    """The steps by phase; in a long procedure only the phases that one works in are open."""
    shown = states(found)
    main = main_statute(found.definition)
    groups: dict[str, list[Step]] = {}
    for number, (name, state) in enumerate(shown.items(), 1):
        step = found.definition.steps[name]
        line = Step(name, state, _when(found, asked, name), words.cites(step.cites, main), number)
        groups.setdefault(step.phase, []).append(line)
    fold = len(shown) >= FOLD_FROM
    current = _current(found, shown)
    return tuple(
        Phase(label, tuple(lines), not fold or label in current, _note(lines), fold and bool(label))
        for label, lines in groups.items()
    )


def _current(found: Standing, shown: dict[str, StepState]) -> set[str]:
    steps = found.definition.steps
    busy = {steps[name].phase for name, state in shown.items() if state in ("now", "stop")}
    done = [name for name, state in shown.items() if state == "done"]
    last = max(done, key=lambda name: max(_days(found, name)), default="")
    return busy or ({steps[last].phase} if last else set())


def _days(found: Standing, name: str) -> list:  # type: ignore[type-arg]
    return [when for key, dates in found.state.done.items() if key[0] == name for when in dates]


def _when(found: Standing, asked: Asker, name: str) -> str:
    dated = [(who, when) for (step, who), dates in found.state.done.items() if step == name for when in dates]
    told = [f"{who} {words.day(when, asked.today)}".strip() for who, when in dated[-MOST_DAYS:]]
    more = f"，共{len(dated)}次" if len(dated) > MOST_DAYS else ""
    return "；".join(told) + more


def _note(lines: list[Step]) -> str:
    done = sum(line.state == "done" for line in lines)
    if done == len(lines):
        return f"{done}步已办"
    return f"{done}/{len(lines)}步" if done else f"{len(lines)}步"
