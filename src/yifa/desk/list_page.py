"""W6 台账: one pattern for every register: finding, views, filters, rows, the page before and after."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.db.models import DateField, F, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from yifa.desk import words
from yifa.desk.asking import Asker, asker, register_for
from yifa.desk.shown.form import Field, Option
from yifa.desk.shown.parts import Action, Badge, Empty, Head, Link, Pager, Piece, Ticks
from yifa.desk.shown.table import Cell, CellRole, Column, RegisterPage, Tab, Table, TableRow
from yifa.matter.columns import Money, Officers
from yifa.matter.models import Breach, Duty, Matter
from yifa.matter.register import Register
from yifa.matter.rights import enterers, seen_by
from yifa.matter.search import find
from yifa.people.roles import Role

PAGE, FEW, MOST, FEWEST_PHASES = 50, 500, 10_000, 4
IMPORTERS = frozenset({Role.CLERK, Role.LEADER})
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
    counts = _counts(register, everything, asked.today)
    filtered = any(request.GET.get(name) for name in ("q", "stage", "from", "to", "view"))
    tally = _tally(rows) if filtered else _many(counts[""])
    page = RegisterPage(
        head=_head(register, asked, counts),
        tabs=_tabs(register, request.GET, counts),
        filters=_filters(register, request.GET),
        filter_url=f"/r/{register.key}/",
        clear_url=f"/r/{register.key}/",
        tally=tally,
        table=_table(register, page_rows, asked) if page_rows else None,
        pager=Pager(tally, *_page_urls(register, request.GET, before, after)),
        legend=_legend(register),
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
    return _many(rows.order_by().values("pk")[: MOST + 1].count())


def _many(count: int) -> str:
    return f"多于{MOST:,}件" if count > MOST else f"共{count:,}件"


def _number(count: int) -> str:
    return f"多于{MOST:,}" if count > MOST else f"{count:,}"


def _counts(register: Register, rows: QuerySet[Matter], today: date) -> dict[str, int]:
    """How many rows every view has, counted no further than one more than ``MOST``: a long register opens as a short
    one. What breached is asked of the breaches, which are few.
    """
    found = {view: rows.filter(_view(view, today)) for view in VIEWS}
    broken = Breach.objects.filter(register=register.key).values_list("matter", flat=True).distinct()
    if len(keys := list(broken[: FEW + 1])) <= FEW:
        found["breach"] = rows.filter(pk__in=keys)
    return {view: some.order_by().values("pk")[: MOST + 1].count() for view, some in found.items()}


def _head(register: Register, asked: Asker, counts: dict[str, int]) -> Head:
    told: list[Piece] = []
    if counts["late"]:
        told += [Piece(f"逾期{_number(counts['late'])}件", tone="zhu"), Piece("，")]
    told.append(Piece(f"在办{_number(counts['open'])}件，已办结{_number(counts['closed'])}件"))
    if counts["breach"]:
        told.append(Piece(f"；{_number(counts['breach'])}件有违反程序的记录"))
    told.append(Piece("。"))
    actions = []
    if asked.roles & IMPORTERS:
        actions.append(Action("导入表格", "/import/", icon="in"))
    actions.append(Action("法定程序", f"/r/{register.key}/law/", icon="scale"))
    actions += _openings(register, asked)
    return Head(
        window=register.zh,
        title=(Piece(register.zh),),
        lead=tuple(told) if counts[""] else (),
        crumbs=(Link("工作台", "/"), Link(register.config.group, "")),
        actions=tuple(actions),
    )


def _openings(register: Register, asked: Asker) -> list[Action]:
    """A button for every opening step that the officer may take; the first is the page's main one."""
    if asked.township is None:
        return []
    steps = [
        step for step in register.current.definition.opening if asked.roles & enterers(register.current, step)
    ]
    base = f"/r/{register.key}/new/"
    if len(steps) == 1:
        url = base if len(register.current.definition.opening) == 1 else f"{base}?step={steps[0].id}"
        return [Action(f"登记{register.zh}", url, "p", "plus")]
    return [
        Action(step.name, f"{base}?step={step.id}", "" if number else "p", "plus")
        for number, step in enumerate(steps)
    ]


def _tabs(register: Register, query: Any, counts: dict[str, int]) -> tuple[Tab, ...]:
    now = query.get("view", "")
    return tuple(
        Tab(
            label,
            f"/r/{register.key}/" + (f"?view={view}" if view else ""),
            _number(counts[view]) if counts[view] else "",
            hot=view == "late" and counts[view] > 0,
            current=view == now,
        )
        for view, label in VIEWS.items()
        if not view or counts[view] or view == now or view == "open"
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
    config = register.config
    names = [name for name in config.shown if name in register.columns and name not in config.headline]
    phases = _phases(register)
    heads = [Column("事项", "what"), Column("环节" if phases else "进度", "step"), Column("期限", "due")]
    heads += [Column(_label(register, name), _role(register, name)) for name in names]
    places = {place.pk: place.name for place in asked.townships}
    if asked.township is None:
        heads.insert(1, Column("乡镇", "named"))
    dues = _dues(register, rows)
    people = _people(register, rows, names)
    shown = []
    for row in rows:
        title, number = register.title_of(row), register.number_of(row)
        broken = f"{row.breaches}处违反程序" if row.breaches else ""
        cells = [
            Cell(title, f"/r/{register.key}/{row.pk}/", number if number != title else ""),
            Cell(row.outcome or row.stage, ticks=_ticks(row, phases), sub=broken, sub_tone="zhu"),
            _due_cell(row, dues.get(row.pk), register, asked.today),
        ]
        if asked.township is None:
            cells.insert(1, Cell(places.get(row.township_id, "")))
        cells += [Cell(_value(register, name, row, people)) for name in names]
        shown.append(TableRow(tuple(cells), str(row.pk), title))
    return Table(f"{register.zh}台账", tuple(heads), tuple(shown), sticky=True)


def _phases(register: Register) -> dict[str, int]:
    """The place of every step's phase in a procedure of several phases, by step; {} for a short one."""
    steps = register.current.definition.steps.values()
    order = list(dict.fromkeys(step.phase for step in steps if step.phase and not step.off))
    if len(order) < FEWEST_PHASES:
        return {}
    return {step.name: order.index(step.phase) for step in steps if step.phase in order}


def _ticks(row: Matter, phases: dict[str, int]) -> Ticks | None:
    if not phases:
        return None
    total = max(phases.values()) + 1
    if row.closed_on:
        return Ticks(total, total)
    return Ticks(phases.get(row.stage, 0), total, "now")


def _legend(register: Register) -> str:
    phases = _phases(register)
    names = dict.fromkeys(
        step.phase for step in register.current.definition.steps.values() if step.name in phases
    )
    told = f"环节刻度：{'、'.join(names)}。" if names else ""
    return told + "违反程序和逾期的记录不能删除，只能更正。"


def _dues(register: Register, rows: list[Matter]) -> dict[Any, Duty]:
    """The duty behind the nearest day of every row of the page; one query."""
    wanted = {row.pk: row.due_on for row in rows if row.due_on and not row.closed_on}
    duties = Duty.objects.filter(register=register.key, matter__in=wanted, kind="must").order_by("-due")
    return {duty.matter: duty for duty in duties if duty.due == wanted[duty.matter]}


def _due_cell(row: Matter, duty: Duty | None, register: Register, today: date) -> Cell:
    if row.closed_on and row.opened_on:
        return Cell(badge=Badge("met", f"第{(row.closed_on - row.opened_on).days + 1}日办结"))
    if not row.due_on:
        return Cell()
    rule = register.version(row).definition.by_rule.get(duty.rule) if duty else None
    working = bool(rule and rule.counted == "working_day")
    what = row.due_what.split("或")[0] + ("等" if "或" in row.due_what else "")
    return Cell(badge=words.badge(row.due_on, today, working=working), sub=what)


def _people(register: Register, rows: list[Matter], names: list[str]) -> dict[str, str]:
    """Names of the officers that stand in the page's columns; one query at most."""
    columns = [name for name in names if isinstance(register.columns[name], Officers)]
    ids = sorted({key for row in rows for name in columns for key in getattr(row, name) or ()})
    return dict(zip(ids, words.officer_names(ids), strict=True)) if ids else {}


def _value(register: Register, name: str, row: Matter, people: dict[str, str]) -> str:
    column, found = register.columns[name], getattr(row, name)
    if isinstance(column, Officers):
        return "、".join(people.get(key, "") for key in found or ())
    if isinstance(column, Money) and found is not None:
        return f"{found:,.2f}".removesuffix(".00")
    if isinstance(found, date):
        return found.isoformat()
    return words.value(column, found)


def _label(register: Register, name: str) -> str:
    label = register.labels[name]
    return f"{label}（元）" if isinstance(register.columns[name], Money) and "元" not in label else label


def _role(register: Register, name: str) -> CellRole:
    column = register.columns[name]
    if isinstance(column, DateField):
        return "date"
    return "num" if isinstance(column, Money) or "Integer" in column.get_internal_type() else "named"


def _empty(register: Register, query: Any, asked: Asker) -> Empty:
    if any(query.get(name) for name in ("q", "stage", "from", "to", "view")):
        back = Action("看全部", f"/r/{register.key}/")
        return Empty("没有符合条件的事项", "去掉条件再看，或者换一个词；至少写两个字。", (back,))
    actions = _openings(register, asked)
    return Empty(
        f"还没有登记过{register.zh}", "登记以后，期限、指标和年度报告的数字都从这里来。", tuple(actions)
    )
