"""Sets figures of reports beside each other and beside what the registers compute; decides nothing.

`compare` is for one report against records, `table` for many reports: a line a kind, a column a body and year.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from yifa.reader.document import Figure, Report

Verdict = Literal["agree", "differ", "approximate", "no_register"]
SCALE = {"百": Decimal(100), "千": Decimal(1000), "万": Decimal(10_000), "亿": Decimal(100_000_000)}
ROUND = {
    "gt": Decimal("1.5"),
    "ge": Decimal("10"),
    "about": Decimal("1.1"),
    "lt": Decimal(1),
    "le": Decimal(1),
}
"""How far above the written number an approximate figure may still be meant: 余 is under half again."""
LOW = {"gt": Decimal(1), "ge": Decimal(1), "about": Decimal("0.9"), "lt": Decimal("0.9"), "le": Decimal(0)}


@dataclass(frozen=True, slots=True)
class Row:
    """One figure of the report beside the computed one."""

    figure: Figure
    slug: str
    stated: Decimal
    """In the bare unit: 350 万元 is 3500000 元."""
    computed: Decimal | None
    verdict: Verdict
    difference: Decimal | None
    """Stated less computed; None without a register."""
    sentence: str
    """The verdict in Chinese."""


def bare(value: Decimal, unit: str) -> tuple[Decimal, str]:
    """A value with 百 千 万 亿 of its unit drawn in: (350, 万元) is (3500000, 元)."""
    while unit and unit[0] in SCALE:
        value, unit = value * SCALE[unit[0]], unit[1:]
    return value, unit


def compare(
    report_figures: Iterable[Figure], computed: Mapping[str, Decimal | int | None]
) -> tuple[Row, ...]:
    """Each actual figure of a known kind beside the computed value of its slug, in the bare unit.

    `computed` maps the slugs of figures.yaml to values; a slug that is absent or None has no register. A figure that
    states several rates gives a row for each.
    """
    rows = []
    for figure in report_figures:
        if figure.role != "actual" or figure.kind == "other":
            continue
        for slug in (figure.kind, *figure.also_kinds):
            rows.append(_row(figure, slug, computed.get(slug)))
    return tuple(rows)


def _row(figure: Figure, slug: str, found: Decimal | int | None) -> Row:
    """One comparison."""
    stated, unit = bare(figure.value, figure.unit)
    if found is None:
        return Row(figure, slug, stated, None, "no_register", None, "登记簿没有对应数据，无法核对。")
    value = Decimal(found)
    difference = stated - value
    if figure.approx and stated * LOW[figure.approx] <= value <= stated * ROUND[figure.approx]:
        return Row(
            figure,
            slug,
            stated,
            value,
            "approximate",
            difference,
            f"报告为概数，登记为{value:f}{unit}，可以相符。",
        )
    if not difference:
        return Row(figure, slug, stated, value, "agree", difference, "与登记一致。")
    way = "多" if difference > 0 else "少"
    said = f"报告为{stated.normalize():f}{unit}，登记为{value:f}{unit}，报告{way}{abs(difference).normalize():f}{unit}。"
    return Row(figure, slug, stated, value, "differ", difference, said)


@dataclass(frozen=True, slots=True)
class Column:
    """One report in the table."""

    body: str
    year: int | None
    source: str
    place: int
    """The report's place in the order in which they were given."""


@dataclass(frozen=True, slots=True)
class Line:
    """One kind and unit; a cell holds every actual figure of that kind in that report, in text order."""

    slug: str
    unit: str
    cells: tuple[tuple[Figure, ...], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Figures of many reports: the cells of each line stand under `columns`."""

    columns: tuple[Column, ...]
    lines: tuple[Line, ...]


class Columns:
    """Takes reports one by one and keeps of each only its name and the figures of a known kind."""

    def __init__(self) -> None:
        self._kept: list[tuple[Column, tuple[Figure, ...]]] = []

    def add(self, report: Report) -> None:
        """Keeps a report's figures."""
        column = Column(report.value("issuing_body"), report.year, report.source.name, len(self._kept))
        counted = (one for one in report.figures if one.role == "actual" and one.kind != "other")
        self._kept.append((column, tuple(counted)))

    def table(self) -> Table:
        """Columns by body and year, lines by kind and bare unit."""
        ordered = sorted(self._kept, key=lambda one: (one[0].body, one[0].year or 0, one[0].source))
        cells: dict[tuple[str, str], list[tuple[Figure, ...]]] = {}
        for place, (_, figures) in enumerate(ordered):
            for figure in figures:
                key = (figure.kind, bare(figure.value, figure.unit)[1])
                row = cells.setdefault(key, [()] * len(ordered))
                row[place] = (*row[place], figure)
        lines = (Line(slug, unit, tuple(row)) for (slug, unit), row in sorted(cells.items()))
        return Table(tuple(column for column, _ in ordered), tuple(lines))


def table(reports: Iterable[Report]) -> Table:
    """One table of figures across years and offices, columns by body and year, lines by kind and bare unit."""
    kept = Columns()
    for report in reports:
        kept.add(report)
    return kept.table()
