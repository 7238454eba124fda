"""W7 事项: the procedure with its articles, what may be done, what is blocked and why, clocks, files,
timeline.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from yifa.desk import words
from yifa.desk.asking import Asker, asker, register_for, row_for
from yifa.desk.clocks import clock
from yifa.desk.evidence import files_of
from yifa.desk.shown.matter import Act, Facts, MatterPage
from yifa.desk.shown.parts import Action, Blocked, Cite, Fact, Head, Link, Moment, Note, Row, Step, plain
from yifa.matter.history import Happened, effective, history, kernel_events
from yifa.matter.models import Breach, Matter
from yifa.matter.papers import templates
from yifa.matter.refusal import Sentence
from yifa.matter.register import Register, Version
from yifa.matter.rights import acting_role, enterers, holders
from yifa.matter.sentence import sentence
from yifa.matter.values import is_companion
from yifa.procedure import Kernel, State, Verdict
from yifa.procedure import Step as Lawful

MOST_BLOCKED = 8


@dataclass(frozen=True)
class Standing:
    """A matter as it stands on the day: its events, its state, what the kernel answers."""

    register: Register
    row: Matter
    version: Version
    kernel: Kernel
    events: tuple[Happened, ...]
    state: State
    verdict: Verdict
    enabled: tuple[tuple[str, str], ...]


def standing(register: Register, row: Matter, today: date) -> Standing:
    """Replays the matter; two queries and some hundred microseconds."""
    version = register.version(row)
    kernel = version.kernel(row.township)
    events = tuple(history(register.key, row.pk))
    state = kernel.replay(kernel_events(register, version, events))
    enabled = tuple(kernel.enabled(state, today))
    return Standing(register, row, version, kernel, events, state, kernel.verdict(state, today), enabled)


@login_required
def matter(request: HttpRequest, key: str, pk: str) -> HttpResponse:
    """The page of one matter."""
    asked = asker(request)
    register = register_for(key, asked)
    row = row_for(register, pk, asked)
    found = standing(register, row, asked.today)
    owed = found.kernel.agenda(found.state, asked.today)
    acts = _acts(found, asked)
    page = MatterPage(
        head=_head(found, asked),
        steps=_steps(found, asked),
        steps_note=f"已办{len({step for step, _ in found.state.done})}步",
        acts=acts,
        blocked=_blocked(found, asked),
        idle="" if acts else ("这件事项已经办结。" if row.closed_on else "现在没有你能办的步骤。"),
        facts=_facts(found),
        files=files_of(found.events, found.version),
        files_note="文件按内容的摘要存证，改动一个字节都会被发现",
        clocks=tuple(clock(found.version.definition, item, asked.today) for item in owed),
        moments=moments(found, asked),
        source=tuple(_sources(found.version)),
        source_note=f"程序版本{found.version.since.isoformat()}",
        notes=_notes(found),
    )
    return render(request, "desk/matter.html", {"page": page})


def _head(found: Standing, asked: Asker) -> Head:
    register, row = found.register, found.row
    title = register.title_of(row)
    facts = [Fact("进度", row.stage)]
    if number := register.number_of(row):
        facts.insert(0, Fact(str(register.labels[register.config.number]), number))
    if row.opened_on:
        facts.append(Fact("登记", words.day(row.opened_on, asked.today)))
    if row.outcome:
        facts.append(Fact("结果", row.outcome))
    if row.due_on and not row.closed_on:
        facts.append(Fact("最近期限", row.due_what, badge=words.badge(row.due_on, asked.today)))
    actions = [Action("打印案卷", icon="print", print=True)]
    return Head(
        window=title,
        title=plain(title),
        crumbs=(Link("工作台", "/"), Link(register.zh, f"/r/{register.key}/")),
        facts=tuple(facts),
        actions=tuple(actions),
    )


def url_of(found: Standing) -> str:
    """The matter's address."""
    return f"/r/{found.register.key}/{found.row.pk}/"


def _steps(found: Standing, asked: Asker) -> tuple[Step, ...]:
    shown: list[Step] = []
    able = {step for step, _ in found.enabled}
    state, owed = found.state, {label for term in found.verdict.left for label in term.dst}
    for name, step in found.version.definition.steps.items():
        days = [(key[1], when) for key, dates in state.done.items() if key[0] == name for when in dates]
        if days:
            note = "，".join(f"{who}{words.day(when, asked.today)}" for who, when in days[-3:])
            shown.append(Step(name, "done", note, words.cites(step.cites)))
        elif name in state.out or found.row.closed_on:
            continue
        elif name in able:
            shown.append(Step(name, "now" if name in owed else "todo", "", words.cites(step.cites)))
        elif name in owed:
            shown.append(Step(name, "stop", "", words.cites(step.cites)))
        elif not found.kernel.definition.steps[name].party:
            shown.append(Step(name, "todo", "", words.cites(step.cites)))
    return tuple(shown)


def _acts(found: Standing, asked: Asker) -> tuple[Act, ...]:
    acts: list[Act] = []
    owed = {label for term in found.verdict.left for label in term.dst}
    order = sorted(found.enabled, key=lambda pair: pair[0] not in owed)
    for name, who in order:
        step = found.version.definition.steps[name]
        if step.opens or step.fiction:
            continue
        mine = acting_role(found.version, step, asked.officer, asked.today)
        label = f"{name}（{who}）" if who else name
        if mine and asked.township is not None:
            first = not any(act.action.kind == "p" for act in acts)
            action = Action(f"记录{name}", step_url(found, step, who), "p" if first else "")
        else:
            action = Action(f"记录{name}", locked=True)
        acts.append(Act(label, _who(found, step, asked, bool(mine)), action, words.cites(step.cites)))
    return tuple(acts)


def step_url(found: Standing, step: Lawful, who: str = "") -> str:
    """The form of a step."""
    return f"{url_of(found)}step/{step.id}/" + (f"?who={who}" if who else "")


def _who(found: Standing, step: Lawful, asked: Asker, mine: bool) -> str:
    if mine:
        return ""
    names = holders(found.row.township, enterers(found.version, step), asked.today)
    return f"由{'、'.join(names[:3])}办理。" if names else "还没有人担任办这一步的岗位。"


def _blocked(found: Standing, asked: Asker) -> tuple[Blocked, ...]:
    if found.row.closed_on:
        return ()
    able = {step for step, _ in found.enabled}
    shown: list[Blocked] = []
    for name, step in found.version.definition.steps.items():
        if name in able or name in found.state.out or step.opens or step.party:
            continue
        reasons = found.kernel.explain(found.state, name, asked.today)
        told = [
            sentence(found.version, name, each) for each in reasons if each.code not in ("once", "excluded")
        ]
        if told and len(shown) < MOST_BLOCKED:
            shown.append(blocked(told[0], found, able))
    return tuple(shown)


def blocked(told: Sentence, found: Standing, able: set[str]) -> Blocked:
    """A blocked sentence with the button that does the next thing, when that can be done."""
    cure = found.version.definition.by_id.get(told.cure)
    action = None
    if cure is not None and cure.name in able:
        action = Action(f"记录{cure.name}", step_url(found, cure))
    cites = (Cite(told.cite, words.law_url(told.statute, told.article), told.mark),) if told.cite else ()
    return Blocked(told.text, cites, told.next, action)


def _facts(found: Standing) -> tuple[Facts, ...]:
    register, row = found.register, found.row
    shown = []
    for name, field in register.columns.items():
        text = words.value(field, getattr(row, name))
        if text and not is_companion(register, name):
            shown.append(Row(register.labels[name], text))
    return (Facts("登记的内容", tuple(shown)),) if shown else ()


def moments(found: Standing, asked: Asker) -> tuple[Moment, ...]:
    """The timeline, newest first: what happened, what was corrected, what was broken; nobody can edit it."""
    names = dict(zip_names(found.events))
    current = {original.entry: now.entry for original, now in effective(found.events)}
    broken = {
        breach.entry: breach
        for breach in Breach.objects.filter(register=found.register.key, matter=found.row.pk)
    }
    shown = []
    for event in reversed(found.events):
        step = found.version.definition.by_id.get(event.step)
        label = step.name if step else {"correct": "更正", "void": "作废一条记录"}.get(event.step, event.step)
        who = f"（{event.who}）" if event.who else ""
        breach = broken.get(event.entry)
        notes = [note for note in (event.reason and f"理由：{event.reason}", breach and breach.text) if note]
        if event.past:
            notes.append(_origin(event))
        struck = event.corrects is None and current.get(event.entry) != event.entry
        fix = "" if struck or event.corrects else f"{url_of(found)}correct/{event.entry}/"
        shown.append(
            Moment(
                when=words.day(event.on, asked.today),
                machine=event.on.isoformat(),
                text=f"{label}{who}",
                who=f"{names.get(event.officer, '')}，{words.moment(event.recorded, asked.today)}登记",
                kind="bad" if breach else "step",
                url=fix,
                note="；".join(notes),
                struck=struck,
            )
        )
    return tuple(shown)


def _origin(event: Happened) -> str:
    origin = event.head.get("origin") or {}
    if origin.get("kind") == "sheet":
        return f"来自表格“{origin.get('sheet', '')}”第{origin.get('row', '')}行"
    return "来自纸质材料" if origin.get("kind") == "paper" else "示例数据"


def zip_names(events: Sequence[Happened]) -> list[tuple[str, str]]:
    """Officer ids with names, for a timeline."""
    ids = sorted({event.officer for event in events if event.officer})
    return list(zip(ids, words.officer_names(ids), strict=True))


def _sources(version: Version) -> list[Cite]:
    seen: dict[str, Cite] = {}
    for step in version.definition.steps.values():
        for found in step.cites:
            seen.setdefault(found.statute_id, Cite(found.full, words.law_url(found.statute_id, "")))
    return list(seen.values())


def _notes(found: Standing) -> tuple[Note, ...]:
    notes = []
    if found.row.breaches:
        notes.append(
            Note("违反程序的记录不能删除，计入指标。", f"有{found.row.breaches}处违反程序或者逾期。", "z")
        )
    papers = templates(found.register)
    done = {event.step for event in found.events}
    for name in papers:
        if name in done:
            label = found.version.definition.by_id[name].name
            action = Action("打开文书", f"{url_of(found)}paper/{name}/")
            notes.append(Note("由登记的内容生成，可以打印或者下载DOCX。", f"文书：{label}。", "", action))
    return tuple(notes)
