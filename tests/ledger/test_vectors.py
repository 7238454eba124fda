"""The writer's formats and the shipped verifier both meet the published vectors and those of the decided seal."""

import base64
import json
import struct
from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from yifa.ledger import merkle, note, offline, seal

VECTORS = Path(__file__).parent / "vectors"
TYPES: dict[str, Callable[[str], Any]] = {
    "date": date.fromisoformat,
    "datetime": datetime.fromisoformat,
    "time": time.fromisoformat,
    "decimal": Decimal,
    "uuid": UUID,
}


def vectors(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((VECTORS / f"{name}.json").read_text(encoding="ascii"))
    return found


CANONICAL, SEAL, TREE, ED25519, NOTE = map(vectors, ("canonical", "seal", "tree", "ed25519", "note"))
BOTH = pytest.mark.parametrize("canonical", [seal.text, offline.canonical])


def double(code: str) -> float:
    (found,) = struct.unpack(">d", bytes.fromhex(code))
    return float(found)


@BOTH
@pytest.mark.parametrize("case", CANONICAL["numbers"], ids=lambda case: case["ieee"])
def test_numbers(canonical: Callable[[Any], str], case: dict[str, str]) -> None:
    assert canonical(double(case["ieee"])) == case["text"]


@BOTH
@pytest.mark.parametrize("code", CANONICAL["refused_numbers"])
def test_what_is_no_number_is_refused(canonical: Callable[[Any], str], code: str) -> None:
    with pytest.raises(ValueError, match="number"):
        canonical(double(code))


@BOTH
@pytest.mark.parametrize(
    "case", CANONICAL["json"], ids=lambda case: case["input"][:20].encode("unicode-escape")
)
def test_json(canonical: Callable[[Any], str], case: dict[str, str]) -> None:
    made = canonical(json.loads(case["input"]))
    assert made.encode().hex() == case.get("hex", case.get("text", "").encode().hex())


@BOTH
@pytest.mark.parametrize("text", CANONICAL["refused_json"])
def test_refused_json(canonical: Callable[[Any], str], text: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        canonical(json.loads(text)).encode()


@pytest.mark.parametrize("case", CANONICAL["typed"], ids=lambda case: case["value"])
def test_typed_values(case: dict[str, str]) -> None:
    assert seal.text(TYPES[case["type"]](case["value"])) == case["text"]


@pytest.mark.parametrize(
    "value",
    [datetime(2026, 1, 5, 8), {1}, b"x", object(), Decimal("NaN"), [{1: 2}.keys()]],  # noqa: DTZ001
)
def test_values_without_canonical_form_are_refused(value: object) -> None:
    with pytest.raises((TypeError, ValueError)):
        seal.canonical(value)


@pytest.mark.parametrize("case", SEAL["commitments"], ids=lambda case: str(case["name"]))
def test_commitments(case: dict[str, Any]) -> None:
    salt = bytes.fromhex(case["salt"])
    assert seal.text([case["name"], case["value"]]) == case["preimage"]
    assert seal.commit(salt, case["name"], case["value"]).hex() == case["commitment"]
    assert offline.digest(salt, [case["name"], case["value"]]).hex() == case["commitment"]


@pytest.mark.parametrize("case", SEAL["leaves"])
def test_leaves(case: dict[str, Any]) -> None:
    assert seal.text([case["head"], case["commitments"]]) == case["preimage"]
    assert seal.leaf(case["head"], case["commitments"]).hex() == case["leaf"]
    assert offline.digest(b"\0", [case["head"], case["commitments"]]).hex() == case["leaf"]


LEAVES = [merkle.leaf(bytes.fromhex(data)) for data in TREE["leaves"]]
ROOTS = [bytes.fromhex(root) for root in TREE["roots"]]


def path(case: dict[str, Any]) -> list[bytes]:
    return [bytes.fromhex(part) for part in case["path"]]


def test_roots() -> None:
    assert merkle.root([]).hex() == TREE["empty"]
    assert [merkle.root(LEAVES[:size]) for size in range(1, 9)] == ROOTS


@pytest.mark.parametrize("case", TREE["inclusion"])
def test_inclusion(case: dict[str, Any]) -> None:
    index, size = case["index"], case["size"]
    assert merkle.inclusion(index, size, merkle.over(LEAVES)) == path(case)
    for verify in (merkle.verify_inclusion, offline.included):
        assert verify(LEAVES[index], index, size, path(case), ROOTS[size - 1])
        assert not verify(LEAVES[index - 1], index, size, path(case), ROOTS[size - 1]) or size == 1
        assert not verify(LEAVES[index], index, size, [*path(case), ROOTS[0]], ROOTS[size - 1])


@pytest.mark.parametrize("case", TREE["consistency"])
def test_consistency(case: dict[str, Any]) -> None:
    old, size = case["old"], case["size"]
    assert merkle.consistency(old, size, merkle.over(LEAVES)) == path(case)
    assert merkle.verify_consistency(old, size, path(case), ROOTS[old - 1], ROOTS[size - 1])
    assert not merkle.verify_consistency(old, size, path(case), ROOTS[old], ROOTS[size - 1])


@pytest.mark.parametrize("case", ED25519["vectors"], ids=lambda case: case["public"][:8])
def test_ed25519(case: dict[str, str]) -> None:
    seed, public, message, signature = (bytes.fromhex(case[name]) for name in
                                        ("seed", "public", "message", "signature"))  # fmt: skip
    assert note.Signer("x", seed).verifier.public == public
    assert offline.signed(public, message, signature)
    for place in (0, 31, 32, 63):
        wrong = bytearray(signature)
        wrong[place] ^= 1
        assert not offline.signed(public, message, bytes(wrong))
    assert not offline.signed(public, message + b"x", signature)
    # RFC 8032, 5.1.7: the scalar must be below the group's order, or a signature could be changed by anybody.
    grown = int.from_bytes(signature[32:], "little") + offline.Q
    assert not offline.signed(public, message, signature[:32] + grown.to_bytes(32, "little"))


def test_signed_note() -> None:
    key = note.Verifier.parse(NOTE["verifier"])
    assert str(key) == NOTE["verifier"]
    assert note.signed_by(NOTE["note"], [key])[1] == ["PeterNeumann"]
    seed = base64.b64decode(NOTE["signer"].split("+", 4)[4])[1:]
    signer = note.Signer("PeterNeumann", seed)
    assert note.sign(note.parts(NOTE["note"])[0], signer) == NOTE["note"]
    name, identity, public = offline.key_of(NOTE["verifier"])
    text, _, tail = NOTE["note"].rpartition("\n\n")
    assert (name, identity.hex()) == ("PeterNeumann", "c74f20a3")
    assert offline.signed(public, (text + "\n").encode(), base64.b64decode(tail.split()[2])[4:])


def test_checkpoint_text() -> None:
    case = NOTE["checkpoint"]
    said = note.Statement(case["origin"], case["size"], bytes.fromhex(case["root"]), case["recorded"])
    assert said.text() == case["text"]
    assert note.Statement.parse(case["text"]) == said
