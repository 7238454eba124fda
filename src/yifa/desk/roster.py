"""Who holds which post today, read once for a page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from yifa.people.models import Officer, Organisation

MOST = 2


class Roster:
    """The people of some townships by post."""

    def __init__(self, townships: Iterable[Organisation], on: date) -> None:
        wanted = {place.pk for place in townships}
        self._held: dict[tuple[Any, str], list[str]] = defaultdict(list)
        officers = Officer.objects.filter(posts__isnull=False, user__isnull=False).distinct()
        for officer in officers.select_related("organisation__parent__parent").prefetch_related("posts"):
            home = officer.organisation.township
            if home is None or home.pk not in wanted:
                continue
            for role in officer.roles(on):
                self._held[home.pk, role].append(officer.name)

    def names(self, township: Any, roles: Iterable[str]) -> list[str]:
        """Names of those in the township (by key) who hold one of the posts."""
        return sorted({name for role in roles for name in self._held[township, role]})

    def some(self, township: Any, roles: Iterable[str]) -> str:
        """The first two names, and how many more; empty when nobody holds a post."""
        found = self.names(township, roles)
        rest = f"等{len(found)}人" if len(found) > MOST else ""
        return "、".join(found[:MOST]) + rest
