"""Numerals against an independent writer of them."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from yifa.reader import numerals

DIGITS = "零一二三四五六七八九"


def written(number: int) -> str:
    """A number below 100 million as it is said."""
    if number >= 10_000:
        high, low = divmod(number, 10_000)
        gap = "零" if 0 < low < 1000 else ""
        return written(high) + "万" + gap + (written(low) if low else "")
    out, gap = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, unit)
        if digit:
            out += ("零" if gap and out else "") + DIGITS[digit] + name
            gap = False
        else:
            gap = True
    return out or "零"


@given(st.integers(0, 99_999_999))
def test_words_say_their_number(number: int) -> None:
    assert numerals.words(written(number)) == number


def test_forms_of_the_genre() -> None:
    said = {
        "十二": 12,
        "两万": 20_000,
        "二〇二一": 2021,
        "1,280": 1280,
        "1.6万": 16_000,
        "三百": 300,
        "十": 10,
        "一百零三": 103,
        "两千五": 2500,
        "廿三": 23,
        "1.26亿": 126_000_000,
        "99.3": Decimal("99.3"),
    }
    assert {text: numerals.read(text) for text in said} == said


@given(st.text(max_size=12))
def test_anything_else_is_no_numeral(text: str) -> None:
    value = numerals.read(text)
    assert value is None or value.is_finite() or not text.isascii()
