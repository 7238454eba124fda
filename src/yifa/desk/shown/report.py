"""The report draft and a report that somebody else wrote: outline, words with figures in them, findings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from yifa.desk.shown.parts import Action, Empty, Figure, Head, Job, Link, MarkTone, Note
from yifa.desk.shown.table import Table


@dataclass(frozen=True, slots=True)
class Run:
    """A run of a paragraph: text, a figure, marked text, words struck out or put in; ``ref`` numbers the finding
    behind it.
    """

    text: str = ""
    figure: Figure | None = None
    mark: Literal["", "found", "wrong", "del", "ins"] = ""
    ref: str = ""
    ref_target: str = ""
    ref_tone: MarkTone = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A block of the document."""

    kind: Literal["title", "part", "section", "paragraph", "aside"]
    runs: tuple[Run, ...]
    id: str = ""


@dataclass(frozen=True, slots=True)
class OutlineItem:
    """A part and how many of its figures are backed."""

    label: str
    target: str
    ready: str = ""
    tone: Literal["", "o", "z"] = ""
    current: bool = False
    children: tuple[OutlineItem, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding beside the text: contradictions z, unsupported or missing o, suggestions q."""

    id: str
    number: str
    title: str
    text: str
    tone: Literal["z", "o", "q"]
    actions: tuple[Action, ...] = ()
    cite: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The panel of the figure that is open."""

    label: str
    value: str
    unit: str
    state_text: str
    tone: Literal["lv", "zhe", "zhu"]
    rows: tuple[tuple[str, str], ...]
    link: Link
    digest: str = ""


@dataclass(frozen=True, slots=True)
class ReportPage:
    """R1, the draft of a year: downloads, outline, the draft as paper, evidence and findings."""

    head: Head
    downloads: tuple[Link, ...]
    blocks: tuple[Block, ...]
    outline: tuple[OutlineItem, ...] = ()
    tallies: tuple[tuple[str, str, str], ...] = ()
    """Term, value and tone of the counts under the outline."""
    jobs: tuple[Job, ...] = ()
    notes: tuple[Note, ...] = ()
    evidence: Evidence | None = None
    findings: tuple[Finding, ...] = ()
    findings_note: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """A button that decides; ``name`` is what it decides."""

    name: str
    label: str
    kind: Literal["", "text"] = ""


@dataclass(frozen=True, slots=True)
class Card:
    """A finding that can be decided: what was found, the buttons, or what was decided and by whom."""

    id: str
    number: str
    title: str
    text: str
    tone: Literal["z", "o", "q"]
    key: str = ""
    choices: tuple[Choice, ...] = ()
    settled: str = ""
    note: str = ""
    """What does not come of the decision by itself."""
    held: bool = False
    """The decision was just made: the keyboard stays here."""
    fix: str = ""
    """What the first button puts in; the form sends it back, so that nobody decides what was not on the button."""


@dataclass(frozen=True, slots=True)
class IntakePage:
    """R5, a report of an earlier year as the reader found it, with what was decided about it."""

    head: Head
    blocks: tuple[Block, ...]
    findings: tuple[Card, ...]
    missing: tuple[Card, ...]
    decide_url: str
    numbers: Table | None
    numbers_note: str
    numbers_link: Link | None = None
    rest: Table | None = None
    """The figures that no register answers, folded away."""
    rest_label: str = ""
    notes: tuple[Note, ...] = ()
    carry: Table | None = None
    carry_note: str = ""
    kept: Table | None = None
    kept_note: str = ""
    kept_links: tuple[Link, ...] = ()
    past: Table | None = None
    """The figures that are stored, or would be, as those of an earlier year."""
    past_note: str = ""
    past_left: tuple[str, ...] = ()
    """What is not stored, and why."""
    errata: tuple[Link, ...] = ()
    """The list of corrections and the corrected text, once something is to be corrected."""


@dataclass(frozen=True, slots=True)
class ErrataPage:
    """校改单: what is to be corrected in a report that somebody else wrote."""

    head: Head
    table: Table | None
    notes: tuple[Note, ...] = ()
    empty: Empty | None = None


@dataclass(frozen=True, slots=True)
class ComparedPage:
    """Reports of several years and offices beside each other: figures, last year's plans, copied passages."""

    head: Head
    numbers: Table | None
    single: Table | None
    """Figures that one report alone writes, folded away."""
    kept: Table | None
    kept_note: str
    copied: Table | None
    copied_note: str
    empty: Empty | None = None
