"""``yifa test``: runs the checkout's tests."""

import argparse
import subprocess
import sys
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[3]


def add(parser: argparse.ArgumentParser) -> None:
    """Everything is passed on; the runner explains itself with ``--help``."""
    parser.prefix_chars = "\0"
    parser.add_argument("words", nargs=argparse.REMAINDER, help="--all, --postgres, … or pytest arguments")


def run(args: argparse.Namespace) -> int:
    """The runner's exit code; 2 outside a checkout, where there are no tests."""
    if not (CHECKOUT / "tests" / "runner").is_dir():
        print("yifa test: the tests are part of the checkout, not of the installed package", file=sys.stderr)
        return 2
    return subprocess.call([sys.executable, "-m", "tests.runner", *args.words], cwd=CHECKOUT)
