"""Judges a log tile by tile: what was recomputed of its events against the tile that witnessed their leaves."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, repeat

from django.db.models import Max

from yifa.ledger import blame, merkle
from yifa.ledger.models import Entry, Log, Tile
from yifa.ledger.problems import Problem
from yifa.ledger.stretch import SPAN, Found, recompute
from yifa.ledger.tiles import WIDTH, split


@dataclass(slots=True)
class Block:
    """The events of one tile: their authentic leaves, as far as a witness names them, and what is wrong.

    `whole` is false when some leaf is unknown, so that no root over it can be compared.
    """

    leaves: list[bytes]
    root: bytes
    problems: Iterable[Problem]
    whole: bool


def blocks(log: Log) -> Iterator[Block]:
    """The log's blocks in order, as far as it reaches."""
    using = log._state.db or "default"
    end = reach(log)
    for start in range(0, end, SPAN):
        found = recompute(log, start)
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


def _judge(log: Log, base: int, end: int, found: Found, tile: Tile | None) -> Block:
    """One tile's events against their witness, the tile; every difference is explained."""
    span = range(base, end)
    known = [found.leaves[index] for index in span if index in found.leaves]
    root = found.roots.get(base) or merkle.root(known)
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
