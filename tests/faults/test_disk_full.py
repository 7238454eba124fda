"""The disk is full: a clear sentence, nothing half written, and work goes on once there is space again."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.installation import installed, run

TOWN, ROWS = "青禾镇", 1200
IMPORT = ("sheets", "import", "--office", TOWN, "--year", "2025")
pytestmark = [
    pytest.mark.fault,
    pytest.mark.skipif(
        bool(os.environ.get("YIFA_DATABASE")), reason="A FULL DISK IS SIMULATED ON THE EMBEDDED DATABASE ONLY"
    ),
]


def looked(environment):
    """The township, which must be sound."""
    seen = json.loads(run(environment, "-m", "tests.faults.town", "look", TOWN))
    assert (seen["sound"], seen["wrong"], seen["loose"]) == ("ok", [], 0)
    return seen


def yifa(environment, *words, limit=None):
    """The command line, with files that may not grow beyond a limit."""
    code = "import resource, sys; from yifa.cli.main import main; "
    if limit is not None:
        code += f"resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit})); "
    return subprocess.run(
        [sys.executable, "-c", code + "sys.exit(main(sys.argv[1:]))", *words],
        env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip


def stopped(environment, paper, data):
    """An import that runs into the end of the disk."""
    run(environment, "-m", "tests.faults.town", "open", TOWN)
    run(environment, "-m", "tests.faults.town", "sheet", str(paper), str(ROWS))
    room = (data / "yifa.sqlite3").stat().st_size + 1_500_000
    return yifa(environment, *IMPORT, str(paper), limit=room)


def test_an_import_keeps_whole_batches_and_goes_on_later(tmp_path: Path) -> None:
    paper, data = tmp_path / "人民调解台账.xlsx", tmp_path / "data"
    with installed(data) as environment:
        assert stopped(environment, paper, data).returncode == 1
        seen = looked(environment)
        assert seen["matters"] in (0, 500, 1000)
        assert (seen["events"], seen["remembered"]) == (2 * seen["matters"], seen["matters"])
        again = yifa(environment, *IMPORT, str(paper))
        assert again.returncode == 0, again.stderr
        assert f"{ROWS - seen['matters']} new, {seen['matters']} unchanged" in again.stdout
        assert looked(environment)["events"] == 2 * ROWS


def test_an_import_says_in_words_that_the_disk_is_full(tmp_path: Path) -> None:
    paper, data = tmp_path / "人民调解台账.xlsx", tmp_path / "data"
    with installed(data) as environment:
        said = stopped(environment, paper, data).stderr
    assert "disk is full" in said and "Traceback" not in said


def test_a_step_in_the_browser_is_a_fault_page_and_writes_nothing(tmp_path: Path) -> None:
    with installed(tmp_path) as environment:
        run(environment, "-m", "tests.faults.town", "open", TOWN)
        said = json.loads(run(environment, "-m", "tests.faults.town", "desk", TOWN))
        status, why, page, matters, later = said
        assert (status, why) == (500, "database or disk is full")
        assert "这一页暂时打不开" in page and "已记录，编号" in page
        assert (matters, later) == (0, 1)
        assert looked(environment)["events"] == 1
