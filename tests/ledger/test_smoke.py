from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection

from yifa.ledger import guards
from yifa.ledger.append import Draft, append, event_id, lock
from yifa.ledger.merkle import Frontier
from yifa.ledger.models import Entry

NOW = datetime(2026, 1, 5, 8, tzinfo=UTC)


@pytest.mark.django_db
def test_append_and_guards():
    log = lock("qinghe")
    made = append(
        log,
        [
            Draft(
                id=event_id(NOW),
                register="penalty",
                matter=uuid4(),
                step="立案",
                on=date(2026, 1, 5),
                recorded=NOW,
                officer="7",
                values={"案由": "占道", "金额": 3},
            )
            for _ in range(7)
        ],
    )
    assert [entry.index for entry in made] == list(range(7))
    assert Frontier.load(log.size, log.frontier).root()
    again = Entry.objects.get(pk=made[3].pk)
    assert (
        again.head == made[3].head
        and bytes(again.leaf) == made[3].leaf
        and again.recorded == made[3].recorded
    )
    assert guards.missing(connection) == []
    with pytest.raises(DatabaseError):
        Entry.objects.filter(pk=made[3].pk).update(step="x")
