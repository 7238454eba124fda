"""Verifying: a whole log checked, against a loop that makes the same hash calls over bytes ready in memory."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from yifa.cli.bench import Bench
from yifa.ledger.models import Log
from yifa.ledger.verify import check_log
from yifa.matter.record import Draft, event_id, lock, sealing
from yifa.project.benches.side import Side

EVENTS, FIELDS = 20_000, 5
AT = datetime(2024, 3, 4, 7, tzinfo=UTC)
IMPORTS = "from yifa.project.benches import verifying"


def bench() -> Bench:
    """0.6 of the floor's pace is wanted, which is 1/0.6 of its time at most."""
    return _bench(f"verify a log of {EVENTS:,} events", "verifying.floor()", 1 / 0.6)


def reading() -> Bench:
    """The same against a floor that reads the rows as well, because no verifier can do without."""
    return _bench("the same, the floor reads the rows too", "verifying.floor(reading=True)", None)


def _bench(name: str, work: str, limit: float | None) -> Bench:
    ours, floor = Side(IMPORTS, "verifying.ours()"), Side(IMPORTS, work)

    def close() -> None:
        ours.close()
        floor.close()

    return Bench(name, ours, floor, "events", EVENTS, limit=limit, close=close)


def _sealed() -> Log:
    """A log of events with five values each, as a register writes them."""
    with transaction.atomic():
        log = lock("青禾镇")
        for start in range(0, EVENTS, 1000):
            sealing(log, [_draft(number) for number in range(start, start + 1000)])
    return log


def _draft(number: int) -> Draft:
    values = {
        "village": "白鹭村", "topic": f"第{number}号议题：沟渠清淤费用分担", "present": 20 + number % 30,
        "held_on": "2024-03-04", "result": "达成一致",
    }  # fmt: skip
    assert len(values) == FIELDS
    return Draft(
        id=event_id(AT), register="deliberation", matter=UUID(int=number // 3), step="session",
        on=date(2024, 3, 4), recorded=AT, officer=str(UUID(int=7)), values=values, role="村干部",
    )  # fmt: skip


def ours() -> Callable[[], float]:
    """Everything that the verifier looks at: events, openings, tiles, the log's own statement, triggers."""
    log = _sealed()

    def work() -> float:
        began = time.perf_counter()
        problems = list(check_log(log))
        seconds = time.perf_counter() - began
        assert problems == []
        return seconds

    return work


def floor(*, reading: bool = False) -> Callable[[], float]:
    """One hash for each opening, each leaf and each node of the tree; nothing compared or put together.

    With ``reading`` the rows are fetched from the database within the time, and thrown away.
    """
    log = _sealed()
    entries, openings = _rows()
    leaves = [f"\0[{head},{commitments}]".encode() for head, commitments in entries]
    texts = [bytes(salt) + f'["{name}",{value}]'.encode() for name, value, salt in openings]
    nodes = _nodes([sha256(leaf).digest() for leaf in leaves])
    assert len(leaves) == log.size and len(texts) == FIELDS * log.size

    def work() -> float:
        began = time.perf_counter()
        if reading:
            _rows()
        for text in texts:
            sha256(text).hexdigest()
        for group in (leaves, nodes):
            for text in group:
                sha256(text).digest()
        return time.perf_counter() - began

    return work


def _rows() -> tuple[list[Any], list[Any]]:
    """Everything that is sealed, by plain statements."""
    with connection.cursor() as cursor:
        cursor.execute('SELECT head, commitments FROM ledger_entry ORDER BY "index"')
        entries = cursor.fetchall()
        cursor.execute("SELECT name, value, salt FROM ledger_opening ORDER BY id")
        return entries, cursor.fetchall()


def _nodes(level: Sequence[bytes]) -> list[bytes]:
    """What is hashed for the inner nodes of a tree over these leaves."""
    made: list[bytes] = []
    while len(level) > 1:
        pairs = [b"\1" + level[at] + level[at + 1] for at in range(0, len(level) - 1, 2)]
        made += pairs
        level = [sha256(pair).digest() for pair in pairs] + list(level[len(level) & ~1 :])
    return made
