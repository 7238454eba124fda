"""Lays a read report out: text with numbered findings at their place, figures beside the computed ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Literal

from yifa.desk.shown.parts import Figure as Chip
from yifa.desk.shown.parts import Mark
from yifa.desk.shown.report import Block, Finding, Run
from yifa.desk.shown.table import Cell, Column, Table, TableRow
from yifa.measure.value import plain
from yifa.reader.compare import Row, compare
from yifa.reader.document import Finding as Found
from yifa.reader.document import Report, Span

ORDER = {"error": 0, "warn": 1, "info": 2}
TONES: dict[str, Literal["z", "o", "q"]] = {"error": "z", "warn": "o", "info": "q"}
VERDICTS = {
    "agree": Mark("一致", "l"),
    "differ": Mark("不一致", "z"),
    "approximate": Mark("约数，可以相符", "o"),
    "no_register": Mark("无台账可对", ""),
}


@dataclass(frozen=True)
class Numbered:
    """A finding with the number it carries beside the text."""

    number: int
    found: Found

    @property
    def id(self) -> str:
        """The element that the number leads to."""
        return f"finding-{self.number}"


def numbered(report: Report) -> list[Numbered]:
    """The findings, worst first, then in the order of the text."""
    ordered = sorted(
        report.findings, key=lambda one: (ORDER[one.severity], one.span.start if one.span else -1)
    )
    return [Numbered(number, found) for number, found in enumerate(ordered, start=1)]


def findings(report: Report) -> tuple[Finding, ...]:
    """The cards beside the text."""
    shown = []
    for item in numbered(report):
        found = item.found
        if found.code == "missing_part":
            continue
        quoted = report.slice(found.span).strip() if found.span else ""
        told = [found.message]
        if found.fix:
            told.append(f"应为“{found.fix}”。")
        if found.of_copy:
            told.append("多半是这份拷贝的损伤，不是原文的错。")
        title = f"“{quoted[:40]}”" if quoted else "整篇"
        shown.append(Finding(item.id, str(item.number), title, "".join(told), TONES[found.severity]))
    return tuple(shown)


def blocks(report: Report, rows: Mapping[Span, Row]) -> tuple[Block, ...]:
    """The original text, line by line, with figures and findings marked where they stand."""
    headings = {section.span.start: section for section in report.outline}
    title = report.metadata.get("title")
    shown, start = [], 0
    for line in report.text.split("\n"):
        span = Span(start, start + len(line))
        start = span.end + 1
        if not line.strip():
            continue
        section = next((headings[at] for at in headings if span.start <= at < span.end), None)
        kind: Literal["title", "part", "section", "paragraph", "aside"] = "paragraph"
        if title is not None and title.span is not None and title.span.overlaps(span):
            kind = "title"
        elif section is not None and section.own_line:
            kind = "part" if section.level == 1 else "section"
        shown.append(Block(kind, tuple(_runs(report, span, rows)), f"at-{span.start}"))
    return tuple(shown)


def _runs(report: Report, line: Span, rows: Mapping[Span, Row]) -> Iterator[Run]:
    marks = [item for item in numbered(report) if item.found.span and item.found.span.overlaps(line)]
    figures = [
        figure
        for figure in report.figures
        if figure.span.overlaps(line) and figure.span.end > figure.span.start
    ]
    cuts = {line.start, line.end}
    for span in [*(item.found.span for item in marks), *(figure.span for figure in figures)]:
        assert span is not None
        cuts |= {max(span.start, line.start), min(span.end, line.end)}
    edges = sorted(cuts)
    for left, right in pairwise(edges):
        piece = Span(left, right)
        text = report.slice(piece)
        mark = next((item for item in marks if item.found.span and item.found.span.holds(piece)), None)
        figure = next((each for each in figures if each.span.holds(piece)), None)
        yield _run(text, piece, mark, rows.get(figure.span) if figure else None, figure is not None)


def _run(text: str, piece: Span, mark: Numbered | None, row: Row | None, figure: bool) -> Run:
    last = mark is not None and mark.found.span is not None and mark.found.span.end == piece.end
    ref = str(mark.number) if mark is not None and last else ""
    target = mark.id if mark is not None and last else ""
    tone = TONES[mark.found.severity] if mark is not None else ""
    if figure and mark is None:
        state: Literal["", "o", "z"] = ""
        if row is not None and row.verdict != "agree":
            state = "z" if row.verdict == "differ" else "o"
        url = (
            f"/figures/{row.slug}/" if row is not None and row.computed is not None else f"#at-{piece.start}"
        )
        return Run(figure=Chip(text, url, state=state))
    kind: Literal["", "found", "wrong"] = ""
    if mark is not None:
        kind = "wrong" if mark.found.severity == "error" else "found"
    return Run(text, mark=kind, ref=ref, ref_target=target, ref_tone=tone)


def against(report: Report, computed: Mapping[str, Decimal | int | None]) -> tuple[Row, ...]:
    """Every actual figure of a known kind beside what the registers give."""
    return compare(report.figures, computed)


def table(report: Report, rows: tuple[Row, ...], labels: Mapping[str, str]) -> Table:
    """The figures found, each with its verdict."""
    heads = (
        Column("原文", "what"),
        Column("数什么", "named"),
        Column("报告", "num"),
        Column("台账", "num"),
        Column("核对", "side"),
    )
    shown = []
    for row in rows:
        sentence = report.slice(row.figure.sentence).strip().replace("\n", "")
        url = f"/figures/{row.slug}/" if row.computed is not None else ""
        note = "" if row.verdict in ("agree", "no_register") else row.sentence
        cells = (
            Cell(sentence[:60], sub=note),
            Cell(labels.get(row.slug, row.figure.subject[:20])),
            Cell(f"{plain(row.stated)}"),
            Cell(
                "—" if row.computed is None else plain(row.computed),
                url,
                more=f"：{labels.get(row.slug, row.slug)}",
            ),
            Cell(mark=VERDICTS[row.verdict]),
        )
        shown.append(TableRow(cells))
    return Table("找到的数字", heads, tuple(shown))
