"""Keys are made once and kept private; a note says who signed, and a changed one says so too."""

import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.ledger.conftest import START, TOWN
from yifa.ledger import checkpoints, keys, merkle, note, tiles
from yifa.ledger.models import Checkpoint, Entry, Log
from yifa.ledger.note import NoteError

Grow = Callable[..., Log]


def test_a_key_is_made_once(folder: Path) -> None:
    first = keys.signer(folder, TOWN)
    assert keys.signer(folder, TOWN) == first
    assert stat.S_IMODE((folder / f"{TOWN}.key").stat().st_mode) == 0o600
    assert keys.verifiers(folder) == {TOWN: first.verifier}
    assert sorted(path.name for path in folder.iterdir()) == [f"{TOWN}.key", f"{TOWN}.pub"]


@pytest.mark.parametrize("name", ["", "a b", "a+b", "../a", "a/b", ".hidden", "a\n"])
def test_names_that_cannot_name_a_key(folder: Path, name: str) -> None:
    with pytest.raises(NoteError):
        keys.signer(folder, name)


@pytest.mark.parametrize("damage", ["", "PRIVATE+KEY+x", "PRIVATE+KEY+other+00000000+AAAA"])
def test_a_damaged_key_file_is_refused(folder: Path, damage: str) -> None:
    keys.signer(folder, TOWN)
    (folder / f"{TOWN}.key").write_text(damage)
    with pytest.raises(NoteError):
        keys.signer(folder, TOWN)


def test_a_key_of_another_name_is_refused(folder: Path) -> None:
    keys.signer(folder, "other")
    (folder / "other.key").rename(folder / f"{TOWN}.key")
    with pytest.raises(NoteError):
        keys.signer(folder, TOWN)


def test_signatures(folder: Path) -> None:
    town, county = keys.signer(folder, TOWN), keys.signer(folder, "county")
    text = note.statement(TOWN, 3, bytes(32), START).text()
    both = note.countersign(note.sign(text, town), county)
    assert note.signed_by(both, keys.verifiers(folder)) == (text, [TOWN, "county"])
    assert note.signed_by(both, [county.verifier]) == (text, ["county"])
    assert note.signed_by(both, []) == (text, [])
    with pytest.raises(NoteError, match="does not verify"):
        note.signed_by(both.replace("\n3\n", "\n4\n"), keys.verifiers(folder))


@pytest.mark.parametrize(
    "text",
    ["", "a\n", "a\n1\n\nb\n", "a\n\n\u2014 x !!\n", "a\n\n\u2014 x AAAA\n", "a\n\nno dash AAAAAAAA\n"],
)
def test_what_is_no_note(text: str) -> None:
    with pytest.raises(NoteError):
        note.parts(text)


@pytest.mark.parametrize(
    "text", ["", "a\n1\n", "a\n-1\nAA==\nsuite s\nrecorded r\n", "a\n1\nAA==\nsuite s\nrecorded r\n"]
)
def test_what_is_no_checkpoint(text: str) -> None:
    with pytest.raises(NoteError):
        note.Statement.parse(text)


def test_a_checkpoint_is_made_once_a_state(grow: Grow, folder: Path) -> None:
    town, county = keys.signer(folder, TOWN), keys.signer(folder, "county")
    log = grow(3)
    first = checkpoints.make(log, town, START)
    assert checkpoints.make(log, town, START).pk == first.pk
    second = checkpoints.countersign(first, county)
    assert checkpoints.countersign(second, county).pk == second.pk != first.pk
    assert checkpoints.make(log, town, START).pk == second.pk == checkpoints.newest(log).pk  # type: ignore[union-attr]
    assert checkpoints.make(grow(1), town, START).size == 4
    assert Checkpoint.objects.count() == 3


@pytest.mark.parametrize("size", [1, 255, 256, 257, 700])
def test_proofs_from_tiles_are_those_of_the_tree(grow: Grow, size: int) -> None:
    log = grow(700)
    leaves = [bytes(leaf) for leaf in Entry.objects.order_by("index").values_list("leaf", flat=True)]
    tree, root = tiles.Tree(log, size), merkle.root(leaves[:size])
    for index in {0, size // 3, size // 2, size - 1}:
        assert merkle.verify_inclusion(leaves[index], index, size, tree.inclusion(index), root)
        assert tree.inclusion(index) == merkle.inclusion(index, size, merkle.over(leaves))
    for old in {1, size // 2, size}:
        assert tree.consistency(old) == merkle.consistency(old, size, merkle.over(leaves))
