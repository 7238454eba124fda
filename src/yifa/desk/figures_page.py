"""R3 指标 and R4 one figure: every number opens to its rule of counting and its rows."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from yifa.desk import words
from yifa.desk.asking import Asker, asker, registers_for
from yifa.desk.intake_past_shown import years
from yifa.desk.shown.figures import FigureCard, FigureGroup, FigurePage, FiguresPage, Part
from yifa.desk.shown.parts import Action, Cite, Empty, Head, Link, Mark, Note, Pager, Piece
from yifa.desk.shown.table import Cell, Column, Tab, Table, TableRow
from yifa.matter.register import Register
from yifa.matter.rights import may_open, seen_by
from yifa.measure.figure import Figure
from yifa.measure.freeze import drifts
from yifa.measure.index import Placed, UnknownFigure, find, one, rows_of
from yifa.measure.value import NO_DUTY, NOTHING, Value, grouped
from yifa.measure.years import all_of, known
from yifa.people.models import Organisation

PAGE = 50
THREE_ZEROS = "0是登记过、数出来是零；“未登记”是台账里什么都没有；“无此职责”是本单位没有这项职责。"


@login_required
def figures(request: HttpRequest) -> HttpResponse:
    """All figures of the year."""
    asked = asker(request)
    place = asked.place(request.GET.get("place", ""))
    values = list(all_of(place, asked.year).values())
    have = [value for value in values if not value.state]
    groups = []
    for register in registers_for(asked):
        cards = tuple(_card(value, place) for value in values if value.register == register.key)
        if cards:
            groups.append(FigureGroup(register.zh, cards))
    title = f"{len(values)}个数字，{len(have)}个能从台账算出来"
    page = FiguresPage(
        head=Head(
            window="指标",
            name="指标",
            title=(Piece(title),),
            kick=f"{asked.year}年度 {place.name}",
            crumbs=(Link("工作台", "/"),),
            actions=(Action("打印", icon="print", print=True),),
        ),
        groups=tuple(groups),
        tabs=_places(asked, place),
        footnote=THREE_ZEROS,
        table=_as_table(values, place),
        empty=None if groups else Empty("还没有指标", "台账有了记录，指标就会出现。"),
    )
    return render(request, "desk/figures.html", {"page": page})


def _places(asked: Asker, place: Organisation) -> tuple[Tab, ...]:
    if len(asked.townships) < 2:
        return ()
    return tuple(
        Tab(each.name, f"/figures/?place={each.pk}", current=each.pk == place.pk) for each in asked.townships
    )


def _url(value: Value, place: Organisation) -> str:
    return f"/figures/{value.slug}/?place={place.pk}"


def _card(value: Value, place: Organisation) -> FigureCard:
    if value.state:
        mark = Mark(value.state, "o" if value.state == NOTHING else "")
        return FigureCard(
            value.label, _url(value, place), "—", state="o" if value.state == NOTHING else "", mark=mark
        )
    if value.share:
        return FigureCard(value.label, _url(value, place), value.shown, note=f"{value.evidence}件可以打开")
    shown = "—" if value.value is None else grouped(value.value)
    return FigureCard(value.label, _url(value, place), shown, value.unit, note=f"{value.evidence}件可以打开")


def _as_table(values: list[Value], place: Organisation) -> Table:
    heads = (Column("指标", "what"), Column("数值", "num"), Column("可以打开的事项", "num"))
    rows = tuple(
        TableRow((Cell(value.label, _url(value, place)), Cell(value.shown), Cell(grouped(value.evidence))))
        for value in values
    )
    return Table("全部指标", heads, rows)


@login_required
def figure(request: HttpRequest, slug: str) -> HttpResponse:
    """One figure: what it counts, and the rows it counts."""
    asked = asker(request)
    try:
        placed = find(slug)
    except UnknownFigure:
        raise Http404(slug) from None
    place = asked.place(request.GET.get("place", ""))
    value = known(one(slug, place, asked.year), placed, place, asked.year)
    open_to_me = may_open(placed.register, asked.officer, asked.today)
    mine = rows_of(placed, seen_by(placed.register, asked.officer, asked.today), place, asked.year)
    pages = Paginator(mine.order_by("-opened_on", "-pk"), PAGE)
    page_number = pages.get_page(request.GET.get("page"))
    hidden = value.evidence - pages.count
    past, reported = years(placed, place, asked)
    page = FigurePage(
        head=_head(value, placed, place, asked),
        label=value.label,
        value="—" if value.state or value.value is None else _big(value),
        unit="" if value.share else value.unit,
        state="o" if value.state == NOTHING else "",
        state_text=_state(value),
        definition=_definition(placed, asked.year),
        cites=(Cite(placed.figure.cite),) if placed.figure.cite else (),
        parts=_parts(value),
        table=_rows(placed.register, list(page_number.object_list)) if open_to_me and pages.count else None,
        rows_note=f"{asked.year}年度，共{grouped(value.evidence)}件",
        hidden_note=f"另有{grouped(hidden)}件你无权查看，只计数。" if hidden > 0 else "",
        pager=_pager(request, slug, place, page_number) if pages.num_pages > 1 else None,
        notes=(*_drift(slug, place, asked), *((Note(reported, "", "o"),) if reported else ())),
        years=past,
        empty=None if value.evidence else Empty("没有计入的事项", THREE_ZEROS),
    )
    return render(request, "desk/figure.html", {"page": page})


def _big(value: Value) -> str:
    if value.share:
        return value.shown
    assert value.value is not None
    return grouped(value.value)


def _state(value: Value) -> str:
    if value.state == NOTHING:
        return "未登记：台账里这一年什么都没有，不是零"
    if value.state == NO_DUTY:
        return "无此职责"
    return f"由{grouped(value.evidence)}件事项算出，逐件可以打开"


def _head(value: Value, placed: Placed, place: Organisation, asked: Asker) -> Head:
    return Head(
        window=value.label,
        name="指标",
        title=(Piece(f"{value.label}：{value.shown}"),),
        kick=f"{asked.year}年度 {place.name}",
        crumbs=(Link("工作台", "/"), Link("指标", "/figures/")),
        actions=(Action(f"{placed.register.zh}台账", f"/r/{placed.register.key}/"),),
    )


def _definition(placed: Placed, year: int) -> tuple[tuple[str, str], ...]:
    found: Figure = placed.figure
    register = placed.register
    when = (
        f"{year}年12月31日在册"
        if found.stock
        else f"{register.labels.get(found.day, '登记日期')}在{year}年内"
    )
    return (
        ("口径", found.counts),
        ("时间", when),
        ("单位", found.unit),
        ("台账", register.zh),
        ("名称", found.slug),
    )


def _parts(value: Value) -> tuple[Part, ...]:
    if value.numerator is None or value.denominator is None:
        return ()
    return (Part("分子", grouped(value.numerator), ""), Part("分母", grouped(value.denominator), ""))


def _rows(register: Register, rows: list) -> Table:  # type: ignore[type-arg]
    names = [name for name in register.config.shown if name in register.columns][:5]
    heads = (
        Column("事项", "what"),
        Column("进度", "step"),
        *(Column(register.labels[n], "named") for n in names),
    )
    shown = tuple(
        TableRow(
            (
                Cell(register.title_of(row), f"/r/{register.key}/{row.pk}/", register.number_of(row)),
                Cell(row.outcome or row.stage),
                *(Cell(words.value(register.columns[name], getattr(row, name))) for name in names),
            )
        )
        for row in rows
    )
    return Table("计入的事项", heads, shown)


def _pager(request: HttpRequest, slug: str, place: Organisation, page) -> Pager:  # type: ignore[no-untyped-def]
    base = f"/figures/{slug}/?place={place.pk}&page="
    return Pager(
        f"第{page.start_index()}—{page.end_index()}件，共{page.paginator.count}件",
        f"{base}{page.previous_page_number()}" if page.has_previous() else "",
        f"{base}{page.next_page_number()}" if page.has_next() else "",
    )


def _drift(slug: str, place: Organisation, asked: Asker) -> tuple[Note, ...]:
    for drift in drifts(place, asked.year):
        if drift.slug == slug:
            return (
                Note(
                    f"定稿时是{drift.frozen}，现在台账算出{drift.now}。定稿的数字不改，要改走更正。",
                    "和定稿不一致。",
                    "z",
                ),
            )
    return ()
