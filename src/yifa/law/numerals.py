"""Writes whole numbers from 1 to 9999 in Chinese."""

DIGITS = "零一二三四五六七八九"
PLACES = ("", "十", "百", "千")


def chinese(n: int) -> str:
    """Return 64 as 六十四, 105 as 一百零五, 110 as 一百一十; ValueError outside 1 to 9999."""
    if not 1 <= n <= 9999:
        raise ValueError(f"expected 1 to 9999, found {n}")
    words, gap = "", False
    for place in range(len(str(n)) - 1, -1, -1):
        digit = n // 10**place % 10
        if digit == 0:
            gap = True
            continue
        words += ("零" if gap and words else "") + DIGITS[digit] + PLACES[place]
        gap = False
    return words[1:] if words.startswith("一十") else words


def number(words: str) -> int:
    """Return 六十四 as 64; ValueError when the words are no number as `chinese` writes it."""
    total, digit = 0, 0
    for mark in words:
        if mark in PLACES:
            total += (digit or 1) * 10 ** PLACES.index(mark)
            digit = 0
        elif mark in DIGITS:
            digit = DIGITS.index(mark)
        else:
            raise ValueError(f"expected a Chinese number, found {words!r}")
    total += digit
    if chinese(total) != words:
        raise ValueError(f"expected a Chinese number, found {words!r}")
    return total
