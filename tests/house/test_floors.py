"""The import contracts hold on a skeleton of the house, and each names a planted breach."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.source import ROOT

MODULES = [
    "project.urls",
    "desk.step",
    "portal.views",
    "api.routes",
    "sheets.judge",
    "county.views",
    "cli.main",
    "report.assembly",
    "registers.penalty.figures",
    "registers.review.figures",
    "measure.compute",
    "release.copy",
    "matter.record",
    "matter.models",
    "procedure.kernel",
    "ledger.append",
    "ledger.verify",
    "ledger.seal",
    "ledger.merkle",
    "people.models",
    "reader.outline",
    "jobs.loop",
    "law.statutes",
]

BREACHES = [
    ("matter.models", "yifa.desk.step", "Floors"),
    ("law.statutes", "yifa.procedure.kernel", "Floors"),
    ("desk.step", "yifa.portal.views", "Floors"),
    ("people.models", "yifa.ledger.seal", "Floors"),
    ("registers.penalty.figures", "yifa.registers.review.figures", "Rooms"),
    ("procedure.kernel", "django.db", "Law, procedure"),
    ("ledger.seal", "django.utils.timezone", "Law, procedure"),
    ("desk.step", "yifa.ledger.append", "Only the recorder"),
    ("matter.models", "yifa.ledger.append", "Only the recorder"),
    ("ledger.verify", "yifa.ledger.append", "The verifier"),
    ("portal.views", "yifa.matter.models", "The portal"),
    ("portal.views", "yifa.people.models", "The portal"),
]


@pytest.fixture
def skeleton(tmp_path: Path) -> Path:
    """The house with an empty module wherever a contract looks, and the one import that may append."""
    for module in MODULES:
        file = tmp_path / "yifa" / (module.replace(".", "/") + ".py")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()
    for folder in (tmp_path / "yifa", *(path for path in (tmp_path / "yifa").rglob("*") if path.is_dir())):
        (folder / "__init__.py").touch()
    (tmp_path / "yifa/matter/record.py").write_text("import yifa.ledger.append\n", encoding="ascii")
    shutil.copy(ROOT / ".importlinter", tmp_path)
    return tmp_path


def contracts(place: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-cache"],
        cwd=place,
        env={**os.environ, "PYTHONPATH": str(place), "NO_COLOR": "1", "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_skeleton_keeps_every_contract(skeleton: Path) -> None:
    done = contracts(skeleton)
    assert done.returncode == 0, done.stdout
    assert " 0 broken" in done.stdout


@pytest.mark.slow
@pytest.mark.parametrize(("module", "imported", "contract"), BREACHES)
def test_a_planted_breach_is_named(skeleton: Path, module: str, imported: str, contract: str) -> None:
    file = skeleton / "yifa" / (module.replace(".", "/") + ".py")
    file.write_text(f"import {imported}\n", encoding="ascii")
    done = contracts(skeleton)
    assert done.returncode == 1
    broken = [line for line in done.stdout.splitlines() if line.endswith("BROKEN")]
    assert any(line.startswith(contract) for line in broken), done.stdout


@pytest.mark.slow
def test_a_floor_that_nobody_placed_is_named(skeleton: Path) -> None:
    (skeleton / "yifa" / "attic").mkdir()
    (skeleton / "yifa" / "attic" / "__init__.py").touch()
    done = contracts(skeleton)
    assert done.returncode != 0 and "attic" in done.stdout
