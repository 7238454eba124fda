"""Turns one address into Django's database settings: embedded SQLite or PostgreSQL."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit


def database_from(address: str, data: Path) -> dict[str, Any]:
    """Settings for ``address`` (``postgresql://user:password@host:port/name``), or SQLite under ``data`` when
    empty.

    A Unix socket folder is written ``postgresql:///name?host=/folder&port=5432``.
    Raises ValueError for any other scheme.
    """
    if not address:
        data.mkdir(parents=True, exist_ok=True)
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(data / "yifa.sqlite3"),
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                # IMMEDIATE: a transaction that reads and then writes must not fail on the upgrade of its
                # lock.
                # FULL: an acknowledged event survives a power cut.
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": (
                    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
                    " PRAGMA cache_size=-65536; PRAGMA mmap_size=268435456; PRAGMA recursive_triggers=ON;"
                ),
            },
        }
    parts = urlsplit(address)
    if parts.scheme not in ("postgresql", "postgres"):
        raise ValueError(f"YIFA_DATABASE: expected postgresql://…, found {parts.scheme or address!r}")
    query = {key: values[-1] for key, values in parse_qs(parts.query).items()}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or query.get("user", "")),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or query.get("host", ""),
        "PORT": str(parts.port or query.get("port", "")),
        "CONN_MAX_AGE": None,
    }
