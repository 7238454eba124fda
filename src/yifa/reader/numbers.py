"""Finds numerals with a unit in a clean text and tells those that count from those that name something."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import accumulate
from typing import NamedTuple

from yifa.reader.numerals import read as numeral
from yifa.reader.patterns import first_characters
from yifa.reader.vocabulary import groups, matcher, raw

WORDS = "零〇一二三四五六七八九十百千万亿两"
SCALES = {"百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
NUMERAL = re.compile(rf"[\d{WORDS}]")
GROUPS = ("year", "date", "period", "doc_number", "phone", "concept_name", "idiom", "ordinal")
FIRST = re.compile(
    r"[\d〔\[【（A-Z第首每最只仅跑上下前后大近过人党政代常全委〇○零一二三四五六七八九十百千万亿两双半众]"
    r"(?:(?<![上下前后大近过人党政代常全委])|(?<=[上下前后大])(?=半)|(?<=过)(?=去)|(?<=近)(?=[\d一二三四五六七八九十两几半])"
    r"|(?<=人)(?=大)|(?<=党)(?=代会)|(?<=政)(?=协)|(?<=代)(?=表大会)|(?<=[常全])(?=委会)|(?<=委)(?=员会))"
)
"""Every rule of `concepts` begins with one of these; all other places are passed over at once."""
QUOTED = re.compile(r"[“‘\"]([^“”‘’\"\n]{1,16})[”’\"]")
NAMED = re.compile(r"《[^》\n]{1,90}》")
FIGURE_IN_QUOTES = re.compile(r"\d+(?:余|多)?(?:人次|场次|万元|%)")
ONCE_A_PERIOD = re.compile(
    r"(?:每(?:半?年|个?季度|个?月|周|两个?月|届|学期)|全年|至少|不少于|不得少于|定期)[^，。；]{0,14}$"
)
ENDS_CLAUSE = re.compile(r"(?:以上|左右)?(?:[，。；、）\n]|\.(?!\d)|$)")
DURATIONS = ("小时", "天", "分钟")
LASTS = re.compile(r"学|训|课|[用耗]时|时[长限]|时间|(?:缩短|压缩|压减|减少|提速|为期|不少于)[^，。；]{0,8}$")
"""Words before a number of hours or days that is a figure: how long a course or a procedure takes."""
ROUGHLY = re.compile(r"(?<!以)(?<!向)上$|(?<![就附最靠])近$|(?<!通)过$|超过?$|逾$|将近$|突破$")
"""上百, 近千, 过万: a bare 百 that counts."""
NOT_ONE = re.compile(r"(?:之|第|每|唯|逐|同|某|这|另|任何|统|专|不)$")
LEFT_ONE = re.compile(r"(?:剩余|剩下|余下|其余|另有|还有|(?<!其)余|其中)的?$")
"""Words after which 一件 is one of a number: 剩余一宗, 其中一件."""
NEGATED = re.compile(r"(?:未发生|没有发生|未出现|没有出现|未有|没有|未收到|未产生|无|杜绝)(?:过|任何)?$")
TEN_THOUSANDS = re.compile(r"(?<![\d.])(\d{1,4})万$")
LIST_OF_PLACES = re.compile(r"[、和与及]$|\d[个项类条种]?[\u4e00-\u9fff]{0,4}$")


class Number(NamedTuple):
    """A numeral with its unit: clean indices, value, unit, mark of more (余, 多) and whether a zero in words."""

    start: int
    end: int
    value: Decimal
    unit: str
    more: bool
    negated: bool
    written: str
    least: bool = False
    """The lower bound of a range (3至5次)."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit and how it may be used."""

    name: str
    word: bool
    event: bool


@cache
def units() -> dict[str, Unit]:
    """The units by name."""
    return {
        row["unit"]: Unit(row["unit"], bool(row.get("word")), bool(row.get("event")))
        for row in raw("units")["count"]
    }


@cache
def _number_pattern() -> re.Pattern[str]:
    """A numeral, a scale, 余 or 多, and a unit."""
    rows = sorted(raw("units")["count"], key=lambda row: -len(row["unit"]))
    names = "|".join(row["unit"] + (f"(?!{row['after']})" if row.get("after") else "") for row in rows)
    figure = r"\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
    lower = r"(?:(?P<low>\d{1,3})[-—–~～至到](?=\d{1,3}[^\d.月日年号:]))?"
    return re.compile(
        rf"(?=[\d{WORDS}])(?:(?P<tenths>[一二三四五六七八九])成(?=以上|左右|多|[，。；、]|$)"
        rf"|百分之(?P<pw>[{WORDS}点]+|\d+(?:\.\d+)?)"
        rf"|(?<![\dA-Za-z.+＋×·\-〔]){lower}(?P<n>{figure})(?:(?P<pc>%)|(?P<cheng>成)(?!立|为|效|果|功|员|绩|本|长|年|熟)"
        rf"|(?P<scale>[万亿千百]{{0,2}})(?P<more>余|多|几)?(?P<scale2>[万亿]?)(?P<unit>{names}))"
        rf"|(?<![第{WORDS}几数\d])(?:(?P<wlow>[一二两三四五六七八九])[至到])?"
        rf"(?P<w>[{WORDS}]+)(?P<wmore>余|多|几)?(?P<wscale>[万亿]?)(?P<wunit>{names}))"
    )


@cache
def _ranking() -> re.Pattern[str]:
    """排名全县第3名 is a figure although 第3名 is an ordinal."""
    placed = r"(?:排名|位居|位列|名列|排在|居|列)[^，。；“《]{0,10}"
    return re.compile(
        rf"{placed}第(?P<n>\d+|[{WORDS}]+)(?P<u>名|位|(?=[，。；、）\n]))(?!季度|批|期|方|一方阵)"
    )


@cache
def _reasons(char: str) -> re.Pattern[str]:
    """The rules of concepts that may begin with a character as one expression; the group of a match says why."""
    either = []
    for group in GROUPS:
        rules = [rule.pattern for rule in groups("concepts")[group] if _may_begin(rule.pattern, char)]
        if rules:
            either.append(f"(?P<{group}>" + "|".join(f"(?:{rule})" for rule in rules) + ")")
    return re.compile("|".join(either) or r"(?!)")


def _may_begin(pattern: str, char: str) -> bool:
    """Whether a match of a pattern may begin with a character."""
    first = first_characters(pattern)
    return first is None or (char if char.isascii() or not char.isdecimal() else "0") in first


def _concepts(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """The concepts between two clean indices; none begins inside another."""
    at = start
    for begin in FIRST.finditer(text, start, end):
        place = begin.start()
        found = _reasons(text[place]).match(text, place, end) if place >= at else None
        if found:
            at = found.end()
            yield found


def reasons(text: str, start: int, end: int) -> list[tuple[int, int, str]]:
    """Places between two clean indices where a number stands that counts nothing, with the reason."""
    found = [(m.start(), m.end(), m.lastgroup or "concept_name") for m in _concepts(text, start, end)]
    for match in NAMED.finditer(text, start, end):
        if NUMERAL.search(match.group()):
            found.append((match.start(), match.end(), "name_part"))
    for match in QUOTED.finditer(text, start, end):
        if NUMERAL.search(match.group(1)) and not FIGURE_IN_QUOTES.search(match.group(1)):
            found.append((match.start(), match.end(), "concept_name"))
    return sorted(found)


def numbers(text: str, start: int, end: int, blocked: list[tuple[int, int, str]]) -> list[Number]:
    """Numerals with units that count something, in text order."""
    found = list(_counted(text, start, end, blocked))
    for match in _ranking().finditer(text, start, end):
        value = numeral(match["n"])
        if value is not None:
            found.append(
                Number(match.start("n"), match.end(), value, match["u"] or "名", False, False, match["n"])
            )
    return sorted(found, key=lambda number: number.start)


def _counted(text: str, start: int, end: int, blocked: list[tuple[int, int, str]]) -> Iterator[Number]:
    """Numerals with units that count something; ranks (第3位) are told by themselves."""
    firm = Overlaps([(a, b) for a, b, why in blocked if why != "idiom"])
    idioms = Overlaps([(a, b) for a, b, why in blocked if why == "idiom"])
    for match in _number_pattern().finditer(text, start, end):
        number = _number(match)
        if number is None:
            continue
        in_words = match["w"] is not None
        if firm.any(number.start, number.end):
            continue
        proven = number.value == 1 or number.more or number.value >= 10
        if in_words and not proven and idioms.any(number.start, number.end):
            continue
        if number.unit in DURATIONS and not LASTS.search(text, max(0, number.start - 30), number.start):
            continue
        if match["n"] and match.start("n") == number.start and text[number.start - 1 : number.start] == "十":
            number = _after_ten(number)
        if match["n"] and text[number.start - 1 : number.start] == "万":
            number = _after_wan(text, number)
        if in_words:
            licensed = _in_words(text, number, end)
            if licensed is None:
                continue
            number = licensed
        yield number


def _one_of(text: str, number: Number) -> bool:
    """Whether 一件 begins a clause that tells one of several counted just before: 申请2件，一件予以公开，一件告知."""
    if text[number.start - 1 : number.start] not in ("，", "；", "："):
        return False
    counted = rf"(?:[2-9]|[1-9]\d|[两二三四五六七八九十]){number.unit}[^。；\n]{{0,40}}$"
    return re.search(counted, text[max(0, number.start - 50) : number.start]) is not None


def _after_ten(number: Number) -> Number:
    """十2期, typed half in words: twelve."""
    if not (number.written.isdigit() and len(number.written) == 1):
        return number
    return number._replace(start=number.start - 1, value=number.value + 10, written="十" + number.written)


def _after_wan(text: str, number: Number) -> Number:
    """12万4千元, 1万2千份: the thousands behind the ten thousands belong to them."""
    before = TEN_THOUSANDS.search(text, max(0, number.start - 5), number.start)
    if before is None:
        return number
    money = number.unit.endswith("元")
    scale = SCALES.get(number.unit[0], 1) if money else 1
    value = Decimal(before[1]) * SCALES["万"] + number.value * scale
    return number._replace(start=before.start(), value=value, unit="元" if money else number.unit)


class Overlaps:
    """Sorted ranges, asked whether one of them shares a character with another range."""

    def __init__(self, spans: list[tuple[int, int]]) -> None:
        self.starts = [start for start, _ in spans]
        self.reach = list(accumulate([end for _, end in spans], max))
        """How far the ranges up to each one go, for a longer one may stand before it."""

    def any(self, start: int, end: int) -> bool:
        """Whether some range overlaps the one from `start` to `end`."""
        before = bisect_left(self.starts, end)
        return before > 0 and self.reach[before - 1] > start


def _number(match: re.Match[str]) -> Number | None:
    """Value and unit of a match."""
    start, end = match.span()
    if match["low"] or match["wlow"]:
        return _range(match)
    if match["tenths"]:
        return Number(
            start, end, (numeral(match["tenths"]) or Decimal(0)) * 10, "%", False, False, match["tenths"]
        )
    if match["pw"]:
        said = match["pw"]
        whole, _, rest = said.partition("点")
        value = numeral(whole)
        if value is not None and rest:
            digits = "".join(str("零一二三四五六七八九".find(c)) for c in rest)
            value = Decimal(f"{value}.{digits}") if digits.isdigit() else None
        return None if value is None else Number(start, end, value, "%", False, False, said)
    if match["n"]:
        value = numeral(match["n"])
        if value is None:
            return None
        if match["pc"] or match["cheng"]:
            return Number(start, end, value * (10 if match["cheng"] else 1), "%", False, False, match["n"])
        scale, unit = match["scale"] + match["scale2"], match["unit"]
        more = bool(match["more"])
    else:
        value = numeral(match["w"] + match["wscale"]) if match["wscale"] else numeral(match["w"])
        if value is None:
            return None
        scale, unit, more = "", match["wunit"], bool(match["wmore"])
    if unit == "元" and scale:
        unit, scale = scale + unit, ""
    for char in scale:
        value *= SCALES[char]
    if more and match["w"] and match["wmore"] == "几":
        return None
    return Number(start, end, value, unit, more, False, match["n"] or match["w"])


def _range(match: re.Match[str]) -> Number | None:
    """The lower bound of a range (3至5次, 一至两名), which is what it promises; None when it does not rise."""
    which, unit = ("n", "unit") if match["low"] else ("w", "wunit")
    least, most = numeral(match["low"] or match["wlow"]), numeral(match[which])
    if least is None or most is None or least >= most:
        return None
    start, end = match.span()
    if match["pc"] or match["cheng"]:
        return Number(start, end, least * (10 if match["cheng"] else 1), "%", False, False, match["n"], True)
    scale, unit = (match["scale"] or "") + (match["scale2"] or "") + (match["wscale"] or ""), match[unit]
    if unit == "元" and scale:
        unit, scale = scale + unit, ""
    for char in scale:
        least *= SCALES[char]
    return Number(start, end, least, unit, False, False, match[which], True)


def _one(text: str, number: Number, unit: Unit, before: str, end: int) -> Number | None:
    """一件 and its like when they count, as a zero when nothing happened (未发生一件); None otherwise."""
    if NEGATED.search(before):
        return Number(number.start, number.end, Decimal(0), number.unit, False, True, number.written)
    if not unit.event and number.unit not in ("个", "人", "处", "所", "支"):
        return None
    if unit.event and (LEFT_ONE.search(before) or _one_of(text, number)):
        return number
    closes = ENDS_CLAUSE.match(text, number.end, end)
    if closes and re.search(r"[\u4e00-\u9fff）]$", before) and not NOT_ONE.search(before):
        if number.unit in ("个", "起") and not re.search(r"(?:案件|纠纷|站|室|中心|问题|件)$", before):
            return None
        return number
    if number.unit in ("个", "支", "人", "处", "所"):
        return None
    if matcher("phrases", "act", "", "(?:了|过)?(?:专题|集中)?$").search(before) or ONCE_A_PERIOD.search(
        before
    ):
        return number
    return None


def _in_words(text: str, number: Number, end: int) -> Number | None:
    """A numeral in words when its surroundings prove that it counts; None otherwise."""
    before = text[max(0, number.start - 24) : number.start]
    if number.written in ("百", "千", "万", "亿") and not number.more:
        return number if ROUGHLY.search(before) else None
    unit = units()[number.unit] if number.unit in units() else Unit(number.unit, False, False)
    if number.value == 1 and not number.more:
        return _one(text, number, unit, before, end)
    if before.endswith("分") and number.value < 10:
        return None
    if number.more or number.value >= 10 or (unit.word and number.value > 1):
        return number
    if number.unit in ("个", "项") and matcher("phrases", "countable").match(text, number.end, end):
        return number
    licensed = matcher("phrases", "licence", "", "(?:了|出|为|的)?$").search(before)
    listed = LIST_OF_PLACES.search(before) and re.search(r"\d", before[-8:])
    return number if licensed or listed else None
