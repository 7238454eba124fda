"""Reads a single date as papers and web pages write it: 2021-07-14, 2021年7月14日, 20201214, 二〇二一年七月十四日."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from yifa.reader.numerals import words

WORD = "〇○零Oo0一二三四五六七八九十"
SHORT = re.compile(r"^\s*([12]\d)[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
"""The year without its century, as some sites print it; only in a header field."""
WRITTEN = re.compile(
    r"(?P<y>(?:19|20)\d{2})\s*(?:年|[-./－—])\s*(?P<m>\d{1,2})\s*(?:月|[-./－—])\s*(?P<d>\d{1,2})(?!\d)\s*日?"
    r"|(?<!\d)(?P<y8>20\d{2})(?P<m8>[01]\d)(?P<d8>[0-3]\d)(?!\d)日?"
    rf"|(?P<yw>[二][{WORD}]{{3}})\s*年\s*(?P<mw>[{WORD}]{{1,2}})\s*月\s*(?P<dw>[{WORD}]{{1,3}})\s*日"
)


@dataclass(frozen=True, slots=True)
class Dated:
    """A date and where in the text it was read."""

    iso: str
    start: int
    end: int


def first_date(text: str) -> Dated | None:
    """The first valid date of a text, None when it has none. Impossible days (31 April) are passed over."""
    for match in WRITTEN.finditer(text):
        if match["y"]:
            parts = (int(match["y"]), int(match["m"]), int(match["d"]))
        elif match["y8"]:
            parts = (int(match["y8"]), int(match["m8"]), int(match["d8"]))
        else:
            parts = (_word(match["yw"]), _word(match["mw"]), _word(match["dw"]))
        try:
            return Dated(date(*parts).isoformat(), match.start(), match.end())
        except ValueError:
            continue
    return None


def header_date(text: str) -> Dated | None:
    """The date of a header field, in any form of `first_date` or as 24-03-25."""
    short = SHORT.match(text)
    if short is None:
        return first_date(text)
    said = first_date(f"20{short[1]}-{short[2]}-{short[3]}")
    return Dated(said.iso, short.start(1), short.end()) if said else None


def _word(text: str) -> int:
    """A year, month or day in words; 0 when it is none."""
    return words(text.translate(str.maketrans("OoＯ0", "〇〇〇〇"))) or 0
