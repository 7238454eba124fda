"""Reads each data file of this floor once."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

DATA = Path(__file__).parent / "data"


def parse(path: Path) -> Any:
    """Return what a YAML file says; the C loader, because the statutes are read at every start."""
    with path.open(encoding="utf-8") as stream:
        return yaml.load(stream, Loader=yaml.CSafeLoader)


@cache
def read(name: str) -> Any:
    """Return the data file `name` (relative to `data/`); the caller must not change it."""
    return parse(DATA / name)
