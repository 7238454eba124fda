"""The first pages say what is so: twins agree, settings are listed, links lead somewhere."""

import os
import re
import subprocess
import sys
import tomllib

import pytest

from tests.house.source import ROOT, python
from yifa.cli.main import COMMANDS, available

PAGES = ["README.md", "README.zh.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs/house.md", "docs/settings.md"]


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def test_the_readme_and_its_twin_have_the_same_shape() -> None:
    for pattern in (r"^#+ ", r"^\* ", r"^\|", r"^\./yifa \w+", r"`\./yifa [a-z -]+`", r"\]\([^)]+\)"):
        counts = {name: len(re.findall(pattern, text(name), re.MULTILINE)) for name in PAGES[:2]}
        assert counts["README.md"] == counts["README.zh.md"] > 0, pattern


def test_the_commands_of_the_readme_exist() -> None:
    named = set(re.findall(r"\./yifa ([a-z]+)", text("README.md")))
    assert {"demo", "test"} <= named <= set(COMMANDS)


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_to_files(page: str) -> None:
    links = re.findall(r"\]\(([^)#]+)\)", text(page))
    assert [link for link in links if not ((ROOT / page).parent / link).exists()] == []


def test_every_setting_is_listed() -> None:
    used = {
        name for path in python("src") for name in re.findall(r"\bYIFA_[A-Z_]+\b", path.read_text("utf-8"))
    }
    listed = set(re.findall(r"^\| `(YIFA_[A-Z_]+)`", text("docs/settings.md"), re.MULTILINE))
    assert used == listed


def test_every_package_is_placed_in_the_house() -> None:
    packages = {path.parent.name for path in (ROOT / "src" / "yifa").glob("*/__init__.py")}
    assert [
        name for name in sorted(packages) if f"`{name}`" not in text("docs/house.md") and name != "project"
    ] == []


def test_the_ci_calls_the_command_of_the_readme() -> None:
    assert "exec ./yifa test --all" in text(".ci/run")
    assert os.access(ROOT / ".ci" / "run", os.X_OK) and os.access(ROOT / "yifa", os.X_OK)


def test_the_console_script_is_the_same_program() -> None:
    project = tomllib.loads(text("pyproject.toml"))["project"]
    assert project["scripts"] == {"yifa": "yifa.cli.main:main"}
    assert project["license"] == "Apache-2.0" and "Version 2.0, January 2004" in text("LICENSE")


def test_help_lists_every_subcommand_that_is_there() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "yifa.cli.main", "--help"], capture_output=True, text=True, check=True
    )
    assert [name for name in available() if not re.search(rf"^  {name} ", done.stdout, re.MULTILINE)] == []
