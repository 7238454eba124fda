"""The tree against two others: a naive reading of RFC 6962's definitions, and pymerkle."""

from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pymerkle import InmemoryTree

from yifa.ledger import merkle, offline
from yifa.ledger.merkle import Frontier


def naive(leaves: list[bytes]) -> bytes:
    """MTH of RFC 6962 section 2.1, word for word, over leaf hashes."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    return sha256(b"\x01" + naive(leaves[:k]) + naive(leaves[k:])).digest()


def numbered(count: int) -> list[bytes]:
    return [merkle.leaf(b"%d" % number) for number in range(count)]


LEAVES = numbered(200)


@pytest.mark.parametrize("size", [*range(40), 63, 64, 65, 127, 128, 200])
def test_root_and_frontier_agree_with_the_definition(size: int) -> None:
    frontier = Frontier()
    for leaf in LEAVES[:size]:
        frontier.append(leaf)
    assert frontier.root() == merkle.root(LEAVES[:size]) == naive(LEAVES[:size])
    again = Frontier.load(size, frontier.state())
    assert again.stack == frontier.stack
    assert [naive(LEAVES[lo:hi]) for lo, hi in frontier.spans()] == frontier.stack


def test_pymerkle_agrees() -> None:
    other = InmemoryTree(algorithm="sha256")
    for number in range(70):
        other.append_entry(b"%d" % number)
        assert other.get_root() == naive(LEAVES[: number + 1])
    for index in range(70):
        proof = other.prove_inclusion(index + 1, 70).path[1:]
        mine = merkle.inclusion(index, 70, merkle.over(LEAVES))
        assert {bytes(part) for part in proof} == set(mine) and len(proof) == len(mine)


def test_frontiers_that_cannot_be_are_refused() -> None:
    for size, state in ((1, ""), (2, "00" * 64), (3, "00" * 32), (1, "00" * 31)):
        with pytest.raises(ValueError, match="subtree roots"):
            Frontier.load(size, state)


@pytest.mark.parametrize("size", [1, 2, 3, 7, 8, 9, 33])
def test_every_inclusion_proof_holds_for_its_place_only(size: int) -> None:
    root = merkle.root(LEAVES[:size])
    for index in range(size):
        path = merkle.inclusion(index, size, merkle.over(LEAVES))
        for other in range(size):
            for verify in (merkle.verify_inclusion, offline.included):
                assert verify(LEAVES[index], other, size, path, root) == (other == index)
        assert not merkle.verify_inclusion(LEAVES[index], index, size, path[:-1], root) or not path
    assert not merkle.verify_inclusion(LEAVES[0], size, size, [], root)


@pytest.mark.parametrize("size", [1, 2, 3, 7, 8, 9, 33])
def test_every_consistency_proof_holds(size: int) -> None:
    for old in range(size + 1):
        first, second = merkle.root(LEAVES[:old]), merkle.root(LEAVES[:size])
        path = merkle.consistency(old, size, merkle.over(LEAVES))
        assert merkle.verify_consistency(old, size, path, first, second)
        if 0 < old < size:
            assert not merkle.verify_consistency(old, size, path, second, second)
            assert not merkle.verify_consistency(old, size, path, first, first)
            assert not merkle.verify_consistency(old, size, [*path, first], first, second)
            assert not merkle.verify_consistency(old, size, path[1:], first, second)
    assert not merkle.verify_consistency(size + 1, size, [], b"", b"")


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_changed_proof_never_holds(data: st.DataObject) -> None:
    size = data.draw(st.integers(2, 200))
    index = data.draw(st.integers(0, size - 1))
    path = merkle.inclusion(index, size, merkle.over(LEAVES))
    place, byte = data.draw(st.integers(0, len(path) - 1)), data.draw(st.integers(0, 31))
    wrong = bytearray(path[place])
    wrong[byte] ^= data.draw(st.integers(1, 255))
    changed = [*path[:place], bytes(wrong), *path[place + 1 :]]
    assert not merkle.verify_inclusion(LEAVES[index], index, size, changed, merkle.root(LEAVES[:size]))


def test_proofs_outside_the_tree_are_refused() -> None:
    with pytest.raises(IndexError):
        merkle.inclusion(5, 5, merkle.over(LEAVES))
    with pytest.raises(IndexError):
        merkle.consistency(6, 5, merkle.over(LEAVES))
