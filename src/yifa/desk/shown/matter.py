"""A matter and the law page of its register."""

from __future__ import annotations

from dataclasses import dataclass

from yifa.desk.shown.parts import (
    Action,
    Blocked,
    Cite,
    Clock,
    File,
    Head,
    LawText,
    Link,
    Mark,
    Moment,
    Note,
    Row,
    Step,
)


@dataclass(frozen=True, slots=True)
class Act:
    """A step that may be taken now."""

    label: str
    note: str
    action: Action
    cites: tuple[Cite, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """Recorded columns under one heading."""

    title: str
    rows: tuple[Row, ...]
    open: bool = True
    note: str = ""


@dataclass(frozen=True, slots=True)
class Phase:
    """Steps of one phase; a long procedure folds the phases that one does not work in."""

    label: str
    steps: tuple[Step, ...]
    open: bool = True
    note: str = ""
    folds: bool = False


@dataclass(frozen=True, slots=True)
class MatterPage:
    """W7, a matter. ``acts`` come before ``blocked``; the first act has the primary button.

    ``more`` are steps that are lawful too but not what the matter waits for. ``steps`` shows a procedure
    without phases.
    """

    head: Head
    steps: tuple[Step, ...]
    steps_note: str
    acts: tuple[Act, ...]
    phases: tuple[Phase, ...] = ()
    more: tuple[Act, ...] = ()
    more_label: str = ""
    papers: tuple[Link, ...] = ()
    older: tuple[Moment, ...] = ()
    blocked: tuple[Blocked, ...] = ()
    idle: str = ""
    laws: tuple[LawText, ...] = ()
    facts: tuple[Facts, ...] = ()
    files: tuple[File, ...] = ()
    files_note: str = ""
    files_link: Link | None = None
    clocks: tuple[Clock, ...] = ()
    moments: tuple[Moment, ...] = ()
    moments_link: Link | None = None
    source: tuple[Cite, ...] = ()
    source_note: str = ""
    notes: tuple[Note, ...] = ()
    before: Link | None = None
    after: Link | None = None


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One rule in the law's language."""

    text: str
    cites: tuple[Cite, ...]
    id: str = ""


@dataclass(frozen=True, slots=True)
class RuleGroup:
    """Rules of one kind, such as 先办后办, 期限, 停计."""

    title: str
    note: str
    rules: tuple[RuleLine, ...]


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step in the table of the law page."""

    label: str
    who: str
    writes: str
    cites: tuple[Cite, ...]
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class StepGroup:
    """Steps of one phase."""

    title: str
    steps: tuple[StepLine, ...]


@dataclass(frozen=True, slots=True)
class LawLine:
    """A statute that the procedure applies."""

    title: str
    number: str
    in_force: str
    cite: Cite


@dataclass(frozen=True, slots=True)
class DefinitionPage:
    """The law page of a register: which steps, which rules, under which articles."""

    head: Head
    laws: tuple[LawLine, ...]
    phases: tuple[StepGroup, ...]
    rules: tuple[RuleGroup, ...]
    notes: tuple[Note, ...] = ()
    before: tuple[Link, ...] = ()
    """Superseded procedures, newest first."""
