"""Every installed room: its scenarios go by the script and its words resolve."""

import pytest

from yifa.matter.papers import OWN, slots, templates
from yifa.matter.register import registers
from yifa.matter.replayed import check_rows
from yifa.matter.scenario import play, scenarios
from yifa.measure.figure import Figure
from yifa.sheets import target

ROOMS = list(registers())
PLAYED = [room for room in ROOMS if (room.folder / "scenarios.yaml").exists()]
CASES = [
    pytest.param(room, item, id=f"{room.key}-{item['名']}") for room in PLAYED for item in scenarios(room)
]


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.key)
def test_room_has_scenarios(room):
    assert room in PLAYED


def test_there_are_rooms():
    assert len(ROOMS) >= 1


@pytest.mark.django_db
@pytest.mark.parametrize(("room", "scenario"), CASES)
def test_life_goes_by_the_script(room, scenario, cast):
    played = play(room, scenario, cast)
    assert played.differences == []
    assert played.row is not None
    assert list(check_rows(room, played.row.township)) == []


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.key)
def test_steps_fill_columns_of_the_table(room):
    for version in room.versions:
        for step in version.definition.steps.values():
            unknown = [label for label in step.supplies if label not in room.names]
            assert unknown == [], f"{room.key} {step.name}"
            assert step.each == "" or step.each in room.names


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.key)
def test_every_column_belongs_to_a_step(room):
    supplied = {
        room.names[label] for step in room.current.definition.steps.values() for label in step.supplies
    }
    assert set(room.columns) - supplied == set()


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.key)
def test_papers_name_columns(room):
    for name, path in templates(room).items():
        unknown = slots(path) - set(room.labels.values()) - set(OWN)
        assert unknown == set(), f"{room.key}/{name}"


@pytest.mark.parametrize("room", PLAYED, ids=lambda room: room.key)
def test_every_gate_refused_somewhere(room):
    """A room's scenarios refuse somebody at least once for each article that a gate of its procedure rests
    on.
    """
    refused = [str(step["被拒"]) for item in scenarios(room) for step in item["步骤"] if step.get("被拒")]
    gates = [
        rule
        for rule in room.current.definition.rules
        if rule.kind in ("need", "hold", "demand", "late", "intime")
    ]
    if gates:
        assert refused, f"{room.key} has {len(gates)} gates and no scenario that meets one"


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.key)
def test_sheet_names_columns_and_steps(room):
    path = room.folder / "sheet.yaml"
    if not path.exists():
        pytest.skip(f"{room.key} HAS NO SHEET: offices keep none that we know of")
    found = target.load(path)
    assert found.key == room.key
    assert {column.name for column in found.columns} <= set(room.columns)
    assert {step.id for step in found.steps} <= set(room.current.definition.by_id)


def test_slugs_are_used_once():
    slugs = [figure.slug for room in ROOMS for figure in room.config.figures if isinstance(figure, Figure)]
    assert sorted(slugs) == sorted(set(slugs))
