"""经过: what happened, what was corrected, what was refused or broke a rule; nobody can edit it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from yifa.desk import words
from yifa.desk.asking import Asker
from yifa.desk.shown.parts import Moment
from yifa.desk.standing import Standing
from yifa.matter.history import Happened, effective
from yifa.matter.models import Breach, RefusalNote

MOST_REFUSALS = 30
DEEDS = {"correct": "更正", "void": "作废"}


def moments(found: Standing, asked: Asker) -> tuple[Moment, ...]:
    """The timeline, newest first; six queries at most."""
    names = names_of(found.events)
    current = {original.entry: now.entry for original, now in effective(found.events)}
    broken = {
        breach.entry: breach
        for breach in Breach.objects.filter(register=found.register.key, matter=found.row.pk)
    }
    shown: list[tuple[datetime, Moment]] = []
    for event in found.events:
        struck = event.corrects is None and current.get(event.entry) != event.entry
        shown.append((event.recorded, _moment(found, asked, event, names, broken.get(event.entry), struck)))
    shown += _refusals(found, asked)
    shown.sort(key=lambda pair: pair[0], reverse=True)
    return tuple(moment for _, moment in shown)


def _moment(
    found: Standing,
    asked: Asker,
    event: Happened,
    names: dict[str, str],
    breach: Breach | None,
    struck: bool,
) -> Moment:
    notes = [note for note in (event.reason and f"理由：{event.reason}", breach and breach.text) if note]
    if event.past:
        notes.append(_origin(event))
    mends = not struck and event.corrects is None and asked.township is not None
    who = names.get(event.officer, "")
    told = words.moment(event.recorded, asked.today)
    same = event.recorded.astimezone(asked.now.tzinfo).date() == event.on
    return Moment(
        when=words.day(event.on, asked.today),
        machine=event.on.isoformat(),
        text=_deed(found, event),
        who=f"{who} {told}登记".strip() if not same else who,
        kind="bad" if breach else "step",
        fix=f"{found.url}correct/{event.entry}/" if mends else "",
        note="；".join(notes),
        struck=struck,
    )


def _deed(found: Standing, event: Happened) -> str:
    step = found.definition.by_id.get(event.step)
    if step is not None:
        return step.name + (f"（{event.who}）" if event.who else "")
    of = next((each for each in found.events if each.entry == event.corrects), None)
    what = found.definition.by_id.get(of.step) if of else None
    return f"{DEEDS.get(event.step, event.step)}：{what.name}" if what else DEEDS.get(event.step, event.step)


def _refusals(found: Standing, asked: Asker) -> list[tuple[datetime, Moment]]:
    """Attempts that the law did not allow; they are part of the story."""
    notes = RefusalNote.objects.filter(register=found.register.key, matter=found.row.pk)
    shown = []
    for note in notes.select_related("officer").order_by("-at")[:MOST_REFUSALS]:
        step = found.definition.by_id.get(note.step) or found.definition.steps.get(note.step)
        why = note.text.split("\n")[0].partition("：")[2].partition("。")[0]
        when = words.moment(note.at, asked.today)
        text = f"试着记录{step.name if step else note.step}，被拦下：{words.readable(why)}"
        shown.append(
            (note.at, Moment(when.split(" ")[0], note.at.isoformat(), text, note.officer.name, "bad"))
        )
    return shown


def _origin(event: Happened) -> str:
    origin = event.head.get("origin") or {}
    if origin.get("kind") == "sheet":
        return f"来自表格“{origin.get('sheet', '')}”第{origin.get('row', '')}行"
    return "来自纸质材料" if origin.get("kind") == "paper" else "示例数据"


def names_of(events: Sequence[Happened]) -> dict[str, str]:
    """Officers' names by id; one query."""
    ids = sorted({event.officer for event in events if event.officer})
    return dict(zip(ids, words.officer_names(ids), strict=True))
