"""The nameplate that a room hangs out; it can be read before any table exists."""

from typing import ClassVar

from django.apps import AppConfig

from yifa.people.roles import Role


class RegisterConfig(AppConfig):
    """The nameplate of a room; a room's ``apps.py`` fills these in."""

    key: ClassVar[str]
    zh: ClassVar[str]
    group: ClassVar[str] = "台账"
    model_name: ClassVar[str]
    number: ClassVar[str] = ""
    headline: ClassVar[tuple[str, ...]] = ()
    shown: ClassVar[tuple[str, ...]] = ()
    day: ClassVar[str] = "opened_on"
    readers: ClassVar[frozenset[str]] = frozenset(
        {Role.CLERK, Role.LEADER, Role.SECRETARY, Role.REVIEWER, Role.COUNTY}
    )
    own_readers: ClassVar[frozenset[str]] = frozenset()
    personal: ClassVar[frozenset[str]] = frozenset()
    figures: ClassVar[tuple[object, ...]] = ()
