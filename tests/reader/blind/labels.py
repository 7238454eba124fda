"""Labels of an invented text: quotes in text order, found again in the text, so that no offset is written by hand.

`NAME.yaml` beside `NAME.txt`. `metadata`: field → value or {value, accept, optional}. `outline`: [level, part,
number, title, {optional, also_part}]. `figures`: [quote, value, unit, subject, kind, {approx, role, implicit,
optional, also_kinds, accept_units, accept_values, before}]. `events`: [date, quote]. `instruments`: [quote, kind,
number]. `problems`, `plans`: quotes. `lint`: [code, severity, quote or null, {part, before}]. `before` is what
stands right before an unclear quote.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

BLANK = " \t\u3000\u2002\n"


class Unfound(Exception):
    """A label quotes words that the text does not have, or not in this order."""


@dataclass(frozen=True)
class Label:
    """One thing labelled: where it stands (None: about the whole report) and what is said of it."""

    start: int | None
    end: int | None
    said: dict[str, Any]


@dataclass(frozen=True)
class Gold:
    """A text and everything that is in it."""

    name: str
    text: str
    metadata: dict[str, dict[str, Any]]
    rows: dict[str, list[Label]]


def load(folder: Path) -> list[Gold]:
    """All labelled texts of a folder. Raises Unfound."""
    found = []
    for path in sorted(folder.glob("*.yaml")):
        text = path.with_suffix(".txt").read_text(encoding="utf-8")
        labels = yaml.safe_load(path.read_text(encoding="utf-8"))
        found.append(_gold(f"{folder.name}/{path.stem}", text, labels))
    return found


def _gold(name: str, text: str, labels: dict[str, Any]) -> Gold:
    """The labels with their places."""
    metadata = {
        field: said if isinstance(said, dict) else {"value": said}
        for field, said in (labels.get("metadata") or {}).items()
    }
    readers: dict[str, Callable[[str, Any, int], Label]] = {
        "outline": _heading,
        "figures": _figure,
        "events": lambda text, row, at: _quoted(text, row[1], at, {"date": str(row[0])}),
        "instruments": _instrument,
        "problems": lambda text, row, at: _quoted(text, row, at, {}),
        "plans": lambda text, row, at: _quoted(text, row, at, {}),
        "lint": lambda text, row, at: _defect(text, row),
    }
    rows: dict[str, list[Label]] = {}
    for facet, reader in readers.items():
        rows[facet], at = [], 0
        for row in labels.get(facet) or []:
            try:
                label = reader(text, row, at)
            except Unfound as error:
                raise Unfound(f"{name}, {facet}: {error}") from None
            rows[facet].append(label)
            at = (label.start or 0) + 1
    return Gold(name, text, metadata, rows)


def _find(text: str, quote: str, at: int) -> int:
    """Where a quote stands, not before `at`."""
    found = text.find(quote, at)
    if found < 0:
        raise Unfound(f"{quote!r} is not in the text after {at}")
    return found


def _quoted(text: str, quote: str, at: int, said: dict[str, Any]) -> Label:
    """A label that is nothing but a quote."""
    start = _find(text, quote, at)
    return Label(start, start + len(quote), said | {"quote": quote})


def _heading(text: str, row: list[Any], at: int) -> Label:
    """A heading: the number that its title follows."""
    level, part, number, title = row[:4]
    said = {"level": level, "part": part, "title": title or ""} | (row[4] if len(row) > 4 else {})
    start = _find(text, number, at)
    while True:
        after = start + len(number)
        while after < len(text) and text[after] in BLANK:
            after += 1
        if text.startswith((title or "")[:6], after):
            return Label(start, after + len(title or ""), said)
        start = _find(text, number, start + 1)


def _figure(text: str, row: list[Any], at: int) -> Label:
    """A figure."""
    quote, value, unit, subject, kind = row[:5]
    said = {"value": value, "unit": unit, "subject": subject, "kind": kind} | (row[5] if len(row) > 5 else {})
    before = said.pop("before", "")
    start = _find(text, before + quote, at) + len(before)
    return Label(start, start + len(quote), said)


def _instrument(text: str, row: list[Any], at: int) -> Label:
    """A cited paper."""
    quote, kind, number = [*row, None, None][:3]
    return _quoted(text, quote, at, {"name": quote.strip("《》"), "kind": kind, "doc_number": number})


def _defect(text: str, row: list[Any]) -> Label:
    """A defect; these are in no order."""
    code, severity, quote = row[:3]
    said = {"code": code, "severity": severity} | (row[3] if len(row) > 3 else {})
    before = said.pop("before", "")
    if quote is None:
        return Label(None, None, said)
    start = _find(text, before + quote, 0) + len(before)
    return Label(start, start + len(quote), said)
