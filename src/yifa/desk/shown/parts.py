"""The pieces that several pages show: links, badges, citations, clocks, steps, files, forms of emptiness."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Tone = Literal["", "qing", "lv", "zhu", "zhe"]
"""Colour family of a text: "" ink, qing 可操作, lv 合规, zhu 逾期或不一致, zhe 临期或待补."""
MarkTone = Literal["", "q", "l", "o", "z"]
DueState = Literal["over", "today", "soon", "ok", "met", "pause"]
StepState = Literal["done", "now", "stop", "todo", "na"]
FileState = Literal["sealed", "missing", "broken", "busy", "refused"]
FigureState = Literal["", "o", "z"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text inside a sentence; ``hit`` highlights a search hit."""

    text: str
    tone: Tone = ""
    strong: bool = False
    url: str = ""
    hit: bool = False


Pieces = tuple[Piece, ...]


def plain(text: str) -> Pieces:
    """One sentence without marks."""
    return (Piece(text),)


@dataclass(frozen=True, slots=True)
class Link:
    """A link and its words; ``more`` is read aloud after a label that repeats on the page."""

    label: str
    url: str
    more: str = ""


@dataclass(frozen=True, slots=True)
class Action:
    """A button: a link, a form of its own (``post``), the printer, or visible without effect (``locked``)."""

    label: str
    url: str = ""
    kind: Literal["", "p", "text"] = ""
    icon: str = ""
    post: bool = False
    name: str = ""
    value: str = ""
    locked: bool = False
    print: bool = False


@dataclass(frozen=True, slots=True)
class Cite:
    """A citation as the law floor labels it; ``mark`` is 未核 when its text was not checked."""

    label: str
    url: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Badge:
    """A due date in words: 逾期3个工作日, 今天, 剩8日, 第18日办结, 期限暂停."""

    state: DueState
    text: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A small label such as 一致, 待上传, 未核."""

    text: str
    tone: MarkTone = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """One of the facts under a page title."""

    label: str
    value: str = ""
    tone: Tone = ""
    badge: Badge | None = None


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of a long piece of work, in a row under the title."""

    label: str
    state: Literal["done", "now", "todo"]


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a page: ``title`` is the finding, ``name`` the page's own name, read aloud before it."""

    window: str
    title: Pieces
    name: str = ""
    kick: str = ""
    note: str = ""
    lead: Pieces = ()
    crumbs: tuple[Link, ...] = ()
    facts: tuple[Fact, ...] = ()
    stages: tuple[Stage, ...] = ()
    actions: tuple[Action, ...] = ()


@dataclass(frozen=True, slots=True)
class Squares:
    """One square a working day, for periods of at most 15; ``label`` says it in a sentence."""

    done: int
    total: int
    label: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A share of a whole; ``waiting`` is the part that still lacks something."""

    done: int
    total: int
    label: str
    waiting: int = 0
    tone: Literal["lv", "qing", "zhu"] = "qing"


@dataclass(frozen=True, slots=True)
class Ticks:
    """The steps of a procedure as small strokes; the words stand beside it."""

    done: int
    total: int
    state: Literal["", "now", "stop"] = ""


@dataclass(frozen=True, slots=True)
class Clock:
    """A legal period: what runs, how far, under which article."""

    label: str
    badge: Badge
    count: str = ""
    required: str = ""
    squares: Squares | None = None
    bar: Bar | None = None
    notes: tuple[str, ...] = ()
    cite: Cite | None = None
    how: tuple[str, ...] = ()
    """The counting, sentence by sentence: trigger, article, unit, every day skipped."""


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a procedure. ``na`` must say why in ``note``."""

    label: str
    state: StepState
    note: str = ""
    cites: tuple[Cite, ...] = ()
    number: int = 0
    """Its place; 0 counts from the top of the list."""


@dataclass(frozen=True, slots=True)
class Blocked:
    """A refusal in the fixed grammar: ``reason`` is the whole sentence 暂不能…：…。"""

    reason: str
    cites: tuple[Cite, ...] = ()
    next: str = ""
    action: Action | None = None
    of: str = ""
    of_url: str = ""


@dataclass(frozen=True, slots=True)
class Moment:
    """One entry of a timeline. ``struck`` was corrected later: it stays, struck through."""

    when: str
    machine: str
    text: str
    who: str = ""
    kind: Literal["", "step", "bad"] = ""
    url: str = ""
    note: str = ""
    struck: bool = False
    fix: str = ""
    """Where the entry can be corrected."""


@dataclass(frozen=True, slots=True)
class File:
    """A file, or the row of a file that is missing. ``digest`` is full; the page shortens it."""

    kind: str
    name: str
    state: FileState
    state_text: str
    url: str = ""
    note: str = ""
    digest: str = ""
    percent: int | None = None

    @property
    def short_digest(self) -> str:
        """First and last eight characters."""
        return f"{self.digest[:8]}…{self.digest[-8:]}" if len(self.digest) > 17 else self.digest


@dataclass(frozen=True, slots=True)
class Row:
    """A term and its value, with an optional way to change it; ``old`` shows what stood there before."""

    term: str
    value: str
    change: Link | None = None
    old: str = ""
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class Complaint:
    """One line of an error summary, leading to the control with the id ``target``."""

    text: str
    target: str


@dataclass(frozen=True, slots=True)
class Note:
    """A strip of words: 石绿 done, 赭石 mind, 朱砂 failed."""

    text: str
    strong: str = ""
    tone: MarkTone = ""
    action: Action | None = None


@dataclass(frozen=True, slots=True)
class LawText:
    """An article as it stands, under the words that open it."""

    title: str
    paragraphs: tuple[str, ...]
    cite: Cite | None = None
    id: str = ""


@dataclass(frozen=True, slots=True)
class Empty:
    """Nothing to show: what is absent, why, what to do."""

    title: str
    why: str = ""
    actions: tuple[Action, ...] = ()


@dataclass(frozen=True, slots=True)
class Pager:
    """Previous and next page of a keyset; an empty address locks the button."""

    text: str
    before_url: str = ""
    after_url: str = ""


@dataclass(frozen=True, slots=True)
class Job:
    """Work that takes long. While ``running`` the strip asks ``url`` every two seconds for its new self."""

    key: str
    label: str
    text: str
    done: int
    total: int
    url: str = ""
    running: bool = False
    stop_url: str = ""
    leave: str = ""
    result: Link | None = None

    @property
    def percent(self) -> int:
        """Whole percent done, 0 when the total is not yet known."""
        return 100 * self.done // self.total if self.total else 0


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in a sentence that opens its evidence: "" backed, "o" evidence to add, "z" mismatch."""

    text: str
    url: str
    key: str = ""
    state: FigureState = ""
    open: bool = False
