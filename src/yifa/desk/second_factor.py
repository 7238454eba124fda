"""Leads approvers without a second factor to set it up before anything else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone

from yifa.desk.accounts import lacks_second_factor

CHECKED = "second-factor-checked"
FREE = ("account_", "mfa_")
"""Names of the addresses that stay open: they are the way to the second factor and out."""


class SecondFactorMiddleware:
    """Asks once a day and session; posts have dates, so yesterday's answer does not hold today."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: object, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        """Redirects, or lets the view answer."""
        match = request.resolver_match
        if match is not None and (match.url_name or "").startswith(FREE):
            return None
        if not request.user.is_authenticated:
            return None
        today = timezone.localdate()
        if request.session.get(CHECKED) == today.isoformat():
            return None
        if lacks_second_factor(request.user, today):
            return redirect("mfa_activate_totp")
        request.session[CHECKED] = today.isoformat()
        return None
