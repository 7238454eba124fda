"""What is owed, why, by when, by whom: the same rows for the workbench, the inbox and the bell."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from yifa.desk import words
from yifa.desk.asking import Asker, registers_for
from yifa.desk.roster import Roster
from yifa.desk.shown.parts import Badge, Cite
from yifa.matter.models import Duty, Matter
from yifa.matter.register import Register
from yifa.matter.rights import enterers, seen_by
from yifa.people.roles import Role
from yifa.procedure import Definition, Rule

MOST = 2000
EVERYBODYS = frozenset({Role.CLERK, Role.LEADER, Role.SECRETARY, Role.COUNTY})
OFFICE = "机关"


@dataclass(frozen=True)
class Due:
    """A duty with its matter and register, as the officer may see them."""

    duty: Duty
    row: Matter
    register: Register
    definition: Definition
    roles: frozenset[str]
    mine: bool

    @property
    def url(self) -> str:
        """The matter's page."""
        return f"/r/{self.register.key}/{self.row.pk}/"

    @property
    def steps(self) -> list[str]:
        """The steps of which one discharges the duty."""
        return self.duty.steps.split("、")

    @property
    def rule(self) -> Rule | None:
        """The rule that the duty comes from."""
        return self.definition.by_rule.get(self.duty.rule)

    @property
    def name(self) -> str:
        """The matter's title, with its number where it has one."""
        number = self.register.number_of(self.row)
        title = self.register.title_of(self.row)
        return f"{number} {title}" if number and number != title else title

    @property
    def go(self) -> str:
        """The form of the one step that discharges the duty; the matter when there is a choice."""
        step = self.definition.steps.get(self.steps[0])
        return f"{self.url}step/{step.id}/" if self.mine and step and len(self.steps) == 1 else self.url

    def badge(self, today: date) -> Badge:
        """How urgent it is, counted as the period itself is counted."""
        working = bool(self.rule and self.rule.counted == "working_day")
        return words.badge(self.duty.due, today, working=working, paused=self.duty.paused)

    def why(self, today: date) -> str:
        """What started it, how long it is, its last day: 10月28日处罚决定，7个工作日内，最后一日11月6日."""
        rule, duty = self.rule, self.duty
        started = rule.src[0] if rule and len(rule.src) == 1 else "起"
        told = [f"{words.day(duty.start, today)}{started}"]
        if rule and (length := words.span(rule.n, rule.counted)):
            told.append(f"{length}内")
        if duty.due:
            told.append(f"最后一日{words.day(duty.due, today)}{'（暂定）' if duty.provisional else ''}")
        if len(self.steps) > 1:
            told.append(f"或者{'、'.join(self.steps[1:])}")
        return "，".join(told)

    @property
    def cite(self) -> Cite:
        """The article, with a link to its facts."""
        found = words.cite(self.rule.cite) if self.rule else None
        return found or Cite(self.duty.article)

    def who(self, roster: Roster) -> str:
        """Who is to do it, by name."""
        return roster.some(self.row.township_id, self.roles)


def dues(asked: Asker, *, until: date | None = None) -> list[Due]:
    """The office's duties that the officer owes or oversees, most urgent first; without a day they come last.

    One query for the duties and one for each register that has any.
    """
    known = {register.key: register for register in registers_for(asked)}
    duties = Duty.objects.filter(
        register__in=known, kind="must", bearer=OFFICE, township__in=[place.pk for place in asked.townships]
    )
    if until is not None:
        duties = duties.filter(due__lte=until)
    wanted: dict[str, list[Duty]] = defaultdict(list)
    for duty in duties.order_by("due")[:MOST]:
        wanted[duty.register].append(duty)
    found: list[Due] = []
    for key, several in wanted.items():
        rows = seen_by(known[key], asked.officer, asked.today).in_bulk({duty.matter for duty in several})
        for duty in several:
            row = rows.get(duty.matter)
            if row is not None and (due := _due(known[key], duty, row, asked)):
                found.append(due)
    return sorted(found, key=lambda due: (due.duty.due or date.max, not due.mine, due.duty.start))


def _due(register: Register, duty: Duty, row: Matter, asked: Asker) -> Due | None:
    version = register.version(row)
    steps = [step for label in duty.steps.split("、") if (step := version.definition.steps.get(label))]
    roles = frozenset(role for step in steps for role in enterers(version, step))
    if not asked.roles & (roles | EVERYBODYS):
        return None
    return Due(duty, row, register, version.definition, roles, bool(asked.roles & roles))


def overdue(asked: Asker, known: Iterable[Register]) -> Counter[str]:
    """How many duties that concern the officer are past their day, by register; one query.

    Whoever sees only own rows is not told a number that counts the rows of others.
    """
    by_key = {each.key: each for each in known if asked.roles & each.config.readers}
    rows = Duty.objects.filter(
        register__in=by_key,
        township__in=[place.pk for place in asked.townships],
        kind="must",
        bearer=OFFICE,
        due__lt=asked.today,
    )
    counted: Counter[str] = Counter()
    for key, steps in rows.values_list("register", "steps"):
        if asked.roles & EVERYBODYS or _concerns(by_key[key], steps.split("、"), asked):
            counted[key] += 1
    return counted


def _concerns(register: Register, labels: Sequence[str], asked: Asker) -> bool:
    version = register.current
    steps = (version.definition.steps.get(label) for label in labels)
    return any(asked.roles & enterers(version, step) for step in steps if step)
