"""A small invented town and its log, built through the one hand that may add to it."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from uuid import UUID, uuid5

import pytest
from django.db import connection

from yifa.ledger import guards
from yifa.ledger.append import Draft, append, lock
from yifa.ledger.models import Log

TOWN = "b7a0a0c4-1f0e-4a43-9d5e-0c6f6a5c9e01"
SPACE = UUID("5f0c2f0e-8f0a-4f57-8b3e-3a6f0d1c2b4a")
START = datetime(2026, 1, 5, 8, tzinfo=UTC)


def draft(number: int, **more: object) -> Draft:
    """The invented event `number`: three a matter, of three steps."""
    steps = ("立案", "调查", "决定")
    values: dict[str, object] = {
        "案由": f"占用道路第{number}号",
        "罚款": Decimal("200.00") + number,
        "受理日": date(2026, 1, 5) + timedelta(days=number % 28),
    }
    known: dict[str, object] = {
        "id": uuid5(SPACE, f"event {number}"),
        "register": "penalty",
        "matter": uuid5(SPACE, f"matter {number // 3}"),
        "step": steps[number % 3],
        "on": date(2026, 1, 5),
        "recorded": START + timedelta(seconds=number),
        "officer": "7",
        "values": values,
    }
    return Draft(**{**known, **more})  # type: ignore[arg-type]


@pytest.fixture
def grow(db: None) -> Callable[..., Log]:
    """Appends `count` invented events to the town's log, in one batch."""

    def made(count: int, **more: object) -> Log:
        log = lock(TOWN)
        append(log, [draft(log.size + number, **more) for number in range(count)])
        return log

    return made


@pytest.fixture
def unguarded(db: None) -> None:
    """A database whose triggers an intruder has dropped."""
    guards.remove(connection)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder for keys and files."""
    return tmp_path / "yifa"
