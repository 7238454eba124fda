"""Who may take which step, and which rows an officer may see: the read door."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from yifa.matter.models import Matter
from yifa.matter.refusal import Refusal, Sentence
from yifa.matter.register import Register, Version
from yifa.people.models import Officer, Organisation
from yifa.people.rights import townships_of
from yifa.people.roles import Role
from yifa.procedure import Step

OVERRIDERS = frozenset({Role.CLERK, Role.LEADER, Role.SYSTEM})


def enterers(version: Version, step: Step) -> frozenset[str]:
    """The posts that may record the step: its own, or for a party's act those that the procedure lets enter
    it.
    """
    if step.party:
        return frozenset(version.definition.register_roles)
    return frozenset(step.roles) or frozenset(version.definition.register_roles)


def acting_role(version: Version, step: Step, by: Officer, on: date) -> str:
    """The post in which the officer takes the step on that day; empty when no post allows it."""
    held = by.roles(on) & enterers(version, step)
    in_order = [role for role in (*step.roles, *version.definition.register_roles) if role in held]
    return in_order[0] if in_order else ""


def why_not(
    register: Register, version: Version, step: Step, by: Officer, township: Organisation, today: date
) -> Refusal | None:
    """The refusal of a right, or None. The right is judged on the day of entry, by posts held then."""
    home = by.organisation.township
    if home is None or home.pk != township.pk:
        return Refusal("right", (Sentence(f"暂不能记录“{step.name}”：你不在{township.name}任职。"),))
    if acting_role(version, step, by, today):
        return None
    who = "或者".join(sorted(enterers(version, step)))
    names = "、".join(holders(township, enterers(version, step), today)[:3])
    cite = step.cites[0] if step.cites else None
    sentence = Sentence(
        f"暂不能由你记录“{step.name}”：应当由{who}办理。",
        cite.label if cite else "",
        f"转给{names}。" if names else f"先由管理员明确谁担任{who}。",
    )
    return Refusal("right", (sentence,))


def holders(township: Organisation, roles: frozenset[str], on: date) -> list[str]:
    """Names of those in the township who hold one of the posts on that day."""
    officers = Officer.objects.filter(posts__role__in=roles).prefetch_related("posts").distinct()
    inside = (
        officer
        for officer in officers.select_related("organisation__parent")
        if officer.roles(on) & roles and (home := officer.organisation.township) and home.pk == township.pk
    )
    return sorted(officer.name for officer in inside)


def seen_by(register: Register, officer: Officer | None, today: date) -> QuerySet[Matter]:
    """The rows of the register that the officer may see on that day; the only way to read a register."""
    rows = register.model._default_manager.all()
    if officer is None:
        return rows.none()
    roles = officer.roles(today)
    places = [place.pk for place in townships_of(officer, today)]
    if not places:
        return rows.none()
    rows = rows.filter(township__in=places)
    if roles & register.config.readers:
        return rows
    if roles & register.config.own_readers:
        return rows.filter(entered_by=officer.pk)
    return rows.none()


def may_open(register: Register, officer: Officer, today: date) -> bool:
    """Whether the register shows in the officer's navigation."""
    roles = officer.roles(today)
    return bool(roles & (register.config.readers | register.config.own_readers))


def may_write_history(officer: Officer, township: Organisation, today: date) -> bool:
    """Whether the officer may take over facts of the past into the township's registers."""
    home = officer.organisation.township
    return home is not None and home.pk == township.pk and bool(officer.roles(today) & OVERRIDERS)


def of_township(register: Register, township: Organisation) -> QuerySet[Matter]:
    """All rows of one township, for whoever operates the installation itself; officers read through seen_by."""
    return register.model._default_manager.filter(township=township)
