"""Recomputes a log tile by tile: leaf from head and commitments, openings against commitments, leaves
against tiles.

The common, sound case is compared as whole texts and byte strings; only what differs is taken apart
(`blame`)."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import chain, repeat
from typing import Any

from django.db import connections
from django.db.models import Max

from yifa.ledger import blame, merkle, seal
from yifa.ledger.models import Entry, FileUse, Log, Tile
from yifa.ledger.problems import Problem
from yifa.ledger.tiles import WIDTH, split

SPAN = 8 * WIDTH
# Texts are read as bytes: they are hashed as bytes, and decoding Chinese only to encode it again costs a
# third.
_SQLITE = {
    "bytes": "CAST({0} AS BLOB)",
    "hex": "{0}",
    "instant": "CAST(e.recorded AS TEXT)",
    "day": 'CAST(e."on" AS TEXT)',
}
_POSTGRESQL = {
    "bytes": "convert_to({0}, 'UTF8')",
    "hex": "replace({0}::text, '-', '')",
    "instant": "to_char(e.recorded AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS')",
    "day": 'e."on"::text',
}
_EVENTS = """
SELECT e."index", {head}, {commitments}, e.leaf, {ids}, {recorded}, {on}, e.register, e.step
FROM ledger_entry e WHERE e.log_id = %s AND e."index" >= %s AND e."index" < %s ORDER BY e."index"
"""
_OPENINGS = """
SELECT e."index", o.name, {value}, o.salt FROM ledger_entry e JOIN ledger_opening o ON o.entry_id = e.id
WHERE e.log_id = %s AND e."index" >= %s AND e."index" < %s ORDER BY e."index"
"""


@dataclass(slots=True)
class Block:
    """The events of one tile: their authentic leaves, as far as a witness names them, and what is wrong.

    `whole` is false when some leaf is unknown, so that no root over it can be compared.
    """

    leaves: list[bytes]
    root: bytes
    problems: Iterable[Problem]
    whole: bool


@dataclass(slots=True)
class _Found:
    """What was recomputed of one stretch: leaf by index, stored leaf where it differs, indexes to be
    explained."""

    leaves: dict[int, bytes]
    stored: dict[int, bytes]
    suspects: set[int]


def blocks(log: Log) -> Iterator[Block]:
    """The log's blocks in order, as far as it reaches."""
    using = log._state.db or "default"
    end = reach(log)
    for start in range(0, end, SPAN):
        found = _recompute(log, start)
        tiles = Tile.objects.using(using).filter(log=log, index__gte=start // WIDTH)
        near = {row.index: row for row in tiles.filter(index__lt=(start + SPAN) // WIDTH)}
        for base in range(start, min(start + SPAN, end), WIDTH):
            yield _judge(log, base, min(base + WIDTH, end), found, near.get(base // WIDTH))


def reach(log: Log) -> int:
    """How many events there should be: as many as the tiles witness, or the log and its events agree on."""
    using = log._state.db or "default"
    last = Entry.objects.using(using).filter(log=log).aggregate(last=Max("index"))["last"]
    tile = Tile.objects.using(using).filter(log=log).order_by("-index").first()
    witnessed = 0 if tile is None else tile.index * WIDTH + len(tile.leaves) // 32
    return max(witnessed, min(log.size, 0 if last is None else last + 1))


def queries(vendor: str) -> tuple[str, str]:
    """The queries that read events and openings, in the words of one database."""
    words = _POSTGRESQL if vendor == "postgresql" else _SQLITE
    raw, plain = words["bytes"].format, words["hex"].format
    ids = f"""{plain("e.id")} || '","matter":"' || {plain("e.matter")}"""
    events = _EVENTS.format(
        head=raw("e.head"), commitments=raw("e.commitments"), ids=raw(f"({ids})"),
        recorded=raw(words["instant"]), on=words["day"],
    )  # fmt: skip
    return events, _OPENINGS.format(value=raw("o.value"))


def _recompute(log: Log, start: int) -> _Found:
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
    return found


def _hash(township: str, events: Sequence[tuple[Any, ...]], openings: Sequence[tuple[Any, ...]]) -> _Found:
    """The hot loop: every hash of a stretch, and nothing taken apart.

    A column is compared by looking for its member in the canonical head; a quotation mark inside a string is
    escaped there, so no string can complete such a member.
    """
    leaves: dict[int, bytes] = {}
    stored: dict[int, bytes] = {}
    suspects: set[int] = set()
    members, parts, last = _Members(township), _Parts(), (-1, "", b"", b"")
    stream = iter(openings)
    at, name, value, salt = next(stream, last)
    for index, head, commitments, leaf, ids, recorded, on, register, step in events:
        left = commitments.count(b'"],["') + (commitments != b"[]")
        while at == index:
            part = parts[name]
            made = sha256(salt + part + value + b"]").hexdigest()
            if commitments.find(part + b'"' + made.encode() + b'"]') > 0:
                left -= 1
            else:
                suspects.add(index)
            at, name, value, salt = next(stream, last)
        sealed = leaves[index] = sha256(b"\0[" + head + b"," + commitments + b"]").digest()
        begin = head.find(b'"id":"') + 6
        day, tail, end = members[on, register, step]
        if (
            sealed != leaf
            or left
            or head[begin : begin + 84].replace(b"-", b"") != ids
            or head.find(b'"recorded":"' + recorded.replace(b" ", b"T") + tail) < 0
            or head.find(day) < 0
            or not (head.endswith(end) or end[:-1] + b"," in head)
        ):
            suspects.add(index)
            stored[index] = bytes(leaf)
    return _Found(leaves, stored, suspects)


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


def _judge(log: Log, base: int, end: int, found: _Found, tile: Tile | None) -> Block:
    """One tile's events against their witness, the tile; every difference is explained."""
    span = range(base, end)
    known = [found.leaves[index] for index in span if index in found.leaves]
    root = merkle.root(known)
    packed, above = (b"", b"") if tile is None else (bytes(tile.leaves), bytes(tile.root))
    if len(known) == len(span) and root == above:
        problems = blame.of_events(
            log, sorted(found.suspects & set(span)), dict(zip(span, known, strict=True))
        )
        return Block(known, root, _told(log, span, b"".join(known) != packed, problems), True)
    witness = split(packed)
    sound = tile is not None and merkle.root(witness) == above
    sealed: dict[int, bytes | None]
    if sound:
        sealed = dict(zip(span, chain(witness, repeat(None)), strict=False))
    else:
        # Only the row itself speaks for its leaf now, so no root is compared over a doubtful one.
        sealed = {index: found.stored.get(index, found.leaves.get(index)) for index in span}
    suspects = [
        index for index in span if index in found.suspects or found.leaves.get(index) != sealed[index]
    ]
    leaves = [leaf for leaf in sealed.values() if leaf is not None]
    whole = len(leaves) == len(span) and (sound or not found.stored)
    problems = blame.of_events(log, suspects, sealed)
    return Block(leaves, merkle.root(leaves), _told(log, span, not sound, problems), whole)


def _told(log: Log, span: range, bad: bool, problems: Iterable[Problem]) -> Iterator[Problem]:
    if bad:
        yield Problem(kind="tile", township=log.township, detail=f"{span[0]}-{span[-1]}")
    yield from problems
