"""Writes the list numbers that Word makes itself (一、 （一） 1.), which a DOCX's text does not hold."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

IN_WORDS = ("chinese", "japaneseCounting", "ideographDigital", "taiwaneseCounting")
CJK = "零一二三四五六七八九"


class Numbering:
    """Counters of the lists of one document; `label` must be asked paragraph by paragraph, in order."""

    def __init__(self, part: Element | None) -> None:
        self._levels: dict[tuple[str, int], tuple[str, str, int]] = {}
        self._abstract: dict[str, str] = {}
        self._counts: dict[tuple[str, int], int] = {}
        if part is not None:
            self._read(part)

    def _read(self, part: Element) -> None:
        """Formats and texts of every level."""
        for node in part:
            tag = _tag(node)
            if tag == "abstractNum":
                for level in (child for child in node if _tag(child) == "lvl"):
                    said = {_tag(child): _value(child) for child in level}
                    key = (_attribute(node, "abstractNumId"), _whole(_attribute(level, "ilvl")))
                    start = _whole(said.get("start", "1")) or 1
                    self._levels[key] = (said.get("numFmt", ""), said.get("lvlText", ""), start)
            elif tag == "num":
                target = next((_value(child) for child in node if _tag(child) == "abstractNumId"), "")
                self._abstract[_attribute(node, "numId")] = target

    def label(self, paragraph: Element) -> str:
        """The number of a paragraph as shown, '' when it has none."""
        properties = next((child for child in paragraph if _tag(child) == "pPr"), None)
        numbered = None if properties is None else next((c for c in properties if _tag(c) == "numPr"), None)
        if numbered is None:
            return ""
        said = {_tag(child): _value(child) for child in numbered}
        abstract, depth = self._abstract.get(said.get("numId", ""), ""), _whole(said.get("ilvl", "0"))
        if (abstract, depth) not in self._levels:
            return ""
        form, text, start = self._levels[abstract, depth]
        count = self._counts.get((abstract, depth), start - 1) + 1
        self._counts[abstract, depth] = count
        for key in [key for key in self._counts if key[0] == abstract and key[1] > depth]:
            del self._counts[key]
        if form in ("bullet", "none", ""):
            return ""
        return re.sub(r"%(\d)", lambda m: self._numeral(abstract, int(m[1]) - 1, depth, count), text)

    def _numeral(self, abstract: str, level: int, depth: int, count: int) -> str:
        """The counter of a level in its own form."""
        form, _, start = self._levels.get((abstract, level), ("decimal", "", 1))
        return write(count if level == depth else self._counts.get((abstract, level), start), form)


def write(count: int, form: str) -> str:
    """A counter in one of Word's number forms; forms not met in Chinese papers are written in figures."""
    if form.startswith(IN_WORDS) and 0 < count < 100:
        tens, ones = divmod(count, 10)
        return ("" if tens == 0 else "十" if tens == 1 else CJK[tens] + "十") + (CJK[ones] if ones else "")
    if form == "decimalEnclosedCircle" and 0 < count <= 20:
        return chr(0x2460 + count - 1)
    return str(count)


def _tag(node: Element) -> str:
    """Local name of an element."""
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""


def _attribute(node: Element, name: str) -> str:
    """An attribute by its local name."""
    return next((value for key, value in node.attrib.items() if key.rpartition("}")[2] == name), "")


def _value(node: Element) -> str:
    """The `val` attribute."""
    return _attribute(node, "val")


def _whole(text: str) -> int:
    """A whole number, 0 for anything else."""
    return int(text) if re.fullmatch(r"\d{1,9}", text) else 0
