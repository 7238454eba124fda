"""Every planted change is named: the very event, field, row, file or checkpoint, and nothing else."""

import io
import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from tests.ledger.conftest import START, TOWN, draft
from yifa.ledger import checkpoints, files, keys, merkle, seal, tiles
from yifa.ledger.append import append, lock
from yifa.ledger.erase import erase, erase_file
from yifa.ledger.history import ERASED, events
from yifa.ledger.models import Checkpoint, Entry, FileUse, Log, Opening, StoredFile, Tile
from yifa.ledger.verify import check_log

Grow = Callable[..., Log]


def named(log: Log, **more: Any) -> list[tuple[str, int | None, str]]:
    """(kind, index, field or file) of every problem but the dropped triggers."""
    log.refresh_from_db()
    found = [problem for problem in check_log(log, **more) if problem.kind != "guard"]
    assert all(problem.sentence and problem.chinese for problem in found)
    assert all(problem.event or problem.kind == "missing" for problem in found if problem.index is not None)
    return [(problem.kind, problem.index, problem.field or problem.file) for problem in found]


def entry(index: int) -> Any:
    return Entry.objects.filter(index=index)


SIZES = [1, 5, 255, 256, 257, 600, 1100]


@pytest.mark.parametrize("size", SIZES)
def test_a_sound_log_has_no_problem(grow: Grow, size: int, folder: Path) -> None:
    log = grow(size)
    checkpoints.make(log, keys.signer(folder, TOWN), START)
    assert list(check_log(log, keys=keys.verifiers(folder), files=folder)) == []


def test_single_appends_and_batches_make_the_same_tree(grow: Grow, folder: Path) -> None:
    for count in (1, 1, 253, 3, 1, 600, 2):
        log = grow(count)
        checkpoints.make(log, keys.signer(folder, TOWN), START)
    assert list(check_log(log, keys=keys.verifiers(folder))) == []
    leaves = [bytes(leaf) for leaf in Entry.objects.order_by("index").values_list("leaf", flat=True)]
    assert merkle.root(leaves) == merkle.Frontier.load(log.size, log.frontier).root()


@pytest.mark.parametrize("at", [0, 3, 255, 256, 300, 511, 519])
@pytest.mark.usefixtures("unguarded")
class TestFlips:
    SIZE = 520

    def test_head(self, grow: Grow, at: int) -> None:
        log = grow(self.SIZE)
        head = entry(at).get().head
        entry(at).update(head=head.replace('"officer":"7"', '"officer":"8"'))
        assert named(log) == [("head", at, "")]

    def test_head_that_is_no_json(self, grow: Grow, at: int) -> None:
        log = grow(self.SIZE)
        entry(at).update(head="{")
        assert named(log) == [("head", at, "")]

    def test_commitment(self, grow: Grow, at: int) -> None:
        log = grow(self.SIZE)
        sealed = json.loads(entry(at).get().commitments)
        place = [name for name, _ in sealed].index("罚款")
        sealed[place][1] = seal.commit(bytes(16), "罚款", "1").hex()
        entry(at).update(commitments=seal.text(sealed))
        assert named(log) == [("commitment", at, "罚款")]

    def test_value(self, grow: Grow, at: int) -> None:
        log = grow(self.SIZE)
        Opening.objects.filter(entry__index=at, name="罚款").update(value='"1.00"')
        assert named(log) == [("opening", at, "罚款")]

    def test_salt(self, grow: Grow, at: int) -> None:
        log = grow(self.SIZE)
        Opening.objects.filter(entry__index=at, name="案由").update(salt=bytes(16))
        assert named(log) == [("opening", at, "案由")]

    def test_removed_opening(self, grow: Grow, at: int) -> None:
        log = grow(self.SIZE)
        Opening.objects.filter(entry__index=at, name="案由").delete()
        assert named(log) == [("opening", at, "案由")]

    def test_added_opening(self, grow: Grow, at: int) -> None:
        log = grow(self.SIZE)
        Opening.objects.create(entry=entry(at).get(), name="备注", value='"无"', salt=bytes(16))
        assert named(log) == [("opening", at, "备注")]

    def test_leaf(self, grow: Grow, at: int) -> None:
        log = grow(self.SIZE)
        entry(at).update(leaf=bytes(32))
        assert named(log) == [("leaf", at, "")]

    def test_column(self, grow: Grow, at: int) -> None:
        log = grow(self.SIZE)
        entry(at).update(step="结案", recorded=START + timedelta(days=99))
        assert named(log) == [("column", at, "step"), ("column", at, "recorded")]

    def test_whole_event_rewritten(self, grow: Grow, at: int) -> None:
        """Head and leaf changed together: only the tile still knows."""
        log = grow(self.SIZE)
        row = entry(at).get()
        head = row.head.replace('"officer":"7"', '"officer":"8"')
        entry(at).update(head=head, leaf=seal.leaf_of_text(head, row.commitments))
        assert named(log) == [("rewritten", at, "")]

    def test_removed_event(self, grow: Grow, at: int) -> None:
        log = grow(self.SIZE)
        Opening.objects.filter(entry__index=at).delete()
        entry(at).delete()
        assert named(log) == [("missing", at, "")]

    def test_added_file(self, grow: Grow, at: int) -> None:
        log = grow(self.SIZE)
        FileUse.objects.create(entry=entry(at).get(), digest="ab" * 32)
        assert named(log) == [("file", at, "ab" * 32)]

    def test_damaged_tile(self, grow: Grow, at: int) -> None:
        log = grow(self.SIZE)
        Tile.objects.filter(index=at // 256).update(root=bytes(32))
        assert {kind for kind, _, _ in named(log)} == {"tile"}

    def test_event_and_tile_rewritten(self, grow: Grow, at: int) -> None:
        """Nothing is left but the frontier, which narrows the place to the subtree of the event."""
        log = grow(self.SIZE)
        row = entry(at).get()
        head = row.head.replace('"officer":"7"', '"officer":"8"')
        leaf = seal.leaf_of_text(head, row.commitments)
        entry(at).update(head=head, leaf=leaf)
        known = tiles.stored(log, at // 256)
        known[at % 256] = leaf
        Tile.objects.filter(index=at // 256).update(leaves=b"".join(known), root=merkle.root(known))
        assert named(log) == [("root", None, "")]
        problem = next(found for found in check_log(log) if found.kind == "root")
        assert problem.detail == ("0-511" if at < 512 else "512-519")


@pytest.mark.usefixtures("unguarded")
@pytest.mark.parametrize(("one", "two"), [(3, 9), (514, 519), (255, 256), (10, 515)])
def test_swapped_events(grow: Grow, one: int, two: int) -> None:
    log = grow(520)
    entry(one).update(index=10_000)
    entry(two).update(index=one)
    entry(10_000).update(index=two)
    kind = "order" if one // 256 == two // 256 else "rewritten"
    assert named(log) == [(kind, one, ""), (kind, two, "")]


@pytest.mark.usefixtures("unguarded")
class TestWholeLog:
    def cut(self, keep: int) -> None:
        """Forgets every event from `keep` on, in every table but the checkpoints."""
        leaves = [bytes(leaf) for leaf in Entry.objects.order_by("index").values_list("leaf", flat=True)][
            :keep
        ]
        Opening.objects.filter(entry__index__gte=keep).delete()
        Entry.objects.filter(index__gte=keep).delete()
        Tile.objects.all().delete()
        frontier = merkle.Frontier()
        frontier.extend(leaves)
        Log.objects.update(size=keep, frontier=frontier.state())
        log = Log.objects.get()
        tiles.fill(log, 0, leaves)

    def test_truncated(self, grow: Grow, folder: Path) -> None:
        log = grow(520)
        checkpoints.make(log, keys.signer(folder, TOWN), START)
        self.cut(500)
        assert named(log, keys=keys.verifiers(folder)) == [("truncated", None, "")]

    def test_truncated_rows_alone(self, grow: Grow) -> None:
        log = grow(520)
        Opening.objects.filter(entry__index__gte=518).delete()
        Entry.objects.filter(index__gte=518).delete()
        assert named(log) == [("missing", 518, ""), ("missing", 519, "")]

    def test_log_says_less(self, grow: Grow) -> None:
        log = grow(520)
        Log.objects.update(size=519)
        assert named(log) == [("root", None, "")]

    def test_inserted_behind(self, grow: Grow) -> None:
        log = grow(20)
        row = entry(19).get()
        row.pk, row.index = draft(777).id, 20
        row.save(force_insert=True)
        assert named(log) == [("extra", 20, "")]

    def test_rewritten_everywhere_but_signed_before(self, grow: Grow, folder: Path) -> None:
        log = grow(30)
        first = checkpoints.make(log, keys.signer(folder, TOWN), START)
        log = grow(30)
        second = checkpoints.make(log, keys.signer(folder, TOWN), START)
        row = entry(41).get()
        head = row.head.replace('"officer":"7"', '"officer":"8"')
        entry(41).update(head=head, leaf=seal.leaf_of_text(head, row.commitments))
        self.cut(60)
        found = [p for p in check_log(Log.objects.get(), keys=keys.verifiers(folder)) if p.kind != "guard"]
        assert [problem.kind for problem in found] == ["checkpoint"]
        assert f"{second.pk} (60 events)" in found[0].sentence and "events 30-59" in found[0].sentence
        assert first.pk != second.pk

    @pytest.mark.parametrize("change", ["root", "size", "note", "stranger", "unsigned"])
    def test_forged_checkpoint(self, grow: Grow, folder: Path, change: str) -> None:
        log = grow(30)
        made = checkpoints.make(log, keys.signer(folder, TOWN), START)
        rows = Checkpoint.objects.filter(pk=made.pk)
        if change == "root":
            rows.update(root=bytes(32))
        elif change == "size":
            rows.update(size=29)
        elif change == "note":
            rows.update(note=made.note.replace("recorded 2026", "recorded 2025"))
        elif change == "stranger":
            forger = keys.signer(folder / "other", TOWN)
            Checkpoint.objects.all().delete()
            checkpoints.make(log, forger, START)
        else:
            rows.update(note=made.note.split("\n\n")[0] + "\n\n")
        assert named(log, keys=keys.verifiers(folder)) == [("checkpoint", None, "")]

    def test_another_log_is_not_touched(self, grow: Grow) -> None:
        log = grow(5)
        other = lock("other")
        append(other, [draft(number + 1000) for number in range(5)])
        Opening.objects.filter(entry__log=other, entry__index=3, name="案由").update(value='"x"')
        assert named(log) == []
        assert named(other) == [("opening", 3, "案由")]

    def test_missing_trigger_is_named(self, grow: Grow) -> None:
        assert "ledger_entry_no_update" in {p.detail for p in check_log(grow(1)) if p.kind == "guard"}


def with_file(folder: Path) -> tuple[Log, str]:
    stored = files.store(folder, io.BytesIO("送达回证".encode()), name="送达回证.txt", kind="text/plain")
    log = lock(TOWN)
    append(log, [draft(0), draft(1, files=[stored.digest]), draft(2)])
    return log, stored.digest


@pytest.mark.django_db
class TestFiles:
    def test_sound(self, folder: Path) -> None:
        log, _ = with_file(folder)
        assert named(log, files=folder) == []

    def test_flipped(self, folder: Path) -> None:
        log, digest = with_file(folder)
        files.place(folder, digest).write_bytes(b"other")
        assert named(log, files=folder) == [("file", 1, digest)]

    def test_gone(self, folder: Path) -> None:
        log, digest = with_file(folder)
        files.place(folder, digest).unlink()
        assert named(log, files=folder) == [("file", 1, digest)]

    def test_record_gone(self, folder: Path, unguarded: None) -> None:
        log, digest = with_file(folder)
        StoredFile.objects.all().delete()
        assert named(log, files=folder) == [("file", 1, digest)]

    def test_use_gone(self, folder: Path, unguarded: None) -> None:
        log, digest = with_file(folder)
        FileUse.objects.all().delete()
        assert named(log) == [("file", 1, digest)]

    def test_erased(self, folder: Path, django_capture_on_commit_callbacks: Any) -> None:
        log, digest = with_file(folder)
        with django_capture_on_commit_callbacks(execute=True):
            assert erase_file(folder, digest, now=START, officer="7", ground="个保法第四十七条") == 1
        assert not files.place(folder, digest).exists()
        assert named(log, files=folder) == []


class TestErasure:
    def test_log_stays_sound_and_the_reader_is_told(self, grow: Grow, folder: Path) -> None:
        log = grow(9)
        checkpoints.make(log, keys.signer(folder, TOWN), START)
        row = entry(4).get()
        erase(row, "案由", now=START, officer="7", ground="个保法第四十七条")
        assert named(log, keys=keys.verifiers(folder)) == []
        event = next(event for event in events("penalty", row.matter) if event.index == 4)
        assert event.values["案由"] is ERASED and str(ERASED) == "已依法删除"
        assert event.values["罚款"] == "204.00"
        with pytest.raises(ValueError, match="no readable field"):
            erase(row, "案由", now=START, officer="7", ground="再次")

    @pytest.mark.usefixtures("unguarded")
    def test_false_records_are_named(self, grow: Grow) -> None:
        log = grow(9)
        row = entry(4).get()
        erase(row, "案由", now=START, officer="7", ground="个保法第四十七条", order=draft(999).id)
        assert named(log) == [("erasure", 4, "案由")]
        Opening.objects.create(entry=row, name="案由", value='"占用道路第4号"', salt=bytes(16))
        assert ("erasure", 4, "案由") in named(log)


class TestRows:
    def fold(self, sealed: Any) -> dict[str, Any]:
        return {name: value for event in sealed for name, value in event.values.items()}

    def test_row_is_fold(self, grow: Grow) -> None:
        log = grow(30)
        table = {
            ("penalty", matter): self.fold(events("penalty", matter))
            for matter in Entry.objects.values_list("matter", flat=True)
        }

        def rows(register: str, matter: Any) -> Any:
            return table.get((register, matter))

        assert named(log, rows=rows, fold=self.fold, listed=lambda township: list(table)) == []
        first, second = draft(10).matter, draft(20).matter
        table["penalty", first]["罚款"] = "1.00"
        del table["penalty", second]
        stray = draft(3000).matter
        found = list(check_log(log, rows=rows, fold=self.fold, listed=lambda township: [("penalty", stray)]))
        told = {(problem.row, problem.field, problem.index) for problem in found}
        assert {problem.kind for problem in found} == {"row"}
        assert (f"penalty/{first}", "罚款", 11) in told and (f"penalty/{stray}", "*", None) in told
        assert len(told) == 3 and connection.vendor


def test_every_shape_of_event_is_sound(grow: Grow) -> None:
    """Optional members, no fields at all, quotation marks, names beyond the basic plane, an erased first field."""
    log = grow(2)
    shapes: list[dict[str, Any]] = [
        {"role": "负责人", "party": "2"},
        {"voids": draft(0).id, "step": "correct"},
        {"at": START, "definition": {"key": "penalty", "files": []}},
        {"values": {}},
        {"values": {'"],["': '"],["', "\ufb00": 1, "\U0001f600": [None, {"a": "\\"}]}},
        {"step": '立"案', "origin": {"id": "x", "on": "2020-01-01"}},
        {"breaches": [{"rule": "a", "on": "2026-01-05"}]},
    ]
    append(log, [draft(100 + number, **shape) for number, shape in enumerate(shapes)])
    log = grow(3)
    assert named(log) == []
    erase(entry(0).get(), "受理日", now=START, officer="7", ground="个保法第四十七条")
    erase(entry(6).get(), '"],["', now=START, officer="7", ground="个保法第四十七条")
    assert named(log) == []


@pytest.mark.usefixtures("unguarded")
@pytest.mark.parametrize("name", ["受理日", "案由", "罚款"])
def test_an_opening_moved_to_its_neighbour_is_missed_by_one_and_strange_to_the_other(
    grow: Grow, name: str
) -> None:
    log = grow(6)
    Opening.objects.filter(entry__index=3).delete()
    row = Opening.objects.get(entry__index=2, name=name)
    Opening.objects.filter(pk=row.pk).update(entry=entry(3).get())
    missing = {("opening", 3, field) for field in ("受理日", "案由", "罚款")}
    assert set(named(log)) == {("opening", 2, name)} | missing


@pytest.mark.usefixtures("unguarded")
def test_many_changes_are_all_named(grow: Grow) -> None:
    log = grow(1100)
    Opening.objects.filter(entry__index__in=[7, 300, 1050], name="罚款").update(value="null")
    entry(300).update(leaf=bytes(32))
    entry(700).update(step="结案")
    Opening.objects.filter(entry__index=800).delete()
    entry(800).delete()
    assert named(log) == [
        ("opening", 7, "罚款"),
        ("leaf", 300, ""),
        ("opening", 300, "罚款"),
        ("column", 700, "step"),
        ("missing", 800, ""),
        ("opening", 1050, "罚款"),
    ]
