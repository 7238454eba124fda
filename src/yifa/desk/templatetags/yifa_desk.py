"""The components of the desk as template tags; each lays out one object of ``yifa.desk.shown``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import template
from django.template import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from yifa.desk import charts
from yifa.desk.shown.figures import Series
from yifa.desk.shown.form import Field, Group
from yifa.desk.shown.parts import (
    Action,
    Badge,
    Bar,
    Blocked,
    Cite,
    Clock,
    Complaint,
    Empty,
    Figure,
    File,
    Head,
    Job,
    LawText,
    Mark,
    Moment,
    Note,
    Pager,
    Piece,
    Row,
    Squares,
    Step,
    Ticks,
)
from yifa.desk.shown.table import Table

register = template.Library()

BADGE_ICONS = {"over": "warn", "today": "clock", "soon": "clock", "met": "check", "pause": "pause"}
STEP_WORDS = {"done": "已完成", "now": "正在进行", "stop": "暂不能进行", "todo": "未开始", "na": "不适用"}
FIGURE_WORDS = {"o": "（待补证据）", "z": "（与台账不一致）"}
PARTS = "desk/parts/"


@register.simple_tag
def icon(name: str) -> SafeString:
    """A drawing of the sprite that every page carries."""
    return format_html('<svg class="i" aria-hidden="true"><use href="#{}"/></svg>', name)


@register.simple_tag
def due(badge: Badge) -> SafeString:
    """Due badge: a word, and a shape beside its colour."""
    drawing = icon(BADGE_ICONS[badge.state]) if badge.state in BADGE_ICONS else ""
    return format_html('<span class="due due-{}">{}{}</span>', badge.state, drawing, badge.text)


@register.simple_tag
def mark(shown: Mark) -> SafeString:
    """Small label."""
    css = f"tag tag-{shown.tone}" if shown.tone else "tag"
    return format_html('<span class="{}">{}</span>', css, shown.text)


@register.simple_tag
def cite(shown: Cite) -> SafeString:
    """A citation in the voice of the law; what was not checked says 未核."""
    body = (
        format_html('<a class="cite" href="{}">{}</a>', shown.url, shown.label)
        if shown.url
        else format_html('<span class="cite">{}</span>', shown.label)
    )
    return format_html('{} <span class="tag tag-o">{}</span>', body, shown.mark) if shown.mark else body


@register.simple_tag
def cites(shown: Iterable[Cite]) -> SafeString:
    """Citations one after the other."""
    return format_html_join("、", "{}", ((cite(one),) for one in shown))


@register.simple_tag
def pieces(shown: Iterable[Piece]) -> SafeString:
    """A sentence with its marked runs."""
    return mark_safe("".join(_piece(one) for one in shown))


def _piece(one: Piece) -> str:
    text = format_html("{}", one.text)
    if one.hit:
        text = format_html("<mark>{}</mark>", text)
    if one.strong:
        text = format_html("<b>{}</b>", text)
    if one.tone:
        text = format_html('<span class="t-{}">{}</span>', one.tone, text)
    return format_html('<a href="{}">{}</a>', one.url, text) if one.url else text


@register.simple_tag
def words(shown: Iterable[Piece]) -> str:
    """The same sentence without marks."""
    return "".join(one.text for one in shown)


@register.simple_tag
def days(shown: Squares) -> SafeString:
    """Day squares."""
    return charts.days(shown)


@register.simple_tag
def bar(shown: Bar) -> SafeString:
    """Share of a whole."""
    return charts.bar(shown)


@register.simple_tag
def ticks(shown: Ticks) -> SafeString:
    """Strokes of a procedure."""
    return charts.ticks(shown)


@register.simple_tag
def mini(shown: Series) -> SafeString:
    """Small line of years."""
    return charts.mini(shown)


@register.simple_tag
def figure(shown: Figure) -> SafeString:
    """A number that opens its evidence; with a key htmx swaps the panel of the page, else the address opens."""
    swaps = format_html(
        ' data-fig="{}" hx-get="{}" hx-target="#evidence" hx-select="#evidence" hx-swap="outerHTML"',
        shown.key,
        shown.url,
    )
    return format_html(
        '<a class="fig{}" href="{}"{}{}>{}{}</a>',
        f" {shown.state}" if shown.state else "",
        shown.url,
        swaps if shown.key else "",
        mark_safe(' aria-current="true"') if shown.open else "",
        shown.text,
        format_html('<span class="sr">{}</span>', FIGURE_WORDS[shown.state]) if shown.state else "",
    )


@register.inclusion_tag(f"{PARTS}head.html", takes_context=True)
def head(context: Context, shown: Head) -> dict[str, Any]:
    """Page head with the 文武线."""
    return {"head": shown, "csrf_token": context.get("csrf_token")}


@register.inclusion_tag(f"{PARTS}action.html", takes_context=True)
def action(context: Context, shown: Action, size: str = "", more: str = "") -> dict[str, Any]:
    """A button, a form of one button, or a locked button; ``size`` is "", "s" or "l"."""
    classes = ["btn", f"btn-{shown.kind}" if shown.kind else "", f"btn-{size}" if size else ""]
    return {
        "action": shown,
        "css": " ".join(filter(None, classes)),
        "more": more,
        "csrf_token": context.get("csrf_token"),
    }


@register.inclusion_tag(f"{PARTS}clock.html")
def clock(shown: Clock) -> dict[str, Any]:
    """A legal period."""
    return {"clock": shown}


@register.inclusion_tag(f"{PARTS}steps.html")
def stepper(shown: Iterable[Step], more: str = "") -> dict[str, Any]:
    """A legal procedure. ``more`` follows every citation, for pages that cite one act only."""
    return {"steps": [{"step": step, "word": STEP_WORDS[step.state]} for step in shown], "more": more}


@register.inclusion_tag(f"{PARTS}blocked.html", takes_context=True)
def blocked(context: Context, shown: Blocked) -> dict[str, Any]:
    """The blocked sentence: reason, article, next, button."""
    return {"blocked": shown, "csrf_token": context.get("csrf_token")}


@register.inclusion_tag(f"{PARTS}timeline.html")
def timeline(shown: Iterable[Moment]) -> dict[str, Any]:
    """What happened, newest first; it cannot be edited."""
    return {"moments": shown}


@register.inclusion_tag(f"{PARTS}files.html")
def files(shown: Iterable[File]) -> dict[str, Any]:
    """Files and the rows of missing files."""
    return {"files": shown}


@register.inclusion_tag(f"{PARTS}summary.html")
def summary(shown: Iterable[Row]) -> dict[str, Any]:
    """Terms and values, each with its way to change it."""
    return {"rows": shown}


@register.inclusion_tag(f"{PARTS}errors.html")
def errors(shown: tuple[Complaint, ...]) -> dict[str, Any]:
    """Error summary; it takes the focus when the page opens."""
    return {"complaints": shown}


@register.inclusion_tag(f"{PARTS}field.html", takes_context=True)
def field(context: Context, shown: Field | Group) -> dict[str, Any]:
    """A control or a group of controls."""
    return {"item": shown, "is_group": isinstance(shown, Group), "csrf_token": context.get("csrf_token")}


@register.inclusion_tag(f"{PARTS}job.html", takes_context=True)
def job(context: Context, shown: Job) -> dict[str, Any]:
    """Strip of a long piece of work; it asks for its new self every two seconds while it runs."""
    return {"job": shown, "csrf_token": context.get("csrf_token")}


@register.inclusion_tag(f"{PARTS}empty.html", takes_context=True)
def empty(context: Context, shown: Empty) -> dict[str, Any]:
    """Nothing to show."""
    return {"empty": shown, "csrf_token": context.get("csrf_token")}


@register.inclusion_tag(f"{PARTS}pager.html")
def pager(shown: Pager) -> dict[str, Any]:
    """Previous and next page."""
    return {"pager": shown}


@register.inclusion_tag(f"{PARTS}note.html", takes_context=True)
def note(context: Context, shown: Note) -> dict[str, Any]:
    """A strip of words."""
    return {"note": shown, "csrf_token": context.get("csrf_token")}


@register.inclusion_tag(f"{PARTS}law.html")
def law(shown: LawText, folded: bool = False) -> dict[str, Any]:
    """An article as it stands, folded or open."""
    return {"law": shown, "folded": folded}


@register.inclusion_tag(f"{PARTS}table.html")
def table(shown: Table) -> dict[str, Any]:
    """A table; on a phone its rows stack. Raises ValueError when a row has not one cell for every column."""
    return {
        "table": shown,
        "rows": [(row, list(zip(shown.columns, row.cells, strict=True))) for row in shown.rows],
        "foot": list(zip(shown.columns, shown.foot, strict=True)) if shown.foot else [],
    }
