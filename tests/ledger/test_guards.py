"""The database itself refuses to change what was sealed, on SQLite and (YIFA_DATABASE) on PostgreSQL."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction

from tests.ledger.conftest import START, TOWN, draft
from yifa.ledger import checkpoints, guards, keys
from yifa.ledger.append import append, event_id, lock
from yifa.ledger.erase import erase
from yifa.ledger.models import Checkpoint, Entry, Erasure, FileUse, Log, Opening, StoredFile, Tile

Grow = Callable[..., Log]
SEALED = [Entry, Checkpoint, Erasure, FileUse, Tile]


@pytest.fixture
def full(grow: Grow, folder: Path) -> Log:
    """A log with a row in every table."""
    log = grow(3, files=["ab" * 32])
    StoredFile.objects.create(digest="ab" * 32, name="a.txt", size=1, kind="text/plain")
    checkpoints.make(log, keys.signer(folder, TOWN), START)
    erase(Entry.objects.get(index=1), "案由", now=START, officer="7", ground="个保法第四十七条")
    return log


def refused(action: Callable[[], object]) -> bool:
    with pytest.raises(DatabaseError, match="is sealed"), transaction.atomic():
        action()
    return True


def table(model: type) -> str:
    return str(model._meta.db_table)  # type: ignore[attr-defined]


def run(statement: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return int(cursor.rowcount)


def test_all_guards_stand(full: Log) -> None:
    assert guards.missing(connection) == []


@pytest.mark.parametrize("model", SEALED)
def test_sealed_rows_cannot_be_deleted(full: Log, model: type) -> None:
    assert refused(lambda: run(f"DELETE FROM {table(model)}"))


@pytest.mark.parametrize(
    ("model", "change"),
    [
        (Entry, "head = '{}'"), (Entry, "step = step"), (Entry, "leaf = leaf"), (Checkpoint, "note = ''"),
        (Erasure, "ground = ''"), (Opening, "value = 'null'"), (FileUse, "digest = ''"), (StoredFile, "size = 2"),
        (Tile, "root = root"), (Tile, "leaves = substr(leaves, 1, 32)"),
        (Log, "size = size - 1"), (Log, "frontier = ''"), (Log, "township = 'other'"),
    ],
)  # fmt: skip
def test_sealed_rows_cannot_be_changed(full: Log, model: type, change: str) -> None:
    assert refused(lambda: run(f"UPDATE {table(model)} SET {change}"))


def test_a_log_cannot_be_deleted(full: Log) -> None:
    assert refused(lambda: run("DELETE FROM ledger_log"))


def test_a_replacing_insert_is_refused(full: Log) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("INSERT OR REPLACE is SQLite's")
    columns = 'id, log_id, "index", register, matter, step, "on", recorded, \'{}\', commitments, leaf'
    assert refused(lambda: run(f"INSERT OR REPLACE INTO ledger_entry SELECT {columns} FROM ledger_entry"))


def test_only_an_erased_opening_goes(full: Log) -> None:
    assert refused(lambda: run("DELETE FROM ledger_opening WHERE name = '案由'"))
    assert Opening.objects.filter(name="案由").count() == 2
    assert run("DELETE FROM ledger_opening WHERE name = '没有'") == 0


def test_append_needs_a_transaction_and_rolls_back_whole(full: Log) -> None:
    def broken() -> None:
        append(lock(TOWN), [draft(10), draft(11, values={"罚款": float("nan")})])

    with pytest.raises(ValueError, match="number"), transaction.atomic():
        broken()
    assert Entry.objects.count() == 3 and Log.objects.get().size == 3


def test_a_field_name_must_be_normal(grow: Grow) -> None:
    with pytest.raises(ValueError, match="not NFC"):
        grow(1, values={"cafe\u0301": 1})


@pytest.mark.django_db(transaction=True)
def test_append_outside_a_transaction_is_refused() -> None:
    guards.remove(connection)  # the table is emptied after this test
    try:
        with transaction.atomic():
            log = lock(TOWN)
        with pytest.raises(DatabaseError, match="transaction"):
            append(log, [draft(0)])
    finally:
        Log.objects.all().delete()
        guards.install(connection)


def test_ids_grow_with_time() -> None:
    made = [event_id(START + timedelta(milliseconds=number)) for number in range(50)]
    assert made == sorted(made) and len(set(made)) == 50
    assert {(key.version, key.variant) for key in made} == {(7, "specified in RFC 4122")}
