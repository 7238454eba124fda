"""Every log has one signing key, made on first need and readable by its owner alone."""

import base64
import os
import secrets
from pathlib import Path

from yifa.ledger.note import ED25519, NoteError, Signer, Verifier, check_name, key_id

PREFIX = "PRIVATE+KEY+"


def signer(folder: Path, name: str) -> Signer:
    """The signer `name` kept in `folder` (KEYS_ROOT), made if there is none. Raises NoteError."""
    path = folder / f"{check_name(name)}.key"
    if not path.exists():
        _make(folder, name, path)
    return _read(path, name)


def verifiers(folder: Path) -> dict[str, Verifier]:
    """The public keys known in `folder` by name: own keys and those handed over as `<name>.pub`."""
    found = {}
    for path in sorted(folder.glob("*.pub")):
        verifier = Verifier.parse(path.read_text(encoding="utf-8"))
        found[verifier.name] = verifier
    return found


def _make(folder: Path, name: str, path: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    made = Signer(name, secrets.token_bytes(32))
    identity = key_id(name, made.verifier.public).hex()
    draft = folder / f".{secrets.token_hex(8)}"
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as out:
        out.write(f"{PREFIX}{name}+{identity}+{base64.b64encode(ED25519 + made.seed).decode()}\n")
        out.flush()
        os.fsync(out.fileno())
    try:
        # A link never replaces: of two processes that need the key at once, the first one's stays.
        os.link(draft, path)
    except FileExistsError:
        return
    finally:
        draft.unlink()
    path.with_suffix(".pub").write_text(f"{made.verifier}\n", encoding="utf-8")


def _read(path: Path, name: str) -> Signer:
    line = path.read_text(encoding="utf-8").strip()
    try:
        owner, identity, coded = line.removeprefix(PREFIX).split("+", 2)
        raw = base64.b64decode(coded, validate=True)
        found = Signer(owner, raw[1:])
        sound = key_id(owner, found.verifier.public).hex() == identity and raw[:1] == ED25519
    except ValueError as error:
        raise NoteError(f"{path.name} is not a key file") from error
    if not sound or owner != name or not line.startswith(PREFIX):
        raise NoteError(f"{path.name} is not the key of {name}")
    return found
