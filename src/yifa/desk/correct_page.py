"""W9 更正: old and new side by side, a reason, a paper; the old entry stays, struck through."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from yifa.desk import words
from yifa.desk.acts import blocked, told_first
from yifa.desk.asking import Asker, asker, register_for, row_for
from yifa.desk.evidence import BadFile, take
from yifa.desk.fields import control, staff
from yifa.desk.once import SEEN, TOKEN, Already, SavedFirst, new_token, once
from yifa.desk.shown.form import Change, CorrectPage, Field, Option
from yifa.desk.shown.parts import Complaint, Head, Link, Note, Piece, Row
from yifa.matter.columns import Officers, opened
from yifa.matter.correct import correct
from yifa.matter.history import ERASED, Happened, effective, history
from yifa.matter.models import Matter
from yifa.matter.refusal import Recorded, Refusal
from yifa.matter.register import Register
from yifa.matter.values import step_columns
from yifa.procedure import Step

ON, REASON, UPLOAD, VOIDED = "_on", "_reason", "_upload", "_void"


@login_required
def page(request: HttpRequest, key: str, pk: str, entry: str) -> HttpResponse:
    """Shows the form of a correction, and records it."""
    asked = asker(request)
    register = register_for(key, asked)
    row = row_for(register, pk, asked)
    current = _standing(register, row, entry)
    step = register.version(row).definition.by_id.get(current[0].step)
    if step is None:
        raise Http404(entry)
    if request.method != "POST":
        return _form(request, register, row, current, step, asked, {}, None)
    typed = _typed(request, register, step)
    data = request.POST
    try:
        answer = once(
            asked.officer,
            data.get(TOKEN, ""),
            register,
            row,
            data.get(SEEN, ""),
            row.township,
            lambda: _send(request, register, row, current[0].entry, typed, asked),
        )
    except Already:
        messages.info(request, "这一次更正刚才已经提交过，没有再记一次。")
        return HttpResponseRedirect(f"/r/{register.key}/{row.pk}/")
    except SavedFirst:
        answer = Refusal("form", fields={"": "你打开这一页以后，这件事项又有了新记录。核对以后再提交一次"})
    if isinstance(answer, Refusal):
        return _form(request, register, row, current, step, asked, typed, answer)
    messages.success(request, "已更正。原来的记录划线保留，更正的理由一并存证。")
    return HttpResponseRedirect(f"/r/{register.key}/{row.pk}/")


def _standing(register: Register, row: Matter, entry: str) -> tuple[Happened, Happened]:
    for original, now in effective(history(register.key, row.pk)):
        if str(original.entry) == str(entry):
            return original, now
    raise Http404(entry)


def _typed(request: HttpRequest, register: Register, step: Step) -> dict[str, Any]:
    data = request.POST
    return {
        name: [item for item in data.getlist(name) if item]
        if isinstance(register.columns[name], Officers)
        else data.get(name, "").strip()
        for name in step_columns(register, step)
    }


def _send(
    request: HttpRequest, register: Register, row: Matter, entry: UUID, typed: dict[str, Any], asked: Asker
) -> Recorded | Refusal:
    try:
        on = date.fromisoformat(request.POST.get(ON, ""))
    except ValueError:
        return Refusal("form", fields={"on": "没有写清是哪一天，应当写成2026-01-15这样"})
    files = []
    for upload in request.FILES.getlist(UPLOAD):
        try:
            files.append(take(upload).digest)
        except BadFile as fault:
            return Refusal("form", fields={UPLOAD: str(fault)})
    return correct(
        register,
        row,
        entry,
        None if request.POST.get(VOIDED) == "是" else typed,
        on=on,
        reason=request.POST.get(REASON, ""),
        now=asked.now,
        by=asked.officer,
        files=files,
    )


def _form(
    request: HttpRequest,
    register: Register,
    row: Matter,
    current: tuple[Happened, Happened],
    step: Step,
    asked: Asker,
    typed: dict[str, Any],
    refusal: Refusal | None,
) -> HttpResponse:
    original, now = current
    faults = dict(refusal.fields) if refusal else {}
    names = {"on": ON, "reason": REASON, "": REASON}
    values = {**original.values, **now.values}
    people = staff(row.township)
    changes = []
    for name in step_columns(register, step):
        column = register.columns[name]
        sealed = values.get(name)
        old = None if sealed is None or sealed is ERASED else opened(column, sealed)
        errors = (faults[name],) if name in faults else ()
        field = control(
            name, register.labels[name], column, typed.get(name, old), people, errors, optional=True
        )
        changes.append(Change(register.labels[name], words.value(column, old), field))
    shown = CorrectPage(
        head=_head(register, row, step, refusal),
        send_url=request.path,
        of=(
            Row("步骤", step.name),
            Row("日期", words.day(now.on, asked.today)),
            Row("登记", words.moment(now.recorded, asked.today)),
        ),
        changes=tuple(changes),
        items=_items(request, now, faults),
        complaints=tuple(Complaint(text, f"f-{names.get(name, name)}") for name, text in faults.items()),
        blocked=tuple(blocked(each, None, asked) for each in told_first(refusal.sentences))
        if refusal
        else (),
        hidden=((TOKEN, new_token()), (SEEN, str(row.events))),
        notes=(
            Note("提交后原记录划线保留，谁在什么时候为什么更正，都看得见。", "更正不能再撤回，只能再更正。"),
        ),
        back=Link("不更正，返回", f"/r/{register.key}/{row.pk}/"),
    )
    return render(request, "desk/correct.html", {"page": shown}, status=422 if refusal else 200)


def _items(request: HttpRequest, now: Happened, faults: dict[str, str]) -> tuple[Field, ...]:
    def errors(name: str) -> tuple[str, ...]:
        return (faults[name],) if name in faults else ()

    data = request.POST
    return (
        Field(ON, "应当是哪一天", "date", data.get(ON, now.on.isoformat()), errors=errors("on"), width="s"),
        control_void(data.get(VOIDED, "")),
        Field(REASON, "更正的理由", "textarea", data.get(REASON, ""), errors=errors("reason"), rows=3),
        Field(UPLOAD, "证明材料", "file", optional=True, multiple=True, errors=errors(UPLOAD)),
    )


def control_void(value: str) -> Field:
    """Whether the entry never happened at all."""
    hint = "登记错了对象、根本没有这回事的，选“是”，这条记录作废"
    return Field(
        VOIDED, "整条作废", "select", value, hint=hint, options=_void_options(value), optional=True, width="s"
    )


def _void_options(value: str) -> tuple[Any, ...]:
    from_words = (("", "不作废"), ("是", "是，整条作废"))
    return tuple(Option(key, label, key == value) for key, label in from_words)


def _head(register: Register, row: Matter, step: Step, refusal: Refusal | None) -> Head:
    title = register.title_of(row)
    prefix = "有地方需要修改：" if refusal else ""
    return Head(
        window=f"{prefix}更正{step.name}",
        title=(Piece(f"更正{step.name}"),),
        lead=(Piece(title),),
        crumbs=(
            Link("工作台", "/"),
            Link(register.zh, f"/r/{register.key}/"),
            Link(title, f"/r/{register.key}/{row.pk}/"),
        ),
    )
