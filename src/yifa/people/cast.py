"""Settles the invented staff of the demo township; the tests use the same fixed cast."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import yaml
from django.contrib.auth import get_user_model

from yifa.people.models import Certificate, Officer, Organisation, Post
from yifa.people.office import system_officer
from yifa.people.roles import Level, Role

SINCE = date(2019, 1, 1)
PATH = Path(__file__).with_name("cast.yaml")


def script() -> dict[str, Any]:
    """The cast as data."""
    with PATH.open(encoding="utf-8") as source:
        found: dict[str, Any] = yaml.safe_load(source)
    return found


def settle(password: str) -> dict[str, Officer]:
    """Makes county, townships and everybody in the cast; gives officers by login. Safe to repeat.

    ``password`` is set for new accounts only; an account that exists keeps its own.
    """
    data = script()
    county, _ = Organisation.objects.get_or_create(
        name=data["county"]["name"],
        parent=None,
        defaults={"level": Level.COUNTY, "region": data["county"]["region"]},
    )
    places = {county.name: county}
    for town in data["townships"]:
        places |= _township(county, town)
    return {person["login"]: _person(person, places, password) for person in data["people"]}


def _township(county: Organisation, town: dict[str, Any]) -> dict[str, Organisation]:
    name = town["name"]
    here, _ = Organisation.objects.get_or_create(
        name=name,
        parent=county,
        defaults={"level": Level.TOWNSHIP, "region": county.region, "formal_name": town["formal_name"]},
    )
    system_officer(here)
    places = {name: here}
    for level, names in ((Level.OFFICE, town["offices"]), (Level.VILLAGE, town["villages"])):
        for inner in names:
            place, _ = Organisation.objects.get_or_create(
                name=inner, parent=here, defaults={"level": level, "region": here.region}
            )
            places[f"{name}/{inner}"] = place
    return places


def _person(person: dict[str, Any], places: dict[str, Organisation], password: str) -> Officer:
    users = get_user_model().objects
    user = users.filter(username=person["login"]).first()
    if user is None:
        user = users.create_user(person["login"], password=password)
    officer, _ = Officer.objects.get_or_create(
        user=user, defaults={"name": person["name"], "organisation": places[person["at"]]}
    )
    for role in person["posts"]:
        Post.objects.get_or_create(officer=officer, role=Role(role), defaults={"since": SINCE})
    if card := person.get("card"):
        Certificate.objects.get_or_create(
            number=card["number"],
            defaults={"officer": officer, "issued": card["issued"], "valid_until": card["valid_until"]},
        )
    return officer
