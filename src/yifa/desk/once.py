"""Records a form once: a second click, the back button or a second tab does not record it again, and whoever
saved first is shown.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable

from django.core.cache import cache
from django.db import transaction

from yifa.matter.models import Matter
from yifa.matter.record import lock
from yifa.matter.refusal import Recorded, Refusal
from yifa.matter.register import Register
from yifa.people.models import Officer, Organisation

TOKEN, SEEN = "_token", "_seen"
HOURS = 24 * 3600


class Already(Exception):
    """This very form was recorded before; the matter's key is its only argument."""


class SavedFirst(Exception):
    """Somebody recorded something on the matter after the form was opened; the matter is its only argument."""


def new_token() -> str:
    """A name for one opening of a form."""
    return uuid.uuid4().hex


def once(
    by: Officer,
    token: str,
    register: Register,
    row: Matter | None,
    seen: str,
    township: Organisation,
    act: Callable[[], Recorded | Refusal],
) -> Recorded | Refusal:
    """Does ``act`` unless the form was recorded before (Already) or the matter has other events than ``seen``
    (SavedFirst). A refusal may be tried again.
    """
    name = f"form:{by.pk}:{token[:64]}"
    with transaction.atomic():
        lock(str(township.pk))
        if token and (matter := cache.get(name)):
            raise Already(matter)
        if row is not None and seen.isdigit():
            now = register.model._default_manager.select_related("township").get(pk=row.pk)
            if now.events != int(seen):
                raise SavedFirst(now)
        answer = act()
        if token and isinstance(answer, Recorded):
            cache.set(name, str(answer.matter), HOURS)
        return answer
