"""Holds a definition that was read and found whole: steps, rules, notions, version and digest."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from yifa.law.statutes import Citation
from yifa.procedure.guard import Tree


@dataclass(frozen=True, slots=True)
class Step:
    """A lawful act.  `fills`: columns its form demands; `may_fill`: offers; `date`: receives the day."""

    name: str
    id: str
    cites: tuple[Citation, ...]
    basis: str  # the citation as written, 罚44、62
    phase: str = ""
    roles: tuple[str, ...] = ()
    party: str = ""  # 当事人: can be waited for, never forced; 外部: a court, another office; "" this office
    each: str = ""  # one instance for each member of this list of facts
    fills: tuple[str, ...] = ()
    may_fill: tuple[str, ...] = ()
    date: str = ""
    once: bool = False
    off: bool = False
    fiction: bool = False  # 拟制: the law deems it to happen; proposed by the kernel, put on record
    outcome: str = ""
    opens: bool = False
    paper: str = ""
    note: str = ""

    @property
    def supplies(self) -> tuple[str, ...]:
        """Every fact that recording this step may set."""
        return self.fills + self.may_fill + ((self.date,) if self.date else ())


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of the definition.  `n` is a number or a fact; `counted` what the statute makes of it."""

    id: str
    kind: str
    src: tuple[str, ...]
    dst: tuple[str, ...]
    cites: tuple[Citation, ...]
    basis: str
    when: Tree | None = None
    mode: str = ""  # 限 within | 满 after the whole period | 提前 at least so long ahead
    n: int | str | None = None
    unit: str = ""  # as written: 日, 工作日, 月, 年, 小时
    counted: str = ""  # calendar_day, working_day, month, year, hour
    rolls: bool = False  # a last day that is no working day moves on, because an article says so
    verified: str = ""  # how the counting was checked: text, excerpt, memory
    until: tuple[str, ...] = ()
    soft: bool = False
    restart: bool | None = None
    condition: str = ""  # 若 or 要求 as written
    note: str = ""
    line: int = field(default=0, compare=False)

    @property
    def cite(self) -> Citation:
        """The first article relied on; its statute says how the period is counted."""
        return self.cites[0]


@dataclass(frozen=True, slots=True)
class Notion:
    """名词: a named condition with its article."""

    name: str
    condition: str
    tree: Tree
    cites: tuple[Citation, ...]
    basis: str
    note: str = ""


@dataclass(frozen=True)
class Definition:
    """A procedure as data.  `hash` is the SHA-256 of what it says, blind to layout and comments."""

    key: str
    title: str
    version: date
    hash: str
    laws: Mapping[str, str]  # prefix -> statute id
    steps: Mapping[str, Step]
    rules: tuple[Rule, ...]
    nouns: Mapping[str, Notion]
    register_roles: tuple[str, ...] = ()  # 录入: posts that may enter what a party or another office did
    may_be_empty: frozenset[str] = frozenset()  # 可空: lists of parties that may have no member
    parameters: Mapping[str, str] = field(default_factory=dict)  # fact label -> key in law.parameters
    note: str = ""

    @property
    def by_id(self) -> dict[str, Step]:
        """The steps by their English id."""
        return {step.id: step for step in self.steps.values()}

    @property
    def by_rule(self) -> dict[str, Rule]:
        """The rules by their id."""
        return {rule.id: rule for rule in self.rules}

    @property
    def opening(self) -> tuple[Step, ...]:
        """The steps that may open a matter."""
        return tuple(step for step in self.steps.values() if step.opens)
