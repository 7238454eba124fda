"""The runner counts what pytest counted, says what did not run, and leaves no server behind."""

import os
import subprocess
import textwrap
from pathlib import Path

import psycopg
import pytest

from tests.runner import __main__ as runner
from tests.runner import floors, install, parts, postgres

CONTRACTS = """
[importlinter]
root_package = yifa
[importlinter:contract:one]
name = one
type = forbidden
source_modules =
    yifa.ledger.verify
    yifa.attic
forbidden_modules =
    django
[importlinter:contract:two]
name = two
type = protected
protected_modules =
    yifa.attic.hoard
allowed_importers =
    yifa.matter.record
"""


def test_a_contract_waits_only_for_what_is_not_built(tmp_path: Path) -> None:
    for file in ("ledger/verify.py", "matter/record.py"):
        (tmp_path / "yifa" / file).parent.mkdir(parents=True)
        (tmp_path / "yifa" / file).touch()
    text, waiting = floors.reduced(CONTRACTS, tmp_path)
    assert waiting == ["yifa.attic", "yifa.attic.hoard"]
    assert "yifa.ledger.verify" in text and "django" in text
    assert "contract:one" in text and "contract:two" not in text


@pytest.mark.slow
def test_the_counts_are_those_of_pytest(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    sample = tmp_path / "test_sample.py"
    sample.write_text(
        textwrap.dedent("""
            import pytest
            def test_good(): pass
            def test_also_good(): pass
            def test_bad(): assert 1 == 2
            @pytest.fixture
            def broken(): raise ValueError
            def test_without_its_fixture(broken): pass
            @pytest.mark.skip(reason="said so")
            def test_skipped(): pass
        """),
        encoding="ascii",
    )
    outcome = parts.pytest("sample", "not slow", [str(sample)], workers=1)
    assert (outcome.passed, outcome.failed, outcome.skipped) == (2, 2, 1)
    assert runner.close([outcome]) == 1
    assert capfd.readouterr().out.splitlines()[-1] == "2 passed, 2 failed, 1 skipped"
    nothing = parts.pytest("nothing", "browser", [str(sample)], workers=1)
    assert nothing.why and runner.close([nothing]) == 1
    assert "NOT EVERYTHING RAN: nothing" in capfd.readouterr().out


def test_a_part_that_could_not_run_fails_the_run(capsys: pytest.CaptureFixture[str]) -> None:
    good, idle = parts.Outcome("one", passed=3), parts.Outcome("two", why="no Chromium")
    assert runner.close([good]) == 0
    assert runner.close([good, idle]) == 1
    assert "two: NOT RUN: no Chromium" in capsys.readouterr().out


@pytest.mark.postgres
def test_the_private_server_is_gone_afterwards() -> None:
    programs = install.postgres_programs()
    assert programs is not None
    with postgres.server(programs) as address:
        with psycopg.connect(address) as connection:
            row = connection.execute(
                "SELECT pg_backend_pid(), current_setting('listen_addresses')"
            ).fetchone()
            assert row is not None and row[1] == ""
            folder = Path(connection.info.host)
        owner = postgres.unprivileged()
        assert folder.owner() == (owner or folder.owner()) != "root" or os.geteuid() != 0
    assert not folder.exists()
    running = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True).stdout
    assert str(folder) not in running
