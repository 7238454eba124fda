"""A re-import changes nothing; a corrected row is a correction; a vanished row is said."""

from pathlib import Path

from tests.sheets.workbooks import HEAD, book, case, seen
from yifa.sheets.judged import JudgedRow
from yifa.sheets.reconcile import Known, reconcile

ROWS = [case(n, f"2024.{n}.1", n) for n in range(1, 7)]


def rows(path: Path, body: list[list[object]]) -> list[JudgedRow]:
    inspection, report = seen(book(path / "x.xlsx", [["矛盾纠纷台账"], HEAD, *body]))
    found = list(report.rows())
    inspection.close()
    return found


def known(found: list[JudgedRow]) -> list[Known]:
    return [Known(row.register, row.identity, row.digest, row.serial, row.values()) for row in found]


def test_the_same_file_again(tmp_path: Path) -> None:
    found = rows(tmp_path, ROWS)
    again = reconcile(known(found), rows(tmp_path, ROWS))
    assert (again.same, again.new, again.corrected, again.vanished, again.bad) == (6, [], [], [], [])


def test_a_corrected_amount_and_a_new_row(tmp_path: Path) -> None:
    before = known(rows(tmp_path, ROWS))
    now = rows(tmp_path, [*ROWS[:2], case(3, "2024.3.1", 3.5), *ROWS[3:], case(7, "2024.7.1", 7)])
    found = reconcile(before, now)
    assert (found.same, len(found.new), found.vanished) == (5, 1, [])
    assert [(old.serial, row.serial) for old, row in found.corrected] == [("3", "3")]


def test_a_corrected_day_is_a_correction_too(tmp_path: Path) -> None:
    before = known(rows(tmp_path, ROWS))
    found = reconcile(before, rows(tmp_path, [*ROWS[:2], case(3, "2024.3.9", 3), *ROWS[3:]]))
    assert (found.same, found.new, found.vanished) == (5, [], []) and len(found.corrected) == 1


def test_a_row_gone_and_another_in_its_place(tmp_path: Path) -> None:
    before = known(rows(tmp_path, ROWS))
    other = [3, "2024.3.9", "苗某", "谷某", "宅基地纠纷", 5, 9, "不成功"]
    found = reconcile(before, rows(tmp_path, [*ROWS[:2], other, *ROWS[3:]]))
    assert (found.same, len(found.new), [old.serial for old in found.vanished]) == (5, 1, ["3"])
    found = reconcile(before, rows(tmp_path, [*ROWS[:2], *ROWS[3:]]))
    assert (found.same, found.new, [old.serial for old in found.vanished]) == (5, [], ["3"])


def test_a_known_row_that_became_bad_is_held_not_vanished(tmp_path: Path) -> None:
    before = known(rows(tmp_path, ROWS))
    found = reconcile(
        before, rows(tmp_path, [*ROWS[:2], case(3, "2024.3.1", "约3万"), *ROWS[3:], case(7, "?")])
    )
    assert (found.same, found.vanished, len(found.held), len(found.bad)) == (5, [], 1, 1)
