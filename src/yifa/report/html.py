"""Writes the draft as one HTML file that needs nothing else: numbers lead to the annex, and there to their rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from uuid import UUID

from yifa.report.blocks import Block, Piece, Ref, Row, Run, Table
from yifa.report.draft import Draft
from yifa.report.figures import Backed
from yifa.report.sources import DATA

MOST_ROWS = 200
TAGS = {"title": "h1", "part": "h2", "section": "h3", "annex": "h2", "annex_title": "h3"}


def html(draft: Draft) -> str:
    """The whole file. At most 200 row ids a figure; the JSON has all."""
    backed = {figure.slug: figure for figure in draft.figures}
    style = (DATA / "export.css").read_text(encoding="utf-8")
    body = "\n".join(_pieces(draft.pieces, backed))
    return (
        '<!doctype html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(draft.title)}</title>\n<style>\n{style}</style>\n</head>\n<body>\n<main>\n"
        f"{body}\n</main>\n</body>\n</html>\n"
    )


def _pieces(pieces: Sequence[Piece], backed: Mapping[str, Backed]) -> list[str]:
    lines: list[str] = []
    inside = False
    for piece in pieces:
        if isinstance(piece, Table):
            lines.append(_table(piece, backed))
            continue
        if piece.kind == "annex":
            lines.append('<section class="annex">')
            inside = True
        lines.append(_block(piece))
    return [*lines, "</section>"] if inside else lines


def _block(block: Block) -> str:
    tag = TAGS.get(block.kind, "p")
    css = "" if block.kind == "paragraph" or tag != "p" else f' class="{block.kind}"'
    name = f' id="{escape(block.id)}"' if block.id else ""
    return f"<{tag}{name}{css}>{''.join(_run(run) for run in block.runs)}</{tag}>"


def _run(run: Run) -> str:
    text = escape(run.text).replace("\n", "<br>")
    if isinstance(run, Ref) and run.of == "value":
        slug = escape(run.slug)
        return f'<a class="fig" href="#fig-{slug}" data-slug="{slug}">{text}</a>'
    return text


def _table(table: Table, backed: Mapping[str, Backed]) -> str:
    head = "".join(f'<th scope="col">{escape(words)}</th>' for words in table.head)
    rows = "\n".join(_row(row, table, backed) for row in table.rows)
    return f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table>"


def _row(row: Row, table: Table, backed: Mapping[str, Backed]) -> str:
    name = f' id="fig-{escape(row.slug)}"' if row.slug else ""
    cells = []
    for place, runs in enumerate(row.cells):
        css = ' class="right"' if place in table.right else ""
        cells.append(f"<td{css}>{''.join(_cell(run, row, backed) for run in runs)}</td>")
    return f"<tr{name}>{''.join(cells)}</tr>"


def _cell(run: Run, row: Row, backed: Mapping[str, Backed]) -> str:
    """In the annex a number is the place that others lead to, and its count of rows unfolds to their ids."""
    if isinstance(run, Ref) and run.of == "evidence" and row.slug in backed:
        figure = backed[row.slug]
        if figure.rows:
            return f"<details><summary>{escape(run.text)}</summary>{_ids(figure.rows)}</details>"
    if isinstance(run, Ref):
        return f'<span data-slug="{escape(run.slug)}">{escape(run.text)}</span>'
    return escape(run.text)


def _ids(rows: Sequence[UUID]) -> str:
    shown = "".join(f"<li>{pk}</li>" for pk in rows[:MOST_ROWS])
    rest = "<li>其余见 report.json</li>" if len(rows) > MOST_ROWS else ""
    return f"<ul>{shown}{rest}</ul>"
