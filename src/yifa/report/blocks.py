"""One model of a written document: blocks of runs, where a run is text, a figure, a declared name or an open place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "title",
    "note",
    "number",
    "addressee",
    "part",
    "section",
    "item",
    "paragraph",
    "attachment",
    "annex",
    "annex_title",
    "signature",
    "date",
]
What = Literal["year", "date", "law", "document", "organ", "heading", "concept", "slug", "table"]


@dataclass(frozen=True, slots=True)
class Text:
    """Plain words. A number in them is a finding."""

    text: str


@dataclass(frozen=True, slots=True)
class Ref:
    """A figure by its slug, as it is written here: its value, or the count of rows behind it."""

    slug: str
    text: str
    of: Literal["value", "evidence"] = "value"


@dataclass(frozen=True, slots=True)
class Named:
    """Words that hold a number and are declared not to be a figure: a year, a date, a law's name."""

    text: str
    what: What


@dataclass(frozen=True, slots=True)
class Gap:
    """A place that somebody has to fill in; shown in 【】."""

    text: str


Run = Text | Ref | Named | Gap


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of one kind; ``id`` names it inside the document."""

    kind: Kind
    runs: tuple[Run, ...]
    id: str = ""

    @property
    def text(self) -> str:
        """The words as a reader sees them."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table; ``slug`` is the figure that it explains, so that links can lead here."""

    cells: tuple[tuple[Run, ...], ...]
    slug: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table; ``widths`` of its columns in mm, ``right`` the places of columns of numbers."""

    head: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[Row, ...]
    right: frozenset[int] = frozenset()
    id: str = ""


Piece = Block | Table


def runs_of(pieces: Sequence[Piece]) -> Iterator[Run]:
    """Every run of a document in reading order."""
    for piece in pieces:
        if isinstance(piece, Block):
            yield from piece.runs
        else:
            for row in piece.rows:
                for cell in row.cells:
                    yield from cell


def text_of(pieces: Sequence[Piece]) -> str:
    """The document as plain text: a line a block, a table row's cells apart by a tab."""
    lines: list[str] = []
    for piece in pieces:
        if isinstance(piece, Block):
            lines.append(piece.text)
        else:
            lines.append("\t".join(piece.head))
            lines += [
                "\t".join("".join(run.text for run in cell) for cell in row.cells) for row in piece.rows
            ]
    return "\n".join(lines) + "\n"
