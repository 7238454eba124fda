"""A stranger with the bundle alone finds every planted change by name, and nothing in a sound one."""

import ast
import hashlib
import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.ledger.conftest import START, TOWN, draft
from yifa.ledger import bundle, checkpoints, files, keys, offline, seal
from yifa.ledger.append import append, lock
from yifa.ledger.erase import erase
from yifa.ledger.history import events
from yifa.ledger.models import Entry

FILE = "送达回证".encode()


def run(target: Path, *more: str) -> tuple[int, str]:
    """The verifier that came with the bundle (or the shipped one for a .zip), isolated, from a foreign
    folder."""
    verifier = target / "verify.py" if target.is_dir() else Path(offline.__file__)
    done = subprocess.run(
        [sys.executable, "-I", str(verifier), str(target), *more],
        cwd=target.parent, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.stderr == ""
    return done.returncode, done.stdout


@pytest.fixture
def made(db: None, folder: Path, tmp_path: Path) -> Callable[..., Path]:
    """Bundles matter 100 (events 300-302, the last with a file) out of 700 events."""
    stored = files.store(folder, io.BytesIO(FILE), name="送达回证.txt", kind="text/plain")
    log = lock(TOWN)
    append(log, [draft(number, files=[stored.digest] if number == 302 else []) for number in range(700)])
    point = checkpoints.make(log, keys.signer(folder, TOWN), START)
    point = checkpoints.countersign(point, keys.signer(folder, "county"))

    def write(name: str = "bundle", **more: Any) -> Path:
        entries = Entry.objects.filter(index__gte=300, index__lt=303)
        target = tmp_path / name
        known = keys.verifiers(folder).values()
        return bundle.export(entries, target, checkpoint=point, keys=known, **{"files": folder, **more})

    return write


def row() -> dict[str, Any]:
    sealed = events("penalty", draft(300).matter)
    columns = {name: value for event in sealed for name, value in event.values.items()}
    return {"register": "penalty", "matter": str(draft(300).matter), "columns": columns}


def change(target: Path, edit: Callable[[dict[str, Any]], None]) -> None:
    """Edits bundle.json in place."""
    path = target / "bundle.json"
    told = json.loads(path.read_text(encoding="utf-8"))
    edit(told)
    path.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")


@pytest.mark.parametrize("name", ["bundle", "bundle.zip"])
def test_a_sound_bundle_verifies(made: Callable[..., Path], name: str) -> None:
    code, said = run(made(name, rows=[row()]))
    assert code == 0, said
    assert "3 events, 9 fields shown, 0 hidden, 0 erased, 1 files, 1 rows, tree of 700 events" in said
    assert said.rstrip().endswith("OK 全部相符")


def test_masking_shows_some_openings(made: Callable[..., Path]) -> None:
    target = made(show=lambda entry, name: name != "案由" and not name.startswith("file:"))
    text = (target / "bundle.json").read_text(encoding="utf-8")
    assert "占用道路第300号" not in text and not (target / "files").exists()
    code, said = run(target)
    assert code == 0 and "6 fields shown, 3 hidden" in said


def test_erasure_leaves_the_bundle_sound(made: Callable[..., Path]) -> None:
    erase(Entry.objects.get(index=301), "案由", now=START, officer="7", ground="个保法第四十七条")
    code, said = run(made())
    assert code == 0 and "8 fields shown, 0 hidden, 1 erased" in said


def test_a_pinned_key_must_have_signed(made: Callable[..., Path], folder: Path, tmp_path: Path) -> None:
    target = made()
    assert run(target, "--key", str(keys.verifiers(folder)[TOWN]))[0] == 0
    stranger = keys.signer(tmp_path / "elsewhere", TOWN)
    code, said = run(target, "--key", str(stranger.verifier))
    assert code == 1 and "MISMATCH checkpoint" in said


def test_an_event_after_the_checkpoint_is_refused(
    made: Callable[..., Path], folder: Path, tmp_path: Path
) -> None:
    log = lock(TOWN)
    point = checkpoints.newest(log)
    assert point is not None
    late = append(log, [draft(5000)])
    with pytest.raises(ValueError, match="not under the checkpoint"):
        bundle.export(late, tmp_path / "late", checkpoint=point, keys=[])


def flip_head(told: dict[str, Any]) -> None:
    told["events"][1]["head"]["officer"] = "8"


def flip_value(told: dict[str, Any]) -> None:
    told["events"][1]["openings"][0]["value"] += "改"


def flip_salt(told: dict[str, Any]) -> None:
    told["events"][1]["openings"][0]["salt"] = "00" * 16


def spoil_salt(told: dict[str, Any]) -> None:
    told["events"][1]["openings"][0]["salt"] = "zz"


def flip_commitment(told: dict[str, Any]) -> None:
    told["events"][1]["commitments"][1][1] = "00" * 32


def flip_leaf(told: dict[str, Any]) -> None:
    told["events"][1]["leaf"] = "00" * 32


def rewrite(told: dict[str, Any]) -> None:
    event = told["events"][1]
    event["head"]["officer"] = "8"
    event["leaf"] = seal.leaf(event["head"], event["commitments"]).hex()


def swap(told: dict[str, Any]) -> None:
    one, two = told["events"][1], told["events"][2]
    one["index"], two["index"] = two["index"], one["index"]


def flip_row(told: dict[str, Any]) -> None:
    told["rows"][0]["columns"]["罚款"] = "1.00"


def remove_event(told: dict[str, Any]) -> None:
    del told["events"][2]


def flip_root(told: dict[str, Any]) -> None:
    lines = told["checkpoint"].split("\n")
    lines[2] = "A" + lines[2][1:] if lines[2][0] != "A" else "B" + lines[2][1:]
    told["checkpoint"] = "\n".join(lines)


def foreign(told: dict[str, Any]) -> None:
    told["township"] = "other"


EVENT, FIELD, MATTER = str(draft(301).id), "案由", f"row penalty/{draft(300).matter}"


@pytest.mark.parametrize(
    ("edit", "count", "named"),
    [
        (flip_head, 1, [f"event {EVENT} (number 301): its head or commitments"]),
        (flip_value, 1, [f"event {EVENT} (number 301), field {FIELD}: its value or salt"]),
        (flip_salt, 1, [f"event {EVENT} (number 301), field {FIELD}: its value or salt"]),
        (spoil_salt, 1, [f"event {EVENT} (number 301), field {FIELD}: its value or salt"]),
        (flip_commitment, 1, [f"event {EVENT} (number 301), field 案由: its commitment"]),
        (flip_leaf, 1, [f"event {EVENT} (number 301): the stated leaf"]),
        (rewrite, 1, [f"event {EVENT} (number 301): it does not stand"]),
        (swap, 5, [f"event {EVENT} (number 302): it does not stand", "(number 301): it does not stand"]),
        (flip_row, 1, [f"{MATTER}, column 罚款: it is not what event {draft(302).id} sealed"]),
        (remove_event, 4, ["column 罚款", "column 案由", "column 受理日", "file 送达回证.txt"]),
        (foreign, 2, ["checkpoint: it is that of another township"]),
    ],
)
def test_planted_changes(
    made: Callable[..., Path], edit: Callable[[dict[str, Any]], None], count: int, named: list[str]
) -> None:
    target = made(rows=[row()])
    told = json.loads((target / "bundle.json").read_text(encoding="utf-8"))
    assert [name for name, _ in told["events"][1]["commitments"]][1] == "案由"
    place = [shown["name"] for shown in told["events"][1]["openings"]].index("案由")

    def reordered(told: dict[str, Any]) -> None:
        openings = told["events"][1]["openings"]
        openings.insert(0, openings.pop(place))
        edit(told)

    change(target, reordered)
    code, said = run(target)
    mismatches = [line for line in said.splitlines() if line.startswith("MISMATCH")]
    assert code == 1 and len(mismatches) == count, said
    for words in named:
        assert any(words in line for line in mismatches), said
    assert all("不符：" in line for line in mismatches)


def test_a_changed_root_breaks_the_signature_and_every_event(made: Callable[..., Path]) -> None:
    target = made()
    change(target, flip_root)
    code, said = run(target)
    assert code == 1 and f"the signature of {TOWN} does not verify" in said and "of county does not" in said


def test_files_are_named(made: Callable[..., Path]) -> None:
    target = made()
    digest = hashlib.sha256(FILE).hexdigest()
    (target / "files" / digest).write_bytes(b"other")
    code, said = run(target)
    assert code == 1 and f"file 送达回证.txt ({digest}), event {draft(302).id}: its bytes" in said
    (target / "files" / digest).unlink()
    assert "it cannot be read" in run(target)[1]
    (target / "files" / ("ab" * 32)).write_bytes(b"")
    assert f"file {'ab' * 32}: no event sealed it" in run(target)[1]


def test_what_is_no_bundle_is_said_to_be_none(tmp_path: Path, made: Callable[..., Path]) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    verifier = Path(offline.__file__)
    for argument in (empty, tmp_path / "nothing", verifier):
        done = subprocess.run(
            [sys.executable, "-I", str(verifier), str(argument)],
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 2 and "NO BUNDLE" in done.stdout and done.stderr == ""
    target = made("cut.zip")
    target.write_bytes(target.read_bytes()[:-200])
    assert run(target)[0] == 2


def test_a_flipped_byte_in_the_zip_is_noticed(made: Callable[..., Path]) -> None:
    target = made("flip.zip")
    with zipfile.ZipFile(target) as archive:
        place = archive.getinfo("bundle.json").header_offset + 200
    raw = bytearray(target.read_bytes())
    raw[place] ^= 1
    target.write_bytes(bytes(raw))
    assert run(target)[0] in (1, 2)


def test_the_verifier_stands_alone() -> None:
    """Grammar of Python 3.9, nothing imported but the standard library."""
    text = Path(offline.__file__).read_text(encoding="utf-8")
    tree = ast.parse(text, feature_version=(3, 9))
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.split(".")[0] for name in names} <= sys.stdlib_module_names
