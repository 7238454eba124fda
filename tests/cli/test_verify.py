"""Planted flips, end to end: sqlite3 changes the file behind the program's back, `yifa verify` names exactly which."""

import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.installation import installed, run

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        bool(os.environ.get("YIFA_DATABASE")), reason="PLANTS INTO A SQLITE FILE: not for PostgreSQL"
    ),
]

# Two light registers of the demo's year, and the checkpoint over them.
SMALL = """
import django; django.setup()
from datetime import datetime
from pathlib import Path
from django.conf import settings
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
from yifa.demo.acts import Stage
from yifa.demo.load import load
from yifa.ledger import checkpoints, keys
from yifa.ledger.models import Log
from yifa.matter.record import BEIJING
from yifa.matter.register import register
from yifa.people.cast import settle
from yifa.people.office import office
now = datetime(2026, 6, 10, 9, tzinfo=BEIJING)
cast = settle("a password of the tests")
stage = Stage(office("青禾镇"), cast)
told = load([register("disclosure"), register("law_study")], stage, now=now, folder=settings.FILES_ROOT)
assert told.missed == 0
log = Log.objects.get()
checkpoints.make(log, keys.signer(settings.KEYS_ROOT, log.township), now)
"""


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """The environment of a small installation; its folder is copied for each flip."""
    folder = tmp_path_factory.mktemp("small")
    with installed(folder) as environment:
        run(environment, "-c", SMALL)
        yield folder, environment


@pytest.fixture
def copied(small, tmp_path):
    """A copy of the installation, its environment, and an open connection to its database."""
    folder, environment = small
    here = tmp_path / "copy"
    shutil.copytree(folder, here)
    with sqlite3.connect(here / "yifa.sqlite3") as connection:
        yield here, {**environment, "YIFA_DATA": str(here)}, connection
    connection.close()


def verify(environment: dict[str, str]) -> tuple[int, list[str]]:
    done = subprocess.run(
        [sys.executable, "-m", "yifa.cli.main", "verify", "--office", "青禾镇"],
        env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert "Traceback" not in done.stderr, done.stderr
    return done.returncode, [line.removeprefix("青禾镇: ") for line in done.stdout.splitlines()]


def flip(connection: sqlite3.Connection, trigger: str, sentence: str, *values: object) -> None:
    """Drops the trigger that stands in the way, changes one row, and puts the trigger back."""
    (text,) = connection.execute("SELECT sql FROM sqlite_master WHERE name = ?", (trigger,)).fetchone()
    connection.execute(f"DROP TRIGGER {trigger}")
    assert connection.execute(sentence, values).rowcount == 1
    connection.execute(text)
    connection.commit()


def test_a_sound_installation_is_ok(copied):
    code, lines = verify(copied[1])
    assert code == 0 and len(lines) == 1 and lines[0].endswith(": OK"), lines
    assert "1 checkpoints" in lines[0]


def test_an_event_whose_head_was_changed(copied):
    _, environment, connection = copied
    key, index, head = connection.execute(
        'SELECT id, "index", head FROM ledger_entry WHERE register = "disclosure" ORDER BY "index" LIMIT 1 OFFSET 20'
    ).fetchone()
    changed = head.replace('"step":"', '"step":"x')
    flip(connection, "ledger_entry_no_update", "UPDATE ledger_entry SET head = ? WHERE id = ?", changed, key)
    code, lines = verify(environment)
    assert code == 1
    assert lines[0] == f"event {dashed(key)} (number {index}): its head is not the one that was sealed"
    assert len([line for line in lines if "head is not" in line]) == 1


def test_a_column_of_a_row_that_was_changed(copied):
    _, environment, connection = copied
    key, title = connection.execute("SELECT id, title FROM disclosure_disclosure LIMIT 1 OFFSET 7").fetchone()
    assert title != "别的名称"
    connection.execute("UPDATE disclosure_disclosure SET title = ? WHERE id = ?", ("别的名称", key))
    connection.commit()
    code, lines = verify(environment)
    assert code == 1 and len(lines) == 2, lines
    assert f"row disclosure/{dashed(key)}, column title: the events give {title!r}" in lines[0]
    assert "别的名称" in lines[0] and "(event " in lines[0]


def test_a_value_that_was_changed_in_the_log_and_in_the_row(copied):
    """Whoever changes both must still break the commitment."""
    _, environment, connection = copied
    number, entry, index, matter = connection.execute(
        'SELECT o.id, e.id, e."index", e.matter FROM ledger_opening o JOIN ledger_entry e ON e.id = o.entry_id'
        ' WHERE e.register = "law_study" AND o.name = "present" LIMIT 1 OFFSET 3'
    ).fetchone()
    flip(
        connection, "ledger_opening_no_update", "UPDATE ledger_opening SET value = '999' WHERE id = ?", number
    )
    connection.execute("UPDATE law_study_lawstudy SET present = 999 WHERE id = ?", (matter,))
    connection.commit()
    code, lines = verify(environment)
    assert code == 1 and len(lines) == 2, lines
    assert lines[0].startswith(f"event {dashed(entry)} (number {index}): field present: ")


def test_a_stored_file_that_was_changed_and_one_that_is_gone(copied):
    here, environment, _ = copied
    one, other = sorted(path for path in (here / "files").rglob("*") if path.is_file())[:2]
    one.write_bytes(one.read_bytes() + b" ")
    other.unlink()
    code, lines = verify(environment)
    assert code == 1
    for path, words in ((one, "its bytes have the digest"), (other, "it is not on disk")):
        digest = path.parent.name + path.name
        named = [line for line in lines if f"file {digest}" in line]
        assert len(named) == 1 and words in named[0] and named[0].startswith("event "), lines
    assert len(lines) == 3


def test_a_missing_trigger_and_a_removed_row(copied):
    _, environment, connection = copied
    connection.execute("DROP TRIGGER ledger_entry_no_delete")
    (key,) = connection.execute("SELECT id FROM law_study_lawstudy LIMIT 1").fetchone()
    connection.execute("DELETE FROM law_study_lawstudy WHERE id = ?", (key,))
    connection.commit()
    code, lines = verify(environment)
    assert code == 1 and len(lines) == 3, lines
    assert lines[0] == "the trigger ledger_entry_no_delete does not stand in the database"
    assert f"row law_study/{dashed(key)}: the register has no row" in lines[1]


def test_a_checkpoint_that_was_resigned_by_nobody(copied):
    _, environment, connection = copied
    flip(connection, "ledger_checkpoint_no_update", "UPDATE ledger_checkpoint SET size = size - 1")
    code, lines = verify(environment)
    assert code == 1 and lines[0].startswith("checkpoint "), lines


def test_an_office_that_is_not_there(small):
    done = subprocess.run(
        [sys.executable, "-m", "yifa.cli.main", "verify", "--office", "无此镇"],
        env=small[1], capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 2 and "无此镇" in done.stderr


def dashed(key: str) -> str:
    """A UUID as people read it; SQLite keeps it without dashes."""
    return f"{key[:8]}-{key[8:12]}-{key[12:16]}-{key[16:20]}-{key[20:]}"


def test_verifying_writes_nothing(copied):
    here, environment, _ = copied
    before = sorted(path.relative_to(here) for path in Path(here).rglob("*") if path.is_file())
    verify(environment)
    after = sorted(path.relative_to(here) for path in Path(here).rglob("*") if path.is_file())
    assert {str(path) for path in after} ^ {str(path) for path in before} <= {
        "yifa.sqlite3-wal",
        "yifa.sqlite3-shm",
    }
