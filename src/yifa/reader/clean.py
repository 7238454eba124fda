"""Makes the text that rules are matched against, with the original place of every character.

Dropped: blanks, zero-width characters, Markdown `**`, and line breaks that fall inside a sentence (page
breaks, hard-wrapped lines). Substituted one to one: full-width letters and digits to half-width,
half-width punctuation to full-width. Nothing else changes and nothing is mended.
"""

from __future__ import annotations

import re
from array import array
from functools import cache

from yifa.reader.document import Clean

WIDE = {code: chr(code - 0xFEE0) for code in range(0xFF10, 0xFF5B) if chr(code - 0xFEE0).isalnum()}
FOLD: dict[int, str] = {
    **WIDE,
    ord("％"): "%",
    ord("﹪"): "%",
    ord("．"): ".",
    ord("＋"): "+",
    ord("－"): "-",
    ord("﹝"): "〔",
    ord("﹞"): "〕",
    ord("("): "（",
    ord(")"): "）",
    ord(";"): "；",
    ord("?"): "？",
    ord("!"): "！",
    ord(","): "，",
    ord(":"): "：",
    ord("＂"): '"',
}
"""Full-width letters, digits and signs become half-width; half-width Chinese punctuation full-width."""
FOLDED = re.compile(f"[{re.escape(''.join(map(chr, FOLD)))}]")
BREAK = re.compile(r"[\n\r\f\v\u2028\u2029\x85](?:(?<=\r)\n)?")
PLAIN_BREAK = re.compile(r"\n")
RARE_BREAKS = "\r\f\v\u2028\u2029\x85"
INDENTS = "  \u3000\t\u2002\u2003"
MARKED = "#"

BETWEEN_DIGITS = re.compile(r"[：，](?=[0-9])(?<=[0-9].)")
"""A comma or colon inside a number or a time of day is no punctuation mark."""
DROPPED = re.compile(
    r"[\x00-\x20\x7f\x85\xa0\xad\u1680\u2000-\u200f\u2028\u2029\u202f\u205f\u2060\u3000\ufeff*]+"
)
"""Blanks, control and zero-width characters, Markdown stars; one blank between Latin words is kept.

The blanks are written out, for a class that holds `\\s` is searched at half the speed.
"""
MARKDOWN = re.compile(r"\s*#{1,6}\s+")
LATIN = re.compile(r"[A-Za-z]")

NUMBER_FIRST = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}[、.]|[（(]?[一二三四五六七八九十]{1,3}[）)]|[（(]\d{1,2}[）)]"
    r"|\d{1,2}[.、．)）](?!\d)|第[一二三四五六七八九十]+[章节部]|[一二三四五六七八九十][是要]|）(?=[一-龥]))"
)
"""How a new item begins; such a line never continues the one before."""
HEADING = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}[、.]|（[一二三四五六七八九十]{1,3}）|（\d{1,2}）|\d{1,2}[.、])"
)
NUMBER_ALONE = re.compile(
    r"[一二三四五六七八九十]{1,3}[、.]|（[一二三四五六七八九十]{1,3}）|（\d{1,2}）|\d{1,2}[.、]"
)
CLOSED = "。！？；：…”"
GLUED = tuple("，。；、）》”；％%")
"""A line that begins with one of these cannot be the beginning of a sentence."""
HEAD_LINE = re.compile(r"(?:法治|依法)[^。]{0,30}(?:报告|总结)$")
LABELLED = re.compile(
    r"^[^，。]{0,12}：|[\]】|｜]|https?|\d{4}-\d\d-\d\d"
    r"|^(?:索引号|主题分类|体裁分类|信息分类|组配分类|发布机构|发文机关|发文字号|成文日期|发布日期|公开日期|有效性|文号|名称|标题)"
)
"""A line of header fields."""
PAGE_NUMBER = re.compile(
    r"[-—–－―]{1,2}\s*\d{1,3}\s*[-—–－―]{1,2}|第\s*\d{1,3}\s*页(?:[，,\s]*共\s*\d{1,3}\s*页)?"
)
"""A line that holds nothing else was added by the printer."""


def clean(text: str) -> Clean:
    """The matchable form of an original text. Total: any string gives a result, an empty one an empty one."""
    lines = [line for line in _lines(text, _folded(text)) if line[0]]
    width = _wrap_width([len(line) for line, _, _ in lines])
    lines = [line for line in lines if not PAGE_NUMBER.fullmatch(line[0])] or lines
    out: list[str] = []
    offsets = _places(len(text))[:0]
    previous = ""
    for line, places, indented in lines:
        if out:
            if not _continues(previous, len(out[-1]), line, width, indented):
                out.append("\n")
                offsets.append(offsets[-1] + 1)
                previous = line
            else:
                previous += line
        else:
            previous = line
        out.append(line)
        offsets += places
    return Clean("".join(out), offsets)


SHORT = 1 << 16
"""The offsets of a text below this length take two bytes each."""


def _places(length: int) -> array[int]:
    """At least the numbers from 0 up to a length, to cut the offsets of a line from."""
    return _short_places() if length < SHORT else array("I", range(length))


@cache
def _short_places() -> array[int]:
    """Every number that two bytes hold."""
    return array("H", range(SHORT))


def _folded(text: str) -> str:
    """The text with widths unified, character for character; only what occurs in it costs anything."""
    folded = text
    for char in set(FOLDED.findall(text)):
        folded = folded.replace(char, FOLD[ord(char)])
    return BETWEEN_DIGITS.sub(lambda match: "," if match[0] == "，" else ":", folded)


def _lines(text: str, folded: str) -> list[tuple[str, array[int], bool]]:
    """Every line without its blanks: text, original places, whether it was indented."""
    found = []
    start = 0
    every = _places(len(text))
    breaks = BREAK if any(char in text for char in RARE_BREAKS) else PLAIN_BREAK
    for match in breaks.finditer(text):
        found.append((*_strip(text, folded, every, start, match.start()), text[start] in INDENTS))
        start = match.end()
    found.append((*_strip(text, folded, every, start, len(text)), text[start : start + 1] in INDENTS))
    return found


def _strip(raw: str, folded: str, every: array[int], start: int, end: int) -> tuple[str, array[int]]:
    """One line without what is dropped, folded, with the original place of each character, cut from `every`."""
    begins = DROPPED.search(raw, start, end)
    if begins is None:
        return folded[start:end], every[start:end]
    pieces: list[str] = []
    places = every[:0]
    marked = MARKDOWN.match(raw, start, end) if MARKED in folded else None
    last = marked.end() if marked else start
    for match in DROPPED.finditer(raw, begins.start(), end):
        if match.start() < last or _kept(raw, match, start, end):
            continue
        if match.start() > last:
            pieces.append(folded[last : match.start()])
            places += every[last : match.start()]
        last = match.end()
    pieces.append(folded[last:end])
    places += every[last:end]
    return "".join(pieces), places


def _kept(raw: str, match: re.Match[str], first: int, last: int) -> bool:
    """Whether a run is no waste in the line from `first` to `last`: a blank between Latin words, a single star."""
    start, end = match.span()
    if match[0] == "*":
        return True
    words = start > first and end < last and LATIN.match(raw, start - 1) and LATIN.match(raw, end)
    return match[0] == " " and bool(words)


def _wrap_width(lengths: list[int]) -> int:
    """The width at which lines were broken, 0 when the text keeps its paragraphs whole."""
    if len(lengths) < 12:
        return 0
    width = sorted(lengths)[int(len(lengths) * 0.9)]
    full = sum(1 for n in lengths if width - 4 <= n <= width + 2)
    return width if 15 <= width <= 60 and full * 5 >= len(lengths) * 2 else 0


def _continues(previous: str, last_line: int, line: str, width: int, indented: bool) -> bool:
    """Whether a line break fell inside a sentence; `last_line` is the length of the line just before it."""
    if NUMBER_FIRST.match(line):
        return False
    last = previous[-1]
    if NUMBER_ALONE.fullmatch(previous):
        return True
    if line.startswith(GLUED) and last not in CLOSED:
        return True
    if width:
        if HEAD_LINE.search(previous) or (HEADING.match(previous) and len(previous) < width - 1):
            return False
        return last_line >= width - 5 and not (indented and last in CLOSED)
    if last in CLOSED or len(previous) < 20:
        return False
    if HEADING.match(previous) and len(previous) <= 45 and "。" not in previous:
        return False
    if LABELLED.search(previous[:40]) and "。" not in previous:
        return False
    return any(mark in previous for mark in "，。；、")
