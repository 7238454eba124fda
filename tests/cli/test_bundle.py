"""Bundles made by `yifa bundle`, judged by their own verifier under `python3 -I`, in a folder outside the checkout."""

import argparse
import json
import shutil
import subprocess
import sys
from datetime import datetime
from io import BytesIO
from pathlib import Path

import pytest

from yifa.cli import bundle
from yifa.demo.acts import Stage
from yifa.demo.load import load
from yifa.ledger import files
from yifa.ledger.models import Entry
from yifa.matter.record import BEIJING, record
from yifa.matter.refusal import Recorded
from yifa.matter.register import register
from yifa.people.office import office

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 6, 10, 9, tzinfo=BEIJING)


@pytest.fixture
def small(cast, settings, tmp_path):
    """A few matters with files and parties, and folders of the test's own."""
    settings.FILES_ROOT, settings.KEYS_ROOT = tmp_path / "files", tmp_path / "keys"
    stage = Stage(office("青禾镇"), cast)
    told = load([register("law_exam"), register("mediator")], stage, now=NOW, folder=settings.FILES_ROOT)
    assert told.missed == 0
    study_with_a_file(stage, settings.FILES_ROOT)
    return tmp_path


def study_with_a_file(stage: Stage, folder: Path) -> None:
    """One further matter whose event carries a file."""
    room = register("law_study")
    kept = files.store(folder, BytesIO("签到表\n虚构\n".encode()), name="签到表.txt", kind="txt")
    answer = record(
        room, None, "登记学法", {"title": "专题学习", "form": "专题讲座", "present": 20},
        on=NOW.date(), now=NOW, by=stage.cast["clerk"], files=[kept.digest],
    )  # fmt: skip
    assert isinstance(answer, Recorded), str(answer)


def call(*words: str) -> int:
    parser = argparse.ArgumentParser()
    bundle.add(parser)
    return bundle.run(parser.parse_args(["--office", "青禾镇", *words]))


def judged(folder: Path) -> tuple[int, list[str]]:
    """What the bundle's own verifier says, with nothing of this program in reach."""
    done = subprocess.run(
        [sys.executable, "-I", "verify.py", "."],
        cwd=folder,
        env={},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Traceback" not in done.stderr, done.stderr
    return done.returncode, done.stdout.splitlines()


@pytest.fixture
def made(small, tmp_path):
    out = tmp_path / "bundle"
    assert call("--out", str(out)) == 0
    return out


def changed(folder: Path, change) -> dict:  # type: ignore[type-arg]
    path = folder / "bundle.json"
    told = json.loads(path.read_text(encoding="utf-8"))
    change(told)
    path.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
    return told


def test_a_bundle_of_the_whole_log_holds(made):
    code, lines = judged(made)
    assert code == 0 and lines[-1].startswith("OK")
    assert lines[-2].startswith(f"{Entry.objects.count()} events, ") and "1 files" in lines[-2]


def test_a_changed_event_is_named(made):
    told = changed(made, lambda told: told["events"][4]["head"].update(officer="somebody"))
    code, lines = judged(made)
    name = told["events"][4]["head"]["id"]
    assert code == 1 and [line for line in lines if line.startswith("MISMATCH") and name in line]
    others = [event["head"]["id"] for event in told["events"] if event["head"]["id"] != name]
    assert not [
        line for line in lines for other in others if line.startswith("MISMATCH event") and other in line
    ]


def test_a_changed_field_is_named(made):
    def change(told):  # type: ignore[no-untyped-def]
        (shown,) = (one for one in told["events"][0]["openings"] if one["name"] == event_field)
        shown["value"] = "别的"

    event_field = json.loads((made / "bundle.json").read_text(encoding="utf-8"))["events"][0]["openings"][0][
        "name"
    ]
    told = changed(made, change)
    code, lines = judged(made)
    assert code == 1
    assert [
        line
        for line in lines
        if f"{told['events'][0]['head']['id']} (number 0), field {event_field}: its value" in line
    ]


def test_a_changed_file_is_named(made):
    (path,) = (made / "files").iterdir()
    path.write_bytes(b"other")
    code, lines = judged(made)
    assert code == 1 and [line for line in lines if path.name in line and "its bytes are not" in line]
    assert len([line for line in lines if line.startswith("MISMATCH")]) == 1


def test_a_changed_row_is_named(made):
    def change(told):  # type: ignore[no-untyped-def]
        row = next(row for row in told["rows"] if row["register"] == "law_exam")
        row["columns"]["passed"] = 1

    changed(made, change)
    code, lines = judged(made)
    (line,) = [line for line in lines if line.startswith("MISMATCH")]
    assert code == 1 and "row law_exam/" in line and "column passed" in line


def test_masked_columns_leave_no_word_and_the_proof_holds(small, tmp_path):
    out = tmp_path / "masked"
    names = [row.name for row in register("mediator").model._default_manager.all()]
    assert call("--out", str(out), "--mask", "personal") == 0
    text = (out / "bundle.json").read_text(encoding="utf-8")
    assert names and not [name for name in names if name in text]
    assert not (out / "files").exists()
    code, lines = judged(out)
    assert code == 0 and " hidden" in lines[-2] and ", 0 hidden" not in lines[-2]


def test_a_column_may_be_masked_by_the_laws_word(small, tmp_path):
    out = tmp_path / "masked"
    assert call("--out", str(out), "--mask", "合格人数", "files") == 0
    told = json.loads((out / "bundle.json").read_text(encoding="utf-8"))
    assert "passed" not in {shown["name"] for event in told["events"] for shown in event["openings"]}
    assert all("passed" not in row["columns"] for row in told["rows"])
    assert judged(out)[0] == 0


def test_it_says_how_to_verify(small, tmp_path, capsys):
    assert call("--out", str(tmp_path / "b")) == 0
    assert f"cd {tmp_path / 'b'} && python3 -I verify.py ." in capsys.readouterr().out


def test_one_matter_alone_in_a_zip(small, tmp_path):
    row = register("law_exam").model._default_manager.first()
    assert row is not None
    out = tmp_path / "one.zip"
    assert call("--out", str(out), "--matter", str(row.pk)) == 0
    away = tmp_path / "away"
    away.mkdir()
    shutil.unpack_archive(out, away)
    code, lines = judged(away)
    assert code == 0 and lines[-2].startswith("1 events, ")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--matter", "17"], "expected the id of a matter"),
        (["--matter", "00000000-0000-0000-0000-000000000001"], "no such matter"),
        (["--mask", "无此列"], "no register has such a column"),
    ],
)
def test_a_call_that_does_not_fit_is_told_so(small, tmp_path, capsys, words, said):
    assert call("--out", str(tmp_path / "x"), *words) == 2
    assert said in capsys.readouterr().err and not (tmp_path / "x").exists()


def test_what_is_there_is_never_overwritten(small, tmp_path, capsys):
    kept = tmp_path / "kept"
    kept.mkdir()
    assert call("--out", str(kept)) == 2
    assert "exists" in capsys.readouterr().err and list(kept.iterdir()) == []


def test_a_township_without_events_has_no_bundle(cast, tmp_path, capsys):
    assert call("--out", str(tmp_path / "x")) == 1
    assert "no events" in capsys.readouterr().err
