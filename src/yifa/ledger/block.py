"""Recomputes a log tile by tile: leaf from head and commitments, openings against commitments, leaves
against tiles.

The common, sound case is compared as whole texts and byte strings; only what differs is taken apart
(`blame`)."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from itertools import chain, repeat
from typing import Any

from django.db import connections
from django.db.models import Max

from yifa.ledger import blame, merkle, seal
from yifa.ledger.models import Entry, Log, Tile
from yifa.ledger.problems import Problem
from yifa.ledger.tiles import WIDTH, split

SPAN = 4 * WIDTH
_quoted = lru_cache(4096)(seal.string)

_DASHED = (
    "substr({0},1,8)||'-'||substr({0},9,4)||'-'||substr({0},13,4)||'-'||substr({0},17,4)||'-'||substr({0},21)"
)
_SQLITE = (
    "instr",
    _DASHED.format("e.id"),
    _DASHED.format("e.matter"),
    "replace(e.recorded,' ','T')||'Z'",
    'e."on"',
)
_POSTGRESQL = (
    "strpos",
    "e.id::text",
    "e.matter::text",
    "to_char(e.recorded AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')",
    'e."on"::text',
)
# The columns stand in the canonical head in this order, so that three searches compare six of them. A
# quotation mark inside a head's string is escaped; it can never complete one of these fragments.
_EVENTS = """
SELECT e."index", e.head, e.commitments, e.leaf,
 {find}(e.head, '"id":"'||{id}||'","matter":"'||{matter}||'","officer":') > 0
 AND {find}(e.head, '"on":"'||{on}||'","origin":') > 0
 AND {find}(e.head, '"recorded":"'||{recorded}||'","register":"'||e.register||'",') > 0
 AND {find}(e.head, '"step":"'||e.step||'","suite":"sha256","township":'||%s) > 0
FROM ledger_entry e WHERE e.log_id = %s AND e."index" >= %s AND e."index" < %s ORDER BY e."index"
"""
_BESIDE = """
SELECT e."index", {columns} FROM ledger_entry e JOIN {table} x ON x.entry_id = e.id
WHERE e.log_id = %s AND e."index" >= %s AND e."index" < %s ORDER BY e."index"
"""
OPENINGS = _BESIDE.format(table="ledger_opening", columns="x.name, x.value, x.salt")
ERASURES = _BESIDE.format(table="ledger_erasure", columns="x.name")
USES = _BESIDE.format(table="ledger_fileuse", columns="x.digest")


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


def events_sql(vendor: str) -> str:
    """The query that reads events and compares their columns with their heads in the database."""
    find, id_, matter, recorded, on = _POSTGRESQL if vendor == "postgresql" else _SQLITE
    return _EVENTS.format(find=find, id=id_, matter=matter, recorded=recorded, on=on)


def _recompute(log: Log, start: int) -> _Found:
    connection = connections[log._state.db or "default"]
    span: list[str | int] = [log.township, start, start + SPAN]
    with connection.cursor() as cursor:
        cursor.execute(events_sql(connection.vendor), [seal.string(log.township), *span])
        events = cursor.fetchall()
        cursor.execute(OPENINGS, span)
        openings = cursor.fetchall()
        cursor.execute(ERASURES, span)
        erased = {row[0] for row in cursor.fetchall()}
        cursor.execute(USES, span)
        uses: dict[int, list[str]] = defaultdict(list)
        for index, digest in cursor.fetchall():
            uses[index].append(digest)
    found = _hash(events, openings)
    found.suspects |= erased
    found.suspects |= {row[0] for row in events if not _same_files(row[1], uses.get(row[0], ()))}
    return found


def _hash(events: Sequence[tuple[Any, ...]], openings: Sequence[tuple[Any, ...]]) -> _Found:
    """The hot loop: every hash of a stretch, and nothing taken apart."""
    leaves: dict[int, bytes] = {}
    stored: dict[int, bytes] = {}
    suspects: set[int] = set()
    quoted, last = _quoted, (-1, "", "", b"")
    stream = iter(openings)
    at, name, value, salt = next(stream, last)
    for index, head, commitments, leaf, same in events:
        left = commitments.count('"],["') + (commitments != "[]")
        while at == index:
            part = f"[{quoted(name)},"
            if f'{part}"{sha256(salt + f"{part}{value}]".encode()).hexdigest()}"]' in commitments:
                left -= 1
            else:
                suspects.add(index)
            at, name, value, salt = next(stream, last)
        made = leaves[index] = sha256(f"\0[{head},{commitments}]".encode()).digest()
        if made != leaf or left or not same:
            suspects.add(index)
            stored[index] = bytes(leaf)
    return _Found(leaves, stored, suspects)


def _same_files(head: str, uses: Sequence[str]) -> bool:
    if not uses and '"files":[]' in head:
        return True
    try:
        return sorted(json.loads(head)["files"]) == sorted(uses)
    except (ValueError, KeyError, TypeError):
        return False


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
