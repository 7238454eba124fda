"""Gives the field's words in Chinese and English and the identifier the code uses."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from yifa.law.sources import read


class UnknownTerm(KeyError):
    """No term of this Chinese word or code."""


@dataclass(frozen=True, slots=True)
class Term:
    """One word of the field; the English renderings are from memory."""

    zh: str
    en: str
    meaning: str
    code: str


@cache
def terms() -> Mapping[str, Term]:
    """Return all terms by their Chinese word, in the order of the data file."""
    return {
        row["zh"]: Term(row["zh"], row["en"], row["meaning"], row["code"])
        for row in read("glossary.yaml")["terms"]
    }


def term(word: str) -> Term:
    """Return the term of a Chinese word or of a code; UnknownTerm otherwise."""
    if word in terms():
        return terms()[word]
    for one in terms().values():
        if one.code == word:
            return one
    raise UnknownTerm(f"yifa.E106: expected a term of the glossary, found {word!r}")
