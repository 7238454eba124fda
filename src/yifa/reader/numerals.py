"""Reads numerals as Chinese papers write them: 140, 1,280, 十二, 两万, 1.6万, 二〇二一, 百分之九十五."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

DIGITS = (
    {c: i for i, c in enumerate("零一二三四五六七八九")}
    | {"〇": 0, "○": 0, "两": 2, "俩": 2}
    | {c: i for i, c in enumerate("零壹贰叁肆伍陆柒捌玖")}
)
SMALL = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
LARGE = {"万": 10**4, "亿": 10**8}
WORDS = "零〇○一二三四五六七八九十百千万亿两廿卅壹贰叁肆伍陆柒捌玖拾佰仟"
"""Characters a numeral in words may consist of."""
LONGEST = 64
"""More of them are no numeral."""


def read(text: str) -> Decimal | None:
    """The value of a numeral in figures, in words, or mixed (5.7万); None when it is no numeral."""
    if text.isascii() and text.isdigit():
        return Decimal(text)
    text = text.replace(",", "").replace("，", "").replace(" ", "")
    scale = Decimal(1)
    while len(text) > 1 and text[-1] in "万亿千百" and text[0].isascii():
        scale *= LARGE.get(text[-1]) or SMALL[text[-1]]
        text = text[:-1]
    if text and text[0].isascii():
        if not text[0].isdigit():
            return None  # Decimal would read nan and inf
        try:
            return Decimal(text) * scale
        except InvalidOperation:
            return None
    value = words(text)
    return None if value is None else Decimal(value)


def words(text: str) -> int | None:
    """The value of a numeral in words (十二 12, 二〇二一 2021, 一百零三 103), None when it is none."""
    text = text.replace("廿", "二十").replace("卅", "三十")
    if (
        not text
        or len(text) > LONGEST
        or any(c not in DIGITS and c not in SMALL and c not in LARGE for c in text)
    ):
        return None
    if all(c in DIGITS for c in text):
        return int("".join(str(DIGITS[c]) for c in text))
    total = section = 0
    digit: int | None = None
    last = 1
    for c in text:
        if c in DIGITS:
            digit = DIGITS[c]
            last = 10 if digit == 0 else last
        elif c in SMALL:
            section += (1 if digit is None else digit) * SMALL[c]
            digit, last = None, SMALL[c]
        else:
            total = (total + section + (digit or 0) or 1) * LARGE[c]
            section, digit, last = 0, None, LARGE[c]
    if digit is not None and last >= 100 and text[-2:-1] in (*SMALL, *LARGE):
        digit *= last // 10
    return total + section + (digit or 0)
