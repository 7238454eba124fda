"""现在能做什么: what one may record, what others may, what is blocked and the one sentence why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from yifa.desk import words
from yifa.desk.asking import Asker
from yifa.desk.roster import Roster
from yifa.desk.shown.matter import Act
from yifa.desk.shown.parts import Action, Blocked, Cite
from yifa.desk.standing import Standing
from yifa.matter.refusal import Sentence
from yifa.matter.rights import acting_role, enterers
from yifa.matter.sentence import sentence
from yifa.procedure import Step as Lawful

MOST_BLOCKED = 4


@dataclass(frozen=True)
class Acts:
    """``first`` leads on; ``more`` is lawful too but not what the matter waits for."""

    first: tuple[Act, ...]
    more: tuple[Act, ...]


def acts_of(found: Standing, asked: Asker, roster: Roster) -> Acts:
    """The steps that may be recorded, one's own before those of others, what is owed before what is not."""
    pairs = [
        (name, who)
        for name, who in found.enabled
        if not (found.definition.steps[name].opens or found.definition.steps[name].fiction)
    ]
    ahead = [pair for pair in pairs if pair[0] in found.way and not _repeats(found, *pair)]
    ahead.sort(key=lambda pair: (not _mine(found, asked, pair[0]), pair[0] not in found.duties))
    rest = [pair for pair in pairs if pair not in ahead]
    rest.sort(key=lambda pair: (_repeats(found, *pair), not _mine(found, asked, pair[0])))
    first = [_act(found, asked, roster, *pair) for pair in ahead]
    lead = next((number for number, act in enumerate(first) if not act.action.locked), None)
    if lead is not None:
        act = first[lead]
        first[lead] = Act(act.label, act.note, Action(act.action.label, act.action.url, "p"), act.cites)
    return Acts(tuple(first), tuple(_act(found, asked, roster, *pair) for pair in rest))


def _repeats(found: Standing, name: str, who: str) -> bool:
    return (name, who) in found.state.done


def _mine(found: Standing, asked: Asker, name: str) -> bool:
    if asked.township is None or asked.township.pk != found.row.township_id:
        return False
    return bool(acting_role(found.version, found.definition.steps[name], asked.officer, asked.today))


def _act(found: Standing, asked: Asker, roster: Roster, name: str, who: str) -> Act:
    step = found.definition.steps[name]
    mine = _mine(found, asked, name)
    verb = "再记" if _repeats(found, name, who) else "记录"
    action = Action(verb + name, found.step_url(step, who)) if mine else Action(verb + name, locked=True)
    note = _by_whom(found, step, roster, mine)
    return Act(f"{name}（{who}）" if who else name, note, action, words.cites(step.cites))


def _by_whom(found: Standing, step: Lawful, roster: Roster, mine: bool) -> str:
    roles = enterers(found.version, step)
    if mine:
        return f"{step.party}的事，发生以后由你登记" if step.party else ""
    names = roster.some(found.row.township_id, roles)
    who = f"由{names}登记" if names else "还没有人担任办这一步的岗位"
    return f"{step.party}的事，{who}" if step.party else who.replace("登记", "办理")


def blocked_of(found: Standing, asked: Asker) -> tuple[Blocked, ...]:
    """The steps on the way that are not yet lawful, the one nearest to being possible first."""
    if found.closed:
        return ()
    names = sorted((name for name in found.way if name not in found.able), key=found.distance)
    shown = [blocked_step(found, asked, name) for name in names]
    return tuple(one for one in shown if one is not None)[:MOST_BLOCKED]


def blocked_step(found: Standing, asked: Asker, name: str) -> Blocked | None:
    """The one sentence why a step may not be taken yet; None when it may or is behind the matter."""
    told = found.why(name)
    if told is None:
        return None
    return blocked(sentence(found.version, name, told[0]), found, asked)


def blocked(told: Sentence, found: Standing | None, asked: Asker) -> Blocked:
    """A blocked sentence with the button that does the next thing, when one may do it oneself."""
    action = None
    cure = found.definition.by_id.get(told.cure) if found else None
    if found and cure is not None and cure.name in found.able and _mine(found, asked, cure.name):
        parties = [who for name, who in found.enabled if name == cure.name]
        fresh = [who for who in parties if not _repeats(found, cure.name, who)]
        action = Action(f"记录{cure.name}", found.step_url(cure, (fresh or parties)[0]))
    cites = (Cite(told.cite, words.law_url(told.statute, told.article), told.mark),) if told.cite else ()
    return Blocked(words.readable(told.text), cites, told.next, action)


def told_first(sentences: Iterable[Sentence]) -> list[Sentence]:
    """Refusals in the order in which they can be mended; what is unknown only because a step is missing is left
    out.
    """
    found = list(sentences)
    known = [each for each in found if "缺少事实，无法判断" not in each.text]
    return known or found
