"""A file is kept under its SHA-256 digest, outside the database."""

import os
import secrets
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from yifa.ledger.models import StoredFile

CHUNK = 1 << 20


def place(root: Path, digest: str) -> Path:
    """Where the file with this digest lies below `root` (FILES_ROOT). Raises ValueError for no digest."""
    if len(digest) != 64 or set(digest) - set("0123456789abcdef"):
        raise ValueError(f"{digest!r} is not a SHA-256 digest")
    return root / digest[:2] / digest[2:]


def store(root: Path, stream: BinaryIO, *, name: str, kind: str, using: str = "default") -> StoredFile:
    """Keeps the bytes of `stream`; the same bytes are kept once, under their first name. Reads in pieces."""
    root.mkdir(parents=True, exist_ok=True)
    draft, hasher, size = root / f".{secrets.token_hex(8)}", sha256(), 0
    try:
        with draft.open("xb") as out:
            while piece := stream.read(CHUNK):
                hasher.update(piece)
                size += len(piece)
                out.write(piece)
            out.flush()
            os.fsync(out.fileno())
        target = place(root, hasher.hexdigest())
        target.parent.mkdir(exist_ok=True)
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
    made, _ = StoredFile.objects.using(using).get_or_create(
        digest=hasher.hexdigest(), defaults={"name": name[:255], "size": size, "kind": kind}
    )
    return made


def digest_of(path: Path) -> tuple[str, int]:
    """The digest and size of a file on disk, read in pieces. Raises OSError."""
    hasher, size = sha256(), 0
    with path.open("rb") as stream:
        while piece := stream.read(CHUNK):
            hasher.update(piece)
            size += len(piece)
    return hasher.hexdigest(), size
