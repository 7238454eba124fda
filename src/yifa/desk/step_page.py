"""W8 记录步骤: the form, the check before it is sent, the refusal in the same place, the receipt."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone

from yifa.desk import words
from yifa.desk.asking import Asker, asker, register_for, row_for
from yifa.desk.errors import NotYours
from yifa.desk.evidence import BadFile, take
from yifa.desk.fields import fields_of, staff, typed_of
from yifa.desk.matter_page import Standing, blocked, standing
from yifa.desk.shown.form import CheckPage, Field, FormPage, Group, Option
from yifa.desk.shown.parts import (
    Action,
    Blocked,
    Complaint,
    File,
    Head,
    LawText,
    Link,
    Note,
    Piece,
    Row,
    Step,
)
from yifa.law import statutes
from yifa.ledger.models import StoredFile
from yifa.matter.models import Matter
from yifa.matter.record import record, rehearse
from yifa.matter.refusal import Recorded, Refusal
from yifa.matter.register import Register, Version
from yifa.matter.rights import OVERRIDERS, why_not
from yifa.matter.values import step_columns
from yifa.procedure import Step as Lawful

ON, AT, WHO, REASON, FILES, UPLOAD = "_on", "_at", "_who", "_reason", "_files", "_upload"


@dataclass(frozen=True)
class Draft:
    """What stands in the form at this moment."""

    values: dict[str, Any]
    on: str
    at: str
    who: str
    reason: str
    files: tuple[str, ...]


@dataclass(frozen=True)
class Desk:
    """Where the form stands: register, step, matter (None for a new one) and who fills it in."""

    asked: Asker
    register: Register
    version: Version
    step: Lawful
    row: Matter | None
    found: Standing | None

    @property
    def url(self) -> str:
        """The form's own address."""
        place = f"{self.row.pk}/step/{self.step.id}/" if self.row else "new/"
        return f"/r/{self.register.key}/{place}"

    @property
    def back(self) -> str:
        """Where one goes without sending it."""
        return f"/r/{self.register.key}/" + (f"{self.row.pk}/" if self.row else "")

    @property
    def hours(self) -> bool:
        """Whether a period in hours starts or ends with this step, so that the moment matters."""
        rules = self.version.definition.rules
        return any(rule.unit == "小时" and self.step.name in (*rule.src, *rule.dst) for rule in rules)


@login_required
def new(request: HttpRequest, key: str) -> HttpResponse:
    """Opens a matter with the register's opening step."""
    asked = asker(request)
    register = register_for(key, asked)
    version = register.version_on(asked.today)
    wanted = request.GET.get("step") or request.POST.get("step") or ""
    opening = version.definition.opening
    step = next((each for each in opening if each.id == wanted), opening[0])
    desk = Desk(asked, register, version, step, None, None)
    return _answer(request, desk)


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
        on = desk.asked.today.isoformat()
        return _form(request, desk, Draft({}, on, "", request.GET.get("who", ""), "", ()))
    draft, faults = _read(request, desk)
    if faults or "_back" in request.POST:
        return _form(request, desk, draft, Refusal("form", fields=faults) if faults else None)
    day = _day(desk, draft)
    if isinstance(day, str):
        return _form(request, desk, draft, Refusal("form", fields={"on": day}))
    keep = {
        "on": day, "now": desk.asked.now, "by": desk.asked.officer, "who": draft.who,
        "files": draft.files, "reason": draft.reason,
    }  # fmt: skip
    act = record if "_confirm" in request.POST else rehearse
    answer = act(desk.register, desk.row, desk.step.id, draft.values, **keep)  # type: ignore[arg-type]
    if isinstance(answer, Refusal):
        return _form(request, desk, draft, answer)
    if "_confirm" not in request.POST:
        return _check(request, desk, draft, answer)
    number = f"{desk.asked.today:%Y%m%d}-{answer.index + 1}"
    messages.success(request, f"已提交。{desk.step.name}记录已存证，编号E-{number}。")
    return HttpResponseRedirect(f"/r/{desk.register.key}/{answer.matter}/")


def _may(desk: Desk) -> None:
    township = desk.row.township if desk.row else desk.asked.township
    if township is None:
        raise NotYours("台账由乡镇登记，县级只读。")
    refused = why_not(desk.register, desk.version, desk.step, desk.asked.officer, township, desk.asked.today)
    if refused is not None:
        told = refused.sentences[0]
        raise NotYours(told.text, (told.next,) if told.next else ())


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
        at=data.get(AT, "").strip(),
        who=data.get(WHO, "").strip(),
        reason=data.get(REASON, "").strip(),
        files=tuple(dict.fromkeys(digests)),
    )
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
    faults = dict(refusal.fields) if refusal else {}
    items = _items(desk, draft, faults)
    complaints = tuple(
        _complaint(item, text) for name, text in faults.items() if (item := _target(name)) and text
    )
    able = {each for each, _ in desk.found.enabled} if desk.found else set()
    told: tuple[Blocked, ...] = ()
    if refusal and refusal.sentences:
        told = tuple(
            blocked(each, desk.found, able) if desk.found else Blocked(each.text, next=each.next)
            for each in refusal.sentences
        )
    problems = len(complaints) + len(told)
    page = FormPage(
        head=_head(desk, f"有{problems}处需要修改：" if problems else ""),
        send_url=desk.url,
        items=items,
        complaints=complaints,
        blocked=told,
        hidden=(*((FILES, digest) for digest in draft.files), ("step", desk.step.id)),
        back=Link("不办了，返回", desk.back),
        steps=_around(desk),
        afterwards=_afterwards(desk),
        laws=_laws(desk),
        uploads=_uploads(draft),
    )
    return render(request, "desk/step.html", {"page": page}, status=422 if refusal else 200)


def _target(name: str) -> str:
    return {"on": ON, "": ON}.get(name, name)


def _complaint(name: str, text: str) -> Complaint:
    return Complaint(text, f"f-{name}")


def _items(desk: Desk, draft: Draft, faults: dict[str, str]) -> tuple[Field | Group, ...]:
    township = desk.row.township if desk.row else desk.asked.township
    assert township is not None
    errors = {_target(name): (text,) for name, text in faults.items()}
    items: list[Field | Group] = [
        Field(ON, f"{desk.step.name}的日期", "date", draft.on, errors=errors.get(ON, ()), width="s")
    ]
    if desk.hours:
        hint = "这一步的期限按小时计算，要写到几点几分"
        items.append(Field(AT, "时刻", "time", draft.at, hint=hint, width="s"))
    if desk.found is not None and desk.step.each:
        people = desk.found.kernel.parties(desk.found.state, desk.step.name)
        options = tuple(Option(name, name, name == draft.who) for name in people)
        items.append(Field(WHO, f"哪一个{desk.step.each}", "radio", options=options))
    state = desk.found.state if desk.found else None
    items += fields_of(desk.register, desk.step, desk.row, state, draft.values, faults, staff(township))
    items.append(
        Field(UPLOAD, "文书、照片等文件", "file", hint="手机可以直接拍照；每个文件最大50MB", optional=True,
              multiple=True, errors=errors.get(UPLOAD, ()))
    )  # fmt: skip
    if desk.asked.roles & OVERRIDERS and (
        draft.reason or any(key == "" for key in faults) or _was_blocked(desk, draft)
    ):
        items.append(_reason_field(draft))
    return tuple(items)


def _was_blocked(desk: Desk, draft: Draft) -> bool:
    """Whether the step is one that the law blocks now, so that a fact may need its reason."""
    if desk.found is None:
        return False
    who = draft.who
    return bool(desk.found.kernel.explain(desk.found.state, desk.step.name, desk.asked.today, who=who))


def _reason_field(draft: Draft) -> Field:
    hint = "已经发生的事实可以如实记录：写明理由，违反程序的记录会一直保留并计入指标"
    return Field(
        REASON, "事情已经发生、仍要记录的理由", "textarea", draft.reason, hint=hint, optional=True, rows=3
    )


def _head(desk: Desk, prefix: str) -> Head:
    title = f"记录{desk.step.name}" if desk.row else f"登记{desk.register.zh}"
    crumbs = [Link("工作台", "/"), Link(desk.register.zh, f"/r/{desk.register.key}/")]
    lead: tuple[Piece, ...] = ()
    if desk.row:
        name = desk.register.title_of(desk.row)
        crumbs.append(Link(name, desk.back))
        lead = (Piece(f"{name}，现在办到“{desk.row.stage}”。"),)
    return Head(window=prefix + title, title=(Piece(title),), lead=lead, crumbs=tuple(crumbs))


def _around(desk: Desk) -> tuple[Step, ...]:
    names = list(desk.version.definition.steps)
    place = names.index(desk.step.name)
    shown = []
    done = {key[0] for key in desk.found.state.done} if desk.found else set()
    for name in names[max(0, place - 3) : place + 4]:
        each = desk.version.definition.steps[name]
        state = "now" if name == desk.step.name else ("done" if name in done else "todo")
        shown.append(Step(name, state, "", words.cites(each.cites)))  # type: ignore[arg-type]
    return tuple(shown)


def _afterwards(desk: Desk) -> tuple[str, ...]:
    lines = ["这条记录存证，不能删改，只能更正。"]
    for rule in desk.version.definition.rules:
        if desk.step.name in rule.src and rule.kind in ("must", "may"):
            what = "或者".join(rule.dst)
            length = f"，期限{rule.n}{rule.unit}" if rule.n else ""
            lines.append(f"{'应当' if rule.kind == 'must' else '可以'}{what}{length}（{rule.cite.short}）。")
    return tuple(dict.fromkeys(lines))


def _laws(desk: Desk) -> tuple[LawText, ...]:
    shown = []
    for found in desk.step.cites:
        rows = statutes.facts(found.statute_id, found.article)
        if rows:
            lines = tuple(dict.fromkeys(row.words for row in rows if row.words))
            shown.append(LawText(f"{found.label} 要点", lines, words.cite(found), f"law-{found.article}"))
    return tuple(shown)


def _uploads(draft: Draft) -> tuple[File, ...]:
    stored = StoredFile.objects.in_bulk(list(draft.files), field_name="digest")
    return tuple(
        File(stored[digest].kind.upper(), stored[digest].name, "busy", "提交后存证", digest=digest)
        for digest in draft.files
        if digest in stored
    )


def _check(request: HttpRequest, desk: Desk, draft: Draft, answer: Recorded) -> HttpResponse:
    register = desk.register
    rows = [Row("日期", f"{draft.on} {draft.at}".strip())]
    if draft.who:
        rows.append(Row("当事人", draft.who))
    for name in step_columns(register, desk.step):
        text = words.value(register.columns[name], draft.values.get(name))
        rows.append(Row(register.labels[name], text or "—"))
    rows += [Row("文件", file.name) for file in _uploads(draft)]
    warnings = [Note(str(each), "这一步违反程序，会留下记录：", "z") for each in answer.breaches]
    if draft.reason:
        rows.append(Row("理由", draft.reason))
    page = CheckPage(
        head=replace(_head(desk, "提交前检查："), title=(Piece(f"提交前检查：{desk.step.name}"),)),
        send_url=desk.url,
        rows=tuple(rows),
        hidden=_hidden(desk, draft),
        warnings=tuple(warnings),
        back=Action("返回修改"),
    )
    return render(request, "desk/check.html", {"page": page})


def _hidden(desk: Desk, draft: Draft) -> tuple[tuple[str, str], ...]:
    kept = [(ON, draft.on), (AT, draft.at), (WHO, draft.who), (REASON, draft.reason), ("step", desk.step.id)]
    kept += [(FILES, digest) for digest in draft.files]
    for name, value in draft.values.items():
        if isinstance(value, list):
            officers = desk.register.columns[name].__class__.__name__ == "Officers"
            kept += [(name, each) for each in value] if officers else [(name, "、".join(value))]
        elif isinstance(value, bool):
            kept.append((name, "是" if value else "否"))
        else:
            kept.append((name, "" if value is None else str(value)))
    return tuple(kept)
