"""Every defect of a report, graded, with its place, one sentence and, where it is certain, the fix."""

from __future__ import annotations

from yifa.reader.document import Finding, Report


def find(report: Report) -> tuple[Finding, ...]:
    """The findings in text order, those about the whole report last. Needs everything else of `report`."""
    return ()
