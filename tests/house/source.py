"""What the house rules are checked on: every text that belongs to the checkout."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "yifa"
TEXTS = {".py", ".md", ".yaml", ".toml", ".html", ".css", ".js", ".svg", ".txt", ".lock", ".sh", ""}
FOLDERS = ("src", "tests", "docs", "requirements", "changelog.d", ".ci")


def named(path: Path) -> str:
    """The path as a person would write it."""
    return path.relative_to(ROOT).as_posix()


@cache
def python(*folders: str) -> tuple[Path, ...]:
    """Every written Python file in these folders; migrations are generated and left out."""
    files = [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]
    return tuple(path for path in files if "migrations" not in path.parts)


@cache
def tree(path: Path) -> ast.Module:
    """The parsed file."""
    return ast.parse(path.read_text(encoding="utf-8"))


def texts() -> Iterator[tuple[Path, str]]:
    """Every text file of the checkout, with what it says."""
    top = [path for path in ROOT.iterdir() if path.is_file()]
    deep = [path for folder in FOLDERS for path in sorted((ROOT / folder).rglob("*")) if path.is_file()]
    for path in top + deep:
        if path.suffix in TEXTS and path.parts[-2] != "__pycache__" and ".egg-info" not in str(path):
            yield path, path.read_text(encoding="utf-8")


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function and method of a file."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def called(node: ast.Call) -> str:
    """The dotted name that is called, as written; empty when it is not a name."""
    words: list[str] = []
    target = node.func
    while isinstance(target, ast.Attribute):
        words.append(target.attr)
        target = target.value
    return ".".join(reversed([*words, target.id])) if isinstance(target, ast.Name) else ""
