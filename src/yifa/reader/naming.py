"""Names what is counted once it is found: without examples and long attributes, with the body or paper it belongs to.

A bare deed (学法, 办件) is said with the sitting or the counter that does it, a bare 任务 with the paper that sets it.
"""

from __future__ import annotations

import re

from yifa.reader.topics import PEOPLE, TIMES, deed_first, told_before_list
from yifa.reader.vocabulary import matcher

SHORT = 6
"""A subject of more characters is not bare."""
LONG_ATTRIBUTE = 5
"""An attribute of fewer characters is kept: 参会的干部 tells what 干部 does not."""
CALLED = 12
"""A name of more characters is better without the names in quotation marks before it."""
SERVES_AS = re.compile(
    r"(?:担任|兼任|受聘为|作为)(?!.{0,2}组长)([\u4e00-\u9fff“”]{0,8}?(?:顾问|监督员|调解员|联络员|副校长|辅导员|宣讲员|代理人))"
)
STUDY = re.compile(r"(?:专题|集体|集中)*(?:学法|学习研讨|学习|研讨)")
SITTING = re.compile(
    r"中心组|[\u4e00-\u9fff]{2}(?:常务|办公)会议?(?:会前)?(?=[^，。；]{0,2}学)|党[组委工]+会(?:会)?前?(?=学法)|[厅局院]务会(?:会)?前?(?=学法)"
)
SITTING_ALL_YEAR = re.compile(
    r"[\u4e00-\u9fff]{2}(?:常务|办公)会议?(?=(?:全年|年内|先后|累计|共|分别|安排|组织|开展)+学)"
)
GENERIC = re.compile(r"(?:(?:收到|受理|新收|办结|审结|接收|处理)(?:的)?)?(?:申请|案件)")
MATTER = re.compile(
    r"(行政复议|信息公开|依申请公开|法律援助|司法确认|行政许可|行政诉讼|劳动仲裁|国家赔偿)(?:申请|案件)"
)
"""What an application or a case that is named by nothing else is about."""
STAFF = re.compile(
    r"(?:核定|明确|配备|现有|共有|配有)*((?:行政|事业)?编制|(?:工作|在编|专职|兼职)?人员|队员|专干|实有)"
)
TEAM = re.compile(
    r"(?:执法(?:大队|中队|支队|队伍|队|中心)|法[制规治](?:办|科|股|室|机构)(?!公)|领导小组办公室|办公室(?=设))"
)
COUNTER_WORDS = frozenset(("办件", "接件", "窗口", "设窗口", "设立窗口", "办件量", "接办件"))
COUNTER = re.compile(r"服务(?:中心|大厅)")
SET_BY = re.compile(
    r"(?:明确|细化|列出|列入|分解|梳理|提出|安排|部署|确定)?(?:具体|主要)?(?:任务|事项|措施|举措|方面|任务方面|任务措施)"
)
PAPER = re.compile(r"《[^《》，。；]*?([\u4e00-\u9fff]{0,8}(?:清单|要点|目录))(?:》|，|$)")
POINTS = re.compile(r"[，、]?((?:所占|分值|权重|占)?(?:分值|权重|得分|占比|比重|占))(?:为|由|达|提高到)?$")
JUDGED = re.compile(
    r"[将把]([^，。；]{2,14}?)(?:列入|纳入)[^，。；]*?(?:考核|考评|测评|(?:绩效|年度)(?:评估|评价))"
)
ROUTE = re.compile(
    r"^(?:开展|组织|举办)*(\w{0,4}?)(?:进[^、，。；进]{1,8}、)+(进[^、，。；进]{1,7}?)"
    r"(?:集中|巡回|开展)*(活动|宣讲|宣传|普法|巡[演讲])(.{0,4})$"
)
REASON = re.compile(r"^.*(?:等|的)?原因(?:被|予以)?(?=[\u4e00-\u9fff]{2})")
FOLLOWING = ("适用", "运用", "依据", "按照", "依照", "对照", "根据")
UNDER_RULE = re.compile(
    r"^(?:适用|运用|依据|按照|依照|对照|根据).{2,14}?(?:清单|规定|办法|标准|机制|制度)(?=不予|减轻|从轻|免)"
)
LOCATED = re.compile(r"^(?:带头)?(?:到|赴|深入|走进)[^，]{4,12}?(?=宣讲|讲|授课)|^.*身份(?=出庭|参加|出席)")
EXAM_NAME = re.compile(r"[\u4e00-\u9fff“”]{2,}(?:考试|测试|测评|竞赛|答题)")
BEFORE_EXAM = re.compile(r"^.*(?:参加|参与|组织|开展|举办|举行|进行|干部|人员|的|全[省市县区]|年度)(?=..)")
OF_EXAM = re.compile(r"(?:参考|合格|及格|优秀|通过|达标|优良)率|平均(?:分|成绩)")
ADOPTED = re.compile(r"被?采纳的?(?:比例)?占?")
OPINIONS = re.compile(r"意见建议|意见|建议")
TO_COURT = re.compile(r"(?:赴|到|前往|去|在)[^，。；]{2,14}?(旁听|观摩)[^，。；]*?庭审")
WHO = re.compile(r"[\u4e00-\u9fff]{0,4}(?:干部|人员|职工|党员|代表)$")
REMARK = re.compile(r"（[^）]*）")
INSTRUCTED = re.compile(
    r"^.*?((?:主要)?(?:负责人|负责同志|领导)|书记|[省市县区镇乡局]长|主任)[^，。；]*?对[^，。；]*作出(批示|指示)$"
)
QUOTED_EXAMPLES = re.compile(r"(?:“[^“”]{1,12}”、?){2,}(?!系列|专项|主题)(?=[\u4e00-\u9fff]{4})")
OTHER_NUMBER = re.compile(
    r"((?:行政|自然|旗直|县直|市直|区直)?(?:村|社区|部门|单位|乡镇|街道|苏木镇?|连队|嘎查))(?!级|民|务)[\u4e00-\u9fff“”]{2,10}(?<!和)(?<!与)\d"
)


VIA = re.compile(
    r"^[，、；]?(?:全年|年内|今年|全县|全市|全区|全镇|累计|先后|共|积极|定期|及时|主动|还|并)*"
    r"(?:(?:在|向|与|经由)[^，。；\d]{2,30}?|(?:通过|依托|利用|借助|运用)[^，。；\d“]{9,30}?)"
    r"(?=(?!.{2,4}(?:中|后|时|期间|过程))(?:报备|备案|报送|解答|联合(?=执法|检查|巡查|开展)"
    rf"|{matcher('phrases', 'leads_to').pattern}|(?:{matcher('phrases', 'tells').pattern})(?=[\u4e00-\u9fff“])))"
)
"""By what way, where or with whom something was done, up to the deed: no part of what is counted."""
STARTS = frozenset("，、；全年今累先共积定及主还并通在向与经依利借运")
"""What VIA may begin with."""


def settled(subject: str, before: str, after: str, unit: str, earlier: str) -> str:
    """A subject as it is best named; `earlier` is the sentence up to the clause of the number."""
    if unit in PEOPLE and (after.startswith(("担任", "兼任", "受聘", "作为"))):
        serves = SERVES_AS.match(after)
        if serves and "律师" in before + subject:
            return serves[1]
    if unit in PEOPLE and after[:1] in ("赴", "到", "前", "去", "在") and (court := TO_COURT.match(after)):
        who = WHO.search(before)
        return f"{court[1]}庭审{who[0].removeprefix('组织') if who else '人员'}"
    if (
        unit == "个"
        and "、" not in before
        and not before.endswith("等")
        and (places := OTHER_NUMBER.match(after))
    ):
        return places[1]
    if after.startswith("为") and before.strip("，、") in ("其中", ""):
        return re.split(r"[，。；：、]", after[1:])[0][:12] or subject
    if unit in TIMES and STUDY.fullmatch(subject) and (sitting := SITTING_ALL_YEAR.search(before)):
        return sitting[0] + subject
    points = POINTS.match(before) if "考" in earlier or "评" in earlier else None
    if points and (judged := JUDGED.search(earlier)):
        return f"{judged[1]}考核{points[1]}"
    if len(subject) > SHORT and before[:1] in STARTS:
        subject = _without_way(subject, before)
    if "》" in subject:
        subject = _without_names(subject, before)
    owner = _owner(subject, earlier, unit) if earlier and len(subject) <= SHORT else ""
    return owner or _shorter(subject, before, unit)


def _without_way(subject: str, before: str) -> str:
    """通过县政府网站公开信息 gives 公开信息: a subject without the way, place or partner before its deed."""
    way = VIA.match(before)
    at = before.rfind(subject) if way else -1
    cut = way.end() - at if way and at >= 0 else 0
    return subject[cut:] if 0 < cut <= len(subject) - 3 else subject


def _owner(subject: str, earlier: str, unit: str) -> str:
    """A bare subject with the body, paper or rating it belongs to; '' when it is not bare or nothing is told."""
    if subject == "持证" and unit in PEOPLE:
        return "执法持证人员" if "执法" in earlier else "持证人员"
    if unit in PEOPLE and subject == "出动":
        return "出动人员"
    staff = STAFF.fullmatch(subject) if unit in PEOPLE else None
    if staff:
        teams = TEAM.findall(earlier)
        return teams[-1] + ("实有人员" if subject == "实有" else staff[1]) if teams else ""
    if unit in TIMES and STUDY.fullmatch(subject):
        sittings = SITTING.findall(earlier)
        return sittings[-1] + subject if sittings else ""
    if (
        subject.endswith(("申请", "案件"))
        and GENERIC.fullmatch(subject)
        and (matters := MATTER.findall(earlier))
    ):
        return f"{subject[:-2]}{matters[-1]}{subject[-2:]}"
    if subject in COUNTER_WORDS:
        counters = COUNTER.findall(earlier)
        return counters[-1] + subject.removeprefix("设") if counters else ""
    if "《" in earlier and SET_BY.fullmatch(subject):
        papers = PAPER.findall(earlier)
        return papers[-1].removeprefix("年").removeprefix("度") + subject[-2:] if papers else ""
    if OF_EXAM.fullmatch(subject):
        exams = EXAM_NAME.findall(earlier)
        return BEFORE_EXAM.sub("", exams[-1])[-10:].rpartition("”")[2] + subject if exams else ""
    if unit == "%" and ADOPTED.fullmatch(subject):
        opinions = OPINIONS.findall(earlier)
        return opinions[-1] + "采纳率" if opinions else ""
    return ""


def _without_names(subject: str, before: str) -> str:
    """A subject that was cut out of the middle of cited names, told by the words around the names."""
    if subject.count("》") == subject.count("《") and "围绕《" not in subject:
        return subject
    _, _, behind = before.rpartition("》")
    behind = behind.strip("等，、的")
    for light in ("开展", "进行", "组织"):
        behind = behind.removeprefix(light)
    return behind if len(behind) >= 2 else before[: before.find("《")].rstrip("，、等") or subject


def _shorter(subject: str, before: str, unit: str) -> str:
    """A long subject without what does not name: ways, reasons, routes, examples, long attributes."""
    if len(subject) < SHORT:
        return subject.removeprefix("原因") or subject
    if "原因" in subject:
        subject = REASON.sub("", subject)
    if "作出" in subject and (by := INSTRUCTED.match(before)):
        return by[1] + by[2]
    if "进" in subject and "、" in subject and (route := ROUTE.match(before)):
        return route[1] + (route[2] if route[3] == "活动" else "") + route[3] + route[4]
    if "讲" in subject or "授课" in subject or "身份" in subject:
        subject = LOCATED.sub("", subject)
    if subject.startswith(FOLLOWING):
        subject = UNDER_RULE.sub("", subject)
    if subject.count("、") > 1 and "等" not in subject:
        subject = _last_of_list(subject, before)
    if len(subject) > CALLED and "（" in subject:
        subject = REMARK.sub("", subject)
    if len(subject) > CALLED and "“" in subject:
        subject = QUOTED_EXAMPLES.sub("", subject)
    return _without_attribute(subject, unit)


def _last_of_list(subject: str, before: str) -> str:
    """发放禁毒、禁塑、扫黑除恶手册 gives 发放扫黑除恶手册: the last of a list carries the noun of all."""
    last = subject.rpartition("、")[2]
    deed = told_before_list(before) or deed_first(subject)
    return deed + last if deed and len(last) >= 4 else subject


def _without_attribute(subject: str, unit: str) -> str:
    """审核以县政府名义印发的文件 gives 审核文件: the deed and the noun without a long attribute between them."""
    whole, of, noun = subject.rpartition("的")
    if not of or len(noun) < 2:
        return subject
    deed = deed_first(whole)
    if len(whole) - len(deed) < LONG_ATTRIBUTE:
        return subject
    if deed:
        return deed + noun
    whole_noun = len(noun) >= 3 if "、" in whole else len(noun) >= 4 and unit not in PEOPLE
    return noun if whole_noun else subject
