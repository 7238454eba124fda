"""What judging a sheet gives: rows with their steps, and the tally of one pass over the sheet."""

import hashlib
import json
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from yifa.sheets.complaint import Complaint
from yifa.sheets.totals import Total


class JudgedStep(NamedTuple):
    """One step a row proves: its English id, its day, the columns it writes (its own day not among them)."""

    step: str
    on: date
    values: dict[str, Any]


@dataclass(frozen=True, slots=True)
class JudgedRow:
    """One row of one register. With an error among its complaints it has no steps."""

    register: str
    identity: str
    digest: str
    steps: tuple[JudgedStep, ...]
    row_number: int
    complaints: tuple[Complaint, ...]
    named_by: str = ""  # the identity in words, for a person
    serial: str = ""  # what the sheet's 序号 says

    @property
    def ok(self) -> bool:
        """Whether the row may land."""
        return bool(self.steps)

    def values(self) -> dict[str, Any]:
        """What all its steps write, as plain data: for comparing with what stands recorded."""
        return {name: plain(value) for step in self.steps for name, value in step.values.items()}


@dataclass(slots=True)
class Tally:
    """What one pass over a sheet counted."""

    rows: dict[str, int] = field(default_factory=dict)
    landing: dict[str, int] = field(default_factory=dict)
    kinds: Counter[str] = field(default_factory=Counter)
    unclaimed: Counter[str] = field(default_factory=Counter)
    zeros: list[tuple[int, str]] = field(default_factory=list)
    aside: list[tuple[int, str, str]] = field(default_factory=list)
    filled_down: Counter[str] = field(default_factory=Counter)
    complaints: list[Complaint] = field(default_factory=list)
    totals: list[Total] = field(default_factory=list)


def plain(value: Any) -> Any:
    """A value as JSON can hold it: days in ISO, decimals as text."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return value


def digest_of(register: str, steps: tuple[JudgedStep, ...]) -> str:
    """SHA-256 over what a row says; the same for two spellings of the same facts."""
    said = [register, [[s.step, s.on.isoformat(), {k: plain(v) for k, v in s.values.items()}] for s in steps]]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def short_digest(text: str) -> str:
    """The first 32 hexadecimal digits of a text's SHA-256."""
    return hashlib.sha256(text.encode()).hexdigest()[:32]
