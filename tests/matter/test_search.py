"""Search finds what contains the words, from two characters on, and nothing of another township."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yifa.matter.models import SearchText
from yifa.matter.search import bigrams, find, put
from yifa.people.office import open_office

TITLES = ["占道经营案", "修路资金筹集", "关于人居环境的公告", "青综罚决〔2026〕57号", "沟渠清淤", "路灯维修"]


@pytest.fixture
def office(db):
    return open_office("云溪县", "A镇")[0]


@pytest.fixture
def rows(office):
    import uuid  # noqa: PLC0415

    made = [
        SearchText(matter=uuid.uuid4(), register="x", township=office, text=" ".join(bigrams(title)))
        for title in TITLES
    ]
    put(made)
    return dict(zip(TITLES, made, strict=True))


@pytest.mark.parametrize("words", ["占道", "修路", "资金筹集", "2026", "57号", "人居环境", "路灯"])
def test_equals_a_plain_loop(rows, office, words):
    wanted = {rows[title].matter for title in TITLES if words in title}
    assert {hit.matter for hit in find(words, [office.pk])} == wanted


def test_one_character_finds_nothing(rows, office):
    assert find("路", [office.pk]) == [] and find("", [office.pk]) == [] and find('"', [office.pk]) == []


def test_another_townships_words_stay_there(rows, office):
    other = open_office("云溪县", "B镇")[0]
    assert find("占道", [other.pk]) == []


def test_put_replaces(rows, office):
    row = rows["沟渠清淤"]
    put([SearchText(matter=row.matter, register="x", township=office, text=" ".join(bigrams("广场舞噪音")))])
    assert find("沟渠", [office.pk]) == []
    assert [hit.matter for hit in find("噪音", [office.pk])] == [row.matter]


@given(st.text(alphabet="甲乙丙丁0ab ，。", max_size=30))
def test_bigrams_cover_every_pair_of_han(text):
    pairs = {text[place : place + 2] for place in range(len(text) - 1)}
    han = {pair for pair in pairs if all("\u4e00" <= letter <= "\u9fff" for letter in pair)}
    assert han <= set(bigrams(text))
