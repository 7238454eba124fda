"""Finds rates that the counts beside them prove wrong: shares, changes, and 全部 beside less than all."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from decimal import Decimal

from yifa.reader.document import Finding
from yifa.reader.findings.counted import RATE_UNITS, Counted, between, spanned
from yifa.reader.findings.view import View

OVER_ALLOWED = re.compile(
    r"完成|增长|同比|环比|超额|上升|提升|提高|增加|增幅|涨|跌|递增|同期|相当于|膨胀|回报|负债|存比|目标|任务|达成|投资|产值|收入"
)
DONE = re.compile(
    r"成功|化解|办结|结案|审结|办复|答复|整改|合格|通过|持证|出庭|采纳|满意|到位|胜诉|备案|按时|及时|参加|参考|完成|解决|履行|回复"
)
DUE = re.compile(
    r"排查化解|(?:应当?|须|需要?)(?:由[一-龥]{0,8})?(?:出庭|整改|办结|答复|办复|备案|参加|参考|完成)"
)
"""What is yet to be done, though it names the deed."""
TAKEN = re.compile(
    r"共|受理|调处|排查|接到|收到|办理|承办|立案|发现|应|总|在编|在岗|现有|参加|开庭|登记|调解|接访|征集|交办|审查|梳理"
)
SAT = re.compile(r"参加|参考|应考")
PASSED = frozenset(("合格", "及格", "通过", "优秀"))
"""Of those who sat an examination: they are the whole."""
RATE = re.compile(r"[一-龥]{2,8}率")
FAMILIES = (
    "成功化解调解调处",
    "办结办理",
    "结案审结",
    "合格通过",
    "持证持有",
    "出庭应诉",
    "整改完成",
    "答复办复回复",
)
"""Words of which a rate may use one and its count another (调解成功率 of 化解)."""
NEAR = 16
"""Characters from a whole to its part; more when the whole is said to be one."""
FAR = 40
RISE = "增长|上升|增加|提高|上涨|提升"
FALL = "下降|减少|降低|压缩|缩短|压减|下滑|回落"
CHANGE = re.compile(
    rf"(?:同比|较?比?(?:上年|去年|上一年|前年)(?:同期)?)[^，。；]{{0,6}}?({RISE}|{FALL})[了约]{{0,2}}$"
)
TURNED = re.compile(
    r"[一-龥]{0,6}?(?:(?P<down>下降|减少|降低|压缩|缩短|压减|缩减|精简|回落|[降减])|增加|增长|上升|上涨|提高|提升|扩大|[增升])"
    r"[到至为]了?(?:现在的?|今年的?|目前的?|本年的?)?"
)
"""From one figure to another (由152次降至96次)."""
STATED = re.compile(
    rf"(?:[^，。；、\d]{{0,6}}，)?(?:同比|环比|较?比?(?:上年|去年)(?:同期)?)?(?:大幅|总体)?(?P<way>{RISE}|{FALL}|降幅|增幅)(?:了|达到?|为|约)?"
)
SAID_BEHIND = re.compile(r"[（，](?:去年|上年|上一年|前一年|20\d\d年)")
"""How last year's figure is named behind the change against it; another one there is of something else."""
UNLIKE = re.compile(r"分别[^，。；]{0,12}$|口径|剔除|扣除|可比")
"""The change is of several things, or of what was counted in another way."""
RANKED = re.compile(r"排名|位次|名次|位居|排在|列|第")
"""A rank rises by a smaller number."""
ALL = re.compile(r"(?:全部|均|都|全)(?:已|得到|实现|做到|按时)?(?P<what>[一-龥]{2,24})，$")
DEGREE = re.compile(r"(?P<what>[一-龥]{0,12}?)(?P<deed>[一-龥]{2})率(?:达到?|为|是|仅为?|约)?$")
QUALIFIED = re.compile(
    r"按[时期]|及时|限[时期]|当[场日庭]|即[时办]|[一首初][次访]|提前|[网线]上|在线|全程|自动|现场|实质|优秀|成功|满意"
)
SHARED = 3
"""So many characters at the end of 聘请了法律顾问 and 社区法律顾问（覆盖率）say that both are of one thing."""


def over(view: View, groups: list[list[Counted]]) -> Iterator[Finding]:
    """Rates above one hundred per cent."""
    for one in (one for group in groups for one in group if one.rate and one.value > 100):
        around = view.text[max(0, one.start - 16) : one.start] + view.text[one.end : one.end + 8]
        if not OVER_ALLOWED.search(around + one.figure.said):
            yield view.original("percent_out_of_range", one.figure.span, f"比率{one.told()}超过百分之百。")


def shares(view: View, groups: list[list[Counted]]) -> Iterator[Finding]:
    """A rate beside the two counts it comes from, in one sentence."""
    for group in groups:
        own = [one for one in group if one.own]
        for rate in (one for one in own if one.rate and one.value <= 100):
            pair = _counts_of(view, rate, own)
            if pair is None or pair[0].value > pair[1].value or pair[1].value == 0:
                continue
            part, whole = pair
            real = part.value * 100 / whole.value
            if abs(real - rate.value) > tolerance(rate, part, whole) and not _otherwise(rate, part, own):
                said = f"{part.told()}占{whole.told()}应为{real:.1f}%，文称{rate.told()}。"
                yield spanned(view, "percent_mismatch", part, rate, said)


def _otherwise(rate: Counted, part: Counted, group: list[Counted]) -> bool:
    """Whether a rate fits other counts of its sentence, or what several of them add up to."""
    counts = [one.value for one in group if one.unit == part.unit and one.end <= rate.start]
    runs = itertools.combinations(range(len(counts) + 1), 2)
    sums = {sum(counts[first:end], Decimal(0)) for first, end in runs}
    slack = tolerance(rate, part, part)
    return any(
        abs(least * 100 / most - rate.value) <= slack for most in sums for least in sums if least < most
    )


def tolerance(rate: Counted, part: Counted, whole: Counted) -> Decimal:
    """How far a rate may be from its counts: its own rounding, more where a count is approximate."""
    exponent = rate.value.as_tuple().exponent
    places = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    slack = Decimal(1).scaleb(-places) if places else Decimal("1")
    if not rate.exact:
        slack += 2
    if not part.exact or not whole.exact:
        slack += 10 * 100 / max(whole.value, Decimal(1)) + 5
    return slack


def _counts_of(view: View, rate: Counted, group: list[Counted]) -> tuple[Counted, Counted] | None:
    """The nearest two counts before a rate of which one is done out of the other; None when that is unsure."""
    named = RATE.findall(rate.label(view))
    if not named:
        return None
    stem = named[-1].removesuffix("率")[-2:]
    way = QUALIFIED.search(named[-1])
    counts = [one for one in group if not one.rate and one.end <= rate.start]
    for later in range(len(counts) - 1, 0, -1):
        part = counts[later]
        said = part.label(view)
        if not DONE.search(said) or (stem not in said and not _akin(stem, said)):
            continue
        if f"不{stem}" in said or f"未{stem}" in said:
            continue  # those that failed
        if way and way.group() != stem and way.group() not in said:
            return None  # 按期办结率 is not of all that was settled
        for whole in reversed(counts[:later]):
            if whole.unit == part.unit and _is_whole(view, whole, part, stem):
                return part, whole
    return None


def _is_whole(view: View, whole: Counted, part: Counted, stem: str) -> bool:
    """Whether one count is what the other was done out of."""
    said = DUE.sub("应", whole.label(view))
    if DONE.search(SAT.sub("", said) if stem in PASSED else said):
        return False
    words = between(view, whole, part)
    return len(words) < (FAR if TAKEN.search(said) else NEAR) and "其中" not in words[:-12]


def _akin(stem: str, said: str) -> bool:
    """Whether a rate's name fits a count's words though they differ (调解成功率 of 化解)."""
    return any(
        stem in family and any(family[i : i + 2] in said for i in range(0, len(family), 2))
        for family in FAMILIES
    )


def of_all(view: View, groups: list[list[Counted]]) -> Iterator[Finding]:
    """全部办结 with a rate of less than all right behind it."""
    for group in groups:
        for rate in (one for one in group if one.rate and one.value < 100 and one.own):
            begins = view.report.clean.index(rate.figure.sentence.start)
            mark = view.text.rfind("，", begins, rate.start)
            named = DEGREE.fullmatch(view.text, mark + 1, rate.start) if mark > 0 else None
            all_ = ALL.search(view.text, max(begins, mark - 40), mark + 1) if named else None
            if not named or not all_ or QUALIFIED.search(named.group()):
                continue
            clause = view.text[max(begins, view.text.rfind("，", begins, mark) + 1) : mark]
            if _of_one(named["what"], named["deed"], all_["what"], clause):
                said = f"前文称全部，此处比率却为{rate.told()}。"
                at = view.text.rfind("，", begins, mark) + 1 or begins
                yield view.finding("percent_mismatch", at, rate.end, said)


def _of_one(what: str, deed: str, done: str, clause: str) -> bool:
    """Whether the rate `what`+`deed`率 is of what was `done` to all in the clause."""
    if deed == "覆盖":
        shared = next((n for n in range(len(what), 0, -1) if done.endswith(what[-n:])), 0)
        return shared >= SHARED and what[: len(what) - shared].rstrip("级的") in clause
    return done.startswith(deed) and what in clause


def changes(view: View, groups: list[list[Counted]]) -> Iterator[Finding]:
    """A change in per cent beside the two figures between which it lies."""
    for group in groups:
        if len(group) < 3:
            continue
        for rate in (one for one in group if one.rate):
            finding = _compared(view, rate, group)
            if finding:
                yield finding
        for i in range(len(group) - 2):
            yield from _turned(view, *group[i : i + 3])
    for group in groups:
        for old, now in itertools.pairwise(group):
            way = TURNED.fullmatch(view.text, old.end, now.start)
            if way is None or not _same(old, now) or _ranked(view, old):
                continue
            down = way["down"] is not None
            faster = not down and old.figure.unit.endswith(("天", "日", "时", "分钟"))
            if now.value != old.value and (now.value > old.value) == down and not faster:
                said = f"{old.told()}到{now.told()}并非{'减少' if down else '增加'}。"
                yield spanned(view, "count_contradiction", old, now, said, "error")


def _ranked(view: View, one: Counted) -> bool:
    """Whether a figure is a rank (第3位)."""
    return RANKED.search(view.text, max(0, one.start - 20), one.start) is not None


def _same(old: Counted, now: Counted) -> bool:
    """Whether two exact figures have one unit."""
    return old.figure.unit == now.figure.unit and old.exact and now.exact and old.value > 0


def _turned(view: View, old: Counted, now: Counted, rate: Counted) -> Iterator[Finding]:
    """由152次降至96次，下降26.8%."""
    if not rate.rate or old.figure.unit in RATE_UNITS or not _same(old, now):
        return
    stated = STATED.fullmatch(view.text, now.end, rate.start)
    if not stated or not TURNED.fullmatch(view.text, old.end, now.start):
        return
    real = abs(now.value - old.value) * 100 / old.value
    if abs(real - rate.value) > tolerance(rate, now, old):
        said = f"由{old.told()}到{now.told()}应为{real:.1f}%，文称{rate.told()}。"
        yield view.original("percent_mismatch", rate.figure.span, said)


def _compared(view: View, rate: Counted, group: list[Counted]) -> Finding | None:
    """同比 changes beside this year's and last year's figure; none of the sentence may fit."""
    way = CHANGE.search(view.text, max(0, rate.start - 20), rate.start)
    before = [
        one
        for one in group
        if one.figure.role == "previous_period"
        and one.exact
        and (one.end <= rate.start or SAID_BEHIND.match(view.text, rate.end, one.start))
    ]
    clause = view.text[max(0, rate.start - 40) : rate.start]
    if not way or not before or UNLIKE.search(clause):
        return None
    stated = rate.value if way[1] in RISE.split("|") else -rate.value
    told = ""
    for old in before:
        for now in group:
            if now.start > rate.start or not now.own or now.rate or now.unit != old.unit or old.value == 0:
                continue
            if any(one.rate and old.end <= one.start < now.start for one in group):
                continue  # the older figure has its own change behind it
            real = (now.value - old.value) * 100 / old.value
            if not now.exact or abs(real - stated) <= tolerance(rate, now, old):
                return None
            told = told or f"由{old.told()}到{now.told()}应为{real:+.1f}%，文称{stated:+f}%。"
    return view.original("percent_mismatch", rate.figure.span, told) if told else None
