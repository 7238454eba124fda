"""W7 事项: the procedure with its articles, what may be done, what is blocked and why, clocks, files,
timeline.
"""

from __future__ import annotations

from dataclasses import replace

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from yifa.desk import words
from yifa.desk.acts import acts_of, blocked_of
from yifa.desk.asking import Asker, asker, register_for, row_for
from yifa.desk.clocks import clock
from yifa.desk.evidence import files_of
from yifa.desk.roster import Roster
from yifa.desk.shown.matter import Facts, MatterPage
from yifa.desk.shown.parts import Action, Cite, Fact, Head, Link, Note, Row, plain
from yifa.desk.standing import Standing, standing
from yifa.desk.steps import main_statute, phases_of
from yifa.desk.timeline import moments
from yifa.matter.papers import templates
from yifa.matter.register import Version
from yifa.matter.values import is_companion

MOST_FACTS, MOST_MOMENTS = 12, 12


@login_required
def matter(request: HttpRequest, key: str, pk: str) -> HttpResponse:
    """The page of one matter."""
    asked = asker(request)
    register = register_for(key, asked)
    found = standing(register, row_for(register, pk, asked), asked.today)
    acts = acts_of(found, asked, Roster([found.row.township], asked.today))
    phases = phases_of(found, asked)
    offered = {act.action.url for act in acts.first}
    stops = tuple(
        replace(one, action=None) if one.action and one.action.url in offered else one
        for one in blocked_of(found, asked)
    )
    story = moments(found, asked)
    page = MatterPage(
        head=_head(found, asked),
        steps=(),
        phases=phases,
        steps_note=f"已办{len(found.done)}步",
        acts=acts.first,
        more=acts.more,
        more_label=f"{'还' if acts.first else ''}可以记录的{len(acts.more)}步，看情况才办",
        blocked=stops,
        idle=_idle(found, acts.first != ()),
        facts=_facts(found),
        files=files_of(found.events, found.version),
        files_note="按内容的摘要存证，改动一个字节都会被发现",
        papers=_papers(found),
        clocks=tuple(clock(found.definition, item, found.state, asked.today) for item in found.owed),
        moments=story[:MOST_MOMENTS],
        older=story[MOST_MOMENTS:],
        source=tuple(_sources(found.version)),
        source_note=f"程序自{words.day(found.version.since, asked.today)}起",
        notes=_notes(found),
    )
    return render(request, "desk/matter.html", {"page": page})


def _idle(found: Standing, acts: bool) -> str:
    if found.closed:
        return "这件事项已经办结。"
    return "" if acts else "现在没有等着办的步骤。"


def _head(found: Standing, asked: Asker) -> Head:
    register, row = found.register, found.row
    title = register.title_of(row)
    facts = [Fact("进度", row.outcome or row.stage)]
    if (number := register.number_of(row)) and number != title:
        facts.insert(0, Fact(register.labels[register.config.number], number))
    if row.opened_on:
        facts.append(Fact("登记", words.day(row.opened_on, asked.today)))
    if row.closed_on:
        facts.append(Fact("办结", words.day(row.closed_on, asked.today)))
    urgent = min((o for o in found.owed if o.kind == "must" and o.due), key=lambda o: o.due or asked.today,
                 default=None)  # fmt: skip
    if urgent is not None and urgent.bearer == "机关":
        badge = words.badge(urgent.due, asked.today, working=urgent.unit == "working_day")
        facts.append(Fact(urgent.steps[0], badge=badge))
    if asked.township is None:
        facts.insert(0, Fact("乡镇", row.township.name))
    return Head(
        window=title,
        title=plain(title),
        crumbs=(Link("工作台", "/"), Link(register.zh, f"/r/{register.key}/")),
        facts=tuple(facts),
        actions=(Action("打印案卷", icon="print", print=True),),
    )


def _facts(found: Standing) -> tuple[Facts, ...]:
    """What was recorded, by the phase of the step that recorded it; the steps' days stand in the procedure."""
    register, row, definition = found.register, found.row, found.definition
    days = {step.date for step in definition.steps.values()}
    phase_of: dict[str, str] = {}
    for step in definition.steps.values():
        if step.name in found.done:
            for label in step.supplies:
                phase_of.setdefault(label, step.phase)
    groups: dict[str, list[Row]] = {}
    for name, field in register.columns.items():
        label = register.labels[name]
        text = words.value(field, getattr(row, name))
        if text and label not in days and not is_companion(register, name):
            groups.setdefault(phase_of.get(label, ""), []).append(Row(label, text))
    if sum(map(len, groups.values())) <= MOST_FACTS:
        rows = tuple(row for rows in groups.values() for row in rows)
        return (Facts("", rows),) if rows else ()
    order = list(dict.fromkeys(step.phase for step in definition.steps.values()))
    places = sorted(groups, key=lambda phase: order.index(phase) if phase in order else len(order))
    first = places[0] if places else ""
    return tuple(
        Facts(place or "其他", tuple(groups[place]), place == first, f"{len(groups[place])}项")
        for place in places
    )


def _papers(found: Standing) -> tuple[Link, ...]:
    """The documents that recorded steps produce."""
    made = templates(found.register)
    steps = found.definition.steps.values()
    return tuple(
        Link(step.name if step.name.endswith("书") else f"{step.name}文书", f"{found.url}paper/{step.id}/")
        for step in steps
        if step.name in found.done and step.paper in made
    )


def _sources(version: Version) -> list[Cite]:
    main = main_statute(version.definition)
    seen: dict[str, Cite] = {}
    cites = [cite for step in version.definition.steps.values() for cite in step.cites]
    for found in sorted(cites, key=lambda cite: cite.statute_id != main):
        name = found.label.partition("》")[0] + "》"
        seen.setdefault(found.statute_id, Cite(name, words.law_url(found.statute_id, "")))
    return list(seen.values())


def _notes(found: Standing) -> tuple[Note, ...]:
    if not found.row.breaches:
        return ()
    text = "记录不能删除，计入指标，在右边的经过里标出。"
    return (Note(text, f"有{found.row.breaches}处违反程序或者逾期。", "z"),)
