"""Reads each data file of this floor once."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

DATA = Path(__file__).parent / "data"


@cache
def read(name: str) -> Any:
    """What the YAML file of that name says; the caller must not change it."""
    with (DATA / name).open(encoding="utf-8") as stream:
        return yaml.load(stream, Loader=yaml.CSafeLoader)
