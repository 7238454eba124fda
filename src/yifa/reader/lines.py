"""Divides a clean text into head, body and tail, line by line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from yifa.reader.document import Clean
from yifa.reader.sweep import sweep
from yifa.reader.vocabulary import matcher, raw


class Line(NamedTuple):
    """One line of the clean text by its clean indices."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the body begins and ends (clean indices), and the lines before and after it."""

    body: int
    end: int
    head: tuple[Line, ...]
    tail: tuple[Line, ...]


@cache
def labels() -> dict[str, str]:
    """Header field name without blanks to the field it fills."""
    return {word: field for field, names in raw("header").items() for word in names}


@cache
def label_pattern() -> re.Pattern[str]:
    """A field name with a colon after it or brackets around it, blanks allowed between its characters."""
    words = sorted(labels(), key=len, reverse=True)
    body = "|".join(r"[ \t\u3000\u2002\u2003\xa0]*".join(map(re.escape, word)) for word in words)
    blank = r"[ \t\u3000\u2002\u2003\xa0]*"
    return re.compile(
        rf"[\[【〔]{blank}({body}){blank}[\]】〕]{blank}[:：]?|(?<![\w\u4e00-\u9fff])({body}){blank}[:：]"
        rf"|({body}){blank}：(?=[\s\d\[【])"
    )


@cache
def _label_first() -> re.Pattern[str]:
    """Where a field name may begin: at its first character or a bracket, with a mark that closes it in reach."""
    first = "".join(sorted({word[0] for word in labels()}))
    return re.compile(rf"[{first}\[【〔](?=[^:：\]】〕]{{0,40}}[:：\]】〕])")


def find_labels(text: str, start: int, end: int) -> list[re.Match[str]]:
    """The field names of a text between two indices, as `label_pattern` finds them."""
    return list(sweep(_label_first(), label_pattern(), text, start, end))


@cache
def furniture() -> re.Pattern[str]:
    """A whole line that a page or a site adds."""
    return matcher("phrases", "furniture", "^", "$")


LABEL_MARKS = "：:[【〔"
NUMBERED = re.compile(r"(?:第)?[一二三四五六七八九十]{1,3}(?:[、.]|部分)")
CRUMBS = re.compile(
    r"当前(?:的)?位置|(?:您|你)(?:现在|当前|所在|的)*的?位置|首页.{0,3}[>＞»›/\-—]|[>＞»›].*[>＞»›]|网站首页|返回首页"
)
DATE_LINE = re.compile(
    r"^（?(?:(?:19|20)\d{2}|二[〇○零0O]二?[一二三四五六七八九〇○零十0-9]{1,3})(?:年|[-./])?.{0,10}(?:日|\d)）?(?:印制|印发)?$"
)
ORGANISATION = re.compile(
    r"^(?:中共|中国共产党)?[\u4e00-\u9fff（）、]{1,40}(?:委员会|人民政府|政府|办事处|镇|乡|街道|局|厅|办公室|县|区|市|省|州|旗"
    r"|委|管委会|总队|支队|大队|中心|领导小组|公署|行署)$"
)
FLAT_TAIL = re.compile(
    r"(?<=[。；”])(?P<by>[\u4e00-\u9fff]{3,30}(?:政府|委员会|办事处|办公室|[镇乡局厅县市区]|街道))?"
    r"(?P<on>(?:20\d\d|二[〇○零][一二三四五六七八九〇○零]{2})年[\d一二三四五六七八九十]{1,2}月[\d一二三四五六七八九十]{1,3}日)$"
)
COPIED_TO = re.compile(r"(?:抄[送报]|分送|报送|主题词)[：:]")
SALUTE = re.compile(
    r"^[^，。；：“《\d]{2,60}(?:(?<=[委府办大会])，[^，。；：“《\d]{2,40}(?<=[委府办大会室协]))?：$"
)
GROWN_DATE = re.compile(
    r"(?:时间|日期)：20\d\d[-年./]\d{1,2}[-月./]\d{1,2}日?(?:\d\d:\d\d(?::\d\d)?)?(?=[\u4e00-\u9fff])"
)
"""The last field of a head to which the first sentence has grown."""
OPENING_WORDS = re.compile(
    r"^(?:20\d\d年|今年|近年|一年来|现将|根据|按照|为(?:了|深入|全面|认真|贯彻|进一步|切实|扎实)|过去|本年度|在.{2,30}(?:领导|指导)下)"
)


def split(clean: Clean) -> Layout:
    """Head, body, tail of a text. A text without any body gives an empty body at its end."""
    lines = list(_lines(clean.text))
    first = next((i for i, line in enumerate(lines) if _is_body(line)), len(lines))
    last = len(lines)
    while last > first and _is_tail(lines[last - 1]):
        last -= 1
    body = lines[first].start if first < len(lines) else len(clean.text)
    if first < len(lines):
        body += _flat_head(clean, lines[first])
    end = lines[last - 1].end if last > first else body
    head = list(lines[:first])
    if first < len(lines) and body > lines[first].start:
        head += _pieces(clean, lines[first].start, body)
    tail = list(lines[last:])
    flat = FLAT_TAIL.search(clean.text, max(body, end - 60), end) if not tail else None
    if flat:
        end = flat.start("by") if flat["by"] else flat.start("on")
        tail = [Line(*flat.span(name), flat[name]) for name in ("by", "on") if flat[name]]
    return Layout(body, max(body, end), tuple(head), tuple(tail))


def _lines(text: str) -> Iterator[Line]:
    """The lines of a clean text that hold something."""
    start = 0
    for part in text.split("\n"):
        if part:
            yield Line(start, start + len(part), part)
        start += len(part) + 1


def is_label_line(text: str) -> bool:
    """Whether a clean line holds header fields or breadcrumbs rather than prose."""
    if CRUMBS.search(text[:120]):
        return True
    found = find_labels(text, 0, len(text)) if any(mark in text for mark in LABEL_MARKS) else ()
    short = len(text) < 60 or text.startswith(("[", "【"))
    return len(found) >= 2 or (len(found) == 1 and "。" not in text and short)


def _is_body(line: Line) -> bool:
    """Whether a line is prose or a numbered heading, that is, no longer the page's head."""
    text = line.text
    if NUMBERED.match(text):
        return True
    if (len(text) > 300 and ("。" in text or text.count("，") > 4)) or (
        len(text) > 120 and text.count("。") > 1
    ):
        return True
    if is_label_line(text) or furniture().match(text) or SALUTE.match(text):
        return False
    if "。" in text and len(text) >= 12:
        return True
    opens = text.endswith(("如下：", "报告：", "汇报：")) or (OPENING_WORDS.match(text) and "，" in text)
    if len(text) >= 20 and opens:
        return True
    return len(text) >= 45 and "，" in text


def _is_tail(line: Line) -> bool:
    """Whether a closing line is signature, date or page remains."""
    text = line.text
    if COPIED_TO.match(text):
        return True
    if "。" in text or NUMBERED.match(text):
        return bool(re.match(r"(?:主办|版权|承办|地址|技术支持)", text))
    if (
        furniture().match(text)
        or DATE_LINE.match(text)
        or re.search(r"\d{8}日?印|印发$|印制$|^（?联系|^抄送", text)
    ):
        return True
    if is_label_line(text) and len(text) < 80:
        return True
    return len(text) <= 30 and ORGANISATION.match(text) is not None


def _pieces(clean: Clean, start: int, end: int) -> list[Line]:
    """A head that lost its line breaks, divided where blanks stand."""
    cuts = [start]
    for i in range(start + 1, end):
        if clean.offsets[i] - clean.offsets[i - 1] > 1 and _begins(clean.text[start:end], i - start):
            cuts.append(i)
    return [Line(a, b, clean.text[a:b]) for a, b in pairwise([*cuts, end])]


def _flat_head(clean: Clean, line: Line) -> int:
    """How many characters of the first prose line still belong to the head (a text without line breaks)."""
    text = line.text
    if NUMBERED.match(text):
        return 0
    mark = re.search(r"[，。]", text)
    limit = mark.start() if mark else 0
    if limit < 12:
        return 0
    dated = max((match.end() for match in GROWN_DATE.finditer(text, 0, limit)), default=0)
    grown = 0 if label_pattern().match(text, dated) else dated
    for at in range(limit - 1, max(8, grown), -1):
        i = line.start + at
        if clean.offsets[i] - clean.offsets[i - 1] == 1 or not _begins(text, at):
            continue
        head = text[:at]
        if label_pattern().search(head) or re.search(r"(?:报告|总结|汇报|情况|：|\]|】)$", head):
            return at
    return grown


def _begins(text: str, at: int) -> bool:
    """Whether prose may begin at a blank: not inside 2021 年 or between a name and its year."""
    if re.match(r"20\d\d年", text[at:]):
        before = text[:at]
        named = re.search(r"(?:于|镇|乡|府|处|局|县|区|市|道)$", before) and not label_pattern().search(
            before
        )
        return not named and not text[at - 1].isdigit()
    return not text[at].isdigit() and not text[at - 1].isdigit() and text[at] not in "年月日"
