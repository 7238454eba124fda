"""Every route as every person of the cast: what opens, what is refused, what does not exist for them."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from yifa.desk.accounts import enrol
from yifa.ledger.models import Entry
from yifa.matter.record import record
from yifa.matter.register import registers

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
NOON = datetime(2026, 1, 12, 12, tzinfo=ZoneInfo("Asia/Shanghai"))
# What each person may open, as an independent table: the design's section 4.1 and the registers' own readers.
SEES_DELIBERATION = {"clerk", "mayor", "secretary", "reviewer", "village", "county"}
SEES_PENALTY = {
    "clerk", "mayor", "secretary", "reviewer", "county", "counsel", "officer1", "officer2", "officer3", "presider",
}  # fmt: skip
NO_POST = {"nobody"}
TOLD_TO_ENROL = {"mayor", "secretary", "reviewer", "county", "admin"}


def routes(patterns=None, before=""):
    """Every address of the installation with its names in angle brackets."""
    for entry in patterns if patterns is not None else get_resolver().url_patterns:
        if isinstance(entry, URLResolver):
            yield from routes(entry.url_patterns, before + str(entry.pattern))
        elif isinstance(entry, URLPattern):
            yield before + str(entry.pattern)


@pytest.fixture
def matters(cast):
    """A deliberation and a penalty case of 青禾镇."""
    made = {}
    for register in registers():
        if register.key == "deliberation":
            values = {"village": "石桥村", "topic": "修路资金筹集", "present": 26, "result": "达成一致"}
            by, step = cast["village"], "session"
        elif register.key == "penalty":
            values = {
                "case_number": "青综罚立〔2026〕1号", "case_title": "占道经营案", "parties": ["某店"],
                "party_kind": "公民", "cause": "占道经营", "power": "法律、行政法规直接规定",
            }  # fmt: skip
            by, step = cast["mayor"], "file_case"
        else:
            continue
        answer = record(register, None, step, values, on=date(2026, 1, 12), now=NOON, by=by)
        made[register.key] = register.model.objects.get(pk=answer.matter)
    return made


def login(cast, name):
    client = Client()
    user = cast[name].user
    if name in TOLD_TO_ENROL:
        enrol(user)
    client.force_login(user, backend=BACKEND)
    return client


def address(route, row, register):
    entry = Entry.objects.filter(matter=row.pk).first()
    filled = {
        "<slug:key>": register, "<uuid:pk>": str(row.pk), "<slug:name>": "session", "<uuid:entry>": str(entry.pk),
        "<slug:digest>": "0" * 64, "<slug:slug>": "deliberation_activities", "<slug:statute>": "cwh-2018",
        "<str:number>": "24", "<str:fmt>": "json", "<slug:fmt>": "json",
        "<slug:format>": "json",
    }  # fmt: skip
    for word, value in filled.items():
        route = route.replace(word, value)
    return "/" + route


def test_every_route_as_a_stranger_asks_for_login(matters):
    for route in routes():
        if route.startswith("account/"):
            continue
        answer = Client().get(address(route, matters["deliberation"], "deliberation"))
        assert answer.status_code == 302, route
        assert answer.headers["Location"].startswith("/account/login/"), route


@pytest.mark.parametrize(
    "name",
    ["clerk", "officer1", "officer2", "reviewer", "mayor", "secretary", "mediator", "village", "window", "counsel",
     "county", "admin", "foreign", "nobody"],
)  # fmt: skip
def test_every_route_as_every_person(matters, cast, name):
    client = login(cast, name)
    row = matters["deliberation"]
    for route in routes():
        if route.startswith("account/"):
            continue
        status = client.get(address(route, row, "deliberation")).status_code
        assert status in (200, 302, 403, 404), (name, route, status)
        if "<uuid:pk>" in route and route.startswith("r/") and name not in SEES_DELIBERATION:
            assert status in (403, 404), (name, route, status)


@pytest.mark.parametrize(("key", "seen"), [("deliberation", SEES_DELIBERATION), ("penalty", SEES_PENALTY)])
def test_who_sees_a_matter(matters, cast, key, seen):
    row = matters[key]
    found = {name for name in cast if login(cast, name).get(f"/r/{key}/{row.pk}/").status_code == 200}
    assert found == seen


def test_a_foreign_matter_does_not_exist(matters, cast):
    client = login(cast, "foreign")
    for key, row in matters.items():
        assert client.get(f"/r/{key}/{row.pk}/").status_code in (403, 404)
    assert row.pk.hex not in client.get("/search/?q=占道").content.decode()
    assert client.get("/r/deliberation/?q=修路").content.decode().count("修路资金筹集") == 0


def test_an_own_reader_sees_own_rows_only(matters, cast):
    client = login(cast, "village")
    assert client.get(f"/r/deliberation/{matters['deliberation'].pk}/").status_code == 200
    assert client.get(f"/r/penalty/{matters['penalty'].pk}/").status_code == 403


def test_without_post_nothing_is_counted(matters, cast):
    client = login(cast, "nobody")
    assert client.get("/figures/").status_code == 403
    assert client.get("/").status_code == 200


def test_approver_without_second_factor_is_led_to_it(matters, cast):
    client = Client()
    client.force_login(cast["mayor"].user, backend=BACKEND)
    answer = client.get("/")
    assert answer.status_code == 302 and answer.headers["Location"] == "/account/code/new/"
