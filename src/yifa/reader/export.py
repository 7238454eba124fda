"""Writes a read report in the JSON schema of ../shared/gold/score.py."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from yifa.reader.actors import actor_of
from yifa.reader.document import Figure, Finding, Instrument, Report, Section, Span
from yifa.reader.promises import Proposal, propose

FIELDS = (
    "title",
    "issuing_body",
    "township",
    "county",
    "level",
    "letterhead",
    "doc_number",
    "index_number",
    "theme",
    "genre_class",
    "publisher",
    "date_written",
    "date_published",
    "date_signed",
    "addressee",
)


def as_json(report: Report) -> dict[str, Any]:
    """A report as plain JSON values; offsets are code points of the original text, ends exclusive."""
    meta: dict[str, Any] = {name: report.value(name) for name in FIELDS if report.value(name)}
    if report.year is not None:
        meta["year"] = report.year
    return {
        "file": report.source.name,
        "genre": report.genre,
        "notices": [{"code": n.code, "text": n.text, "page": n.page} for n in report.source.notices],
        "metadata": meta,
        "outline": [_section(one) for one in report.outline],
        "figures": [_figure(one) | {"actor": actor_of(report, one)} for one in report.figures],
        "not_figures": [_place(one.span) | {"why": one.why, "quote": one.text} for one in report.mentions],
        "events": [_place(one.span) | {"date": one.date, "what": one.what} for one in report.events],
        "instruments": [_instrument(one) for one in report.instruments],
        "problems": [_place(one.span) | {"summary": one.summary} for one in report.problems],
        "plans": [_place(one.span) | {"summary": one.summary} for one in report.plans],
        "proposals": [_proposal(one) for one in propose(report)],
        "lint": [_finding(one) for one in report.findings if one.severity != "info"],
        "advice": [_finding(one) for one in report.findings if one.severity == "info"],
    }


def _place(span: Span | None) -> dict[str, Any]:
    """A span's offsets."""
    return {"start": span.start if span else None, "end": span.end if span else None}


def _section(one: Section) -> dict[str, Any]:
    """A heading."""
    names = ("level", "depth", "parent", "number", "title", "part", "also_part")
    return {name: getattr(one, name) for name in names} | _place(one.span)


def _figure(one: Figure) -> dict[str, Any]:
    """A figure."""
    names = ("unit", "subject", "kind", "approx", "role", "negated", "implicit")
    said = {name: getattr(one, name) for name in names}
    return {"value": _number(one.value), "also_kinds": list(one.also_kinds)} | said | _place(one.span)


def _instrument(one: Instrument) -> dict[str, Any]:
    """An instrument; its number only when it has one."""
    said = {"name": one.name, "kind": one.kind, "well_formed": one.well_formed}
    return said | _place(one.span) | ({"doc_number": one.doc_number} if one.doc_number else {})


def _proposal(one: Proposal) -> dict[str, Any]:
    """A proposed rectification or task; its offsets are those of the sentence, '' stands for what is not said."""
    names = ("kind", "what", "who", "due", "sentence")
    return {name: getattr(one, name) for name in names} | _place(one.origin)


def _finding(one: Finding) -> dict[str, Any]:
    """A finding; its part only when it is about one, its fix only when that is certain."""
    said = {"code": one.code, "severity": one.severity, "message": one.message, "of_copy": one.of_copy}
    said |= {"fix": one.fix} if one.fix else {}
    return said | _place(one.span) | ({"part": one.part} if one.part else {})


def _number(value: Decimal) -> int | float:
    """A JSON number that keeps whole values whole."""
    return int(value) if value == value.to_integral_value() else float(value)
