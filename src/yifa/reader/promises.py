"""What a report owns up to and what it promises, ready to be carried on as rectifications and tasks."""

from __future__ import annotations

from yifa.reader.document import Clause, Report


def find(report: Report) -> tuple[tuple[Clause, ...], tuple[Clause, ...]]:
    """Problems and plans, each in text order. Needs `clean` and `outline`."""
    return (), ()
