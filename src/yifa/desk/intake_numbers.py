"""The figures of a read report beside what the registers compute: what can be compared first, worst first."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from decimal import Decimal

from yifa.desk.intake_carry import place
from yifa.desk.shown.parts import Mark
from yifa.desk.shown.table import Cell, Column, Table, TableRow
from yifa.measure.value import grouped
from yifa.reader.compare import Row, Verdict, bare, plain
from yifa.reader.document import Figure, Report

VERDICTS: dict[Verdict, Mark] = {
    "differ": Mark("不一致", "z"),
    "approximate": Mark("约数，可以相符", "o"),
    "rounded": Mark("一致，取整", "l"),
    "agree": Mark("一致", "l"),
    "no_register": Mark("无台账可对", "o"),
}
ORDER = {verdict: at for at, verdict in enumerate(VERDICTS)}
STOPS = re.compile(r"[，。；：！？\n]")


def compared(report: Report, rows: tuple[Row, ...], labels: Mapping[str, str]) -> Table | None:
    """The figures that a register answers, what differs first; None when there is none."""
    found = sorted((row for row in rows if row.computed is not None), key=lambda row: ORDER[row.verdict])
    if not found:
        return None
    heads = (
        Column("原文", "what"),
        Column("报告写", "num"),
        Column("归入指标", "named"),
        Column("台账", "num"),
        Column("对账", "side"),
    )
    shown = []
    for row in found:
        label = labels.get(row.slug, row.figure.subject[:20])
        cells = (
            _said(report, row.figure, "" if row.verdict == "agree" else row.sentence),
            Cell(report.slice(row.figure.span)),
            Cell(label),
            Cell(_computed(row), f"/figures/{row.slug}/", more=label),
            Cell(mark=VERDICTS[row.verdict]),
        )
        shown.append(TableRow(cells))
    return Table("能和台账对账的数字", heads, tuple(shown), id="compared")


def uncompared(report: Report, rows: tuple[Row, ...], labels: Mapping[str, str]) -> Table | None:
    """The figures that no register answers; None when there is none."""
    found = [row for row in rows if row.computed is None]
    if not found:
        return None
    heads = (Column("原文", "what"), Column("报告写", "num"), Column("归入指标", "named"))
    shown = [
        TableRow(
            (
                _said(report, row.figure),
                Cell(report.slice(row.figure.span)),
                Cell(labels.get(row.slug, row.figure.subject[:20])),
            )
        )
        for row in found
    ]
    return Table("没有台账可对的数字", heads, tuple(shown), id="uncompared")


def tally(rows: tuple[Row, ...], known: bool) -> str:
    """How many figures, and how they compare; ``known`` tells whether the office's registers are here."""
    if not known:
        return f"{len(rows)}处，报告机关的台账不在本系统，没有对账"
    counts = Counter(row.verdict for row in rows)
    told = "，".join(
        f"{mark.text}{counts[verdict]}处" for verdict, mark in VERDICTS.items() if counts[verdict]
    )
    return f"{len(rows)}处" + (f"：{told}" if told else "")


def _said(report: Report, figure: Figure, more: str = "") -> Cell:
    """The clause round a figure, leading to its place."""
    text, span = report.text, figure.span
    before = max(
        (found.end() for found in STOPS.finditer(text, figure.sentence.start, span.start)), default=0
    )
    after = STOPS.search(text, span.end)
    start = max(before, figure.sentence.start)
    clause = "".join(text[start : after.start() if after else len(text)].split())
    return Cell(clause[:60] or report.slice(span), place(report, span.start), sub=more)


def _computed(row: Row) -> str:
    assert row.computed is not None
    unit = bare(row.figure.value, row.figure.unit)[1]
    step = Decimal("0.1") if unit == "%" else Decimal("0.01")
    return f"{grouped(Decimal(plain(row.computed, step)))}{unit}"
