"""Splits written words into runs: slots become figures, and numbers that are names are declared as such."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from yifa.report.blocks import Named, Run, Text, What

SLOT = re.compile(r"\{([a-z][a-z0-9_]*)\}")
_NAMES: tuple[tuple[What, str], ...] = (
    ("law", r"《[^《》]*(?:《[^《》]*》[^《》]*)*》"),
    ("document", r"[〔\[［][12]\d{3}[〕\]］]\d+号"),
    ("date", r"(?:19|20)\d{2}年\d{1,2}月(?:\d{1,2}日)?|\d{1,2}月\d{1,2}日"),
    ("year", r"(?:19|20)\d{2}(?:[—－-](?:19|20)\d{2})?年度?"),
    ("law", r"第\d+[条款项]"),
)
DECLARED = re.compile("|".join(f"(?P<{name}{place}>{rule})" for place, (name, rule) in enumerate(_NAMES)))


def declared(text: str) -> Iterator[Run]:
    """Plain words with years, dates, document numbers, articles and titles in 《》 told apart."""
    at = 0
    for match in DECLARED.finditer(text):
        if match.start() > at:
            yield Text(text[at : match.start()])
        what = next(name for place, (name, _) in enumerate(_NAMES) if match[f"{name}{place}"])
        yield Named(match[0], what)
        at = match.end()
    if at < len(text):
        yield Text(text[at:])


def filled(text: str, fill: Callable[[str], Run]) -> tuple[Run, ...]:
    """The runs of a text with slots; ``fill`` gives the run that stands for a slug."""
    runs: list[Run] = []
    at = 0
    for match in SLOT.finditer(text):
        runs += declared(text[at : match.start()])
        runs.append(fill(match[1]))
        at = match.end()
    return (*runs, *declared(text[at:]))


def slots(text: str) -> list[str]:
    """The slugs that a text asks for."""
    return SLOT.findall(text)
