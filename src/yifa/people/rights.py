"""Answers whose rows an officer may look at, by place; the registers add which and how."""

from __future__ import annotations

from datetime import date

from yifa.people.models import Officer, Organisation
from yifa.people.roles import Level, Role

OWN_ONLY = frozenset({Role.MEDIATOR, Role.VILLAGE})


def townships_of(officer: Officer, on: date) -> list[Organisation]:
    """The townships whose rows the officer may see on that day: the own one, or all of the own county.

    Someone without a post on that day sees none.
    """
    if not officer.roles(on):
        return []
    home = officer.organisation
    if home.level == Level.COUNTY:
        return list(home.children.filter(level=Level.TOWNSHIP).order_by("name"))
    township = home.township
    return [township] if township is not None else []
