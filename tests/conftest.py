"""Fixtures that every floor may use: a data folder of its own, the fixed cast, a clock that stands."""

import os
import tempfile
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

# Settings read the folder when they are imported; a test never touches the data of an installation.
os.environ["YIFA_DATA"] = tempfile.mkdtemp(prefix="yifa-test-")

SHARED = Path(os.environ.get("YIFA_SHARED", Path(__file__).resolve().parents[2] / "shared"))


@pytest.fixture
def shared() -> Path:
    """The reference material beside the checkout; the test is skipped, loudly, where it is absent."""
    if not SHARED.is_dir():
        pytest.skip(f"REFERENCE MATERIAL ABSENT: {SHARED} is not there; set YIFA_SHARED")
    return SHARED


@pytest.fixture
def cast(db, settings):
    """Everybody of the fixed cast by login, with county and townships."""
    settings.PASSWORD_HASHERS = [
        "django.contrib.auth.hashers.MD5PasswordHasher"
    ]  # sixteen slow hashes a test
    from yifa.people.cast import settle  # noqa: PLC0415  (models exist only once Django is set up)

    return settle("a password of the tests")


@pytest.fixture
def now() -> datetime:
    """The instant at which the tests' officers sit at their desks."""
    return datetime(2026, 1, 15, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
