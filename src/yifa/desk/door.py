"""What the login pages say about the installation."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from yifa.desk.accounts import demo_code
from yifa.desk.shown.plain import Door


def door(request: HttpRequest) -> dict[str, Any]:
    """Context processor: ``door`` (shown.plain.Door), made only when a template asks for it."""
    return {"door": SimpleLazyObject(lambda: _door(request))}


def _door(request: HttpRequest) -> Door:
    if not settings.DEMO:
        return Door(settings.DOOR_OFFICE, settings.DOOR_SLIP)
    stage = getattr(request, "_login_stage", None)
    user = stage.login.user if stage is not None else None
    code = demo_code(user, timezone.now()) if user is not None else ""
    return Door(
        settings.DOOR_OFFICE, settings.DOOR_SLIP, code, settings.DEMO_ACCOUNTS, settings.DEMO_PASSWORD
    )
