"""Writes a 文书 of a matter as a DOCX in the same layout as the report."""

from __future__ import annotations

from datetime import date

from yifa.matter.papers import Paper
from yifa.report.blocks import Block, Text
from yifa.report.docx import Properties, docx


def organ_above(paper: Paper) -> str:
    """The organ over the title: none where the title names it, or where somebody else signs the paper."""
    return paper.organ if paper.signature == paper.organ and paper.organ not in paper.title else ""


def blocks(paper: Paper) -> list[Block]:
    """The paper as blocks: the organ and the title, the number, the addressee, the text, who signs and when."""
    above = organ_above(paper)
    heading = f"{above}\n{paper.title}" if above else paper.title
    made = [Block("title", (Text(heading),))]
    if paper.number:
        made.append(Block("number", (Text(paper.number),)))
    if paper.addressee:
        mark = "" if paper.addressee.endswith(("：", ":")) else "："
        made.append(Block("addressee", (Text(f"{paper.addressee}{mark}"),)))
    made += [Block("paragraph", (Text(paragraph),)) for paragraph in paper.paragraphs]
    made.append(Block("signature", (Text(paper.signature),)))
    if paper.day:
        made.append(Block("date", (Text(paper.day),)))
    return made


def paper_docx(paper: Paper, on: date) -> bytes:
    """The paper as a file, written on the day ``on``."""
    return docx(blocks(paper), Properties(paper.title, paper.organ, paper.number, on))
