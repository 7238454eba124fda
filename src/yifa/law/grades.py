"""Grades how a statement of law was checked."""

from collections.abc import Iterable

GRADES = ("memory", "excerpt", "text")  # worst first
UNVERIFIED = "未核"


def mark(verified: str) -> str:
    """Return "" for what was read and 未核 for everything else."""
    return "" if verified == "text" else UNVERIFIED


def worst(grades: Iterable[str]) -> str:
    """Return the worst of some grades: a chain is as good as its weakest link."""
    return min(grades, key=GRADES.index)


def best(grades: Iterable[str]) -> str:
    """Return the best of some grades: one reading of an article is a reading."""
    return max(grades, key=GRADES.index)
