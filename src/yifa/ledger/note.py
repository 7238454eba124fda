"""A checkpoint is a C2SP signed note: three lines and two extensions, signed with Ed25519 by named keys."""

import base64
import binascii
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from yifa.ledger import seal

SUITE: Final = "sha256+ed25519"
ED25519: Final = b"\x01"
DASH: Final = "\u2014 "


class NoteError(ValueError):
    """A note, key or checkpoint that is not well formed, or a signature that does not verify."""


def check_name(name: str) -> str:
    """`name` if a key may be called so (no blank, no plus sign, no path); raises NoteError."""
    if not name or "+" in name or "/" in name or name.startswith(".") or any(map(str.isspace, name)):
        raise NoteError(f"{name!r} cannot name a key")
    return name


def key_id(name: str, public: bytes) -> bytes:
    """The four bytes by which a signature line names its key."""
    return sha256(name.encode() + b"\n" + ED25519 + public).digest()[:4]


@dataclass(frozen=True, slots=True)
class Verifier:
    """A named public key."""

    name: str
    public: bytes

    def __str__(self) -> str:
        """The verifier key as it is handed out: name+id+base64."""
        coded = base64.b64encode(ED25519 + self.public).decode()
        return f"{self.name}+{key_id(self.name, self.public).hex()}+{coded}"

    @classmethod
    def parse(cls, line: str) -> "Verifier":
        """The verifier written by `str`. Raises NoteError."""
        name, _, rest = line.strip().partition("+")
        identity, _, coded = rest.partition("+")
        raw = _decoded(coded)
        found = cls(check_name(name), raw[1:])
        if raw[:1] != ED25519 or len(raw) != 33 or key_id(name, raw[1:]).hex() != identity:
            raise NoteError(f"{line.strip()!r} is not an Ed25519 verifier key")
        return found

    def holds(self, text: str, signature: bytes) -> bool:
        """Whether `signature` is this key's over `text`."""
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, text.encode())
        except (InvalidSignature, ValueError):
            return False
        return True


@dataclass(frozen=True, slots=True)
class Signer:
    """A named private key, given by its 32-byte seed."""

    name: str
    seed: bytes

    @property
    def verifier(self) -> Verifier:
        """The public half."""
        key = Ed25519PrivateKey.from_private_bytes(self.seed)
        return Verifier(self.name, key.public_key().public_bytes_raw())

    def line(self, text: str) -> str:
        """The signature line over `text`."""
        signature = Ed25519PrivateKey.from_private_bytes(self.seed).sign(text.encode())
        coded = base64.b64encode(key_id(self.name, self.verifier.public) + signature).decode()
        return f"{DASH}{self.name} {coded}\n"


@dataclass(frozen=True, slots=True)
class Statement:
    """What a checkpoint says: the log `origin` had `size` events and this root at the instant `recorded`."""

    origin: str
    size: int
    root: bytes
    recorded: str
    suite: str = SUITE

    def text(self) -> str:
        """The text that is signed."""
        root = base64.b64encode(self.root).decode()
        return f"{self.origin}\n{self.size}\n{root}\nsuite {self.suite}\nrecorded {self.recorded}\n"

    @classmethod
    def parse(cls, text: str) -> "Statement":
        """The statement of a checkpoint's text. Raises NoteError for anything but `text()` of a statement."""
        lines = text.split("\n")
        if len(lines) != 6 or not lines[3].startswith("suite ") or not lines[4].startswith("recorded "):
            raise NoteError("not a checkpoint of a log")
        if not (lines[1].isascii() and lines[1].isdigit()):
            raise NoteError(f"{lines[1]!r} is not a size")
        found = cls(lines[0], int(lines[1]), _decoded(lines[2]), lines[4][9:], lines[3][6:])
        if found.text() != text or len(found.root) != 32:
            raise NoteError("not a checkpoint of a log")
        return found


def statement(origin: str, size: int, root: bytes, now: datetime) -> Statement:
    """The statement to be signed at `now`."""
    return Statement(check_name(origin), size, root, seal.instant(now))


def sign(text: str, *signers: Signer) -> str:
    """The signed note of `text`, one line a signer. The text must end in a line break."""
    if not text.endswith("\n"):
        raise NoteError("a note's text ends in a line break")
    return text + "\n" + "".join(signer.line(text) for signer in signers)


def countersign(note: str, signer: Signer) -> str:
    """The note with one more signature line over the same text."""
    text, _ = parts(note)
    return note + signer.line(text)


def parts(note: str) -> tuple[str, list[tuple[str, bytes, bytes]]]:
    """A note's text and its signatures as (name, key id, signature). Raises NoteError."""
    text, gap, tail = note.rpartition("\n\n")
    if not gap or not tail.endswith("\n"):
        raise NoteError("the note has no signature")
    signatures = []
    for line in tail[:-1].split("\n"):
        name, blank, coded = line.removeprefix(DASH).partition(" ")
        raw = _decoded(coded)
        if not line.startswith(DASH) or not blank or len(raw) < 5:
            raise NoteError("a signature line is not well formed")
        signatures.append((name, raw[:4], raw[4:]))
    return text + "\n", signatures


def signed_by(note: str, verifiers: Mapping[str, Verifier] | Iterable[Verifier]) -> tuple[str, list[str]]:
    """The text and the names of known keys that signed it.

    Lines of unknown keys are ignored, as the note format orders; a known key's line that does not verify
    raises NoteError.
    """
    text, signatures = parts(note)
    keys = list(verifiers.values() if isinstance(verifiers, Mapping) else verifiers)
    names = []
    for name, identity, signature in signatures:
        for key in keys:
            if key.name != name or key_id(key.name, key.public) != identity:
                continue
            if not key.holds(text, signature):
                raise NoteError(f"the signature of {name} does not verify")
            names.append(name)
    return text, names


def _decoded(coded: str) -> bytes:
    try:
        return base64.b64decode(coded, validate=True)
    except (binascii.Error, ValueError) as error:
        raise NoteError(f"{coded!r} is not base64") from error
