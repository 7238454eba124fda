"""R5, the decisions: each place is corrected, noted or left by somebody on some day, can be taken back, and stays."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.desk.playing import at_desk, text, tree
from tests.desk.test_intake import TEXT, hand_in
from yifa.desk.models import Decision, Intake

pytestmark = pytest.mark.django_db
AND = "习近平法治思想 and 党的二十大精神"
PAPER = TEXT.replace("习近平法治思想", AND).replace("三、存在的不足", "三、存在的不不足")


@pytest.fixture
def client(cast):
    return at_desk(cast, "clerk")


@pytest.fixture
def url(client):
    return hand_in(client, ("报告.txt", PAPER.encode())).headers["Location"]


def card(client, url, words):
    """The card whose title holds these words."""
    found = tree(client.get(url)).xpath("//article[contains(@class,'lint')]")
    return next(one for one in found if words in text(one.xpath("h3")[0]))


def key(element, name):
    return element.xpath(f".//button[@name='{name}']/@value")[0]


def facts(client, url):
    return text(tree(client.get(url)).xpath("//ul[@class='facts']")[0])


def test_a_certain_fix_is_accepted_shown_in_the_text_and_taken_back(client, url):
    before = card(client, url, "and")
    assert [text(one) for one in before.xpath(".//button")] == ["改为“和”：“and”", "不处理：“and”"]
    answer = client.post(f"{url}decide/", {"fix": key(before, "fix")})
    assert answer.headers["Location"] == f"{url}#{before.get('id')}"
    after = card(client, url, "and")
    assert "done" in after.get("class")
    settled = text(after.xpath(".//p[@class='settled']")[0])
    assert settled.startswith("已改为“和”。") and "月" in settled and "日" in settled
    page = tree(client.get(url))
    assert text(page.xpath("//article[contains(@class,'doc')]//del")[0]) == "and"
    assert text(page.xpath("//article[contains(@class,'doc')]//ins")[0]) == "和"
    assert Intake.objects.get().text == PAPER  # what was handed in is never altered
    client.post(f"{url}decide/", {"undo": key(after, "undo")})
    again = card(client, url, "and")
    assert "done" not in again.get("class") and key(again, "fix")
    assert not tree(client.get(url)).xpath("//article[contains(@class,'doc')]//del")
    assert [one.choice for one in Decision.objects.order_by("pk")] == ["fix", "undo"]


@pytest.mark.parametrize("ending", ["\r\n", "\r", "\u2028", "\x0b\n"])
def test_lines_of_other_systems_are_lines_too(client, ending):
    url = hand_in(client, ("报告.txt", PAPER.replace("\n", ending).encode())).headers["Location"]
    page = tree(client.get(url))
    lines = [line for line in PAPER.split("\n") if line]
    assert len(page.xpath("//article[contains(@class,'doc')]/*")) == len(lines)
    places = page.xpath("//table[@id='carry']//a/@href")
    assert places and all(page.xpath(f"//*[@id='{one[1:]}']") for one in places)
    client.post(f"{url}decide/", {"fix": key(card(client, url, "and"), "fix")})
    (new,) = tree(client.get(url)).xpath("//article[contains(@class,'doc')]//ins")
    assert text(new) == "和"
    whole = b"".join(client.get(f"{url}text/").streaming_content).decode("utf-8-sig")
    assert whole.startswith(PAPER.replace(" and ", " 和 ").replace("\n", ending).rstrip())


def test_who_decided_is_named(client, url, cast):
    client.post(f"{url}decide/", {"fix": key(card(client, url, "and"), "fix")})
    assert cast["clerk"].name in text(card(client, url, "and"))


def test_what_has_no_certain_fix_is_noted_or_left(client, url):
    open_one = card(client, url, "不不足")
    assert [text(one).split("：")[0] for one in open_one.xpath(".//button")] == ["记入校改单", "不处理"]
    client.post(f"{url}decide/", {"note": key(open_one, "note")})
    assert "已记入校改单" in text(card(client, url, "不不足"))
    assert "已处理：1/" in facts(client, url)


def test_what_is_left_loses_its_colour(client, url):
    def marked():
        return [text(one) for one in tree(client.get(url)).xpath("//article[contains(@class,'doc')]//mark")]

    assert "and" in marked()
    client.post(f"{url}decide/", {"drop": key(card(client, url, "and"), "drop")})
    assert "and" not in marked() and "不处理。" in text(card(client, url, "and"))


def test_a_second_click_changes_nothing(client, url):
    where = key(card(client, url, "and"), "fix")
    for _ in range(3):
        assert client.post(f"{url}decide/", {"fix": where}).status_code == 302
    assert Decision.objects.count() == 1
    for _ in range(2):
        client.post(f"{url}decide/", {"undo": where})
    assert Decision.objects.count() == 2


def test_the_other_officer_changes_a_decision_without_taking_it_back(client, url):
    where = key(card(client, url, "and"), "fix")
    client.post(f"{url}decide/", {"drop": where})
    client.post(f"{url}decide/", {"fix": where})
    assert "已改为“和”" in text(card(client, url, "and"))


def test_decisions_survive_a_file_that_is_handed_in_and_read_again(client, url):
    client.post(f"{url}decide/", {"fix": key(card(client, url, "and"), "fix")})
    hand_in(client, ("又一份.txt", PAPER.encode()))
    assert "已改为“和”" in text(card(client, url, "and"))


def test_a_file_that_would_be_loaded_otherwise_now_keeps_the_text_that_was_decided_about(client, url):
    Intake.objects.update(text=f"　{PAPER}")  # as an earlier version loaded it
    client.post(f"{url}decide/", {"fix": key(card(client, url, "and"), "fix")})
    hand_in(client, ("又一份.txt", PAPER.encode()))
    assert Intake.objects.get().text == f"　{PAPER}" and "已改为“和”" in text(card(client, url, "and"))


def test_what_a_newer_reader_no_longer_finds_stays_decided(client, url, cast, now):
    row = Intake.objects.get()
    start = row.text.index("中心组学法")
    Decision.objects.create(
        report=row, code="typo", start=start, end=start + 2, quoted="中心", choice="fix", fix="核心",
        why="“中心”疑为错别字。", officer=cast["clerk"].pk, at=now,
    )  # fmt: skip
    assert "已改为“核心”" in text(card(client, url, "“中心”"))
    Decision.objects.create(
        report=row, code="typo", start=1, end=3, quoted="不在那里", choice="fix", fix="甲",
        officer=cast["clerk"].pk, at=now,
    )  # fmt: skip
    assert (
        "不在那里" not in client.get(url).content.decode()
    )  # the words do not stand there: nothing is changed


def test_a_missing_part_can_be_noted(client):
    paper = PAPER.replace(
        "二、党政主要负责人履行推进法治建设第一责任人职责情况\n镇党委书记、镇长认真履行第一责任人职责。\n", ""
    )
    url = hand_in(client, ("缺.txt", paper.encode())).headers["Location"]
    (box,) = tree(client.get(url)).xpath("//div[contains(@class,'lacking')]")
    assert "缺少规定的部分" in text(box)
    client.post(f"{url}decide/", {"note": key(box, "note")})
    (box,) = tree(client.get(url)).xpath("//div[contains(@class,'lacking')]")
    assert "已记入校改单" in text(box)


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"fix": ""},
        {"fix": "garbled_token@0-3"},
        {"fix": "garbled_token@-1--5"},
        {"fix": "garbled_token@99999999999999999999-1"},
        {"fix": "'; DROP TABLE desk_decision; --"},
        {"fix": "\x00<script>"},
        {"note": "x" * 5000},
        {"assign": "garbled_token@1-2"},
        {"undo": "figure.nothing@1-2"},
    ],
)
def test_strange_values_decide_nothing(client, url, sent):
    answer = client.post(f"{url}decide/", sent, follow=True)
    assert answer.status_code == 200 and "没有记下" in answer.content.decode()
    assert Decision.objects.count() == 0


def test_no_fix_is_accepted_where_none_is_certain(client, url):
    where = key(card(client, url, "不不足"), "note")
    client.post(f"{url}decide/", {"fix": where})
    assert Decision.objects.count() == 0


def test_another_office_and_other_posts_decide_nothing(client, url, cast):
    where = key(card(client, url, "and"), "fix")
    for name, status in (("officer1", 403), ("village", 403), ("county", 404), ("foreign", 404)):
        other = at_desk(cast, name)
        assert other.post(f"{url}decide/", {"fix": where}).status_code == status, name
        assert other.get(f"{url}assign/?at=x").status_code == status, name
    assert Decision.objects.count() == 0


def test_after_confirming_nothing_is_decided(client, url):
    where = key(card(client, url, "and"), "fix")
    client.post(url)
    assert not tree(client.get(url)).xpath("//article[contains(@class,'lint')]//button")
    answer = client.post(f"{url}decide/", {"fix": where}, follow=True)
    assert "已经确认导入" in answer.content.decode()
    assert Decision.objects.count() == 0


def test_htmx_gets_what_changed_and_keeps_the_keyboard_at_the_card(client, url):
    where = key(card(client, url, "and"), "fix")
    answer = client.post(f"{url}decide/", {"fix": where}, headers={"HX-Request": "true"})
    page = tree(answer)
    assert (
        answer.status_code == 200 and page.xpath("//*[@id='review']") and page.xpath("//*[@id='intake-head']")
    )
    (held,) = page.xpath("//button[@autofocus]")
    assert held.get("value") == where and held.get("name") == "undo"
    late = client.post(f"{url}decide/", {"fix": "typo@1-2"}, headers={"HX-Request": "true"})
    assert late.headers["HX-Refresh"] == "true" and "没有记下" in client.get(url).content.decode()


def test_the_page_asks_as_often_for_three_decisions_as_for_one(client, url):
    def asked():
        client.get(url)
        with CaptureQueriesContext(connection) as found:
            client.get(url)
        return len(found)

    client.post(f"{url}decide/", {"fix": key(card(client, url, "and"), "fix")})
    one = asked()
    client.post(f"{url}decide/", {"note": key(card(client, url, "不不足"), "note")})
    client.post(f"{url}decide/", {"drop": key(card(client, url, "不不足"), "undo")})
    assert asked() == one


def test_the_database_refuses_to_change_a_decision(client, url):
    client.post(f"{url}decide/", {"fix": key(card(client, url, "and"), "fix")})
    for change in (lambda: Decision.objects.update(choice="drop"), lambda: Decision.objects.all().delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    assert Decision.objects.get().choice == "fix"


@pytest.mark.parametrize("who", ["mayor", "secretary"])
def test_the_leaders_look_and_do_not_decide(client, url, cast, who):
    before = card(client, url, "and")
    looking = at_desk(cast, who)
    page = tree(looking.get(url))
    assert "and" in text(page.xpath("//article[contains(@class,'doc')]")[0])
    assert not page.xpath("//button[@name='fix' or @name='note' or @name='drop' or @name='listed']")
    assert not page.xpath("//a[contains(@href,'/assign/')]")
    for answer in (
        looking.post(f"{url}decide/", {"fix": key(before, "fix")}),
        looking.post(url, {"listed": ""}),
    ):
        assert answer.status_code == 403 and "法治专干" in answer.content.decode()
    assert not Decision.objects.exists() and Intake.objects.get().state == "new"
