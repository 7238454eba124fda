"""Finds sentences that break off, passages said twice, and paragraphs broken apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from yifa.reader.document import Finding, Span
from yifa.reader.findings.view import CLOSING, View, side_by_side

NUMBERED = re.compile(
    r"[（(]?[一二三四五六七八九十]{1,3}[）)、.]|[（(]?\d{1,2}[）).、]|[一二三四五六七八九十][是要]|）|第[一二三]"
)
SIGNED = re.compile(
    r"(?:年|\d)\d{1,2}月\d{1,2}日$|[一二三四五六七八九十]日$|(?:政府|办事处|委员会|局|办公室)$"
)
NOT_PROSE = re.compile(r"附件?|抄送|抄报|主送|联系人|（此件|注：|来源|责任编辑|图|表")
UNFINISHED = re.compile(
    r"(?:(?<![共饱总缓温调祥平应附柔谦融人中求讲随议谐之亲凑和暖])和|(?<![参给授赋付赠相])与|(?<!普|涉|推|触|顾|遍|危|波|提|论|不|莫)及"
    r"|以及|为了|关于|对于|通过对|(?<![的无有为何])根据|按照|特别是|尤其是|等方面的|(?<!多)方面的|之间的|有关的)[。；]"
)
ENDS = side_by_side("和与及了于对据照是的", "。；")
LONG_SENTENCE = 26
SAID_AGAIN = 9
"""Characters of a sentence that cannot end like the one before it by chance."""
LONG_BEGINNING = 40
"""Characters at the beginning of a sentence that two sentences do not share by chance."""
SAID_OFTEN = re.compile("习近平|党的|精神|指导|中央")
TAIL = 6
"""As many characters of the end of a sentence tell it from nearly all others."""
HALF_STOP = re.compile(r"[一-龥”）％%]\.$")
LONG = re.compile(rf"[^。！？\n]{{{LONG_SENTENCE},}}")
UNSAID = re.compile(r"[^一-龥0-9]+")
UNSAID_IN_ALL = re.compile(r"[^一-龥0-9。！？\n]+")
SENTENCE_STOP = re.compile(r"[。！？\n]")
BROKEN = re.compile(rf"\n(?<![{CLOSING}：\n]\n)[ \t\u3000\r\n]*")


def check(view: View) -> Iterator[Finding]:
    """Truncated sentences, unfinished clauses, repeated passages, split paragraphs."""
    yield from _truncated(view)
    for match in view.body(UNFINISHED) if not ENDS.isdisjoint(view.pairs) else ():
        end = min(match.end() + 1, len(view.text))
        yield view.finding("incomplete_clause", match.start(), end, "分句没有写完。", severity="warn")
    body = view.text[view.first : view.last].replace("\n", "。").replace("！", "。").replace("？", "。")
    said = [one for one in body.split("。") if len(one) >= SAID_AGAIN]
    ends = Counter(one[-TAIL:] for one in said)
    # Few sentences end alike by chance; only these are looked at closely.
    alike = [UNSAID.sub("", one) for one in said if ends[one[-TAIL:]] > 1] if len(ends) < len(said) else []
    if len(set(alike)) < len(alike):
        yield from _repeated(view)
    if alike and any(before.endswith(one) for before, one in pairwise(said)):
        yield from _said_again(view)
    begun = [one[:LONG_BEGINNING] for one in said if len(one) > LONG_BEGINNING]
    if len(set(begun)) < len(begun):
        yield from _begun_again(view)
    yield from _split(view)


def _truncated(view: View) -> Iterator[Finding]:
    """Paragraphs of prose that end without a closing mark although something else follows."""
    prose = [(a, b) for a, b in view.paragraphs if _is_prose(view, a, b)]
    open_ended = [
        (a, b) for a, b in prose if view.text[b - 1] not in CLOSING and not HALF_STOP.search(view.text, a, b)
    ]
    if len(open_ended) * 5 > len(prose) * 2 and len(open_ended) > 2:
        return  # the copy dropped every closing mark
    for start, end in open_ended:
        follows = view.text[end + 1 : end + 12]
        final = end >= view.last - 1
        if view.text[end - 1] in ">*_`" or SIGNED.search(view.text, max(start, end - 14), end):
            continue
        if final and not (view.whole and view.report.part_at(view.report.clean.at(end - 1)) == "plan"):
            continue
        if not final and not NUMBERED.match(follows):
            continue
        clause = max(view.text.rfind(mark, start, end) for mark in "，。；：、") + 1
        a = max(start, clause if end - clause >= 3 else end - 8)
        yield view.finding("truncated_sentence", a, end, "句子中断，段末缺内容或句号。", of_copy=True)


def _is_prose(view: View, start: int, end: int) -> bool:
    """Whether a paragraph is running text rather than a heading, a label or a line of a list."""
    line = view.text[start:end]
    if (
        NOT_PROSE.match(line)
        or line.endswith((":", "："))
        or "http" in line
        or ("，" not in line and "。" not in line)
    ):
        return False
    section = view.in_heading(end - 1)
    if section is not None and section.own_line:
        return False
    return len(line) >= 18


def _begun_again(view: View) -> Iterator[Finding]:
    """Sentences of which the first clauses, of some length together, begin an earlier sentence too.

    What is quoted of the leaders and their congresses is rightly said in several places.
    """
    body = view.text[view.first : view.last].replace("\n", "。")
    seen: dict[str, int] = {}
    at = view.first
    for said in body.split("。"):
        begun = said[:LONG_BEGINNING]
        if len(said) > LONG_BEGINNING and "，" in begun and not SAID_OFTEN.search(begun):
            earlier = seen.setdefault(begun, at)
            if earlier != at and view.text[earlier : earlier + len(said)] != said:
                end = max(at + LONG_BEGINNING, view.text.find("，", at + LONG_BEGINNING, at + len(said)))
                yield view.finding("duplicate_passage", at, end, "这句话的前半句在前文出现过。")
        at += len(said) + 1


def _repeated(view: View) -> Iterator[Finding]:
    """Sentences of some length that stand twice in the body, neighbours joined."""
    said_of_all = SENTENCE_STOP.split(UNSAID_IN_ALL.sub("", view.text[view.first : view.last]))
    passages = [said for said in said_of_all if len(said) >= LONG_SENTENCE]
    if len(set(passages)) == len(passages):
        return
    seen: dict[str, int] = {}
    runs: list[tuple[int, int]] = []
    for match in LONG.finditer(view.text, view.first, view.last):
        said = UNSAID.sub("", match.group())
        if len(said) < LONG_SENTENCE:
            continue
        if said in seen:
            if runs and match.start() - runs[-1][1] <= 1:
                runs[-1] = (runs[-1][0], match.end())
            else:
                runs.append((match.start(), match.end()))
        seen.setdefault(said, match.start())
    for start, end in runs:
        at_once = view.text[max(0, 2 * start - end - 1) : start - 1] == view.text[start:end]
        said_so = "同一段文字在本报告中出现两次。"
        yield view.finding("duplicate_passage", start, end, said_so, severity="warn" if at_once else None)


def _said_again(view: View) -> Iterator[Finding]:
    """A sentence that repeats the end of the one before it, or a clause that repeats its neighbour."""
    before, at = "", view.first
    for match in SENTENCE_STOP.finditer(view.text, view.first, view.last):
        said = view.text[at : match.start()]
        if (
            len(said) >= SAID_AGAIN
            and before.endswith(said)
            and not (before == said and len(UNSAID.sub("", said)) >= LONG_SENTENCE)
        ):
            said_so = "这句话与前一句的末尾重复。"
            yield view.finding("duplicate_passage", at, match.end(), said_so, severity="warn")
        before, at = said, match.end()


def _split(view: View) -> Iterator[Finding]:
    """Line breaks of the original that fall inside a sentence."""
    report = view.report
    stop = report.tail.start or len(report.text)
    for match in BROKEN.finditer(report.text, report.head.end, stop):
        begin = match.start() - (report.text[match.start() - 1] == "\r")
        before, after = begin - 1, match.end()
        while before > report.head.end and report.text[before] in " \t\u3000":
            before -= 1
        if before < report.head.end or after >= stop or report.text[before] in "\r\n":
            continue
        if report.text[before] in CLOSING + "：" or NUMBERED.match(report.text, after):
            continue
        a, b = report.clean.index(before), report.clean.index(after)
        if b == a + 1 and "\n" not in view.text[a : b + 1]:
            yield view.original(
                "paragraph_split", Span(begin, match.end()), "换行把一句话断开。", of_copy=True
            )
