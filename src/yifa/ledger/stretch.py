"""Reads stretches of a log and recomputes every hash in them.

The common, sound case is compared as whole byte strings; what differs is only marked, to be explained elsewhere.
"""

import json
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from django.db import connections

from yifa.ledger import merkle, seal
from yifa.ledger.models import FileUse, Log
from yifa.ledger.tiles import WIDTH

SPAN = 8 * WIDTH
# Texts are read as bytes: they are hashed as bytes, and decoding Chinese only to encode it again costs a third.
_SQLITE = {
    "bytes": "CAST({0} AS BLOB)",
    "hex": "{0}",
    "instant": "CAST(e.recorded AS TEXT)",
    "day": 'CAST(e."on" AS TEXT)',
    "order": "",
}
_POSTGRESQL = {
    "bytes": "convert_to({0}, 'UTF8')",
    "hex": "replace({0}::text, '-', '')",
    "instant": "to_char(e.recorded AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS')",
    "day": 'e."on"::text',
    "order": ' COLLATE "C"',
}
_EVENTS = """
SELECT e."index", {head}, {commitments}, e.leaf, {ids}, {recorded}, {on}, e.register, e.step
FROM ledger_entry e WHERE e.log_id = %s AND e."index" >= %s AND e."index" < %s ORDER BY e."index"
"""
_OPENINGS = """
SELECT e."index", o.name, {value}, o.salt FROM ledger_entry e JOIN ledger_opening o ON o.entry_id = e.id
WHERE e.log_id = %s AND e."index" >= %s AND e."index" < %s ORDER BY e."index", o.name{order}
"""


@dataclass(slots=True)
class Found:
    """What was recomputed of one stretch: leaf by index, the stored leaf of each suspect, indexes to be explained,
    and the root of each full tile by its first index."""

    leaves: dict[int, bytes]
    stored: dict[int, bytes]
    suspects: set[int]
    roots: dict[int, bytes] = field(default_factory=dict)


def queries(vendor: str) -> tuple[str, str]:
    """The queries that read events and openings, in the words of one database."""
    words = _POSTGRESQL if vendor == "postgresql" else _SQLITE
    raw, plain = words["bytes"].format, words["hex"].format
    ids = f"""{plain("e.id")} || '","matter":"' || {plain("e.matter")}"""
    events = _EVENTS.format(
        head=raw("e.head"), commitments=raw("e.commitments"), ids=raw(f"({ids})"),
        recorded=raw(words["instant"]), on=words["day"],
    )  # fmt: skip
    return events, _OPENINGS.format(value=raw("o.value"), order=words["order"])


def recompute(log: Log, start: int) -> Found:
    """The SPAN events from `start` on, which is a tile's edge."""
    connection = connections[log._state.db or "default"]
    of_events, of_openings = queries(connection.vendor)
    span: list[str | int] = [log.township, start, start + SPAN]
    with connection.cursor() as cursor:
        cursor.execute(of_events, span)
        events = cursor.fetchall()
        cursor.execute(of_openings, span)
        openings = cursor.fetchall()
    found = _hash(log.township, events, openings)
    sealed = {row[0]: _files(row[1]) for row in events if b'"files":[]' not in row[1]}
    if sealed:
        carried: dict[int, set[str]] = {index: set() for index in sealed}
        uses = FileUse.objects.using(log._state.db).filter(entry__log=log, entry__index__in=list(sealed))
        for index, digest in uses.values_list("entry__index", "digest"):
            carried[index].add(digest)
        found.suspects |= {index for index, digests in sealed.items() if not digests <= carried[index]}
    for base in range(start, start + SPAN, WIDTH):
        leaves = [found.leaves[index] for index in range(base, base + WIDTH) if index in found.leaves]
        if len(leaves) == WIDTH:
            found.roots[base] = merkle.root(leaves)
    return found


def _hash(township: str, events: Sequence[tuple[Any, ...]], openings: Sequence[tuple[Any, ...]]) -> Found:
    """The hot loop: every hash of a stretch, and nothing taken apart.

    A column is compared by looking for its member in the canonical head; a quotation mark inside a string is
    escaped there, so no string can complete such a member.
    """
    parts, members = _Parts(), _Members(township)
    sealed = [sha256(b"\0[" + row[1] + b"," + row[2] + b"]").digest() for row in events]
    pairs = [
        parts[name] + b'"' + sha256(salt + parts[name] + value + b"]").hexdigest().encode() + b'"]'
        for _, name, value, salt in openings
    ]
    owners = [row[0] for row in openings]
    owners.append(-1)
    stored: dict[int, bytes] = {}
    at = 0
    for row, made in zip(events, sealed, strict=True):
        index, head, commitments, leaf, ids, recorded, on, register, step = row
        end = at + commitments.count(b'"],["') + (commitments != b"[]")
        sound = owners[at:end] == [index] * (end - at) and owners[end] != index
        begin = head.find(b'"id":"') + 6
        day, middle, tail = members[on, register, step]
        if not (
            sound
            and made == leaf
            and commitments == b"[" + b",".join(pairs[at:end]) + b"]"
            and head[begin : begin + 84].replace(b"-", b"") == ids
            and head.find(b'"recorded":"' + recorded.replace(b" ", b"T") + middle) > 0
            and head.find(day) > 0
            and (head.endswith(tail) or tail[:-1] + b"," in head)
        ):
            stored[index] = bytes(leaf)
            end = bisect_right(owners, index, at, len(owners) - 1)
        at = end
    return Found({row[0]: made for row, made in zip(events, sealed, strict=True)}, stored, set(stored))


class _Parts(dict[str, bytes]):
    """The beginning of a canonical [name, value], by name."""

    def __missing__(self, name: str) -> bytes:
        made = self[name] = f"[{seal.string(name)},".encode()
        return made


class _Members(dict[tuple[str, ...], tuple[bytes, bytes, bytes]]):
    """How day, register and step stand in a canonical head, between their neighbours."""

    def __init__(self, township: str) -> None:
        super().__init__()
        self.township = seal.string(township)

    def __missing__(self, columns: tuple[str, ...]) -> tuple[bytes, bytes, bytes]:
        day, register, step = map(seal.string, columns)
        texts = (
            f'"on":{day},"origin":',
            f'Z","register":{register},',
            f'"step":{step},"suite":"{seal.SUITE}","township":{self.township}}}',
        )
        made = self[columns] = (texts[0].encode(), texts[1].encode(), texts[2].encode())
        return made


def _files(head: bytes) -> set[str]:
    """The digests a head seals; one that no file has when that cannot be read."""
    try:
        return {str(digest) for digest in json.loads(head)["files"]}
    except (ValueError, KeyError, TypeError):
        return {""}
