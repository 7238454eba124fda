"""R5, 校改单 and the corrected text: what was accepted, once, in its place; what crosses another is told, not made."""

import io

import pytest
from docx import Document

from tests.desk.playing import at_desk, text, tree
from tests.desk.test_intake import TEXT, hand_in
from yifa.desk.intake_edits import Edit, corrected, edits, moved, small
from yifa.desk.intake_points import Point
from yifa.desk.models import Decision, Intake
from yifa.reader.document import Span

PAPER = TEXT.replace("习近平法治思想", "习近平法治思想 and 党的二十大精神").replace(
    "三、存在的不足", "三、存在的不不足"
)


@pytest.fixture
def client(cast):
    return at_desk(cast, "clerk")


@pytest.fixture
def url(client):
    return hand_in(client, ("报告.txt", PAPER.encode())).headers["Location"]


def decide(client, url, words, what):
    cards = tree(client.get(url)).xpath("//article[contains(@class,'lint')]")
    card = next(one for one in cards if words in text(one.xpath("h3")[0]))
    client.post(f"{url}decide/", {what: card.xpath(f".//button[@name='{what}']/@value")[0]})


def added(cast, now, quoted, fix, choice="fix"):
    """A correction as a reader of another version had proposed it."""
    row = Intake.objects.get()
    start = row.text.index(quoted)
    Decision.objects.create(
        report=row, code="typo", start=start, end=start + len(quoted), quoted=quoted, choice=choice, fix=fix,
        why="用词不当。", officer=cast["clerk"].pk, at=now,
    )  # fmt: skip


def download(client, url):
    return b"".join(client.get(url).streaming_content)


def full(client, url):
    whole = download(client, f"{url}text/").decode("utf-8-sig")
    return whole.split("—" * 20)


def test_the_list_names_place_words_and_reason(client, url, cast):
    assert "还没有要改的地方" in text(tree(client.get(f"{url}errata/")))
    assert not tree(client.get(url)).xpath(f"//a[@href='{url}errata/']")
    decide(client, url, "and", "fix")
    decide(client, url, "不不足", "note")
    assert text(tree(client.get(url)).xpath(f"//a[@href='{url}errata/']")[0]) == "校改单，2处"
    rows = [
        [text(cell) for cell in row.xpath("td")]
        for row in tree(client.get(f"{url}errata/")).xpath("//table[@id='errata']/tbody/tr")
    ]
    assert [row[0] for row in rows] == ["1", "2"]
    assert rows[0][1:4] == ["标题和开头", "and", "和"] and "混入外文" in rows[0][4]
    assert rows[1][1].startswith("三、存在的") and rows[1][3] == "由作者改"
    made = Document(io.BytesIO(download(client, f"{url}errata/?docx")))
    assert [cell.text for cell in made.tables[0].rows[1].cells][2:4] == ["and", "和"]
    assert len(made.tables[0].rows) == 3


def test_one_character_is_shown_among_those_beside_it(client, url, cast, now):
    added(cast, now, "弱", "小")
    (row,) = tree(client.get(f"{url}errata/")).xpath("//table[@id='errata']/tbody/tr")
    assert [text(cell) for cell in row.xpath("td")][2:4] == ["量相对薄弱。", "量相对薄小。"]
    assert "“量相对薄弱。”改为“量相对薄小。”" in full(client, url)[1]


def test_the_text_has_what_was_accepted_and_nothing_else(client, url):
    body, notes = full(client, url)
    assert body.rstrip() == PAPER.rstrip() and "没有改动" in notes
    decide(client, url, "and", "fix")
    decide(client, url, "不不足", "note")
    body, notes = full(client, url)
    assert body.rstrip() == PAPER.replace(" and ", " 和 ").rstrip()
    assert "已改，1处" in notes and "“and”改为“和”" in notes and "由作者改，1处" in notes


def test_of_two_that_overlap_one_is_made_and_the_other_is_told(client, url, cast, now):
    added(cast, now, "综合行政执法队伍力量", "综合执法力量")
    added(cast, now, "队伍力量相对薄弱", "人手不够")
    body, notes = full(client, url)
    assert body.rstrip() == PAPER.replace("综合行政执法队伍力量", "综合执法力量").rstrip()
    assert "和另一处改动重叠，没有改，要手工改，1处" in notes and "“队伍力量相对薄弱”改为“人手不够”" in notes
    page = text(tree(client.get(f"{url}errata/")))
    assert "1处没有改进全文" in page
    cards = text(tree(client.get(url)))
    assert cards.count("和另一处改动重叠，正文里没有改，要手工改") == 1


def test_characters_that_no_document_admits_do_not_break_the_list(client, cast, now):
    paper = PAPER.replace("人员运用", "人\x01员\x0b运\ufffe用")
    url = hand_in(client, ("怪.txt", paper.encode())).headers["Location"]
    added(cast, now, "人\x01员\x0b运\ufffe用", "<b>&人员\x02</b>")
    made = Document(io.BytesIO(download(client, f"{url}errata/?docx")))
    now_, should = [cell.text for cell in made.tables[0].rows[1].cells][2:4]
    assert now_ == "人\ufffd员运\ufffd用" and should == "<b>&人员\ufffd</b>"
    for path in ("", "errata/"):
        page = client.get(url + path).content.decode()
        assert "&lt;b&gt;&amp;人员" in page and "<b>&" not in page
    assert "<b>&人员\x02</b>" in full(client, url)[0]


def test_only_the_offices_own(client, url, cast):
    for path in ("errata/", "text/", "errata/?docx"):
        assert at_desk(cast, "foreign").get(url + path).status_code == 404
        assert at_desk(cast, "officer1").get(url + path).status_code == 403


def point(start, end, fix):
    decision = Decision(choice="fix", fix=fix)
    return Point("typo", Span(start, end), "", "warn", "", "", fix, decision)


@pytest.mark.parametrize(
    ("points", "text_", "crossed"),
    [
        ([point(0, 1, "甲"), point(3, 4, "丁")], "甲12丁4", 0),
        ([point(0, 2, "甲"), point(1, 3, "乙")], "甲234", 1),
        ([point(0, 3, "甲"), point(1, 2, "乙")], "甲34", 1),
        ([point(1, 2, "乙"), point(1, 4, "长")], "0长4", 1),
        ([point(1, 2, "乙"), point(1, 2, "乙")], "0乙234", 0),
        ([point(1, 2, "乙"), point(1, 2, "丙")], "0乙234", 1),
        ([point(2, 2, "加"), point(2, 3, "丙")], "01丙34", 1),
        ([point(1, 2, "乙"), point(2, 2, "加")], "0乙加234", 0),
        ([point(0, 5, "全")], "全", 0),
        ([], "01234", 0),
    ],
)
def test_corrections_side_by_side_inside_and_across_each_other(points, text_, crossed):
    found = edits(points)
    assert corrected("01234", found.made) == text_ and len(found.crossed) == crossed


def test_a_place_is_found_again_in_the_corrected_text():
    made = (Edit(Span(1, 3), "长长长长"), Edit(Span(5, 5), "加"), Edit(Span(7, 8), "九"))
    whole = corrected("0123456789", made)
    assert whole == "0长长长长34加56九89"
    for char in "034568":
        assert whole[moved(int(char), made)] == char
    assert moved(2, made) == 1 and moved(10, made) == len(whole)


def test_words_put_round_others_strike_nothing_out():
    assert list(small("甲通知》乙", Edit(Span(1, 4), "《通知》"))) == [Edit(Span(1, 1), "《")]
    assert list(small("**一是**", Edit(Span(0, 6), "一是"))) == [Edit(Span(0, 2), ""), Edit(Span(4, 6), "")]
    assert list(small("100%", Edit(Span(0, 4), "94.7%"))) == [Edit(Span(0, 4), "94.7%")]
