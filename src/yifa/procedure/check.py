"""Walks every state of a definition: what can never happen, never end, or end only by a citizen's act."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from yifa.procedure.definition import Definition
from yifa.procedure.lint import lint, mistakes
from yifa.procedure.model import Model, Situation

__all__ = ["Findings", "explore", "lint", "mistakes"]


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found.  stuck: no lawful end from there; hostage: only a citizen's act could bring one."""

    states: int
    complete: bool  # False: the bound was reached, stuck and hostage were not asked
    dead: tuple[str, ...] = ()  # steps that can never be taken
    unreached: tuple[str, ...] = ()  # outcomes no finished matter has
    stuck: int = 0
    stuck_trace: tuple[str, ...] = ()
    hostage: int = 0
    hostage_trace: tuple[str, ...] = ()

    @property
    def sound(self) -> bool:
        """Nothing found, and everything was seen."""
        return self.complete and not (self.dead or self.unreached or self.stuck or self.hostage)


@dataclass(slots=True)
class _Walk:
    back: dict[Situation, list[tuple[Situation, str]]] = field(default_factory=dict)
    came: dict[Situation, tuple[Situation, str] | None] = field(default_factory=dict)
    goal: set[Situation] = field(default_factory=set)
    fired: set[str] = field(default_factory=set)

    def ends(self, allowed: Callable[[str], bool]) -> set[Situation]:
        """The situations from which an end can be reached over these moves."""
        found, todo = set(self.goal), deque(self.goal)
        while todo:
            for before, label in self.back[todo.popleft()]:
                if before not in found and allowed(label):
                    found.add(before)
                    todo.append(before)
        return found

    def trace(self, to: Situation) -> tuple[str, ...]:
        path: list[str] = []
        while (step := self.came[to]) is not None:
            to = step[0]
            path.append(step[1])
        return tuple(reversed(path))


def explore(definition: Definition, bound: int = 1_000_000, reduce: bool = True) -> Findings:
    """Walk the abstraction breadth first, at most `bound` states; `reduce` False takes no short cuts."""
    model, walk = Model(definition, reduce), _Walk()
    first = model.start()
    walk.back[first], walk.came[first] = [], None
    queue = deque([first])
    while queue and len(walk.back) <= bound:
        here = queue.popleft()
        if model.accepting(here):
            walk.goal.add(here)
        for label, then in model.moves(here):
            act = label.split("[")[0]
            walk.fired.add(act)
            if then not in walk.back:
                walk.back[then], walk.came[then] = [], (here, label)
                queue.append(then)
            walk.back[then].append((here, act))
    return _findings(definition, model, walk, complete=not queue)


def _findings(definition: Definition, model: Model, walk: _Walk, complete: bool) -> Findings:
    steps = definition.steps
    reached = 0
    for situation in walk.goal:
        reached |= situation.done
    stuck: list[Situation] = []
    hostage: list[Situation] = []
    if complete:
        anyone = walk.ends(lambda label: True)
        office = walk.ends(lambda label: label not in steps or steps[label].party != "当事人")
        stuck = [s for s in walk.back if s not in anyone]
        hostage = [s for s in walk.back if s in anyone and s not in office]
    return Findings(
        states=len(walk.back),
        complete=complete,
        dead=tuple(name for name in steps if name not in walk.fired),
        unreached=tuple(n for n, step in steps.items() if step.outcome and not reached & model.bit[n]),
        stuck=len(stuck),
        stuck_trace=walk.trace(stuck[0]) if stuck else (),
        hostage=len(hostage),
        hostage_trace=walk.trace(hostage[0]) if hostage else (),
    )
