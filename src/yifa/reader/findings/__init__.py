"""Every defect of a report, graded, with its place, one sentence and, where it is certain, the fix.

One module a family of codes; each gives `check(view)`. The codes and their grades are in `grades`.
"""

from __future__ import annotations

from yifa.reader.document import Finding, Report, Span
from yifa.reader.findings import (
    concepts,
    garbling,
    joints,
    marks,
    numbering,
    numbers,
    papers,
    parts,
    sentences,
    times,
    typos,
)
from yifa.reader.findings.view import Check, look

CHECKS: tuple[Check, ...] = (
    parts.check,
    marks.check,
    numbering.check,
    papers.check,
    garbling.check,
    numbers.check,
    times.check,
    sentences.check,
    joints.check,
    typos.check,
    concepts.check,
)
FOR_ANY_TEXT: tuple[Check, ...] = (parts.check,)
"""What is asked of a text that is no report: only what it is."""


def find(report: Report) -> tuple[Finding, ...]:
    """The findings in text order, those about the whole report last. Needs everything else of `report`."""
    if report.genre == "empty":
        return ()
    view = look(report)
    checks = CHECKS if report.genre == "report" else FOR_ANY_TEXT
    found = {(one.code, one.span, one.part): one for check in checks for one in check(view)}
    names = [one.span for one in found.values() if one.code == "instrument_name" and one.span]
    kept = (one for one in found.values() if not (one.code == "typo" and _inside(one, names)))
    return tuple(sorted(kept, key=_place))


def _inside(one: Finding, spans: list[Span]) -> bool:
    """Whether a finding stands in one of the spans (a name that is wrong as a whole)."""
    return one.span is not None and any(span.holds(one.span) for span in spans)


def _place(one: Finding) -> tuple[int, int, str]:
    """Text order; what has no place comes last."""
    return (one.span.start, one.span.end, one.code) if one.span else (1 << 40, 0, one.code)
