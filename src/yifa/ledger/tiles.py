"""The leaf hashes a second time, 256 a row: proofs read few rows, a rewritten event has a witness."""

from collections.abc import Sequence

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


def part(log: Log) -> merkle.Range:
    """The roots of ranges of `log`'s leaves, for `merkle.inclusion` and `merkle.consistency`."""

    def answer(lo: int, hi: int) -> bytes:
        first, last = lo // WIDTH, hi // WIDTH
        if lo % WIDTH:
            return merkle.root(stored(log, first)[lo % WIDTH : hi - first * WIDTH])
        # A range of RFC 6962 longer than a tile begins at a tile's edge: whole tiles stand for their leaves.
        tiles = Tile.objects.using(log._state.db).filter(log=log, index__gte=first, index__lt=last)
        roots = [bytes(root) for root in tiles.order_by("index").values_list("root", flat=True)]
        rest = stored(log, last)[: hi % WIDTH] if hi % WIDTH else []
        above = merkle.Frontier()
        above.extend(roots)
        return merkle.joined(above.stack, rest)

    return answer
