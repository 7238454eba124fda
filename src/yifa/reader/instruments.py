"""Every law and document a report cites, each with its name, kind and document number."""

from __future__ import annotations

from yifa.reader.document import Instrument, Report


def find(report: Report) -> tuple[Instrument, ...]:
    """The instruments cited, in text order. Needs `clean` and `outline`."""
    return ()
