"""Writes blocks as a DOCX in the layout of GB/T 9704-2012: A4, type area 156 × 225 mm, 22 lines of 28 characters."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, Twips

from yifa.report.blocks import Block, Piece, Ref, Row, Run, Table
from yifa.report.styles import LINE, SIZE_3, SIZE_4, STYLES, define

CHARACTER = 20 * SIZE_3
ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML does not admit; in words of a file from outside they are shown as unreadable."""
SIGN_OFF = 2
FOOTER = 23.5
"""Millimetres from the paper's edge to the footer, so that the dashes stand 7 mm below the type area (7.5)."""


@dataclass(frozen=True)
class Properties:
    """What the file says about itself."""

    title: str
    author: str
    subject: str
    on: date


def docx(pieces: Sequence[Piece], properties: Properties) -> bytes:
    """The document as a file. Figures of the body lead to their rows of the annex."""
    document = Document()
    define(document)
    _page(document)
    _tell(document, properties)
    explained = {row.slug for piece in pieces if isinstance(piece, Table) for row in piece.rows if row.slug}
    for place, piece in enumerate(pieces):
        if isinstance(piece, Table):
            _table(document, piece)
        elif piece.kind == "signature":
            _signature(document, piece, pieces[place + 1] if place + 1 < len(pieces) else None)
        elif piece.kind == "date":
            _date(document, piece)
        else:
            _block(document, piece, explained)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _page(document: Any) -> None:
    """Paper, margins, line grid and page numbers: 4号 half-width, odd pages right, even pages left."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.header_distance, section.footer_distance = Mm(15), Mm(FOOTER)
    properties = section._sectPr
    for old in properties.findall(qn("w:docGrid")):
        properties.remove(old)
    grid = OxmlElement("w:docGrid")
    grid.set(qn("w:type"), "lines")
    grid.set(qn("w:linePitch"), str(LINE))
    properties.append(grid)
    document.settings.odd_and_even_pages_header_footer = True
    odd, even = section.footer.paragraphs[0], section.even_page_footer.paragraphs[0]
    for paragraph in (odd, even):
        paragraph.style = STYLES["page"].name
        _number(paragraph)
    odd.alignment, odd.paragraph_format.right_indent = WD_ALIGN_PARAGRAPH.RIGHT, Pt(SIZE_4)
    even.alignment, even.paragraph_format.left_indent = WD_ALIGN_PARAGRAPH.LEFT, Pt(SIZE_4)


def _number(paragraph: Any) -> None:
    """— 1 — with a field for the number."""
    paragraph.add_run("— ")
    for kind in ("begin", "instruction", "separate", "shown", "end"):
        run = paragraph.add_run()
        if kind == "instruction":
            field = OxmlElement("w:instrText")
            field.set(qn("xml:space"), "preserve")
            field.text = " PAGE "
            run._r.append(field)
        elif kind == "shown":
            run.text = "1"
        else:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)
    paragraph.add_run(" —")


def _tell(document: Any, properties: Properties) -> None:
    told = document.core_properties
    told.title, told.author, told.subject = properties.title, properties.author, properties.subject
    told.last_modified_by, told.language, told.comments, told.keywords = properties.author, "zh-CN", "", ""
    when = datetime(properties.on.year, properties.on.month, properties.on.day, tzinfo=UTC)
    told.created = told.modified = when
    told.revision = 1


def _block(document: Any, block: Block, explained: set[str]) -> None:
    paragraph = document.add_paragraph(style=STYLES[block.kind].name)
    for run in block.runs:
        if isinstance(run, Ref) and run.slug in explained and run.of == "value":
            _link(paragraph, run)
        else:
            _run(paragraph, run)


def _run(paragraph: Any, run: Run) -> None:
    for place, line in enumerate(run.text.split("\n")):
        made = paragraph.add_run()
        if place:
            made.add_break()
        if line:
            made.add_text(ILLEGAL.sub("\ufffd", line))


def _link(paragraph: Any, run: Ref) -> None:
    """A number that leads to the figure's row in the annex; it looks like any other word."""
    link = OxmlElement("w:hyperlink")
    link.set(qn("w:anchor"), anchor(run.slug))
    link.set(qn("w:history"), "1")
    link.append(paragraph.add_run(run.text)._r)
    paragraph._p.append(link)


def anchor(slug: str) -> str:
    """The bookmark of a figure's row; at most 40 characters, as the format allows."""
    return f"fig_{slug}"[:40]


def _signature(document: Any, block: Block, after: Piece | None) -> None:
    """Two characters from the right; further in where the date below is the longer of the two (7.3.5.2)."""
    paragraph = document.add_paragraph(block.text, style=STYLES["signature"].name)
    own = _width(block.text)
    below = _width(after.text) if isinstance(after, Block) and after.kind == "date" else 0
    free = below + 2 * SIGN_OFF - own if below > own else SIGN_OFF
    paragraph.paragraph_format.right_indent = Twips(round(CHARACTER * free))


def _date(document: Any, block: Block) -> None:
    """Begins two characters right of the name above; two from the edge where it is longer than the name."""
    paragraph = document.add_paragraph(block.text, style=STYLES["date"].name)
    above = document.paragraphs[-2]
    signed = above.style.name == STYLES["signature"].name
    free = _width(above.text) - _width(block.text) if signed else SIGN_OFF
    paragraph.paragraph_format.right_indent = Twips(round(CHARACTER * (free if free >= 0 else SIGN_OFF)))


def _width(text: str) -> float:
    """In full characters; a digit or Latin letter takes half of one."""
    return sum(1.0 if ord(letter) > 0x2E80 else 0.5 for letter in text)


def _table(document: Any, table: Table) -> None:
    made = document.add_table(rows=0, cols=len(table.head))
    made.style = "Table Grid"
    made.autofit = False
    for column, width in zip(made.columns, table.widths, strict=True):
        column.width = Mm(width)
    head = made.add_row()
    repeated = OxmlElement("w:tblHeader")
    head._tr.get_or_add_trPr().append(repeated)
    for place, words in enumerate(table.head):
        _cell(head.cells[place], table.widths[place], "cell_head").add_run(words)
    for number, row in enumerate(table.rows):
        _row(made.add_row(), row, table, number)


def _row(made: Any, row: Row, table: Table, number: int) -> None:
    whole = OxmlElement("w:cantSplit")
    made._tr.get_or_add_trPr().append(whole)
    cells = made.cells
    for place, runs in enumerate(row.cells):
        paragraph = _cell(cells[place], table.widths[place], "cell")
        if place in table.right:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        for run in runs:
            _run(paragraph, run)
        if place == 0 and row.slug:
            _bookmark(paragraph, anchor(row.slug), number)


def _cell(cell: Any, width: int, style: str) -> Any:
    cell.width = Mm(width)
    paragraph = cell.paragraphs[0]
    paragraph.style = STYLES[style].name
    return paragraph


def _bookmark(paragraph: Any, name: str, number: int) -> None:
    for tag, place in (("w:bookmarkStart", 1), ("w:bookmarkEnd", len(paragraph._p) + 1)):
        mark = OxmlElement(tag)
        mark.set(qn("w:id"), str(number))
        if tag == "w:bookmarkStart":
            mark.set(qn("w:name"), name)
        paragraph._p.insert(place, mark)
