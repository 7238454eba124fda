"""Decides about one place of a report: correct it, note it for its author, leave it, or take that back."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from yifa.desk.asking import Asker, asker
from yifa.desk.intake_open import CONFIRMED, Opened, opened, report_to_decide
from yifa.desk.intake_page import show
from yifa.desk.intake_points import Place, Point, standing
from yifa.desk.intake_shown import anchor
from yifa.desk.models import Decision, Intake

LATE = "没有记下：这份报告已经确认导入，原来的处理不能再改。"
GONE = "没有记下：这一处在原文里找不到，可能刚有人改过。看一看再处理。"
CHANGED = "没有记下：台账或者原文的读法刚有变化，这一处该改成别的了。看一看再处理。"
Choice = Decision.Choice


@login_required
def decide(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Takes one decision. A form names it by its button: the name says what, the value where."""
    asked = asker(request)
    row = report_to_decide(asked, pk)
    if request.method != "POST":
        return HttpResponseRedirect(f"/intake/{pk}/")
    name = next((one for one in ("fix", "note", "drop", "undo") if one in request.POST), "")
    key = request.POST.get(name, "") if name else ""
    here = opened(asked, row)
    point = here.by_key.get(key)
    refused = _refused(here, point, name, request.POST.get("seen")) or _take(asked, row, point, Choice(name))
    if request.headers.get("HX-Request") and not refused:
        return show(request, asked, row, held=key)
    if refused:
        messages.error(request, refused)
    if request.headers.get("HX-Request"):
        # Another place of the same page would not be loaded anew, and nobody would see why nothing was decided.
        return HttpResponse(headers={"HX-Refresh": "true"})
    return HttpResponseRedirect(f"/intake/{pk}/{anchor(here.points, key)}")


def _refused(here: Opened, point: Point | None, name: str, seen: str | None) -> str:
    """Why nothing is to be decided; empty when it is. ``seen`` are the words that the button promised to put in."""
    if here.confirmed:
        return LATE
    if point is None or not name or (name == Choice.FIX and not point.fix):
        return GONE
    if name == Choice.FIX and seen is not None and seen.split() != point.fix.split():
        return CHANGED
    return ""


def _take(asked: Asker, row: Intake, point: Point | None, choice: Decision.Choice) -> str:
    assert point is not None
    fix = point.fix if choice == Choice.FIX else ""
    return keep(asked, row, point.place, choice, fix=fix, why=point.message)


def keep(
    asked: Asker, row: Intake, place: Place, choice: Decision.Choice, *, fix: str = "", why: str = ""
) -> str:
    """Adds a decision unless it stands already, as after a second click; the sentence why not, or nothing."""
    code, start, end, quoted = place
    with transaction.atomic():
        # Whoever confirms holds the same lock: nothing is decided about a report that is confirmed meanwhile.
        now = Intake.objects.select_for_update().get(pk=row.pk)
        if now.state == CONFIRMED:
            return LATE
        stands = standing(now).get(place)
        if choice == Choice.UNDO and stands is None:
            return ""
        if stands is not None and (stands.choice, stands.fix) == (choice, fix):
            return ""
        Decision.objects.create(
            report=now,
            code=code,
            start=start,
            end=end,
            quoted=quoted,
            choice=choice,
            fix=fix,
            why=why,
            officer=asked.officer.pk,
            at=asked.now,
        )
    return ""
