"""Finds what a yearly report must have and this one lacks: parts, causes, title, signature; and page remains.

The four parts are those of the rules on supervising law-based government (《法治政府建设与责任落实督察工作规定》, 未核).
Nothing is missed at the end of a text that is only the opening of a report.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from yifa.reader.document import Finding, Part, Span
from yifa.reader.findings.view import View
from yifa.reader.patterns import presence

PARTS: dict[Part, str] = {
    "measures": "主要举措和成效",
    "duties": "党政主要负责人履行推进法治建设第一责任人职责情况",
    "problems": "存在的不足和原因",
    "plan": "下一年度主要安排",
}
SAID: dict[Part, re.Pattern[str]] = {
    "measures": re.compile(r"举措|成效|工作开展情况|主要做法"),
    "duties": re.compile(
        r"(?:主要负责人|主要负责同志|主要领导|第一责任人|主要责任人)[^。；\n]{0,16}(?:履职|履行|职责|责任|带头)|履行[^。；\n]{0,12}第一责任人"
    ),
    "problems": re.compile(
        r"(?:存在|仍有|还有|面临)[^。；\n]{0,14}(?:不足|问题|差距|短板|薄弱|困难)|不足之处"
    ),
    "plan": re.compile(r"下一?步|下一年|今后|20\d\d年，?[^。，]{0,8}将|接下来"),
}
CAUSE = re.compile(
    r"原因|由于|主要是因为|是因为|因[一-龥]{2,14}(?:不足|有限|不够|缺|少|薄弱|影响|制约)|受[^，。]{2,14}(?:影响|制约|限制)|随着|导致|致使|造成|根源"
    r"|[，；]主要(?:还)?是(?![一二三四五：以])|(?:主要|根本|症结|关键)在于|源于|缘于|究其"
    r"|任务[一-龥]{0,3}(?:繁重|重)|兼职|身兼|人少事多|案多人少|点多面广|(?:变动|流动|轮换)(?:性?[较大强快]|频繁)|年龄偏大"
)
HAS_CAUSE = presence(CAUSE.pattern)
OFFICES = re.compile(r"镇|乡|街道|县|区|市|省|州|盟|旗|局|委|办|厅|院|中心|管理|人民政府|公司|学校")
LAST_WORDS = 24
"""So much of a sentence that breaks off is shown."""
FURNITURE = re.compile(
    r"扫一扫[^\n]{0,16}|打印本页|关闭(?:本页|窗口)|【(?:字体|打印|关闭|大|中|小)[^】\n]{0,20}】|字体：?\s*[【\[]?\s*大\s*中\s*小\s*[】\]]?"
    r"|浏览次数：?\s*\d*|点击数：?\s*\d*|阅读次数：?\s*\d*|当前位置[:：][^\n]{0,60}|您(?:现在|当前)的?位置[^\n]{0,60}|责任编辑[:：][^\n]{0,20}"
    r"|分享到[:：]?[^\n]{0,20}|相关(?:附件|链接|阅读|文档)[^\n]{0,20}|上一篇[:：]?[^\n]{0,40}|下一篇[:：]?[^\n]{0,40}|版权所有[^\n]{0,60}"
    r"|ICP备\d+[^\n]{0,20}|首页\s*[>＞»]+[^\n]{0,60}|返回顶部|无障碍阅读"
)
PAGE_NUMBER = re.compile(
    r"^[ \t\u3000\u2002]{0,20}[-—－]?[ ]{0,4}\d{1,3}[ ]{0,4}[-—－]?[ \t\u3000\u2002]{0,20}$", re.M
)
EMPTY_FIELD = re.compile(
    r"[\[【]?\s{0,4}(?:发文字号|文\s{0,4}号|索\s{0,4}引\s{0,4}号|主题分类|成文日期|发布机构"
    r"|有效性|主题词)\s{0,4}[\]】]?\s{0,4}[:：]?[ \t\u3000]{0,40}(?=[\[【\n]|$)"
)


def check(view: View) -> Iterator[Finding]:
    """Findings about the report as a whole and about its head and tail."""
    if view.report.genre == "other":
        yield view.original("wrong_genre", None, "这不是法治政府建设年度报告。")
        return
    yield from _title(view)
    yield from _cut(view)
    yield from _parts(view)
    yield from _page(view)


def _title(view: View) -> Iterator[Finding]:
    """A title that is not there, or does not say what a title says."""
    report = view.report
    title = report.metadata.get("title")
    if title is None or not title.value:
        yield view.original("title_missing", None, "文中没有标题。", severity="info", of_copy=True)
        return
    if not re.search(r"20\d\d|二[〇○零Oo0]", title.value):
        yield view.original("title_without_year", title.span, "标题没有写明年度。")
    if not OFFICES.search(re.sub(r"法治政府|政府工作|建设|工作|情况|报告|总结", "", title.value)):
        yield view.original("title_without_body", title.span, "标题没有写明报告机关。")
    flat = "".join(title.value.split())
    if len(flat) >= 10:
        found = list(re.finditer(re.escape(flat), view.text))
        if len(found) > 1:
            yield view.finding(
                "duplicate_title", found[-1].start(), found[-1].end(), "标题重复出现。", of_copy=True
            )


def _cut(view: View) -> Iterator[Finding]:
    """Says of an opening that it is one, and what was therefore not judged."""
    end = view.first + len(view.text[view.first : view.last].rstrip())
    if view.whole or not view.first < end or view.unfinished >= end:
        return
    said = "全文到此中断，疑仅为报告的开头部分，故未判断是否缺少法定部分和落款。"
    start = max(view.unfinished, view.first, end - LAST_WORDS)
    yield view.finding("truncated_sentence", start, end, said, severity="info", of_copy=True)


def _present(view: View, part: Part) -> bool:
    """Whether a part is there: as a section or an item of one, for shortcomings and plan also as a paragraph."""
    report = view.report
    if report.of_part(part):
        return True
    if part == "duties":
        return any(SAID[part].search(one.title) for one in report.outline)
    if part == "measures":
        return not report.outline or any(one.part in ("measures", "other") for one in report.outline)
    late = view.first + (view.last - view.first) // 2
    return bool(SAID[part].search(view.text, late, view.last))


def _parts(view: View) -> Iterator[Finding]:
    """Parts that are missing, out of order, hidden in another, or without causes."""
    report = view.report
    if not view.whole:
        return
    for part, name in PARTS.items():
        if not _present(view, part):
            yield view.original("missing_part", None, f"缺少“{name}”部分。", part=part)
    tops = [one for one in report.outline if one.level == 1]
    duties = [one for one in report.outline if one.part == "duties" or SAID["duties"].search(one.title)]
    if duties and duties[0].level > 1 and not any(one.part == "duties" for one in tops):
        yield view.original("part_embedded", duties[0].span, "第一责任人履职情况写在其他部分之内，未单列。")
    first = [one.part for one in tops if one.part in PARTS]
    if first and first[0] == "duties" and "measures" in first:
        yield view.original("part_order", tops[0].span, "履职情况写在主要举措和成效之前。")
    problems = [one for one in report.outline if "problems" in (one.part, one.also_part)]
    if problems:
        said = report.slice(Span(problems[0].span.end, max(one.whole.end for one in problems)))
        titles = "".join(one.title for one in problems)
        if not HAS_CAUSE.search("".join(said.split())) and not re.search(
            r"原因分析|主要原因|产生原因", titles
        ):
            promised = "原因" in problems[0].title
            at = problems[0].span if promised else None
            said = "标题写有原因，其下没有写。" if promised else "写了不足，没有写原因。"
            yield view.original("missing_causes", at, said, severity="warn" if promised else None)
    elif _present(view, "problems") and not HAS_CAUSE.search(
        view.text, view.first + (view.last - view.first) // 2
    ):
        yield view.original("missing_causes", None, "写了不足，没有写原因。")
    if (
        not report.value("date_signed")
        and not report.value("date_written")
        and report.tail.end <= report.tail.start
    ):
        yield view.original("missing_sign_off", None, "没有落款机关和日期。")
    yield from _vague(view)


def _vague(view: View) -> Iterator[Finding]:
    """A plan that names nothing to be done."""
    plans = [one for one in view.report.outline if one.part == "plan" and one.level == 1]
    if plans and len("".join(view.report.slice(plans[0].whole).split())) < 60:
        yield view.original("vague_plan", plans[0].span, "下一年安排过于笼统。")


def _page(view: View) -> Iterator[Finding]:
    """Remains of the web page and empty fields of its head."""
    report = view.report
    remains = [*FURNITURE.finditer(report.text)]
    taken = {i for match in remains for i in range(*match.span())}
    remains += [match for match in PAGE_NUMBER.finditer(report.text) if match.start() not in taken]
    for match in remains:
        yield view.original(
            "page_furniture", Span(match.start(), match.end()), "网页内容混入正文。", of_copy=True
        )
    if report.head.end:
        for match in EMPTY_FIELD.finditer(report.text, report.head.start, report.head.end):
            if match.group().strip():
                span = Span(match.start(), match.start() + len(match.group().rstrip()))
                yield view.original("empty_header_field", span, "页首字段没有内容。")
