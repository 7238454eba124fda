"""Forms: fields, groups of fields, the page of a step, the check before it is sent, a correction."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from yifa.desk.shown.parts import (
    Action,
    Blocked,
    Cite,
    Complaint,
    File,
    Head,
    LawText,
    Link,
    Note,
    Piece,
    Row,
    Step,
)

FieldKind = Literal[
    "text",
    "number",
    "date",
    "time",
    "search",
    "textarea",
    "select",
    "radio",
    "checks",
    "people",
    "file",
    "known",
]


DRAWN_BY = {kind: "text" for kind in ("number", "date", "time", "search")} | {
    kind: "choices" for kind in ("checks", "radio")
}
"""Kinds that share a partial."""


@dataclass(frozen=True, slots=True)
class Option:
    """A value one can choose."""

    value: str
    label: str
    chosen: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Held:
    """A person or file already chosen; its value travels hidden, and in ``_remove`` as name=value."""

    value: str
    label: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """One control with its label, hint and errors. Optional fields say 选填, required ones say nothing.

    ``known`` shows what is already known as text, and sends only ``sends``; ``people`` shows the chosen ones in
    ``held`` and offers ``options``; ``date`` and ``time`` use the browser's own control and ISO values.
    """

    name: str
    label: str
    kind: FieldKind = "text"
    value: str = ""
    hint: str = ""
    hint_cite: Cite | None = None
    errors: tuple[str, ...] = ()
    options: tuple[Option, ...] = ()
    held: tuple[Held, ...] = ()
    optional: bool = False
    unit: str = ""
    width: Literal["", "s", "m"] = ""
    rows: int = 4
    placeholder: str = ""
    inputmode: Literal["", "numeric", "decimal", "tel"] = ""
    autocomplete: str = ""
    accept: str = ""
    multiple: bool = False
    after: tuple[Piece, ...] = ()
    sends: str = ""

    @property
    def id(self) -> str:
        """The control's id; an error summary leads to it."""
        return f"f-{self.name}"

    @property
    def template(self) -> str:
        """The partial that draws this kind."""
        return f"desk/parts/fields/{DRAWN_BY.get(self.kind, self.kind)}.html"

    @property
    def describedby(self) -> str:
        """Ids of the hint and the errors that belong to the control."""
        hint = [f"{self.id}-h"] if self.hint or self.hint_cite else []
        return " ".join(hint + ([f"{self.id}-e"] if self.errors else []))

    @property
    def input_type(self) -> str:
        """The type attribute of an input."""
        return {"number": "text"}.get(self.kind, self.kind)

    @property
    def box_type(self) -> str:
        """The type attribute of a choice."""
        return "radio" if self.kind == "radio" else "checkbox"


@dataclass(frozen=True, slots=True)
class Group:
    """Fields that belong together under one legend."""

    legend: str
    fields: tuple[Field, ...]
    hint: str = ""
    hint_cite: Cite | None = None

    @property
    def has_errors(self) -> bool:
        """Whether a field of the group has an error."""
        return any(field.errors for field in self.fields)


@dataclass(frozen=True, slots=True)
class FormPage:
    """W8, recording a step. ``items`` are fields and groups in order; ``blocked`` refuses this attempt."""

    head: Head
    send_url: str
    items: tuple[Field | Group, ...]
    more: tuple[Field, ...] = ()
    """Optional fields, folded away; open when one of them holds something or is wrong."""
    last: tuple[Field, ...] = ()
    """What comes after them: files, the reason."""
    send_label: str = "检查并提交"
    complaints: tuple[Complaint, ...] = ()
    blocked: tuple[Blocked, ...] = ()
    warnings: tuple[Note, ...] = ()
    hidden: tuple[tuple[str, str], ...] = ()
    draft_url: str = ""
    draft_text: str = ""
    back: Link | None = None
    steps: tuple[Step, ...] = ()
    afterwards: tuple[str, ...] = ()
    laws: tuple[LawText, ...] = ()
    uploads: tuple[File, ...] = ()

    @property
    def more_open(self) -> bool:
        """Whether a folded field holds something or is wrong."""
        return any(
            field.errors or field.value or any(one.chosen and one.value for one in field.options)
            for field in self.more
        )


@dataclass(frozen=True, slots=True)
class CheckPage:
    """提交前检查: all of it once more. ``reasons`` asks for a word where the law only advises."""

    head: Head
    send_url: str
    rows: tuple[Row, ...]
    hidden: tuple[tuple[str, str], ...] = ()
    warnings: tuple[Note, ...] = ()
    reasons: tuple[Field, ...] = ()
    complaints: tuple[Complaint, ...] = ()
    declare: str = "提交后不能删改，只能更正"
    send_label: str = "确认提交"
    back: Action | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """A column of a correction: what stands, and the control for what should stand."""

    label: str
    old: str
    field: Field


@dataclass(frozen=True, slots=True)
class CorrectPage:
    """W9, a correction: old and new side by side, reason and paper; the old entry stays visible."""

    head: Head
    send_url: str
    of: tuple[Row, ...]
    changes: tuple[Change, ...]
    items: tuple[Field | Group, ...]
    complaints: tuple[Complaint, ...] = ()
    blocked: tuple[Blocked, ...] = ()
    hidden: tuple[tuple[str, str], ...] = ()
    notes: tuple[Note, ...] = ()
    back: Link | None = None
