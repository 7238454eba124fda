"""Says what a number counts: the noun after its unit, or the words before it in the clause."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from yifa.reader.patterns import last_characters
from yifa.reader.vocabulary import matcher

MARKS = "，。；：！？\n（）"
FOLLOWS = re.compile(r"[\u4e00-\u9fffA-Za-z“]")
AFTER_END = re.compile(
    r"[，。；：、！？\n《]|\d|进行|参加|开展|担任|配备|聘请|建立|设立|组建|选派|下放|予以|纳入|作为|以及|充分|并(?!购)|均(?!衡)|全部(?!门)"
    r"|共(?!同|享|建)|分别|其中|达到|先后|[一二三四五六七八九十两]+[名个场次件起]"
)
QUOTE_LEAD = re.compile(r"^“[^”]*”(?=[\u4e00-\u9fff]{2,})|^《[^》]*》(?:等|的)?(?=[\u4e00-\u9fff]{2,})")
MORE_OR_LESS = ("以上", "左右")
WHOLE = 18
"""Longer subjects are cut from the left; what is counted stands next to the number."""
INNER = re.compile(r"开展|举办|组织|召开|举行|进行|等|的|、")


class Clause(NamedTuple):
    """The clause of a number in clean indices, the words before and after it and, when known, its subject."""

    start: int
    number: int
    number_end: int
    finish: int
    before: str
    after: str
    subject: str = ""

    def text(self, text: str) -> str:
        """The whole clause."""
        return text[self.start : self.finish]


def clause_of(text: str, start: int, end: int, previous: Clause | None, first: int, last: int) -> Clause:
    """The clause a number stands in; what an earlier number of it has used up is left out of `before`."""
    left = _left(text, start, first)
    if left == start and left > first and text[left - 1] == "（":
        left = _left(text, left - 1, first)
    right = _right(text, end, last)
    used = left
    if previous is not None and previous.number_end > left:
        used = previous.number_end
    return Clause(left, start, end, right, text[used:start], text[end:right])


def _left(text: str, at: int, first: int) -> int:
    """Where the clause begins; a bracketed remark inside it is stepped over."""
    while at > first:
        char = text[at - 1]
        if char == "）":
            opening = text.rfind("（", max(first, at - 24), at)
            if opening < 0 or any(mark in text[opening:at] for mark in "。；\n"):
                break
            at = opening
        elif char in MARKS:
            break
        else:
            at -= 1
    return at


def _right(text: str, at: int, last: int) -> int:
    """Where the clause ends; a bracketed remark inside it is stepped over."""
    while at < last:
        char = text[at]
        if char == "（":
            closing = text.find("）", at, min(last, at + 24))
            if closing < 0 or any(mark in text[at:closing] for mark in "。；\n"):
                break
            at = closing + 1
        elif char in MARKS:
            break
        else:
            at += 1
    return at


def subject_of(clause: Clause, previous: Clause | None, unit: str, alike: str = "") -> str:
    """What a number counts, without the light verbs around it; '' when the clause does not say.

    `previous` is the number before it in the same sentence, whose subject it may share (兼职3名); `alike`
    is the subject of the last number with the same unit, with which it may compare (去年为93.1%).
    """
    shared = previous is not None and previous.number_end > clause.start
    words = clause.before
    if shared and previous:
        words = words.removeprefix(after_of(previous))
    before, after = _before(words), _after(clause.after)
    if unit in ACTS and OPENS.match(clause.after) and (not before or ACTOR.search(before)):
        return _cut(clause.after)
    if not before and clause.after.startswith(("的", "以上的")) and not shared:
        return _after(clause.after.removeprefix("以上").removeprefix("的"))
    if previous and previous.subject:
        relative = _relative(words, before, alike or previous.subject)
        if relative and not after:
            return relative
    if after and (not before or _does(clause.before) or _is_place(before)):
        return after
    if before and not _is_bare(before):
        return _short(before)
    if shared and previous and previous.subject:
        return (before + previous.subject)[:WHOLE] if before and len(before) >= 2 else previous.subject
    return after or before or alike or (previous.subject if previous else "")


def shared_out(subject: str, place: int) -> str:
    """Of A、B分别为 the part for the number at a place of the clause (0 the first), else the whole."""
    parts = [part for part in re.split(r"[、和与及]|以及", subject) if part]
    return parts[place] if place < len(parts) and len(parts) > 1 else subject


ACTS = frozenset(("次", "场次", "场", "人次"))
OPENS = re.compile(
    r"主持|召开|开展|组织|听取|专题|研究|参加|出席|带头|深入|赴|到|带队|牵头|对|就|在|协调|调研|部署|督促"
)
ACTOR = re.compile(
    r"(?:书记|镇长|乡长|区长|县长|市长|局长|主任|负责人|领导|同志|党委|党工委|党组|政府|班子|成员|干部|会议?)$"
)
COMPARED = re.compile(
    r"^(?:同比|环比|(?:较|比|与)(?:上|去|前|同|往|20).{0,8})$|^.{0,3}(?:同比|环比).{0,6}$"
    r"|^(?:提高|提升|上升|下降|增长|增加|减少|降低|上涨|压缩|回升|增幅|降幅|净增)(?:了|到|至)?$"
)
EARLIER = re.compile(
    r"^(?:较|比)?(?:上一?年|去年|前年|上年同期|去年同期|同期|20\d\d年)(?:度|同期)?(?:的|为|是|达)?$"
)
EACH = re.compile(r"^每个?(?:村|人|名|镇|单位|季度|月|年).{0,6}(?:不少于|至少)?$")
BARE = ("兼职", "专职", "其中", "新增", "男", "女", "镇级", "村级", "县级", "市级", "区级", "社区")
PLACE = re.compile(r"[\u4e00-\u9fff]{0,8}(?:[镇村乡县区市]|街道|机关|部门|单位|企业|群众|干部)(?:内|里|中)?")
GRADES = (("专职", "兼职"), ("国家级", "省级", "市级", "区级", "县级", "镇级", "乡级", "村级"))


def _relative(words: str, before: str, shared: str) -> str:
    """The subject of a number that only compares or varies the one before it; '' when it stands by itself."""
    bare = words.strip("、，；的")
    if EARLIER.match(bare) or EACH.match(bare):
        return shared
    if COMPARED.match(bare):
        return (shared + re.sub(r"^.*?(?=同比|环比|提|升|下|增|减|降)", "", bare))[-WHOLE:]
    for grades in GRADES:
        old = next((grade for grade in grades if grade in shared), "")
        if old and before in grades:
            return shared.replace(old, before)
    return ""


def _cut(words: str) -> str:
    """Words up to the end of the deed they tell."""
    mark = re.search(r"[，。；：！？\n]|\d", words)
    return words[: mark.start() if mark else len(words)][:WHOLE]


def after_of(clause: Clause) -> str:
    """The noun after a number when its subject was taken from there."""
    after = _after(clause.after)
    return after if after and clause.subject == after else ""


def _short(words: str) -> str:
    """A long phrase without what stands before its last deed: 利用宪法日等节点开展普法宣传 gives 普法宣传."""
    if len(words) <= WHOLE - 2:
        return words
    tails = (words[match.end() :] for match in INNER.finditer(words))
    return next((tail for tail in tails if 4 < len(tail) <= WHOLE - 2), words[-WHOLE:])


@cache
def _endings(group: str) -> frozenset[str] | None:
    """What the phrases of a group end with; None when that is not known."""
    return last_characters(matcher("phrases", group).pattern)


def _may_end(words: str, group: str) -> bool:
    """Whether words may end with a phrase of a group, by their last character."""
    endings = _endings(group)
    return endings is None or words[-1:] in endings


def _does(words: str) -> bool:
    """Whether words before a number end with a deed, so that what follows the unit is counted."""
    words = _trim(words)
    return _may_end(words, "does") and matcher("phrases", "does", "", "$").search(words) is not None


FILLER = re.compile(r"(?:共计|共|累计|约|近|超过|超|逾|至少|不少于|了|先后|各|“)$")


def _trim(words: str) -> str:
    """Words without the closing filler before a number."""
    previous = None
    while previous != words:
        previous = words
        words = FILLER.sub("", words)
    return words or ""


def _before(words: str) -> str:
    """The words before a number as a noun phrase."""
    previous = None
    trail, lead = matcher("phrases", "trail", "", "$"), matcher("phrases", "lead", "^")
    while previous != words and _may_end(words, "trail"):
        previous = words
        words = trail.sub("", words)
    while (opening := lead.match(words)) and opening.end():
        words = words[opening.end() :]
    return words


def _after(words: str) -> str:
    """The words after a unit as a noun phrase, '' when they are none."""
    if words.startswith(MORE_OR_LESS):
        words = words[2:].removeprefix("的")
    if not words or not FOLLOWS.match(words) or matcher("phrases", "no_noun", "^").match(words):
        return ""
    if words[0] in "“《":
        words = QUOTE_LEAD.sub("", words)
    cut = AFTER_END.search(words)
    noun = words[: cut.start()] if cut else words
    return noun[:18]


def _is_bare(words: str) -> bool:
    """Whether words are too few to say what is counted (专职, 兼职, 其中)."""
    return len(words) < 2 or words in BARE


def _is_place(words: str) -> bool:
    """Whether words name only the place or people for whom something was counted."""
    return PLACE.fullmatch(words) is not None
