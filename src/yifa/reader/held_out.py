"""Leave one out: what the reader knows when everything is forgotten that only the held-out report shows.

Nothing in the reader is trained, but its word lists and rules were written by people who had read the five seeds.
This takes the lists back, one report at a time: a rule, a word of a rule, a field name, a unit, a term or a known
instrument that is found in the held-out report and in none of the others is dropped, and a copy of the package with
the rest reads the report. Rules in code stay, so the result is a floor for the lists only. No other claim is made.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import yaml

from yifa.reader.vocabulary import Loader

WORD_LISTS = ("terms.txt", "slips.txt")
"""A form a line; of a slip the wrong form, without the neighbours in brackets beside which it is none."""
WRONG_PAIRS = "words.txt"
"""A word a line, and what is written for its first and for its second character."""
PACKAGE = Path(__file__).resolve().parent


def forget(target: Path, held: str, others: list[str]) -> list[str]:
    """Copies the package to `target/yifa` without what only `held` shows; the rows that were dropped."""
    home = target / "yifa"
    home.mkdir(parents=True)
    shutil.copy(PACKAGE.parent / "__init__.py", home)
    for floor in ("law", "reader"):
        shutil.copytree(PACKAGE.parent / floor, home / floor, ignore=shutil.ignore_patterns("__pycache__"))
    dropped: list[str] = []
    for path in sorted((home / "reader" / "data").iterdir()):
        if path.suffix == ".yaml":
            content = yaml.load(path.read_text(encoding="utf-8"), Loader=Loader)
            kept = _pruned(content, path.stem, held, others, dropped)
            path.write_text(yaml.safe_dump(kept, allow_unicode=True, sort_keys=False), encoding="utf-8")
        elif path.name in WORD_LISTS:
            lines = path.read_text(encoding="utf-8").split("\n")
            kept_lines = [line for line in lines if not _only_here(_form(line), held, others)]
            dropped += [f"{path.stem}: {line}" for line in lines if line not in kept_lines]
            path.write_text("\n".join(kept_lines), encoding="utf-8")
        elif path.name == WRONG_PAIRS:
            rows = path.read_text(encoding="utf-8").splitlines()
            kept_rows = [_without_pairs(row, held, others, dropped) for row in rows]
            path.write_text("".join(f"{row}\n" for row in kept_rows), encoding="utf-8")
    return dropped


def _without_pairs(row: str, held: str, others: list[str], dropped: list[str]) -> str:
    """A word without the wrong pairs that only the held-out report shows."""
    right, wrong = row.split(" ")
    first, second = wrong.split("|")
    here = [char + right[1] for char in first] + [right[0] + char for char in second]
    gone = {pair for pair in here if pair in held and not any(pair in other for other in others)}
    dropped += [f"words: {pair} for {right}" for pair in sorted(gone)]
    first = "".join(char for char in first if char + right[1] not in gone)
    second = "".join(char for char in second if right[0] + char not in gone)
    return f"{right} {first}|{second}"


def _pruned(node: Any, place: str, held: str, others: list[str], dropped: list[str]) -> Any:
    """A data file without the rules and words that only the held-out report shows."""
    if isinstance(node, dict):
        return {key: _pruned(value, f"{place}.{key}", held, others, dropped) for key, value in node.items()}
    if not isinstance(node, list):
        return node
    kept = []
    for item in node:
        row = dict(item) if isinstance(item, dict) else item
        if isinstance(row, dict) and "words" in row:
            words = [word for word in row["words"] if not _only_here(word, held, others)]
            dropped += [f"{place}: {word}" for word in row["words"] if word not in words]
            row["words"] = words
            if words:
                kept.append(row)
            continue
        if _only_here(_pattern(row), held, others):
            dropped.append(f"{place}: {_pattern(row)}")
        else:
            kept.append(row)
    return kept


def _form(line: str) -> str:
    """The expression for the form a line of a word list begins with; '' for a remark."""
    said = re.sub(r"\[[^\]]*\]", "", line).split()
    return re.escape(said[0]) if said and not line.startswith("#") else ""


def _pattern(row: Any) -> str:
    """What a row looks for: its expression, its unit or name, or itself."""
    if isinstance(row, dict):
        said = row.get("is") or row.get("unit") or row.get("name") or ""
        return str(said) if "is" in row else re.escape(str(said))
    return re.escape(str(row))


def _only_here(pattern: str, held: str, others: list[str]) -> bool:
    """Whether an expression is found in the held-out text and in none of the others."""
    if not pattern:
        return False
    rule = re.compile(pattern)
    return rule.search(held) is not None and not any(rule.search(other) for other in others)
