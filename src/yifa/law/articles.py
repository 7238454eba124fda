"""Reads and writes references to articles: "64(1)、85" is 第六十四条第一项、第八十五条."""

import re
from dataclasses import dataclass

from yifa.law.numerals import chinese, number

WORDS = "一二三四五六七八九十百零"
ARTICLE = re.compile(
    rf"(?P<first>\d{{1,4}})(?:-(?P<last>\d{{1,4}}))?"
    rf"(?:p(?P<paragraph>\d+)|第(?P<paragraph_words>[{WORDS}]+)款)?"
    rf"(?P<items>(?:至?\((?:\d+|[{WORDS}]+)\))*)(?:第(?P<item_words>[{WORDS}]+)项)?"
)
ITEM = re.compile(rf"(至?)\((\d+|[{WORDS}]+)\)")
PART = re.compile(rf"(?P<part>[{WORDS}]+)?(?:\((?P<point>[{WORDS}]+)\))?")
NARROW = str.maketrans(
    {"（": "(", "）": ")", "，": "、", ",": "、", "；": "、", ";": "、", "—": "-", "－": "-"}
)


class MalformedReference(ValueError):
    """A reference that is not written as articles, paragraphs and items are written."""


@dataclass(frozen=True, slots=True)
class Reference:
    """One place in an instrument; `keys` are its entries in the article index."""

    keys: tuple[str, ...]
    label: str  # 第六十四条第一项
    article_label: str  # 第六十四条


def references(text: str) -> tuple[Reference, ...]:
    """Read "64", "64(1)", "64（一）", "57p2", "57第二款", "69-80", "54、55", "二(三)"; "" gives ().

    Items are written without brackets (第一项), as statutes cite themselves; the points of guidance
    documents keep theirs. MalformedReference otherwise.
    """
    parts = text.translate(NARROW).replace(" ", "").split("、") if text else []
    return tuple(_reference(part) for part in parts)


def _reference(text: str) -> Reference:
    if found := ARTICLE.fullmatch(text):
        return _article(found, text)
    found = PART.fullmatch(text)
    if not text or found is None:
        raise MalformedReference(f"expected an article such as 64, 64(1) or 57p2, found {text!r}")
    part, point = found["part"], found["point"]
    head = f"第{part}部分" if part else ""
    return Reference((text,), head + (f"第（{point}）项" if point else ""), head or f"第（{point}）项")


def _article(found: re.Match[str], text: str) -> Reference:
    first, last = int(found["first"]), int(found["last"] or found["first"])
    if not 0 < first <= last:
        raise MalformedReference(f"expected rising article numbers, found {text!r}")
    head = f"第{chinese(first)}条" + (f"至第{chinese(last)}条" if last > first else "")
    label = head
    if paragraph := found["paragraph"] or found["paragraph_words"]:
        label += f"第{_words(paragraph, text)}款"
    items = ITEM.findall(found["items"]) + ([("", found["item_words"])] if found["item_words"] else [])
    if items and items[0][0]:
        raise MalformedReference(f"expected an item before 至, found {text!r}")
    for place, (to, item) in enumerate(items):
        label += (to or "、" if place else "") + f"第{_words(item, text)}项"
    return Reference(tuple(str(n) for n in range(first, last + 1)), label, head)


def _words(count: str, text: str) -> str:
    try:
        return chinese(int(count) if count.isdecimal() else number(count))
    except ValueError as error:
        raise MalformedReference(f"expected a numbered paragraph or item, found {text!r}") from error
