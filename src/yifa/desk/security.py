"""Security headers of every answer: the content policy and no copies on shared computers.

The setting is named and shaped as in Django 6 (``SECURE_CSP``): at that upgrade Django's own middleware
takes the policy over.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

Answer = Callable[[HttpRequest], HttpResponseBase]


def policy(directives: Mapping[str, Collection[str]]) -> str:
    """The header's text. Raises ValueError when a source would open it to inline or evaluated code."""
    for name, sources in directives.items():
        for source in sources:
            if "unsafe" in source or source == "*" or ";" in source:
                raise ValueError(f"SECURE_CSP: {name} must not allow {source}")
    return "; ".join(f"{name} {' '.join(sources)}".rstrip() for name, sources in directives.items())


class SecurityHeadersMiddleware:
    """Adds the content and permissions policies, and forbids keeping what a signed-in person saw."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response
        self.csp = policy(settings.SECURE_CSP)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", self.csp)
        response.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
        # A session cookie is enough to know: asking who it is would cost a query on public pages.
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response
