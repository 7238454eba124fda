"""What the tests of the report share: an invented year and its draft."""

from functools import partial

import pytest

from tests.report.invented import ON, YEAR, year_of
from yifa.matter.rights import of_township
from yifa.report.draft import Draft, build


@pytest.fixture
def here(cast):
    """The township with its year."""
    return year_of(cast)


def door(place, register):
    """The operator's rows."""
    return of_township(register, place)


@pytest.fixture
def draft(here) -> Draft:
    """The year's draft with its row ids."""
    return build(here, YEAR, ON, door=partial(door, here))
