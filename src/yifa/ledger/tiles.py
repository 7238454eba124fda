"""The leaf hashes a second time, 256 a row: proofs read few rows, a rewritten event has a witness."""

from collections.abc import Sequence
from functools import lru_cache

from yifa.ledger import merkle
from yifa.ledger.models import Log, Tile

WIDTH = 256


def fill(log: Log, size: int, leaves: Sequence[bytes]) -> None:
    """Adds `leaves`, just appended to `log` of `size` events; the last tile may stay partly filled."""
    tiles = Tile.objects.using(log._state.db)
    first, begun = divmod(size, WIDTH)
    made: list[Tile] = []
    known = [*(stored(log, first) if begun else ()), *leaves]
    for at in range(0, len(known), WIDTH):
        part = known[at : at + WIDTH]
        tile = Tile(log=log, index=first + at // WIDTH, leaves=b"".join(part), root=merkle.root(part))
        if at == 0 and begun:
            tiles.filter(log=log, index=first).update(leaves=tile.leaves, root=tile.root)
        else:
            made.append(tile)
    tiles.bulk_create(made, batch_size=100)


def stored(log: Log, index: int) -> list[bytes]:
    """The leaf hashes of one tile."""
    tile = Tile.objects.using(log._state.db).get(log=log, index=index)
    return split(bytes(tile.leaves))


def split(raw: bytes) -> list[bytes]:
    """The leaf hashes packed in a tile."""
    return [raw[at : at + 32] for at in range(0, len(raw), 32)]


class Tree:
    """A log's tree of its first `size` events, answering for ranges of leaves; reads each tile at most
    once."""

    def __init__(self, log: Log, size: int) -> None:
        rows = (
            Tile.objects.using(log._state.db).filter(log=log, index__lt=-(-size // WIDTH)).order_by("index")
        )
        self.log, self.size = log, size
        self.roots = [bytes(root) for root in rows.values_list("root", flat=True)]
        self.tile = lru_cache(512)(lambda index: stored(log, index))
        self.known: dict[tuple[int, int], bytes] = {}

    def __call__(self, lo: int, hi: int) -> bytes:
        """The root of the leaves [lo, hi), a range that RFC 6962 makes."""
        if (lo, hi) not in self.known:
            self.known[lo, hi] = self._root(lo, hi)
        return self.known[lo, hi]

    def _root(self, lo: int, hi: int) -> bytes:
        first, last = lo // WIDTH, hi // WIDTH
        if lo % WIDTH:
            return merkle.root(self.tile(first)[lo % WIDTH : hi - first * WIDTH])
        # A range of RFC 6962 longer than a tile begins at a tile's edge: whole tiles stand for their leaves.
        above = merkle.Frontier()
        above.extend(self.roots[first:last])
        return merkle.joined(above.stack, self.tile(last)[: hi % WIDTH] if hi % WIDTH else [])

    def inclusion(self, index: int) -> list[bytes]:
        """The audit path of one event."""
        return merkle.inclusion(index, self.size, self)

    def consistency(self, old: int) -> list[bytes]:
        """The proof that the log of `old` events is a beginning of this one."""
        return merkle.consistency(old, self.size, self)
