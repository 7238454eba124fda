"""R5 for many reports: their figures in one table, last year's plans with what came of them, copied passages."""

from __future__ import annotations

from collections import Counter

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from yifa.desk.asking import asker
from yifa.desk.intake_carry import OUTCOMES, place, short
from yifa.desk.intake_rows import called, office_of, reread
from yifa.desk.models import Intake
from yifa.desk.shown.parts import Action, Empty, Head, Link, Piece
from yifa.desk.shown.report import ComparedPage
from yifa.desk.shown.table import Cell, Column, Table, TableRow
from yifa.measure.index import placed
from yifa.reader.compare import table
from yifa.reader.copies import copies
from yifa.reader.document import Figure, Report
from yifa.reader.kept import promises_kept, same_office

COMPARED, COPIES, IN_CELL = 40, 50, 3
Pair = tuple[Intake, Report]


@login_required
def many(request: HttpRequest) -> HttpResponse:
    """Figures of all reports in one table, plans and what came of them, passages that were copied."""
    asked = asker(request)
    office = office_of(asked)
    found = Intake.objects.filter(office=office)
    rows = list(found.order_by("-at")[:COMPARED])
    rows.sort(key=lambda row: (row.body, row.year or 0))
    pairs = list(zip(rows, reread(rows), strict=True))
    numbers, single = _numbers(pairs)
    kept, copied = _kept(pairs), _copied(pairs)
    more = found.count() - len(rows)
    page = ComparedPage(
        head=Head(
            window="各年各单位对照",
            name="各年各单位对照",
            title=(Piece(f"{len(rows)}份报告的数字放在一起" if rows else "还没有报告可以对照"),),
            lead=(Piece(f"先列最近交来的{COMPARED}份，另有{more}份没有列。"),) if more > 0 else (),
            crumbs=(Link("工作台", "/"), Link("往年报告导入", "/intake/")),
        ),
        numbers=numbers,
        single=single,
        kept=kept,
        kept_note=_kept_note(rows, kept),
        copied=copied,
        copied_note=_copied_note(rows, copied),
        empty=None if rows else Empty("还没有读过报告", "先交来几份。", (Action("去交报告", "/intake/"),)),
    )
    return render(request, "desk/intake_table.html", {"page": page})


def _numbers(pairs: list[Pair]) -> tuple[Table | None, Table | None]:
    """What two reports or more write, side by side; and what one alone writes, with the report that does."""
    labels = {item.figure.slug: item.figure.zh for item in placed()}
    compared = table(report for _, report in pairs)
    pairs = [pairs[column.place] for column in compared.columns]
    found: dict[str, list[tuple[Figure, ...]]] = {}
    for line in compared.lines:
        # One row a kind: whether in 次 or 场次, it is the same thing that was counted.
        row = found.setdefault(line.slug, [()] * len(pairs))
        found[line.slug] = [(*held, *more) for held, more in zip(row, line.cells, strict=True)]
    # A kind that no register computes is called as the reports most often call it.
    called_so = {
        kind: labels.get(kind) or Counter(one.subject for cell in cells for one in cell).most_common(1)[0][0]
        for kind, cells in found.items()
    }
    writers = {kind: [at for at, cell in enumerate(cells) if cell] for kind, cells in found.items()}
    kinds = sorted(found, key=lambda kind: (-len(writers[kind]), called_so[kind]))
    heads = (
        Column("数字", "what"),
        *(Column(f"{row.body or row.name[:12]}　{row.year or '年度未写明'}", "named") for row, _ in pairs),
    )
    many = [
        TableRow((Cell(called_so[kind]), *map(_cell, pairs, found[kind])))
        for kind in kinds
        if len(writers[kind]) > 1
    ]
    alone = [
        TableRow((Cell(called_so[kind]), Cell(_whose(pairs[at][0])), _cell(pairs[at], found[kind][at])))
        for kind in kinds
        if len(writers[kind]) == 1
        for at in writers[kind]
    ]
    single = (Column("数字", "what"), Column("报告", "named"), Column("写的", "named"))
    return (
        Table("各年各单位的数字", heads, tuple(many), id="numbers") if many else None,
        Table("只有一份报告写到的数字", single, tuple(alone), id="single") if alone else None,
    )


def _cell(pair: Pair, figures: tuple[Figure, ...]) -> Cell:
    """What one report says of one kind; each number leads to its place."""
    row, report = pair
    found = sorted(figures, key=lambda one: one.span)
    if not found:
        return Cell("—")
    url = f"/intake/{row.pk}/"
    links = [
        Link(report.slice(each.span), f"{url}{place(report, each.span.start)}") for each in found[:IN_CELL]
    ]
    more = f"等{len(found)}处" if len(found) > IN_CELL else ""
    return Cell(links=tuple(links), sub=more)


def _kept(pairs: list[Pair]) -> Table | None:
    """For every report whose office handed in the year before too: how many plans, what came of them."""
    shown = []
    for row, report in pairs:
        before = next((pair for pair in pairs if _precedes(pair, (row, report))), None)
        if before is None:
            continue
        counts = Counter(one.outcome for one in promises_kept(before[1], report))
        cells = (
            Cell(row.body or called(row), f"/intake/{row.pk}/#h-kept", more=f"{row.year}年报告里的下文"),
            Cell(f"{before[0].year}年的安排，{row.year}年报告"),
            Cell(str(sum(counts.values()))),
            *(Cell(str(counts[name])) for name in OUTCOMES),
        )
        shown.append(TableRow(cells))
    if not shown:
        return None
    heads = (
        Column("报告机关", "what"),
        Column("哪一年", "named"),
        Column("安排", "num"),
        *(Column(mark.text, "num") for mark in OUTCOMES.values()),
    )
    return Table("上年安排的下文", heads, tuple(shown), id="kept")


def _precedes(one: Pair, other: Pair) -> bool:
    return other[0].year is not None and one[0].year == other[0].year - 1 and same_office(one[1], other[1])


def _kept_note(rows: list[Intake], kept: Table | None) -> str:
    if len(rows) < 2:
        return ""
    return "点开看每一条安排和本年报告里的话" if kept else "没有同一单位连续两年的报告"


def _copied(pairs: list[Pair]) -> Table | None:
    found = copies([report for _, report in pairs])
    if not found:
        return None
    shown = []
    for copy in found[:COPIES]:
        sides = ((pairs[copy.first], copy.first_span), (pairs[copy.second], copy.second_span))
        links = [
            Cell(_whose(row), f"/intake/{row.pk}/{place(report, span.start)}", more=short(report.slice(span)))
            for (row, report), span in sides
        ]
        passage = short(sides[0][0][1].slice(copy.first_span))
        shown.append(TableRow((Cell(f"“{passage}”"), *links, Cell(f"{copy.share:.0%}"))))
    heads = (
        Column("段落", "what"),
        Column("见于", "named"),
        Column("又见于", "named"),
        Column("相同", "num"),
    )
    return Table("互相照抄的段落", heads, tuple(shown), id="copied")


def _whose(row: Intake) -> str:
    return f"{row.body or row.name[:20]}{row.year or ''}"


def _copied_note(rows: list[Intake], copied: Table | None) -> str:
    if len(rows) < 2:
        return ""
    if copied is None:
        return "没有发现"
    return f"先列{COPIES}处" if len(copied.rows) == COPIES else f"{len(copied.rows)}处"
