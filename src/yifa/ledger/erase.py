"""The only hand that takes a value away: the opening goes, the commitment and a record stay."""

from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.db import transaction

from yifa.ledger.files import place
from yifa.ledger.models import Entry, Erasure, FileUse, Opening

FILE = "file:"


class NothingToErase(ValueError):
    """The event has no such field, or it was erased before."""


def erase(
    entry: Entry, name: str, *, now: datetime, officer: str, ground: str, order: UUID | None = None
) -> Erasure:
    """Erases field `name` of an event; `ground` is the article or decision, `order` the event that orders it.

    Afterwards readers see 已依法删除 and the log still verifies. Raises NothingToErase.
    """
    if not ground.strip():
        raise ValueError("an erasure names its ground")
    using = entry._state.db or "default"
    with transaction.atomic(using=using):
        # The record first: the trigger lets an opening go only when its erasure is written.
        openings = Opening.objects.using(using).filter(entry=entry, name=name)
        if not openings.exists():
            raise NothingToErase(f"event {entry.pk} has no readable field {name}")
        made = Erasure.objects.using(using).create(
            entry=entry, name=name, recorded=now, officer=officer, ground=ground, order=order
        )
        openings._raw_delete(using)
    return made


def erase_file(
    root: Path, digest: str, *, now: datetime, officer: str, ground: str, using: str = "default"
) -> int:
    """Erases a file from disk and records it for every event that carries it; gives their number."""
    if not ground.strip():
        raise ValueError("an erasure names its ground")
    path = place(root, digest)
    with transaction.atomic(using=using):
        uses = list(FileUse.objects.using(using).filter(digest=digest))
        if not uses:
            raise NothingToErase(f"no event carries the file {digest}")
        for use in uses:
            Erasure.objects.using(using).get_or_create(
                entry_id=use.entry_id, name=FILE + digest,
                defaults={"recorded": now, "officer": officer, "ground": ground},
            )  # fmt: skip
        transaction.on_commit(lambda: path.unlink(missing_ok=True), using=using)
    return len(uses)
