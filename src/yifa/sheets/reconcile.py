"""Compares judged rows with what an earlier import of the same office brought in: new, same, corrected, vanished.

A row whose day or title was corrected has a new identity. It is still taken for the old row when its ordinal number
in the sheet is the old row's, the old identity is gone, and at least half of what both say is the same; anything
less is one row vanished and another one new.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from yifa.sheets.judged import JudgedRow


@dataclass(frozen=True, slots=True)
class Known:
    """A row imported before. `values` is what `JudgedRow.values()` gave, or the same read back from the register."""

    register: str
    identity: str
    digest: str
    serial: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Difference:
    """What a re-import would do. `held` are known rows whose new writing has an error: they stay as they are."""

    new: list[JudgedRow] = field(default_factory=list)
    same: int = 0
    corrected: list[tuple[Known, JudgedRow]] = field(default_factory=list)
    held: list[tuple[Known, JudgedRow]] = field(default_factory=list)
    bad: list[JudgedRow] = field(default_factory=list)
    vanished: list[Known] = field(default_factory=list)


def _alike(old: Mapping[str, Any], new: Mapping[str, Any]) -> bool:
    shared = set(old) & set(new)
    return bool(shared) and 2 * sum(old[name] == new[name] for name in shared) >= len(set(old) | set(new))


def _pair_moved(found: Difference) -> None:
    """Turn a vanished row and a new one into a correction where the sheet's ordinal says they are one."""
    gone: dict[tuple[str, str], list[Known]] = {}
    for known in found.vanished:
        if known.serial:
            gone.setdefault((known.register, known.serial), []).append(known)
    fresh = []
    for row in found.new:
        olds = gone.get((row.register, row.serial), []) if row.serial else []
        if len(olds) == 1 and _alike(olds[0].values, row.values()):
            found.corrected.append((olds[0], row))
            found.vanished.remove(olds.pop())
        else:
            fresh.append(row)
    found.new = fresh


def reconcile(known: Iterable[Known], rows: Iterable[JudgedRow]) -> Difference:
    """What the rows mean against what is known.

    In: rows imported earlier from this office into the registers concerned; the rows judged now. Out: a `Difference`.
    A row that cannot land is `held` if it is known and `bad` if it is not; neither counts as vanished.
    """
    before = {(old.register, old.identity): old for old in known}
    met: set[tuple[str, str]] = set()
    found = Difference()
    for row in rows:
        key = (row.register, row.identity)
        old = before.get(key) if row.identity else None
        if old is not None:
            met.add(key)
        if not row.ok:
            if old is None:
                found.bad.append(row)
            else:
                found.held.append((old, row))
        elif old is None:
            found.new.append(row)
        elif old.digest == row.digest:
            found.same += 1
        else:
            found.corrected.append((old, row))
    found.vanished = [old for key, old in before.items() if key not in met]
    _pair_moved(found)
    return found
