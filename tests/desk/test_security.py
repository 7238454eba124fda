"""The headers of every answer, and what a refused form says."""

from __future__ import annotations

import pytest
from django.test import Client

from yifa.desk.security import policy

pytestmark = [pytest.mark.urls("tests.desk.gallery"), pytest.mark.django_db]
POLICY = {
    "default-src 'none'",
    "style-src 'self'",
    "script-src 'self'",
    "img-src 'self' data:",
    "font-src 'none'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
}


@pytest.mark.parametrize("address", ["/home/", "/denied/", "/missing/", "/broken/", "/account/login/"])
def test_every_answer_carries_the_policy(client: Client, address: str) -> None:
    answer = client.get(address)
    assert set(answer.headers["Content-Security-Policy"].split("; ")) == POLICY
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert "camera=()" in answer.headers["Permissions-Policy"]


def test_what_a_signed_in_person_saw_is_not_kept(client: Client, settings: object) -> None:
    assert "Cache-Control" not in client.get("/home/").headers
    client.cookies[settings.SESSION_COOKIE_NAME] = "somebody"
    assert client.get("/home/").headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("source", ["'unsafe-inline'", "'unsafe-eval'", "*", "'self'; script-src *"])
def test_a_policy_that_opens_the_door_is_refused(source: str) -> None:
    with pytest.raises(ValueError, match="script-src"):
        policy({"script-src": [source]})


def test_a_form_without_its_token_says_what_to_do() -> None:
    answer = Client(enforce_csrf_checks=True).post("/account/login/", {"login": "a", "password": "b"})
    assert answer.status_code == 403 and "这次没有提交上" in answer.content.decode()


def test_a_fault_shows_its_number_and_nothing_else(client: Client) -> None:
    answer = client.get("/broken/")
    assert answer.headers["X-Fault"] in answer.content.decode()
    assert "Traceback" not in answer.content.decode()


def test_a_refusal_names_who_can(client: Client) -> None:
    text = client.get("/denied/").content.decode()
    assert "纪明月（法制审核人员）" in text and "转给纪明月" in text
