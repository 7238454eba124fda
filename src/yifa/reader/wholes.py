"""Gives a figure whose own words name no kind the kind of the figure that it is a part or the rest of.

What a number only divides (其余5件, 因政策限制说明的2件, 食品类611件) or is compared with (较上年的71条) is of the
kind of the number before it; so is a run of numbers that adds up to it (26项，取消3项、告知承诺8项、优化15项).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from yifa.reader.behind import NO_NOUN
from yifa.reader.clauses import Clause
from yifa.reader.document import Figure
from yifa.reader.kinds import NO_COUNT

FAMILIES = (("件", "起", "宗", "例"), ("项", "个", "条"), ("户", "家"), ("次", "场", "场次", "期"))
"""Units by which the same things may be counted one after another."""
KINSHIP = {unit: units[0] for units in FAMILIES for unit in units}
STOPS = re.compile(r"[。！？\n]")
REACH = 12
"""So many figures may stand between a whole and its part."""
RUN = 8
"""So many parts a whole may be divided into."""
REST = re.compile(
    r"^[，、；]?(?:对|除)?(?:其余|其它|其他|剩余|剩下|余下|尚余|尚有|还有|另有|除)(?:的|未[^，。；]{0,6})?$"
)
COMPARED = re.compile(
    r"(?:较|比|同|与)(?:上一?年|去年|前年|上年度|20\d\d年|年初|上年同期|去年同期|同期)(?:度)?的?$"
)
TOLD_OF = re.compile(r"[一-龥”]{2}的$")
SORT = re.compile(r"(?:^|[、，])(?:其中[：，]?)?[一-龥]{2,10}类$")
CONTENT = {
    "legality_reviews": frozenset(("petition_cases", "normative_documents_issued", "mediation_cases")),
}
"""Kinds that parts of a list seem to be by what the paper or the power is about: 合法性审查90件，其中信访答复12件."""
SEEMING = frozenset[str]().union(*CONTENT.values())


def shared(text: str, clauses: Sequence[Clause], figures: Sequence[Figure]) -> list[Figure]:
    """The figures, those without a kind with that of their whole; `clauses` are theirs, in the same order."""
    found = list(figures)
    for place, figure in enumerate(found):
        if figure.kind in SEEMING:
            whole = _register(text, clauses, found, place)
        elif figure.kind == "other" and figure.unit not in NO_COUNT:
            whole = _whole(text, clauses, found, place)
        else:
            continue
        if whole is not None:
            found[place] = replace(figure, kind=whole.kind)
    return found


def _kin(one: str, other: str) -> bool:
    """Whether two units may count the same things."""
    return one == other or KINSHIP.get(one, one) == KINSHIP.get(other, other)


def _whole(text: str, clauses: Sequence[Clause], found: Sequence[Figure], place: int) -> Figure | None:
    """The figure that a figure without a kind is a part of, the rest of or compared with; None when it stands alone."""
    figure, clause = found[place], clauses[place]
    opens = clause.before.endswith("类") or text.startswith("其中", clause.start)
    if not place or not (opens or found[place - 1].sentence == figure.sentence):
        return None
    before = clause.before
    sort = SORT.search(before) is not None
    divides = sort or REST.search(before) or COMPARED.search(before)
    divides = divides or (TOLD_OF.search(before) and NO_NOUN.match(clause.after))
    nearest: Figure | None = None
    for earlier in range(place - 1, max(-1, place - 1 - REACH), -1):
        other = found[earlier]
        if other.sentence != figure.sentence and not (
            opens and len(STOPS.findall(text, clauses[earlier].number_end, clause.start)) == 1
        ):
            break
        if other.kind == "other" or other.unit in NO_COUNT or not _kin(other.unit, figure.unit):
            continue
        if other.value > figure.value and _adds_up(found, earlier, place):
            return other
        if divides and (nearest is None or sort) and (other.value > figure.value or not sort):
            nearest = other
    return nearest


def _adds_up(found: Sequence[Figure], whole: int, place: int) -> bool:
    """Whether a figure is one of a run that adds up to an earlier one."""
    total, seen, parts = Decimal(0), False, 0
    for at in range(whole + 1, min(len(found), whole + 1 + RUN)):
        part = found[at]
        if part.sentence != found[whole].sentence:
            return False
        if part.role != "actual" or not _kin(part.unit, found[whole].unit):
            continue
        total, parts = total + part.value, parts + 1
        seen = seen or at == place
        if total >= found[whole].value:
            return seen and parts > 1 and total == found[whole].value
    return False


def _register(text: str, clauses: Sequence[Clause], found: Sequence[Figure], place: int) -> Figure | None:
    """The list whose part a figure is by 其中, when its own words only say what that part is about."""
    figure = found[place]
    for earlier in range(place - 1, max(-1, place - 1 - RUN), -1):
        other = found[earlier]
        if other.sentence != figure.sentence or other.unit != figure.unit:
            return None
        if figure.kind in CONTENT.get(other.kind, ()) and other.value > figure.value:
            between = text[clauses[earlier].number_end : clauses[place].number]
            return other if "其中" in between else None
    return None
