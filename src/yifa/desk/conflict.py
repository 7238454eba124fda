"""有人先存了: the matter moved after the form was opened; both versions, one's own stays editable."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from yifa.desk import words
from yifa.desk.draft import Desk, Draft, hidden
from yifa.desk.shown.parts import Action, Head, Link, Piece
from yifa.desk.shown.plain import ConflictPage, Side
from yifa.matter.columns import judged
from yifa.matter.history import history
from yifa.matter.models import Matter
from yifa.matter.values import step_columns


def conflict(request: HttpRequest, desk: Desk, draft: Draft, now: Matter) -> HttpResponse:
    """409: what stands now beside what was typed."""
    register = desk.register
    last = history(register.key, now.pk)[-1]
    who = words.officer_names([last.officer])[0] if last.officer else "系统"
    sides = [Side("进度", now.outcome or now.stage, desk.row.stage if desk.row else "")]
    for name in step_columns(register, desk.step):
        theirs = words.value(register.columns[name], getattr(now, name))
        mine = _mine(desk, name, draft.values.get(name))
        sides.append(Side(register.labels[name], theirs, mine, bool(theirs) and theirs != mine))
    title = register.title_of(now)
    page = ConflictPage(
        head=Head(
            window="有人先存了",
            title=(Piece("没有提交：你打开这一页以后，这件事项又有了新记录"),),
            lead=(Piece(f"{who}在{words.moment(last.recorded, desk.asked.today)}记录了“{now.stage}”。"),),
            crumbs=(
                Link("工作台", "/"),
                Link(register.zh, f"/r/{register.key}/"),
                Link(title, desk.back),
            ),
        ),
        theirs_by="已存的",
        sides=tuple(sides),
        send_url=desk.url,
        hidden=(*hidden(desk, draft), ("_refresh", "1"), ("_back", "1")),
        drop=Action("不交了，看事项", desk.back),
    )
    return render(request, "desk/conflict.html", {"page": page}, status=409)


def _mine(desk: Desk, name: str, typed: Any) -> str:
    column = desk.register.columns[name]
    try:
        return words.value(column, judged(column, typed))
    except ValueError:
        return str(typed)
