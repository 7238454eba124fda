"""Which parts the report of a year must have in a region, and what orders each of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from yifa.law import parameters, statutes
from yifa.report.sources import read

NATION = "CN"


class NoOutline(LookupError):
    """No outline is known for that year."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part: its heading, the article that asks for it, whether the ledgers fill it, what is still to be written."""

    id: str
    title: str
    cite: statutes.Citation
    registers: bool
    open: str


@dataclass(frozen=True, slots=True)
class Section:
    """A section below the part that the ledgers fill; our own grouping."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Outline:
    """The outline for reports on ``from_year`` and later."""

    id: str
    region: str
    from_year: int
    title: tuple[str, ...]
    addressee: str
    recipients: statutes.Citation
    opening: str
    parts: tuple[Part, ...]
    sections: tuple[Section, ...]

    def worded(self, text: str, *, year: int, county: str = "") -> str:
        """A text of the outline with the year reported on and the county's name in it."""
        return text.replace("{year}", str(year)).replace("{county}", county)


@cache
def every() -> tuple[Outline, ...]:
    """All outlines, in the order of the data file."""
    return tuple(_outline(row) for row in read("outline.yaml")["outlines"])


def outline(region: str, year: int) -> Outline:
    """The outline for a report on that year; the region's own, else the nearest above it. Raises NoOutline."""
    for place in _above(region or NATION):
        fitting = [one for one in every() if one.region == place and one.from_year <= year]
        if fitting:
            return max(fitting, key=lambda one: one.from_year)
    raise NoOutline(f"no outline is known for a report on {year}")


def _above(region: str) -> tuple[str, ...]:
    """The region and those above it; a region that only the installation knows falls back to the nation."""
    try:
        return parameters.shipped().above(region)
    except parameters.UnknownRegion:
        return (region, NATION)


def _outline(row: Mapping[str, Any]) -> Outline:
    recipients = row["recipients"]
    return Outline(
        id=row["id"],
        region=row["region"],
        from_year=row["from_year"],
        title=tuple(row["title"]),
        addressee=row["addressee"],
        recipients=statutes.cite(recipients["statute"], recipients["article"]),
        opening=row["opening"],
        parts=tuple(
            Part(
                id=part["id"],
                title=part["title"],
                cite=statutes.cite(part["statute"], part["article"]),
                registers=part.get("by") == "registers",
                open=part["open"],
            )
            for part in row["parts"]
        ),
        sections=tuple(Section(one["id"], one["title"]) for one in row["sections"]),
    )
