"""The draft for programs: parts with their runs, and each figure with its value and the ids of its rows."""

from __future__ import annotations

from typing import Any

from yifa.law.statutes import Citation
from yifa.report.blocks import Block, Gap, Named, Ref, Run, Text
from yifa.report.draft import Draft
from yifa.report.figures import Backed
from yifa.report.lint import Finding

FORMAT = 1
NAMES: dict[type[Run], str] = {Text: "text", Ref: "figure", Named: "name", Gap: "open"}


def as_json(draft: Draft) -> dict[str, Any]:
    """format, office, county, year, generated_on, title, outline, parts, figures, findings."""
    return {
        "format": FORMAT,
        "office": draft.office,
        "county": draft.county,
        "year": draft.year,
        "generated_on": draft.on.isoformat(),
        "title": draft.title,
        "outline": draft.outline.id,
        "parts": _parts(draft),
        "figures": [figure_json(figure) for figure in draft.figures],
        "findings": [_finding(finding) for finding in draft.findings],
    }


def figure_json(figure: Backed) -> dict[str, Any]:
    """The figure's public fields, its state and definition, its parts and, where known, the ids of its rows."""
    found = figure.value.as_json() | {
        "state": figure.value.state,
        "register": figure.register,
        "counts": figure.counts,
        "cite": figure.cite,
        "parts": [part.slug for part in figure.parts],
    }
    if figure.rows is not None:
        found |= {"rows": [str(pk) for pk in figure.rows], "hidden": figure.hidden}
    return found


def _parts(draft: Draft) -> list[dict[str, Any]]:
    """The blocks by part: what stands before the first and after the last is ``head`` and ``foot``."""
    cites = {part.id: part.cite for part in draft.outline.parts}
    parts: list[dict[str, Any]] = [_part("head", None)]
    for piece in draft.pieces:
        if not isinstance(piece, Block):
            continue
        if piece.kind == "annex":
            break
        if piece.kind == "part":
            parts.append(_part(piece.id, cites[piece.id]) | {"title": piece.text})
        elif piece.kind == "attachment":
            parts.append(_part("foot", None))
        parts[-1]["blocks"].append(_block(piece))
    return parts


def _part(key: str, cite: Citation | None) -> dict[str, Any]:
    return {
        "id": key,
        "title": "",
        "cite": cite.label if cite else "",
        "mark": cite.mark if cite else "",
        "blocks": [],
    }


def _block(block: Block) -> dict[str, Any]:
    return {"kind": block.kind, "id": block.id, "text": block.text, "runs": [_run(run) for run in block.runs]}


def _run(run: Run) -> dict[str, str]:
    found = {"kind": NAMES[type(run)], "text": run.text}
    if isinstance(run, Ref):
        found |= {"slug": run.slug, "of": run.of}
    elif isinstance(run, Named):
        found["what"] = run.what
    return found


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "sentence": finding.sentence,
        "quote": finding.quote,
        "defect": finding.defect,
    }
