"""Finds the title of a report in the head of its text, on one line or several."""

from __future__ import annotations

import re
from functools import cache

from yifa.reader.document import Clean, Field, Source, Span
from yifa.reader.lines import (
    CRUMBS,
    DATE_LINE,
    NUMBERED,
    ORGANISATION,
    Layout,
    Line,
    find_labels,
    furniture,
)
from yifa.reader.lines import labels as field_of

SUBJECT = re.compile(r"法治|依法行政|依法治[县市区镇乡省]|法制|信息公开|政务公开")
ENDING = re.compile(
    r"(?:报告|总结|汇报|情况|述职|自查|综述|公报|报告书|公示|公告"
    r"|总结(?:及|和|与|暨).{0,20}(?:计划|打算|安排|要点|思路))(?:（[^）]{1,20}）)?(?:的函)?[。.]?$"
)
UNFINISHED = re.compile(r"关于|年度?$|法治|依法|推进|建设|工作$|的$|情况$")
SITE_TAIL = re.compile(r"(?<=[告结报况）)])(?:\s*[-_|—–]+\s*[^-_|—–]{2,40})+$|(?<=[告结报])(?:原文|正文)$")
STANDS_ALONE = re.compile(
    r"^(?:中共|中国共产党)?[\u4e00-\u9fff]{2,}(?:政府|委员会|办事处|镇|乡|街道|局|县|市|区|厅)"
)
COLUMN = re.compile(
    r"^(?:关于)?(?:推进)?(?:法治政府建设|依法行政|法治建设)(?:年度|工作|情况|的|进展)*(?:报告|总结|公示|情况)?$"
)
"""The name of a column of a site; a title only when nothing better stands in the head."""
LONGEST = 90
LONGEST_REST = 16
LEFTOVER = re.compile(r"(?:[标名]?[题称]：|[\]】）]?\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?)+")
"""What a head without line breaks leaves before the title."""
COLUMN_MARK = re.compile(r"\s*[【\[][\u4e00-\u9fff]{2,8}[】\]]\s*(?=[\u4e00-\u9fff\d]{4})")
"""The name of a column of the site in brackets before the title."""
NUMBER_TAIL = re.compile(
    r"(?<=[告结报况])[\s（(]+[\u4e00-\u9fff]{2,12}\s*[〔\[（(【]20\d\d[〕\])）】]\s*第?\d{1,4}\s*号[\s）)]*$"
)
PRINTED = re.compile(
    r"\s*20\d\d[-/.]\d{1,2}[-/.]\d{1,2}(?:\s+\d{1,2}:\d\d(?::\d\d)?)?\s+(?=[\u4e00-\u9fff]{2}|20)"
)
"""The day on which a browser printed the page, before the title of its window."""
CLOSES = re.compile(r"(?:报告|总结|汇报|综述|计划|打算|安排|要点|思路)(?:（[^）]{1,20}）)?$")


def find_title(source: Source, clean: Clean, layout: Layout, values: Span | None = None) -> Field | None:
    """The title as printed, without blanks; None when the head has none (the page kept it elsewhere).

    `values` is the row of header values without names, in which only a whole title can stand.
    """
    lines = [cut for line in layout.head if (cut := _bare(source, clean, line)) is not None]
    if values is not None:
        lines = [
            line
            for line in lines
            if not values.start <= clean.at(line.start) < values.end
            or (ENDING.search(line.text) and SUBJECT.search(line.text) and len(line.text) > LONGEST_REST)
        ]
    lines = _rejoined(lines)
    spare: Field | None = None
    for i, line in enumerate(lines):
        if not ENDING.search(line.text) or _is_prose(line.text):
            continue
        first = _upwards(lines, i)
        text = "".join(part.text for part in lines[first : i + 1])
        if not SUBJECT.search(text) or len(text) > LONGEST:
            continue
        start = lines[first].start
        remains = LEFTOVER.match(text)
        if remains:
            text, start = text[remains.end() :], start + remains.end()
        found = Field("title", text.rstrip("。."), clean.span(start, line.end), "title")
        if not COLUMN.match(text):
            return found
        spare = spare or (found if all(_beside_title(below.text) for below in lines[i + 1 :]) else None)
    return spare


def _rejoined(lines: list[Line]) -> list[Line]:
    """The lines with those put together again that a hard wrap cut inside the last word of a title."""
    found: list[Line] = []
    for line in lines:
        above = found[-1] if found else None
        if above is not None and len(line.text) <= LONGEST_REST and SUBJECT.search(above.text):
            open_ended = above.text.endswith("情况") or not ENDING.search(above.text)
            whole = above.text + line.text
            if open_ended and CLOSES.search(whole) and not SUBJECT.search(line.text) and not _is_prose(whole):
                found[-1] = Line(above.start, line.end, whole)
                continue
        found.append(line)
    return found


def _bare(source: Source, clean: Clean, line: Line) -> Line | None:
    """A head line without header fields and site names; None when nothing of a title can be in it.

    A field 标题 keeps its value.
    """
    if CRUMBS.search(line.text) or furniture().match(line.text) or NUMBERED.match(line.text):
        return None
    span = clean.span(line.start, line.end)
    raw = source.text[span.start : span.end]
    start, end = 0, len(raw)
    labels = find_labels(raw, 0, len(raw))
    cell = _cell(raw) if not labels else None
    if cell:
        start, end = cell
    printed = PRINTED.match(raw, start) or (COLUMN_MARK.match(raw, start) if not labels else None)
    start = printed.end() if printed else start
    for match in labels:
        word = "".join(next(g for g in match.groups() if g).split())
        if field_of()[word] == "title":
            start = match.end()
            end = next((m.start() for m in labels if m.start() > match.start()), len(raw))
            break
        if match.start() <= start + 1:
            return None
        end = min(end, match.start())
    tail = SITE_TAIL.search(raw[:end]) or NUMBER_TAIL.search(raw[:end])
    end = tail.start() if tail else end
    a, b = clean.index(span.start + start), clean.index(span.start + end)
    while b > a and clean.text[b - 1] in "\n[【•·":
        b -= 1
    while a < b and clean.text[a] in "•·●[【#-—–*":
        a += 1
    return Line(a, b, clean.text[a:b]) if b > a else None


@cache
def _named_cell() -> re.Pattern[str]:
    """The name of the title's field without a mark behind it, with the blanks that part it from the title."""
    names = (r"[ \t\u3000]*".join(word) for word, field in field_of().items() if field == "title")
    return re.compile(rf"\s*(?:{'|'.join(names)})(?:\s+|[|｜│]\s*)(?=\S{{6}})")


def _cell(raw: str) -> tuple[int, int] | None:
    """Where in a line of cells the title stands; None when the line is no such row."""
    start = 0
    for part in re.split(r"([\t|｜│])", raw):
        said = "".join(part.split())
        if ENDING.search(said) and SUBJECT.search(said) and len(said) > LONGEST_REST // 2:
            named = _named_cell().match(part)
            return start + (named.end() if named else 0), start + len(part)
        start += len(part)
    return None


def _beside_title(text: str) -> bool:
    """Whether a line under a title names only the body or a day."""
    return ORGANISATION.match(text) is not None or DATE_LINE.match(text) is not None


def _is_prose(text: str) -> bool:
    """Whether a line that ends like a title is a sentence."""
    return len(text) > LONGEST or "。" in text[:-1] or "现将" in text or text.count("，") > 1


def _upwards(lines: list[Line], i: int) -> int:
    """Index of the first line of the title that ends at line i."""
    first = i
    while first > 0 and i - first < 4:
        above, text = lines[first - 1].text, lines[first].text
        if above.endswith("文件") or re.search(r"\d号", above) or ENDING.search(above) or len(above) > 45:
            break
        opens = text.startswith(("关于", "20", "二〇", "二○", "法治", "年度")) or not STANDS_ALONE.match(text)
        if above.endswith("关于"):
            joins = True
        elif ORGANISATION.match(above):
            sisters = "中共" in above and STANDS_ALONE.match(text) is not None
            joins = opens or sisters
        else:
            whole = "".join(part.text for part in lines[first : i + 1])
            broken = UNFINISHED.search(above) is not None
            broken_off = re.search(r"(?:关于|年度?|推进|的)$", above) is not None and text.startswith(
                ("法治", "依法")
            )
            joins = (
                broken_off
                or re.fullmatch(r"20\d\d年(?:度)?", above) is not None
                or (
                    broken
                    and (
                        not SUBJECT.search(whole)
                        or re.match(r"建设|政府|的|情况|工作|年度?", text) is not None
                    )
                )
            )
        if not joins:
            break
        first -= 1
    return first
