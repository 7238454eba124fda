"""``yifa docs``: writes each register's law as a Chinese page that a lawyer can read and sign."""

import argparse
import sys
from pathlib import Path

from yifa.matter.register import Register, Version, registers
from yifa.procedure.page import page

FOLDER = Path("docs/law")
INDEX = "README.md"


def add(parser: argparse.ArgumentParser) -> None:
    """Declares the arguments."""
    parser.add_argument("--check", action="store_true", help="write nothing; fail when a page is stale")
    parser.add_argument("--folder", type=Path, default=FOLDER)


def run(args: argparse.Namespace) -> int:
    """Writes the pages, or says which are stale and returns 1."""
    wanted, old = pages(), stale(args.folder)
    if args.check:
        for name in old:
            print(f"stale: {args.folder / name}; write it with: yifa docs", file=sys.stderr)
        return 1 if old else 0
    args.folder.mkdir(parents=True, exist_ok=True)
    for name in old:
        if name in wanted:
            (args.folder / name).write_text(wanted[name], encoding="utf-8")
        else:
            (args.folder / name).unlink()
    print(f"{len(wanted)} pages, {len(old)} written or removed")
    return 0


def stale(folder: Path) -> list[str]:
    """The names of pages in the folder that are missing, too many, or not what would be written now."""
    wanted = pages()
    found = {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.md"))}
    return sorted(name for name in wanted.keys() | found.keys() if wanted.get(name) != found.get(name))


def pages() -> dict[str, str]:
    """File name → text, for every version of every register, and the index."""
    made = {_name(register, version): page(version.definition) for register, version in _all()}
    lines = [
        "# 各台账的法定程序",
        "",
        "由程序定义生成，供法律人员审读和签字。改定义以后用 `./yifa docs` 重新生成。",
        "",
    ]
    lines += [
        f"- [{register.zh}（{version.since.isoformat()}起）]({_name(register, version)})"
        for register, version in _all()
    ]
    return made | {INDEX: "\n".join(lines) + "\n"}


def _all() -> list[tuple[Register, Version]]:
    return [(register, version) for register in registers() for version in reversed(register.versions)]


def _name(register: Register, version: Version) -> str:
    suffix = "" if version is register.current else f"-{version.since.isoformat()}"
    return f"{register.key}{suffix}.md"
