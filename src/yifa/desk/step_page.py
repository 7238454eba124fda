"""W8 记录步骤: the form, the check before it is sent, the refusal in the same place, the receipt."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone

from yifa.desk.asking import asker, register_for, row_for
from yifa.desk.conflict import conflict
from yifa.desk.draft import FILES, ON, UPLOAD, WHO, Desk, Draft
from yifa.desk.errors import NotYours
from yifa.desk.evidence import BadFile, take
from yifa.desk.fields import typed_of
from yifa.desk.once import SEEN, TOKEN, Already, SavedFirst, new_token, once
from yifa.desk.standing import standing
from yifa.desk.step_form import check_page, form_page
from yifa.ledger.models import StoredFile
from yifa.matter.record import record, rehearse
from yifa.matter.refusal import Recorded, Refusal
from yifa.matter.rights import why_not


@login_required
def new(request: HttpRequest, key: str) -> HttpResponse:
    """Opens a matter with one of the register's opening steps: the one asked for, else one's own."""
    asked = asker(request)
    register = register_for(key, asked)
    version = register.version_on(asked.today)
    wanted = request.GET.get("step") or request.POST.get("step") or ""
    opening = version.definition.opening
    step = next((each for each in opening if each.id == wanted), None)
    if step is None and asked.township is not None:
        may = (
            each
            for each in opening
            if why_not(register, version, each, asked.officer, asked.township, asked.today) is None
        )
        step = next(may, None)
    return _answer(request, Desk(asked, register, version, step or opening[0], None, None))


@login_required
def step(request: HttpRequest, key: str, pk: str, name: str) -> HttpResponse:
    """Records a step on a matter."""
    asked = asker(request)
    register = register_for(key, asked)
    row = row_for(register, pk, asked)
    found = standing(register, row, asked.today)
    lawful = register.step(found.version, name)
    if lawful is None:
        return HttpResponseRedirect(f"/r/{key}/{pk}/")
    return _answer(request, Desk(asked, register, found.version, lawful, row, found))


def _answer(request: HttpRequest, desk: Desk) -> HttpResponse:
    _may(desk)
    if request.method != "POST":
        return _form(request, desk, _empty(request, desk))
    draft, faults = _read(request, desk)
    if faults or "_back" in request.POST:
        return _form(request, desk, draft, Refusal("form", fields=faults) if faults else None)
    day = _day(desk, draft)
    if isinstance(day, str):
        return _form(request, desk, draft, Refusal("form", fields={"on": day}))
    if "_confirm" not in request.POST:
        answer = rehearse(desk.register, desk.row, desk.step.id, draft.values, **_facts(desk, draft, day))
        if isinstance(answer, Refusal):
            return _form(request, desk, draft, answer)
        return render(request, "desk/check.html", {"page": check_page(desk, draft, answer)})
    return _confirm(request, desk, draft, day)


def _confirm(request: HttpRequest, desk: Desk, draft: Draft, day: date | datetime) -> HttpResponse:
    def act() -> Recorded | Refusal:
        return record(desk.register, desk.row, desk.step.id, draft.values, **_facts(desk, draft, day))

    place = f"/r/{desk.register.key}/"
    try:
        answer = once(
            desk.asked.officer, draft.token, desk.register, desk.row, draft.seen, desk.township, act
        )
    except Already as before:
        messages.info(request, "这一页刚才已经提交过，没有再记一次。")
        return HttpResponseRedirect(f"{place}{before.args[0]}/")
    except SavedFirst as first:
        return conflict(request, desk, draft, first.args[0])
    if isinstance(answer, Refusal):
        return _form(request, desk, draft, answer)
    number = f"{desk.asked.today:%Y%m%d}-{answer.index + 1}"
    messages.success(request, f"已提交。{desk.step.name}记录已存证，编号E-{number}。")
    return HttpResponseRedirect(f"{place}{answer.matter}/")


def _facts(desk: Desk, draft: Draft, day: date | datetime) -> dict[str, Any]:
    return {
        "on": day,
        "now": desk.asked.now,
        "by": desk.asked.officer,
        "who": draft.who,
        "files": draft.files,
        "reason": draft.reason,
    }


def _may(desk: Desk) -> None:
    if desk.row is None and desk.asked.township is None:
        raise NotYours("台账由乡镇登记，县级只读。")
    asked = desk.asked
    refused = why_not(desk.register, desk.version, desk.step, asked.officer, desk.township, asked.today)
    if refused is not None:
        told = refused.sentences[0]
        raise NotYours(told.text, (told.next,) if told.next else ())


def _empty(request: HttpRequest, desk: Desk) -> Draft:
    """A fresh form: today, and the only party if there is only one left."""
    who = request.GET.get("who", "")
    left = desk.parties_left
    if not who and len(left) == 1:
        who = left[0]
    seen = str(desk.row.events) if desk.row else ""
    return Draft({}, desk.asked.today.isoformat(), "", who, "", (), new_token(), seen)


def _read(request: HttpRequest, desk: Desk) -> tuple[Draft, dict[str, str]]:
    data, faults = request.POST, {}
    state = desk.found.state if desk.found else None
    digests = [digest for digest in data.getlist(FILES) if StoredFile.objects.filter(digest=digest).exists()]
    for upload in request.FILES.getlist(UPLOAD):
        try:
            digests.append(take(upload).digest)
        except BadFile as fault:
            faults[UPLOAD] = str(fault)
    draft = Draft(
        values=typed_of(desk.register, desk.step, desk.row, state, data),
        on=data.get(ON, "").strip(),
        at=data.get("_at", "").strip(),
        who=data.get(WHO, "").strip(),
        reason=data.get("_reason", "").strip(),
        files=tuple(dict.fromkeys(digests)),
        token=data.get(TOKEN, "").strip(),
        seen=data.get(SEEN, "").strip(),
    )
    if "_refresh" in data:
        draft = draft.fresh(str(desk.row.events) if desk.row else "", new_token())
    if desk.step.each and desk.found is not None and not draft.who:
        faults[WHO] = f"没有选是哪一个{desk.step.each}"
    return draft, faults


def _day(desk: Desk, draft: Draft) -> date | datetime | str:
    try:
        day = date.fromisoformat(draft.on)
        if not desk.hours:
            return day
        moment = datetime.fromisoformat(f"{day.isoformat()}T{draft.at or '00:00'}")
        return timezone.make_aware(moment)
    except ValueError:
        return "没有写清是哪一天，应当写成2026-01-15这样；有时刻的写成09:30"


def _form(request: HttpRequest, desk: Desk, draft: Draft, refusal: Refusal | None = None) -> HttpResponse:
    page = form_page(desk, draft, refusal)
    return render(request, "desk/step.html", {"page": page}, status=422 if refusal else 200)
