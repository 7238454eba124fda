"""Finds ordinary words with one wrong character that make a pair which is no word (成校 for 成效, 摸式 for 模式).

The list gives for each word what is written for its first and for its second character by ear or by eye. Two words
may still meet so; a pair is therefore left alone where its first character ends a word with the one before it, or its
second one begins a word with the one behind (`joins`), in names, and in quotation marks, where words are coined.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from yifa.reader.document import Finding
from yifa.reader.findings.view import View

DATA = Path(__file__).parent.parent / "data"
NAME = re.compile(
    r"[村镇乡屯寨路街庄桥湾岭河湖](?![民级务居组规域容道])"
    r"|[一-龥]{0,4}(?:律师|事务所|公司|集团|酒店|宾馆|大厦|花园|大道|水库|合作社|商会|中学|小学|幼儿园)"
)
"""What follows a pair that is part of a name."""
QUOTED = 14
"""Characters of a coined expression in quotation marks."""


@cache
def words() -> dict[str, str]:
    """The wrong pairs and what stands for each."""
    found: dict[str, str] = {}
    for line in (DATA / "words.txt").read_text(encoding="utf-8").splitlines():
        right, wrong = line.split(" ")
        first, second = wrong.split("|")
        found |= {char + right[1]: right for char in first} | {right[0] + char: right for char in second}
    return found


@cache
def common() -> tuple[str, ...]:
    """Common words of two characters that are no right word of the list, by code point."""
    return tuple((DATA / "common.txt").read_text(encoding="utf-8").split())


@cache
def joins() -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    """For a character those that make a word before it, and behind it: in the common words and in the right ones."""
    before: dict[str, set[str]] = {}
    behind: dict[str, set[str]] = {}
    for word in {*common(), *words().values()}:
        before.setdefault(word[1], set()).add(word[0])
        behind.setdefault(word[0], set()).add(word[1])
    return {
        char: (frozenset(before.get(char, ())), frozenset(behind.get(char, ())))
        for char in before.keys() | behind.keys()
    }


@cache
def _shown() -> frozenset[int]:
    """The wrong pairs as a text is asked for them."""
    return frozenset(ord(said[0]) | ord(said[1]) << 16 for said in words())


def check(view: View) -> Iterator[Finding]:
    """Ordinary words with a slip in text order, where no check before this one said anything."""
    found: list[tuple[int, str]] = []
    for pair in view.pairs & _shown():
        said = chr(pair & 0xFFFF) + chr(pair >> 16)
        at = view.text.find(said, view.first, view.last)
        while at >= 0:
            found.append((at, said))
            at = view.text.find(said, at + 1, view.last)
    for at, said in sorted(found):
        if at not in view.taken and at + 1 not in view.taken and _wrong(view, at, said):
            view.taken.update((at, at + 1))
            right = words()[said]
            yield view.finding("typo", at, at + 2, f"“{said}”疑为“{right}”之误。", fix=right)


def _wrong(view: View, at: int, said: str) -> bool:
    """Whether a pair at a place can be nothing but the slip."""
    text = view.text
    none: tuple[frozenset[str], frozenset[str]] = (frozenset(), frozenset())
    if (
        text[at - 1 : at] in joins().get(said[0], none)[0]
        or text[at + 2 : at + 3] in joins().get(said[1], none)[1]
    ):
        return False
    if view.in_name(at) or NAME.match(text, at + 2):
        return False
    opened = text.rfind("“", max(0, at - QUOTED), at)
    return opened < 0 or "”" in text[opened:at] or "”" not in text[at : opened + QUOTED]
