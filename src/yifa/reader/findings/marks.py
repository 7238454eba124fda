"""Finds marks that have lost their partner, stand in the wrong place, or stand twice."""

from __future__ import annotations

import re
from collections.abc import Iterator

from yifa.reader.document import Finding
from yifa.reader.findings.numbering import HALF
from yifa.reader.findings.view import View, side_by_side

PARTNERS = {"“": "”", "‘": "’", "（": "）", "〔": "〕", "【": "】", "『": "』", "「": "」"}
OPENERS = {closing: opening for opening, closing in PARTNERS.items()}
BRACKETS = re.compile("[" + "".join((*PARTNERS, *OPENERS)) + "]")
TITLE_MARKS = re.compile(r"[《》\n]")
LIST_NUMBER = re.compile(r"(?:^|[。；，：、！\n”）])(?:\d{1,2}|[一二三四五六七八九十]{1,3}|[a-zA-Z①-⑩])?$")
NUMBERED_YEAR = re.compile(r"〔?(?:19|20)\d{2}〕?\d*号?")
UNLIKE = re.compile(r"20(?<=[〔（]20)\d\d[〕）]\d{1,5}号")
"""A lost bracket of a document number has its own finding."""
WORDS_IN_AND = frozenset("共饱总缓温调祥平中求讲人融随议谦亲柔谐参给授赋普涉推遍危")
MISPLACED = (
    (re.compile(r"(?:和|与|及|以及)”"), "连词写进了引号之内", side_by_side("和与及", "”")),
    (re.compile(r"[、，；：]”"), "点号写在了后引号之前", side_by_side("、，；：", "”")),
    (re.compile(r"“[、，。；：”]"), "前引号后不应直接接标点", side_by_side("“", "、，。；：”")),
    (
        re.compile(r"[（《〔][、，。；：]|[、，；：][）》〕]"),
        "点号写在了括号或书名号之内",
        side_by_side("（《〔", "、，。；：") | side_by_side("、，；：", "）》〕"),
    ),
    (re.compile(r"》“(?=[，。、；])|”《(?=[，。、；])"), "引号方向有误", side_by_side("》”", "“《")),
)
"""With the pairs of which each needs one."""
NUMBERED = side_by_side("〔（", "2")
DOUBLED_PAIRS = side_by_side("，、；：。！？", "，、；：。！？")
STOPPED_PAIRS = side_by_side("、", "等和与以")
"""Where none of these pairs stands in the text, the rules that need them have nothing to look for."""
DOUBLED = re.compile(r"[，、；：。！？]{2,}")
STOPPED_LIST = re.compile(
    r"、(?<=[一-龥”》]、)(?:等(?=[一-龥，。；])(?!级|离子|额|值|价|效|距|待|候)"
    r"|(?:和(?!谐|睦|平|美|解|善|气|[^，。；、]{1,12}相)|与(?!会|时俱|众|[^，。；、]{1,12}(?:相|不|一致|同步|挂钩|结合|衔接|对接|联动"
    r"|座谈|交流|合作|签[订约署]|沟通|会商|协商|接轨|配套|分离|脱钩|融合|共[享建]|结对|面对面|密切|有关))|以及)"
    r"(?=[一-龥“《]))"
)
"""和谐 is one word, and 与 may govern what follows: 与上位法不一致、与实际不适应的文件."""
ASCII = re.compile(r'(?<=[一-龥])(?:--+|\.\.\.+|~|")|"(?=[一-龥])')


def check(view: View) -> Iterator[Finding]:
    """Unbalanced, misplaced, doubled and half-width marks of the body."""
    yield from _names(view)
    yield from _pairs(view)
    yield from _misplaced(view)
    for match in () if view.pairs.isdisjoint(DOUBLED_PAIRS) else view.body(DOUBLED):
        marks = match.group()
        if (set(marks) <= {"。"} and len(marks) > 2) or marks in ("？！", "！！", "！？"):
            continue
        fix = marks[0] if len(set(marks)) == 1 else ""
        yield view.finding(
            "doubled_punctuation", match.start(), match.end(), f"标点“{marks}”重复或连用。", fix=fix
        )
    for match in () if view.pairs.isdisjoint(STOPPED_PAIRS) else view.body(STOPPED_LIST):
        yield view.finding(
            "misplaced_marks",
            match.start(),
            match.end(),
            "“等”“和”之前不用顿号。",
            severity="info",
            fix=match.group()[1:],
        )
    ascii_marks = '"' in view.letters or any(mark in view.text for mark in ("--", "...", "~"))
    for match in view.body(ASCII) if ascii_marks else ():
        yield view.finding("ascii_punctuation", match.start(), match.end(), "中文文稿中应使用全角标点。")


def _names(view: View) -> Iterator[Finding]:
    """《 or 》 without its partner, with the name it belongs to."""
    placed: set[int] = set()
    clean = view.report.clean
    for one in (one for one in view.report.instruments if not one.well_formed):
        start, end = clean.index(one.span.start), clean.index(one.span.end - 1) + 1
        written = view.text[start:end]
        if start >= view.unfinished or not (written.startswith("《") or written.endswith("》")):
            continue
        placed.add(start if written.startswith("《") else end - 1)
        lost = "》" if written.startswith("《") else "《"
        yield view.finding(
            "unbalanced_marks",
            start,
            end,
            f"书名号不成对，缺“{lost}”。",
            fix=f"《{written.strip('《》')}》",
            of_copy=True,
        )
    stack: list[int] = []
    for match in TITLE_MARKS.finditer(view.text):
        i, char = match.start(), match.group()
        if char == "《":
            stack.append(i)
        elif char == "》" and stack:
            stack.pop()
        elif char == "》" and i not in placed:
            yield view.finding("unbalanced_marks", i, i + 1, "书名号不成对，缺“《”。", of_copy=True)
        elif char == "\n" and stack:
            yield from _open_names(view, stack, placed)
            stack = []
    yield from _open_names(view, stack, placed)


def _open_names(view: View, stack: list[int], placed: set[int]) -> Iterator[Finding]:
    """《 that a paragraph leaves open, but for names already told of."""
    for i in stack:
        if i < view.unfinished and not any(abs(one - i) < 60 for one in placed):
            yield view.finding("unbalanced_marks", i, i + 1, "书名号不成对，缺“》”。", of_copy=True)


def _pairs(view: View) -> Iterator[Finding]:
    """Brackets and quotation marks without their partner; a pair may span one paragraph break."""
    open_: dict[str, list[int]] = {mark: [] for mark in PARTNERS}
    lonely: list[int] = []
    numbers = _unlike(view)
    for match in view.body(BRACKETS):
        i, char = match.start(), match.group()
        if i in numbers:
            continue
        if char in PARTNERS:
            open_[char].append(i)
        else:
            stack = open_[OPENERS[char]]
            if stack and view.text.count("\n", stack[-1], i) <= 1:
                stack.pop()
            elif char == "〕" and NUMBERED_YEAR.search(view.text, max(0, i - 5), i + 6):
                continue
            elif not (char == "）" and LIST_NUMBER.search(view.text[max(0, i - 4) : i])):
                lonely.append(i)
    lonely += [i for stack in open_.values() for i in stack]
    lonely = [i for i in lonely if view.text[i] != "〔" or not NUMBERED_YEAR.match(view.text, i)]
    lonely.sort()
    lonely = [i for i in lonely if not HALF.match(view.text, i) and i < view.unfinished]
    at = 0
    while at < len(lonely):
        here = lonely[at]
        then = lonely[at + 1] if at + 1 < len(lonely) else here
        turned = here < then < here + 40 and view.text[here] == view.text[then]
        if turned and "\n" not in view.text[here:then]:
            yield _lone(view, here, then + 1)
            at += 2
        else:
            yield _lone(view, here, here + 1)
            at += 1


def _unlike(view: View) -> frozenset[int]:
    """The two brackets of document numbers that are no pair: 〔2018）12号."""
    if view.pairs.isdisjoint(NUMBERED):
        return frozenset()
    found = ((match.start() - 1, match.start() + 4) for match in view.body(UNLIKE))
    unlike = [ends for ends in found if PARTNERS[view.text[ends[0]]] != view.text[ends[1]]]
    return frozenset(end for ends in unlike for end in ends)


def _lone(view: View, start: int, end: int) -> Finding:
    """One finding for a mark, or two equal ones, without partner."""
    mark = view.text[start]
    lost = PARTNERS.get(mark) or OPENERS[mark]
    what = "引号" if mark in "“”‘’" else "括号"
    if end - start > 1:
        return view.finding(
            "unbalanced_marks",
            start,
            end,
            f"{what}方向有误，同一方向用了两次。",
            fix=_turned(view, start, end),
        )
    return view.finding("unbalanced_marks", start, end, f"{what}不成对，缺“{lost}”。", of_copy=True)


def _turned(view: View, start: int, end: int) -> str:
    """The same words with a right pair of marks around them."""
    mark = view.text[start]
    left = mark if mark in PARTNERS else OPENERS[mark]
    return left + view.text[start + 1 : end - 1] + PARTNERS[left]


def _misplaced(view: View) -> Iterator[Finding]:
    """Marks in a place where they cannot stand."""
    for pattern, said, needed in MISPLACED:
        for match in () if view.pairs.isdisjoint(needed) else view.body(pattern):
            if match.group()[0] in "和与及" and view.text[match.start() - 1] in WORDS_IN_AND:
                continue
            yield view.finding("misplaced_marks", match.start(), match.end(), f"{said}。")
