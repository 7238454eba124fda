"""Answers what a number that regions set differently is, in a region on a day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from yifa.law import statutes
from yifa.law.grades import mark
from yifa.law.sources import DATA, parse

Value = int | str
SHIPPED = (DATA / "parameters.yaml", DATA / "parameters-demo.yaml")


class UnknownParameter(KeyError):
    """No parameter of this key."""


class UnknownRegion(KeyError):
    """No region of this id in the loaded files."""


@dataclass(frozen=True, slots=True)
class Region:
    """A place that sets parameters; `parent` answers what it leaves unset."""

    id: str
    name: str
    parent: str
    invented: bool


@dataclass(frozen=True, slots=True)
class Parameter:
    """One dated value of one region, with what it rests on."""

    key: str
    value: Value
    unit: str
    citation: statutes.Citation
    verified: str
    since: date | None
    label: str
    region: str
    until: date | None
    note: str

    @property
    def mark(self) -> str:
        return mark(self.verified)


@dataclass(frozen=True, slots=True)
class Book:
    """The regions and parameters of some files."""

    regions: Mapping[str, Region]
    rows: Mapping[str, tuple[Mapping[str, Any], ...]]

    def value(self, key: str, region: str, on: date) -> Parameter | None:
        """Return the value the nearest region sets on that day; None when nobody up to CN has set one.

        Errors: UnknownParameter, UnknownRegion.
        """
        if key not in self.rows:
            raise UnknownParameter(f"yifa.E104: expected the key of a parameter, found {key!r}")
        for place in self.above(region):
            for row in self.rows[key]:
                if row["region"] == place and row["value"] is not None and _valid(row, on):
                    return _parameter(row)
        return None

    def above(self, region: str) -> tuple[str, ...]:
        """Return the region and those it falls back to, nearest first."""
        chain: list[str] = []
        while region:
            if region not in self.regions or region in chain:
                raise UnknownRegion(f"yifa.E105: expected the id of a region, found {region!r}")
            chain.append(region)
            region = self.regions[region].parent
        return tuple(chain)

    def questions(self, region: str, on: date) -> tuple[str, ...]:
        """Return the keys nobody has set for the region: what an installation must still decide."""
        return tuple(key for key in self.rows if self.value(key, region, on) is None)


def _valid(row: Mapping[str, Any], on: date) -> bool:
    since, until = row.get("since"), row.get("until")
    return (since is None or since <= on) and (until is None or on <= until)


def _parameter(row: Mapping[str, Any]) -> Parameter:
    return Parameter(
        key=row["key"],
        value=row["value"],
        unit=row["unit"],
        citation=_citation(row),
        verified=row["verified"],
        since=row.get("since"),
        label=row["label"],
        region=row["region"],
        until=row.get("until"),
        note=row.get("note", ""),
    )


def _citation(row: Mapping[str, Any]) -> statutes.Citation:
    if row.get("statute"):
        return statutes.cite(row["statute"], row.get("article") or "")
    basis, verified = str(row["basis"]), str(row["verified"])
    return statutes.Citation("", "", basis, basis, verified, mark(verified), basis)


def book(paths: Sequence[Path]) -> Book:
    """Read parameter files; a later file's rows are asked first, so that an office can correct a default."""
    regions: dict[str, Region] = {}
    rows: dict[str, tuple[Mapping[str, Any], ...]] = {}
    for path in paths:
        document = parse(path)
        invented = bool(document.get("invented", False))
        for row in document["regions"]:
            regions[row["id"]] = Region(row["id"], row["name"], row["parent"] or "", invented)
        for row in document["parameters"]:
            rows[row["key"]] = (row, *rows.get(row["key"], ()))
    return Book(regions, rows)


@cache
def shipped() -> Book:
    """Return the national and provincial rows and the invented demonstration county."""
    return book(SHIPPED)


_own: list[Path] = []


def use(*paths: Path) -> Book:
    """Ask these files before the shipped ones from now on: the roof names an installation's own, once, at start.

    Called without a file it goes back to the shipped ones. The form is that of `data/parameters-demo.yaml`.
    """
    made = book([*SHIPPED, *paths])
    _own[:] = paths
    _current.cache_clear()
    _value.cache_clear()
    return made


@cache
def _current() -> Book:
    return book([*SHIPPED, *_own])


@cache
def _value(key: str, region: str, on: date) -> Parameter | None:
    return _current().value(key, region, on)


def value(key: str, region: str, on: date) -> Parameter | None:
    """Return a parameter on a day from the nearest region that sets it; None = unset.

    Errors: UnknownParameter, UnknownRegion.
    """
    return _value(key, region, on)
