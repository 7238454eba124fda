"""Finds the headings of a report, how they nest, and the statutory part each belongs to.

A heading may stand on its own line or run in to its paragraph, in text that lost its line breaks too.
The level is that of the numbering style, whatever the nesting (gold/README.md).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from yifa.reader.document import Clean, Part, Section, Span
from yifa.reader.numerals import words
from yifa.reader.patterns import presence
from yifa.reader.sweep import sweep
from yifa.reader.vocabulary import matcher

CJK = "一二三四五六七八九十"
MARKER = re.compile(
    rf"(?:(?P<l2>（(?P<n2>[{CJK}]{{1,3}})）[、.]?|(?<![（\w])(?P<b2>[{CJK}]{{1,3}})）|（(?P<m2>[{CJK}]{{1,3}})[、.]"
    r"|(?P<r2>[㈠-㈩])[、.]?)"
    rf"|(?P<l1>(?P<n1>[{CJK}]{{1,3}})[、.]|第(?P<c1>[{CJK}]{{1,3}})(?:部分|章)[、：.]?)"
    r"|(?P<l4>（(?P<n4>\d{1,2})）[、.]?|(?<![（\w.])(?P<b4>\d{1,2})）|(?P<r4>[①②③④⑤⑥⑦⑧⑨⑩]))"
    r"|(?P<l3>(?P<n3>\d{1,2})[.、](?!\d))"
    rf"|(?P<l5>(?P<n5>[{CJK}]{{1,2}})[是要](?!否|是|求|点|素|件)|(?P<w5>首先|其次|再次|最后|其[{CJK}])(?=[，、是：]))"
    r"|(?P<lost>）))"
)
FIRST = re.compile(
    rf"[（{CJK}第\d①-⑩㈠-㈩首其再最）](?:(?<![第\d{CJK}首其再最])|(?<=第)(?=[{CJK}])|(?<=\d)(?=\d?[.、）])"
    rf"|(?<=[{CJK}])(?=[{CJK}]{{0,2}}[、.）是要])|(?<=[首其再])(?=[先次{CJK}])|(?<=最)(?=后))"
)
OPENERS = "。；！？：”》）…"
"""What may stand before a heading that does not begin a line."""
RUN_IN_BEFORE = OPENERS + "，、"
TITLE_END = re.compile(r"[。：；！？\n]")
RUN_IN_END = re.compile(r"[，。；.;：！？\n]")
FIRST_BELOW = re.compile(r"（一）(?=[一-龥]{2})")
"""Where the text lost its breaks, the first （一） ends the title of the 一、 it has grown to."""
FIRST_ITEM = re.compile("一是")
FIRST_RUN_IN = re.compile(
    r"(?<=问题|不足|原因|打算|安排|计划|措施|方面|情况|成效|短板|建议|思路|做法|举措)一是(?=[一-龥]{2}[^。；]{2,160}[；。，]二是)"
)
TITLE_VERB = (
    "坚持|强化|加强|压实|压紧|夯实|健全|完善|构建|建强|规范|优化|提升|提高|深化|推进|推动|促进|聚焦|突出|紧扣|立足|注重|狠抓|抓[实好牢严]|落实|守[牢住护]"
    "|筑牢|厚植|化解|营造|培育|打造|激发|释放|增强|拓展|创新|统筹|把[牢好准]|严[把守抓]|树牢|凝聚|汇聚|加大|加快|扩大|延伸|畅通|维护|保障|当好"
    "|做[实优强深细好精]|织[密牢]|擦亮|唱响|推行|护航|彰显|确保|建立|建好|用好|转变|转换|改进|丰富|解决|回应|防范|深耕|示范|引领"
)
"""What the clauses of a title that answer each other begin with; adverbs (深入开展) begin sentences as well."""
COUPLET = re.compile(
    rf"(?P<one>(?:{TITLE_VERB})[一-龥“”‘’]{{2,8}})，(?P<two>(?:{TITLE_VERB})[一-龥“”‘’]{{2,40}})"
)
"""Two clauses of a title that answer each other: 坚持党建引领，压实法治责任."""
NO_CLAUSE = re.compile(
    r"[的了以将把]|(?:镇|乡|县|区|市|街道|政府|党委|局|行政|综合|重大|专项|全面|进行|开展)$"
)
"""What such a clause does not hold or end with."""
NEW_SUBJECT = re.compile(
    r"(?:[我本全各该](?:镇|乡|县|区|市|省|街道|局|办|委|厅|院|社区|村)|(?:镇|乡|街道|县|区|市|局)(?:党委|党工委|党组|政府|办事处|司法所)|党委|党工委)"
    r"(?=[^，。；的]{0,6}(?:[，、]|高度|始终|严格|成立|积极|认真|组织|切实|坚持|深入|结合|按照|充分|大力|及时|先后|不断|持续|全面|扎实|制定|建立|召开|印发|主要))"
    r"|20\d\d年(?:以来)?，|今年以来|一年来"
)
"""What begins a sentence after a title whose full stop was lost."""
SINGLE = re.compile(rf"(?:{TITLE_VERB})[一-龥“”]{{4,12}}?(?={NEW_SUBJECT.pattern})")
LONGEST_TITLE = 48
"""A first sentence longer than this is no title; the paragraph is numbered, not headed."""
PART_ORDER: tuple[Part, ...] = ("duties", "problems", "plan", "measures", "other")
DONE = re.compile(r"完成|落实|开展|总结|回顾|成效|进展|情况")
"""What a title that names the year to come says when it tells of things done."""
TURN_TO_PLAN = re.compile(r"下(?:一)?步|下(?:一)?年|今后|针对(?:上述|以上|存在)|明年|接下来")


@dataclass(frozen=True, slots=True)
class Mark:
    """A numbering mark: clean indices of the number and title, its level and ordinal."""

    start: int
    title_start: int
    title_end: int
    level: int
    ordinal: int
    own_line: bool


def outline(clean: Clean, body_start: int, body_end: int, year: int | None = None) -> tuple[Section, ...]:
    """All headings between two clean indices, in text order; `year` is the reported one, as far as it is known."""
    marks = _with_lost_stops(clean, _plausible(clean, list(_marks(clean, body_start, body_end))))
    return _sections(clean, marks, body_end, f"{year + 1}年" if year else "")


def of_other_genre(sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """The same headings for a paper of another genre, which has no statutory parts but those that it names."""
    return tuple(
        section if section.part in ("problems", "plan") else replace(section, part="other", also_part=None)
        for section in sections
    )


def _marks(clean: Clean, start: int, end: int) -> Iterator[Mark]:
    """Everything that is written like a numbering mark at a place where one may stand."""
    text = clean.text
    grown = -1
    ends = Ends(clean)
    for match in sweep(FIRST, MARKER, text, start, end):
        level = LEVELS.get(match.lastgroup or "", 0)
        at = match.start()
        line_start = at == start or text[at - 1] == "\n"
        gap = at > 0 and clean.offsets[at] - clean.offsets[at - 1] > 1
        before = text[at - 1] if at else "\n"
        if (
            not line_start
            and at != grown
            and not (before in (RUN_IN_BEFORE if level == 5 else OPENERS) or gap)
        ):
            continue
        if level == 0 and not (line_start and at + 1 < end):
            continue
        if not line_start and _inside_marks(text, at):
            continue
        begins = match.end() + (match["w5"] is not None and text[match.end()] in "，、：")
        finish = ends.first(RUN_IN_END if level == 5 else TITLE_END, begins, end)
        title_end = finish.start() if finish else end
        if level != 5 and finish is not None and finish.group() != "\n":
            title_end = ends.gap(match.end(), title_end)
        first = ends.first(FIRST_BELOW, match.end() + 3, title_end) if level == 1 else None
        if first is None and level in (1, 2) and ends.first(FIRST_ITEM, match.end(), title_end):
            first = ends.first(FIRST_RUN_IN, match.end() + 2, min(end, title_end + 200))
        if first and first.start() < title_end:
            grown = title_end = first.start()
        closed = finish is None or finish.group() == "\n" or text[title_end + 1 : title_end + 2] == "\n"
        own_line = line_start and closed
        yield Mark(at, begins, title_end, level or 2, _ordinal(match.group()), own_line)


class Ends:
    """Where titles end. What was found is kept while it holds, for a long text may have few such places.

    The places asked from must not go back.
    """

    def __init__(self, clean: Clean) -> None:
        self.clean = clean
        self.found: dict[str, tuple[int, re.Match[str] | None]] = {}
        self.gaps: dict[tuple[int, bool], int] = {}

    def first(self, pattern: re.Pattern[str], start: int, end: int) -> re.Match[str] | None:
        """The first match of a pattern between two clean indices."""
        last = self.found.get(pattern.pattern)
        if last and last[0] == end and (last[1] is None or last[1].start() >= start):
            return last[1]
        match = pattern.search(self.clean.text, start, end)
        self.found[pattern.pattern] = (end, match)
        return match

    def gap(self, start: int, end: int) -> int:
        """Where a title ends in text that lost its line breaks: at the blanks that stand for one."""
        text, offsets = self.clean.text, self.clean.offsets
        if end < start + 4 or offsets[end - 1] - offsets[start + 2] == end - start - 3:
            return end
        long = end - start > LONGEST_TITLE
        known = self.gaps.get((end, long))
        if known is not None and known >= start + 3:
            return known
        for i in range(start + 3, end):
            width = offsets[i] - offsets[i - 1]
            if (width > 2 or (long and width > 1)) and not (text[i].isdigit() or text[i - 1].isdigit()):
                break
        else:
            i = end
        self.gaps[end, long] = i
        return i


LEVELS = {"l1": 1, "l2": 2, "l3": 3, "l4": 4, "l5": 5}


@lru_cache(maxsize=512)
def _ordinal(said: str) -> int:
    """The number of a mark as written; 0 when it has none or lost it."""
    digits = "".join(char for char in said if char.isdecimal())
    if digits:
        return int(digits)
    number = "".join(char for char in said if char in CJK)
    if number:
        return words(number) or 0
    for row in ("㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩", "①②③④⑤⑥⑦⑧⑨⑩"):
        round_ = next((char for char in said if char in row), "")
        if round_:
            return row.index(round_) + 1
    return {"首先": 1, "其次": 2, "再次": 3, "最后": 9}.get(said, 0)


def _inside_marks(text: str, at: int) -> bool:
    """Whether a place lies inside 《…》 or “…” of its own line."""
    near = text[max(0, at - 60) : at].rpartition("\n")[2]
    return near.rfind("《") > near.rfind("》") or near.rfind("“") > near.rfind("”")


def _plausible(clean: Clean, marks: list[Mark]) -> list[Mark]:
    """Leaves out marks that cannot be headings by their neighbours (lists of words, loose numerals)."""
    kept: list[Mark] = []
    last: dict[int, int] = {}
    for i, mark in enumerate(marks):
        text = clean.text
        line_start = mark.start == 0 or text[mark.start - 1] == "\n"
        if mark.title_end - mark.title_start < 2 and mark.level != 5:
            continue
        if mark.level == 1 and not _level_one(text, mark, last.get(1, 0), line_start):
            continue
        expected = (1, last.get(mark.level, 0) + 1)
        if mark.level in (2, 3, 4) and not line_start and mark.ordinal not in expected:
            continue
        if mark.level == 5 and not _run_in(clean, marks, i, last.get(5, 0), line_start):
            continue
        kept.append(mark)
        last[mark.level] = mark.ordinal
        for deeper in range(mark.level + 1, 6):
            if mark.level != 5:
                last.pop(deeper, None)
    return kept


def _level_one(text: str, mark: Mark, last: int, line_start: bool) -> bool:
    """一、 inside a line counts only in sequence; 一、二、三产业 never."""
    if (
        text[mark.title_start : mark.title_start + 1] in tuple(CJK)
        and text[mark.title_start + 1 : mark.title_start + 2] in "、级类期产"
    ):
        return False
    return line_start or mark.ordinal == last + 1


def _run_in(clean: Clean, marks: list[Mark], i: int, last: int, line_start: bool) -> bool:
    """一是 begins a list, 二是 goes on with one; 首先 needs its 其次."""
    mark, text = marks[i], clean.text
    said = text[mark.start : mark.title_start].rstrip("，、：")
    if said[0] in "首其再最":
        if said.startswith("其") and said not in ("其次",):
            return mark.ordinal == last + 1
        if said == "首先":
            return any(text[m.start : m.start + 2] == "其次" for m in marks[i + 1 : i + 6])
        return last > 0
    if mark.ordinal == 1:
        follow = (m for m in marks[i + 1 : i + 12] if m.level == 5)
        return line_start or any(m.ordinal == 2 for m in follow) or text[mark.start - 1] in "。；："
    return mark.ordinal == last + 1 or (line_start or text[mark.start - 1] in "。；：，")


def _sections(clean: Clean, marks: list[Mark], body_end: int, next_year: str) -> tuple[Section, ...]:
    """Nesting, titles and parts."""
    sections: list[Section] = []
    stack: list[Section] = []
    tops: set[Part] = set()
    text = clean.text
    for i, mark in enumerate(marks):
        while stack and stack[-1].level >= mark.level:
            stack.pop()
        parent = stack[-1] if stack else None
        if i + 1 < len(marks) and marks[i + 1].start < mark.title_end:
            mark = replace(mark, title_end=marks[i + 1].start)
        title = _title(clean, mark)
        head_end = mark.title_start if not title else mark.title_start + len(title)
        nxt = marks[i + 1].start if i + 1 < len(marks) else body_end
        below = body_end
        for later in range(i + 1, len(marks)):
            if marks[later].level <= mark.level:
                below = marks[later].start
                break
        part, also = _own_part(mark.level, title, next_year) or _inherited(clean, mark, parent, tops)
        number_end = mark.title_start
        section = Section(
            index=len(sections),
            level=mark.level,
            depth=len(stack) + 1,
            parent=parent.index if parent else None,
            number=text[mark.start : number_end],
            title=title,
            part=part,
            also_part=also,
            span=clean.span(mark.start, max(head_end, mark.title_start)),
            body=Span(clean.at(head_end), clean.at(nxt)),
            whole=Span(clean.at(mark.start), clean.at(below)),
            own_line=mark.own_line,
        )
        sections.append(section)
        stack.append(section)
        if mark.level == 1:
            tops.add(part)
    return tuple(sections)


def _title(clean: Clean, mark: Mark) -> str:
    """The title, '' when the numbered paragraph has none."""
    title = clean.text[mark.title_start : mark.title_end]
    if mark.level == 5:
        return title
    whole_line = mark.own_line and clean.text[mark.title_end : mark.title_end + 1] in ("\n", "")
    if len(title) > LONGEST_TITLE and not (whole_line and len(title) <= 2 * LONGEST_TITLE):
        return ""
    return title


def _with_lost_stops(clean: Clean, marks: list[Mark]) -> list[Mark]:
    """The marks, those whose title lost the full stop behind it cut where two answering clauses end.

    One numbered paragraph may begin with such clauses by chance. So at least two of a level must, or a new subject
    follows (镇党委、政府); a paragraph that has a title of its own is left alone.
    """
    open_ended = [i for i, mark in enumerate(marks) if mark.level != 5 and not _title(clean, mark)]
    cut = {i: end for i in open_ended if (end := _couplet_end(clean.text, marks[i]))}
    for i in open_ended:
        alike = sum(marks[j].level == marks[i].level for j in cut)
        if i in cut and (alike >= 2 or NEW_SUBJECT.match(clean.text, cut[i])):
            marks[i] = replace(marks[i], title_end=cut[i], own_line=False)
        single = None if i in cut else SINGLE.match(clean.text, marks[i].title_start, marks[i].title_end)
        if single and not NO_CLAUSE.search(single.group()):
            marks[i] = replace(marks[i], title_end=single.end(), own_line=False)
    return marks


def _couplet_end(text: str, mark: Mark) -> int:
    """Where two answering clauses of equal length end at the beginning of a paragraph; 0 when there are none."""
    found = COUPLET.match(text, mark.title_start, mark.title_end)
    if not found or len(found["two"]) <= len(found["one"]):
        return 0
    end = found.start("two") + len(found["one"])
    clauses = (found["one"], text[found.start("two") : end])
    return 0 if any(NO_CLAUSE.search(clause) for clause in clauses) else end


def _own_part(level: int, title: str, next_year: str) -> tuple[Part, Part | None] | None:
    """The part by the heading's own words, and a second part it holds; None when they do not say."""
    if level > 4 or not title:
        return None
    own = (
        [part for part, said in _said(level) if said.search(title)] if _any_said(level).search(title) else []
    )
    if level <= 2 and next_year and next_year in title and "plan" not in own and not DONE.search(title):
        own.insert(own.index("problems") + 1 if "problems" in own else 0, "plan")
    return _joined(own) if own else None


def _inherited(clean: Clean, mark: Mark, parent: Section | None, tops: set[Part]) -> tuple[Part, Part | None]:
    """The part by the heading above, or by the parts of the headings of the first level that stand before."""
    if parent is None:
        return ("other" if "plan" in tops else "measures"), None
    if parent.part == "problems" and parent.also_part == "plan":
        above = clean.index(parent.body.start)
        if TURN_TO_PLAN.search(clean.text, above, mark.start):
            return "plan", None
    return parent.part, None


@cache
def _said(level: int) -> tuple[tuple[Part, re.Pattern[str]], ...]:
    """The words of the parts that a title may name; below level 2 only shortcomings and plans are told apart."""
    told = [part for part in PART_ORDER if level <= 2 or part in ("problems", "plan")]
    return tuple((part, matcher("parts", part)) for part in told if level == 1 or part != "measures")


@cache
def _any_said(level: int) -> re.Pattern[str]:
    """The words of all parts that a title may name, tried only at the characters with which they begin."""
    either = "|".join(f"(?:{said.pattern})" for _, said in _said(level))
    return presence(either)


def _joined(own: list[Part]) -> tuple[Part, Part | None]:
    """Of several parts named by one heading the first, and the other it holds."""
    if own[0] == "duties" and "measures" in own:
        return "measures", "duties"
    if own[0] == "problems" and "plan" in own:
        return "problems", "plan"
    return own[0], None
