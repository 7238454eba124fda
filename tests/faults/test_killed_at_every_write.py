"""Processes are killed at each write and commit of a step and of an import: all of the work stands, or none of it."""

import json
from pathlib import Path

import pytest

from tests.installation import installed, run

ROWS, BATCH = 5, 2
pytestmark = pytest.mark.fault


def played(environment, *words):
    """What was seen at each point; every look is sound and the last point killed nobody."""
    seen = json.loads(run(environment, "-m", "tests.faults.town", *words))
    for point in seen:
        for look in (point["after"], point["end"]):
            assert (look["sound"], look["wrong"], look["loose"]) == ("ok", [], 0)
    assert [point["killed"] for point in seen] == [True] * (len(seen) - 1) + [False]
    return seen


def test_a_step_stands_or_does_not(tmp_path: Path) -> None:
    with installed(tmp_path) as environment:
        seen = played(environment, "step")
    assert len(seen) > 8
    found = [
        (look["matters"], look["events"], look["words"], look["openings"] > 0)
        for look in (point["after"] for point in seen)
    ]
    # Only a kill behind the commit leaves the step behind; its answer is lost, the event is not.
    assert found == [(0, 0, 0, False)] * (len(seen) - 2) + [(1, 1, 1, True)] * 2
    assert all(point["end"]["events"] == point["end"]["matters"] for point in seen)


def test_an_import_stands_by_batches_and_its_repetition_doubles_nothing(tmp_path: Path) -> None:
    paper = tmp_path / "人民调解台账.xlsx"
    with installed(tmp_path / "data") as environment:
        run(environment, "-m", "tests.faults.town", "sheet", str(paper), str(ROWS))
        seen = played(environment, "import", str(paper))
    whole = [0, BATCH, 2 * BATCH, ROWS]
    for point in seen:
        look, end = point["after"], point["end"]
        rows = look["matters"]
        assert rows in whole
        assert (look["events"], look["words"], look["remembered"]) == (2 * rows, rows, rows)
        assert (end["matters"], end["events"], end["remembered"]) == (ROWS, 2 * ROWS, ROWS)
        if point["killed"]:
            assert point["again"] == str([[ROWS - rows, rows, 0, 2 * (ROWS - rows)]])
    assert {point["after"]["matters"] for point in seen} == set(whole)
    assert len(seen) > 20
