"""Finds what was written twice: a character (将将河道清淤, 作用用。), a word (全程全程留痕), a clause (seen beside itself).

A doubled character is often sound: reduplications (人人, 层层), two words that meet (目的的, 法治治理). One that governs
what follows (将, 由, 在) is wrong unless it ends the word before or begins the one behind; any other only before a mark,
where no word can begin.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from yifa.reader.document import Finding
from yifa.reader.findings.terms import begins_term, in_terms
from yifa.reader.findings.view import View

TWO = re.compile("..")
LONGEST = 8
"""Characters of the longest word that is looked for."""
MARKS = "，。；：、！？）”》\n"
COUNTED = frozenset("0123456789余多")
MEASURES = frozenset("件起份条场次个名项家篇期宗人户元")
MEETING: dict[str, tuple[str, str]] = {
    "将": ("即必行终势大健名武上中少主闯麻老", "来军士要领近帅相才就校"),
    "由": ("自理缘事来因经据情", "来于此衷由头"),
    "把": ("一拖火车手门扫", "握关手守控门式柄脉戏"),
    "为": (
        "作行成认因以视人化更较极称定最列改变转特稍颇尤能分有无可何难合即是",
        "了民人主期此何止首官政公例难什时着由农企您数",
    ),
    "与": ("参给赋相授付干", "会否其时此众人共"),
    "以": ("可所难得予足加用给何借是", "来及上下外内前后往便致免为案人身民点法太"),
    "及": ("以涉普波遍触顾推危提论", "时其早格第至"),
    "在": ("存现正所实潜内外自好旨健", "编岗职场建线此于校家乡地逃册押位网座世任先"),
    "对": ("针面应核绝相反比查校派", "照接象策口外标比方联内于此手待话应称等抗口"),
    "和": ("平温缓柔共调饱祥总亲谐人", "平谐睦气解好谈美"),
    "或": ("抑", "者许"),
    "但": ("不非岂", ""),
    "是": ("于但可总还只都就正凡要若不即", "否非"),
    "了": ("为除罢不", "解然如却不"),
    "的": ("目标有", "确士话"),
    "并": ("合兼一吞", "且非不联入轨购网案列行"),
    "于": ("由关对至处基属等位鉴终勇善敢大高低多少优", "是今此"),
    "被": ("棉", "告动迫害子"),
    "从": ("服听自无随顺", "事业而严重轻快前此来中"),
    "向": ("面方导倾志意取走动转去", "上前下好往导着阳"),
    "使": ("即行促致迫大天", "用命得者节馆"),
}
"""Of each governing word: what ends a word with it, what begins one."""
REDUPLICATED = frozenset(
    "人家天年月日时处层级条步环样件户个项桩次常往渐仅刚偏恰默悄牢紧深大远高早久好慢多谢看听问说讲议想走试谈聊评"
    "口心息生源代绵斤念头井奶爸妈哥姐弟妹叔爷娃星宝等明白楚净面滴点实在落活细切续烈轰脆整静洋鲜快乐正堂色碌"
    "甸彤油腾融呵眯邦晃汪淋乎巴当溜花扬囊惨村镇乡县市区州省街组长者号某圈团丝线片段门队班课篇字句本样种类"
    "一二三四五六七八九十百千万亿两几许"
)
"""Characters that are said twice, or that often stand alone behind a word that ends in them."""
BEGINNING = frozenset(
    TWO.findall(
        "推进推动推行加强加快加大落实完善健全建立制定强化提升提高增强深化优化开展严格全面积极认真深入扎实切实充分持续不断坚持贯彻充实夯实压实营造聘请邀请"
    )
)
"""Words that begin a clause and of which the first character is none."""
NEVER_HEAD = frozenset(
    TWO.findall(
        "全程切实深入扎实积极认真严格全面不断持续及时充分有效大力定期同时通过按照围绕结合坚持加强开展推进推动落实完善健全进行提高提升增强强化做好我镇我县我局我乡我市我区我街以及对于关于为了"
        "确保努力着力逐步共同始终继续主动广泛牢固先后累计其中严厉有力高度依法亲自带头分别逐一大力互相彻底稳步有序协同统筹"
    )
)
"""Words that never begin a compound: said twice they are wrong whatever follows."""
BODIES = frozenset(
    TWO.findall(
        "政府党委党组企业部门单位机关学校社区法院公司村民街道群众干部人员办公中心小组会议工作领导乡镇委员人大政协公安司法人民国家社会法治"
    )
)
"""Words that end a name and begin the next (县政府政府网站, 国有企业企业负责人)."""
SAID_TWICE = frozenset(
    TWO.findall("研究讨论商量学习考虑了解休息交流比较尝试活动锻炼打听沟通许多很多非常谢谢")
)
LONG_RUN = re.compile(r"(.)\1{63,}", re.DOTALL)
RUN = bytes(2 * 63)
"""How such a run looks when the text is compared with itself one character on."""
UNLIKE = "".join(map(chr, range(0xE000, 0xE000 + 2 * LONGEST)))


def check(view: View) -> Iterator[Finding]:
    """Characters and words written twice, where no check before this one said anything; the longest first."""
    text = view.text
    body = text[view.first : view.last]
    coded = _coded(body)
    if coded and RUN in (coded ^ (coded >> 16)).to_bytes(2 * len(body), "little"):
        coded = _coded(LONG_RUN.sub(_unlike, body))
    for size in range(LONGEST, 0, -1):
        for at in _twice(coded, len(body), size) if coded else ():
            start = view.first + at
            end = start + 2 * size
            if view.taken.intersection(range(start, end)) or view.in_name(start):
                continue
            word = text[start : start + size]
            if _char_wrong(text, start) if size == 1 else _word_wrong(word, text[end : end + 2]):
                view.taken.update(range(start, end))
                said = f"“{text[start:end]}”疑有重复，应为“{word}”。"
                yield view.finding("typo", start, end, said, fix=word)


def _coded(said: str) -> int:
    """A text as one number, 0 when one of its characters takes more than two bytes."""
    units = said.encode("utf-16-le", "surrogatepass")
    return int.from_bytes(units, "little") if len(units) == 2 * len(said) else 0


def _unlike(run: re.Match[str]) -> str:
    """In place of a long run of one character, in which nothing is told, one unlike itself but at its ends."""
    end = run[1] * 2 * LONGEST
    inner = len(run[0]) - 2 * len(end)
    return end + (UNLIKE * (inner // len(UNLIKE) + 1))[:inner] + end


def _twice(coded: int, length: int, size: int) -> Iterator[int]:
    """Where so many characters are followed by themselves; told by one comparison of the text with itself."""
    same = (coded ^ (coded >> (16 * size))).to_bytes(2 * length, "little")
    wanted = bytes(2 * size)
    at = same.find(wanted)
    while at >= 0:
        if at % 2:
            at = same.find(wanted, at + 1)
            continue
        if at // 2 + 2 * size <= length:
            yield at // 2
        at = same.find(wanted, at + 2)


def _han(text: str) -> bool:
    """Whether all characters are Chinese ones."""
    return all("一" <= char <= "龥" for char in text)


def _char_wrong(text: str, at: int) -> bool:
    """Whether a doubled character cannot be sound."""
    char, before, behind = text[at], text[at - 1 : at], text[at + 2 : at + 3] or "\n"
    if not _han(char) or char in (before, behind) or text[at - 2 : at - 1] == before:
        return False
    if behind == text[at + 3 : at + 4]:
        return False
    if before in COUNTED and char in MEASURES and behind in MARKS:
        return True
    meeting = MEETING.get(char)
    if meeting:
        return before not in meeting[0] and behind not in meeting[1] and behind != "、"
    if before in MARKS and char + behind in BEGINNING:
        return True
    return behind in MARKS and char not in REDUPLICATED and in_terms(before + char)


def _word_wrong(word: str, behind: str) -> bool:
    """Whether a doubled word cannot be sound."""
    if not _han(word) or len(set(word)) == 1 or word[0] in "一每" or word in SAID_TWICE:
        return False
    return (
        len(word) >= 4
        or word in NEVER_HEAD
        or word == "进一步"
        or (len(word) == 3 and word[-1] in "性化")
        or (in_terms(word) and not (behind and _han(behind[:1])))
        or (len(word) == 2 and word not in BODIES and len(behind) == 2 and begins_term(word + behind))
    )
