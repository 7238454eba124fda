"""The tree of RFC 6962 over leaf hashes: its root, its growth and its proofs.

Every function takes and gives 32-byte hashes; a leaf is already hashed (`seal.leaf`, or `leaf` for raw data).
Proofs are made from a `Range`: a callable giving the root of the leaves [lo, hi), so that a caller may answer
from a list, a table or stored tiles.  Plain Python, no Django.
"""

from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256

Range = Callable[[int, int], bytes]
EMPTY = sha256(b"").digest()


def leaf(data: bytes) -> bytes:
    """The leaf hash of raw data (RFC 6962 section 2.1)."""
    return sha256(b"\0" + data).digest()


def node(left: bytes, right: bytes) -> bytes:
    """The hash of an interior node."""
    return sha256(b"\1" + left + right).digest()


class Frontier:
    """The roots of the perfect subtrees of a growing tree, largest first: all that appending needs."""

    __slots__ = ("size", "stack")

    def __init__(self, size: int = 0, stack: Iterable[bytes] = ()) -> None:
        self.size = size
        self.stack = list(stack)
        if len(self.stack) != size.bit_count() or any(len(part) != 32 for part in self.stack):
            raise ValueError(f"{size} leaves have {size.bit_count()} subtree roots, not {len(self.stack)}")

    def append(self, leaf: bytes) -> None:
        """Adds one leaf hash."""
        self.extend((leaf,))

    def extend(self, leaves: Iterable[bytes]) -> None:
        """Adds leaf hashes in order."""
        size, stack, pop, push = self.size, self.stack, self.stack.pop, self.stack.append
        for part in leaves:
            rest = size
            while rest & 1:
                part = sha256(b"\1" + pop() + part).digest()
                rest >>= 1
            push(part)
            size += 1
        self.size, self.stack = size, stack

    def root(self) -> bytes:
        """The tree's root now; of no leaves, the hash of nothing."""
        return self.of(self.stack)

    @staticmethod
    def of(stack: Sequence[bytes]) -> bytes:
        """The root above the perfect subtrees `stack`."""
        if not stack:
            return EMPTY
        found = stack[-1]
        for part in reversed(stack[:-1]):
            found = node(part, found)
        return found

    def spans(self) -> list[tuple[int, int]]:
        """The leaves [lo, hi) below each entry of `stack`."""
        found, at = [], 0
        for bit in range(self.size.bit_length() - 1, -1, -1):
            if self.size >> bit & 1:
                found.append((at, at + (1 << bit)))
                at += 1 << bit
        return found

    def state(self) -> str:
        """The stack as hex, to be stored beside the size."""
        return "".join(part.hex() for part in self.stack)

    @classmethod
    def load(cls, size: int, state: str) -> "Frontier":
        """The frontier stored by `state`. Raises ValueError when it cannot belong to `size` leaves."""
        raw = bytes.fromhex(state)
        return cls(size, [raw[at : at + 32] for at in range(0, len(raw), 32)])


def root(leaves: Iterable[bytes]) -> bytes:
    """The root over leaf hashes."""
    frontier = Frontier()
    frontier.extend(leaves)
    return frontier.root()


def joined(perfect: Sequence[bytes], rest: Iterable[bytes]) -> bytes:
    """The root of a tree whose first leaves are under the frontier `perfect`, followed by fewer leaf
    hashes than the smallest of those subtrees has."""
    tail = Frontier()
    tail.extend(rest)
    return Frontier.of([*perfect, *tail.stack])


def over(leaves: Sequence[bytes]) -> Range:
    """A `Range` answering from a sequence of leaf hashes."""
    return lambda lo, hi: root(leaves[lo:hi])


def split(size: int) -> int:
    """The largest power of two below `size` (RFC 6962's k)."""
    return 1 << ((size - 1).bit_length() - 1)


def inclusion(index: int, size: int, part: Range) -> list[bytes]:
    """The audit path of leaf `index` in the tree of `size` leaves, lowest first (section 2.1.1)."""
    if not 0 <= index < size:
        raise IndexError(f"no leaf {index} in a tree of {size}")
    lo, hi, path = 0, size, []
    while hi - lo > 1:
        middle = lo + split(hi - lo)
        if index < middle:
            path.append(part(middle, hi))
            hi = middle
        else:
            path.append(part(lo, middle))
            lo = middle
    return path[::-1]


def verify_inclusion(leaf: bytes, index: int, size: int, path: Sequence[bytes], root: bytes) -> bool:
    """Whether `leaf` is number `index` of the tree of `size` leaves with this root (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < size:
        return False
    at, last, found = index, size - 1, leaf
    for part in path:
        if last == 0:
            return False
        if at & 1 or at == last:
            found = node(part, found)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            found = node(found, part)
        at, last = at >> 1, last >> 1
    return last == 0 and found == root


def consistency(old: int, size: int, part: Range) -> list[bytes]:
    """The proof that the tree of `old` leaves is a beginning of the tree of `size` (section 2.1.2)."""
    if not 0 <= old <= size:
        raise IndexError(f"a tree of {old} cannot begin a tree of {size}")
    if old in (0, size):
        return []
    lo, hi, whole, path = 0, size, True, []
    while old != hi - lo:
        middle = split(hi - lo)
        if old <= middle:
            path.append(part(lo + middle, hi))
            hi = lo + middle
        else:
            path.append(part(lo, lo + middle))
            lo, old, whole = lo + middle, old - middle, False
    if not whole:
        path.append(part(lo, hi))
    return path[::-1]


def verify_consistency(old: int, size: int, path: Sequence[bytes], old_root: bytes, root: bytes) -> bool:
    """Whether the tree with `old_root` is a beginning of the tree with `root` (RFC 9162, 2.1.4.2)."""
    if old > size or old < 0:
        return False
    if old in (0, size):
        return not path and (old_root == root if old == size else old_root == EMPTY)
    parts = list(path)
    if old & (old - 1) == 0:
        parts.insert(0, old_root)
    if not parts:
        return False
    at, last = old - 1, size - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    first = second = parts[0]
    for part in parts[1:]:
        if last == 0:
            return False
        if at & 1 or at == last:
            first, second = node(part, first), node(part, second)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            second = node(second, part)
        at, last = at >> 1, last >> 1
    return last == 0 and first == old_root and second == root
