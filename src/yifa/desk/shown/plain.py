"""Pages outside the frame or instead of a page: login, refusals of access, faults, conflicts."""

from __future__ import annotations

from dataclasses import dataclass

from yifa.desk.shown.parts import Action, Head


@dataclass(frozen=True, slots=True)
class Door:
    """What the login pages say about the installation; ``code`` is shown by demonstrations only."""

    office: str
    slip: str
    code: str = ""
    accounts: tuple[tuple[str, str], ...] = ()
    """Demonstration accounts: name and post. Never filled outside a demonstration."""
    password: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """403, 404, 500 and their kin: what happened, why, who can, what to do."""

    window: str
    title: str
    why: str
    who: tuple[str, ...] = ()
    actions: tuple[Action, ...] = ()


@dataclass(frozen=True, slots=True)
class Side:
    """One field of two versions; ``differs`` marks it."""

    label: str
    theirs: str
    mine: str
    differs: bool = False


@dataclass(frozen=True, slots=True)
class ConflictPage:
    """Somebody saved first: both versions, mine stays editable. ``hidden`` carries mine back to the form."""

    head: Head
    theirs_by: str
    sides: tuple[Side, ...]
    send_url: str
    hidden: tuple[tuple[str, str], ...] = ()
    drop: Action | None = None
