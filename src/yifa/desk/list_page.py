"""W6 台账: one pattern for every register: finding, views, filters, rows, the page before and after."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.db.models import F, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from yifa.desk import words
from yifa.desk.asking import Asker, asker, register_for
from yifa.desk.shown.form import Field, Option
from yifa.desk.shown.parts import Action, Empty, Head, Link, Pager, Piece
from yifa.desk.shown.table import Cell, Column, RegisterPage, Tab, Table, TableRow
from yifa.matter.columns import Money
from yifa.matter.models import Matter
from yifa.matter.register import Register
from yifa.matter.rights import enterers, seen_by
from yifa.matter.search import find

PAGE, MOST = 50, 10_000
VIEWS = {
    "": "全部",
    "open": "在办",
    "late": "逾期",
    "soon": "7日内到期",
    "breach": "有违反程序",
    "closed": "已办结",
}


@login_required
def listing(request: HttpRequest, key: str) -> HttpResponse:
    """The list of one register."""
    asked = asker(request)
    register = register_for(key, asked)
    everything = seen_by(register, asked.officer, asked.today)
    rows = _filtered(everything, register, asked, request.GET)
    page_rows, before, after = _page(rows, request.GET)
    tally = _tally(rows)
    page = RegisterPage(
        head=_head(register, asked, everything),
        tabs=_tabs(register, request.GET, everything, asked.today),
        filters=_filters(register, request.GET),
        filter_url=f"/r/{register.key}/",
        clear_url=f"/r/{register.key}/",
        tally=tally,
        table=_table(register, page_rows, asked) if page_rows else None,
        pager=Pager(tally, *_page_urls(register, request.GET, before, after)),
        legend="违反程序和逾期的记录不能删除，只能更正。",
        empty=None if page_rows else _empty(register, request.GET, asked),
    )
    return render(request, "desk/register.html", {"page": page})


def _filtered(rows: QuerySet[Matter], register: Register, asked: Asker, query: Any) -> QuerySet[Matter]:
    view = query.get("view", "")
    rows = rows.filter(_view(view, asked.today)) if view in VIEWS else rows
    if text := query.get("q", "").strip():
        hits = [hit.matter for hit in find(text, [place.pk for place in asked.townships], limit=1000)]
        rows = rows.filter(pk__in=hits)
    if stage := query.get("stage", ""):
        rows = rows.filter(stage=stage)
    for name, operator in (("from", "gte"), ("to", "lte")):
        try:
            rows = rows.filter(**{f"opened_on__{operator}": date.fromisoformat(query.get(name, ""))})
        except ValueError:
            continue
    return rows


def _view(view: str, today: date) -> Q:
    return {
        "open": Q(closed_on__isnull=True),
        "late": Q(closed_on__isnull=True, due_on__lt=today),
        "soon": Q(closed_on__isnull=True, due_on__gte=today, due_on__lte=today + timedelta(days=7)),
        "breach": Q(breaches__gt=0),
        "closed": Q(closed_on__isnull=False),
    }.get(view, Q())


def _page(rows: QuerySet[Matter], query: Any) -> tuple[list[Matter], str, str]:
    """One page by keyset, newest first: its rows, and the marks of the pages before and after."""
    until, since = _mark(query.get("before", "")), _mark(query.get("after", ""))
    if until is not None:
        day, pk = until
        newer = rows.filter(opened_on__gte=day).filter(Q(opened_on__gt=day) | Q(pk__gt=pk))
        found = list(newer.order_by("opened_on", "pk")[: PAGE + 1])
        more, found = len(found) > PAGE, found[:PAGE][::-1]
        return found, _key(found[0]) if more and found else "", _key(found[-1]) if found else ""
    if since is not None:
        day, pk = since
        rows = rows.filter(opened_on__lte=day).filter(Q(opened_on__lt=day) | Q(pk__lt=pk))
    found = list(rows.order_by(F("opened_on").desc(), "-pk")[: PAGE + 1])
    more, found = len(found) > PAGE, found[:PAGE]
    first = _key(found[0]) if since is not None and found else ""
    return found, first, _key(found[-1]) if more else ""


def _key(row: Matter) -> str:
    return f"{row.opened_on}_{row.pk}"


def _mark(text: str) -> tuple[date, UUID] | None:
    day, _, pk = text.partition("_")
    try:
        return date.fromisoformat(day), UUID(pk)
    except ValueError:
        return None


def _page_urls(register: Register, query: Any, before: str, after: str) -> tuple[str, str]:
    kept = {name: value for name, value in query.items() if name not in ("before", "after")}
    base = f"/r/{register.key}/?"
    return (
        base + urlencode({**kept, "before": before}) if before else "",
        base + urlencode({**kept, "after": after}) if after else "",
    )


def _tally(rows: QuerySet[Matter]) -> str:
    count = rows.order_by().values("pk")[: MOST + 1].count()
    return f"多于{MOST:,}件" if count > MOST else f"共{count:,}件"


def _head(register: Register, asked: Asker, rows: QuerySet[Matter]) -> Head:
    late = rows.filter(_view("late", asked.today)).count()
    going = rows.filter(_view("open", asked.today)).order_by().values("pk")[: MOST + 1].count()
    title: list[Piece] = []
    if late:
        title += [Piece(f"逾期{late}件", tone="zhu"), Piece("，")]
    title.append(Piece(f"在办{'多于10,000' if going > MOST else going}件"))
    actions = []
    opening = register.current.definition.opening
    if asked.township and any(asked.roles & enterers(register.current, each) for each in opening):
        actions.append(Action(f"登记{register.zh}", f"/r/{register.key}/new/", "p", "plus"))
    actions.append(Action("法定程序", f"/r/{register.key}/law/", icon="scale"))
    return Head(
        window=register.zh,
        name=register.zh,
        title=tuple(title),
        crumbs=(Link("工作台", "/"), Link(register.config.group, f"/r/{register.key}/")),
        actions=tuple(actions),
    )


def _tabs(register: Register, query: Any, rows: QuerySet[Matter], today: date) -> tuple[Tab, ...]:
    now = query.get("view", "")
    late = rows.filter(_view("late", today)).count()
    return tuple(
        Tab(
            label,
            f"/r/{register.key}/" + (f"?view={view}" if view else ""),
            str(late) if view == "late" and late else "",
            hot=view == "late" and late > 0,
            current=view == now,
        )
        for view, label in VIEWS.items()
    )


def _filters(register: Register, query: Any) -> tuple[Field, ...]:
    stage = query.get("stage", "")
    steps = [step.name for step in register.current.definition.steps.values() if not step.fiction]
    options = (Option("", "全部进度", not stage), *(Option(name, name, name == stage) for name in steps))
    return (
        Field("q", "文字", "search", query.get("q", ""), placeholder="编号、名称、当事人"),
        Field("stage", "进度", "select", stage, options=options),
        Field("from", "登记起", "date", query.get("from", ""), width="s"),
        Field("to", "登记止", "date", query.get("to", ""), width="s"),
    )


def _table(register: Register, rows: list[Matter], asked: Asker) -> Table:
    names = [name for name in register.config.shown if name in register.columns]
    heads = [Column("事项", "what"), Column("进度", "step"), Column("期限", "due")]
    heads += [
        Column(register.labels[name], "num" if _right(register, name) else "named")
        for name in names
        if name not in register.config.headline
    ]
    county = asked.township is None
    if county:
        heads.insert(1, Column("乡镇", "named"))
        places = {place.pk: place.name for place in asked.townships}
    shown = []
    for row in rows:
        url = f"/r/{register.key}/{row.pk}/"
        title = register.title_of(row)
        number = register.number_of(row)
        due = words.badge(row.due_on, asked.today) if row.due_on and not row.closed_on else None
        cells = [
            Cell(title, url, number if number != title else ""),
            Cell(
                row.outcome or row.stage,
                lack=f"{row.breaches}处违反程序" if row.breaches else "",
                lack_tone="z",
            ),
            Cell(row.due_what if due else "", badge=due),
        ]
        if county:
            cells.insert(1, Cell(places.get(row.township_id, "")))
        cells += [
            Cell(words.value(register.columns[name], getattr(row, name)))
            for name in names
            if name not in register.config.headline
        ]
        shown.append(TableRow(tuple(cells), str(row.pk), title))
    return Table(f"{register.zh}台账", tuple(heads), tuple(shown), sticky=True)


def _right(register: Register, name: str) -> bool:
    column = register.columns[name]
    return isinstance(column, Money) or "Integer" in column.get_internal_type()


def _empty(register: Register, query: Any, asked: Asker) -> Empty:
    if any(query.get(name) for name in ("q", "stage", "from", "to", "view")):
        back = Action("看全部", f"/r/{register.key}/")
        return Empty("没有符合条件的事项", "去掉条件再看，或者换一个词；至少写两个字。", (back,))
    actions = []
    if asked.township and asked.roles & register.config.readers:
        actions.append(Action(f"登记{register.zh}", f"/r/{register.key}/new/", "p"))
    return Empty(
        f"还没有登记过{register.zh}", "登记以后，期限、指标和年度报告的数字都从这里来。", tuple(actions)
    )
