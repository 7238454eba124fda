"""Proofs about a log of any size from few rows: 256 leaves a tile, written once when the tile is full."""

from collections.abc import Sequence

from yifa.ledger import merkle
from yifa.ledger.models import Entry, Log, Tile

WIDTH = 256


def fill(log: Log, size: int, leaves: Sequence[bytes]) -> None:
    """Stores the tiles that `leaves`, just appended to `log` of `size` events, complete."""
    first, full = size // WIDTH, (size + len(leaves)) // WIDTH
    if full == first:
        return
    begun = stored_leaves(log, first * WIDTH, size) if size % WIDTH else []
    known = [*begun, *leaves]
    rows = []
    for index in range(first, full):
        part = known[(index - first) * WIDTH : (index - first + 1) * WIDTH]
        rows.append(Tile(log=log, index=index, leaves=b"".join(part), root=merkle.root(part)))
    Tile.objects.using(log._state.db).bulk_create(rows, batch_size=100)


def stored_leaves(log: Log, lo: int, hi: int) -> list[bytes]:
    """The leaf hashes [lo, hi) as the entries state them."""
    rows = Entry.objects.using(log._state.db).filter(log=log, index__gte=lo, index__lt=hi)
    return [bytes(leaf) for leaf in rows.order_by("index").values_list("leaf", flat=True)]


def part(log: Log) -> merkle.Range:
    """The roots of ranges of `log`'s leaves, for `merkle.inclusion` and `merkle.consistency`."""

    def answer(lo: int, hi: int) -> bytes:
        if hi - lo < WIDTH:
            return merkle.root(stored_leaves(log, lo, hi))
        # RFC 6962 ranges of at least a tile begin at a tile's edge, so whole tiles can stand for their leaves.
        first, last = lo // WIDTH, hi // WIDTH
        tiles = Tile.objects.using(log._state.db).filter(log=log, index__gte=first, index__lt=last)
        roots = [bytes(root) for root in tiles.order_by("index").values_list("root", flat=True)]
        rest = stored_leaves(log, last * WIDTH, hi)
        return _joined(roots, rest)

    return answer


def _joined(roots: Sequence[bytes], rest: Sequence[bytes]) -> bytes:
    frontier = merkle.Frontier()
    frontier.extend(roots)
    if not rest:
        return frontier.root()
    found = merkle.root(rest)
    for above in reversed(frontier.stack):
        found = merkle.node(above, found)
    return found
