"""The form of a step and the check before it is sent, as plain data for their templates."""

from __future__ import annotations

from dataclasses import replace

from yifa.desk import words
from yifa.desk.acts import blocked, told_first
from yifa.desk.draft import AT, ON, REASON, UPLOAD, WHO, Desk, Draft, hidden, marks
from yifa.desk.fields import fields_of, staff
from yifa.desk.shown.form import CheckPage, Field, FormPage, Group, Option
from yifa.desk.shown.parts import (
    Action,
    Complaint,
    Fact,
    File,
    Head,
    LawText,
    Link,
    Note,
    Piece,
    Row,
    Step,
)
from yifa.desk.steps import main_statute, states
from yifa.law import statutes
from yifa.ledger.models import StoredFile
from yifa.matter.columns import judged
from yifa.matter.refusal import Recorded, Refusal
from yifa.matter.rights import OVERRIDERS
from yifa.matter.values import step_columns

AROUND, FOLD_FROM = 3, 3


def form_page(desk: Desk, draft: Draft, refusal: Refusal | None) -> FormPage:
    """The form, with what was refused in the same place."""
    faults = dict(refusal.fields) if refusal else {}
    items, more = _folded(_items(desk, draft, faults))
    complaints = tuple(Complaint(text, f"f-{_target(name)}") for name, text in faults.items() if text)
    told = told_first(refusal.sentences) if refusal else []
    problems = len(complaints) + len(told)
    return FormPage(
        head=_head(desk, f"有{problems}处需要修改：" if problems else ""),
        send_url=desk.url,
        items=items,
        more=more,
        last=_last(desk, draft, faults),
        complaints=complaints,
        blocked=tuple(blocked(each, desk.found, desk.asked) for each in told),
        hidden=marks(desk, draft),
        back=Link("不办了，返回", desk.back),
        steps=_around(desk),
        afterwards=_afterwards(desk),
        laws=_laws(desk),
        uploads=uploads(draft),
    )


def _target(name: str) -> str:
    return {"on": ON, "": ON}.get(name, name)


def _items(desk: Desk, draft: Draft, faults: dict[str, str]) -> tuple[Field | Group, ...]:
    errors = {_target(name): (text,) for name, text in faults.items()}
    day = Field(ON, f"{desk.step.name}的日期", "date", draft.on, errors=errors.get(ON, ()), width="s")
    items: list[Field | Group] = [day]
    if desk.hours:
        hint = "这一步的期限按小时计算，要写到几点几分"
        items.append(Field(AT, "时刻", "time", draft.at, hint=hint, width="s"))
    if desk.parties:
        items.append(_party(desk, draft, errors.get(WHO, ())))
    state = desk.found.state if desk.found else None
    fields = fields_of(desk.register, desk.step, desk.row, state, draft.values, faults, staff(desk.township))
    known = [field for field in fields if field.kind == "known"]
    asked = [field for field in fields if field.kind != "known"]
    return (*known, *items, *asked)


def _last(desk: Desk, draft: Draft, faults: dict[str, str]) -> tuple[Field, ...]:
    errors = (faults[UPLOAD],) if UPLOAD in faults else ()
    hint = "手机可以直接拍照；每个文件最大50MB"
    files = Field(UPLOAD, "文书、照片等文件", "file", hint=hint, optional=True, multiple=True, errors=errors)
    if desk.asked.roles & OVERRIDERS and (draft.reason or _was_blocked(desk, draft)):
        return (files, _reason_field(draft))
    return (files,)


def _folded(items: tuple[Field | Group, ...]) -> tuple[tuple[Field | Group, ...], tuple[Field, ...]]:
    """The fields that are asked, and the optional ones to fold away when they are many."""
    optional = tuple(item for item in items if isinstance(item, Field) and item.optional)
    if len(optional) < FOLD_FROM:
        return items, ()
    return tuple(item for item in items if item not in optional), optional


def _party(desk: Desk, draft: Draft, errors: tuple[str, ...]) -> Field:
    label = f"哪一个{desk.step.each}"
    if len(desk.parties) == 1:
        return Field(WHO, desk.step.each, "known", desk.parties[0], sends=desk.parties[0])
    left = desk.parties_left
    options = tuple(
        Option(name, name, name == draft.who, "" if name in left else "已经办过") for name in desk.parties
    )
    return Field(WHO, label, "radio", options=options, errors=errors)


def _was_blocked(desk: Desk, draft: Draft) -> bool:
    """Whether the step is one that the law blocks now, so that a fact may need its reason."""
    if desk.found is None:
        return False
    who = draft.who or (desk.parties[0] if desk.parties else "")
    return bool(desk.found.kernel.explain(desk.found.state, desk.step.name, desk.asked.today, who=who))


def _reason_field(draft: Draft) -> Field:
    hint = "已经发生的事实可以如实记录：写明理由，违反程序的记录会一直保留并计入指标"
    return Field(
        REASON, "事情已经发生、仍要记录的理由", "textarea", draft.reason, hint=hint, optional=True, rows=3
    )


def _head(desk: Desk, prefix: str) -> Head:
    opens = len(desk.version.definition.opening) > 1
    title = f"记录{desk.step.name}" if desk.row else f"登记{desk.register.zh}"
    if not desk.row and opens:
        title += f"：{desk.step.name}"
    crumbs = [Link("工作台", "/"), Link(desk.register.zh, f"/r/{desk.register.key}/")]
    facts: list[Fact] = []
    if desk.row:
        name = desk.register.title_of(desk.row)
        crumbs.append(Link(name, desk.back))
        facts = [Fact("事项", name), Fact("现在办到", desk.row.outcome or desk.row.stage)]
        if (number := desk.register.number_of(desk.row)) and number != name:
            facts.insert(0, Fact(desk.register.labels[desk.register.config.number], number))
    return Head(window=prefix + title, title=(Piece(title),), facts=tuple(facts), crumbs=tuple(crumbs))


def _around(desk: Desk) -> tuple[Step, ...]:
    """The steps before and after this one, of those that concern the matter."""
    definition = desk.version.definition
    shown = states(desk.found) if desk.found else {}
    names = [name for name in definition.steps if name in shown or name == desk.step.name]
    place = names.index(desk.step.name)
    main = main_statute(definition)
    found = []
    for number in range(max(0, place - AROUND), min(len(names), place + AROUND + 1)):
        name = names[number]
        state = "now" if name == desk.step.name else ("done" if shown.get(name) == "done" else "todo")
        cites = words.cites(definition.steps[name].cites, main)
        found.append(Step(name, state, "", cites, number + 1))  # type: ignore[arg-type]
    return tuple(found)


def _afterwards(desk: Desk) -> tuple[str, ...]:
    lines = ["这条记录存证，不能删改，只能更正。"]
    for rule in desk.version.definition.rules:
        if desk.step.name in rule.src and rule.kind in ("must", "may"):
            length = words.span(rule.n, rule.counted)
            verb = "应当" if rule.kind == "must" else "可以"
            when = f"{length}内" if length else ""
            lines.append(f"{verb}{when}{'或者'.join(rule.dst)}（{rule.cite.short}）。")
    return tuple(dict.fromkeys(lines))


def _laws(desk: Desk) -> tuple[LawText, ...]:
    shown = []
    for found in desk.step.cites:
        rows = statutes.facts(found.statute_id, found.article)
        if rows:
            lines = tuple(dict.fromkeys(row.words for row in rows if row.words))
            shown.append(LawText(f"{found.label} 要点", lines, words.cite(found), f"law-{found.article}"))
    return tuple(shown)


def uploads(draft: Draft) -> tuple[File, ...]:
    """The files that will be sealed with the step."""
    stored = StoredFile.objects.in_bulk(list(draft.files), field_name="digest")
    return tuple(
        File(stored[digest].kind.upper(), stored[digest].name, "busy", "提交后存证", digest=digest)
        for digest in draft.files
        if digest in stored
    )


def check_page(desk: Desk, draft: Draft, answer: Recorded) -> CheckPage:
    """All of it once more before it is recorded."""
    register = desk.register
    rows = [Row(f"{desk.step.name}的日期", f"{draft.on} {draft.at}".strip())]
    if draft.who:
        rows.append(Row(desk.step.each, draft.who))
    for name in step_columns(register, desk.step):
        column = register.columns[name]
        rows.append(Row(register.labels[name], words.value(column, judged(column, draft.values.get(name)))))
    rows += [Row("文件", file.name) for file in uploads(draft)]
    warnings = [Note(str(each), "这一步违反程序，会留下记录：", "z") for each in answer.breaches]
    if draft.reason:
        rows.append(Row("理由", draft.reason))
    head = replace(_head(desk, "提交前检查："), title=(Piece(f"提交前检查：{desk.step.name}"),))
    return CheckPage(
        head=head,
        send_url=desk.url,
        rows=tuple(rows),
        hidden=hidden(desk, draft),
        warnings=tuple(warnings),
        back=Action("返回修改"),
    )
