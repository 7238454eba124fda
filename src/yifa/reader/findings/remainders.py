"""Finds what is left over, and changes in number, that the figures beside them prove wrong.

排查隐患63处，整改50处，剩余23处: nothing that was counted makes up the whole with the rest. 受理47批，比上年的61批减少12批: the
difference is another one. 开庭5件，负责人出庭6次，出庭应诉率100%: more came than there was to come to.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from decimal import Decimal

from yifa.reader.document import Finding
from yifa.reader.findings.counted import RATE_UNITS, Counted, between, spanned
from yifa.reader.findings.view import View

REST = re.compile(
    r"[，；、](?:其中)?(?:其余|剩余|余下|尚余|还剩|剩下)(?:的)?[一-龥]{0,6}$|[，；](?:尚有|仍有)$"
)
LEFT = ("其余", "剩", "余下", "尚余", "尚有", "仍有")
DONE = re.compile(
    r"整改|办结|化解|完成|结案|审结|办复|答复|调解|纠正|解决|签订|通过|处理|办理|结清|归还|拆除|成功|销号|兑现|移送|撤诉|受理"
)
APART = re.compile(r"另|新增|同时|此外|涉及|人次|每")
FEW = 6
"""Figures between a whole and its rest of which every choice is tried."""
NEAR = 24
"""Characters from one figure of the account to the next."""
MORE = "增加|增长|上升|提高|提升|上涨|多"
LESS = "减少|下降|降低|回落|下滑|缩短|压减|少"
COMPARED = re.compile(
    r"[，（](?:同比|总数)?[比较与同](?:上年|去年|上一年|前一年|20\d\d年)(?:度|同期|全年)?的?(?:总数|总量)?$"
)
CHANGED = re.compile(rf"(?:相比)?，?(?:共|净|分别)?(?P<way>{MORE}|{LESS})了?")
TURNED = re.compile(
    r"[一-龥]{0,6}?(?:减少|下降|降低|压缩|缩短|压减|缩减|精简|回落|增加|增长|上升|上涨|提高|提升|扩大|[增降减升])[到至为]了?"
)
BACK = re.compile(rf"，(?:共|净|同比|比上年|较上年|比去年)?(?P<way>{MORE}|{LESS}|压减|精简|缩减)了?")
POINTS = ("个百分点", "百分点")
HELD = re.compile(r"开庭(?:审理)?(?:的|案件)?$")
CAME = re.compile(r"负责人(?:均|全部)?(?:已)?(?:出庭|到庭)(?:应诉)?$")
CAME_RATE = re.compile(r"(?:出庭|应诉)[一-龥]{0,4}率[一-龥]{0,4}$")


def check(view: View, groups: list[list[Counted]]) -> Iterator[Finding]:
    """Rests, differences and appearances."""
    left = any(word in view.letters for word in LEFT)
    held = "开庭" in view.letters
    for group in groups:
        if len(group) < 3:
            continue
        if left:
            counts = [one for one in group if one.own and not one.rate]
            for i, rest in enumerate(counts[2:], start=2):
                yield from _rest(view, counts[:i], rest)
        for three in zip(group, group[1:], group[2:], strict=False):
            yield from _difference(view, *three)
            if held:
                yield from _appeared(view, *three)


def _rest(view: View, before: list[Counted], rest: Counted) -> Iterator[Finding]:
    """One figure that is said to be what is left over."""
    named = REST.search(view.text, max(0, rest.start - 14), rest.start)
    alike = [one for one in before if one.unit == rest.unit]
    if not named or len(alike) < 2 or len(alike) > FEW or alike[-1] is not before[-1]:
        return
    if not rest.exact or not all(one.exact for one in alike):
        return
    words = [between(view, one, other) for one, other in itertools.pairwise([*alike, rest])]
    if any("。" in one or len(one) > NEAR or APART.search(one) for one in words):
        return
    if not any(DONE.search(one.label(view)) for one in alike[1:]) or _made_up(alike, rest.value):
        return
    said = f"前列{'、'.join(one.told() for one in alike)}，剩余{rest.told()}与之不合。"
    yield view.original("count_contradiction", rest.figure.span, said)


def _made_up(before: list[Counted], rest: Decimal) -> bool:
    """Whether some figure is the sum of the rest and some of those behind it."""
    for i, whole in enumerate(before):
        behind = [one.value for one in before[i + 1 :]]
        for size in range(len(behind) + 1):
            if any(sum(some, rest) == whole.value for some in itertools.combinations(behind, size)):
                return True
    return False


def _difference(view: View, now: Counted, old: Counted, change: Counted) -> Iterator[Finding]:
    """Two figures and the difference that is said to lie between them."""
    if now.unit != old.unit or not (now.exact and old.exact and change.exact):
        return
    points = now.unit in RATE_UNITS and change.figure.unit in POINTS
    if not points and (change.unit != now.unit or now.unit in RATE_UNITS):
        return
    if COMPARED.search(between(view, now, old)):
        way = CHANGED.fullmatch(view.text, old.end, change.start)
        real = now.value - old.value
    elif TURNED.fullmatch(view.text, now.end, old.start):
        way = BACK.fullmatch(view.text, old.end, change.start)
        real = old.value - now.value
    else:
        return
    if way is None:
        return
    stated = change.value if way["way"] in MORE.split("|") else -change.value
    slack = Decimal("0.1") if points else _places(now, old, change)
    if abs(real - stated) > slack:
        right = f"{'增加' if real > 0 else '减少'}{abs(real).normalize():f}"
        said = f"{now.told()}与{old.told()}相比应为{right}，文称{way['way']}{change.told()}。"
        yield view.original("count_contradiction", change.figure.span, said)


def _places(*ones: Counted) -> Decimal:
    """How far rounded numbers may miss their difference; counts are not rounded."""
    least = min(int(one.value.as_tuple().exponent) for one in ones)
    return Decimal(2).scaleb(least) if least < 0 else Decimal(0)


def _appeared(view: View, held: Counted, came: Counted, rate: Counted) -> Iterator[Finding]:
    """More appearances of heads than hearings, with a rate of them beside."""
    if not rate.rate or rate.value > 100 or came.rate or held.rate or came.value <= held.value:
        return
    if not (held.exact and came.exact and held.own and came.own):
        return
    if not HELD.search(held.words(view)) or not CAME.search(came.words(view)):
        return
    if CAME_RATE.search(view.text, came.end, rate.start) and "。" not in between(view, held, rate):
        said = f"负责人出庭{came.told()}多于开庭{held.told()}，与出庭率{rate.told()}不合。"
        yield spanned(view, "count_contradiction", held, came, said)
