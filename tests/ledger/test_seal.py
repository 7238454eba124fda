"""Canonical JSON of any value: it parses back to the value, in one form only, the same in writer and verifier."""

import json
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any
from unicodedata import normalize

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from tests.ledger.conftest import draft
from yifa.ledger import offline, seal

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-seal.SAFE, seal.SAFE)
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXTS
)
JSON = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=12,
)


def nfc(value: Any) -> Any:
    if isinstance(value, str):
        return normalize("NFC", value)
    if isinstance(value, list):
        return [nfc(item) for item in value]
    if isinstance(value, dict):
        return {nfc(key): nfc(item) for key, item in value.items()}
    return value


def as_double(text: str) -> int | float:
    """An integer as RFC 8785 reads it."""
    return int(text) if abs(int(text)) <= seal.SAFE else float(text)


def distinct(value: Any) -> bool:
    """Whether no object has two keys that NFC makes one."""
    if isinstance(value, list):
        return all(map(distinct, value))
    if isinstance(value, dict):
        return len(nfc(value)) == len(value) and all(map(distinct, value.values()))
    return True


@settings(max_examples=300, deadline=None)
@given(JSON)
@example({"\ufb33": 1, "€": 2, "\U0001f600": 3, "\ufb00": 4})
def test_round_trip(value: Any) -> None:
    assume(distinct(value))
    made = seal.canonical(value)
    assert json.loads(made, parse_int=as_double) == nfc(value)
    assert seal.canonical(json.loads(made)) == made
    assert offline.canonical(value).encode() == made == offline.canonical(json.loads(made)).encode()


@settings(max_examples=200, deadline=None)
@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_reads_back_as_itself(value: float) -> None:
    assert float(seal.text(value)) == value
    assert seal.text(value) == offline.number(value)


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15))
def test_decimals_keep_their_digits(value: Decimal) -> None:
    text = json.loads(seal.text(value))
    assert Decimal(text) == value and "E" not in text.upper() and text != "-0"


@given(st.datetimes(datetime(1900, 1, 1), datetime(2200, 1, 1)), st.integers(-12, 14))  # noqa: DTZ001
def test_an_instant_has_one_form(moment: datetime, hours: int) -> None:
    here = moment.replace(tzinfo=UTC)
    there = here.astimezone(timezone(timedelta(hours=hours)))
    assert seal.instant(here) == seal.instant(there) == here.strftime("%Y-%m-%dT%H:%M:%SZ").zfill(20)


@settings(deadline=None)
@given(st.binary(min_size=16, max_size=16), TEXTS, JSON)
def test_writer_and_verifier_commit_alike(salt: bytes, name: str, value: Any) -> None:
    assume(distinct(value))
    assert seal.commit(salt, name, value) == offline.digest(salt, [name, value])


@given(TEXTS, TEXTS)
def test_a_commitment_tells_name_from_value(one: str, two: str) -> None:
    assume(normalize("NFC", one) != normalize("NFC", two))
    assert seal.commit(bytes(16), one, two) != seal.commit(bytes(16), two, one)


def test_salts_are_fresh() -> None:
    drawn = seal.salts(500)
    assert len(set(drawn)) == 500 and {len(salt) for salt in drawn} == {16}
    assert seal.salts(0) == []


def test_the_head_holds_no_value() -> None:
    head = seal.text(draft(1).head("qinghe"))
    assert "占用道路" not in head and "201.00" not in head
    members = {"format", "suite", "township", "id", "register", "matter", "step", "on", "recorded", "officer"}
    assert set(json.loads(head)) == members | {"origin", "breaches", "files"}


def test_optional_members_of_the_head() -> None:
    noon = datetime(2026, 1, 5, 12, tzinfo=UTC)
    more = draft(1, at=noon, role="负责人", party="2", voids=draft(0).id, definition={"版": "2021-07-15"})
    head = more.head("qinghe")
    assert (head["at"], head["role"], head["party"]) == ("2026-01-05T12:00:00Z", "负责人", "2")
    assert (head["voids"], head["definition"]) == (str(draft(0).id), {"版": "2021-07-15"})
