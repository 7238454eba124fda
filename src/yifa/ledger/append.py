"""The only hand that adds to a log; `matter.record` alone may call it.

The caller holds a transaction and the log's row lock (`lock`), so that indexes never collide and a
rolled-back step leaves no trace.
"""

import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256
from itertools import islice
from typing import Any
from unicodedata import is_normalized
from uuid import UUID

from django.db import DatabaseError, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from yifa.ledger import seal, tiles
from yifa.ledger.merkle import Frontier
from yifa.ledger.models import Entry, FileUse, Log, Opening

BATCH = 500
ENTRY_COLUMNS = [f.attname for f in Entry._meta.concrete_fields]


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An event before it is sealed.

    `values` are the written columns by name (only commitments to them are sealed); `officer` and `party` are
    ids, `files` SHA-256 digests in hex, `origin` and `breaches` JSON; `definition` belongs to a matter's
    first event. Nothing personal may stand outside `values`: the head cannot be erased.
    """

    id: UUID
    register: str
    matter: UUID
    step: str
    on: date
    recorded: datetime
    officer: str
    values: Mapping[str, Any]
    origin: Any = None
    breaches: Sequence[Any] = ()
    files: Sequence[str] = ()
    at: datetime | None = None
    role: str = ""
    party: str = ""
    voids: UUID | None = None
    definition: Mapping[str, Any] | None = None

    def head(self, township: str) -> dict[str, Any]:
        """What is sealed in the open; optional members are absent when empty."""
        head: dict[str, Any] = {
            "format": seal.FORMAT,
            "suite": seal.SUITE,
            "township": township,
            "id": str(self.id),
            "register": self.register,
            "matter": str(self.matter),
            "step": self.step,
            "on": self.on.isoformat(),
            "recorded": seal.instant(self.recorded),
            "officer": self.officer,
            "origin": self.origin,
            "breaches": list(self.breaches),
            "files": list(dict.fromkeys(self.files)),
        }
        if self.at is not None:
            head["at"] = seal.instant(self.at)
        if self.role:
            head["role"] = self.role
        if self.party:
            head["party"] = self.party
        if self.voids is not None:
            head["voids"] = str(self.voids)
        if self.definition is not None:
            head["definition"] = dict(self.definition)
        return head


def event_id(recorded: datetime) -> UUID:
    """A fresh id ordered by time (RFC 9562 version 7), so that indexes grow at their end."""
    milliseconds = int(recorded.timestamp() * 1000)
    rest = secrets.randbits(74)
    return UUID(int=milliseconds << 80 | 7 << 76 | (rest >> 62) << 64 | 2 << 62 | rest & (1 << 62) - 1)


def lock(township: str, *, using: str = "default") -> Log:
    """The township's log, made on first need, its row locked until the caller's transaction ends."""
    logs = Log.objects.using(using)
    log = logs.select_for_update().filter(township=township).first()
    if log is None:
        logs.get_or_create(township=township)
        log = logs.select_for_update().get(township=township)
    return log


def append(log: Log, drafts: Iterable[Draft]) -> list[Entry]:
    """Seals `drafts` in order at the end of `log` and gives the entries; `log` is updated in place.

    Raises ValueError or TypeError for a value without canonical form, DatabaseError outside a transaction;
    the caller's transaction must then roll back.
    """
    using = log._state.db or "default"
    connection = connections[using]
    if not connection.in_atomic_block:
        raise DatabaseError("append needs the transaction that holds the log's lock")
    frontier = Frontier.load(log.size, log.frontier)
    entries: list[Entry] = []
    stream = iter(drafts)
    writer = _Writer(connection, log.township)
    while batch := list(islice(stream, BATCH)):
        sealed = writer.write(batch, frontier.size)
        leaves = [row[-1] for row in sealed]
        tiles.fill(log, frontier.size, leaves)
        frontier.extend(leaves)
        entries += [Entry.from_db(using, ENTRY_COLUMNS, row) for row in sealed]
    if entries:
        log.size, log.frontier = frontier.size, frontier.state()
        with transaction.atomic(using=using, savepoint=False):
            log.save(update_fields=["size", "frontier"])
    return entries


class _Writer:
    """Seals a batch and inserts its rows with one statement a table."""

    def __init__(self, connection: BaseDatabaseWrapper, township: str) -> None:
        self.connection = connection
        self.township = township
        self.native = connection.features.has_native_uuid_field

    def write(self, drafts: Sequence[Draft], index: int) -> list[tuple[Any, ...]]:
        """Entry rows (model values, leaf last) of `drafts`, numbered from `index`, after inserting them."""
        salts = iter(seal.salts(sum(len(draft.values) for draft in drafts)))
        entries: list[tuple[Any, ...]] = []
        openings: list[tuple[Any, ...]] = []
        uses: list[tuple[Any, ...]] = []
        for number, draft in enumerate(drafts, index):
            key = draft.id if self.native else draft.id.hex
            commitments = _commit(draft.values, salts, key, openings)
            head = seal.text(draft.head(self.township))
            uses += [(key, digest) for digest in dict.fromkeys(draft.files)]
            entries.append(
                (draft.id, self.township, number, draft.register, draft.matter, draft.step, draft.on,
                 draft.recorded.astimezone(UTC).replace(microsecond=0), head, commitments,
                 seal.leaf_of_text(head, commitments))
            )  # fmt: skip
        self._insert(Entry._meta.db_table, ENTRY_COLUMNS, self._adapted(entries))
        self._insert(Opening._meta.db_table, ["entry_id", "name", "value", "salt"], openings)
        self._insert(FileUse._meta.db_table, ["entry_id", "digest"], uses)
        return entries

    def _adapted(self, rows: Sequence[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
        """Rows as the driver wants them; bulk_create's generic preparation costs more than sealing."""
        ops = self.connection.ops
        for id_, log, index, register, matter, step, on, recorded, head, commitments, leaf in rows:
            yield (
                id_ if self.native else id_.hex, log, index, register,
                matter if self.native else matter.hex, step, ops.adapt_datefield_value(on),
                ops.adapt_datetimefield_value(recorded), head, commitments, leaf,
            )  # fmt: skip

    def _insert(self, table: str, columns: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> None:
        rows = list(rows)
        if not rows:
            return
        quote = self.connection.ops.quote_name
        names = ", ".join(map(quote, columns))
        marks = ", ".join(["%s"] * len(columns))
        with self.connection.cursor() as cursor:
            cursor.executemany(f"INSERT INTO {quote(table)} ({names}) VALUES ({marks})", rows)


def _commit(
    values: Mapping[str, Any], salts: Iterator[bytes], key: Any, openings: list[tuple[Any, ...]]
) -> str:
    """The canonical commitments of `values`; their openings are added to `openings`."""
    parts = []
    for name in seal.in_order(values):
        if not is_normalized("NFC", name):
            raise ValueError(f"the field name {name!r} is not NFC")
        salt, value, label = next(salts), seal.text(values[name]), seal.string(name)
        parts.append(f'[{label},"{sha256(salt + f"[{label},{value}]".encode()).hexdigest()}"]')
        openings.append((key, name, value, salt))
    return "[" + ",".join(parts) + "]"
