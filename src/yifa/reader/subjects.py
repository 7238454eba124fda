"""Says what a number counts: the noun after its unit, or the words before it in the clause."""

from __future__ import annotations

import re
from dataclasses import dataclass

MARKS = "，。；：！？\n（）"
LEAD = re.compile(
    r"^(?:[、和与及并且而或，]|以及|同时|其中|此外|另外|还|又|再(?!审)|已|共(?!同|享|建)|也|均|都|先后|分别|累计|共计|总计|合计|总共|仅有?|只有|约|近|达|现有|现(?!行|场)|有(?!效|关|序|力|限|奖)"
    r"|(?:20\d\d年|今年|本年|去年|上年|全年|年内|一年来|截至|截止|目前|当前|至今|年度|上半年|下半年|度|期间|以来|来|底|末|,|年底前?|\d{1,2}月(?:份|底)?)"
    r"|(?:我|本|全|各|该)(?:省|市|县|区|镇|乡|街道|局|办|委|厅|院|部门|单位|处)(?:政府|党委|党工委|上下|机关)?|(?:政府|党委|党工委)(?=组织|开展|举办|召开|共|累计|先后)|辖区内?"
    r"|积极|扎实|认真|深入|全面|有效|持续|大力|及时|依法(?!治)|圆满|成功(?!调|化|率|处)|严格|切实|主动|广泛|进一步|不断|充分|着力|精心|定期|常态化|多次|顺利"
    r"|按照|根据|针对|通过(?!率)|围绕|结合|利用|依托|对(?!口|外)|向|为|在(?!编|岗|线|册|职|校)|从(?!业|轻)|由|将|把|与|于|以(?!案)|给(?!予)|使(?!用)|让|就(?!业)|经(?!济|费|营)|因(?!涉|病)"
    r"|组织开展|组织召开|组织|开展|举办|召开|举行|进行|完成|实现|邀请|聘请|配备|配齐|落实(?!率)|发放|印发|安排|实施|成立|建立|建成|设立|设置|拥有|推进|推动|做好|承办|制作|的)"
)
TRAIL = re.compile(
    r"(?:第|共计|共有|共|累计|总计|合计|总数|达到了?|达成|高达|多达|达|约为|大约|约|近|将近|接近|超过|突破|超|逾|不少于|不得少于|不低于|不超过|至少|最少|各|分别为?|均为?|已|计|提高[到至]"
    r"|提升[到至]|下降[到至]|降低[到至]|降[到至]|升[到至]|增[加至到]+|减[少至到]+|控制在|保持在?|稳定在|(?<![单岗])位|(?<![行作])为|是|了|有|的|在|全部|仅有?|只有|等(?!级)|每年度?|每季度|每月|全年|年度|数量|(?<!人)数|：|“|”|[、，]|完成|实现|开展|召开|举办|组织|进行|发展到|余|其中|就|也|都|，|先后|集中)$"
)
DOES = re.compile(
    r"(?:聘请|聘用|聘任|选聘|配备|配齐|邀请|组织|新增|新建|建成|设立|设置|建立|成立|拥有|现有|共有|有|共|计|为|对|向|由|从|在|与|将|把|等|明确|确定|细化|分解|梳理|列出|制定|印发|出台|发布|完成|落实|实施|推出|打造"
    r"|培育|培养|创建|命名|评选|表彰|推荐|选派|安排|覆盖|涵盖|涉及|辖|下辖|包括|包含|开展|举办|召开|举行|进行|实现|发现|查找|查摆|排查|排查出|整改|解决|解决了|办理|办结|受理|调处|调解|化解|处置|处理|查处|立案|审查|审核|审议"
    r"|研究|讨论|听取|征求|收到|收集|采纳|提出|出具|修订|修改|废止|清理|取消|下放|承接|赋予|收回|公开|公示|发放|张贴|悬挂|制作|开设|举行了|参加|参与|指导|督促|督导|检查|抽查|巡查|培训|学习|宣讲|解答|提供|服务|惠及|走访|移送|处罚"
    r"|罚款|责令|规范|评查|抽取|使用|购置|投入|争取|安装|更新|获得|荣获|获评|达|超|近|约|讲|讲了|授|上|作|撰写|刊发|未发生|未出现|没有|发生|无|仅|只|至少|及|和|、|并|了|的|入|出|每季度|每年|每月|全年|累计|先后|共计|其中|持有|取得|通过|新|每村|全部|等|建设|推行|纳入|分|审理|应诉|签订|备案|报送|招录|招聘|引进|调解了|受理了)$"
)
FOLLOWS = re.compile(r"[\u4e00-\u9fffA-Za-z“]")
NOT_NOUN = re.compile(
    r"^(?:以上|左右|以内|以下|上下|不等|的|和|与|及|并|以及|，|等(?!级)|进行|参加|参与|主持|均|全部|已|其中|覆盖|涉及|较|比|同比|占|达|为|是|在|于|对|向|由|被|将|后|前|内|中(?!心|队|小|介)|时|次|共|合计|受|未|组织|开展|召开|举办|通过(?!率)|提升|提高|下降|增长|减少|用于|惠及|受益|发放|解答|接受|化解|办结|来|至|到|也|都|又|还|之|有效|切实|确保|实现(?!网)|完成)"
)
AFTER_END = re.compile(
    r"[，。；：、！？\n《]|\d|(?:进行|参加|开展了|予以|纳入|作为|以及|充分|并(?!购)|均(?!衡)|全部(?!门)|共(?!同|享|建)|分别|其中|达到|先后)|[一二三四五六七八九十两]+[名个场次件起]"
)
QUOTE_LEAD = re.compile(r"^“[^”]*”(?=[\u4e00-\u9fff]{2,})|^《[^》]*》(?:等|的)?(?=[\u4e00-\u9fff]{2,})")
WHOLE = 26
"""Longer subjects are cut from the left; what is counted stands next to the number."""


@dataclass(frozen=True, slots=True)
class Clause:
    """The clause of a number in clean indices, with the words before and after the number and, when known, its subject."""

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
    if shared and previous and after_of(previous) and words.startswith(after_of(previous)):
        words = words[len(after_of(previous)) :]
    before, after = _before(words), _after(clause.after)
    if unit in ACTS and OPENS.match(clause.after) and (not before or ACTOR.search(before)):
        return _cut(clause.after)
    if not before and clause.after.startswith(("的", "以上的")) and not shared:
        return _after(clause.after.removeprefix("以上").removeprefix("的"))
    if previous and previous.subject:
        relative = _relative(words, before, alike or previous.subject)
        if relative and not after:
            return relative
    if after and (not before or DOES.search(_trim(clause.before)) or _is_place(before)):
        return after
    if before and not _is_bare(before):
        return before[-WHOLE:]
    if shared and previous and previous.subject:
        return (before + previous.subject)[:WHOLE] if before and len(before) >= 2 else previous.subject
    return after or before or alike or (previous.subject if previous else "")


def shared_out(subject: str, place: int) -> str:
    """Of A、B分别为 the part for the number at a place of the clause (0 the first); the whole when there is none."""
    parts = [part for part in re.split(r"[、和与及]|以及", subject) if part]
    return parts[place] if place < len(parts) and len(parts) > 1 else subject


ACTS = frozenset(("次", "场次", "场", "人次"))
OPENS = re.compile(r"(?:主持|召开|开展|组织|听取|专题|研究|参加|出席|带头|深入|赴|到|带队|牵头|对|就|在|协调|调研|部署|督促|组织)")
ACTOR = re.compile(r"(?:书记|镇长|乡长|区长|县长|市长|局长|主任|负责人|领导|同志|党委|党工委|党组|政府|班子|成员|干部|会议?)$")
COMPARED = re.compile(r"^(?:同比|环比|(?:较|比|与)(?:上|去|前|同|往|20).{0,8})$|^(?:提高|提升|上升|下降|增长|增加|减少|降低|上涨|压缩|回升|增幅|降幅|净增)(?:了|到|至)?$|^.{0,3}(?:同比|环比).{0,6}$")
EARLIER = re.compile(r"^(?:较|比)?(?:上一?年|去年|前年|上年同期|去年同期|同期|20\d\d年)(?:度|同期)?(?:的|为|是|达)?$")
GRADES = (("专职", "兼职"), ("国家级", "省级", "市级", "区级", "县级", "镇级", "乡级", "村级"))


def _relative(words: str, before: str, shared: str) -> str:
    """The subject of a number that only compares or varies the one before it; '' when it stands by itself."""
    bare = words.strip("、，；的")
    if EARLIER.match(bare) or re.fullmatch(r"每个?(?:村|人|名|镇|单位|季度|月|年).{0,6}", re.sub(r"(?:不少于|至少)$", "", bare)):
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


def _trim(words: str) -> str:
    """Words without the closing filler before a number."""
    previous = None
    while previous != words:
        previous = words
        words = re.sub(r"(?:共计|共|累计|约|近|超过|超|逾|至少|不少于|了|先后|各|“)$", "", words)
    return words or ""


def _before(words: str) -> str:
    """The words before a number as a noun phrase."""
    previous = None
    while previous != words:
        previous = words
        words = TRAIL.sub("", words)
    previous = None
    while previous != words:
        previous = words
        words = LEAD.sub("", words)
    return words


def _after(words: str) -> str:
    """The words after a unit as a noun phrase, '' when they are none."""
    words = re.sub(r"^(?:以上|左右)(?:的)?", "", words)
    if not words or not FOLLOWS.match(words) or NOT_NOUN.match(words):
        return ""
    words = QUOTE_LEAD.sub("", words)
    cut = AFTER_END.search(words)
    noun = words[: cut.start()] if cut else words
    return noun[:18]


def _is_bare(words: str) -> bool:
    """Whether words are too few to say what is counted (专职, 兼职, 其中)."""
    return len(words) < 2 or words in ("兼职", "专职", "其中", "新增", "男", "女", "镇级", "村级", "县级", "市级", "区级", "社区")


def _is_place(words: str) -> bool:
    """Whether words name only the place or people for whom something was counted."""
    return re.fullmatch(r"[\u4e00-\u9fff]{0,8}(?:镇|村|乡|街道|县|区|市|社区|全镇|全县|机关|部门|单位|企业|群众|干部)(?:内|里|中)?", words) is not None
