"""Every dated happening a report tells of, with its full date."""

from __future__ import annotations

from yifa.reader.document import Event, Report


def find(report: Report) -> tuple[Event, ...]:
    """The events in text order. Needs `clean`, `metadata` (year) and `outline`."""
    return ()
