"""Says what a number counts: the noun after its unit, or the words before it in the clause."""

from __future__ import annotations

import re
from functools import cache

from yifa.reader.behind import STOCK, ends
from yifa.reader.clauses import Clause, left_of
from yifa.reader.nouns import LITTLE, LONG, done_to, named, without_noun
from yifa.reader.patterns import first_characters, last_characters
from yifa.reader.topics import (
    ACTING,
    ATTEND,
    PEOPLE,
    SENT_TO,
    TIMES,
    TOOK_PART,
    attended,
    completed,
    from_list,
    is_bare,
    named_by_deed,
    of_a_deed,
    split,
    thing,
    told_before_list,
    told_first,
    topic,
)
from yifa.reader.vocabulary import matcher

FOLLOWS = re.compile(r"[\u4e00-\u9fffA-Za-z“]")
AFTER_END = re.compile(
    r"[，。；：！？\n《]|(?<![省市县区镇乡])、|、(?![市县区镇乡村])|[中和与及对向在]?\d"
    r"|中?(?:排名|位居|位列|名列)|相比|(?<=[员人部镇村])中(?=[\u4e00-\u9fff])|进行|(?<!未)参加(?!人|代表)|开展|担任|配备|聘请|建立|设立|组建"
    r"|选派|下放|予以|纳入|作为|以及|(?<!不)充分|并(?!购)|平均|均(?!衡)|全部(?!门)"
    r"|(?<!公)共(?!同|享|建)|(?<=[村区）])共建|分别|其中|达到|先后|[一二三四五六七八九十两]+[名个场次件起]"
)
QUOTE_LEAD = re.compile(r"^“[^”]*”(?=[\u4e00-\u9fff]{2,})|^《[^》]*》(?:等|的)?(?=[\u4e00-\u9fff]{2,})")
ATTRIBUTE = re.compile(r"[^，。；\d]{4,14}的(?=[\u4e00-\u9fff]{2})")
MORE_OR_LESS = ("以上", "左右")
WHOLE = 18
"""Longer subjects are cut from the left; what is counted stands next to the number."""
INNER = re.compile(r"开展|举办|组织|召开|举行|进行|等|的|、")


GIVES = re.compile(
    r"(?<=[\u4e00-\u9fff）”])(?:(?:(?<!社会|经济|党的)组织)?(?:开展|举办|召开|举行|进行)了?"
    r"|担任|组成的?|签订|设置|设立|获评|核定|提供|现有|共有|实有)(?!的)(?=.{3})"
)


def subject_of(text: str, clause: Clause, previous: Clause | None, unit: str, said: str) -> str:
    """What a number counts: what its clause says, completed from the words before where that says too little."""
    found = said
    if clause.after[:1] in CHANGING and CHANGES.match(clause.after):
        return found
    if clause.after.startswith("被") and NONE_OF.search(clause.before):
        return _cut(clause.after)
    aspect = ASPECT.match(clause.after)
    if aspect:
        return f"{aspect[1]}方面"
    if previous and (its := without_noun(text, clause, previous, unit)):
        return its[:LONG]
    noun, deed = split(clause.after) if FOLLOWS.match(clause.after) else ("", "")
    taken = bool(found) and found in clause.after and found == _after(clause.after)
    if unit in PEOPLE and not (noun and found and not taken and unit not in NAMED_AFTER):
        people = _people_who(text, clause, previous, found, (noun, ALSO.sub("", deed), taken))
        if people:
            return people[:LONG]
    if noun and (taken or _counts_behind(clause, unit, noun) or STOCK.search(clause.before)):
        return named(clause, noun, deed, found if taken else "")[:LONG]
    if unit == "项" and not noun and deed.startswith(("实现", "实行")) and not clause.before.strip("，、"):
        return named_by_deed("事项", deed) or found
    if not taken and (items := done_to(clause, unit)):
        return items[:LONG]
    summed = _summed(clause, unit, noun, deed)
    if not found and not summed:
        return _about(text, clause, previous, True)[:LONG]
    if summed or taken or not clause.before:
        return summed or found
    return _from_before(text, clause, previous, unit, found)


def _people_who(
    text: str, clause: Clause, previous: Clause | None, found: str, behind: tuple[str, str, bool]
) -> str:
    """People counted by what they did: 师生600余人观摩, 13人持有行政执法证; '' when nothing is told of them."""
    noun, told, taken = behind
    if ATTEND.fullmatch(told):
        who = noun or ("" if taken else _people(clause.before))
        return attended(who, told, _about(text, clause, previous))
    if told and not noun and (taken or not _before(clause.before)):
        return named_by_deed("人员", told) or found
    if told and not noun and not taken and TOOK_PART.match(told) and WHO_END.search(found):
        return named_by_deed(found, told)
    return ""


def _counts_behind(clause: Clause, unit: str, noun: str) -> bool:
    """Whether a unit of people counts the noun behind it (明确党政办1名专人) and not the people before it."""
    if unit not in NAMED_AFTER or len(noun) < 2 or not _after(noun):
        return False
    return WHO_END.search(_trim(clause.before)) is None


def _summed(clause: Clause, unit: str, noun: str, deed: str) -> str:
    """The noun behind a list that the number sums up (整合公安、市监、城管4个部门), with the deed before the list."""
    if unit not in COUNTERS or "、" not in clause.before or not LISTED.search(_trim(clause.before)):
        return ""
    if noun and len(noun) <= LITTLE:
        return (told_before_list(_trim(clause.before)) + noun)[:LONG]
    if not noun and deed.startswith(("纳入", "列入")):
        return named_by_deed("事项", deed)
    return ""


def _from_before(text: str, clause: Clause, previous: Clause | None, unit: str, found: str) -> str:
    """A subject from the words before its number, without a list's examples or with what it lacks."""
    bare = clause.before.strip("，、")
    if previous and bare.endswith("完成") and ALL_DONE.fullmatch(bare):
        return "已完成" + thing(previous.head)
    if found not in bare and bare and is_bare(bare):
        found = bare
    if bare in ("成功", "均成功", "已成功") and re.search("纠纷|矛盾|调解", found):
        return "调解成功"
    listed = from_list(_trim(clause.before), unit) if "等" in clause.before else ""
    if listed:
        return listed[-LONG:]
    if "向" in found:
        found = SENT_TO.sub("", found)
    if is_bare(found) and not (unit in TIMES and ATTEND.fullmatch(found)):
        return (completed(found, _about(text, clause, previous, of_a_deed(found))) or found)[:LONG]
    if previous and previous.start == clause.start and bare == found and clause.before.startswith("、"):
        return told_first(previous.subject, found) + found if len(found) <= LITTLE else found
    return found


NAMED_AFTER = ("名", "位")
"""Units that stand before the people they count."""
WHO_END = re.compile(r"(?:员|人|者|师|干部|代表|专家|队伍|力量|骨干|主任|书记|校长|民警)$")
NONE_OF = re.compile(r"(?:未发生|未出现|没有发生|没有|无)(?:过)?$")
LISTED = re.compile(r"、[^、，]{2,14}$")
COUNTERS = ("个", "家", "项", "类", "件")
ASPECT = re.compile(r"方面[、和及共]*[\d一二三四五六七八九十]+[项个条类]([\u4e00-\u9fff]{2,6})")
ALL_DONE = re.compile(r"(?:截至|截止|目前|年底|现|均|全部|已经?)*已(?:经|全部|均)?完成")
ALSO = re.compile(r"^(?:已(?:经)?|均|全部|都|先后|分别|现场|集中|同步|再次)+")


def _people(before: str) -> str:
    """The people named just before their number: 师生600余人观摩."""
    words = _before(before)
    return words if 2 <= len(words) <= 6 and not ATTEND.fullmatch(words) else ""


def _about(text: str, clause: Clause, previous: Clause | None, deed: bool = False) -> str:
    """What the words before a clause are about: the subject of the last number, or the topic of the clause between."""
    end = clause.start
    if previous and previous.start == clause.start:
        return previous.head
    for _ in range(3):
        if end < 2 or text[end - 1] not in "，；：、":
            break
        begin = left_of(text, end - 1, max(0, end - 60))
        if previous and begin <= previous.number < end:
            return previous.head
        found = topic(text[begin : end - 1], deed)
        if found:
            return found
        end = begin
    return previous.head if previous else ""


def said_of(clause: Clause, previous: Clause | None, unit: str, alike: str = "") -> str:
    """What the clause of a number says it counts, without the light verbs around it; '' when it does not say.

    `previous` is the number before it in the same sentence, whose subject it may share (兼职3名); `alike`
    is the subject of the last number with the same unit, with which it may compare (去年为93.1%).
    """
    shared = previous is not None and previous.number_end > clause.start
    words = clause.before
    if shared and previous:
        words = words.removeprefix(after_of(previous))
    if previous and previous.subject and len(words) < 10 and CHANGED_TO.fullmatch(words.strip("，、")):
        return previous.subject
    if clause.after[:1] in CHANGING and CHANGES.match(clause.after):
        words = GIVEN.sub("", FROM_WHERE.sub("", words))
        return _short(_before(words)) or (previous.subject if previous else "")
    before, after = _before(words), _after(clause.after)
    if unit in ACTS and OPENS.match(clause.after):
        actor = TIME_LAST.sub("", before)
        if not actor or ACTOR.search(actor):
            return _cut(re.sub(r"^(?:在|到|赴|就|对)", "", clause.after))
    if not before and clause.after.startswith(("的", "以上的")) and not shared:
        return _after(clause.after.removeprefix("以上").removeprefix("的"))
    if previous and previous.subject:
        near = previous.subject if unit == "%" or not alike else alike
        relative = _relative(words, before, near, alike or previous.subject)
        if relative and not after:
            return relative
    behind = after and _counted_behind(clause, before, after, unit)
    if behind:
        return behind
    if before and not _is_bare(before):
        return _short(before)
    if shared and previous and previous.subject:
        return (before + previous.subject)[:WHOLE] if before and len(before) >= 2 else previous.subject
    return after or before or alike or (previous.subject if previous else "")


ACTS = frozenset(("次", "场次", "场", "人次"))
OPENS = re.compile(
    r"主持|召开|开展|组织|听取|专题|研究|参加|出席|带头|深入|赴|到|带队|牵头|对|就|在|协调|调研|部署|督促"
)
ACTOR = re.compile(
    r"(?:书记|镇长|乡长|区长|县长|市长|局长|主任|负责人|领导|同志|党委|党工委|党组|政府|班子|成员|干部|会议?)$"
)
COMPARED = re.compile(
    r"^(?:同比|环比|(?:较|比|与)(?:上|去|前|同|往|改革前|此前|以往|法定|原|年初|20).{0,8})$|^.{0,3}(?:同比|环比).{0,6}$"
    r"|^(?:相比|对比|有所)?(?:提高|提升|上升|下降|增长|增加|减少|降低|上涨|压缩|精简|压减|缩短|回升|增幅|降幅|净增)(?:了|到|至)?$"
)
CHANGES = re.compile(
    r"(?:提高|提升|上升|增加|增长|下降|减少|降低|压缩|缩短|缩减|精简|压减|扩大|扩展|拓展|扩充|压减|整合|调整|优化|降|升|增|减|缩)(?:到|至|为|成)"
)
CHANGING = first_characters(CHANGES.pattern) or frozenset()
CHANGED_TO = re.compile(
    rf"(?:均|已|再|又|大幅|逐步)?{CHANGES.pattern}(?:20\d\d年|今年|本年)?(?:度|底)?(?:了|的|约|近)?"
)
FROM_WHERE = re.compile(
    r"(?:[由从]|，)(?:(?:去|上|前)年(?:同期|度|底|末)?|20\d\d年(?:度|底|初|同期)?|原来|原先|原有|原|过去|此前|以前|以往|年初|法定|规定"
    r"|改革前|最初|每[村人户镇个年月])?的?(?:约|近)?$"
)
GIVEN = re.compile(r"^[^，]{0,8}[将把](?=[\u4e00-\u9fff]{2})")
TIME_LAST = re.compile(
    r"(?:年内|全年|今年|先后|累计|分别|共|年度|上半年|下半年|一年来|今年以来|每年|每季度|每月)+$"
)
TIME_WITHIN = re.compile(
    r"^.*?(?:全年(?!度)|年内|今年以来|年初以来|一年来|(?:截?至)?年底(?!前)|截?至\d{1,2}月底?|\d{1,2}至\d{1,2}月|\d{1,2}月底)(?:，|共|已|先后|累计)*"
    r"(?=[\u4e00-\u9fff“]{2})"
)
EARLIER = re.compile(
    r"^[较比]$|"
    r"^[较比与同跟和]?(?:上一?年|去年|前年|上年同期|去年同期|同期|20\d\d年|(?:清理|改革|调整|精简|整治|压减)前)(?:度|同期)?(?:的|为|是|达)?$"
)
EACH = re.compile(r"^(?:平均)?每个?(?:村|社区|人|名|镇|所|单位|季度|月|年).{0,6}(?:不少于|至少)?$")
AVERAGES = ("日均", "月均", "年均", "周均", "户均", "人均", "村均", "每日", "每月", "每天")
BARE = ("兼职", "专职", "其中", "新增", "男", "女", "镇级", "村级", "县级", "市级", "区级", "社区")
PLACE = re.compile(
    r"[\u4e00-\u9fff]{0,8}(?:[镇村乡县区市]|街道|机关|部门|单位|企业|群众|干部)(?:内|里|中)?|.{1,8}(?:时|期间)"
)
GRADES = (
    ("专兼职", "专职", "兼职"),
    ("国家级", "全国", "省级", "市级", "区级", "县级", "镇级", "乡级", "村级"),
)


LEVELS = re.compile(r"[两二三]级(?=[\u4e00-\u9fff]{2})")
BELONGING = re.compile(r"(?:下属|所属|直属|沿线|沿江|沿河|辖区|[省市县区旗]直|[省市县区镇乡街道]本级)$")
"""Belongs to the noun behind the unit: 县直9个部门, 机关及下属5个事业单位."""


def _counted_behind(clause: Clause, before: str, after: str, unit: str) -> str:
    """The noun behind the unit when it is what the number counts, with what says to whom it belongs; else ''."""
    if not before or _does(clause.before) or _is_place(before, unit):
        return after
    belonging = BELONGING.search(before)
    return belonging[0] + after if belonging else ""


def _relative(words: str, before: str, near: str, shared: str) -> str:
    """The subject of a number that only compares or varies the one before it; '' when it stands by itself.

    `near` is the subject of the number before it, `shared` that of the last one with the same unit.
    """
    bare = words.strip("、，；的")
    if EARLIER.match(bare) or EACH.match(bare):
        return shared
    if bare in AVERAGES:
        return (bare + shared.removeprefix("全年"))[:WHOLE]
    if COMPARED.match(bare):
        return (near + re.sub(r"^.*?(?=同比|环比|提|升|下|增|减|降|压|缩|精)", "", bare, count=1))[-WHOLE:]
    for grades in GRADES:
        old = next((grade for grade in grades if grade in shared), "") if before in grades else ""
        if old:
            return shared.replace(old, before)
        levels = LEVELS.search(shared) if before in grades else None
        if levels:
            return before + shared[levels.end() :]
    return ""


def _cut(words: str) -> str:
    """Words up to the end of the deed they tell."""
    mark = re.search(r"[，。；：！？\n]|\d", words)
    return words[: mark.start() if mark else len(words)][:WHOLE]


def after_of(clause: Clause) -> str:
    """The noun after a number when its subject was taken from there."""
    after = _after(clause.after)
    if not after or clause.said != after:
        return ""
    noun, deed = split(clause.after)
    return noun if deed else after


def _short(words: str) -> str:
    """A phrase without who did it and when, and a long one without what stands before its last deed."""
    giving = GIVES.search(words)
    if giving and not ACTING.search(words[: giving.start()]):
        words = words[giving.end() :]
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
    words = words if "每" in words else TIME_WITHIN.sub("", words)
    while (
        (opening := lead.match(words)) and opening.end() and words[opening.end() : opening.end() + 1] != "率"
    ):
        words = words[opening.end() :]
    return words


def _after(words: str) -> str:
    """The words after a unit as a noun phrase, '' when they are none."""
    if words.startswith(MORE_OR_LESS):
        words = words[2:].removeprefix("的")
    if words.startswith(("涉及", "关系")) and (told := ATTRIBUTE.match(words)):
        words = words[told.end() :]
    if not words or not FOLLOWS.match(words) or matcher("phrases", "no_noun", "^").match(words):
        return ""
    quoted = QUOTE_LEAD.match(words) if words[0] in "“《" else None
    if quoted:
        words = words[quoted.end() :]
    cut = AFTER_END.search(words)
    noun = words[: cut.start()] if cut else words
    noun = noun[: ends(noun) or None]
    return quoted.group() + noun if quoted and words[:1] != "《" and len(noun) <= 2 else noun[:18]


def _is_bare(words: str) -> bool:
    """Whether words are too few to say what is counted (专职, 兼职, 其中)."""
    return len(words) < 2 or words in BARE


def _is_place(words: str, unit: str) -> bool:
    """Whether words name only the place or people for whom something was counted (镇村干部80人 are those counted)."""
    if unit in PEOPLE and len(words) > 2 and words.endswith(("干部", "职工", "党员")):
        return False
    return PLACE.fullmatch(words) is not None
