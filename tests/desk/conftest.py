"""What every test of the desk needs: the folder that WhiteNoise looks for."""

from pathlib import Path

import pytest
from django.conf import settings


@pytest.fixture(autouse=True, scope="session")
def static_folder() -> None:
    """An installation collects its static files here; the tests find them in the packages instead."""
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
