"""Every law and document a report cites, each with its name, kind and document number.

A citation is a name in 《》, nested marks included; one mark of a pair may be lost, or both where a
document number follows. Films, songs and columns in 《》 are no instruments.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from yifa.reader.document import Clean, Instrument, Report
from yifa.reader.known import book, kind_of

LONGEST = 120
"""A name longer than this is two marks that do not belong together."""
DEEPEST = 4
MARK = re.compile("[《》]")
NUMBER = (
    r"[〇一-龥A-Z]{0,14}(?:第)?[〔\[【（﹝(]?\s*(?:19|20)\d{2}\s*[〕\]】）﹞)]?\s*(?:第|字第?)?\s*\d{0,5}\s*号"
    r"|[〇一-龥]{2,10}令(?:第)?\d{1,4}号"
)
AFTER = re.compile(rf"[（(]\s*({NUMBER})\s*(?=[，、；,;）)])|({NUMBER})")
ENDED = re.compile(
    r"(?:通知|意见|办法|规定|条例|方案|纲要|规划|决定|要点|细则|制度|报告|规则|计划|法|体系|清单|章程|准则|标准|规范|预案|目录|公约|基准)"
    r"(?:（[^（）]{2,14}）)?》"
)
PERIODICAL = re.compile(
    r"《[^《》]{1,8}(?:日报|晚报|早报|晨报|时报|法治报|法制报|周报|周刊|新闻|联播|在线|发布)》"
)
"""A newspaper or broadcast, in which something was told."""
CITING = re.compile(
    r"^(?:[^，。；：]{0,12}?(?:对照|根据|按照|依据|依照|执行|落实|贯彻|学习|印发|制定|出台|修订|完善|遵守|实施|通过|参照|关于(?=\S{2,12}法))(?:了|好)?)"
    r"(?=[一-龥]{3})"
)
"""A verb before a name that lost its opening mark."""
OPENING = re.compile(r"(?:关于|中华人民共和国|中共|国务院|全国|[一-龥]{2,8}(?:省|市|县|区)(?:人民政府|委))")
TAIL = re.compile(
    r".{2,60}?(?:通知|意见|办法|规定|条例|方案|纲要|规划|要点|细则|制度|决定|法)(?:（[^（）]{2,14}）)?"
    r"(?=[（(，。；、和与及]|精神|要求|等|的|$)"
)
UNMARKED = re.compile(
    r"关于(?<![《〈]关于)[^，。；：、《》〈〉\n]{4,50}(?:通知|意见|方案|办法|规定|决定)"
    rf"(?=[（(](?:{NUMBER})[）)])"
)
OWN = re.compile(r"(?:我|本|全)?[镇乡街道]|[一-龥]{2,4}(?:镇|乡|街道)")


def find(report: Report) -> tuple[Instrument, ...]:
    """The instruments cited, in text order. Needs `clean` and `outline`."""
    text = report.clean.text
    found = [_instrument(report, a, b, True) for a, b in marked(text)]
    found += [_instrument(report, a, b, False) for a, b in damaged(text)]
    return tuple(sorted(found, key=lambda one: one.span))


def marked(text: str) -> Iterator[tuple[int, int]]:
    """Clean spans of names whose marks are a pair, nested ones as a whole; other works left out."""
    works = tuple(str(book()["other_works"]).split())
    for start, end in pairs(text):
        before = text[max(0, start - 6) : start].rstrip("“”")
        if not before.endswith(works) and end - start > 2 and not PERIODICAL.fullmatch(text, start, end):
            yield start, end


def pairs(text: str) -> Iterator[tuple[int, int]]:
    """Clean spans of the outermost 《…》 that close within their paragraph."""
    at = 0
    while (start := text.find("《", at)) >= 0:
        end = _closing(text, start)
        if end:
            yield start, end
            at = end
        else:
            at = start + 1


def _closing(text: str, start: int) -> int:
    """One past the mark that closes the one at `start`; 0 when none does."""
    limit = min(len(text), start + LONGEST)
    stop = text.find("\n", start, limit)
    limit = limit if stop < 0 else stop
    depth = 0
    for i in range(start, limit):
        if text[i] == "《":
            if depth and text[i - 1] in "和、与及":
                return 0  # the mark at `start` was never closed: the next name begins here
            depth += 1
            if depth > DEEPEST:
                return 0
        elif text[i] == "》":
            depth -= 1
            if not depth:
                return i + 1
    first = text.find("》", start, limit)
    inner = text.find("《", start + 1, limit)
    if first > 0 and inner > 0 and inner < first and text[start + 1 : inner].startswith("关于"):
        return first + 1  # 《关于印发《…》的通知, the outer closing mark lost
    return first + 1 if first > 0 and not 0 < inner < first else 0


def damaged(text: str) -> Iterator[tuple[int, int]]:
    """Clean spans of names with one mark lost, or with none where a document number follows."""
    taken = list(pairs(text))
    whole = len(taken)
    if text.count("《") > whole or text.count("》") > whole:
        for mark in _outside(MARK, text, taken):
            if mark.group() == "》":
                start = _lost_opening(text, mark.start())
                if start is not None:
                    yield start, mark.end()
            else:
                tail = TAIL.match(text, mark.end())
                if tail and "\n" not in tail.group():
                    yield mark.start(), tail.end()
    for match in _outside(UNMARKED, text, taken) if "号）" in text else ():
        yield match.span()


def _outside(pattern: re.Pattern[str], text: str, taken: list[tuple[int, int]]) -> Iterator[re.Match[str]]:
    """The matches of a pattern that do not begin in one of the spans, which are in text order."""
    spans = iter((*taken, (len(text), len(text))))
    start, end = next(spans)
    for match in pattern.finditer(text):
        while end <= match.start():
            start, end = next(spans)
        if match.start() < start:
            yield match


def _lost_opening(text: str, end: int) -> int | None:
    """Where a name that ends with 》 at `end` is likely to begin."""
    left = _clause(text, end)
    begun = [m.start() for m in OPENING.finditer(text, left, end)]
    if begun:
        return begun[0]
    cited = CITING.match(text[left:end])
    left += cited.end() if cited else 0
    return left if ENDED.search(text, left, end + 1) and 3 <= end - left <= 30 else None


def _clause(text: str, end: int) -> int:
    """Where the clause begins in which a place stands; nearby first, for a text may be long and hold no mark."""
    reach = 64
    while True:
        found = max(text.rfind(mark, max(0, end - reach), end) for mark in "，。；：、\n》")
        if found >= 0 or reach > end:
            return found + 1
        reach *= 4


def number_after(text: str, end: int) -> str:
    """The document number right behind a name, as written; '' when there is none."""
    match = AFTER.match(text, end)
    if not match:
        return ""
    found = match.group(1) or match.group(2)
    return found if len(found) > 4 else ""


def _instrument(report: Report, start: int, end: int, well_formed: bool) -> Instrument:
    clean: Clean = report.clean
    written = clean.text[start:end]
    name = written.removeprefix("《").removesuffix("》") if well_formed else written.strip("《》")
    span = clean.span(start, end)
    section = report.section_at(span.start)
    number = number_after(clean.text, end)
    return Instrument(
        name=name,
        span=span,
        kind=kind_of(name, bool(OWN.match(name))),
        well_formed=well_formed,
        doc_number=number,
        section=section.index if section else None,
    )
