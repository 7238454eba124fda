"""The house rules that a machine can check: budgets, names, clocks, imports, and words left out."""

import ast
import re

import pytest

from tests.house.source import ROOT, SOURCE, called, functions, named, python, texts, tree
from yifa.cli.main import COMMANDS

FILE_LINES = 400
FUNCTION_LINES = 60
# The formatter breaks code at 110; a sentence in quotes or a comment may be a little longer.
LINE_CHARACTERS = 120
DRAWERS = {"utils", "util", "helpers", "helper", "common", "base", "misc", "core", "tools", "lib"}

# Modules that load others by name, each with its reason.
LOADERS = {
    "src/yifa/cli/bench.py": "the settings name the benches that the roof has collected",
    "src/yifa/cli/demo.py": "the settings name the second factor's functions, which are another face's",
    "src/yifa/cli/worker.py": "the settings name the handlers that the roof has wired",
    "src/yifa/cli/main.py": "a subcommand is imported only when it is called",
}

FACES = {"desk", "portal", "api", "county", "cli", "project"}
CLOCKS = re.compile(
    r"(^|\.)(today|utcnow|localdate|localtime)$|^(datetime(\.datetime)?|timezone)\.now$|^time\.time(_ns)?$"
)

# Written in pieces, so that this file may be searched as well.
MACHINE_PATHS = re.compile(r"(?<![\w.*-])/(wo" + r"rk|ro" + r"ot|ho" + r"me)/[\w.]")
REGISTRY_HOSTS = re.compile(r"py" + r"pi\.org|python" + r"hosted|npm" + r"js\.|deb\.debian|mirrors\.")
ABOUT_TOOLS = re.compile(
    r"\b(" + "|".join(["assist" + "ant", "chat" + "bot", "language " + "model"]) + r")s?\b", re.I
)


def below_the_faces() -> list[str]:
    return [named(path) for path in python("src") if path.relative_to(SOURCE).parts[0] not in FACES]


def test_files_stay_within_the_budget() -> None:
    long = {
        named(path): len(path.read_text(encoding="utf-8").splitlines()) for path in python("src", "tests")
    }
    assert {name: count for name, count in long.items() if count > FILE_LINES} == {}


def test_lines_stay_within_the_budget() -> None:
    long = [
        f"{named(path)}:{number}"
        for path in (*python("src", "tests"), ROOT / "yifa")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if len(line) > LINE_CHARACTERS
    ]
    assert long == []


def test_functions_stay_within_the_budget() -> None:
    long = {
        f"{named(path)}:{node.lineno} {node.name}": (node.end_lineno or 0) - node.lineno + 1
        for path in python("src", "tests")
        for node in functions(path)
    }
    assert {name: count for name, count in long.items() if count > FUNCTION_LINES} == {}


def test_every_module_opens_with_its_promise() -> None:
    silent = [
        named(path)
        for path in python("src", "tests")
        if tree(path).body and not ast.get_docstring(tree(path))
    ]
    assert silent == []


def test_no_import_hides_in_a_function() -> None:
    hidden = [
        f"{named(path)}:{inner.lineno} in {node.name}"
        for path in python("src")
        for node in functions(path)
        if node.name != "ready"  # Django: models can be imported only once every app is known
        for inner in ast.walk(node)
        if isinstance(inner, ast.Import | ast.ImportFrom)
    ]
    assert hidden == []


def test_only_the_named_modules_import_by_name() -> None:
    loaders = {
        named(path)
        for path in python("src")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
        and called(node).split(".")[-1] in ("import_module", "import_string", "__import__")
    }
    assert loaders <= set(LOADERS)


def test_there_are_no_drawers() -> None:
    names = {path for path in SOURCE.rglob("*") if path.stem in DRAWERS and path.suffix in (".py", "")}
    assert sorted(named(path) for path in names) == []


def test_nobody_reads_a_clock_below_the_faces() -> None:
    readers = [
        f"{name}:{node.lineno} {called(node)}"
        for name in below_the_faces()
        for node in ast.walk(tree(ROOT / name))
        if isinstance(node, ast.Call) and CLOCKS.search(called(node))
    ]
    assert readers == []


def test_no_column_reads_a_clock() -> None:
    readers = [
        f"{name}:{node.lineno} {word.arg}"
        for name in below_the_faces()
        for node in ast.walk(tree(ROOT / name))
        if isinstance(node, ast.Call)
        for word in node.keywords
        if word.arg in ("auto_now", "auto_now_add")
    ]
    assert readers == []


def test_no_signals_carry_domain_effects() -> None:
    listeners = [
        f"{name}:{node.lineno}"
        for name in below_the_faces()
        for node in ast.walk(tree(ROOT / name))
        if isinstance(node, ast.ImportFrom)
        and (node.module or "").startswith(("django.dispatch", "django.db.models.signals"))
    ]
    assert listeners == []


@pytest.mark.parametrize("words", [MACHINE_PATHS, REGISTRY_HOSTS], ids=["machine paths", "registry hosts"])
def test_no_text_names_a_machine_or_a_registry(words: re.Pattern[str]) -> None:
    assert [f"{named(path)}: {hit[0]}" for path, text in texts() if (hit := words.search(text))] == []


def test_no_text_speaks_of_how_it_was_written() -> None:
    assert [f"{named(path)}: {hit[0]}" for path, text in texts() if (hit := ABOUT_TOOLS.search(text))] == []


def test_every_subcommand_stands_in_the_table() -> None:
    subcommands = {
        path.stem
        for path in (SOURCE / "cli").glob("*.py")
        if {"add", "run"} <= {node.name for node in tree(path).body if isinstance(node, ast.FunctionDef)}
    }
    assert subcommands <= set(COMMANDS)
