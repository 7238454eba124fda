"""A whole installation for a test that kills processes: a database and a data folder of its own."""

import os
import secrets
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg


@contextmanager
def installed(folder: Path) -> Iterator[dict[str, str]]:
    """Yields the environment of an empty, migrated installation on the database that the run is about.

    On SQLite everything lies in ``folder``; on PostgreSQL a database is made and dropped again.
    """
    address = os.environ.get("YIFA_DATABASE", "")
    name = f"yifa_fault_{secrets.token_hex(4)}"
    environment = {
        **os.environ,
        "YIFA_DATA": str(folder),
        "YIFA_SECRET_KEY": "tests-only",
        "YIFA_DATABASE": urlunsplit(urlsplit(address)._replace(path=f"/{name}")) if address else "",
        "DJANGO_SETTINGS_MODULE": "yifa.project.settings",
    }
    if address:
        _tell(address, f'CREATE DATABASE "{name}"')
    try:
        run(environment, "-m", "django", "migrate", "--verbosity", "0")
        yield environment
    finally:
        if address:
            _tell(address, f'DROP DATABASE "{name}" WITH (FORCE)')


def run(environment: dict[str, str], *words: str) -> str:
    """Runs Python in the installation and returns what it printed; its complaint is the failure's text."""
    done = subprocess.run(
        [sys.executable, *words], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def _tell(address: str, sentence: str) -> None:
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(sentence)  # the name is ours
