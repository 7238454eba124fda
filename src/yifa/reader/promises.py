"""What a report owns up to and what it promises, ready to be carried on as rectifications and tasks.

A section that stands under 存在的不足 or 下一步打算 is an item by its heading; where there is no heading the
sentences are cut into clauses and those that name a shortcoming, or an intention, are taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from yifa.reader.document import Clause, Clean, Part, Report, Section, Span

CONTAINER = re.compile(
    r"^(?:20\d{2}年度?)?(?:当前|目前|主要|我[镇乡街县市区局]|法治(?:政府)?建设)?(?:工作)?(?:中|方面)?(?:的|主要)?"
    r"(?:存在|面临|主要)?(?:着)?(?:的|一些|主要)*(?:不足|问题|困难|短板|薄弱环节|原因|建议|打算|安排|计划|措施|思路|举措)"
    r"[^，。]{0,14}$|^(?:工作建议|下一?步|下一年|今后|整改措施|改进措施|原因分析|努力方向|意见建议)[^，。]{0,18}$"
)
CAUSES = re.compile(r"原因")
REMEDY = re.compile(r"建议|打算|安排|计划|措施|思路|举措|下一?步|下一年|今后|努力方向")
WEAK = re.compile(
    r"不足(?!之处)|不够|不强|不高|不深|不多|不齐|不全|不力|不细|不严|不实|不牢|不广|不大|不畅|不顺|不浓|不明显|不到位|不平衡|不健全|不完善|"
    r"不规范|不及时|不扎实|不充分|不均衡|不合理|不统一|不适应|不匹配|不理想|不主动|不熟悉|不系统|不清晰|未[^，。]{0,6}(?:理顺|形成|到位|实现|建立)|有待|亟待|"
    r"欠缺|缺乏|缺少|短缺|匮乏|薄弱|滞后|偏[弱低少慢软窄]|较[弱低少慢差]|单一|尚未|还需|仍需|需要?进一步|需加强|需提高|差距|偏差|"
    r"不到位|困难|短板|弱项|难点|参差不齐|良莠不齐|流于形式|形式主义|老化|断层|脱节|尚待|力度不|水平不|意识不|淡薄|薄弱环节|仍有|问题|"
    r"单薄|青黄不接|停留(?:在|于)|浮于|跟不上|缺口|吃紧|紧缺|空白|盲区|死角|堵点|瓶颈|走过场|[没未](?:有|能|曾)?[^，。]{0,4}(?:根除|打通|消除|扎根|落地)|"
    r"不熟练|不擅长|不愿|不敢|不懂|不会|不重视|不严格|不一致|不协调|不同步|不精准|不灵活|不稳定|不够|未成体系|脱离|反弹|易发|多发|难以|较为?落后|粗放"
)
EMPTY = re.compile(
    r"^(?:其|主要|究其)?原因(?:在于|是|有)|^[离与同对][^，。]{0,24}(?:差距|距离|不适应)$|^距[^，。]{0,24}(?:差距|距离)$|"
    r"^(?:但|但是|然而)?(?:也|我们|应|要)?(?:清醒|充分)?(?:地)?(?:认识|看)到|^虽然|^尽管|^取得|成绩|一定(?:的)?成效|"
    r"^(?:主要)?(?:还|仍)?存在(?:着)?(?:以下|一些|一定的?|如下|不少|诸多|的)?(?:几个|几方面|方面的?)?(?:问题|不足|差距|困难)(?:和不足|与不足|之处)?[：:]?$|"
    r"以下(?:几个)?(?:方面|问题|不足)|同时[，]?$|还存在不足之处|主要(?:表现在|体现在|有以下|是以下)[^，]{0,6}$"
)
LEAD = re.compile(
    r"^(?:但是?|然而|不过|同时|此外|另外|目前|当前|还|仍然?|也|尤其|特别是|一方面|另一方面|工作中|主要(?:表现|体现)在|主要(?:是|有)|"
    r"第?[一二三四五六七八九十][是、要]?(?=[^个些定般]{2})|（[一二三四五六七八九十\d]+）|\d{1,2}[.、]|[①-⑩]|其[一二三四五]|存在着?|如|比如|例如|即|，|：|、|"
    r"(?:首先|其次|再次|最后)(?:是)?)"
)
NUMBERED = re.compile(r"[一二三四五六七八九十][是要]|（[一二三四五六七八九十\d]+）|\d{1,2}[.、]")
WILL = re.compile(
    r"加强|强化|推进|推动|完善|健全|深化|提升|提高|落实|规范|加大|加快|开展|建立|优化|坚持|抓好|做好|压实|严格|组织|拓展|创新|"
    r"巩固|着力|持续|继续|进一步|全面|积极|努力|深入|增强|打造|构建|充分发挥|履行|制定|扩大|确保|贯彻|"
    r"力争|争取|实现|举办|召开|编制|修订|补齐|配齐|配强|招录|聘请|用好|用活|建好|打通|畅通|聚焦|突出|紧盯|注重|融入|纳入|延伸|培育|选聘|培养|督促|引导"
)
OPENING = re.compile(
    r"^(?:下一?步|今后|下一年|20\d{2}年|接下来|针对(?:上述|以上|存在)|为此)[^。；：]*(?:以下(?:几个|几方面)?|如下)[^。；]{0,12}$|"
    r"^(?:下一?步|今后|20\d{2}年|接下来)，?[^。；，]{0,16}(?:以|在)[^。；]{0,60}(?:指导|引领|领导下|目标)[^。；]{0,12}$"
)
ANNOUNCED = re.compile(
    r"(?:下一?步|今后|下一年|20\d{2}年|接下来|我|针对|为此)?[^。；：]{0,50}(?:以下|如下|下列|几个?方面|几项|重点|着力|抓好|做好)[^。；：]{0,14}："
    r"|(?:下一?步|今后|接下来)，(?:我[镇乡县区市局街]道?)?将?(?=[一-龥]{4})"
)
"""What announces plans before the first of them: 下一步，我镇将做好以下工作："""
BEGINS: dict[Part, re.Pattern[str]] = {
    "problems": re.compile(
        r"(?:但|仍|还|也)[^。；：]{0,14}(?:存在|有)[^。；：，]{0,12}(?:不足|问题|差距|短板|薄弱环节)[^。；：，]{0,4}[：，。]"
    ),
    "plan": re.compile(
        r"^(?:下一?步|今后|接下来|下一年度?)[，]?(?:[^。；：]{0,60}：)?|^20\d\d年，?[^。；：]{0,20}将[^。；：]{0,30}[：，。]"
    ),
}
TURN = re.compile(r"下一?步|今后|接下来|20\d{2}年，?(?:将|我)")
BY = re.compile(
    r"(?:(?:20\d{2}年)?(?:\d{1,2}月(?:\d{1,2}日)?(?:底|份)?|(?:第?[一二三四]季度|上半年|下半年|年|月|季度)(?:底|末)?)(?:之前|以前|前)"
    r"|20\d{2}年(?:\d{1,2}月)?(?:底|末)(?:前)?|(?:年|月)底前?"
    r"|(?<=时限：)[^，。；）]{2,16}|(?:20\d{2}年)?[上下]半年(?=[^，。；]{0,8}(?:完成|建成|实现|达到)))"
)
OFFICE = (
    r"(?:(?!由|督促|要求|责成)[一-龥]){1,14}?"
    r"(?:所|办|局|中心|队|站|科|委会|委员会|纪委|室|村（社区）|村|社区|部门|单位|政府|领导)(?=[^于内外公理长办局（])"
)
OFFICES = rf"{OFFICE}(?:[、和及]{OFFICE})*"
WHO = re.compile(
    rf"(?:责任|牵头|承办)(?:单位|部门|人|领导)：([^，。；：）]{{2,30}})"
    rf"|(?<![自理事缘])(?:由(?!于)|督促|责成|依托)({OFFICES})"
    rf"|(?:^|[，。；：（）])({OFFICES})(?:牵头|负责)"
)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A rectification or task to be taken over by a person: who, what, by when, and where it was said."""

    kind: Literal["rectification", "task"]
    what: str
    who: str
    """The office named in the sentence, '' when none is."""
    due: str
    """The limit as written (2024年6月底前), '' when none is."""
    origin: Span
    """The sentence the proposal comes from."""
    sentence: str


def find(report: Report) -> tuple[tuple[Clause, ...], tuple[Clause, ...]]:
    """Problems and plans, each in text order. Needs `clean` and `outline`."""
    return tuple(_of(report, "problems")), tuple(_of(report, "plan"))


def propose(report: Report) -> tuple[Proposal, ...]:
    """Problems as rectifications and plans as tasks, in text order. Needs `problems` and `plans`."""
    rows = [_proposal(report, "rectification", one) for one in report.problems]
    rows += [_proposal(report, "task", one) for one in report.plans]
    return tuple(sorted(rows, key=lambda row: row.origin))


def _proposal(report: Report, kind: Literal["rectification", "task"], clause: Clause) -> Proposal:
    """One clause with the office and the limit its sentence names."""
    origin = _sentence(report, clause)
    sentence = "".join(report.slice(origin).split())
    who = WHO.search(sentence)
    due = BY.search(sentence)
    named = next(filter(None, who.groups()), "") if who else ""
    return Proposal(kind, clause.summary, named, due.group() if due else "", origin, sentence)


def _sentence(report: Report, clause: Clause) -> Span:
    """The span of the whole item: a heading with its text, or the sentence of a clause."""
    section = report.section_at(clause.span.start)
    if section and section.span.holds(clause.span):
        return Span(section.span.start, max(section.span.end, section.body.end))
    text = report.text
    start = max(text.rfind(mark, 0, clause.span.start) for mark in "。；\n") + 1
    ends = [at for mark in "。；\n" if (at := text.find(mark, clause.span.end)) >= 0]
    return Span(start, min(ends, default=len(text) - 1) + 1)


def _of(report: Report, part: Part) -> Iterator[Clause]:
    """The items of a part: every topmost section that belongs to it, opened up."""
    found = False
    for section in report.outline:
        mine = part in (section.part, section.also_part)
        parent = report.outline[section.parent] if section.parent is not None else None
        above = parent is not None and part in (parent.part, parent.also_part)
        if mine and not above:
            found = True
            yield from _open(report, section, part)
    if not found:
        yield from _unheaded(report, part)


def _unheaded(report: Report, part: Part) -> Iterator[Clause]:
    """The items of a part that has no heading: a paragraph of the last half that begins as such parts begin."""
    text = report.clean.text
    for match in re.finditer(r"[^\n]+", text):
        if match.end() * 2 < len(text):
            continue
        opened = BEGINS[part].search(match.group())
        if opened:
            body = report.clean.span(match.start() + opened.end(), match.end())
            section = report.section_at(body.start)
            if section is None:
                section = Section(0, 1, 1, None, "", "", part, None, body, body, body, False)
            yield from _clauses(report, body, part, section, False)
            return


def _open(report: Report, section: Section, part: Part) -> Iterator[Clause]:
    """The items of one section: its children's headings, or the clauses of its text."""
    below = [one for one in report.outline if one.parent == section.index]
    mixed = section.also_part is not None
    if not below or mixed:
        yield from _clauses(report, section.body, part, section, mixed)
    for child in below:
        if mixed and child.part != part and child.also_part != part:
            continue
        yield from _item(report, child, part)


def _item(report: Report, child: Section, part: Part) -> Iterator[Clause]:
    """One child section: opened when it only says 存在的不足, else an item by its heading."""
    title = child.title
    lacks = re.search("问题|不足", title)
    if part == "problems" and CAUSES.search(title) and CONTAINER.match(title) and not lacks:
        return
    if CONTAINER.match(title):
        remedy = REMEDY.search(title) and not lacks
        if (part == "plan") == bool(remedy) or child.also_part:
            yield from _open(report, child, part)
        return
    if title:
        yield Clause(Span(_title_start(report, child), child.span.end), title, child.index)
        return
    yield from list(_clauses(report, child.body, part, child, False))[:1]


def _title_start(report: Report, section: Section) -> int:
    """Where the title begins behind its number."""
    at = section.span.start + len(section.number)
    while at < section.span.end and report.text[at].isspace():
        at += 1
    return at


def _clauses(report: Report, body: Span, part: Part, section: Section, mixed: bool) -> Iterator[Clause]:
    """The clauses of running text that name a shortcoming or an intention, those of one item in ；…； as one."""
    clean = report.clean
    first, last = clean.index(body.start), clean.index(body.end)
    found: list[tuple[int, int, int]] = []
    for start, end in _good_clauses(clean, first, last, part, mixed):
        item = _item_of(clean.text, first, start, last) if part == "problems" else -1
        if found and found[-1][2] == item >= 0:
            start = found.pop()[0]
        found.append((start, end, item))
    for start, end, _ in found:
        yield Clause(clean.span(start, end), clean.text[start:end][:40], section.index)


def _good_clauses(clean: Clean, first: int, last: int, part: Part, mixed: bool) -> Iterator[tuple[int, int]]:
    """Where the clauses of a part begin and end, without the words that only lead to them."""
    cut = r"[^，。；：！？\n]+" if part == "problems" else r"[^。；！？\n]+"
    for match in re.finditer(cut, clean.text[first:last]):
        start, end = first + match.start(), first + match.end()
        start += _lead(clean.text[start:end])
        if clean.text[start:end].endswith("等"):
            end -= 1
        said = clean.text[start:end]
        if part == "problems":
            if mixed and TURN.match(clean.text, first + match.start()):
                return
            good = len(said) >= 5 and WEAK.search(said) and not EMPTY.search(said)
        else:
            listed = NUMBERED.match(clean.text, first + match.start())
            opened = None if listed else ANNOUNCED.match(said)
            if opened:
                start, said = start + opened.end(), said[opened.end() :]
            will = bool(listed or WILL.search(said))
            good = not mixed and len(said) >= 6 and will and not OPENING.match(said)
        if good:
            yield start, end


def _item_of(text: str, first: int, at: int, last: int) -> int:
    """Where the item of a sentence divided by ； begins that holds an index; -1 in a sentence without ；."""
    begins = max(first, text.rfind("。", first, at) + 1, text.rfind("\n", first, at) + 1)
    ends = min((end for mark in "。\n" if (end := text.find(mark, at, last)) >= 0), default=last)
    if text.find("；", begins, ends) < 0:
        return -1
    return max(begins, text.rfind("；", begins, at) + 1)


def _lead(said: str) -> int:
    """How many characters of connecting words stand before a clause."""
    at = 0
    while match := LEAD.match(said[at:]):
        if not match.end():
            break
        at += match.end()
    inner = re.match(r"[^，。]{0,12}?(?:还|仍|也)?存在着?(?=[^的，]{5})", said[at:])
    return at + inner.end() if inner else at
