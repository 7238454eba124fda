"""登记 and 我登记的: where one opens a matter, and the matters one has opened oneself."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from yifa.desk import words
from yifa.desk.asking import Asker, asker, registers_for
from yifa.desk.errors import NotYours
from yifa.desk.frame import opens
from yifa.desk.shown.home import Hit, HitGroup, SearchPage
from yifa.desk.shown.parts import Action, Empty, Head, Link, plain
from yifa.desk.shown.sheet import Door, DoorsPage
from yifa.matter.models import Matter
from yifa.matter.register import Register
from yifa.matter.rights import enterers, seen_by

MOST = 50


@login_required
def new(request: HttpRequest) -> HttpResponse:
    """The registers one may enter something in; straight to the form where there is only one."""
    asked = asker(request)
    doors = _doors(asked)
    if not doors:
        raise NotYours("你现在的岗位不登记台账。")
    if len(doors) == 1:
        return HttpResponseRedirect(doors[0].url)
    page = DoorsPage(
        Head(window="登记", title=plain("登记什么"), crumbs=(Link("工作台", "/"),)), tuple(doors)
    )
    return render(request, "desk/doors.html", {"page": page})


def _doors(asked: Asker) -> list[Door]:
    found = []
    for register in opens(asked):
        version = register.current
        steps = [step for step in version.definition.opening if asked.roles & enterers(version, step)]
        for step in steps:
            query = f"?step={step.id}" if len(version.definition.opening) > 1 else ""
            label = register.zh if len(steps) == 1 else f"{register.zh}：{step.name}"
            found.append(Door(label, f"/r/{register.key}/new/{query}", words.cites(step.cites)))
    return found


@login_required
def mine(request: HttpRequest) -> HttpResponse:
    """The matters that the officer has opened, by register, the newest first."""
    asked = asker(request)
    groups = []
    total = 0
    for register in registers_for(asked):
        rows = seen_by(register, asked.officer, asked.today).filter(entered_by=asked.officer.pk)
        found = list(rows.order_by("-opened_on", "-pk")[: MOST + 1])
        if found:
            total += len(found[:MOST])
            more = Link("全部", f"/r/{register.key}/") if len(found) > MOST else None
            hits = tuple(_hit(register, row, asked) for row in found[:MOST])
            groups.append(HitGroup(register.zh, f"{len(hits)}件", hits, more))
    page = SearchPage(
        head=Head(
            window="我登记的",
            name="我登记的",
            title=plain(f"你登记过{total}件" if total else "你还没有登记过"),
            actions=(Action("登记", "/new/", "p", "plus"),) if opens(asked) else (),
        ),
        query="",
        url="/mine/",
        groups=tuple(groups),
        empty=None if groups else Empty("还没有登记过", "登记以后，办到哪一步、还差什么，都在这里看。"),
    )
    return render(request, "desk/mine.html", {"page": page})


def _hit(register: Register, row: Matter, asked: Asker) -> Hit:
    badge = words.badge(row.due_on, asked.today) if row.due_on and not row.closed_on else None
    when = words.day(row.opened_on, asked.today) if row.opened_on else ""
    return Hit(
        title=register.title_of(row),
        url=f"/r/{register.key}/{row.pk}/",
        pieces=plain(f"{when}登记，{'办结' if row.closed_on else '办到'}：{row.outcome or row.stage}"),
        badge=badge,
    )
