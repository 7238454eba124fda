"""Every defect of a report, graded, with its place, one sentence and, where it is certain, the fix.

One module a family of codes; each gives `check(view)`, in the order of CHECKS. The codes and their grades are in
`grades`.
"""

from __future__ import annotations

from collections.abc import Sequence

from yifa.reader.document import Finding, Part, Report, Span
from yifa.reader.findings import (
    concepts,
    doubled,
    garbling,
    joints,
    marks,
    numbering,
    numbers,
    papers,
    parts,
    sentences,
    slips,
    terms,
    times,
    typos,
    words,
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
    slips.check,
    terms.check,
    words.check,
    doubled.check,
    concepts.check,
)
FOR_ANY_TEXT: tuple[Check, ...] = (parts.check,)
"""What is asked of a text that is no report: only what it is."""


Key = tuple[str, Span | None, Part | None]
"""What makes two findings one."""


def find(reports: Sequence[Report]) -> list[tuple[Finding, ...]]:
    """The findings of each report in text order, those about a whole report last. Needs everything else of them.

    A check goes through all reports before the next one does.
    """
    views = [look(report) for report in reports]
    found: list[dict[Key, Finding]] = [{} for _ in views]
    for check in CHECKS:
        for view, known in zip(views, found, strict=True):
            if view.report.genre == "report" or (view.report.genre == "other" and check in FOR_ANY_TEXT):
                known.update(((one.code, one.span, one.part), one) for one in check(view))
    return [_sorted(list(known.values())) for known in found]


def _sorted(found: list[Finding]) -> tuple[Finding, ...]:
    """Text order; no wrong character in a name that is wrong as a whole."""
    names = [one.span for one in found if one.code == "instrument_name" and one.span]
    kept = (one for one in found if not (one.code == "typo" and _inside(one, names)))
    return tuple(sorted(kept, key=_place))


def _inside(one: Finding, spans: list[Span]) -> bool:
    """Whether a finding stands in one of the spans (a name that is wrong as a whole)."""
    return one.span is not None and any(span.holds(one.span) for span in spans)


def _place(one: Finding) -> tuple[int, int, str]:
    """Text order; what has no place comes last."""
    return (one.span.start, one.span.end, one.code) if one.span else (1 << 40, 0, one.code)
