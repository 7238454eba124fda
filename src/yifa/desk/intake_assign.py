"""改归: chooses another indicator for a figure of a report, or none; the comparison follows the choice."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from yifa.desk.asking import asker
from yifa.desk.intake_decide import LATE, keep
from yifa.desk.intake_open import Opened, opened, report_to_decide
from yifa.desk.intake_points import Counted
from yifa.desk.intake_rows import called
from yifa.desk.models import Decision
from yifa.desk.shown.form import Field, FormPage, Option
from yifa.desk.shown.parts import Complaint, Head, Link, Piece
from yifa.measure.index import placed

NONE, AS_READ = "none", "as-read"
UNKNOWN = "没有这个指标，从列出的里面选一个"


@login_required
def assign(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Asks for the indicator of the figure that ``at`` names, and keeps the choice. 404 for an unknown figure."""
    asked = asker(request)
    row = report_to_decide(asked, pk)
    here = opened(asked, row)
    key = request.POST.get("at", "") or request.GET.get("at", "")
    one = next((one for one in here.counted if one.key == key), None)
    if one is None:
        raise Http404(str(pk))
    back = f"/intake/{pk}/#h-num"
    if here.confirmed:
        messages.error(request, LATE)
        return HttpResponseRedirect(back)
    if request.method != "POST":
        return _form(request, here, one)
    slug = request.POST.get("slug", "")
    labels = {item.figure.slug: item.figure.zh for item in placed()}
    if slug not in {NONE, AS_READ, *labels}:
        return _form(request, here, one, UNKNOWN)
    choice = Decision.Choice.UNDO if slug in (AS_READ, one.kind) else Decision.Choice.ASSIGN
    place = (one.code, *one.figure.span, here.report.slice(one.figure.span))
    fix = "" if slug == NONE or choice == Decision.Choice.UNDO else slug
    if refused := keep(asked, row, place, choice, fix=fix):
        messages.error(request, refused)
    else:
        told = "不归入任何指标" if slug == NONE else f"归入“{labels[slug]}”" if fix else "照原来的归法"
        messages.success(request, f"“{place[3]}”已{told}，对账和入库都照这个。")
    return HttpResponseRedirect(back)


def _form(request: HttpRequest, here: Opened, one: Counted, complaint: str = "") -> HttpResponse:
    report, figure = here.report, one.figure
    said = report.slice(figure.span)
    now = one.row.slug if one.moved else AS_READ
    read_as = next((item.figure.zh for item in placed() if item.figure.slug == one.kind), figure.subject[:20])
    options = [
        Option(AS_READ, f"照读出来的：{read_as or '没有归入指标'}", now == AS_READ),
        Option(NONE, "不归入任何指标", one.moved and one.row.slug == "other"),
        *(
            Option(item.figure.slug, item.figure.zh, now == item.figure.slug, item.register.zh)
            for item in placed()
        ),
    ]
    field = Field(
        "slug",
        "归入哪个指标",
        "select",
        options=tuple(options),
        hint="对账和入库都照选定的指标",
        errors=(complaint,) if complaint else (),
    )
    sentence = "".join(report.slice(figure.sentence).split())
    url = f"/intake/{here.row.pk}/"
    page = FormPage(
        head=Head(
            window="有1处需要修改：改归" if complaint else "改归",
            name="改归",
            title=(Piece(f"“{said}”该归入哪个指标"),),
            lead=(Piece(f"原句：{sentence[:160]}"),),
            crumbs=(
                Link("工作台", "/"),
                Link("往年报告导入", "/intake/"),
                Link(called(here.row), url),
            ),
        ),
        send_url=f"{url}assign/",
        items=(field,),
        hidden=(("at", one.key),),
        send_label="改归",
        complaints=(Complaint(complaint, field.id),) if complaint else (),
        back=Link("不改，回到报告", f"{url}#h-num"),
    )
    return render(request, "desk/intake_assign.html", {"page": page}, status=422 if complaint else 200)
