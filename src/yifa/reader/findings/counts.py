"""Finds counts that exclude each other: a part larger than its whole, one thing counted in two ways."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from yifa.reader.document import Figure, Finding, Span
from yifa.reader.findings.counted import SAME_UNIT, Counted, between
from yifa.reader.findings.view import View

ORDERED = (
    ("mediation_success_cases", "mediation_cases"),
    ("officers_certified", "officers_total"),
    ("penalty_cases_closed", "penalty_cases"),
    ("reconsideration_closed", "reconsideration_accepted"),
    ("reconsideration_accepted", "reconsideration_cases"),
    ("reconsideration_corrected", "reconsideration_cases"),
    ("litigation_loss_cases", "litigation_cases"),
    ("litigation_won_cases", "litigation_cases"),
    ("normative_documents_filed", "normative_documents_issued"),
    ("casefile_problems", "casefiles_checked"),
)
GENERIC = re.compile(
    r"[\s（）()“”]|[全本我][年镇乡县市区街局]|今年以来|截至目前|目前|累计|各类|共有?|现有|无|未发生|没有"
)
OUT_OF = re.compile(
    r"[，、；]?(?:其中|已|全部|均|现已|目前已?)?(?:已)?(?:成功)?(?:(?:行政机关)?(?:主要)?负责人出庭(?:应诉)?"
    r"|调解成功|化解成功|成功|办结|结案|审结|整改|办复|持证)"
)
HOLDING = r"(?:已|均|全部|先后)?(?:取得|持有|具有|具备|领取)[一-龥]{0,12}(?:证件?|证书|资格)"
"""Said of people, of whom there cannot be more than there are."""
HOLD_BEFORE = re.compile(rf"[，；](?:其中)?(?:已|现)?(?:{HOLDING})(?:的|人员)?(?:有|共|为)?")
HOLD_BEHIND = re.compile(rf"(?:{HOLDING}|持证(?:上岗)?)")
FIRST_IN_CLAUSE = re.compile(r"[，；](?:其中|现?已?有|目前)?")
STAFF = re.compile(r"(?:人员|队员|干部|职工|公务员|人)(?:共|有|共有|为|总数|数)?$|现有|实有|在岗|在编")
POSTS = re.compile(r"编制|核定|定编|拟|缺|应")
"""Posts may be fewer than people."""
DUE = re.compile(r"应(?:当|该)?(?:参加|参考|参训|参学|到会|到场|到|考)[一-龥]{0,8}$")
CAME = re.compile(r"[，；]实际?(?:参加|参考|参训|参学|到会|到场|到|考)[一-龥]{0,8}")
MONEY = re.compile(r"涉及|金额|资金|另")
LISTED = re.compile(r"其中|包括|分别")
HAS = re.compile(r"(?:下?辖|管辖)(?:有|着)?[^，。；\n]{0,40}")
PLACES = re.compile(r"(?P<n>\d{1,3})个(?P<what>行政村|村民?委员?会|村（社区）|社区|居委会)")
WHOLE_OF = re.compile(r"[全本我][镇乡县区市](?:所有|所辖|下辖|的)?$|全街道(?:所有)?$")
EVERY = re.compile(r"[^，。；]{0,6}(?:全覆盖|全部|均|都|无一)")


def more_than_whole(view: View, figures: list[Figure], groups: list[list[Counted]]) -> Iterator[Finding]:
    """Counts that cannot exceed another count: settled and taken up, certified and in post."""
    own: dict[str, list[Figure]] = {}
    for one in figures:
        if one.unit not in ("%", "％") and one.role == "actual" and not one.negated:
            own.setdefault(one.kind, []).append(one)
    for less, more in ORDERED:
        for part in own.get(less, ()) if more in own else ():
            wholes = [one for one in own[more] if _holds(one, part)]
            if not wholes or any(part.value <= one.value or one.approx for one in wholes):
                continue
            if not any(_one_of_several(view, groups, whole) for whole in wholes):
                yield _more(view, part, wholes[-1])
    for group in groups:
        counts = [one for one in group if one.own and not one.rate]
        for i, (outer, inner) in enumerate(pairwise(counts)):
            if inner.unit != outer.unit or inner.value <= outer.value or not outer.exact:
                continue
            if _is_part(view, outer, inner) and not _listed(view, counts[: i + 1]):
                yield _more(view, inner.figure, outer.figure)


def _holds(whole: Figure, part: Figure) -> bool:
    """Whether one count stands before the other in a sentence and may be compared with it."""
    return (
        whole.sentence == part.sentence and whole.span.start < part.span.start and _unit(whole) == _unit(part)
    )


def _unit(one: Figure) -> str:
    """The unit by which counts may be compared."""
    return SAME_UNIT.get(one.unit, one.unit)


def _is_part(view: View, whole: Counted, part: Counted) -> bool:
    """Whether one count is said to be out of the one before it."""
    words = between(view, whole, part)
    if MONEY.search(words):
        return False
    if OUT_OF.match(words):
        return True
    said = whole.words(view)
    if CAME.fullmatch(words) and DUE.search(said):
        return True
    if whole.unit != "人" or POSTS.search(said) or not STAFF.search(said):
        return False
    if HOLD_BEFORE.fullmatch(words):
        return True
    return bool(FIRST_IN_CLAUSE.fullmatch(words) and HOLD_BEHIND.match(view.text, part.end))


def _listed(view: View, before: list[Counted]) -> bool:
    """Whether the last of some counts is itself one of several parts, so that the next need not be out of it."""
    last = before[-1]
    if len(before) < 2 or before[-2].unit != last.unit:
        return False
    words = between(view, before[-2], last)
    return "、" in words or bool(LISTED.search(words))


def _one_of_several(view: View, groups: list[list[Counted]], whole: Figure) -> bool:
    """Whether a figure is one of several parts that are listed."""
    for group in groups:
        counts = [one for one in group if one.own and not one.rate]
        for i, one in enumerate(counts):
            if one.figure is whole:
                return _listed(view, counts[: i + 1])
    return False


def _more(view: View, part: Figure, whole: Figure) -> Finding:
    """A part that is more than the whole it comes from."""
    said = f"{_say(part)}多于其所出自的{_say(whole)}。"
    return view.original("count_contradiction", part.span, said, severity="error")


def _say(one: Figure) -> str:
    """A figure as it is told in a message."""
    return f"{one.value.normalize():f}{one.unit}"


def twice(view: View, told: set[Span]) -> Iterator[Finding]:
    """The same thing counted differently in two places of the report, or counted and denied."""
    seen: dict[tuple[str, str, str], Figure] = {}
    for one in view.report.figures:
        if one.role != "actual" or one.approx or one.kind == "other":
            continue
        subject = GENERIC.sub("", one.said)
        if len(subject) < 4:
            continue
        key = (one.kind, subject, _unit(one))
        first = seen.setdefault(key, one)
        if first.value != one.value and first.sentence != one.sentence and one.span not in told:
            yield view.original(
                "count_contradiction", one.span, f"同一事项前文为{_say(first)}，此处为{_say(one)}。"
            )


def places(view: View) -> Iterator[Finding]:
    """Villages of which the whole has other numbers than it is said to have (辖14个行政村 … 全镇12个行政村均)."""
    has = HAS.search(view.text, view.first, view.last) if "辖" in view.letters else None
    stated = {m["what"]: m["n"] for m in PLACES.finditer(has.group())} if has else {}
    for match in PLACES.finditer(view.text, has.end(), view.last) if has and stated else ():
        said = stated.get(match["what"])
        if said is None or said == match["n"]:
            continue
        whole = WHOLE_OF.search(view.text, max(0, match.start() - 8), match.start())
        fewer = int(match["n"]) < int(said)
        if whole and (not fewer or EVERY.match(view.text, match.end())):
            what = f"前文称辖{said}个{match['what']}，此处为全部{match['n']}个。"
            yield view.finding("count_contradiction", match.start(), match.end(), what)
