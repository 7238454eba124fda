"""The answers of the write door: what was recorded, or why not and what to do next."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True)
class Sentence:
    """One reason in the fixed grammar: 暂不能〔动作〕：〔缺什么〕。〔依据，条〕 下一步：〔谁做什么〕。"""

    text: str
    cite: str = ""
    next: str = ""
    cure: str = ""
    statute: str = ""
    article: str = ""
    mark: str = ""
    soft: bool = False

    def __str__(self) -> str:
        cite = f"{self.cite}{self.mark and f'（{self.mark}）'}　" if self.cite else ""
        return f"{self.text}{cite}{f'下一步：{self.next}' if self.next else ''}"


@dataclass(frozen=True)
class Refusal:
    """A step that was not recorded. ``fields`` names what is wrong in the form, by English column name."""

    kind: Literal["law", "form", "right", "state"]
    sentences: tuple[Sentence, ...] = ()
    fields: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return "\n".join([*map(str, self.sentences), *self.fields.values()])


@dataclass(frozen=True)
class Recorded:
    """A step that was recorded and sealed."""

    matter: uuid.UUID
    entry: uuid.UUID
    index: int
    breaches: tuple[Sentence, ...] = ()


@dataclass(frozen=True)
class Origin:
    """Where an event of the past was taken from: a spreadsheet row or a paper file."""

    kind: Literal["sheet", "paper", "demo"]
    digest: str = ""
    sheet: str = ""
    row: int = 0

    def head(self) -> dict[str, str | int]:
        """As it stands in the sealed head; no names, only digests and places."""
        parts: dict[str, str | int] = {"kind": self.kind}
        if self.digest:
            parts |= {"digest": self.digest, "sheet": self.sheet, "row": self.row}
        return parts
