"""The figures of a read report beside what the registers compute: what can be compared first, worst first."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from decimal import Decimal

from yifa.desk.intake_carry import place
from yifa.desk.intake_open import Opened
from yifa.desk.intake_points import NO_INDICATOR, Counted
from yifa.desk.intake_shown import numbered
from yifa.desk.shown.parts import Link, Mark
from yifa.desk.shown.table import Cell, Column, Table, TableRow
from yifa.measure.index import placed
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
MOVED = "改归的"
STOPS = re.compile(r"[，。；：！？\n]")


def compared(here: Opened) -> Table | None:
    """The figures that a register answers, what differs first; None when there is none."""
    found = sorted(
        (one for one in here.counted if one.row.computed is not None), key=lambda one: ORDER[one.row.verdict]
    )
    if not found:
        return None
    labels, places = _labels(), {item.point.key: item.id for item in numbered(here.points)}
    heads = (
        Column("原文", "what"),
        Column("报告写", "num"),
        Column("归入指标", "named"),
        Column("台账", "num"),
        Column("对账", "side"),
        Column("处理", "acts"),
    )
    shown = []
    for one in found:
        row, label = one.row, labels.get(one.row.slug, one.figure.subject[:20])
        said = _said(here.report, one.figure, "" if row.verdict == "agree" else row.sentence)
        cells = (
            said,
            Cell(here.report.slice(one.figure.span)),
            Cell(label, sub=MOVED if one.moved else ""),
            Cell(_computed(row), f"/figures/{row.slug}/", more=label),
            Cell(mark=_verdict(here, one)),
            Cell(links=_acts(here, one, said, places)),
        )
        shown.append(TableRow(cells))
    return Table("能和台账对账的数字", heads, tuple(shown), id="compared")


def uncompared(here: Opened) -> Table | None:
    """The figures that no register answers; None when there is none."""
    found = [one for one in here.counted if one.row.computed is None]
    if not found:
        return None
    labels = _labels()
    heads = (
        Column("原文", "what"),
        Column("报告写", "num"),
        Column("归入指标", "named"),
        Column("对账", "side"),
        Column("处理", "acts"),
    )
    shown = []
    for one in found:
        said = _said(here.report, one.figure)
        cells = (
            said,
            Cell(here.report.slice(one.figure.span)),
            Cell(_counts_for(one, labels), sub=MOVED if one.moved else ""),
            Cell(mark=_verdict(here, one)),
            Cell(links=_acts(here, one, said, {})),
        )
        shown.append(TableRow(cells))
    return Table("没有台账可对的数字", heads, tuple(shown), id="uncompared")


def _labels() -> dict[str, str]:
    return {item.figure.slug: item.figure.zh for item in placed()}


def _counts_for(one: Counted, labels: Mapping[str, str]) -> str:
    if one.row.slug == NO_INDICATOR:
        return "未归入"
    return labels.get(one.row.slug, one.figure.subject[:20])


def _verdict(here: Opened, one: Counted) -> Mark:
    """How a figure compares; one that differs and was settled says how."""
    if one.apart:
        return Mark("单位对不上", "o")
    if one.row.verdict == "no_register" and one.figure.approx:
        return Mark("约数，不入库", "o")
    settled = here.by_key.get(one.point_key)
    if settled is not None and settled.decision is not None and not settled.open:
        return Mark("已更正", "l") if settled.decision.fix else Mark("不一致，不处理")
    return VERDICTS[one.row.verdict]


def _acts(here: Opened, one: Counted, said: Cell, places: Mapping[str, str]) -> tuple[Link, ...]:
    """Where the figure is set right, or looked at, and where it is counted under another indicator."""
    key = one.point_key
    if key in places:
        settled = here.closed or here.by_key[key].decision is not None
        first = Link("查看" if settled else "更正", f"#{places[key]}", said.text)
    else:
        first = Link("查看", said.url, said.text)
    if here.closed:
        return (first,)
    move = Link("改归", f"/intake/{here.row.pk}/assign/?at={one.key}", said.text)
    return (first, move) if one.row.computed is not None else (move,)


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
