"""Finds the figures of a report: value, unit, what is counted, of which kind, how exact, in what role."""

from __future__ import annotations

import re
from bisect import bisect_left
from decimal import Decimal
from sys import intern

from yifa.reader.behind import BY_DEED
from yifa.reader.clauses import Clause, clause_of
from yifa.reader.document import Figure, Mention, Report, Role, Section
from yifa.reader.kinds import NO_COUNT, classify
from yifa.reader.naming import settled
from yifa.reader.numbers import Number, Overlaps, numbers, reasons
from yifa.reader.patterns import first_characters, last_characters
from yifa.reader.subjects import said_of, subject_of
from yifa.reader.sweep import sweep
from yifa.reader.topics import OTHERS, is_bare, shared_out, thing
from yifa.reader.wholes import shared

BARE = 6
"""A subject, or words before a number, of no more characters may need what stands before them."""
LEFT_OVER = re.compile(r"^(?:[）、，]|及(?![格时]))+(?=..)")
"""What a cut leaves before a subject."""
NEARBY = 100
"""Characters before a clause that may tell whose deed it is."""
NO_THING = frozenset(("%", "个百分点", "百分点", "元", "万元", "亿元"))
"""Units of what belongs to things and is none."""
RATES = ("%", "个百分点", "百分点")
STOP = re.compile(r"[。！？\n]|\.(?=[\u4e00-\u9fff])")
SENTENCE_END = re.compile(r"[。；！？\n]")
CLOSER_BEFORE: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("ge", re.compile(r"(?:不(?:得|能)?少于|不(?:得|能)?低于|至少|最少|不小于|达到?或超过)$")),
    ("le", re.compile(r"(?:不(?:得|能)?(?:超过|高于|多于|大于)|至多|最多|以内)$")),
    ("lt", re.compile(r"(?:将近|接近|近|不足|不到)$")),
    ("gt", re.compile(r"(?:超过了?|超|逾|突破|多达|高于|大于|(?<![通经])过)$")),
    ("about", re.compile(r"(?:大约|约|大概|约为|约计)$")),
)
CLOSES = frozenset[str]().union(*(last_characters(pattern.pattern) or () for _, pattern in CLOSER_BEFORE))
"""What the words of CLOSER_BEFORE end with: after any other character none need be looked for."""
CLOSER_AFTER: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("ge", re.compile(r"(?:及)?以上")),
    ("le", re.compile(r"(?:及)?以[内下]")),
    ("about", re.compile(r"左右|上下")),
    ("gt", re.compile(r"余|多(?!次|年|元)")),
)
OPENS_AFTER = frozenset[str]().union(
    *(first_characters(pattern.pattern) or () for _, pattern in CLOSER_AFTER)
)
"""What the words of CLOSER_AFTER begin with."""
RULE = re.compile(
    r"(?:每(?:半?年|个?季度|个?月|周|人|名|村|个|位)|人均|年度?|全年|按照|要求|规定|标准|确保|原则上|必须|应当?)[^。；\n]{0,30}"
    r"(?:不(?:得|能)?少于|不(?:得|能)?低于|至少|最少|不(?:得|能)?超过)$"
)
RULE_AFTER = re.compile(r"(?:以上|以内)?的(?:要求|规定|标准|目标|任务|学习任务|培训任务)")
GIVEN_RULE = re.compile(
    r"(?:(?:超过|高于|低于|多于|优于|达到)|国家|省里|市里|上级|文件|制度)(?:规定|要求)(?:标准)?的?$"
)
"""Words just before a number that somebody else set: 超过规定的40学时, 国家要求5个."""
THRESHOLD = re.compile(r"及?以上(?:的|支出)[^。；\n]{0,40}?(?:一律|均|必须|应当|须|全部|都)")
"""From how much on a rule holds: 5万元以上的合同一律送审."""
BARE_RULE = re.compile(r"(?:不(?:得|能)少于|不(?:得|能)低于|不少于|不低于|至少|最少|不得超过)$")
RULED = (last_characters(RULE.pattern) or frozenset()) | (last_characters(BARE_RULE.pattern) or frozenset())
"""What both end with."""
DONE = re.compile(r"已|(?<!公)共(?!同)|累计|完成")
LATER = re.compile(r"(20\d\d)年[^。；\n]*$")
PERIODIC = re.compile(r"每(?:半?年|个?季度|半?个?月|周|两个?月|半月)(?:度)?[^，。；\n]{0,12}$")
EARLIER = re.compile(
    r"(?:上一?年(?:度)?|去年|前年|上年同期|去年同期|同期|往年)(?:同期|全年|底|末)?(?:的|为|是|仅|仅为|仅有|有|共|约|达|，)?"
    r"(?!结转|转入|遗留)[^，。；、\n\d]{0,10}$"
)
OF_YEAR_BEFORE = re.compile(
    r"的?(?:上一?年|去年|上年同期|去年同期)(?:度)?(?:的?(?:数|水平)|，|同?比|下|减|增)"
)
FROM = re.compile(
    r"(?:从|由)(?!法定|规定|国家|标准)(?:(?:上|去)年(?:度|同期|底|末)?|原来|原先|此前|过去|年初|20\d\d年度?)?(?:的|约)?[^，。；、\n\d]{0,6}$"
)
RISES = re.compile(
    r"[^，。；\n]{0,10}(?:提高|提升|上升|增加|增长|下降|减少|降低|压缩|压减|缩短|缩减|精简|整合|合并|调整|优化|降|升|增|减|缩|扩[大展充]|拓展)(?:到|至|为)"
)
YEAR_BEFORE = re.compile(
    r"(20\d\d)年(?:度|同期|底|末)?(?!以[来后]|起|后|至今|结转)(?:的|为|是|仅|有|，)?[^，。；、\n\d]{0,12}$"
)
BEFORE_CHANGE = re.compile(r"[与较比同](?:清理|改革|调整|精简|整治|压减)前的?$")
RAISED = re.compile(r"(?:提高|提升|增加|增长|减少|降低|下降|缩短|压缩|增|减|升|降)(?:到|至|为)$")
"""What a number was raised to is no rule, whatever period the number before it is of: 由每年15万元增加到30万元."""
CHANGED = re.compile(r"(?:比|较|同比|相比)[^，。；]{0,12}(?:增|减|升|降|提|多|少|下|缩|压)[^，。；]{0,4}$")
AIM = re.compile(
    r"(?:力争|预计|(?<![模虚比草])拟(?![定制订提任录聘修废作处])|下一步|明年|来年|下一年度?)[^。；\n]{0,30}$"
)


def read(report: Report, body: int, end: int) -> tuple[tuple[Figure, ...], tuple[Mention, ...]]:
    """All figures and all numbers that are none between two clean indices, in text order."""
    clean = report.clean
    text = clean.text
    marks = _list_numbers(report)
    named = reasons(text, body, end)
    blocked = sorted(named + [(a, b, "list_number") for a, b in marks])
    found: list[Figure] = []
    previous: Clause | None = None
    alike: dict[str, str] = {}
    heads: dict[str, str] = {}
    stops = [match.start() for match in SENTENCE_END.finditer(text)]
    whole, place = "", 0
    counted: list[Clause] = []
    for number in numbers(text, body, end, blocked):
        if found and clean.span(number.start, number.end).overlaps(found[-1].span):
            continue
        clause = clause_of(text, number.start, number.end, previous, body, end)
        near = previous if previous and not STOP.search(text, previous.number_end, number.start) else None
        if near is None:
            alike.clear()
        if near is None or "；" in text[near.number_end : clause.start]:
            heads.clear()
        family = "%" if number.unit in RATES else number.unit
        if near and heads.get(family, near.head) != near.head:
            near = near._replace(head=heads[family])
        said = said_of(clause, near, number.unit, alike.get(family, ""))
        subject = subject_of(text, clause, near, number.unit, said)
        if "分别" in clause.before and (not previous or previous.start != clause.start):
            whole, place = subject, 0
        elif previous and previous.start == clause.start and whole:
            subject, place = whole, place + 1
        else:
            whole = ""
        if whole:
            subject = said = shared_out(whole, place)
        bare = len(subject) <= BARE or len(clause.before) <= BARE
        earlier = _earlier(text, stops, clause.start) if bare else ""
        subject = settled(subject, clause.before, clause.after, number.unit, earlier)
        if number.unit == "个" and said.startswith(subject) and clause.after.startswith(subject):
            said = subject
        subject = LEFT_OVER.sub("", subject)
        subject += "”" * (subject.count("“") - subject.count("”"))
        if not (family in alike and alike[family] in subject):
            alike[family] = subject
        if said.count("》") > said.count("《"):
            said = subject
        heads[family] = head = _head(text, clause, near, subject, number.unit)
        clause = clause._replace(subject=subject, said=said, head=head)
        found.append(_figure(report, stops, number, clause))
        counted.append(clause)
        previous = clause
    found = shared(text, counted, found)
    found.extend(_said_zeros(report, stops, body, end, found))
    found.sort(key=lambda f: f.span)
    return tuple(found), _mentions(report, blocked, counted)


def _mentions(
    report: Report, blocked: list[tuple[int, int, str]], counted: list[Clause]
) -> tuple[Mention, ...]:
    """The numbers that are no figures: places with a reason that no figure shares."""
    clean = report.clean
    taken = Overlaps([(clause.number, clause.number_end) for clause in counted])
    return tuple(
        [
            Mention(clean.span(a, b), why, intern(clean.text[a:b]))
            for a, b, why in blocked
            if b > a and not taken.any(a, b)
        ]
    )


def _head(text: str, clause: Clause, near: Clause | None, subject: str, unit: str) -> str:
    """What bare deeds behind a number belong to: its own subject, or that of the number it says something more of."""
    if near is None or "；" in text[near.number_end : clause.start]:
        return subject
    if unit in NO_THING or "较" in clause.before or subject.startswith(OTHERS):
        return near.head
    words = clause.before.strip("，、")
    shares = len(words) < len(subject) and is_bare(words) and thing(near.head) in subject
    return near.head if shares else subject


def _earlier(text: str, stops: list[int], at: int) -> str:
    """The sentence a clause stands in, up to the clause."""
    before = bisect_left(stops, at)
    return text[max(stops[before - 1] + 1 if before else 0, at - NEARBY) : at]


def _list_numbers(report: Report) -> list[tuple[int, int]]:
    """Clean ranges of the outline's numbers."""
    spans = []
    for section in report.outline:
        start = report.clean.index(section.span.start)
        spans.append((start, start + len(section.number)))
    return spans


def _figure(report: Report, stops: list[int], number: Number, clause: Clause) -> Figure:
    """The figure of a number."""
    clean = report.clean
    text = clean.text
    start, finish = sentence_of(text, stops, number.start, number.end)
    span = clean.span(number.start, number.end)
    section = report.section_at(span.start)
    before = text[start : number.start]
    after = text[number.end : finish]
    heading = section.title if section else ""
    kind, also = _kind(text, clause, (start, finish), heading, number.unit)
    return Figure(
        value=number.value,
        unit=number.unit,
        subject=clause.subject,
        kind=kind,
        span=span,
        sentence=clean.span(start, finish),
        section=section.index if section else None,
        also_kinds=also,
        approx=_approx(number, before, after),
        role=_role(report, section, before, after, clause),
        negated=number.negated,
        said=clause.said,
    )


def _kind(
    text: str, clause: Clause, sentence: tuple[int, int], heading: str, unit: str
) -> tuple[str, tuple[str, ...]]:
    """The kind of a figure by its words and its sentence; of a bare deed (审结110件) also by what stands before it."""
    start, finish = sentence
    words, before = clause.text(text), text[start : clause.number][-32:]
    counts = unit not in NO_COUNT
    whole = _opens(text, start) if counts and text[start - 1 : start] == "；" else start
    bare = whole < start and is_bare(clause.before.strip("，、"))
    around = words, before, text[whole if bare else start : finish], heading, unit
    found = classify(clause.said, *around)
    if found[0] == "other" and clause.subject not in clause.said:
        found = classify(clause.subject, *around)
    if found[0] == "other" and whole < start and not bare:
        found = classify(clause.said, words, before, text[whole:finish], heading, unit)
    if found[0] == "other" and counts and BY_DEED.search(clause.said):
        found = classify(clause.said, words, before, text[_opens(text, whole - 1) : finish], heading, unit)
    return found


def _opens(text: str, at: int) -> int:
    """Where the sentence begins that goes on behind a semicolon, at most NEARBY characters before it."""
    found = max(text.rfind(mark, at - NEARBY, at) for mark in "。！？\n")
    return found + 1 if found >= 0 else max(0, at - NEARBY)


def sentence_of(text: str, stops: list[int], start: int, end: int) -> tuple[int, int]:
    """Clean indices of the sentence a place stands in, its closing mark included; `stops` are all such marks."""
    before, behind = bisect_left(stops, start), bisect_left(stops, end)
    first = stops[before - 1] + 1 if before else 0
    if behind == len(stops):
        return first, len(text)
    last = stops[behind]
    return first, last + (text[last] != "\n")


def _approx(number: Number, before: str, after: str) -> str:
    """How exact a number is, by the words around it."""
    for name, pattern in CLOSER_BEFORE if before[-1:] in CLOSES else ():
        if pattern.search(before[-8:]):
            return name
    if number.more:
        return "gt"
    if number.least:
        return "ge"
    if number.written in ("百", "千", "万", "亿") and before.endswith("上"):
        return "ge"
    if after[:1] not in OPENS_AFTER:
        return ""
    return next((name for name, pattern in CLOSER_AFTER if pattern.match(after)), "")


def _role(report: Report, section: Section | None, before: str, after: str, clause: Clause) -> Role:
    """Whether a number is a result, a rule, an aim or a figure of the year before."""
    near = before[-40:]
    if _is_earlier(report, near, after):
        return "previous_period"
    part = section.part if section else "intro"
    if part == "plan":
        return "plan"
    if ("每" in near and PERIODIC.search(near) and not RAISED.search(near)) or (
        near[-1:] in RULED and _is_rule(near, after, clause)
    ):
        return "requirement"
    if (near.endswith(("求", "定", "的", "准")) and GIVEN_RULE.search(near)) or (
        after.startswith(("以上", "及以上")) and THRESHOLD.match(after)
    ):
        return "requirement"
    later = LATER.search(before) if "20" in before else None
    if AIM.search(near) or (later and report.year and int(later[1]) == report.year + 1):
        return "plan"
    return "actual"


def _is_rule(near: str, after: str, clause: Clause) -> bool:
    """Whether the words just before a number say how many there must be."""
    if RULE.search(near):
        return True
    return bool(BARE_RULE.search(near) and (RULE_AFTER.match(after) or not DONE.search(clause.before)))


def _is_earlier(report: Report, near: str, after: str) -> bool:
    """Whether a number is said of an earlier year."""
    if ("由" in near or "从" in near) and FROM.search(near) and RISES.match(after):
        return True
    if near[-1:] in ("比", "较") and OF_YEAR_BEFORE.match(after):
        return True
    if ("年" in near or "同期" in near) and EARLIER.search(near) and not CHANGED.search(near):
        return True
    if "前" in near[-3:] and BEFORE_CHANGE.search(near):
        return True
    match = YEAR_BEFORE.search(near) if "20" in near else None
    compared = (
        match and not near.endswith("年的") and re.search(r"(?:同比|比|较|与|对比)$", near[: match.start()])
    )
    return bool(match and not compared and report.year and int(match[1]) < report.year)


NOT = re.compile("[无未没]")
INCIDENTS = ("事件", "事故", "情况发生")
"""Their absence is the region's luck and no work of the body, unless a kind counts them."""
NONE = re.compile(
    r"(?<![有并从毫若如])(?P<no>无新增|无新发|无(?:造成|发生|出现)?|未发生|未出现|未收到|未新增|没有发生|没有)"
    r"(?P<what>[^，。；、\n]{2,24}?(?:案件|事项|事件|投诉|纠纷|申请|诉讼|复议|信访件|信访|事故|问题线索"
    r"|规范性文件|提案|建议|情况发生))(?=[，。；\n]|的?发生|等)"
)


def _said_zeros(report: Report, stops: list[int], body: int, end: int, found: list[Figure]) -> list[Figure]:
    """Zeros said without a numeral: 无新增行政应诉案件."""
    clean, text = report.clean, report.clean.text
    zeros = []
    for match in sweep(NOT, NONE, text, body, end):
        span = clean.span(match.start("no"), match.end("what"))
        if any(f.span.overlaps(span) for f in found) or report.part_at(span.start) in ("problems", "plan"):
            continue
        start, finish = sentence_of(text, stops, match.start(), match.end())
        subject = match["what"]
        section = report.section_at(span.start)
        unit = "件" if re.search(r"案|件|诉|议|申请|信访", subject) else "项" if "事项" in subject else "起"
        kind, also = classify(
            subject, subject, "", text[start:finish], section.title if section else "", unit
        )
        if kind in ("other", "petition_cases") and subject.endswith(INCIDENTS):
            continue
        zeros.append(
            Figure(
                Decimal(0),
                unit,
                subject,
                kind,
                span,
                clean.span(start, finish),
                section.index if section else None,
                also,
                "",
                "actual",
                True,
                True,
                subject,
            )
        )
    return zeros
