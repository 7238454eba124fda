"""From a fresh folder to the command line: what ``yifa`` installs, when it does not, and what it says."""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ("run", "postgres", "dev")


def pins(name: str) -> set[str]:
    text = (ROOT / "requirements" / f"{name}.lock").read_text(encoding="utf-8")
    return set(re.findall(r"^([a-z0-9-]+==[^ ;\\]+)", text, re.MULTILINE))


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout with empty locks, so that nothing is asked of a network, and an empty home folder."""
    place = tmp_path / "checkout"
    shutil.copytree(ROOT / "src" / "yifa" / "cli", place / "src" / "yifa" / "cli")
    shutil.copy(ROOT / "src" / "yifa" / "__init__.py", place / "src" / "yifa")
    shutil.copy(ROOT / "yifa", place)
    (place / "requirements").mkdir()
    for name in LOCKS:
        (place / "requirements" / f"{name}.lock").write_text("", encoding="ascii")
    (tmp_path / "home").mkdir()
    return place


def surroundings(checkout: Path, **more: str) -> dict[str, str]:
    """Neither uv nor another Python on the PATH."""
    return {"PATH": "/usr/bin:/bin", "HOME": str(checkout.parent / "home"), "LANG": "C.UTF-8", **more}


def run(checkout: Path, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "yifa", *words],
        cwd=checkout,
        env=surroundings(checkout, **more),
        capture_output=True,
        text=True,
        check=False,
    )


def test_locks_pin_every_package_by_hash_and_name_no_host() -> None:
    for name in LOCKS:
        text = (ROOT / "requirements" / f"{name}.lock").read_text(encoding="utf-8")
        assert "//" not in text and "index" not in text and "find-links" not in text
        for entry in re.split(r"\n(?=\S)", text.strip()):
            assert "==" in entry and "--hash=sha256:" in entry, entry


def test_each_lock_holds_the_smaller_one() -> None:
    assert pins("run") < pins("postgres") < pins("dev")


def test_the_lock_answers_every_requirement_of_the_project() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    names = re.findall(
        r'^  "([A-Za-z0-9-]+)', text.split("dependencies = [")[1].split("]\n")[0], re.MULTILINE
    )
    locked = {pin.partition("==")[0] for pin in pins("run")}
    assert len(names) > 5 and {name.lower() for name in names} <= locked


def test_a_missing_venv_module_is_answered_with_the_line_to_type(checkout: Path) -> None:
    block = checkout.parent / "block"
    block.mkdir()
    (block / "sitecustomize.py").write_text("import sys\nsys.modules['ensurepip'] = None\n", encoding="ascii")
    done = run(checkout, "demo", PYTHONPATH=str(block))
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].strip().endswith("apt-get install -y python3-venv")
    assert not (checkout / ".venv").exists()


def test_an_old_python_says_which_version_is_needed(checkout: Path) -> None:
    script = checkout / "yifa"
    old = "import sys\nsys.version_info = (3, 9, 0)\n"
    script.write_text(old + script.read_text(encoding="utf-8"), encoding="utf-8")
    done = run(checkout, "demo", PATH="/nowhere")
    assert done.returncode == 1
    assert "needs Python 3.11 or newer" in done.stderr and "3.11 或更高版本" in done.stderr


@pytest.mark.slow
def test_the_first_run_installs_and_the_second_does_not(checkout: Path) -> None:
    first, second = run(checkout, "--version"), run(checkout, "--version")
    assert first.returncode == second.returncode == 0, first.stderr
    assert "installing requirements/run.lock" in first.stderr and second.stderr == ""
    assert first.stdout == second.stdout != ""
    assert list((checkout.parent / "home").iterdir()) == []


@pytest.mark.slow
def test_a_moved_checkout_and_a_changed_lock_still_start(checkout: Path) -> None:
    run(checkout, "--version")
    moved = checkout.rename(checkout.parent / "moved")
    assert run(moved, "--version").stderr == ""
    console = subprocess.run([moved / ".venv" / "bin" / "yifa", "--version"], capture_output=True, check=True)
    assert console.stdout == run(moved, "--version").stdout.encode()
    (moved / "requirements" / "run.lock").write_text("# another lock\n", encoding="ascii")
    assert "installing" in run(moved, "--version").stderr
    assert run(moved, "--version").stderr == ""


@pytest.mark.slow
def test_a_database_address_asks_for_the_larger_lock(checkout: Path) -> None:
    address = {"YIFA_DATABASE": "postgresql:///yifa"}
    assert "requirements/run.lock" in run(checkout, "--version").stderr
    assert "requirements/postgres.lock" in run(checkout, "--version", **address).stderr
    assert run(checkout, "--version").stderr == ""


@pytest.mark.slow
def test_an_environment_cut_off_while_pip_was_put_in_is_made_again(checkout: Path) -> None:
    subprocess.run([sys.executable, "-m", "venv", checkout / ".venv"], check=True)
    (vendored,) = (checkout / ".venv").glob("lib/python*/site-packages/pip/_vendor/urllib3")
    shutil.rmtree(vendored)  # "import pip" still works, installing does not
    again = run(checkout, "--version")
    assert again.returncode == 0, again.stderr
    assert run(checkout, "--version").stderr == ""


@pytest.mark.fault
@pytest.mark.parametrize("seconds", [0.3, 1.0, 2.0])
def test_an_installation_killed_on_its_way_is_taken_up_again(checkout: Path, seconds: float) -> None:
    first = subprocess.Popen(
        [sys.executable, "yifa", "--version"],
        cwd=checkout,
        env=surroundings(checkout),
        stderr=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    time.sleep(seconds)
    os.killpg(first.pid, signal.SIGKILL)
    first.wait()
    again = run(checkout, "--version")
    assert again.returncode == 0, again.stderr
    assert run(checkout, "--version").stderr == ""
