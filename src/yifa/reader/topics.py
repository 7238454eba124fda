"""Completes a subject that says too little (参训, 面积, 企业) and shortens one that says too much.

What a bare word belongs to stands in the clause before: the event that people attended, the thing that was
kept or abolished, the office whose posts are counted.
"""

from __future__ import annotations

import re
from functools import cache

from yifa.reader.behind import BY_DEED, ends
from yifa.reader.vocabulary import matcher

ALL = ("均", "都", "全部", "全覆盖", "分片", "分组", "轮流", "经")
"""所有的都: what is told holds for the whole stock, so the noun stands by itself."""
LONGEST = 10
"""A deed told in more characters is cut: a subject names, it does not tell."""
PEOPLE = frozenset(("人", "名", "人次", "位", "余人"))
TIMES = frozenset(("次", "场", "场次", "期", "轮", "批次"))
ATTEND = re.compile(
    r"(?:到[场会]|现场|实际|应当?)?(?:聆听|参加|参与|参训|参学|参考|参会|参赛|应考|应训|实考|实训|受训|到课|到会|到岗|观摩|旁听|"
    r"听课|听讲|收看|观看|观礼|培训|轮训|合格|及格|优秀|通过|达标|列席)"
    r"(?:人员|人数|人次|学习|考试|培训|测试|活动|庭审)?"
)
WHO = r"(?:[^的、]{0,6}(?:人员|干部|学生|学员|师生|群众|代表|职工|人数|成员|人))?"
PERSONS = r"(?:(?:公职|工作|执法|机关|参训|新申领)?人员|人数|(?:领导|机关|社区|镇村|村|党员)*干部|学生|学员|师生|群众|职工)"
CAME = r"(?:参加|参与|参训|参学|参考|参会|应考|实考|应训|实训|观摩|旁听|听课|收看|观看|合格|及格|列席)"
ATTENDED = re.compile(
    rf"^(?P<event>.{{2,}}?)(?:应当?|实际)?{CAME}{WHO}$"
    rf"|^.*?(?:参加|参与|观摩|旁听|收看|观看)(?P<object>.{{2,}}?){PERSONS}?$"
)
KEPT = re.compile(
    r"(?:已|均|全部|共|统一|宣布|经|被|吸收|建议|继续|新|拟|不予|当场|现场|限期|立即|就地|剩余|其余|应当?)?"
    r"(?:剩余|其余|报备|结案|关停取缔|取消|保留|废止|修改|修[订定]|失效|继续有效|有效|下放|承接|收回|查结|办结|审结|调结|受理|办理|完成|整改|整改到位"
    r"|整改完成|立行立改|销号|纠正|审核|审查|抽查|评查|采纳|公开|公示|公布|移送|化解|调成|调处|清理|清理完成|退回|延续|结转|新增|审理|开庭|调整)"
    r"(?:完毕|完成|到位)?"
)
OUTCOME = re.compile(r"(?:被|予以)?(?:维持|撤销|变更|终止|驳回|确认违法|和解)")
OUTCOMES = re.compile(rf"(?<=..)(?:{OUTCOME.pattern})+$")
LESSER = re.compile(
    r"(?:总|涉及|占地|建筑|核定|拆除|平均)?(?:分|成绩|面积|编制|人员编制|分值|权重|得分|占比|占|占总分|分值占总分|比例|率|数量|为期|历时)"
)
OF_DEED = re.compile(r"(?:实现|建成|公示|建档|上线|落地)率")
EXAM_RATE = re.compile(r"(?:参考|合格|及格|优秀|通过|参训|参学|达标|优良)率")
OF_EVENT = re.compile(r"(?<=考试|培训|测试|竞赛|讲座|庭审)的.*$")
RATED = re.compile(rf"(?<=..)(?:{EXAM_RATE.pattern}|平均分)$")
PERSON_LAST = re.compile(r"(?:考试|测试|测评|考核|竞赛|培训|人员|干部|学员|人)$")
LIGHT = re.compile(r"(?:组织)?(?:开展|举办|组织|召开|举行|进行|承办|召集)了?")
ENDS = re.compile(r"[，。；：！？\n]|\d")
CATCHALL = frozenset(("问题", "议题", "事项", "业务", "事务", "建议", "意见建议", "机构"))
"""Nouns that sum up a list: with the deed they name it better than with the last of its examples."""
LIST_HEAD = re.compile(
    r"^(?:重点|各类|多种|主要)?(?:领域|方面|行业|场所|环节|形式|方式|节点|途径|时机|载体|渠道|平台|部门|单位|时段|区域|地段|内容|情形)(?:的|，|联合|共同|协同|通过|采取|运用)*"
)
CLEARING = re.compile(r"(?:专项|集中|全面|定期)*(?:清理|审查|评查|检查|整治|排查)$")
EXAM = re.compile(r"(?:考试|测试|测评|考核|竞赛)$")
ACTING = re.compile(r"(?:中心组|常务会|常委会|党委会|党组会|党工委会)(?:议)?")
DEED_NOUN = re.compile(r"(?:检查|巡查|宣传|活动|行动|演练|培训|讲座|会议?)$")
SENT_TO = re.compile(r"^(?:按时|及时|按期|依法|均|已|全部)*向.{2,}?(?=报备|备案|报送|移送|推送|反馈)")
"""To whom a thing was sent is no part of its name."""
GRADED = re.compile(r"(?:优秀|优良|良好|合格|不合格|达标)")
RANKED = re.compile(r"^(?:被)?(?:评定|评|获评|认定|确定)为(?=优|良|合|不合|达)")
NO_THING = re.compile(rf"{BY_DEED.pattern}|[和与及、]$")
"""Ends words that name no thing: a deed, a list that was cut."""
OTHERS = ("其他", "其它", "其余")
LECTURED = ("授课", "讲课", "辅导", "宣讲")
"""People attend the lecture and not who gave it."""
NO_LIST = ("级", "待", "于", "额")
BEFORE_LIST = re.compile(r"[、《“]")


BARE = re.compile(
    "[“”]?(?:被?(?:评定|评|认定|确定)为)?(?:"
    + "|".join(one.pattern for one in (KEPT, OUTCOME, ATTEND, LESSER, OF_DEED, EXAM_RATE))
    + ")[的”“]?"
)


def topic(words: str, deed: bool = False) -> str:
    """What a clause is about: the thing dealt with (对X进行清理), else what its last deed is done to.

    `deed`: only the latter.
    """
    words = words.strip("，；：。、 ")
    dealt = None if deed else matcher("phrases", "dealt").search(words)
    if dealt:
        found = next((group for group in dealt.groups() if group), "")
        if 2 <= len(found) <= 20:
            return _last_noun(found)
    ends = [
        match.end()
        for match in matcher("phrases", "leads_to").finditer(words)
        if match.end() + 2 <= len(words)
    ]
    tail = words[ends[-1] :] if ends else ""
    return _last_noun(re.sub(r"^(?:了|全[镇乡县区市省]|年度)", "", tail)) if 2 <= len(tail) <= 24 else ""


def _last_noun(words: str) -> str:
    """A noun phrase without its long attribute: 以政府名义印发的规范性文件 gives 规范性文件."""
    _, of, noun = words.rpartition("的")
    return noun if of and len(noun) >= 2 else words


def thing(subject: str) -> str:
    """What a subject is about without the deed told of it: 受理行政案件, 清理规范性文件 give the noun."""
    subject = RATED.sub("", OUTCOMES.sub("", subject))
    if subject.endswith(LECTURED):
        return subject[-2:]
    came = ATTENDED.match(subject)
    if came:
        return came["event"] or OF_EVENT.sub("", came["object"])
    opening = _opening_deed().match(subject)
    if opening is None and len(subject) > LONGEST:
        opening = max(_opening_deed().finditer(subject), key=lambda match: match.end(), default=None)
    return _last_noun(subject[opening.end() :] if opening else subject)


@cache
def _opening_deed() -> re.Pattern[str]:
    """Deeds that may open a subject, followed by what was dealt with."""
    told = rf"(?:{matcher('phrases', 'tells').pattern})+"
    return re.compile(rf"(?:(?:{KEPT.pattern})+|{told})(?=[\u4e00-\u9fff“]{{2}})")


@cache
def _told() -> re.Pattern[str]:
    """Deeds one after another, followed by what they were done to."""
    return re.compile(rf"(?:{matcher('phrases', 'tells').pattern})+(?=[\u4e00-\u9fff“《]{{2}})")


def is_bare(words: str) -> bool:
    """Whether words are a deed or an attribute of something else, so that `completed` may add to them."""
    return len(words) <= LONGEST and BARE.fullmatch(words) is not None


def completed(words: str, about: str) -> str:
    """A bare deed or attribute with what it belongs to; '' when the words stand by themselves or nothing is known."""
    if not about or about in words:
        return ""
    bare, its = RANKED.sub("", words.strip("“”，、的")), thing(about)
    if (
        KEPT.fullmatch(its)
        or OUTCOME.fullmatch(its)
        or its in OTHERS
        or "结转" in its
        or NO_THING.search(its)
    ):
        return ""
    if GRADED.fullmatch(bare) and not PERSON_LAST.search(its):
        return bare + GRADED.sub("", its, count=1)
    if KEPT.fullmatch(bare):
        cleared = CLEARING.sub("", its)
        return bare + (cleared or ("文件" if re.search("废止|失效", bare) else its))
    if OUTCOME.fullmatch(bare):
        return its.removesuffix("申请") + bare
    if ATTEND.fullmatch(bare) or LESSER.fullmatch(bare) or OF_DEED.fullmatch(bare):
        return its + ("占比" if bare == "占" else bare)
    if EXAM_RATE.fullmatch(bare) and EXAM.search(its):
        return its + bare
    return ""


def of_a_deed(words: str) -> bool:
    """Whether bare words belong to a deed rather than to the thing it is done to (分值, 建成率)."""
    return bool(LESSER.fullmatch(words) or OF_DEED.fullmatch(words))


def shared_out(subject: str, place: int) -> str:
    """Of A、B分别为 the part for the number at a place of the clause (0 the first), else the whole."""
    parts = [part for part in re.split(r"[、和与及]|以及", subject) if part]
    return parts[place] if place < len(parts) and len(parts) > 1 else subject


def attended(who: str, deed: str, about: str) -> str:
    """People at an event: 280余名学生参加 after 举行成人礼活动 gives 成人礼活动参加学生."""
    return (thing(about)[-12:] if about else "") + deed[: 2 if who else 4] + who


def from_list(words: str, unit: str) -> str:
    """The subject of a list of examples before the head noun: 发放反诈、禁毒等资料 gives 发放资料; '' when it is none."""
    at = words.rfind("等")
    opened = BEFORE_LIST.search(words, 0, at) if at >= 4 and words[at + 1 : at + 2] not in NO_LIST else None
    if opened is None:
        return ""
    head = words[at + 1 :].strip("，、的")
    domain = LIST_HEAD.match(head)
    rest = head[domain.end() :] if domain else head
    light = LIGHT.search(rest)
    if light and len(rest) - light.end() >= 2:
        rest, domain = rest[light.end() :], light
    deed = told_before_list(words)
    if domain and (len(rest) > 2 or (len(rest) == 2 and not deed)):
        return _with_actor(words, rest, unit)
    if unit in TIMES and (deed or head) and ACTING.search(words[:at]) and not DEED_NOUN.search(rest):
        return _with_actor(words, deed or head, unit)
    item = re.split(r"[、》和及]", words[:at])[-1]
    example = item + "等" if 2 <= len(item) <= 8 and item.count("“") == item.count("”") else ""
    if len(head) >= 4 and not domain and not item.startswith("“"):
        return deed + head.removeprefix(deed)
    if deed and head in CATCHALL and "解决" not in deed:
        return deed + head.removeprefix(deed)
    if not head and deed and 2 <= len(item) <= LONGEST:
        return deed + item.removeprefix(deed)
    return deed + example.removeprefix(deed) + head if len(head) >= 2 else ""


def told_before_list(words: str) -> str:
    """The deed that opens a list: 整合 of 整合公安、市监、城管."""
    opened = BEFORE_LIST.search(words)
    if opened is None:
        return ""
    verbs = [
        match for match in _told().finditer(words, 0, opened.end() + 2) if match.start() < opened.start()
    ]
    return verbs[-1][0] if verbs else ""


def deed_first(words: str) -> str:
    """The deed that words begin with: 审核 of 审核以县政府名义印发."""
    told = _told().match(words)
    return told[0] if told else ""


def told_first(subject: str, noun: str) -> str:
    """The deed at the beginning of a subject that a noun listed behind it shares: 审查 of 审查合同、文件."""
    verbs = _told().match(subject)
    return verbs[0] if verbs and not noun.startswith(verbs[0]) and not _told().match(noun + "等等") else ""


def _with_actor(words: str, deed: str, unit: str) -> str:
    """A deed counted in times with the sitting body that did it: 中心组学习."""
    acting = ACTING.search(words) if unit in TIMES else None
    return words[max(0, acting.start() - 4) : acting.end()] + deed if acting and len(deed) <= 4 else deed


def split(after: str) -> tuple[str, str]:
    """What follows a unit as the noun counted and what is told of it: (乡镇, 设立分中心)."""
    if after.startswith("以上的"):
        after = after[3:]
    told = ENDS.search(after)
    words = after[: told.start()] if told else after
    own = matcher("phrases", "countable").match(words)
    if own and words.startswith("的", own.end()):
        return own[0], ""
    if (
        told
        and told[0].isdigit()
        and words[-1:] in ("中", "和", "与", "及", "对", "向", "在", "有", "近", "约")
    ):
        words = words[:-1]
    verb = matcher("phrases", "happens").search(words, 0, 24)
    turn = ends(words)
    at = min(verb.start(), turn or len(words)) if verb else turn
    return (words[:at], words[at:]) if verb or turn else (words, "")


BODIES = ("村", "社区", "乡镇", "街道", "学校", "中小学", "部门", "村（社区）", "嘎查")
EQUIPPED = re.compile(
    r"(?:均|都|全部|已|普遍)*((?:建立|建起|建成|设立|组建|成立|配备|配齐|聘请|聘任|设置)[^，。；、“《]{3,9})(?=$|[，。；、])"
)
"""Bodies counted because they have something now: 18个村全部建立便民服务站."""
TOOK_PART = re.compile(
    r"(参加|参与|接受)[^，。；]{0,20}?((?:任前|网上|线上|学法|法律|法治|宪法|执法|资格|业务|普法|知识|用法|专业|安全)*"
    r"(?:考试|测试|竞赛|培训|轮训|答题|考法))"
)
"""Who sat an examination is named by it, not by who set it."""


def named_by_deed(noun: str, deed: str) -> str:
    """A noun that says too little with what is told of it: (乡镇, 设立分中心) gives 设立分中心乡镇."""
    if noun.endswith(BODIES) and (equipped := EQUIPPED.match(deed)):
        return equipped[1] + noun
    if deed.startswith(ALL) or "全覆盖" in deed:
        return ""
    event = TOOK_PART.match(deed)
    if event:
        return event[1] + event[2] + noun
    if deed.startswith(("由", "因")):
        return ""
    deed = matcher("phrases", "empty_deed", "^", "").sub("", deed)
    deed = re.split(r"[、或《（]|以及|(?<=..)到", deed)[0].strip("了“”")
    if deed.startswith(("担任", "为")):
        return deed.removeprefix("担任").removeprefix("为")[:LONGEST]
    if len(deed) < 2:
        return ""
    return deed[:LONGEST] + noun
