"""The pages one starts from: workbench, inbox, search."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from yifa.desk.shown.parts import (
    Action,
    Badge,
    Bar,
    Blocked,
    Cite,
    Empty,
    Head,
    Link,
    Moment,
    Pager,
    Pieces,
    Tone,
)


@dataclass(frozen=True, slots=True)
class BandItem:
    """Something due on a day of the band: z overdue, t today, o soon, q an event, "" later."""

    label: str
    url: str
    tone: Literal["", "z", "t", "o", "q"] = ""


@dataclass(frozen=True, slots=True)
class BandDay:
    """One column of the 期限带; the first one is 已逾期. ``rest`` follows the working-day calendar."""

    label: str
    weekday: str = ""
    today: bool = False
    rest: bool = False
    items: tuple[BandItem, ...] = ()


@dataclass(frozen=True, slots=True)
class Todo:
    """One duty: how urgent, what, of which matter, why and under which article, whose, and the button."""

    badge: Badge
    what: str
    of: str
    of_url: str
    why: str
    who: str
    action: Action
    cite: Cite | None = None


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part of the report: figures with evidence over figures."""

    label: str
    ready: str
    tone: Tone = ""
    lack: str = ""
    lack_url: str = ""


@dataclass(frozen=True, slots=True)
class Readiness:
    """How far the yearly report is."""

    title: str
    link: Link
    count: str
    required: str
    bar: Bar
    note: str
    chapters: tuple[Chapter, ...] = ()
    dates: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class HomePage:
    """W1, the workbench. Only the first duty has the primary button; ``idle`` replaces an empty list."""

    head: Head
    band: tuple[BandDay, ...]
    band_note: str
    todo: tuple[Todo, ...]
    todo_note: str
    todo_link: Link | None = None
    idle: Empty | None = None
    blocked: tuple[Blocked, ...] = ()
    readiness: Readiness | None = None
    recent: tuple[Moment, ...] = ()
    recent_link: Link | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """A reminder."""

    text: str
    when: str
    machine: str
    url: str = ""
    unread: bool = False
    badge: Badge | None = None
    why: str = ""
    cite: Cite | None = None


@dataclass(frozen=True, slots=True)
class NoticeGroup:
    """Reminders of one matter."""

    title: str
    url: str
    notices: tuple[Notice, ...]
    part: str = ""
    """Opens a part of the inbox, such as 由你办."""


@dataclass(frozen=True, slots=True)
class InboxPage:
    """W4, reminders by matter. ``mute`` may silence kinds, never statutory deadlines."""

    head: Head
    groups: tuple[NoticeGroup, ...]
    mute: Link | None = None
    empty: Empty | None = None
    pager: Pager | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A search result; ``pieces`` shows the hit in its words."""

    title: str
    url: str
    pieces: Pieces
    sub: str = ""
    badge: Badge | None = None


@dataclass(frozen=True, slots=True)
class HitGroup:
    """Results of one register; ``more`` opens all of them."""

    label: str
    tally: str
    hits: tuple[Hit, ...]
    more: Link | None = None


@dataclass(frozen=True, slots=True)
class SearchPage:
    """W5, results grouped by register."""

    head: Head
    query: str
    url: str
    groups: tuple[HitGroup, ...]
    empty: Empty | None = None
