"""Writes a read report in the JSON schema of ../shared/gold/score.py."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from yifa.reader.document import Report

DEFAULT_FIELDS = ["title", "issuing_body", "township", "county", "level", "letterhead", "doc_number", "index_number", "theme", "genre_class", "publisher", "date_written", "date_published", "date_signed", "addressee"]


def as_json(report: Report) -> dict[str, Any]:
    """A report as plain JSON values; offsets are code points of the original text, ends exclusive."""
    meta: dict[str, Any] = {name: report.value(name) for name in DEFAULT_FIELDS if report.value(name)}
    if report.year is not None:
        meta["year"] = report.year
    return {
        "file": report.source.name,
        "genre": report.genre,
        "notices": [{"code": n.code, "text": n.text, "page": n.page} for n in report.source.notices],
        "metadata": meta,
        "outline": [
            {
                "level": s.level,
                "depth": s.depth,
                "parent": s.parent,
                "number": s.number,
                "title": s.title,
                "part": s.part,
                "also_part": s.also_part,
                "start": s.span.start,
                "end": s.span.end,
            }
            for s in report.outline
        ],
        "figures": [
            {
                "value": _number(f.value),
                "unit": f.unit,
                "subject": f.subject,
                "kind": f.kind,
                "also_kinds": list(f.also_kinds),
                "approx": f.approx,
                "role": f.role,
                "negated": f.negated,
                "implicit": f.implicit,
                "start": f.span.start,
                "end": f.span.end,
            }
            for f in report.figures
        ],
        "not_figures": [
            {"start": m.span.start, "end": m.span.end, "why": m.why, "quote": m.text} for m in report.mentions
        ],
        "events": [
            {"date": e.date, "start": e.span.start, "end": e.span.end, "what": e.what} for e in report.events
        ],
        "instruments": [
            {
                "name": i.name,
                "kind": i.kind,
                "start": i.span.start,
                "end": i.span.end,
                "well_formed": i.well_formed,
                **({"doc_number": i.doc_number} if i.doc_number else {}),
            }
            for i in report.instruments
        ],
        "problems": [{"start": c.span.start, "end": c.span.end, "summary": c.summary} for c in report.problems],
        "plans": [{"start": c.span.start, "end": c.span.end, "summary": c.summary} for c in report.plans],
        "lint": [
            {
                "code": f.code,
                "severity": f.severity,
                "start": f.span.start if f.span else None,
                "end": f.span.end if f.span else None,
                "message": f.message,
                **({"part": f.part} if f.part else {}),
            }
            for f in report.findings
        ],
    }


def _number(value: Decimal) -> int | float:
    """A JSON number that keeps whole values whole."""
    return int(value) if value == value.to_integral_value() else float(value)
