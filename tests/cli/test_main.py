"""The dispatcher: what it prints, what it refuses, and what it does not import."""

import subprocess
import sys

import pytest

import yifa
from yifa.cli.main import COMMANDS, available, main


def test_help_and_version_need_nothing_else(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == yifa.__version__


def test_no_command_prints_the_commands_and_counts_as_wrongly_called(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main([]) == 2
    assert all(f"  {name} " in capsys.readouterr().out for name in list(available())[:1])


def test_an_unknown_command_is_refused_by_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sevre"]) == 2
    assert "'sevre'" in capsys.readouterr().err


def test_the_dispatcher_imports_neither_django_nor_a_subcommand() -> None:
    code = "import sys, yifa.cli.main as m; m.main(['--help']); print(*sorted(sys.modules), file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stderr.split())
    assert not {name for name in loaded if name.partition(".")[0] == "django"}
    assert {name for name in loaded if name.startswith("yifa.")} == {"yifa.cli", "yifa.cli.main"}


@pytest.mark.parametrize("name", [name for name, command in available().items() if not command.django])
def test_a_command_without_settings_loads_no_django(name: str) -> None:
    code = f"import sys, yifa.cli.{name}; print(*sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "django" not in done.stdout.split()


@pytest.mark.parametrize("name", list(available()))
def test_every_command_explains_itself(name: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "yifa.cli.main", name, "--help"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert f"yifa {name}" in done.stdout


def test_every_line_of_the_table_says_something() -> None:
    assert all(command.says and command.says[0].islower() for command in COMMANDS.values())
