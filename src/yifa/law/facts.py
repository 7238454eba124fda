"""Finds the paraphrased facts that stand behind an article."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from yifa.law.articles import references
from yifa.law.grades import best
from yifa.law.sources import DATA, parse

Row = Mapping[str, Any]
HEAD = """\
# Which articles are known, how each was checked (best row), and the rows about it (file/section/row).
# Made from the fact files by `python -m yifa.law`; a test compares. Key "": rows that name no article."""


@dataclass(frozen=True, slots=True)
class Place:
    """One row about an article; `id` is file/section/row and stays the same while the row exists."""

    id: str
    register: str  # title of the file in Chinese
    section: str
    row: Row


@cache
def places() -> tuple[Place, ...]:
    """Return every row of the fact files that names an instrument."""
    files = [*sorted((DATA / "facts").glob("*.yaml")), DATA / "official_document.yaml"]
    return tuple(place for path in files for place in _file(path.stem, parse(path)))


def _file(name: str, document: Row) -> Iterator[Place]:
    for section, content in document.items():
        for path, row in _rows(content, f"{name}/{section}"):
            yield Place(path, document["title_zh"], section, row)


def _rows(content: Any, path: str) -> Iterator[tuple[str, Row]]:
    if isinstance(content, Mapping):
        if "statute" in content:
            yield path, content
        for key, value in content.items():
            yield from _rows(value, f"{path}/{key}")
    elif isinstance(content, Sequence) and not isinstance(content, str):
        for number, value in enumerate(content):
            key = value.get("id", number) if isinstance(value, Mapping) else number
            yield from _rows(value, f"{path}/{key}")


def index(rows: Sequence[Place]) -> dict[str, dict[str, dict[str, Any]]]:
    """Return statute -> article -> how it was checked and the rows about it; "" holds the rest.

    An article is as well checked as the best row about it, because one reading is a reading.
    """
    found: dict[str, dict[str, dict[str, Any]]] = {}
    for place in rows:
        text = place.row.get("article")
        keys = [key for reference in references(text or "") for key in reference.keys] or [""]
        verified = place.row.get("verified", "memory")
        for key in keys:
            articles = found.setdefault(place.row["statute"], {})
            entry = articles.setdefault(key, {"verified": verified, "rows": []})
            entry["verified"] = best((entry["verified"], verified))
            entry["rows"].append(place.id)
    return found


def written(rows: Sequence[Place]) -> str:
    """Return the index as the text of `data/articles.yaml`."""
    lines = [HEAD]
    for statute, articles in sorted(index(rows).items()):
        lines.append(f"{statute}:")
        for key in sorted(articles, key=_order):
            entry = articles[key]
            lines.append(f'  "{key}": {{verified: {entry["verified"]}, rows: [{", ".join(entry["rows"])}]}}')
    return "\n".join(lines) + "\n"


def _order(key: str) -> tuple[int, int, str]:
    """Rows without an article, then articles by number, then parts and points of guidance documents."""
    return (1, int(key), "") if key.isdecimal() else (2 if key else 0, 0, key)
