"""Finds counts that exclude each other: a part larger than its whole, one thing counted in two ways."""

from __future__ import annotations

import re
from collections.abc import Iterator

from yifa.reader.document import Figure, Finding, Severity, Span
from yifa.reader.findings.counted import LABEL_MARK, SAME_UNIT, WINDOW, Counted, between
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
)
"""What of one kind cannot be more than what of another stands before it in the sentence."""
GENERIC = re.compile(
    r"[\s（）()“”]|[全本我][年镇乡县市区街局]|今年以来|截至目前|目前|累计|各类|共有?|现有|无|未发生|没有"
)
OUT_OF = re.compile(
    r"[，、；]?(?:其中|已|全部|均|现已|目前已?)?(?:已)?(?:成功|完成)?(?:(?:行政机关)?(?:主要)?负责人出庭(?:应诉)?"
    r"|调解成功|化解成功|成功|办结|结案|审结|整改|办复|持证|(?:报送)?备案$)"
)
CLOSED = re.compile(r"[办审]结|结案")
CARRIED = re.compile(r"结转|旧存|[去上往历]年|积案|存案|遗留|此前")
"""What is closed in a year may have been taken up before it."""
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
TOTAL = re.compile(r"全[年镇县区市乡]|共|累计|一年来|年内|今年|年度|街道")
MONEY = re.compile(r"涉及|金额|资金|另")
LISTED = re.compile(r"其中|包括|分别")
HAS = re.compile(r"(?:下?辖|管辖)(?:有|着)?[^，。；\n]{0,40}")
PLACES = re.compile(r"(?P<n>\d{1,3})个(?P<what>行政村|村民?委员?会|村（社区）|社区|居委会)")
LEADERS = re.compile(
    r"(?:书记|[镇乡县市区]长|主任|局长|主要负责人|主要负责同志|主要领导|一把手|班子成员|领导干部)[^，。；]*?$"
)
LEAST_LABEL = 5
"""So many characters of what is counted say that two figures are of one thing."""
OFFICERS = r"(?:在编|在岗|综合|行政|镇街?|街道)*执法人员"
THERE_ARE = re.compile(rf"(?:现有|共有)(?:在编|在岗)?{OFFICERS}(?:共|总数)?(?P<n>\d{{1,4}})[名人]")
ALL_OFFICERS = re.compile(rf"(?<!\d)(?P<n>\d{{1,4}})[名人]{OFFICERS}(?:全部|全员)(?!通过|合格|取得)")
WHOLE_OF = re.compile(r"[全本我][镇乡县区市](?:所有|所辖|下辖|的)?$|全街道(?:所有)?$")
EVERY = re.compile(r"[^，。；]{0,6}(?:全覆盖|全部|均|都|无一)")


def more_than_whole(view: View, groups: list[list[Counted]]) -> Iterator[Finding]:
    """Counts that cannot exceed what they come from: settled and taken up, certified and in post."""
    for group in groups:
        counts = [one for one in group if one.own and not one.rate]
        for i, part in enumerate(counts[1:], start=1):
            whole = _exceeded(view, counts[:i], part)
            if whole:
                yield from _more(view, part, whole)


def _exceeded(view: View, before: list[Counted], part: Counted) -> Counted | None:
    """The count that a later one of the sentence is more than although it comes from it."""
    alike = [one for one in before if one.unit == part.unit]
    if not alike or not all(one.exact for one in alike):
        return None
    outer = before[-1]
    if sum(one.value for one in alike) < part.value:  # however the counts before belong together
        if outer.unit == part.unit and _is_part(view, outer, part):
            return outer
        return next((one for one in alike if (part.figure.kind, one.figure.kind) in ORDERED), None)
    if outer.unit != part.unit or outer.value >= part.value:
        return None
    begins = view.report.clean.index(outer.figure.sentence.start)
    several = LISTED.search(view.text, begins, outer.start) or "、" in view.text[alike[0].end : outer.start]
    return outer if not several and _is_holder(view, outer, part) else None


def _is_part(view: View, whole: Counted, part: Counted) -> bool:
    """Whether one count is said to be out of the one before it."""
    words = between(view, whole, part)
    return not MONEY.search(words) and (bool(OUT_OF.match(words)) or _is_holder(view, whole, part))


def _is_holder(view: View, whole: Counted, part: Counted) -> bool:
    """Whether people who came or who hold a paper are counted behind those who were to come or are there."""
    words, said = between(view, whole, part), whole.words(view)
    if CAME.fullmatch(words) and DUE.search(said):
        return True
    if whole.unit != "人" or POSTS.search(said) or not STAFF.search(said):
        return False
    if HOLD_BEFORE.fullmatch(words):
        return True
    return bool(FIRST_IN_CLAUSE.fullmatch(words) and HOLD_BEHIND.match(view.text, part.end))


def _more(view: View, part: Counted, whole: Counted) -> Iterator[Finding]:
    """A part that is more than the whole it comes from."""
    closed = CLOSED.search(part.words(view))
    if closed and CARRIED.search(view.report.slice(part.figure.sentence)):
        return
    said = f"{part.told()}多于其所出自的{whole.told()}。"
    severity: Severity = "warn" if closed else "error"
    yield view.original("count_contradiction", part.figure.span, said, severity=severity)


def _unit(one: Figure) -> str:
    """The unit by which counts may be compared."""
    return SAME_UNIT.get(one.unit, one.unit)


def _say(one: Figure) -> str:
    """A figure as it is told in a message."""
    return f"{one.value.normalize():f}{one.unit}"


def twice(view: View, told: set[Span]) -> Iterator[Finding]:
    """The same total told differently in two places of the report."""
    seen: dict[tuple[str, str, str], Figure] = {}
    for one in view.report.figures:
        if one.role != "actual" or one.approx or one.kind == "other" or one.implicit:
            continue
        subject = GENERIC.sub("", one.said)
        if len(subject) < 4:
            continue
        key = (one.kind, subject, _unit(one))
        first = seen.setdefault(key, one)
        if first.value == one.value or first.sentence == one.sentence or one.span in told:
            continue
        if _is_total(view, first) and _is_total(view, one):
            yield view.original(
                "count_contradiction", one.span, f"同一事项前文为{_say(first)}，此处为{_say(one)}。"
            )


def _is_total(view: View, one: Figure) -> bool:
    """Whether a figure is told as that of the whole year or place, not of a part or an occasion."""
    at = view.report.clean.index(one.span.start)
    clause = LABEL_MARK.split(view.text[max(0, at - WINDOW) : at])[-1]
    return TOTAL.search(clause) is not None


def of_leaders(view: View, groups: list[list[Counted]]) -> Iterator[Finding]:
    """Cases that leaders took on themselves, counted higher than the whole office's of the same words."""
    whole: dict[tuple[str, str], Counted] = {}
    for one in (one for group in groups for one in group if one.own and one.exact and one.unit == "件"):
        words = one.words(view)
        led = LEADERS.search(view.text, max(0, one.start - WINDOW), one.start)
        if not led:
            label = GENERIC.sub("", words)
            if len(label) >= LEAST_LABEL:
                whole.setdefault((label, one.unit), one)
            continue
        for cut in range(max(0, len(words) - 12), len(words) - LEAST_LABEL + 1):
            office = whole.get((words[cut:], one.unit))
            if office and office.value < one.value and office.figure.sentence != one.figure.sentence:
                said = f"领导所办{one.told()}多于全部{office.told()}（“{words[cut:]}”）。"
                yield view.original("count_contradiction", one.figure.span, said)
                break


def officers(view: View) -> Iterator[Finding]:
    """Officers of whom all are another number than there are said to be (现有执法人员20名 … 组织18名执法人员全部参训)."""
    if "执法人员全" not in view.text:
        return
    stated = {m["n"] for m in THERE_ARE.finditer(view.text, view.first, view.last)}
    if len(stated) != 1:
        return
    for match in view.body(ALL_OFFICERS):
        if match["n"] not in stated:
            what = f"前文称现有执法人员{next(iter(stated))}名，此处为全部{match['n']}名。"
            yield view.finding("count_contradiction", match.start("n"), match.end("n") + 1, what)


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
