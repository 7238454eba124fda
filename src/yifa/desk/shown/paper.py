"""A 文书 as a page to print."""

from __future__ import annotations

from dataclasses import dataclass

from yifa.desk.shown.parts import Head, Note


@dataclass(frozen=True, slots=True)
class PaperPage:
    """The paper of a step; ``organ`` is empty where the title names it or another signs."""

    head: Head
    organ: str
    title: str
    number: str
    addressee: str
    paragraphs: tuple[str, ...]
    signature: str
    day: str
    notes: tuple[Note, ...] = ()
