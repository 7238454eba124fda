"""How matters come in: where to register one; a spreadsheet's upload, inspection, progress and result."""

from __future__ import annotations

from dataclasses import dataclass

from yifa.desk.shown.form import Field
from yifa.desk.shown.parts import Action, Cite, Complaint, Empty, Head, Job, Link, Note, Pager
from yifa.desk.shown.table import Table


@dataclass(frozen=True, slots=True)
class Door:
    """A register one may open a matter in, by which article."""

    label: str
    url: str
    cites: tuple[Cite, ...] = ()


@dataclass(frozen=True, slots=True)
class DoorsPage:
    """登记什么."""

    head: Head
    doors: tuple[Door, ...]


@dataclass(frozen=True, slots=True)
class UploadPage:
    """W10a, choosing a file. ``options`` are controls such as the register the rows are for."""

    head: Head
    send_url: str
    file: Field
    options: tuple[Field, ...] = ()
    templates: tuple[Link, ...] = ()
    earlier: Table | None = None
    complaints: tuple[Complaint, ...] = ()
    help: tuple[str, ...] = ()
    send_label: str = "读表，先不写入"
    help_label: str = "怎么导入"
    earlier_label: str = "以前的导入"
    batches: Table | None = None
    """What was handed in together lately, with how far it is."""


@dataclass(frozen=True, slots=True)
class BatchPage:
    """Reports handed in together: how far the reading is, which cannot be read and why, what was read."""

    head: Head
    job: Job
    refused: tuple[Note, ...]
    files: Table | None
    files_label: str
    notes: tuple[Note, ...] = ()
    again: Action | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the office's own table, an example under it, and the column it is taken for."""

    cell: str
    label: str
    sample: str
    column: Field
    sure: str = ""


@dataclass(frozen=True, slots=True)
class CellComplaint:
    """What is wrong with one cell, and what would be right."""

    cell: str
    column: str
    value: str
    reason: str
    blocking: bool = True


@dataclass(frozen=True, slots=True)
class PreviewPage:
    """W10b, nothing is written yet: mapping, complaints, the first rows as they would be recorded."""

    head: Head
    map_url: str
    headings: tuple[Heading, ...]
    tallies: tuple[Note, ...]
    complaints: tuple[CellComplaint, ...]
    complaints_note: str
    send_url: str
    send_label: str
    hidden: tuple[tuple[str, str], ...] = ()
    bad_rows: Link | None = None
    sample: Table | None = None
    back: Link | None = None
    empty: Empty | None = None
    pager: Pager | None = None


@dataclass(frozen=True, slots=True)
class ProgressPage:
    """W10c, while the job runs."""

    head: Head
    job: Job
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class ResultPage:
    """W10d, what was recorded and what was not."""

    head: Head
    notes: tuple[Note, ...]
    tallies: tuple[tuple[str, str], ...]
    actions: tuple[Action, ...]
    complaints: tuple[CellComplaint, ...] = ()
    complaints_note: str = ""
