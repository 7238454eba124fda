"""Finds places where a mark between two clauses was lost.

Three signs: a run of characters no writer leaves unpunctuated; a counted result with a new verb grown to it;
a finished verb and object (ending in a noun such as 机制) directly followed by another verb with its object.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from yifa.reader.document import Finding
from yifa.reader.findings.view import View, pairs, side_by_side
from yifa.reader.sweep import sweep

RUN = re.compile(r"[^，。；：！？\n、（）“”《》〔〕]+")
STOP = re.compile(r"[，。；：！？\n]")
SHORTEST = 9
"""A clause of fewer characters cannot hold two."""
TOO_LONG = 62
"""Characters without any mark, quotes, brackets and 、 included as marks."""
NOUNS = (
    "制度|机制|体系|工作|问题|水平|能力|意识|理念|责任|职责|程序|流程|步骤|环节|监督|环境|氛围|秩序|效果|成效|质量|法规|规定|要求|标准|"
    "清单|办法|精神|职能|争议|矛盾|纠纷|格局|局面|力度|素质|素养|合力|目标|任务|措施|建设|管理|改革|发展|行为|思维|作用|规划|覆盖|保障|形式|渠道|权益|行动|部署|公信力|积极性|获得感|满意度|决策|思想"
)
OPENING = (
    "建立|完善|健全|制定|明确|构建|打造|组织|成立|印发|压实|加大|接受|营造|形成|细化|严把|聚焦|突出|夯实|畅通|树立|坚持|抓好|做好|"
    "召开|举办|加快|丰富|拓宽|整合|厘清|充实|推行|促进|激发|聘请|做到|贯彻|配合|公开|加强|强化"
)
"""Verbs that begin a clause and hardly ever close a compound."""
COMPOUNDING = (
    "化解|落实|提升|推进|推动|优化|创新|解决|规范|履行|开展|提高|增强|深化|维护|实施|办理|审查|培养|梳理|拓展"
)
"""Verbs that close compounds too (责任落实, 纠纷化解): they begin a clause only with an adverb before or 了 behind."""
VERBS = f"{OPENING}|{COMPOUNDING}"
ADVERBS = "切实|妥善|严格|全面|深入|扎实|积极|充分|认真|大力|进一步|不断|持续|着力|努力|定期|主动|及时|有效|自觉|广泛|坚决|加快"
JOINT = re.compile(
    rf"(?P<noun>{NOUNS})(?P<next>(?:{ADVERBS})地?(?:{VERBS})(?:了|好)?|(?:{OPENING})了?|(?:{COMPOUNDING})了|"
    rf"对(?=[一-龥]{{8}})(?![接照策标外内口比象应方])"
    r"|切实做好|(?<!行为)(?<!问题)(?<!活动)(?<!力度)严厉打击|加快形成|严格按照|全年(?!度)|今年以来|截至目前)(?=[一-龥、“”《》]{4,})"
)
NOUN_SET = frozenset(NOUNS.split("|"))
MEETING = re.compile(
    "[{}](?=[{}]|[{}].了)".format(
        *(
            "".join(sorted({word[at] for word in words.split("|")}))
            for at, words in (
                (-1, NOUNS),
                (0, f"{ADVERBS}|{OPENING}|对|切实|严格|全年|今年|截至"),
                (0, COMPOUNDING),
            )
        )
    )
)
"""Where a joint may be: what a noun ends with, and what the other half begins with."""
GOVERNING = re.compile(
    rf"^(?:[一-龥]{{0,10}}?)(?:(?:{ADVERBS})(?:地)?)*(?:{VERBS}|协调解决"
    rf"|执行|遵守|实行|推行|实施|听取|采取|维护|严格|规范|贯彻|学习|重视)(?:了|和[一-龥]{{2}}了?)?"
)
COVERB = re.compile(
    r"(?:[我全本各该县市区镇乡街道局办村社区级党委政府]{1,6}|同时|并|还|及时|切实|积极|充分|严格|全面)*(?:"
    r"通过|利用|以[一-龥]{2}|按照|根据|围绕|针对|结合|依托|将|把|由|为[一-龥]|随着|经[一-龥]|借助|运用|发挥|依据|邀请|安排|使|让|因|向|"
    r"与[一-龥]{2}|会同|联合|聘请|在[一-龥]|从|是|有(?![效序力针])|做到|实现|用|凡|立足|紧扣|对照|作为|关于|即|如|若|所|未|组织|运用|采取|持续用)"
)
CAUSATIVE = re.compile(
    r"确保|保障|使|让|推动|促进|督促|要求|指导|引导|支持|带动|助力|助推|防止|避免|协助|帮助|鼓励|安排|邀请|把|将"
)
NOMINAL = re.compile(
    r"^(?:清单|台账|事项|项目|细则|办法|规定|指标|考核|评价|督查|督导|督办|检查|保障|专题|系列|领导|实施|透明|合理|情况|力度|进度"
    r"|方案|机制|制度|工作|水平|能力|行动|工程|计划|活动|责任|体系|小组|过程|范围|重点|化|性|型|率|的|和|与|及|、|成|有|到|不|为"
    r"|一体|标准|格局|任务|目标|会议|部门|单位|领导|人员|意见|措施|办法|要求|成果|成效|专项|三年|提升|推进|落实|建设|完善|管理|规范|改革|服务)"
)
COMPOUND_END = re.compile(
    r"(?:行动|工程|计划|活动|方案|小组|会议|办公室|机制|制度|体系|工作|平台|中心|任务|试点|示范|情况|会)$"
)
BY_MEANS = re.compile(
    r"(?:采取|采用|通过|利用|运用|借助)[^，。；]{0,14}(?:形式|方式|办法|措施|渠道|途径|手段)$"
)
"""What is done by some means stands behind it without a mark."""
HAS_EFFECT = re.compile("提出|产生|带来|造成|具有|有着|起到|起着|构成|影响|意义|作用")
"""What is said of a subject that acts on something (改革对执法工作提出新要求)."""
ITEM = re.compile(r"^(?:（[一二三四五六七八九十\d]+）|[一二三四五六七八九]是要?|[一-龥]{0,6}：)")
AUXILIARY = re.compile(
    r"(?:的|地|得|和|与|及|或|以|来|去|能|会|可|要|需|应|将|已|未|再|也|都|均|并|而|则|就|又|还|共同|逐步|有序|稳步)$"
)
COUNTED_FIRST = re.compile(r"[余多场人件次起份名项条期篇家处宗%万](?<=\d.)")
COUNTED = re.compile(
    r"(?<=\d)万?(?:余|多)?(?P<unit>场次|人次|件次|次|件|起|份|名|项|条|期|篇|家|场|处|宗|%|万元|余份|余件|余次)"
    r"(?P<verb>发放|开展|召开|组织|举办|化解|调解|受理|办理|办结|排查|解答|接待|培训(?![班会课])|覆盖|悬挂|制作|推送|审查|审核|提供|受教育|累计|"
    r"群众满意|其中|成功(?!率)|已(?!经?全)|结案|审结|涉及金额|罚没款|废止|修改|采纳|提出|回复|参训|受众|[一-龥]{2}率(?=达"
    r"|为|\d|均)|切实|有效|进一步|全面|着力|建立|完善|印发|查处|整改|下发|张贴|形成|提升|增强|营造|加强|强化"
    r"|(?:限期|责令|当场|现场|督促|移送|取缔|拆除|劝返|查扣|收缴|立案|调处)[一-龥]{0,6}(?=\d)"
    r"|(?:引导|责令|督促|要求|帮助|指导|协助)其(?=[一-龥]{2,}))"
)
TURNED = re.compile(rf"向[^，。；、\n]{{2,16}}转变(?=(?:{ADVERBS})(?:{VERBS})[一-龥]{{2}})")
"""由“…”向“…”转变, and the next clause behind it."""
NOTHING = re.compile(r"(?:监督|管理|检查|公示|制度|程序|规定|要求)(?=(?:未|没有)发生[一-龥、]{4,})")
"""A finished clause, and 未发生… grown to it."""
SAID_WHERE = re.compile(
    r"(?:集中|体现|表现|反映|分布)(?:在|于)[^，。；\n]{2,40}(?:方面|领域|环节)"
    r"(?=(?:群众|企业|居民|村民|我[镇县局区市街乡]|全[年镇县区市]|针对|通过|经)[一-龥]{5,})"
)
"""What something is about, and the next clause grown to it."""
WATCHED = re.compile(
    r"接受(?:社会|群众|各方|各界|公众|舆论|人大|民主|广大|政协|审计|监察){1,3}监督"
    r"(?=(?:群众[有对可]|全[年镇县区市](?!范围)|今年|我[镇县局区市街乡]|通过|累计|年内|切实|认真|聘请|办理|设立|开通|公开(?!透明))[一-龥\d]{3,})"
)
TURNING = pairs("转变")
WHERE, UNDER_WATCH = side_by_side("中现映布", "在于"), pairs("接受")
NEVER = side_by_side("督理查示度序定求", "未没")
RUN_IN = re.compile(
    r"(?P<number>[（(][一二三四五六七八九十]{1,2}[）)])(?P<one>[一-龥]{4,10})[，,](?P<rest>[一-龥、，“”《》]{12,})"
)
SUBJECT = re.compile(
    r"我[镇乡县市区局办街]|[镇乡县市区](?:党委|政府|委)|街道|党工委|全[镇乡县市区年]|局党组|一是|今年"
)
DEED = re.compile(
    rf"(?:{VERBS}|承接|制发|建强|设立|配齐|印制|出台|选派|推出|开通|举行|修订|编制|落实|开设|搭建|投入"
    r"|守牢|守好|守住|筑牢|织密|把牢|兜牢|擦亮|厚植|激活|释放|凝聚|健强|提振|严守|严格|全面)"
)
SECOND = re.compile(f"进行|{DEED.pattern}")
NOUN_END = re.compile(
    rf"(?:{NOUNS}|服务|底线|治理|防线|根基|基础|阵地|风险|短板|关口|权力|执法|决策|公开|普法|纠纷|稳定)$"
)
DID = re.compile(r"(?!责任|机制|制度|意识|工作|[一-龥]{0,40}《)[一-龥]{2}了(?!解|结|然|却)")


def check(view: View) -> Iterator[Finding]:
    """Places where a comma or full stop was lost."""
    counted = [match.start() for match in sweep(COUNTED_FIRST, COUNTED, view.text, view.first, view.last)]
    joints = _joints(view)
    places = [joint.start() for joint in joints]
    yield from _run_in(view)
    for gate, pattern in ((TURNING, TURNED), (NEVER, NOTHING), (WHERE, SAID_WHERE), (UNDER_WATCH, WATCHED)):
        for match in view.body(pattern) if not gate.isdisjoint(view.pairs) else ():
            if pattern is not NOTHING or _governed(view, match):
                yield _lost(view, match.end() - 2, match.end() + 4)
    for start, end in _clauses(view, counted + places):
        has_count = bool(counted) and _between(counted, start, end)
        if end - start < 16 and not has_count:
            continue
        if end - start < 24 and view.in_heading(start):
            continue
        found = list(_counted(view, start, end)) if has_count else []
        if end - start >= 16:
            first, last = bisect_left(places, start), bisect_left(places, end)
            found += _in_clause(view, start, end, joints[first:last])
        if found:
            yield from found
        elif end - start >= TOO_LONG:
            yield from _long(view, start, end)


def _clauses(view: View, places: list[int]) -> list[tuple[int, int]]:
    """Clauses that may hold two: those with one of the places, with 了 twice, or very long."""
    pieces = STOP.split(view.text[view.first : view.last])
    starts = list(itertools.accumulate((len(piece) + 1 for piece in pieces), initial=view.first))
    wanted = {bisect_right(starts, place) - 1 for place in places}
    wanted.update(
        number
        for number, piece in enumerate(pieces)
        if len(piece) >= TOO_LONG or (len(piece) >= 16 and piece.count("了") > 1)
    )
    return [
        (starts[number], starts[number] + len(pieces[number]))
        for number in sorted(wanted)
        if len(pieces[number]) >= SHORTEST
    ]


def _joints(view: View) -> list[re.Match[str]]:
    """All matches of JOINT, looked for only where the end of a noun and the beginning of a verb stand side by side."""
    text = view.text
    starts = [
        at - size
        for at in [match.end() for match in view.body(MEETING)]
        for size in (3, 2)
        if text[at - size : at] in NOUN_SET
    ]
    found: list[re.Match[str]] = []
    for start in starts:
        if start >= view.first and (not found or start >= found[-1].end()):
            match = JOINT.match(text, start, view.last)
            if match:
                found.append(match)
    return found


def _run_in(view: View) -> Iterator[Finding]:
    """Headings of two halves of one length (坚持党建引领，压实法治责任) that run into their paragraph without a mark.

    One alone may be chance; two in a report are its way of writing.
    """
    found: list[tuple[int, int]] = []
    for match in view.body(RUN_IN):
        size, rest = len(match["one"]), match["rest"]
        half, after = rest[:size], rest[size:]
        if (
            DEED.match(half)
            and NOUN_END.search(half)
            and (SUBJECT.match(after) or DEED.match(after))
            and not NOMINAL.match(after)
        ):
            found.append((match.start(), match.start("rest") + size + 2))
    if len(found) > 1:
        for start, end in found:
            yield view.finding("missing_punctuation", start, end, "小标题与正文之间疑漏标点。", of_copy=True)


def _between(places: list[int], start: int, end: int) -> bool:
    """Whether one of the sorted places lies between two indices."""
    return bisect_left(places, start) < bisect_left(places, end)


def _governed(view: View, match: re.Match[str]) -> bool:
    """Whether the words before are a clause of their own with verb and object."""
    start = max(view.text.rfind(mark, 0, match.start()) for mark in "，。；：！？\n") + 1
    before = ITEM.sub("", view.text[start : match.end()])
    return len(before) >= 8 and re.search(rf"(?:{VERBS}|接受|公示)[一-龥]{{0,6}}$", before[:-2]) is not None


def _in_clause(view: View, start: int, end: int, joints: list[re.Match[str]]) -> Iterator[Finding]:
    """Joints of one clause, judged from left to right."""
    text = view.text
    broken = False
    at = start
    for joint in joints:
        if view.in_name(joint.start()):
            continue
        before = text[at : joint.end("noun")]
        if _joined(before, joint["next"], text[joint.end("next") : end], broken):
            broken = True
            yield _lost(view, joint.start("noun"), joint.end("next"))
            at = joint.start("next")
    if not broken:
        yield from _twice_done(view, start, end)


def _joined(before: str, following: str, rest: str, broken: bool) -> bool:
    """Whether verb and object end here and another verb with its object begins."""
    before = ITEM.sub("", before)
    if len(before) < 8 or len(re.sub(r"[^一-龥]", "", rest)) < 4 or NOMINAL.match(rest):
        return False
    if BY_MEANS.search(before) or (following.startswith("对") and HAS_EFFECT.search(rest)):
        return False
    if AUXILIARY.search(before) or "《" in before[-3:] or "的" in rest[:2]:
        return False
    if len(rest) <= 9 and COMPOUND_END.search(rest) and following[-1] not in "了好":
        return False
    if broken:
        return True
    governed = GOVERNING.match(before)
    if not governed or len(before) - governed.end() < 4:
        return False
    if COVERB.match(before) or CAUSATIVE.search(before[:-2]):
        return False
    return following.startswith("对") or len(before) + len(rest) >= 14


def _twice_done(view: View, start: int, end: int) -> Iterator[Finding]:
    """Two finished deeds (强化了 … 完善了) in one clause without a word between them."""
    if view.text.count("了", start, end) < 2:
        return
    done = [
        m
        for m in DID.finditer(view.text, start, end)
        if view.text[m.end() - 2] not in "为罢" and not view.in_name(m.start())
    ]
    for one, other in itertools.pairwise(done):
        between = view.text[one.end() : other.start()]
        if (
            len(between) >= 5
            and "《" not in between[-3:] + view.text[other.start() : other.end()]
            and ("的" not in between or (DEED.match(one.group()) and SECOND.match(other.group())))
            and not re.search(r"、$|[和并又且而的]$|因|使|让|为|后|也|既", between)
        ):
            yield _lost(view, max(start, other.start() - 4), other.end())


def _counted(view: View, start: int, end: int) -> Iterator[Finding]:
    """A counted result with a new verb grown to it."""
    for match in COUNTED.finditer(view.text, start, end):
        before = view.text[start : match.start()]
        deed = re.search(
            rf"{VERBS}|发放|受理|办理|审核|审查|排查|调处|悬挂|接待|解答|培训|达|率|共|累计|办结|整改|查处|拆除|立案|调解|制止|发现|处罚|查获|收缴|劝导|纠正|约谈",
            before[:-1],
        )
        numeral = re.search(r"[\d.,]+$", before)
        if not deed or not numeral or deed.end() > numeral.start():
            continue
        adverbial = match["unit"] in ("次", "名", "家", "人次") and (
            re.search(
                r"(?:先后|多|第|每[年月周季度]*|至少|分|不少于|组织|邀请|抽调|选派|安排)$",
                before[: numeral.start()],
            )
            or match["unit"] in ("名", "家")
        )
        if not adverbial:
            yield _lost(view, match.start(), match.end())


def _long(view: View, start: int, end: int) -> Iterator[Finding]:
    """A run that is longer than any clause."""
    for run in RUN.finditer(view.text, start, end):
        if run.end() - run.start() >= TOO_LONG and not view.in_name(run.start()):
            said = f"连续{run.end() - run.start()}字没有标点，疑漏逗号或句号。"
            yield view.finding("missing_punctuation", run.start(), run.end(), said, of_copy=True)


def _lost(view: View, start: int, end: int) -> Finding:
    """One lost mark."""
    return view.finding("missing_punctuation", start, end, "两个分句之间疑漏标点。", of_copy=True)
