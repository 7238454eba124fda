"""A page asks the database as often for three rows as for one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.desk.playing import at_desk, case, dispute, taken, text, tree
from yifa.matter.models import RefusalNote
from yifa.matter.register import registers

pytestmark = pytest.mark.django_db
ROOMS = len(list(registers()))
PAGES = {
    "home": ("/", 18 + ROOMS),
    "inbox": ("/inbox/", 10),
    "list": ("/r/penalty/", 14),
    "search": ("/search/?q=占道", 10),
    "figures": ("/figures/", 8 + ROOMS),
}


def asked(client, url):
    client.get(url)  # what is learned once a process stays out of the count
    with CaptureQueriesContext(
        connection,
    ) as found:
        assert client.get(url).status_code == 200
    return [query["sql"] for query in found.captured_queries]


def stuck_case(cast, number):
    """A case on which somebody met a block, with a duty that is overdue."""
    row = case(cast, number, ago=100)
    RefusalNote.objects.create(
        at=timezone.now(),
        officer=cast["officer1"],
        township=row.township,
        register="penalty",
        matter=row.pk,
        step="close_investigation",
        text="暂不能记录“调查终结”：须先调查取证。",
    )
    return row


@pytest.mark.parametrize("page", PAGES)
def test_one_row_or_three(cast, page):
    url, most = PAGES[page]
    client = at_desk(cast, "clerk")
    stuck_case(cast, 1)
    one = asked(client, url)
    stuck_case(cast, 2)
    stuck_case(cast, 3)
    three = asked(client, url)
    assert len(one) == len(three), "\n".join(sql[:160] for sql in three)
    assert len(three) <= most


def test_the_workbench_says_what_is_stuck_as_it_stands_today(cast):
    row = stuck_case(cast, 1)
    client = at_desk(cast, "officer1")
    page = tree(client.get("/"))
    (block,) = page.xpath("//*[@aria-labelledby='h-block']//div[@class='block']")
    assert "占道经营案" in text(block) and "须先调查取证" in text(block)
    assert block.xpath(".//a[contains(@class,'btn')]/@href") == [f"/r/penalty/{row.pk}/step/investigate/"]
    officers = [str(cast["officer1"].pk), str(cast["officer2"].pk)]
    taken(cast, "penalty", row, "investigate", "officer1", 20,
          {"执法人员": officers, "出示证件": "是", "应当回避": "否"})  # fmt: skip
    assert tree(client.get("/")).xpath("//*[@aria-labelledby='h-block']") == []


def test_a_matters_page_does_not_ask_more_for_a_longer_story(cast):
    row = case(cast, 1)
    client = at_desk(cast, "clerk")
    url = f"/r/penalty/{row.pk}/"
    officers = {
        "执法人员": [str(cast["officer1"].pk), str(cast["officer2"].pk)],
        "出示证件": "是",
        "应当回避": "否",
    }
    taken(cast, "penalty", row, "investigate", "officer1", 20, officers)
    one = asked(client, url)
    for ago in (19, 18, 17):
        taken(cast, "penalty", row, "investigate", "officer2", ago, officers)
    three = asked(client, url)
    assert len(one) == len(three) <= 15, "\n".join(sql[:160] for sql in three)


def test_the_own_rows_of_a_cadre(cast):
    client = at_desk(cast, "village")
    dispute(cast, ["程水生", "罗桂香"])
    one = asked(client, "/mine/")
    dispute(cast, ["章大有", "杜川"])
    dispute(cast, ["章大有", "罗桂香"])
    assert len(asked(client, "/mine/")) == len(one) <= 12
