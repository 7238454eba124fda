"""Sets figures of reports beside each other and beside what the registers compute; decides nothing.

`compare` is for one report against records, `table` for many reports: a line a kind, a column a body and year.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from yifa.reader.document import Figure, Report

Verdict = Literal["agree", "rounded", "differ", "approximate", "no_register"]
"""`rounded`: the record agrees with the report at the precision the report writes; see `rounds`."""
SCALE = {"百": Decimal(100), "千": Decimal(1000), "万": Decimal(10_000), "亿": Decimal(100_000_000)}
ROUND = {
    "gt": Decimal("1.5"),
    "ge": Decimal("10"),
    "about": Decimal("1.1"),
    "lt": Decimal(1),
    "le": Decimal(1),
}
"""How far above the written number an approximate figure may still be meant: 余 is under half again."""
MORE = 2
"""So many decimals of a record are told, at least, beside a figure that writes fewer; of percents one."""
FINEST = Decimal("0.000001")
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


def rounds(value: Decimal, unit: str, computed: Decimal) -> bool:
    """Whether the written value is the computed one rounded half up (四舍五入) to the last digit that is written.

    The digits count, zeros behind the point too: 12.4万元 is 123,600元 rounded to 0.1万元, 12.40万元 is not. Whole
    numbers of a unit without 万 or the like must agree exactly. 0 and 100% say none and all, and are no rounding of
    anything else. `value` and `unit` are as the report has them, `computed` is in the bare unit.
    """
    whole = value == 0 or (unit == "%" and value == 100)
    scale, _ = bare(Decimal(1), unit)
    return not whole and (computed / scale).quantize(_last(value), ROUND_HALF_UP) == value


def written(value: Decimal, unit: str, computed: Decimal) -> str:
    """The computed value as it stands in the report's unit: 186,450元 beside 12.4万元 is 18.65万元.

    As many decimals as the report writes, but at least one of a percentage and two of anything else, and enough to be
    told from what is written; without needless zeros.
    """
    found = computed / bare(Decimal(1), unit)[0]
    return f"{plain(found, _step(found, value, unit))}{unit}"


def plain(number: Decimal, step: Decimal) -> str:
    """A number rounded to a step, without an exponent and without needless zeros."""
    text = f"{number.quantize(step, ROUND_HALF_UP):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _last(value: Decimal) -> Decimal:
    """One of the last digit that is written."""
    places = value.as_tuple().exponent
    return Decimal(1).scaleb(min(places, 0)) if isinstance(places, int) else Decimal(1)


def _step(number: Decimal, beside: Decimal, unit: str) -> Decimal:
    """To which step a computed number is told beside a written one."""
    step = min(Decimal(1).scaleb(-1 if unit == "%" else -MORE), _last(beside))
    while step > FINEST and number.quantize(step, ROUND_HALF_UP) in {beside, Decimal(0)} - {number}:
        step /= 10
    return step


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
    stated, _ = bare(figure.value, figure.unit)
    if found is None:
        return Row(figure, slug, stated, None, "no_register", None, "台账没有对应的数，无法核对。")
    value = Decimal(found)
    difference = stated - value
    told, off = _told(figure, value)
    verdict: Verdict = "differ"
    if figure.approx and stated * LOW[figure.approx] <= value <= stated * ROUND[figure.approx]:
        verdict, said = "approximate", f"台账{told}，报告写的是约数，可以相符。"
    elif not difference:
        verdict, said = "agree", "与台账一致。"
    elif not figure.approx and rounds(figure.value, figure.unit, value):
        verdict, said = "rounded", f"台账{told}，报告取整。"
    else:
        way = "多" if difference > 0 else "少"
        said = f"台账{told}，报告写{_grouped(figure.value)}{figure.unit}，{way}{off}。"
    return Row(figure, slug, stated, value, verdict, difference, said)


def _told(figure: Figure, computed: Decimal) -> tuple[str, str]:
    """The computed value and how far the written one is from it, both as people read them in the report's unit."""
    found = computed / bare(Decimal(1), figure.unit)[0]
    step = _step(found, figure.value, figure.unit)
    off = _grouped(Decimal(plain(abs(figure.value - found), step)))
    points = "个百分点" if figure.unit == "%" else figure.unit
    return f"{_grouped(Decimal(plain(found, step)))}{figure.unit}", f"{off}{points}"


def _grouped(number: Decimal) -> str:
    """With separators from four digits on."""
    return f"{number:,f}"


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
