"""Finds the named subcommand and runs it, importing nothing that it does not need.

A subcommand is a module of this folder with ``add(parser)``, which declares its arguments, and
``run(args) -> int``, whose result is the exit code: 0 done, 1 a finding or failure, 2 wrongly called.
Its line stands in ``COMMANDS``.
"""

import argparse
import errno
import importlib
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import yifa


@dataclass(frozen=True)
class Command:
    """A subcommand: what ``--help`` says about it, whether it needs the installation's settings, and what it adds
    to the environment from which they are read.
    """

    says: str
    django: bool = True
    env: Mapping[str, str] = field(default_factory=dict)


# How SQLite and PostgreSQL say it; a write that the system cuts short is an I/O error to SQLite.
NO_SPACE = ("disk is full", "disk I/O error", "No space left on device")

COMMANDS = {
    "demo": Command("load the demo township and serve it", env={"YIFA_DEMO": "1"}),
    "serve": Command("serve an installation"),
    "worker": Command("do the things that are due: reminders, checks, checkpoints"),
    "test": Command("run the tests (--all: every database, browser, linters, types)", django=False),
    "check": Command("check the registers' definitions, the figures and the installation"),
    "verify": Command("verify the ledger against the registers"),
    "bundle": Command("write a township's log as a bundle that a stranger can verify"),
    "office": Command("set up an office: organisations, officers, posts"),
    "sheets": Command("import and export Excel ledgers"),
    "figures": Command("compute figures and open their evidence"),
    "report": Command("draft, check, freeze and export the yearly report"),
    "read": Command("read somebody's report and list what does not hold", django=False),
    "bench": Command("measure side by side against a hand-written floor"),
    "docs": Command("write the generated pages of the documentation"),
}


def available() -> dict[str, Command]:
    """The subcommands that are part of this installation."""
    here = Path(__file__).parent
    return {name: command for name, command in COMMANDS.items() if (here / f"{name}.py").exists()}


def usage() -> str:
    """What ``yifa --help`` prints."""
    lines = [f"  {name:<9} {command.says}" for name, command in available().items()]
    return "\n".join(
        [
            f"Yifa 依法 {yifa.__version__}",
            "",
            "usage: yifa COMMAND [arguments]    (yifa COMMAND --help explains one)",
            "",
            *lines,
            "",
            "YIFA_DATA names the folder of the data (default: var); YIFA_DATABASE a PostgreSQL address.",
        ]
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command line and returns its exit code."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if not words or words[0] in ("-h", "--help", "help"):
        print(usage())
        return 0 if words else 2
    if words[0] in ("-V", "--version", "version"):
        print(yifa.__version__)
        return 0
    commands = available()
    if words[0] not in commands:
        print(f"yifa: unknown command {words[0]!r}; yifa --help lists them", file=sys.stderr)
        return 2
    return _run(words[0], commands[words[0]], words[1:])


def _run(name: str, command: Command, words: list[str]) -> int:
    # The one place that imports by name: models can be imported only after the settings are loaded, and a
    # command that needs none (reading a report) must not pay for them.
    os.environ.update(command.env)
    if command.django:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yifa.project.settings")
        importlib.import_module("django").setup()
    module = importlib.import_module(f"yifa.cli.{name}")
    parser = argparse.ArgumentParser(prog=f"yifa {name}", description=command.says)
    module.add(parser)
    try:
        return int(module.run(parser.parse_args(words)))
    except KeyboardInterrupt:
        return 130
    except Exception as fault:
        if not _disk_full(fault):
            raise
        where = os.environ.get("YIFA_DATA", "var")
        print(
            f"yifa {name}: the disk is full or failing ({where}). What was reported as done is kept, nothing is half"
            " written; make space and run the same command again.",
            file=sys.stderr,
        )
        return 1
    except BrokenPipeError:
        # The reader of our output (``| head``) left; writing the rest, even at exit, would only complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _disk_full(fault: BaseException) -> bool:
    """Whether the system or the database said that there is no more space, however deep down."""
    chain: BaseException | None = fault
    while chain is not None:
        if isinstance(chain, OSError) and chain.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            return True
        if any(word in str(chain) for word in NO_SPACE):
            return True
        chain = chain.__cause__ or chain.__context__
    return False


if __name__ == "__main__":
    sys.exit(main())
