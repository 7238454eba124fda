"""Makes the text that rules are matched against, with the original place of every character.

Dropped: blanks, zero-width characters, Markdown `**`, and line breaks that fall inside a sentence (page
breaks, hard-wrapped lines). Substituted one to one: full-width letters and digits to half-width,
half-width punctuation to full-width. Nothing else changes and nothing is mended.
"""

from __future__ import annotations

import re
from array import array

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

BETWEEN_DIGITS = re.compile(r"(?<=[0-9０-９])[,:：，](?=[0-9０-９])")
"""A comma or colon inside a number or a time of day is no punctuation mark."""
DROPPED = re.compile(r"[\s\x00-\x1f\x7f\u200b-\u200f\u2060\ufeff\u00ad*]+")
"""Blanks, control and zero-width characters, Markdown stars; one blank between Latin words is kept."""
MARKDOWN = re.compile(r"\s*#{1,6}\s+")
LATIN = re.compile(r"[A-Za-z]")

NUMBER_FIRST = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}[、.]|[（(]?[一二三四五六七八九十]{1,3}[）)]|[（(]\d{1,2}[）)]"
    r"|\d{1,2}[.、．)）](?!\d)|第[一二三四五六七八九十]+[章节部]|[一二三四五六七八九十][是要]|）)"
)
"""How a new item begins; such a line never continues the one before."""
HEADING = re.compile(r"(?:[一二三四五六七八九十]{1,3}[、.]|（[一二三四五六七八九十]{1,3}）|（\d{1,2}）|\d{1,2}[.、])")
NUMBER_ALONE = re.compile(r"[一二三四五六七八九十]{1,3}[、.]|（[一二三四五六七八九十]{1,3}）|（\d{1,2}）|\d{1,2}[.、]")
CLOSED = "。！？；：…”"
GLUED = tuple("，。；、）》”；％%")
"""A line that begins with one of these cannot be the beginning of a sentence."""
HEAD_LINE = re.compile(r"(?:法治|依法)[^。]{0,30}(?:报告|总结)$")
LABELLED = re.compile(r"^[^，。]{0,12}：|[\]】]|https?|\d{4}-\d\d-\d\d")


def clean(text: str) -> Clean:
    """The matchable form of an original text. Total: any string gives a result, an empty one an empty one."""
    lines = [line for line in _lines(text) if line[0]]
    width = _wrap_width([len(line) for line, _, _ in lines])
    out: list[str] = []
    offsets = array("I")
    previous = ""
    for line, places, indented in lines:
        if out:
            if not _continues(previous, line, width, indented):
                out.append("\n")
                offsets.append(offsets[-1] + 1)
                previous = line
            else:
                previous += line
        else:
            previous = line
        out.append(line)
        offsets.extend(places)
    return Clean("".join(out), offsets)


def _lines(text: str) -> list[tuple[str, array[int], bool]]:
    """Every line without its blanks: text, original places, whether it was indented."""
    found = []
    start = 0
    for raw in re.split(r"\r\n|[\n\r\f\v\u2028\u2029\x85]", text):
        found.append((*_strip(raw, start), raw[:1] in "  \u3000\t\u2002\u2003"))
        start += len(raw)
        start += 2 if text.startswith("\r\n", start) else 1
    return found


def _strip(raw: str, start: int) -> tuple[str, array[int]]:
    """One line without what is dropped, folded, with the original place of each character."""
    folded = raw.translate(FOLD)
    for match in BETWEEN_DIGITS.finditer(raw):
        sign = "," if match.group() in ",，" else ":"
        folded = folded[: match.start()] + sign + folded[match.end() :]
    pieces: list[str] = []
    places = array("I")
    marked = MARKDOWN.match(raw)
    last = marked.end() if marked else 0
    for match in DROPPED.finditer(raw):
        if match.start() < last or _kept(raw, match):
            continue
        if match.start() > last:
            pieces.append(folded[last : match.start()])
            places.extend(range(start + last, start + match.start()))
        last = match.end()
    pieces.append(folded[last:])
    places.extend(range(start + last, start + len(raw)))
    return "".join(pieces), places


def _kept(raw: str, match: re.Match[str]) -> bool:
    """Whether a run is no waste: a blank between Latin words, a single star."""
    start, end = match.span()
    if match[0] == "*":
        return True
    words = start > 0 and end < len(raw) and LATIN.match(raw[start - 1]) and LATIN.match(raw[end])
    return match[0] == " " and bool(words)


def _wrap_width(lengths: list[int]) -> int:
    """The width at which lines were broken, 0 when the text keeps its paragraphs whole."""
    if len(lengths) < 12:
        return 0
    width = sorted(lengths)[int(len(lengths) * 0.9)]
    full = sum(1 for n in lengths if width - 4 <= n <= width + 2)
    return width if 15 <= width <= 60 and full * 5 >= len(lengths) * 2 else 0


def _continues(previous: str, line: str, width: int, indented: bool) -> bool:
    """Whether a line break fell inside a sentence."""
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
        return len(previous) >= width - 5 and not (indented and last in CLOSED)
    if last in CLOSED or len(previous) < 20:
        return False
    if HEADING.match(previous) and len(previous) <= 45 and "。" not in previous:
        return False
    if LABELLED.search(previous[:40]) and "。" not in previous:
        return False
    return any(mark in previous for mark in "，。；、")
