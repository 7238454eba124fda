"""Which common characters sound alike, tones and regional mergers (n/ng, z/zh, c/ch, s/sh) aside."""

from __future__ import annotations

from functools import cache
from pathlib import Path

DATA = Path(__file__).parent.parent / "data" / "homophones.txt"


@cache
def groups() -> dict[str, int]:
    """Each character's group; one line of the data file is one group."""
    lines = DATA.read_text(encoding="utf-8").split()
    return {char: number for number, line in enumerate(lines) for char in line}


def sound_alike(one: str, other: str) -> bool:
    """True when both characters are known and of one group."""
    group = groups().get(one)
    return group is not None and group == groups().get(other)
