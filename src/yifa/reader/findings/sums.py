"""Finds totals that the parts listed for them do not make up.

Parts may be fewer than their total (其中 names some) unless the text or the law says that they are all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from yifa.reader.document import Finding
from yifa.reader.findings.counted import Counted, between, spanned
from yifa.reader.findings.view import View

PARTS = re.compile(r"其中|包括|分别(?:是|为)?|含|：|即")
COMPLETE = re.compile(r"分别")
LISTED = re.compile(r"其中|包括|含|：")
REST = re.compile(r"其他|其它|其余|剩余|余下")
WITH_REST = re.compile(r"(?:及|和|与)其[他它]$")
BACK = re.compile(r"同比|环比|比|较|增长|下降|增加|减少|占")
STAGE = re.compile(
    r"立案|结案|办结|已办|成功|化解|审结|移送|重点|重大(?!行政决策|决策|执法决定)|疑难|复杂|整改|到位|及时|首次|新增|其中[^，。；]{0,6}以上|不予|减轻|主动|引导|达|占|率|"
    r"涉及|累计|参加|覆盖|受教育|发放|平均|最|每|同比|比|较|超过|以内|以下"
)
MORE = re.compile(r"\s*(?:等|以及|，其余|，其他|及其他|左右|、)")
LEADS = re.compile(r"^(?:其中|包括|分别|含)?[：]?(?:有|为|是|包括)?|^(?:和|及|与|以及)")
LEVEL = re.compile(
    r"(?:省|市|县|区|镇|乡|街道)?(?:本级|级|直)(?:部门|单位)?|(?:各)?(?:乡镇|镇街|街道|村|社区|村居)(?:（[一-龥]{2,3}）)?(?:级|部门)?"
)
UNCOUNTED = re.compile(r"\d[万亿余多]*[人件起名户家宗次]")
"""A count that is none of the figures compared: the parts behind it are its own."""
LONGEST = 40
NEXT = 26


class Whole(NamedTuple):
    """Labels that divide one kind of thing."""

    labels: tuple[re.Pattern[str], ...]
    closed: bool
    """When every label is there, the parts are all; otherwise they may only not be more than the total."""
    of: re.Pattern[str]
    """What the total is said to be where nothing announces a list."""


def _labels(*words: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(word) for word in words)


WHOLES = (
    Whole(
        _labels(
            r"(?:继续|现行|仍然?)?(?:有效|保留|执行|实施)(?:的)?",
            r"(?:拟|需|予以|作出)?(?:修改|修订)(?:的)?(?:完善)?(?:的)?",
            r"(?:拟|予以|宣布)?(?:废止|失效)(?:[和或、及]?(?:宣布|确认)?(?:废止|失效))?(?:的)?",
        ),
        True,
        re.compile(r"清理|梳理|评估"),
    ),
    Whole(
        _labels(r"(?:各类)?企业", r"个体(?:工商)?户", r"农(?:民)?(?:专业)?合(?:作)?社"),
        True,
        re.compile(r"市场主体|经营主体"),
    ),
    Whole(
        _labels(r"(?:[一-龥]{0,4}人大)?(?:代表)?(?:意见)?建议", r"(?:[一-龥]{0,4}政协)?(?:委员)?提案"),
        True,
        re.compile(r"建议[^，。]{0,8}提案|建议提案"),
    ),
    Whole(
        _labels(
            r"(?:评[为定]|被评为)?优秀(?:案?卷|等次)?(?:的)?",
            r"(?:评[为定]|被评为)?合格(?:案?卷|等次)?(?:的)?",
            r"(?:评[为定]|被评为)?不合格(?:案?卷|等次)?(?:的)?",
        ),
        True,
        re.compile(r"案卷|卷宗|评查"),
    ),
    Whole(_labels(r"专职(?:[一-龥]{2,5}员)?", r"兼职(?:[一-龥]{2,5}员)?"), True, re.compile(r"专兼职")),
    Whole(
        _labels(r"(?:适用|按)?简易程序(?:案件|处罚|的)?", r"(?:适用|按)?(?:普通|一般)程序(?:案件|处罚|的)?"),
        True,
        re.compile(r"处罚案件"),
    ),
    Whole(
        _labels(
            r"(?:决定)?维持(?:原行政行为)?",
            r"(?:决定)?(?:撤销|变更|确认违法|确认无效|责令履行|责令重作|直接纠正)",
            r"驳回(?:申请|复议申请|请求|行政复议申请)?",
            r"(?:调解|和解|撤回申请|因撤回)?(?:终止|结案)|调解|和解",
        ),
        False,
        re.compile(r"审结|办结"),
    ),
    Whole(
        _labels(
            r"(?:大厅|线下|现场)?窗口(?:现场)?(?:受理|办理|接件|办件)?(?:的)?|现场(?:受理|办理|接件)",
            r"(?:网上|线上|网络|掌上)(?:平台)?(?:受理|办理|申报|申请|办件)?(?:的)?",
            r"上门(?:代办|帮办|办理|服务)?(?:的)?|帮办代办|代办帮办",
        ),
        True,
        re.compile(r"业务|事项|办件|受理|办理|服务|申请"),
    ),
    Whole(
        _labels(
            r"线上(?:受理|办理|开展|培训|举办|参加)?(?:的)?", r"线下(?:受理|办理|开展|培训|举办|参加)?(?:的)?"
        ),
        True,
        re.compile(r"业务|事项|办件|培训|活动|宣传|受理|办理"),
    ),
)


def check(view: View, groups: list[list[Counted]]) -> Iterator[Finding]:
    """Totals with the parts that are said to make them up."""
    for every in groups:
        group = [one for one in every if one.own]
        for i, total in enumerate(group):
            if total.rate or not total.exact:
                continue
            yield from _total(view, total, group[i + 1 :], group[:i])


def _total(view: View, total: Counted, later: list[Counted], before: list[Counted]) -> Iterator[Finding]:
    """One figure and the parts behind it, which may be those of one before it in the sentence."""
    later = _without_changes(view, total, later)
    parts, whole = _parts(view, total, later), None
    if not parts:
        parts, whole = _outcomes(view, total, later)
    if len(parts) == 1 and parts[0].value > total.value:
        said = f"其中{parts[0].told()}多于合计{total.told()}。"
        yield spanned(view, "sum_mismatch", total, parts[0], said, "error")
    elif len(parts) >= 2 and all(one.exact for one in parts):
        added = sum((one.value for one in parts), Decimal(0))
        off = added - total.value
        if any(one.unit == total.unit and one.value == added for one in _of_sentence(view, before, total)):
            return  # 排查97件，调处成功95件，婚姻、邻里纠纷分别为55件、42件
        if abs(off) > _rounding([total, *parts]) and (
            off > 0 or (not _continues(later, parts) and _all_of(view, total, parts, whole))
        ):
            listed = "+".join(f"{one.value.normalize():f}" for one in parts)
            said = f"分项{listed}={added.normalize():f}，与合计{total.told()}不符。"
            yield spanned(view, "sum_mismatch", total, parts[-1], said, "error" if off > 0 else "warn")


def _of_sentence(view: View, before: list[Counted], one: Counted) -> list[Counted]:
    """The figures before one that stand in its sentence."""
    return [earlier for earlier in before if "。" not in view.text[earlier.end : one.start]]


def _continues(later: list[Counted], parts: list[Counted]) -> bool:
    """Whether more of the same unit stands behind the parts, which may then not be all."""
    behind = later[later.index(parts[-1]) + 1 :]
    return bool(behind) and behind[0].unit == parts[-1].unit


def _without_changes(view: View, total: Counted, later: list[Counted]) -> list[Counted]:
    """What follows a total, without the change against last year that stands right behind it."""
    at = total
    while later and later[0].rate and BACK.search(between(view, at, later[0])):
        at, later = later[0], later[1:]
    return later


def _rounding(ones: list[Counted]) -> Decimal:
    """How far rounded numbers (2.14万) may miss their sum; counts are not rounded."""
    least = min(int(one.value.as_tuple().exponent) for one in ones)
    return Decimal(len(ones)).scaleb(least) / 2 if least < 0 else Decimal(0)


def _parts(view: View, total: Counted, later: list[Counted]) -> list[Counted]:
    """The figures listed behind 其中 or a colon that share the total's unit, until the list ends."""
    if not later:
        return []
    lead = between(view, total, later[0])
    if UNCOUNTED.search(lead):
        return []
    if not PARTS.search(lead) or "。" in lead or len(lead) > LONGEST or _beside(view, total, lead):
        return []
    parts: list[Counted] = []
    at = total
    for one in later:
        words = between(view, at, one)
        if parts and (len(words) > NEXT or "。" in words or one.rate):
            break
        if parts and one.unit != total.unit and words.startswith(("，", "；")):
            break  # something else is told next
        if one.unit != total.unit or ("（" in words and "）" not in words):
            return []
        if parts and words.startswith(("，", "；")) and not _goes_on(view, parts[0], one):
            break
        if STAGE.search(words):
            return parts if len(parts) == 1 else []
        parts.append(one)
        at = one
    return parts


def _beside(view: View, total: Counted, lead: str) -> bool:
    """Whether the figures behind 分别 are of others who did the like (县委学法5次，县政府、县政协学法分别为8次、11次)."""
    named = lead.partition("分别")[0].rpartition("，")[2]
    if LISTED.search(lead) or "，" not in lead:
        return False
    label = total.words(view)[-2:]
    return len(label) == 2 and label in named


def _goes_on(view: View, first: Counted, one: Counted) -> bool:
    """Whether what follows a comma is still a part like the first (进校园10场，进社区12场)."""
    here, there = _part_name(view, first), _part_name(view, one)
    alike = bool(here and there) and (here[0] == there[0] or here[-1] == there[-1])
    alike = alike or bool(LEVEL.fullmatch(here) and LEVEL.fullmatch(there))
    classes = ({_class_of(whole, here), _class_of(whole, there)} for whole in WHOLES)
    return alike or REST.match(there) is not None or any(None not in both for both in classes)


def _outcomes(view: View, total: Counted, later: list[Counted]) -> tuple[list[Counted], Whole | None]:
    """Figures listed right behind a total that no word announces, told by their labels."""
    if len(later) < 2 or later[0].unit != total.unit:
        return [], None
    lead = between(view, total, later[0])
    if len(lead) > LONGEST:
        return [], None
    said = total.words(view) + lead + total.figure.said
    for whole in WHOLES:
        if not whole.of.search(said) or _class_of(whole, _part_name(view, total)) is not None:
            continue  # not of these, or itself one of the parts
        parts: list[Counted] = []
        for one in later:
            if one.unit != total.unit or _class_of(whole, _part_name(view, one)) is None:
                break
            parts.append(one)
        if len(parts) >= 2:
            return parts, whole
    return [], None


def _part_name(view: View, one: Counted) -> str:
    """The words of a part alone."""
    begins = max(0, one.start - 20)
    left = max(view.text.rfind(mark, begins, one.start) for mark in "，；：。\n") + 1
    words = view.text[max(left, begins) : one.start]
    cut = re.search(r"(?:\d|[万亿])[一-龥]{1,3}、([^\d]*)$", words)
    return LEADS.sub("", (cut[1] if cut else words).lstrip("、"), count=1)


def _class_of(whole: Whole, name: str) -> int | None:
    """Which of the labels a part bears."""
    return next((i for i, label in enumerate(whole.labels) if label.fullmatch(name)), None)


def _all_of(view: View, total: Counted, parts: list[Counted], whole: Whole | None) -> bool:
    """Whether the parts are said to be all of the total."""
    if MORE.match(view.text, parts[-1].end):
        return False
    names = [_part_name(view, one) for one in parts]
    if (
        REST.match(names[-1])
        or WITH_REST.search(names[-1])
        or COMPLETE.search(between(view, total, parts[0]))
    ):
        return True
    for one in (whole,) if whole else WHOLES:
        classes = {_class_of(one, name) for name in names}
        if one.closed and classes == set(range(len(one.labels))):
            return True
    return False
