"""Finds numbers that contradict each other: rates and their counts, parts and their sum, the same thing counted twice.

Only exact figures of the body's own year are compared; approximate ones (余、多、近、约) only where they cannot
hide the difference.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from decimal import Decimal

from yifa.reader.document import Figure, Finding, Span
from yifa.reader.findings.view import View

SAME_UNIT = {
    "起": "件",
    "宗": "件",
    "例": "件",
    "件次": "件",
    "名": "人",
    "位": "人",
    "场次": "场",
    "份": "份",
    "个": "项",
}
OVER_ALLOWED = re.compile(
    r"完成|增长|同比|环比|超额|上升|提升|提高|增加|增幅|涨|目标|任务|达成|投资|产值|收入"
)
DONE = re.compile(
    r"成功|化解|办结|结案|审结|办复|答复|整改|合格|通过|持证|出庭|采纳|满意|到位|胜诉|备案|按时|及时|参加|参考|完成|解决|履行|回复"
)
TAKEN = re.compile(
    r"共|受理|调处|排查|接到|收到|办理|承办|立案|发现|应|总|在编|在岗|现有|参加|开庭|登记|调解|接访|征集|交办|审查|梳理"
)
RATE = re.compile(r"[一-龥]{2,8}率")
STAGE = re.compile(
    r"立案|结案|办结|已办|成功|化解|审结|移送|重点|重大|疑难|复杂|整改|到位|及时|首次|新增|其中[^，。；]{0,6}以上|不予|减轻|主动|引导|达|占|率|"
    r"涉及|累计|参加|覆盖|受教育|发放|平均|最|每|同比|比|较|超过|以内|以下"
)
TOTAL_AFTER = re.compile(r"(?:共计|合计|总计|一共|累计|共)[一-龥]{0,8}$")
PARTS = re.compile(r"其中|包括|分别(?:是|为)?|含|有：|即")
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
RATED = (
    ("mediation_success_rate", "mediation_success_cases", "mediation_cases"),
    ("officer_certification_rate", "officers_certified", "officers_total"),
    ("reconsideration_correction_rate", "reconsideration_corrected", "reconsideration_closed"),
    ("litigation_loss_rate", "litigation_loss_cases", "litigation_cases"),
    ("normative_filing_rate", "normative_documents_filed", "normative_documents_issued"),
)
GENERIC = re.compile(
    r"[\s（）()“”]|[全本我][年镇乡县市区街局]|今年以来|截至目前|目前|累计|各类|共有?|现有|无|未发生|没有"
)
CHANGE = re.compile(
    r"(?:同比|较?比?(?:上年|去年|上一年|前年)(?:同期)?)[^，。；]{0,6}?(增长|上升|增加|提高|下降|减少|降低)[了约]{0,2}$"
)
RATE_UNITS = ("%", "％")
SPACE = re.compile(r"\s")
LABEL_MARK = re.compile(r"[，。；：、\d]")
OUT_OF = re.compile(
    r"[，、；]?(?:其中|已|全部|均|现已|目前已?)?(?:已)?(?:成功)?(?:(?:行政机关)?(?:主要)?负责人出庭(?:应诉)?"
    r"|调解成功|化解成功|成功|办结|结案|审结|整改|办复|持证)"
)
MONEY = re.compile(r"涉及|金额|资金|另")
COMMA = re.compile(r"，(?=\d\d\d)")
WIDE_COMMA = re.compile(r"(?<![\d.，])\d{1,3}(?:，\d{3})+(?![\d，])(?=[一-龥])")
SUSPECT = re.compile(
    r"[\d一二三四五六七八九%％百](?:(?<=\d)(?:[。．几,一二三四五六七八九]|[余多]\d|\.\d+\.|\.\.)|(?<=[一二三四五六七八九])\d"
    r"|(?<=%)[\d%％百]|(?<=％)[％%]|(?<=百)分之\d|(?<=0)(?<![\d.]0)\d)"
)
"""Cheap sign that one of FORMAT may match."""
FORMAT = (
    (re.compile(r"(?<![\d.])\d+[。．]\d+(?=[%万亿])"), "小数点写成了句号"),
    (re.compile(r"%\d+(?:\.\d+)?(?!\d|[A-F])"), "百分号写在了数字之前"),
    (
        re.compile(
            r"(?<![\d.第年月〇零一二三四五六七八九十百])[一二三四五六七八九]\d+(?:余|多)?[件起名人次场份个项%]"
        ),
        "汉字与阿拉伯数字混用",
    ),
    (
        re.compile(r"(?<![\d.])\d+[一二三四五六七八九](?:十|百)?(?:余|多)?[件起名人次场份项](?![一-龥]?岗)"),
        "汉字与阿拉伯数字混用",
    ),
    (re.compile(r"(?<![\d.])\d{1,9}(?:余|多)\d+"), "概数写法有误"),
    (re.compile(r"(?<![\d.〔])0\d+(?=[件起名人次场份个项])"), "数字之前有多余的零"),
    (re.compile(r"\d+(?:\.\d+){2,}(?=[万亿%件人])|\d+\.{2,}\d+(?=[万亿%])"), "小数点重复"),
    (re.compile(r"%%|％％|%百分之"), "百分号重复"),
    (re.compile(r"(?<![\d.])\d+几(?=[件起名人次场份个项百千万])"), "概数写法有误"),
    (
        re.compile(r"(?<![\d.,])\d{1,3},\d{1,2}(?=[件起名人次场份个项])|(?<![\d.,])\d{4,},\d{3}(?!\d)"),
        "千分位写法有误",
    ),
    (re.compile(r"百分之\d+(?:\.\d+)?%"), "百分之与百分号重复"),
)


def check(view: View) -> Iterator[Finding]:
    """Findings about figures and the way numbers are written."""
    figures = [one for one in view.report.figures if not one.implicit]
    yield from _over(view, figures)
    groups = _sentences(figures)
    told: set[Span] = set()
    for finding in (
        *_rates(view, groups),
        *_ordered(view, figures, groups),
        *_sums(view, groups),
        *_changes(view, figures),
    ):
        if finding.span is not None and not any(finding.span.overlaps(span) for span in told):
            told.add(finding.span)
            yield finding
    yield from _twice(view, told)
    for match in WIDE_COMMA.finditer(view.report.text) if COMMA.search(view.report.text) else ():
        span = Span(match.start(), match.end())
        yield view.original(
            "number_format", span, "千分位逗号写成了全角。", fix=match.group().replace("，", "")
        )
    for pattern, said in FORMAT if SUSPECT.search(view.text, view.first, view.last) else ():
        for match in view.body(pattern):
            if not view.in_name(match.start()):
                yield view.finding("number_format", match.start(), match.end(), f"{said}。")


def _over(view: View, figures: list[Figure]) -> Iterator[Finding]:
    """Rates above one hundred per cent."""
    for one in figures:
        if one.unit not in RATE_UNITS or one.value <= 100:
            continue
        before = view.report.slice(Span(max(0, one.span.start - 16), one.span.start))
        if not OVER_ALLOWED.search(before + one.subject):
            yield view.original("percent_out_of_range", one.span, f"比率{_say(one)}超过百分之百。")


def _own(one: Figure) -> bool:
    """Whether a figure states what was done in the year."""
    return one.role == "actual" and not one.negated


def _unit(one: Figure) -> str:
    """The unit by which counts may be compared."""
    return SAME_UNIT.get(one.unit, one.unit)


def _say(one: Figure) -> str:
    """A figure as it is told in a message."""
    return f"{one.value.normalize():f}{one.unit}"


def _sentences(figures: list[Figure]) -> list[list[Figure]]:
    """The own figures by sentence, in text order."""
    groups: dict[Span, list[Figure]] = {}
    for one in figures:
        if _own(one):
            groups.setdefault(one.sentence, []).append(one)
    return list(groups.values())


def _rates(view: View, groups: list[list[Figure]]) -> Iterator[Finding]:
    """A rate beside the two counts it comes from, in one sentence."""
    for group in groups:
        for rate in (one for one in group if one.unit in RATE_UNITS and one.value <= 100):
            pair = _counts_of(view, rate, group)
            if pair is None:
                continue
            part, whole = pair
            if part.value > whole.value or whole.value == 0:
                continue
            real = part.value * 100 / whole.value
            if abs(real - rate.value) > _tolerance(rate, part, whole):
                said = f"{_say(part)}占{_say(whole)}应为{real:.1f}%，文称{_say(rate)}。"
                yield view.original(
                    "percent_mismatch",
                    Span(part.span.start, rate.span.end) if part.span.start < rate.span.start else rate.span,
                    said,
                )


def _tolerance(rate: Figure, part: Figure, whole: Figure) -> Decimal:
    """How far a rate may be from its counts: its own rounding, more where a count is approximate."""
    exponent = rate.value.as_tuple().exponent
    places = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    slack = Decimal(1).scaleb(-places) if places else Decimal("1")
    if rate.approx:
        slack += 2
    if part.approx or whole.approx:
        slack += 10 * 100 / max(whole.value, Decimal(1)) + 5
    return slack


def _counts_of(view: View, rate: Figure, group: list[Figure]) -> tuple[Figure, Figure] | None:
    """The nearest two counts before a rate of which one is done out of the other; None when that is unsure."""
    label = _label(view, rate)
    if not RATE.search(label):
        return None
    stem = RATE.findall(label)[-1].removesuffix("率")[-2:]
    counts = [one for one in group if one.unit not in RATE_UNITS and one.span.end <= rate.span.start]
    for later in range(len(counts) - 1, 0, -1):
        part = counts[later]
        said = _label(view, part)
        if not DONE.search(said) or (stem not in said and not _akin(stem, said)):
            continue
        for whole in reversed(counts[:later]):
            between = view.report.slice(Span(whole.span.end, part.span.start))
            if (
                _unit(whole) == _unit(part)
                and not DONE.search(_label(view, whole).replace("排查化解", ""))
                and (
                    len(between) < (40 if TAKEN.search(_label(view, whole)) else 16)
                    and "其中" not in between[:-12]
                )
            ):
                return part, whole
    return None


def _akin(stem: str, said: str) -> bool:
    """Whether a rate's name fits a count's words though they differ (调解成功率 of 化解)."""
    families = (
        "成功化解调解调处",
        "办结办理",
        "结案审结",
        "合格通过",
        "持证持有",
        "出庭应诉",
        "整改完成",
        "答复办复回复",
    )
    return any(
        stem in family and any(family[i : i + 2] in said for i in range(0, len(family), 2))
        for family in families
    )


def _label(view: View, one: Figure) -> str:
    """The words before a figure, back to the mark or figure before it."""
    text = SPACE.sub("", view.report.slice(Span(max(0, one.span.start - 34), one.span.start)))
    return LABEL_MARK.split(text)[-1] + ("" if len(one.subject) > 24 else one.subject)


def _ordered(view: View, figures: list[Figure], groups: list[list[Figure]]) -> Iterator[Finding]:
    """Counts that cannot exceed another count: settled and taken up, certified and in post."""
    own: dict[str, list[Figure]] = {}
    for one in figures:
        if one.unit not in RATE_UNITS and _own(one):
            own.setdefault(one.kind, []).append(one)
    for less, more in ORDERED:
        for part in own.get(less, ()) if more in own else ():
            wholes = [one for one in own[more] if _unit(one) == _unit(part) and one.sentence == part.sentence]
            if wholes and all(part.value > one.value for one in wholes) and not wholes[0].approx:
                yield _more(view, part, wholes[-1])
    for group in groups:
        counts = [one for one in group if one.unit not in RATE_UNITS]
        for whole, part in itertools.pairwise(counts):
            if _unit(part) != _unit(whole) or part.value <= whole.value or whole.approx:
                continue
            said = SPACE.sub("", view.report.slice(Span(whole.span.end, part.span.start)))
            if OUT_OF.match(said) and not MONEY.search(said):
                yield _more(view, part, whole)


def _more(view: View, part: Figure, whole: Figure) -> Finding:
    """A part that is more than the whole it comes from."""
    said = f"{_say(part)}多于其所出自的{_say(whole)}。"
    return view.original("count_contradiction", part.span, said, severity="error")


def _sums(view: View, groups: list[list[Figure]]) -> Iterator[Finding]:
    """A total with the parts that are said to make it up."""
    for group in groups:
        for i, total in enumerate(group):
            if total.approx or total.unit in RATE_UNITS:
                continue
            parts = _parts(view, total, group[i + 1 :])
            if len(parts) == 1 and parts[0].value > total.value:
                said = f"其中{_say(parts[0])}多于合计{_say(total)}。"
                yield view.original(
                    "sum_mismatch", Span(total.span.start, parts[0].span.end), said, severity="error"
                )
            elif len(parts) >= 2 and not any(one.approx for one in parts):
                added = sum((one.value for one in parts), Decimal(0))
                if added != total.value and (added > total.value or _exhaustive(view, parts)):
                    listed = "+".join(f"{one.value.normalize():f}" for one in parts)
                    said = f"分项{listed}={added.normalize():f}，与合计{_say(total)}不符。"
                    yield view.original(
                        "sum_mismatch",
                        Span(total.span.start, parts[-1].span.end),
                        said,
                        severity="error" if added > total.value else "warn",
                    )


def _parts(view: View, total: Figure, later: list[Figure]) -> list[Figure]:
    """The figures listed behind 其中 or a colon that share the total's unit, until the list ends."""
    if not later:
        return []
    lead = view.report.slice(Span(total.span.end, later[0].span.start))
    if not PARTS.search(lead) or "。" in lead or len(lead) > 40:
        return []
    parts: list[Figure] = []
    at = total.span.end
    for one in later:
        between = SPACE.sub("", view.report.slice(Span(at, one.span.start)))
        if parts and (len(between) > 26 or "。" in between or one.unit in RATE_UNITS):
            break
        if _unit(one) != _unit(total) or ("（" in between and "）" not in between):
            return []
        if STAGE.search(between):
            return parts if len(parts) == 1 else []
        parts.append(one)
        at = one.span.end
    return parts


def _exhaustive(view: View, parts: list[Figure]) -> bool:
    """Whether nothing after the parts says that there are more."""
    after = view.report.slice(Span(parts[-1].span.end, parts[-1].span.end + 8))
    return not re.match(r"\s*(?:等|以及|，其余|，其他|及其他|左右)", after)


def _changes(view: View, figures: list[Figure]) -> Iterator[Finding]:
    """同比 changes beside this year's and last year's figure."""
    groups: dict[Span, list[Figure]] = {}
    for one in figures:
        groups.setdefault(one.sentence, []).append(one)
    for group in groups.values():
        before = [one for one in group if one.role == "previous_period" and not one.approx]
        for change in (one for one in group if one.unit in RATE_UNITS):
            said = SPACE.sub("", view.report.slice(Span(max(0, change.span.start - 20), change.span.start)))
            way = CHANGE.search(said)
            if not way:
                continue
            for old in before:
                now = [one for one in group if _own(one) and one is not change and _unit(one) == _unit(old)]
                if not now or old.value == 0 or old.unit in RATE_UNITS or now[0].approx:
                    continue
                real = (now[0].value - old.value) * 100 / old.value
                stated = change.value if way[1] in ("增长", "上升", "增加", "提高") else -change.value
                if abs(real - stated) > _tolerance(change, now[0], old):
                    told = f"由{_say(old)}到{_say(now[0])}应为{real:+.1f}%，文称{stated:+f}%。"
                    yield view.original("percent_mismatch", change.span, told)


def _twice(view: View, told: set[Span]) -> Iterator[Finding]:
    """The same thing counted differently in two places of the report, or counted and denied."""
    seen: dict[tuple[str, str, str], Figure] = {}
    for one in view.report.figures:
        if one.role != "actual" or one.approx or one.kind == "other":
            continue
        subject = GENERIC.sub("", one.subject)
        if len(subject) < 4:
            continue
        key = (one.kind, subject, _unit(one))
        first = seen.setdefault(key, one)
        if first.value != one.value and first.sentence != one.sentence and one.span not in told:
            yield view.original(
                "count_contradiction", one.span, f"同一事项前文为{_say(first)}，此处为{_say(one)}。"
            )
