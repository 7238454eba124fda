"""The law of a register as a page, and an article with the facts behind it."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from yifa.desk import words
from yifa.desk.asking import asker, register_for
from yifa.desk.shown.matter import DefinitionPage, LawLine, RuleGroup, RuleLine, StepGroup, StepLine
from yifa.desk.shown.parts import Cite, Head, Link, Mark, Note, Piece
from yifa.law import statutes
from yifa.procedure import Definition
from yifa.procedure.words import condition, sentence

KINDS = (
    ("先后", "前一步没有办，后一步不能办", ("need", "late", "intime")),
    ("未了结不得进行", "权利没有用完或者义务没有履行完以前，不能办", ("hold",)),
    ("办理时的要求", "办这一步时必须满足", ("demand", "apart")),
    ("义务和期限", "发生以后应当在期限内办", ("must",)),
    ("权利和期限", "发生以后可以在期限内行使", ("may",)),
    (
        "延长、停计、免除、重做和适用",
        "改变期限和步骤的事",
        ("extend", "pause", "release", "redo", "exclude", "include"),
    ),
)


@login_required
def definition(request: HttpRequest, key: str) -> HttpResponse:
    """The procedure of a register: statutes, steps, rules, each with its article."""
    asked = asker(request)
    register = register_for(key, asked)
    wanted = request.GET.get("version", "")
    version = next((each for each in register.versions if each.since.isoformat() == wanted), register.current)
    found = version.definition
    page = DefinitionPage(
        head=Head(
            window=f"{register.zh}的法定程序",
            title=(Piece(f"{register.zh}的法定程序"),),
            lead=(Piece(f"{len(found.steps)}个步骤，{len(found.rules)}条规则，每条都有依据。{found.note}"),),
            crumbs=(Link("工作台", "/"), Link(register.zh, f"/r/{register.key}/")),
        ),
        laws=_laws(found),
        phases=_phases(found),
        rules=_rules(found),
        notes=_notes(found),
        before=tuple(
            Link(
                f"{each.since.isoformat()}起的程序",
                f"/r/{register.key}/law/?version={each.since.isoformat()}",
            )
            for each in register.versions[::-1]
            if each is not version
        ),
    )
    return render(request, "desk/definition.html", {"page": page})


def _laws(found: Definition) -> tuple[LawLine, ...]:
    lines = []
    for statute_id in dict.fromkeys(found.laws.values()):
        statute = statutes.get(statute_id)
        cite = Cite(
            f"《{statute.title}》",
            words.law_url(statute_id, ""),
            "" if statute.verified == "text" else "未核",
        )
        since = f"{statute.in_force_from}起施行" if statute.in_force_from else ""
        until = f"，{statute.in_force_to}止" if statute.in_force_to else ""
        lines.append(LawLine(statute.title, statute.number or "", since + until, cite))
    return tuple(lines)


def _phases(found: Definition) -> tuple[StepGroup, ...]:
    groups: dict[str, list[StepLine]] = {}
    for step in found.steps.values():
        who = "、".join(step.roles) or step.party
        who += f"（{step.party}的行为）" if step.party and step.roles else ""
        writes = "、".join((*step.fills, *(f"{label}（选填）" for label in step.may_fill)))
        mark = Mark("法律拟制") if step.fiction else None
        line = StepLine(step.name, who, writes, words.cites(step.cites), mark)
        groups.setdefault(step.phase, []).append(line)
    return tuple(StepGroup(phase, tuple(lines)) for phase, lines in groups.items())


def _rules(found: Definition) -> tuple[RuleGroup, ...]:
    groups = []
    for title, note, kinds in KINDS:
        rules = tuple(
            RuleLine(sentence(found, rule), words.cites(rule.cites), rule.id)
            for rule in found.rules
            if rule.kind in kinds
        )
        if rules:
            groups.append(RuleGroup(title, note, rules))
    nouns = tuple(
        RuleLine(f"“{noun.name}”：{condition(noun.tree)}", words.cites(noun.cites))
        for noun in found.nouns.values()
    )
    return (*groups, *((RuleGroup("名词", "规则里用到的概念", nouns),) if nouns else ()))


def _notes(found: Definition) -> tuple[Note, ...]:
    every = [*(step.cites for step in found.steps.values()), *(rule.cites for rule in found.rules)]
    unchecked = {cite.label for cites in every for cite in cites if cite.mark}
    if not unchecked:
        return ()
    return (Note("这些条文只按记忆或者摘录登记，使用前请核对原文。", f"有{len(unchecked)}处依据未核。", "o"),)


@login_required
def article(request: HttpRequest, statute: str, number: str = "") -> HttpResponse:
    """One article: what the installation knows about it, and how that was checked."""
    try:
        cite = statutes.cite(statute, number)
        facts = statutes.facts(statute, number)
    except (statutes.UnknownStatute, statutes.UnknownArticle):
        raise Http404(f"{statute} {number}") from None
    found = statutes.get(statute)
    lines = tuple(
        RuleLine(fact.words, (Cite(f"{fact.register} · {fact.kind}", "", fact.mark),))
        for fact in facts
        if fact.words
    )
    page = DefinitionPage(
        head=Head(
            window=cite.short,
            title=(Piece(cite.label),),
            lead=(Piece("以下是按条文整理的要点，不是原文；引用前请核对公报。"),),
            crumbs=(Link("工作台", "/"),),
        ),
        laws=(
            LawLine(
                found.title,
                found.number or "",
                f"{found.in_force_from}起施行" if found.in_force_from else "",
                Cite(f"《{found.title}》", "", "" if found.verified == "text" else "未核"),
            ),
        ),
        phases=(),
        rules=(RuleGroup("要点", f"{len(lines)}条", lines),) if lines else (),
        notes=() if lines else (Note("依据库里还没有这一条的要点。"),),
    )
    return render(request, "desk/definition.html", {"page": page})
