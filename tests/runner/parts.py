"""The parts of a run: static checks, and pytest over one database or one kind of test."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parents[2]
PROGRAMS = Path(sys.executable).parent

CHECKS = {
    "ruff": ["ruff", "check", "."],
    "format": ["ruff", "format", "--check", "."],
    # Without its cache: the cache does not notice a setting that was added.
    "types": ["mypy", "--cache-dir=/dev/null"],
    "floors": ["python", "-m", "tests.runner.floors"],
    "law pages": ["python", "-m", "yifa.cli.main", "docs", "--check"],
    "definitions": ["python", "-m", "yifa.cli.main", "check"],
}
CURES = {
    "format": "cure: .venv/bin/ruff format .",
    "ruff": "cure for many: .venv/bin/ruff check --fix .",
    "law pages": "cure: ./yifa docs",
}


@dataclass
class Outcome:
    """What one part came to; ``why`` names what kept it from running."""

    part: str
    passed: int = 0
    failed: int = 0
    skipped: int = 0
    seconds: float = 0.0
    why: str = ""
    notes: list[str] = field(default_factory=list)

    @property
    def line(self) -> str:
        """The closing line of the part."""
        if self.why:
            return f"{self.part}: NOT RUN: {self.why}"
        return f"{self.part}: {self.passed} passed, {self.failed} failed, {self.skipped} skipped"


def checks() -> Outcome:
    """Linter, format, strict types and import contracts; each counts as one check."""
    outcome = Outcome("checks")
    began = time.monotonic()
    for name, command in CHECKS.items():
        done = subprocess.run(
            [PROGRAMS / command[0], *command[1:]],
            cwd=ROOT,
            env=_quiet(),
            capture_output=True,
            text=True,
            check=False,
        )
        print(f"checks: {name}: {'failed' if done.returncode else 'ok'}", flush=True)
        for line in done.stdout.splitlines():
            if line.startswith("floors: NOT"):
                print(line)
        if done.returncode:
            outcome.failed += 1
            print((done.stdout + done.stderr).rstrip())
            print(CURES.get(name, ""))
        else:
            outcome.passed += 1
    outcome.seconds = time.monotonic() - began
    return outcome


def _quiet() -> dict[str, str]:
    # The type checker loads the settings, which must not leave a data folder in the checkout.
    return {
        **os.environ,
        "YIFA_SECRET_KEY": "checks",
        "YIFA_DATA": str(ROOT / ".mypy_cache" / "data"),
        "NO_COLOR": "1",
    }


def pytest(part: str, marks: str, words: Sequence[str], *, database: str = "", workers: int = 2) -> Outcome:
    """One pytest run over the tests that ``marks`` selects, with data in a folder of its own."""
    outcome = Outcome(part)
    with tempfile.TemporaryDirectory(prefix="yifa-test-") as folder:
        report = Path(folder) / "report.xml"
        command = [sys.executable, "-m", "pytest", "-q", f"--junitxml={report}"]
        if not any(word.startswith(("-n", "--pdb", "--numprocesses")) for word in words) and workers > 1:
            command += ["-n", str(workers)]
        if not any(word.startswith("-m") for word in words):
            command += ["-m", marks]
        environment = {
            **os.environ,
            "YIFA_DATA": str(Path(folder) / "data"),
            "YIFA_SECRET_KEY": "tests-only",
            "YIFA_DATABASE": database,
        }
        print(f"\n{part}: {' '.join(command[1:])} {' '.join(words)}".rstrip(), flush=True)
        began = time.monotonic()
        code = subprocess.call([*command, *words], cwd=ROOT, env=environment)
        outcome.seconds = time.monotonic() - began
        _count(outcome, report, code)
    return outcome


def _count(outcome: Outcome, report: Path, code: int) -> None:
    """Reads the counts from pytest's own report; a run that broke off counts as one failure."""
    if report.exists():
        for suite in ElementTree.parse(report).getroot().iter("testsuite"):
            total, bad = (
                int(suite.get("tests", 0)),
                int(suite.get("failures", 0)) + int(suite.get("errors", 0)),
            )
            outcome.failed += bad
            outcome.skipped += int(suite.get("skipped", 0))
            outcome.passed += total - bad - int(suite.get("skipped", 0))
    if code == 5:
        outcome.why = "no test is selected"
    elif code and not outcome.failed:
        outcome.failed = 1
        outcome.notes.append(f"pytest ended with {code}")
