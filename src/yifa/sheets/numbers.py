"""Money, counts, plain numbers and shares, exact: Decimal or int, never a float.

Money comes out in yuan. A blank, a stroke or 无 is *unknown*, not zero. An estimate (约, 余, a range) is said and
not read.
"""

import re
import unicodedata
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from yifa.sheets.cells import EXACT_DIGITS, Cell, ErrorCell, Percent, Uncached, number_text
from yifa.sheets.complaint import BLANK, Reading, doubtful, unreadable
from yifa.sheets.dates import BLANKS

YUAN = {
    "分": Decimal("0.01"),
    "角": Decimal("0.1"),
    "元": Decimal(1),
    "百元": Decimal(100),
    "千元": Decimal(1000),
    "万元": Decimal(10000),
    "百万元": Decimal(1000000),
    "亿元": Decimal(100000000),
}
CENT = Decimal("0.01")
TOO_MANY_WAN = Decimal(10000)  # more than 10,000 in a column headed 万元 is most likely yuan

_ROUGH = re.compile(r"约|余|多|近|左右|以上|以下|不足|不到|超过|>|<|≥|≤|几|\d(?:-|~|—|至|到)\d|上下")
_PLAIN = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d*)?(?:[eE][+-]?\d+)?")
_HAN_VALUES = {char: n for n, char in enumerate("零一二三四五六七八九")} | {
    "〇": 0,
    "两": 2,
    "壹": 1,
    "贰": 2,
    "叁": 3,
    "肆": 4,
    "伍": 5,
    "陆": 6,
    "柒": 7,
    "捌": 8,
    "玖": 9,
}
_HAN_TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_MONEY_TAIL = re.compile(r"(.*?)(百万元|亿元|万元|千元|百元|元|亿|万|千|圆|块|块钱)?(?:整|正|人民币)?")


def _not_a_number(text: str) -> Reading:
    return unreadable("not_a_number", f"“{text}”不是数", f"{text!r} is not a number")


def _rough(text: str) -> Reading:
    return unreadable(
        "rough_number", f"“{text}”是约数，不能当作确数", f"{text!r} is an estimate, not a number"
    )


def han_number(text: str) -> int | None:
    """三十二 -> 32, 壹万贰仟 -> 12000; None when the text is no Chinese numeral or a spoken short form (两万五)."""
    total = section = digit = 0
    before = ""
    for char in text:
        if char in _HAN_VALUES:
            if _HAN_VALUES.get(before):
                return None
            digit = _HAN_VALUES[char]
        elif char in _HAN_TENS:
            section += (digit or 1) * _HAN_TENS[char]
            digit = 0
        elif char in "万亿":
            total = (total + section + digit) * (10000 if char == "万" else 100000000)
            section = digit = 0
        else:
            return None
        before = char
    if digit and len(text) > 1 and text[-2] in "百佰千仟万亿":
        return None
    return total + section + digit if text else None


def _decimal(text: str) -> Decimal | None:
    if not any(char.isdigit() for char in text) or not _PLAIN.fullmatch(text):
        han = han_number(text)
        return None if han is None else Decimal(han)
    try:
        number = Decimal(text.replace(",", ""))
    except InvalidOperation:
        return None
    # A number beyond any township's money or counts would only make arithmetic explode.
    return number if number == 0 or -30 < number.adjusted() < 30 else None


def _cleaned(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split()).strip("。;；")


def _from_number(cell: int | float) -> Decimal | None:
    if isinstance(cell, int):
        return Decimal(cell) if abs(cell) < 10**30 else None
    return _decimal(number_text(cell))


def _odd(cell: Cell) -> Reading | None:
    """The answer for cells that are neither text nor number; None for those that are."""
    if cell is None:
        return BLANK
    if isinstance(cell, (str, int, float)) and not isinstance(cell, bool):
        return None
    return _not_a_number(
        str(cell.code) if isinstance(cell, ErrorCell) else "" if isinstance(cell, Uncached) else str(cell)
    )


def _to_cents(yuan: Decimal) -> Reading:
    if yuan < 0:
        return unreadable("negative", f"金额 {yuan} 是负数", f"the amount {yuan} is negative")
    if yuan and yuan.adjusted() > 14:
        return unreadable("too_large", "金额大得不可信", "the amount is too large to be true")
    cents = yuan.quantize(CENT, ROUND_HALF_UP)
    if abs(cents - yuan) > Decimal("0.000001"):
        return doubtful(
            cents,
            "below_a_cent",
            f"金额 {yuan} 元不足一分的部分已四舍五入为 {cents} 元",
            f"{yuan} rounded to {cents} yuan",
        )
    return Reading(cents)


def _spoken_unit(body: str, unit: str) -> str:
    """三万 says its size itself, so it is yuan; a bare 五 stands in the unit of its column."""
    return "元" if re.search(r"[元圆块十拾百佰千仟万亿]", body) else unit


def _typed_money(text: str, unit: str) -> Reading | tuple[Decimal, str]:
    """A typed amount and its unit, or the fault."""
    if _ROUGH.search(text):
        return _rough(text)
    body = text.lstrip("¥￥").removeprefix("人民币").removeprefix("RMB").lstrip("¥￥")
    if not any(char.isdigit() for char in body):
        spoken = han_number(re.sub(r"[元圆块](?:整|正)?$", "", body))
        return _not_a_number(text[:40]) if spoken is None else (Decimal(spoken), _spoken_unit(body, unit))
    match = _MONEY_TAIL.fullmatch(body)
    stem, tail = (match.group(1), match.group(2) or "") if match else (body, "")
    own = {"亿": "亿元", "万": "万元", "千": "千元", "圆": "元", "块": "元", "块钱": "元"}.get(tail, tail)
    number = _decimal(stem)
    if number is None:
        return _not_a_number(text[:40])
    return number, own or unit


def read_money(cell: Cell, unit: str = "") -> Reading:
    """An amount in yuan as Decimal, to the cent.

    In: the cell and the unit its column is headed with (元, 万元 …; "" if none); a unit typed in the cell itself
    wins. Out: Decimal yuan; blank; or a fault, among them `no_unit` when nobody says whether 元 or 万元 is meant.
    """
    if (answer := _odd(cell)) is not None:
        return answer
    if isinstance(cell, str):
        text = _cleaned(cell)
        if text in BLANKS:
            return BLANK
        typed = _typed_money(text, unit)
        if isinstance(typed, Reading):
            return typed
        number, own = typed
    else:
        assert isinstance(cell, (int, float))
        found = _from_number(cell)
        if found is None:
            return _not_a_number(str(cell))
        number, own, text = found, unit, number_text(cell)
    if own not in YUAN:
        return unreadable(
            "no_unit",
            f"金额 {text} 没有单位，不知是元还是万元",
            f"the amount {text} has no unit (元 or 万元?)",
        )
    read = _to_cents(number * YUAN[own])
    if own == unit == "万元" and number >= TOO_MANY_WAN and read.fault is None:
        return doubtful(
            read.value,
            "huge_amount",
            f"表头单位是万元，{text} 万元过大，疑按元填写",
            f"{text} under 万元 looks like yuan",
        )
    return read


def read_number(cell: Cell) -> Reading:
    """A number as Decimal, with or without a measure word behind it (3.5小时)."""
    if (answer := _odd(cell)) is not None:
        return answer
    if not isinstance(cell, str):
        assert isinstance(cell, (int, float))
        found = _from_number(cell)
        return _not_a_number(str(cell)) if found is None else Reading(found)
    text = _cleaned(cell)
    if text in BLANKS:
        return BLANK
    if _ROUGH.search(text):
        return _rough(text)
    stem = re.sub(
        r"(?:个小时|小时|学时|课时|人次|平方米|公里|人|户|件|次|场|起|条|份|个|名|卷|宗|期|亩|项|篇|天|家)$",
        "",
        text,
    )
    number = _decimal(stem.removeprefix("共"))
    return _not_a_number(text[:40]) if number is None else Reading(number)


def read_count(cell: Cell) -> Reading:
    """A whole number of persons, cases, copies …, zero or more, as int."""
    read = read_number(cell)
    if read.value is None:
        return read
    number: Decimal = read.value
    if number < 0:
        return unreadable("negative", f"数目 {number} 是负数", f"the count {number} is negative")
    if number != number.to_integral_value():
        return unreadable("not_whole", f"数目 {number} 不是整数", f"the count {number} is not whole")
    if number.adjusted() >= EXACT_DIGITS:
        return unreadable("too_large", "数目大得不可信", "the count is too large to be true")
    return Reading(int(number))


def read_percent(cell: Cell, unit: str = "") -> Reading:
    """A share as an exact ratio (99.3% -> 0.993); `unit` is "%" when the heading says so."""
    if (answer := _odd(cell)) is not None:
        return answer
    if isinstance(cell, Percent):
        number = Decimal(number_text(float(cell)))
    elif isinstance(cell, str):
        text = _cleaned(cell)
        if text in BLANKS:
            return BLANK
        if _ROUGH.search(text):
            return _rough(text)
        typed = _decimal(re.sub(r"^百分之|%$", "", text))
        if typed is None:
            return _not_a_number(text[:40])
        marked = text.endswith("%") or text.startswith("百分之") or unit == "%"
        number = typed / 100 if marked else typed
    else:
        assert isinstance(cell, (int, float))
        found = _from_number(cell)
        if found is None:
            return _not_a_number(str(cell))
        number = found / 100 if unit == "%" else found
    if not 0 <= number <= 1:
        return unreadable(
            "not_a_share",
            f"比率 {number} 不在 0 与 1（0% 与 100%）之间",
            f"the share {number} is not between 0 and 100%",
        )
    return Reading(number)
