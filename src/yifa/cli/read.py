"""``yifa read``: reads reports that somebody else wrote; needs no database."""

import argparse

from yifa.reader import show


def add(parser: argparse.ArgumentParser) -> None:
    """Declares the arguments."""
    show.add_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Reads; 0 when every file was read, 1 when one could not be."""
    return show.run(args)
