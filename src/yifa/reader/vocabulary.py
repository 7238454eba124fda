"""Loads the reader's data files, checked against their schema, once.

A rule file in `data/` is a mapping of group to a list of rules; a rule has a regular expression `is` (or
`words`, expressions joined by “or”) and `examples` it must match; `not` lists what it must leave alone.
The tests try each of them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class BadData(Exception):
    """A data file does not follow its schema: the file, the place and what was expected."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of a data file: what it matches, and what it must and must not match."""

    pattern: str
    examples: tuple[str, ...]
    refuses: tuple[str, ...]


def raw(name: str) -> Any:
    """The content of `data/<name>.yaml`."""
    text = files("yifa.reader").joinpath("data", f"{name}.yaml").read_text(encoding="utf-8")
    return yaml.load(text, Loader=Loader)


@cache
def groups(name: str) -> dict[str, tuple[Rule, ...]]:
    """The rules of a file by group, in file order. Raises BadData."""
    content = raw(name)
    if not isinstance(content, dict):
        raise BadData(f"{name}: a mapping of groups is expected")
    return {str(group): tuple(_rule(name, group, item) for item in items) for group, items in content.items()}


def _rule(name: str, group: object, item: object) -> Rule:
    """One rule from its YAML form."""
    if not isinstance(item, dict) or not set(item) <= {"is", "words", "examples", "not"}:
        raise BadData(f"{name}.{group}: keys is or words, examples, not are expected, found {item!r}")
    pattern, examples = item.get("is") or "|".join(item.get("words", ())), item.get("examples")
    if not isinstance(pattern, str) or not pattern or not isinstance(examples, list) or not examples:
        raise BadData(f"{name}.{group}: {pattern!r} needs examples")
    try:
        re.compile(pattern)
    except re.error as error:
        raise BadData(f"{name}.{group}: {pattern!r}: {error}") from error
    return Rule(pattern, tuple(map(str, examples)), tuple(map(str, item.get("not", ()))))


@cache
def matcher(name: str, group: str, before: str = "", after: str = "") -> re.Pattern[str]:
    """All rules of a group as one expression, between two fixed ones (^ and $)."""
    either = "|".join(f"(?:{rule.pattern})" for rule in groups(name)[group])
    return re.compile(f"{before}(?:{either}){after}" if before or after else either)
