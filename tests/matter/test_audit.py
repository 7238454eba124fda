"""Planted changes in rows: each is named with register, id, column and the event that wrote it."""

from datetime import date, timedelta

import pytest

from yifa.matter.audit import audit
from yifa.matter.register import register
from yifa.matter.scenario import play, scenarios
from yifa.people.office import office

pytestmark = pytest.mark.django_db


@pytest.fixture
def room():
    return register("disclosure")


@pytest.fixture
def row(room, cast):
    """The lawful scenario of the room: formed on 3 March 2025, reviewed, published on the 31st."""
    played = play(room, scenarios(room)[0], cast)
    assert played.differences == [] and played.row is not None
    return played.row


def found(room):
    return list(audit(room, office("青禾镇")))


def test_a_sound_register_has_no_discrepancy(room, row):
    assert found(room) == []


def test_a_changed_column_is_named_with_the_event_that_wrote_it(room, row):
    room.model._default_manager.filter(pk=row.pk).update(channel="别处")
    (one,) = found(room)
    assert (one.mismatch.matter, one.mismatch.column, one.index) == (row.pk, "channel", 2)
    for word in ("disclosure", str(row.pk), "channel", "政府信息公开网", "别处", str(one.event)):
        assert word in one.sentence


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("closed_on", None),
        ("stage", "公开审查"),
        ("outcome", "不予公开"),
        ("breaches", 1),
        ("events", 2),
        ("due_on", date(2025, 3, 31)),
        ("opened_on", date(2025, 3, 4)),
    ],
)
def test_a_changed_derived_column_is_named(room, row, column, value):
    room.model._default_manager.filter(pk=row.pk).update(**{column: value})
    (one,) = found(room)
    assert (one.mismatch.matter, one.mismatch.column) == (row.pk, column)


def test_a_removed_row_is_named_by_its_first_event(room, row):
    room.model._default_manager.filter(pk=row.pk).delete()
    (one,) = found(room)
    assert (one.mismatch.matter, one.mismatch.row, one.index) == (row.pk, "no row", 0)


def test_a_row_without_history_is_named(room, row):
    stray = room.model._default_manager.create(township=row.township, version=row.version)
    (one,) = found(room)
    assert (one.mismatch.matter, one.mismatch.log) == (stray.pk, "no events")


def test_rows_of_every_scenario_stand(room, cast):
    for number, item in enumerate(scenarios(room)):
        play(room, item, cast, shift=timedelta(days=7 * number))
    assert found(room) == []
