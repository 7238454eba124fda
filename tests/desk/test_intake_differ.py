"""R5, figures that differ from the registers: what is offered, what is taken, and what becomes of it later."""

from decimal import Decimal

import pytest

from tests.desk.playing import at_desk, text, tree
from tests.desk.test_intake_past import (
    PAPER,
    RATE,
    STUDY,
    assign,
    confirm,
    decide,
    give,
    rows,
    standing,
    studied,
)
from yifa.desk.models import Decision
from yifa.reader.compare import rounds

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(cast):
    return at_desk(cast, "clerk")


def cards(client, url):
    return tree(client.get(url)).xpath("//article[contains(@class,'lint')]")


def differing(client, url):
    (card,) = [one for one in cards(client, url) if "与台账不一致" in text(one)]
    return card


def sent(card):
    """What the browser sends when the first button is pressed."""
    form = dict(card.xpath(".//form")[0].form_values())
    form.pop("csrfmiddlewaretoken", None)
    button = card.xpath(".//button")[0]
    return {**form, button.get("name"): button.get("value")}


def test_only_what_stood_on_the_button_is_taken(client, cast):
    studied(cast, 2023, 5)
    url = give(client)
    form = sent(differing(client, url))
    studied(cast, 2023, 2)
    answer = client.post(f"{url}decide/", form, follow=True)
    assert "没有记下" in answer.content.decode() and Decision.objects.count() == 0
    client.post(f"{url}decide/", sent(differing(client, url)))
    assert Decision.objects.get().fix == "7次"


@pytest.mark.parametrize("later", [3, 8])
def test_registers_that_change_after_a_correction_put_it_in_doubt(client, cast, later):
    studied(cast, 2023, 2)
    url = give(client)
    decide(client, url, "与台账不一致", "fix")
    studied(cast, 2023, later - 2)
    (card,) = [one for one in cards(client, url) if "已按台账更正为2次" in text(one)]
    assert "更正以后台账或者读法变了" in text(card)
    assert ("与台账一致" if later == 3 else "台账8次，报告写3次") in text(card)
    confirm(client, url)
    assert STUDY not in standing()


@pytest.mark.parametrize("words", ["涉及金额", "调解成功率"])
def test_a_unit_that_the_indicator_cannot_have_is_not_compared(client, cast, words):
    studied(cast, 2023, 5)
    url = give(client, PAPER.replace("学法3次", "学法5次"))
    assign(client, url, words, STUDY)
    assert not [one for one in cards(client, url) if "与台账不一致" in text(one)]
    (line,) = [row for row in rows(client, url, "uncompared") if words in row[0]]
    assert line[3] == "单位对不上"


@pytest.mark.parametrize("said", ["近30次", "约30次", "30次左右"])
def test_about_so_many_is_left_to_its_author(client, cast, said):
    studied(cast, 2023, 5)
    card = differing(client, give(client, PAPER.replace("学法3次", f"学法{said}")))
    assert [text(one).partition("：")[0] for one in card.xpath(".//button")] == ["记入校改单", "不处理"]


def test_full_width_digits_are_corrected_too(client, cast):
    studied(cast, 2023, 5)
    url = give(client, PAPER.replace("学法3次", "学法３次"))
    decide(client, url, "与台账不一致", "fix")
    confirm(client, url)
    assert standing()[STUDY] == 5


def test_a_share_is_stored_as_it_is_written(client):
    confirm(client, give(client, PAPER.replace("94.7%", "94.70％")))
    assert standing()[RATE] == Decimal("94.7")


@pytest.mark.parametrize(
    ("value", "unit", "computed", "agrees"),
    [
        ("94.7", "%", "94.65", True),  # half up
        ("94.6", "%", "94.65", False),
        ("94.7", "%", "94.7499", True),
        ("94.70", "%", "94.74", False),  # the zero is written
        ("95", "%", "94.7", True),
        ("100", "%", "99.99", False),
        ("100.0", "%", "99.99", False),
        ("99.9", "%", "99.95", False),
        ("0", "%", "0.04", False),
        ("0.0", "%", "0.04", False),
        ("12.4", "万元", "123500", True),
        ("12.4", "万元", "123499", False),
        ("12.40", "万元", "123600", False),
        ("1.24", "亿元", "123999999", True),
        ("12", "万元", "115000", True),
        ("3", "次", "4", False),
        ("-1", "%", "-1.4", True),
    ],
)
def test_rounded_at_its_edges(value, unit, computed, agrees):
    assert rounds(Decimal(value), unit, Decimal(computed)) is agrees
