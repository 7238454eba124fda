"""Reads what stands around a number that counts the noun behind it: where that noun ends, what tells which ones.

为27户农户争取赔偿 counts 争取赔偿农户, 县上下达的28项任务 counts 县上下达的任务, 对8个县、20个部门实地督查 counts both by one deed,
尚在推进的2项预计年底完成 has no noun behind it and takes that of the number before.
"""

from __future__ import annotations

import re

from yifa.reader.clauses import Clause

SHORT = 6
"""A noun or what tells of it of more characters stands by itself."""
DEED = 8
"""A deed told in more characters is cut."""
TURNS = re.compile(
    r"(?<=[一-龥）])(?:重新|一律|分头|实地|随即|当场|轮番|率先|提前|再次|首次|(?<![原基内外])因(?!素|地|故)|(?<![理事自缘案])由(?!于)|据此|用于|来自"
    r"|预计|统一(?!战线)|共同(?!体)|为(?=[一-龥]{2,8}(?:提供|解决|开展|争取)))"
    r"|(?<=[一-龥）]{2})(?:减免|免除|争取|节省|节约|提醒约谈|约谈|清退|退还|返还|补缴|挽回|修复(?!工程|项目)|取消|撤回|暂缓|缓议"
    r"|进驻(?!事项|部门|单位|窗口)|悬挂|张贴|曝光|回访|补办|停业|关停|整改到位)"
)
"""Words that begin what is told of a noun; those of a verb that may also stand before one are left out."""
LISTED = re.compile(
    r"[、和与及](?:\d[\d.,]*|[一二两三四五六七八九十]+)[万千]?(?:余|多)?[个家户名项件所处类座](?=[一-龥])"
)
SHARE = re.compile(r"占[^，。；\d]{1,12}(?=的$)")
LIMIT = re.compile(r"占|超过|较|比|由|从")
NO_LEAD = re.compile(r"占|[率比额]$")
HEAD = re.compile(
    r"^.*(?:对(?!外|口|应)|将|把|(?<![行作成认])为|向|凡|原由|由|就(?![业地近])|[，、；：”》]|\d(?:年(?:[底初末]|以来)?)?)(?=.)"
)
STOCK = re.compile(r"(?:^|[对将把为、])((?:现行|存量|在建|在册|新建|拟建|历年|历史)(?:有效)?)$")
NO_NOUN = re.compile(
    r"(?:[，。；：、（）\n]|$|中(?:，|$)|因|年内|当场|现场|可|需|须|经|已|均|都|正|仍|尚|将|拟|则|由|按|预计|统一|全部|列入|纳入|移交|退回|建立|建档|明确)"
)
"""What follows a number that has no noun of its own."""
BY_DEED = re.compile(
    r"(?:立案|受理|办结|结案|处理|审结|查处|办理|判决|报备|备案|报送|移送|处置|实有|现有|在编|在岗|到岗)$"
)
"""Ends words that name no thing."""


def ends(noun: str) -> int:
    """Where the noun behind a number ends in words that no common deed follows; 0 when it is all of them."""
    turn = TURNS.search(noun)
    return turn.start() if turn else 0


def rest_of_list(after: str) -> str:
    """What stands behind the last number of a list: 部门实地督查 of 县、20个部门实地督查."""
    last = max((listed.end() for listed in LISTED.finditer(after)), default=0)
    return after[last:] if last else ""


def which(before: str, noun: str) -> str:
    """A noun with the short words before its number that tell which ones: 县上下达的28项任务; '' when none do."""
    stock = STOCK.search(before)
    if stock:
        return stock[1] + noun
    if not before.endswith("的") or len(noun) > SHORT:
        return ""
    told = _told(before)
    return f"{told}的{noun}" if 2 <= len(told) <= SHORT else ""


def _told(before: str) -> str:
    """The words before a number that end in 的 without what stands before them; '' when they are a list."""
    if before.endswith(("标的", "目的")):
        return ""
    told = HEAD.sub("", before[:-1])
    return "" if before[:-1].removesuffix(told).endswith("、") and "其中" not in before else told


def elliptic(clause: Clause, its: str, unit: str) -> str:
    """A number without a noun, told by the words before it (属实的22条), with the noun of the number before it."""
    if unit == "%":
        share = SHARE.search(clause.before)
        return its + share[0] if share and not NO_LEAD.search(its) else ""
    if not NO_NOUN.match(clause.after):
        return ""
    told = _told(clause.before).removeprefix("其中")
    if (
        not 2 <= len(told) <= DEED
        or len(its) < 2
        or BY_DEED.search(its)
        or NO_LEAD.search(its)
        or LIMIT.match(told)
    ):
        return ""
    return told + its
