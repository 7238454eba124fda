"""Finds matters by Chinese words of two characters or more; the index is the database's own."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable, Sequence

from django.db import connection

from yifa.matter.insert import insert
from yifa.matter.models import SearchText

_WORD = re.compile(r"[0-9a-z]+|[\u3400-\u9fff\uf900-\ufaff]+")


def bigrams(text: str) -> list[str]:
    """Overlapping pairs of Han characters, and Latin words or numbers whole."""
    found: list[str] = []
    for run in _WORD.findall(text.lower()):
        if run[0].isascii() or len(run) == 1:
            found.append(run)
        else:
            found.extend(run[place : place + 2] for place in range(len(run) - 1))
    return found


def put(rows: Sequence[SearchText], *, fresh: bool = False) -> None:
    """Replaces the searchable words of these matters, at most some hundred at a time; ``fresh`` ones have
    none yet.
    """
    if not rows:
        return
    if not fresh:
        SearchText.objects.filter(matter__in=[row.matter for row in rows]).delete()
    insert(rows)


def change(row: SearchText) -> None:
    """The searchable words of one matter that has become different."""
    if not SearchText.objects.filter(matter=row.matter).update(text=row.text):
        put([row], fresh=True)


def find(words: str, townships: Iterable[uuid.UUID], limit: int = 200) -> list[SearchText]:
    """Matters of these townships that contain every pair of the words; [] for fewer than two characters."""
    pairs = list(dict.fromkeys(bigrams(words)))
    if not pairs or len("".join(words.split())) < 2:
        return []
    rows = SearchText.objects.filter(township__in=list(townships))
    return list(rows.filter(matter__in=_matching(pairs, limit * 5))[:limit])


def _matching(pairs: Sequence[str], limit: int) -> list[uuid.UUID]:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            query = " AND ".join('"' + pair.replace('"', "") + '"' for pair in pairs)
            cursor.execute(
                "SELECT t.matter FROM matter_searchindex i JOIN matter_searchtext t ON t.id = i.rowid"
                " WHERE matter_searchindex MATCH %s LIMIT %s",
                [query, limit],
            )
        else:
            cursor.execute(
                "SELECT matter FROM matter_searchtext WHERE string_to_array(text, ' ') @> %s::text[] LIMIT %s",
                [list(pairs), limit],
            )
        return [row[0] if isinstance(row[0], uuid.UUID) else uuid.UUID(row[0]) for row in cursor.fetchall()]
