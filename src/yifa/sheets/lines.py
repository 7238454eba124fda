"""Tells the lines below a head apart: data, totals, a repeated head, a note, a section, a declared zero, nothing.

Cells of vertically merged areas are filled in here, because that is what the paper shows; amounts and counts are
not, because one amount written across three rows is one amount.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from yifa.sheets.book import Sheet
from yifa.sheets.cells import Cell, Row, folded, is_blank, shown
from yifa.sheets.dates import BLANKS
from yifa.sheets.head import Head, is_note, key_of, looks_like_data

LineKind = Literal["data", "total", "subtotal", "head", "other_head", "note", "section", "zero", "blank"]

_TOTAL = re.compile(
    r"(?:.{0,4}(?:合计|总计|共计|累计)|总数)(?:[(（].*[)）])?[:：]?(?:共?\d+[件人次起场条个户宗份项]+)?"
)
_SUBTOTAL = re.compile(r".{0,6}小计(?:[(（].*[)）])?[:：]?")
_ZERO = re.compile(
    r"(?:[^，。;；]{0,20}[:：])?(?:(?:本|今|上)?(?:年度?|月|季度|期)|全年|\d{4}年度?)?[^，。;；]{0,12}?(?:[:：])?"
    r"(?:无|没有|未发生|无新增|暂无|零(?:件|起|次|报告)?|0(?:件|起|次|例|宗)?)[^，。;；\d]{0,12}[。.]?"
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table. `filled` are columns whose cells came from a merged area above."""

    number: int
    kind: LineKind
    row: Row
    text: str = ""
    filled: frozenset[int] = frozenset()


def is_zero(text: str) -> bool:
    """A sentence that declares that there was nothing: 本年新收案件：无."""
    word = folded(text)
    return word != "无" and len(word) <= 40 and bool(_ZERO.fullmatch(word))


@dataclass(frozen=True, slots=True)
class _Words:
    """What is compared with every line of a sheet."""

    serial: int | None
    under: frozenset[int]
    width: int
    own: frozenset[str]
    heads: frozenset[str]


def _total(words: list[str]) -> LineKind | None:
    for word in words[:3]:
        if len(word) <= 24:
            text = folded(word)
            if _SUBTOTAL.fullmatch(text):
                return "subtotal"
            if _TOTAL.fullmatch(text):
                return "total"
    return None


def _head_again(words: list[str], known: _Words) -> LineKind | None:
    # Most lines are told from a head by their first words; only the rest are looked at whole.
    if len(words) < 2 or not any(
        len(word) <= 24 and (key_of(word) in known.own or key_of(word) in known.heads) for word in words[:2]
    ):
        return None
    keys = [key_of(word) for word in words]
    if all(key in known.own for key in keys):
        return "head"
    if len(keys) >= 3 and sum(key in known.heads for key in keys) >= max(3, 0.8 * len(keys)):
        return "other_head"
    return None


def _alone(row: Row, places: list[int], words: list[str], known: _Words) -> tuple[LineKind, str] | None:
    """The kind of a line that says one thing only, or hardly more."""
    if len(set(words)) == 1 and not looks_like_data(row[places[0]]) and known.width > 2:
        text = words[0]
        if is_zero(text):
            return "zero", text
        return ("note", text) if is_note(text) or len(text) > 20 else ("section", text)
    few = len(places) <= max(2, known.width // 3)
    if (
        few
        and any(is_note(word) for word in words)
        and not any(looks_like_data(row[index]) for index in places)
    ):
        return "note", " ".join(words)
    return None


def _kind(row: Row, known: _Words) -> tuple[LineKind, str]:
    places = [index for index, cell in enumerate(row) if not is_blank(cell)]
    words = [shown(row[index]) for index in places]
    if not places or (places == [known.serial] and words[0].isdecimal()):
        return "blank", ""
    if known.under.isdisjoint(places):
        return "note", " ".join(words)  # beside the table
    if (kind := _total(words) or _head_again(words, known)) is not None:
        return kind, " ".join(words)
    if (alone := _alone(row, places, words, known)) is not None:
        return alone
    rest = [word for word, index in zip(words, places, strict=True) if index != known.serial]
    if "无" in rest and all(word in BLANKS for word in rest):
        return "zero", " ".join(words)
    return "data", ""


class Merges:
    """The vertically merged areas of a sheet, met from the top down."""

    def __init__(self, sheet: Sheet, unfilled: frozenset[int]) -> None:
        self._by_row: dict[int, list[tuple[int, int, int]]] = {}
        for first, left, last, right in sheet.merges:
            if last > first and right - left < 512:
                self._by_row.setdefault(first, []).append((left, right, last))
        self._starts = sorted(self._by_row, reverse=True)
        self._open: dict[int, tuple[int, Cell]] = {}
        self._unfilled = unfilled

    def fill(self, number: int, row: Row) -> tuple[Row, frozenset[int]]:
        """The row with the cells that merged areas lend it, and which cells those are. Call in order of rows."""
        while self._starts and self._starts[-1] <= number:
            first = self._starts.pop()
            for left, right, last in self._by_row[first]:
                value = row[left] if first == number and left < len(row) else None
                for index in range(left, min(right, left + 512) + 1):
                    self._open[index] = (last, value if index == left else None)
        lent = {}
        for index, (last, value) in list(self._open.items()):
            if number > last:
                del self._open[index]
            elif (
                value is not None
                and index not in self._unfilled
                and (index >= len(row) or is_blank(row[index]))
            ):
                lent[index] = value
        if not lent:
            return row, frozenset()
        cells = list(row) + [None] * (max(lent) + 1 - len(row))
        for index, value in lent.items():
            cells[index] = value
        return tuple(cells), frozenset(lent)


def lines(sheet: Sheet, head: Head, heads: frozenset[str], unfilled: frozenset[int]) -> Iterator[Line]:
    """Every filled line below the head.

    In: the sheet, its head, the headings all registers know, the columns that merged areas must not fill. Reading
    stops for good at another table's head, which is the last line handed out.
    """
    merges = Merges(sheet, unfilled)
    known = _Words(
        head.serial, frozenset(h.index for h in head.headings), len(head.headings), head.keys(), heads
    )
    for number, row in sheet.rows:
        if number <= head.last_row:
            continue
        kind, text = _kind(row, known)
        if kind == "data":
            full, filled = merges.fill(number, row)
            yield Line(number, kind, full, text, filled)
        else:
            merges.fill(number, row)
            yield Line(number, kind, row, text)
            if kind == "other_head":
                return
