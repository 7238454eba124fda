"""Says what was stored as figures of an earlier year: on the report's page, after confirming, on a figure's page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils import timezone

from yifa.desk import words
from yifa.desk.asking import Asker
from yifa.desk.intake_carry import place, place_in
from yifa.desk.intake_open import Opened
from yifa.desk.intake_past import Harvest, Stored
from yifa.desk.intake_rows import READERS, called
from yifa.desk.models import PastFigure
from yifa.desk.shown.parts import Link, Mark
from yifa.desk.shown.table import Cell, Column, Table, TableRow
from yifa.measure.index import Placed, placed
from yifa.measure.value import Value, grouped
from yifa.measure.years import of_years
from yifa.people.models import Organisation

BEFORE = 3
"""So many values that were replaced are still named beside the one that stands."""
HEADS = (Column("指标", "what"), Column("数值", "num"), Column("原文", "named"), Column("情况", "side"))


def done(here: Opened, found: Harvest, stored: Stored) -> str:
    """What is said after confirming: what was stored, what it replaced, what was not stored."""
    if stored.outdated:
        return "没有确认：要入库的数字刚有变化，可能有人刚处理过。看一看再确认。"
    if not stored.changed:
        return "已经确认过，没有变化。"
    said = ["已确认。"]
    if stored.kept and here.own is not None:
        said.append(f"入库{len(stored.kept)}个数字，作为{here.own.name}{here.report.year}年度的往年数字。")
    else:
        said.append("没有数字入库。")
    if stored.replaced:
        others = {one.report_id for one in stored.replaced} - {here.row.pk}
        whose = "另一份报告" if others else "这份报告"
        said.append(f"换下了{whose}先前入库的{len(stored.replaced)}个，旧的在指标页上还能看到。")
    if found.left:
        said.append("没有入库的和原因写在“入库，作为历史年度”下面。")
    return "".join([*said, "拟转的整改和任务还没有写入任何台账。"])


def past_note(here: Opened, found: Harvest, stored: Sequence[PastFigure], asked: Asker) -> str:
    """How many figures are, or would be, stored."""
    standing = [one for one in stored if one.replaced_at is None]
    left = sum(len(said) for said in found.left.values())
    unstored = f"，{left}处不入库" if left else ""
    if not here.confirmed:
        rest = len(here.points) - here.decided
        last = f"。还有{rest}处问题没有处理，确认以后不能再处理" if rest else ""
        return f"确认导入后入库{len(found.kept)}个数字{unstored}{last}"
    if not standing:
        return "先前入库的都已换下" if stored else f"没有数字入库{unstored}"
    who = words.officer_names([str(standing[0].officer)])[0]
    return f"已入库{len(standing)}个{unstored}。{who}，{_day(standing[0], asked)}"


def past_table(here: Opened, found: Harvest, stored: Sequence[PastFigure], asked: Asker) -> Table | None:
    """The figures that are stored from this report; before it is confirmed, those that would be."""
    labels = {item.figure.slug: item.figure.zh for item in placed()}
    if here.confirmed:
        rows = [_stored(here, one, labels.get(one.slug, one.slug), asked) for one in stored]
    else:
        rows = []
        for kept in found.kept:
            value = f"{grouped(kept.value)}{kept.unit}"
            words_ = Cell(kept.stated, place(here.report, kept.span.start), more=labels[kept.slug])
            mark = Mark("按更正的", "l") if kept.corrected else Mark("待入库", "o")
            rows.append(TableRow((Cell(labels[kept.slug]), Cell(value), words_, Cell(mark=mark))))
    return Table("入库的数字", HEADS, tuple(rows), id="past") if rows else None


def _stored(here: Opened, one: PastFigure, label: str, asked: Asker) -> TableRow:
    said = Cell(one.stated, place(here.report, one.start), more=label)
    mark, sub = Mark("已入库", "l"), ""
    if one.replaced_at and one.replaced_by:
        other = one.replaced_by
        mark, sub = Mark("已换下"), f"换成《{called(other)}》（{other.name}）的，{_day_of(one, asked)}"
    url = f"/figures/{one.slug}/?place={one.township_id}"
    value = f"{grouped(one.value)}{one.unit}"
    return TableRow((Cell(label, url), Cell(value), said, Cell(mark=mark, sub=sub)))


def _day(one: PastFigure, asked: Asker) -> str:
    return words.day(timezone.localtime(one.at).date(), asked.today)


def _day_of(one: PastFigure, asked: Asker) -> str:
    return words.day(timezone.localtime(one.replaced_at).date(), asked.today) if one.replaced_at else ""


def years(item: Placed, own: Organisation, asked: Asker) -> tuple[Table | None, str]:
    """The years of which a report was stored: computed and reported values apart, the computed one before the other;
    and what the report says of the year that is looked at.
    """
    found = PastFigure.objects.filter(township=own, slug=item.figure.slug).select_related(
        "report", "replaced_by"
    )
    by_year: dict[int, list[PastFigure]] = {}
    for one in found.order_by("-year", "replaced_at", "-pk"):
        by_year.setdefault(one.year, []).append(one)
    if not by_year:
        return None, ""
    values = of_years(item, own, by_year)
    heads = (
        Column("年度", "what"),
        Column("台账算出", "num"),
        Column("往年报告写的", "num"),
        Column("采用", "side"),
        Column("出处", "named"),
    )
    rows = [_year(year, by_year[year], values[year], asked) for year in by_year]
    now = next((one for one in by_year.get(asked.year, []) if one.replaced_at is None), None)
    said = (
        f"往年报告写的是{_value(now)}，不是台账算出来的，见“历年”。"
        if now and values[asked.year].state
        else ""
    )
    return Table("历年", heads, tuple(rows), id="years"), said


def _year(year: int, held: list[PastFigure], value: Value, asked: Asker) -> TableRow:
    now = next((one for one in held if one.replaced_at is None), None)
    counted = not value.state
    mark = Mark("台账算出的", "l") if counted else Mark("往年报告写的", "o") if now else None
    return TableRow(
        (
            Cell(f"{year}年"),
            Cell(value.shown if counted else value.state),
            Cell(_value(now) if now else "—", sub="按台账或校改更正过" if now and now.corrected else ""),
            Cell(mark=mark) if mark else Cell("—"),
            Cell(links=tuple(_links(held, asked)), sub=_unlinked(held, asked)),
        )
    )


def _value(one: PastFigure) -> str:
    return f"{grouped(one.value)}{one.unit}"


def _links(held: list[PastFigure], asked: Asker) -> Iterable[Link]:
    """To the places in the reports, for those who may open reports."""
    for one in _shown(held):
        if _may_open(one, asked):
            url = f"/intake/{one.report_id}/{place_in(one.report.text, one.start)}"
            yield Link(_origin(one, asked), url)


def _unlinked(held: list[PastFigure], asked: Asker) -> str:
    return "；".join(_origin(one, asked) for one in _shown(held) if not _may_open(one, asked))


def _shown(held: list[PastFigure]) -> list[PastFigure]:
    standing = [one for one in held if one.replaced_at is None]
    gone = sorted((one for one in held if one.replaced_at), key=lambda one: -one.pk)
    return [*standing, *gone[:BEFORE]]


def _may_open(one: PastFigure, asked: Asker) -> bool:
    home = asked.township or asked.officer.organisation
    return bool(asked.roles & READERS) and one.report.office_id == home.pk


def _origin(one: PastFigure, asked: Asker) -> str:
    said = f"《{called(one.report)}》写“{one.stated}”"
    # A newer version mostly has the same title: of what was replaced the file's name tells which it was.
    return f"{said}（{one.report.name}），{_day_of(one, asked)}换下" if one.replaced_at else said
