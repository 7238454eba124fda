"""Posts and certificates by day; who sees which township."""

from datetime import date

import pytest

from yifa.people.models import Organisation
from yifa.people.office import UnknownOffice, office, open_office
from yifa.people.rights import townships_of

DAY = date(2026, 1, 15)


@pytest.mark.django_db
def test_open_office_is_safe_to_repeat():
    first, new = open_office("云溪县", "A镇")
    again, second = open_office(" 云溪县", "A镇 ")
    assert (new, second) == (True, False)
    assert first == again and first.title == "A镇人民政府" and first.region == "CN"


@pytest.mark.django_db
def test_office_of_two_counties_must_name_the_county():
    open_office("云溪县", "A镇")
    open_office("临川县", "A镇")
    with pytest.raises(UnknownOffice):
        office("A镇")
    assert office("A镇", county="临川县").parent.name == "临川县"


def test_certificate_valid_on_both_ends(cast):
    officer = cast["officer3"]
    assert officer.certified(date(2021, 2, 10)) and officer.certified(date(2026, 2, 9))
    assert not officer.certified(date(2021, 2, 9)) and not officer.certified(date(2026, 2, 10))


def test_post_ends(cast):
    post = cast["reviewer"].posts.get()
    post.until = date(2025, 12, 31)
    post.save()
    assert cast["reviewer"].roles(date(2025, 12, 31)) == {"法制审核人员"}
    assert cast["reviewer"].roles(DAY) == frozenset()


def test_who_sees_which_township(cast):
    names = {login: [t.name for t in townships_of(officer, DAY)] for login, officer in cast.items()}
    assert names["clerk"] == names["mediator"] == names["village"] == ["青禾镇"]
    assert names["county"] == ["柏川镇", "青禾镇"]
    assert names["foreign"] == ["柏川镇"]
    assert names["nobody"] == []


def test_cast_is_safe_to_repeat(cast):
    from yifa.people.cast import settle  # noqa: PLC0415

    before = Organisation.objects.count()
    assert settle("another")["clerk"] == cast["clerk"]
    assert Organisation.objects.count() == before
    assert cast["clerk"].user.check_password("a password of the tests")
