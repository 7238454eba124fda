"""Names what passes through the kernel: events in, states and answers out; all of it frozen."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from typing import Any

from yifa.law.periods import Period
from yifa.law.statutes import Citation
from yifa.procedure.citing import cited

CHINA = timezone(timedelta(hours=8))
Key = tuple[str, str]  # a step and the party it concerns ("" where it concerns the whole matter)


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened.

    `id` is the order of entry; `on` the legal day; `at` the moment, where the law counts hours; `by` the
    officer who recorded it; `who` the party, for steps with 各; `voids` the entry this one takes back;
    `past` an entry from older records, for which silence proves nothing.
    """

    id: int
    step: str
    on: date
    at: datetime | None = None
    role: str = ""
    by: str = ""
    who: str = ""
    data: Mapping[str, Any] = field(default_factory=dict, hash=False)
    voids: int | None = None
    reason: str = ""
    past: bool = False


@dataclass(frozen=True, slots=True)
class Term:
    """A running period: a duty (must) or a right (may) on any of the steps `dst`."""

    rule: int  # index in Definition.rules
    kind: str
    dst: tuple[str, ...]
    who: str
    start: date
    n: int | None = None  # None: no length set
    unit: str = ""  # as counted: calendar_day, working_day, month, year, hour
    rolls: bool = False
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Pause:
    """A clock that stands on the days a < day <= b; `until` None while it still stands."""

    rule: int
    who: str
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a step may not be recorded, or what was wrong with it.

    kind: block, soft (一般, 原则上: a recorded reason is enough) or late (an office duty done after its day).
    code: role, party, unopened, off, excluded, once, unknown, demand, need, wait, hold, not_overdue, overdue,
    lapsed, no_right, same_person, no_party, order, late.  `cure` is the step that would help, if any.
    """

    kind: str
    rule_id: str
    code: str
    cites: tuple[Citation, ...]
    text: str
    steps: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    earliest: date | None = None
    cure: str | None = None
    data: Mapping[str, Any] = field(default_factory=dict, hash=False)

    @property
    def cite(self) -> Citation:
        """The first article relied on."""
        return self.cites[0]

    def __str__(self) -> str:
        return f"{self.text}（{cited(self.cites)}）"


@dataclass(frozen=True, slots=True)
class Doubt:
    """A gate a past event passed without the earlier step on record; a later dated one settles it."""

    event: int
    rule: int
    step: str
    src: tuple[str, ...]
    who: str
    on: date


@dataclass(frozen=True, slots=True)
class State:
    """Where a matter stands after its events; never changed, only followed by another."""

    done: Mapping[Key, tuple[date, ...]] = field(default_factory=dict, hash=False)
    by: Mapping[Key, tuple[str, ...]] = field(default_factory=dict, hash=False)
    times: Mapping[Key, datetime] = field(default_factory=dict, hash=False)
    out: Mapping[str, tuple[int, date] | None] = field(default_factory=dict, hash=False)
    terms: tuple[Term, ...] = ()
    pauses: tuple[Pause, ...] = ()
    data: Mapping[str, Any] = field(default_factory=dict, hash=False)
    own: Mapping[Key, Mapping[str, Any]] = field(default_factory=dict, hash=False)
    breaches: tuple[tuple[int, Reason], ...] = ()
    doubts: tuple[Doubt, ...] = ()
    last: tuple[date, datetime | None, int] | None = None  # day, latest moment on it, highest id on it


@dataclass(frozen=True, slots=True)
class Owed:
    """A duty that is owed, or a right that is open, on the day asked."""

    rule_id: str
    kind: str  # must | may
    steps: tuple[str, ...]
    who: str
    bearer: str  # 机关, 当事人, 外部
    start: date
    due: date | None  # last lawful day; None: no length set, or the clock stands
    due_at: datetime | None  # for periods in hours
    provisional: bool  # reaches past the calendar that is known, or the hour of the trigger is not
    overdue: bool
    paused: bool
    cites: tuple[Citation, ...]
    n: int | None
    unit: str
    rolls: bool
    verified: str  # how the counting was checked: text, excerpt, memory
    stopped: tuple[tuple[date, date | None], ...]
    period: (
        Period | None
    )  # as the statute writes it, for yifa.law.due.explain; None: it would count otherwise

    @property
    def cite(self) -> Citation:
        """The first article relied on."""
        return self.cites[0]


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a matter is finished, and whether it was lawful; two answers, never one."""

    finished: bool
    lawful: bool
    outcomes: tuple[str, ...]
    left: tuple[Term, ...]


class OutOfOrder(ValueError):
    """An event that does not come last, or a correction: the whole story must be replayed."""


def local(at: datetime) -> datetime:
    """The moment as read from a clock in China, without a zone, so that moments compare."""
    return at.astimezone(CHINA).replace(tzinfo=None) if at.tzinfo else at
