"""The instruments the reader can recognise by name, with their dates where `law/` has them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from yifa.law import statutes

DATA = Path(__file__).parent / "data" / "instruments.yaml"
EDITION = re.compile(r"（(?:\d{4}年?(?:修订|修正)?|\d{4}年版)）$")
MARKS = re.compile(r"[\s《》〈〉<>“”\"]")
DASH = re.compile(r"(?<=\d)年?[－–\-~～一─―〜—]+(?=\d)")
NATION = "中华人民共和国"
YEARS = re.compile(r"（(?:19|20)\d{2}年?—?(?:19|20)\d{2}年?）")


@dataclass(frozen=True, slots=True)
class Known:
    """One name and when it was in force; `since` None means that the list does not say."""

    name: str
    kind: str
    since: date | None = None
    until: date | None = None
    successor: str = ""
    """The name that stands in its place now, when that is another one."""


def bare(name: str) -> str:
    """A name as names are compared: no marks, no blanks, no nation, one kind of dash and bracket."""
    flat = MARKS.sub("", name).replace("(", "（").replace(")", "）")
    flat = DASH.sub("—", flat)
    return flat.removeprefix(NATION)


def stem(name: str) -> str:
    """A bare name without its edition or span of years at the end."""
    return re.sub(r"（[^（）]*）$", "", bare(name))


@cache
def book() -> dict[str, Any]:
    """The data file, read once."""
    with DATA.open(encoding="utf-8") as file:
        found: dict[str, Any] = yaml.load(file, yaml.CSafeLoader)
    return found


@cache
def by_name() -> dict[str, Known]:
    """Every known name in bare form; where versions share a name, the latest dates stand."""
    found: dict[str, Known] = {}
    every = statutes.every()
    for one in every.values():
        name = bare(EDITION.sub("", one.title))
        later = every.get(one.superseded_by) if one.superseded_by else None
        successor = bare(EDITION.sub("", later.title)) if later else ""
        old = found.get(name)
        since = min(one.in_force_from, old.since) if old and old.since else one.in_force_from
        open_end = one.in_force_to is None or (old is not None and old.until is None)
        until = None if open_end else max(filter(None, (one.in_force_to, old.until if old else None)))
        found[name] = Known(name, one.kind, since, until, "" if successor == name else successor)
    for kind, names in book()["known"].items():
        for name in names:
            found.setdefault(bare(name), Known(bare(name), kind))
    return found


@cache
def stems() -> dict[str, tuple[Known, ...]]:
    """Known instruments by stem; several where only the span of years differs."""
    found: dict[str, list[Known]] = {}
    for one in by_name().values():
        found.setdefault(stem(one.name), []).append(one)
    return {name: tuple(ones) for name, ones in found.items()}


def look_up(name: str) -> Known | None:
    """The instrument of a name, full or short; None when it is not known."""
    flat = bare(name)
    short: dict[str, str] = book()["short"]
    flat = short.get(flat, flat)
    found = by_name().get(flat) or by_name().get(EDITION.sub("", flat))
    if found is None and (flat in stems() or YEARS.search(flat[len(stem(flat)) :])):
        versions = stems().get(stem(flat), ())
        found = versions[-1] if versions else None
    return found


def kind_of(name: str, local: bool) -> str:
    """What sort of instrument a name is: from the list, else from its ending. `local`: a body's own paper."""
    found = look_up(name)
    if found:
        return found.kind
    flat = stem(name)
    for kind, words in book()["endings"]:
        if flat.endswith(tuple(words.split())):
            if kind == "rule":
                return "own_rule" if local else "rule"
            if kind == "administrative_regulation" and re.match(r".{1,8}?[省市州盟区县旗]", flat):
                return "local_rule"
            if kind == "law" and not flat.endswith(("法", "法典")):
                continue
            return str(kind)
    return "speech_or_article" if len(flat) > 12 else "other"
