"""Finds dates that do not exist, are run together or conflict, and years that are not the reported one."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from yifa.reader.document import Finding, Span
from yifa.reader.findings import years
from yifa.reader.findings.view import NAMED, View
from yifa.reader.sweep import sweep

RUN_TOGETHER = re.compile(
    r"(20(?<![\dA-Za-z/\-._〔（\[No№第]20)[0-3]\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?![\dA-Za-z/\-_.号])日?"
)
HALF_TOGETHER = re.compile(
    r"20(?P<y>[0-3]\d)(?:年(?P<m1>0[1-9]|1[0-2])(?P<d1>0[1-9]|[12]\d|3[01])日"
    r"|(?<!\d20..)(?P<m2>1[0-2]|0?[1-9])月(?P<d2>\d{1,2})日)"
)
DAY = re.compile(r"(\d{1,2})月(\d{1,2})[日号](?!线)")
MONTHLY = re.compile(r"\d(?=\d?月)")
YEAR_BEFORE = re.compile(r"(20\d{2})年$")
YEAR = re.compile(r"(20(?<!\d20)[0-3]\d)年")
RANGE = re.compile(
    r"\d{4}年?[—\-－~～至到]|[—\-－~～至到]\d{4}年?|截至|截止|以来|自20|从20|底|末|年前|换届|规划|纲要|印发|制定"
)
NOW = re.compile(r"现(?:将|就)[^。；\n]{0,30}?20(?P<y>[0-3]\d)年(?:度)?[^。；\n]{0,60}?(?:如下|报告|汇报)")
INTRO = re.compile(
    r"20(?<![^\n]20)(?P<y>[0-3]\d)年(?:度|以来)?，[^，。]{0,12}(?:镇|乡|街道|县|区|市|局|省|州|委|政府|办)"
)
OWN_YEAR = re.compile(
    r"20(?:(?<=[。\n]20)|(?<![\s\S]20))(?P<y>[0-3]\d)年(?:度)?，?(?:我|全|本)[镇乡县市区街局]"
)
WILL = re.compile(r"将|拟|计划|要重点|继续|安排")
HALF_YEAR = re.compile(r"上半年|下半年|第[一二三四]季度")
MADE = re.compile(
    r"(?:制定|制订|拟定|拟订|编制|出台|印发|下发)(?:并?(?:印发|下发|出台|实施))?[好了]?(?P<gap>[一-龥（）《〈]{0,24})$"
)
"""How a sentence goes on to the year in the name of a paper that the office made."""
OF_OTHERS = re.compile(r"的|落实|贯彻|根据|按照|依据|执行|对照|结合|学习|转发|传达|依照|围绕|参照")
"""Words that make it a paper which was there before."""
PLANNED = re.compile(
    r"度?[^，。；、《》〈〉\n]{0,40}?(?:要点|计划|安排|方案|任务分解表?|任务书)(?:的通知)?(?=[》〉，。；、\n和与及]|$)"
)
LOOKS_BACK = re.compile(
    r"考核|考评|评估|评价|评议|述[职法]|报告|总结|通报|统计|审计|决算|年报|验收|评选|检查[情结]|整改|督[察查]|反馈|奖|绩效|补助|收尾"
)
"""What is of the year before, though made in this one; so may a list (目录、清单) be."""
SERIES = re.compile(
    r"先后|连续|历年|每年|逐年|以来|[至到—\-－~～–]20\d\d|20\d\d年?[至到—\-－~～–]|[两三五]年|[去前]年|上一?年|此前|原"
)
SAME_YEAR = re.compile(
    r"度(?:全年)?，|全年(?!度)|度?(?:终|度)?(?:[县市区镇乡局][级直管]?)?[一-龥]{0,6}述法(?:工作|任务)?[一-龥]{0,4}(?:完成|结束|到位)"
)
"""After a year that begins a clause: what was done in it."""
AWARDED = re.compile(r"考核|考评|评为|获|荣|表彰|排名|名列|位列|命名")
"""What last year was worth is told this year."""
COMPARED = re.compile(
    rf"{AWARDED.pattern}|比|较|同期|示范|创建|去年|上年|今年|本年|时任|建成|成立|开始|启动|试点|审计|巡察|督察|督查"
)
YEARLY = re.compile(
    r"度(?!计划|规划|要点|安排)(?:[一-龥]{0,6}?)(?:述法|述职|学法|普法|依法行政|法治政府建设|法治建设)(?!规划|纲要|示范)"
)
"""After a year: what an office does every year, of which nobody treats that of two years ago."""
OLD = re.compile(r"整改|审计|反馈|考核|遗留|历史|归档|移交|补办")
"""Said of what a former year left to be done."""
FAR_APART = 7
"""Days between two dates of one paper from which they are called a conflict."""
SIGNED_FROM = 10
"""The month of the reported year before which its report is not signed: an earlier date is the wrong one of two."""


def check(view: View) -> Iterator[Finding]:
    """Findings about dates and years of the whole text."""
    yield from _together(view)
    for match in sweep(MONTHLY, DAY, view.text, 0, len(view.text)):
        before = view.text[max(0, match.start() - 5) : match.start()]
        if before[-1:] in tuple("0123456789.") and before:
            continue
        named = YEAR_BEFORE.search(before)
        year = int(named[1]) if named else view.report.year or 2020
        month, day = int(match[1]), int(match[2])
        leap_unsure = named is None and month == 2 and day == 29
        if not (1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]) and not leap_unsure:
            yield view.finding("invalid_date", match.start(), match.end(), f"没有“{match.group()}”这一天。")
    yield from _conflicts(view)
    yield from _years(view)


def _together(view: View) -> Iterator[Finding]:
    """Dates without 年 月 日."""
    for match in RUN_TOGETHER.finditer(view.text):
        line = view.text[view.paragraph(match.start())[0] : match.start()]
        if re.search(r"索引号|文号|编号|https?:|电话|信用代码|[a-z]{3,}", line[-40:]):
            continue
        fix = f"{match[1]}年{int(match[2])}月{int(match[3])}日"
        said = f"日期缺年月日分隔，应为“{fix}”。"
        yield view.finding("date_without_separators", match.start(), match.end(), said, fix=fix, of_copy=True)
    for match in HALF_TOGETHER.finditer(view.text):
        month, day = match["m1"] or match["m2"], match["d1"] or match["d2"]
        fix = f"20{match['y']}年{int(month)}月{int(day)}日"
        said = f"日期缺分隔，应为“{fix}”。"
        yield view.finding("date_without_separators", match.start(), match.end(), said, fix=fix, of_copy=True)


def _date(view: View, name: str) -> tuple[date, Span] | None:
    """A date of the metadata with its place."""
    field = view.report.metadata.get(name)
    if field is None or field.span is None:
        return None
    try:
        return date.fromisoformat(field.value), field.span
    except ValueError:
        return None


def _conflicts(view: View) -> Iterator[Finding]:
    """Dates of the paper that cannot all be right."""
    written, signed, published = (_date(view, f"date_{name}") for name in ("written", "signed", "published"))
    apart = bool(written and signed and abs((written[0] - signed[0]).days) > FAR_APART)
    if apart and written and signed and written[1] != signed[1]:
        said = f"页首成文日期{written[0]}，落款日期{signed[0]}，两者不一致。"
        year = view.report.year
        early = bool(year and signed[0] < date(year, SIGNED_FROM, 1) <= written[0])
        yield view.original("date_conflict", signed[1] if early else written[1], said)
        return
    elif published:
        for name, one in (("成文", written), ("落款", signed)):
            if one and one[0] > published[0] and one[1] != published[1]:
                said = f"{name}日期{one[0]}晚于发布日期{published[0]}。"
                yield view.original("date_conflict", one[1], said)
                break
    year = view.report.year
    last = signed or written
    if year and last and last[0].year < year:
        yield view.original("date_conflict", last[1], f"落款日期{last[0]}早于报告年度{year}年。")


def _years(view: View) -> Iterator[Finding]:
    """Years in headings and openings that are not the reported one."""
    year = view.report.year
    if year is None:
        return
    told: set[int] = set()
    for start, end, one in view.headings:
        if one.level > 3 or not one.title:
            continue
        for match in YEAR.finditer(view.text, start, end):
            near = view.text[max(start, match.start() - 3) : match.end() + 4]
            said = int(match[1])
            expected = {year + 1} if one.part == "plan" and not one.also_part else {year}
            if one.also_part or one.part in ("other", "intro") or one.part == "problems":
                expected = {year, year + 1}
            if said in expected or RANGE.search(near) or view.in_name(match.start()):
                continue
            told.add(match.start())
            right = min(expected)
            yield view.finding(
                "year_mismatch",
                match.start(),
                match.end(),
                f"报告年度为{year}年，此处应为{right}年。",
                fix=f"{right}年",
            )
    for pattern in (NOW, INTRO, OWN_YEAR):
        for match in pattern.finditer(view.text, view.first, view.last):
            at, said = match.start("y") - 2, int(f"20{match['y']}")
            part = view.report.part_at(view.report.clean.at(at))
            if at in told or said == year or view.in_name(at) or RANGE.search(view.text[at - 3 : at + 9]):
                continue
            if (
                part in ("plan", "problems")
                or WILL.search(view.text, at, at + 24)
                or (pattern is OWN_YEAR and (said != year - 1 or _awarded(view, at)))
            ):
                continue
            told.add(at)
            yield view.finding("year_mismatch", at, at + 5, f"报告年度为{year}年，此处写作{said}年。")
    yield from _others(view, year, told)
    title = view.report.metadata.get("title")
    half = HALF_YEAR.search(title.value) if title else None
    if title and title.span and half and not HALF_YEAR.search(view.text, view.first, view.last):
        yield view.original("year_mismatch", title.span, f"标题写“{half.group()}”，正文写全年。")


def _others(view: View, year: int, told: set[int]) -> Iterator[Finding]:
    """Plans that the office is said to make and deeds of the year, both with a year that is over."""
    plans = min((start for start, _, one in view.headings if one.part == "plan"), default=view.last)
    for match in YEAR.finditer(view.text, view.first, view.last):
        at, said = match.start(), int(match[1])
        if said > year or at in told:
            continue
        past = years.wrong(view, year, at)
        if past:
            told.add(at)
            yield view.finding("year_mismatch", at, *past)
            continue
        if said == year and at < plans:
            continue
        right = _made(view, year, at, said)
        if right:
            told.add(at)
            message = f"报告年度为{year}年，此处制定的是{said}年的文件，疑应为{right}年。"
            yield view.finding("year_mismatch", at, at + 5, message)
        elif (said == year - 1 and _as_if_now(view, at)) or (said < year - 1 and _long_over(view, at)):
            told.add(at)
            yield view.finding("year_mismatch", at, at + 5, f"报告年度为{year}年，此处写作{said}年。")


def _made(view: View, year: int, at: int, said: int) -> int:
    """The year that a plan made by the office should bear; 0 when the one it bears may be right."""
    made = MADE.search(view.text, max(0, at - 36), at)
    if made is None or OF_OTHERS.search(made["gap"]):
        return 0
    planned = PLANNED.match(view.text, at + 5)
    right = year + (view.report.part_at(view.report.clean.at(at)) == "plan")
    if not planned or said >= right or LOOKS_BACK.search(planned.group()):
        return 0
    begins, ends = _between(view.text, at, "。；\n")
    clause = _between(view.text, at - len(made.group()), "，。；\n")[0]
    others = view.text[begins:at] + view.text[at + 4 : ends]
    apart = OF_OTHERS.search(view.text, clause, at - len(made.group()))
    return 0 if apart or SERIES.search(others) or YEAR.search(others) else right


def _awarded(view: View, at: int) -> bool:
    """Whether a sentence tells what an office was given for its work."""
    return AWARDED.search(view.text, at, _between(view.text, at, "。；\n")[1]) is not None


def _as_if_now(view: View, at: int) -> bool:
    """Whether the clause that begins with a year tells of the work, in a paragraph that names no further year."""
    if view.text[at - 1 : at] not in tuple("。；，\n") or not SAME_YEAR.match(view.text, at + 5):
        return False
    part = view.report.part_at(view.report.clean.at(at))
    if part in ("plan", "problems") or COMPARED.search(view.text, at, _between(view.text, at, "。；\n")[1]):
        return False
    begins, ends = view.paragraph(at)
    others = NAMED.sub("", view.text[begins:at] + view.text[at + 5 : ends])
    return not YEAR.search(others) and not SERIES.search(others)


def _long_over(view: View, at: int) -> bool:
    """Whether a sentence deals with the yearly work of a year long over as if it were this one's."""
    begins, ends = _between(view.text, at, "。；\n")
    if not YEARLY.match(view.text, at + 5) or view.in_name(at):
        return False
    others = view.text[begins:at] + view.text[at + 5 : ends]
    return not (COMPARED.search(others) or SERIES.search(others) or YEAR.search(others) or OLD.search(others))


def _between(text: str, at: int, marks: str) -> tuple[int, int]:
    """The words around a place, from one mark to the next."""
    ends = [end for mark in marks if (end := text.find(mark, at)) >= 0]
    return max(text.rfind(mark, 0, at) for mark in marks) + 1, min(ends, default=len(text))
