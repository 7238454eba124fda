"""Resolves what a definition writes after 依, such as 罚64（二）、85, into articles of statutes."""

import re
from collections.abc import Iterable, Iterator, Mapping

from yifa.law import statutes
from yifa.law.articles import MalformedReference
from yifa.law.statutes import Citation

NUMERALS = "一二三四五六七八九十"
ITEMS = re.compile(r"(?P<article>.*?)(?P<items>(?:[（(][一二三四五六七八九十]+[）)](?:至(?=[（(]))?){2,})")
ITEM = re.compile(r"[（(]([一二三四五六七八九十]+)[）)](至)?")


class BadCitation(ValueError):
    """A citation that names no known article."""


def resolve(text: str, laws: Mapping[str, str]) -> tuple[Citation, ...]:
    """Return the citations in the order written; BadCitation if a prefix, statute or article is unknown.

    A prefix stands until the next one: 罚64（二）、85、强69.  （二）（三）, （一）至（五） are several.
    """
    found: list[Citation] = []
    prefix = ""
    prefixes = sorted(laws, key=len, reverse=True)
    for part in re.split(r"[、，,；;]", text.replace(" ", "")):
        if not part:
            raise BadCitation(f"依据写法不对：{text}")
        own = next((p for p in prefixes if part.startswith(p)), "")
        prefix = own or prefix
        if not prefix:
            raise BadCitation(f"“依: {text}”没有以“法”里的简称开头（{'、'.join(laws)}）")
        for article in _spread(part.removeprefix(own)):
            found.append(_cite(laws[prefix], article, text))
    return tuple(found)


def cited(cites: Iterable[Citation], marked: bool = False) -> str:
    """《行政处罚法》第四十四条、第六十二条; `marked` adds 〔未核〕 to what was not read."""
    found: list[str] = []
    last = ""
    for cite in cites:
        name = cite.label[: cite.label.find("》") + 1]
        found.append(cite.label.removeprefix(name) if name == last and cite.label != name else cite.label)
        found[-1] += f"〔{cite.mark}〕" if marked and cite.mark else ""
        last = name
    return "、".join(found)


def _cite(statute: str, article: str, text: str) -> Citation:
    try:
        return statutes.cite(statute, article)
    except (LookupError, MalformedReference) as error:
        raise BadCitation(f"依据查不到：{text}（{statute} {article}）：{error}") from error


def _spread(article: str) -> Iterator[str]:
    """57（二）（三） as 57（二）, 57（三）; 31（一）至（三） as three."""
    several = ITEMS.fullmatch(article)
    if several is None:
        yield article
        return
    numbers: list[int] = []
    to = False
    for item, more in ITEM.findall(several["items"]):
        number = _number(item)
        numbers += range(numbers[-1] + 1, number + 1) if to else [number]
        to = bool(more)
    for number in numbers:
        yield f"{several['article']}（{_words(number)}）"


def _number(words: str) -> int:
    if "十" not in words:
        return NUMERALS.index(words[0]) + 1
    tens, _, ones = words.partition("十")
    return (NUMERALS.index(tens) + 1 if tens else 1) * 10 + (NUMERALS.index(ones) + 1 if ones else 0)


def _words(number: int) -> str:
    tens, ones = divmod(number, 10)
    head = {0: "", 1: "十"}.get(tens, NUMERALS[tens - 1] + "十" if tens else "")
    return head + (NUMERALS[ones - 1] if ones else "")
