"""Abstracts a definition to finitely many states, so that all of them can be walked.

One party per 各-step; a limit either still runs or has passed, in any order; 满 and 提前 can be waited
for; each elementary condition on facts is a bit, unknown until the steps that supply its facts are done,
then fixed the first time it matters and free again when a supplying step is repeated.  It
over-approximates: every lawful run is a run here.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from yifa.procedure.definition import Definition, Rule
from yifa.procedure.guard import Atom, Done, Named, Not, Or, Tree, leaves, names
from yifa.procedure.plan import plans
from yifa.procedure.vocabulary import GATES
from yifa.procedure.words import condition

Bit = Atom | Named
Answer = bool | Bit | None  # a bit: its facts are there, but it has not been decided


@dataclass(frozen=True, slots=True)
class Situation:
    """done, out, given: bits; terms: 0 none, 1 running, 2 passed; facts: decided conditions."""

    done: int
    out: int
    terms: tuple[int, ...]
    given: int
    facts: tuple[tuple[str, bool], ...]


def bits(tree: Tree | None) -> Iterator[Bit | Done]:
    """The leaves of a condition; a notion that reads only facts is one leaf."""
    if tree is None:
        return
    if isinstance(tree, Atom | Done):
        yield tree
    elif isinstance(tree, Named):
        if all(isinstance(leaf, Atom) for leaf in leaves(tree)):
            yield tree
        else:
            yield from bits(tree.tree)
    elif isinstance(tree, Not):
        yield from bits(tree.of)
    else:
        for part in tree.of:
            yield from bits(part)


def conditions(tree: Tree | None) -> list[Bit]:
    """The leaves that are about facts."""
    return [bit for bit in bits(tree) if not isinstance(bit, Done)]


def text(bit: Bit) -> str:
    """The name under which a condition is decided and shown in a trace."""
    return bit.name if isinstance(bit, Named) else condition(bit)


class Model:
    """The abstraction of one definition."""

    def __init__(self, definition: Definition, reduce: bool = True) -> None:
        self.definition, self.plans = definition, plans(definition)
        steps, rules = definition.steps, definition.rules
        self.bit = {name: 1 << place for place, name in enumerate(steps)}
        self.masks = [(self.mask(rule.src), self.mask(rule.dst)) for rule in rules]
        self.terms = [i for i, rule in enumerate(rules) if rule.kind in ("must", "may")]
        self.slot = {rule: place for place, rule in enumerate(self.terms)}
        self.touch = {name: [j for j in self.terms if name in rules[j].dst] for name in steps}
        self.clock = {step for rule in rules if rule.kind in ("late", "intime") for step in rule.src}
        self.ticks = [self.slot[j] for j in self.terms if self._ticks(rules[j])]
        self._facts()
        self.opening = self.mask(step.name for step in definition.opening)
        self.goal = self.mask(step.name for step in steps.values() if step.outcome)
        self.back_in = self.mask(x for rule in rules if rule.kind == "include" for x in rule.dst)
        self.memo: dict[int, tuple[int, set[str], int, list[bool]]] = {}
        self.quiet = [name for name in steps if self._quiet(name)] if reduce else []
        self.loud = [name for name in steps if name not in self.quiet]

    def mask(self, steps: Iterable[str]) -> int:
        return sum(self.bit[step] for step in set(steps))

    def _ticks(self, rule: Rule) -> bool:
        return rule.n is not None and (rule.kind == "may" or not self.clock.isdisjoint(rule.dst))

    def _facts(self) -> None:
        steps, rules = self.definition.steps, self.definition.rules
        found = [bit for rule in rules for bit in conditions(rule.when)]
        self.uses: dict[str, frozenset[str]] = {text(bit): names(bit) for bit in found}
        read = frozenset().union(*self.uses.values())
        supplied = sorted({fact for step in steps.values() for fact in step.supplies} & read)
        self.fact_bit = {fact: 1 << place for place, fact in enumerate(supplied)}
        self.fact_mask = {a: sum(self.fact_bit.get(x, 0) for x in facts) for a, facts in self.uses.items()}
        self.gives = {n: {a for a, x in self.uses.items() if x & set(s.supplies)} for n, s in steps.items()}
        self.supply = {n: sum(self.fact_bit.get(x, 0) for x in s.supplies) for n, s in steps.items()}
        # Conditions that matter only while the step that supplies them is recorded need not be remembered.
        self.passing = {a for a in self.uses if self._passing(a)}

    def _passing(self, name: str) -> bool:
        steps = self.definition.steps
        for rule in self.definition.rules:
            if name not in {text(bit) for bit in conditions(rule.when)}:
                continue
            if rule.kind in GATES and rule.kind != "demand":
                return False
            if not all(self.uses[name] <= set(steps[step].supplies) for step in rule.src):
                return False
        return True

    def _quiet(self, name: str) -> bool:
        """A quiet step only helps and stays possible until excluded: taking it at once loses nothing."""
        rules, plan, step = self.definition.rules, self.plans[name], self.definition.steps[name]
        asked = {bit.step for rule in rules for bit in bits(rule.when) if isinstance(bit, Done)}
        either = {x for rule in rules if rule.kind == "need" and len(rule.src) > 1 for x in rule.src}
        busy = plan.effects or self.gives[name] or plan.grants or name in asked | either
        marked = step.once or step.outcome or step.party or step.opens
        waited = any(
            rules[j].kind == "may" or not self.clock.isdisjoint(rules[j].dst) for j in self.touch[name]
        )
        odd = any(rules[i].kind not in ("need", "demand", "apart") for i in plan.gates)
        return not (busy or marked or waited or odd)

    def start(self) -> Situation:
        """Nothing done, nothing owed."""
        off = self.mask(step.name for step in self.definition.steps.values() if step.off)
        return Situation(0, off, (0,) * len(self.terms), 0, ())

    # ---------------------------------------------------------------- asking
    def ask(
        self,
        tree: Tree,
        done: int,
        given: int,
        facts: Mapping[str, bool],
        own: set[str] | frozenset[str] = frozenset(),
    ) -> Answer:
        """True, False, None (cannot be decided yet), or a condition whose facts are there but undecided."""
        guess: list[Bit] = []

        def value(part: Tree) -> bool | None:
            if isinstance(part, Done):
                return bool(done & self.bit[part.step])
            if isinstance(part, Named) and text(part) not in self.uses:
                return value(part.tree)
            if isinstance(part, Atom | Named):
                name = text(part)
                if name in facts:
                    return facts[name]
                if name not in own and not self.fact_mask[name] & ~given:
                    guess.append(part)
                return None
            if isinstance(part, Not):
                inner = value(part.of)
                return None if inner is None else not inner
            values, stop = [value(x) for x in part.of], isinstance(part, Or)
            return stop if stop in values else None if None in values else not stop

        answer = value(tree)
        return guess[0] if answer is None and guess else answer

    def live(self, rule: int, status: int, out: int) -> bool:
        must = self.definition.rules[rule].kind == "must"
        return bool(self.masks[rule][1] & ~out) and (status == 1 or (status == 2 and must))

    def enabled(self, now: Situation, act: str) -> Answer:
        """True, False, or a condition that must be decided first."""
        step, bit, gives = self.definition.steps[act], self.bit[act], self.gives[act]
        facts = {name: value for name, value in now.facts if name not in gives}
        if now.out & bit or (step.once and now.done & bit):
            return False
        if self.opening and not now.done and not step.opens:
            return False
        grants = self.plans[act].grants
        if grants and not any(now.terms[self.slot[j]] == 1 and self.live(j, 1, now.out) for j in grants):
            return False
        guess: Bit | None = None
        for index in self.plans[act].gates:
            rule = self.definition.rules[index]
            if rule.kind == "apart" or (
                rule.kind != "demand" and not self.blocks(rule, self.masks[index][0], now)
            ):
                continue
            answer = self.ask(rule.when, now.done, now.given, facts, gives) if rule.when else True
            if isinstance(answer, Atom | Named):
                guess = answer  # decided only if nothing else stands in the way
            elif answer is None and any(text(bit) in gives for bit in conditions(rule.when)):
                continue
            elif answer is None or answer is (rule.kind != "demand"):
                return False
        return guess or True

    def blocks(self, rule: Rule, src: int, now: Situation) -> bool:
        if rule.kind == "need":
            return bool(src & ~now.out) and not src & now.done
        hit = [(now.terms[self.slot[j]], j) for j in self.terms if self.masks[j][1] & src & ~now.out]
        if rule.kind == "hold":
            return any(self.live(j, status, now.out) for status, j in hit)
        passed = any(status == 2 for status, _ in hit)
        return not passed if rule.kind == "late" else passed or not any(status == 1 for status, _ in hit)

    # ---------------------------------------------------------------- moving
    def execute(self, now: Situation, act: str) -> list[tuple[str, Situation]]:
        """Labelled successors; a condition that waits only for act's own facts is decided here, both ways."""
        fixed = {name: value for name, value in now.facts if name not in self.gives[act]}
        given, after = now.given | self.supply[act], now.done | self.bit[act]
        todo, found = [fixed], []
        while todo:
            facts = todo.pop()
            made = self._effects(now, act, after, given, facts)
            if isinstance(made, str):
                todo += [{**facts, made: True}, {**facts, made: False}]
                continue
            out, done, terms = made
            new = "、".join(f"{k}={'是' if v else '否'}" for k, v in facts.items() if k not in fixed)
            found.append((act + (f"[{new}]" if new else ""), self.tidy(done, out, terms, given, facts)))
        return found

    def _effects(
        self, now: Situation, act: str, done: int, given: int, facts: Mapping[str, bool]
    ) -> tuple[int, int, list[int]] | str:
        """out, done and terms after act, or the name of a condition to decide first."""
        after, out, terms = done, now.out, list(now.terms)
        for index in self.touch[act]:
            terms[self.slot[index]] = 0
        for index in self.plans[act].effects:
            rule, (src, dst) = self.definition.rules[index], self.masks[index]
            if not src & self.bit[act]:
                continue
            answer = self.ask(rule.when, after, given, facts) if rule.when else True
            if isinstance(answer, Atom | Named):
                return text(answer)
            if not answer:
                continue
            match rule.kind:
                case "exclude":
                    out |= dst
                case "include":
                    out &= ~dst
                case "redo":
                    done &= ~dst
                case "release":
                    self._drop(terms, dst)
                case "must" | "may":
                    self._open(terms, index, rule, dst)
        return out, done, terms

    def _drop(self, terms: list[int], dst: int) -> None:
        for rule in self.terms:
            if self.masks[rule][1] & dst:
                terms[self.slot[rule]] = 0

    def _open(self, terms: list[int], index: int, rule: Rule, dst: int) -> None:
        if rule.restart:
            self._drop(terms, dst)
        slot = self.slot[index]
        citizen = self.definition.steps[rule.dst[0]].party == "当事人"
        if not terms[slot] or rule.restart or rule.kind == "may" or citizen:
            terms[slot] = 1

    def tidy(
        self, done: int, out: int, terms: Iterable[int], given: int, facts: Mapping[str, bool]
    ) -> Situation:
        """Forget what can no longer matter: everything about steps excluded for good."""
        gone = out & ~self.back_in
        if gone not in self.memo:
            self.memo[gone] = self._kept(gone)
        keep, used, fact_keep, live = self.memo[gone]
        left = tuple(term if alive else 0 for term, alive in zip(terms, live, strict=True))
        decided = tuple(sorted((name, value) for name, value in facts.items() if name in used))
        return Situation(done & keep, out, left, given & fact_keep, decided)

    def _kept(self, gone: int) -> tuple[int, set[str], int, list[bool]]:
        rules, steps = self.definition.rules, self.definition.steps

        def there(group: Iterable[str]) -> bool:
            return any(not gone & self.bit[step] for step in group)

        alive = [
            rule
            for rule in rules
            if there(rule.dst if rule.kind in GATES and rule.kind not in ("demand", "apart") else rule.src)
        ]
        used = {text(bit) for rule in alive for bit in conditions(rule.when)} - self.passing
        wanted = {x for rule in alive if rule.kind == "need" for x in rule.src}
        wanted |= {bit.step for rule in alive for bit in bits(rule.when) if isinstance(bit, Done)}
        wanted |= {s.name for s in steps.values() if s.outcome or s.opens}
        wanted |= {s.name for s in steps.values() if s.once and not gone & self.bit[s.name]}
        facts = sum(bit for fact, bit in self.fact_bit.items() if any(fact in self.uses[a] for a in used))
        return self.mask(wanted), used, facts, [bool(self.masks[j][1] & ~gone) for j in self.terms]

    def accepting(self, now: Situation) -> bool:
        """An outcome is reached and no duty is left."""
        rules = self.definition.rules
        owed = (j for j in self.terms if rules[j].kind == "must" and now.terms[self.slot[j]])
        return bool(now.done & self.goal) and not any(self.masks[j][1] & ~now.out for j in owed)

    def moves(self, now: Situation) -> Iterator[tuple[str, Situation]]:
        """Every labelled step to another situation; a label begins with ? for a decision and ⏳ for time."""
        for act in (*self.quiet, *self.loud):
            answer = self.enabled(now, act)
            if isinstance(answer, Atom | Named):
                yield from self.decide(now, text(answer))
                return
            if answer:
                for label, then in self.execute(now, act):
                    yield label, then
                    if act in self.quiet and then != now:
                        return
        yield from self.time(now)

    def decide(self, now: Situation, name: str) -> Iterator[tuple[str, Situation]]:
        for value in (True, False):
            facts = tuple(sorted({**dict(now.facts), name: value}.items()))
            yield (
                f"?{name}={'是' if value else '否'}",
                Situation(now.done, now.out, now.terms, now.given, facts),
            )

    def time(self, now: Situation) -> Iterator[tuple[str, Situation]]:
        for slot in self.ticks:
            if now.terms[slot] == 1:
                terms = (*now.terms[:slot], 2, *now.terms[slot + 1 :])
                label = f"⏳{'或'.join(self.definition.rules[self.terms[slot]].dst)}"
                yield label, Situation(now.done, now.out, terms, now.given, now.facts)
