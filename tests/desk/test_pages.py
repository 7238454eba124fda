"""Every template with invented contents: well formed, labelled, one title, nothing inline."""

from __future__ import annotations

import gzip
from itertools import pairwise
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from lxml import etree, html

from tests.desk.gallery import ALL, FAULTS, LOGIN, PAGES

pytestmark = [pytest.mark.urls("tests.desk.gallery"), pytest.mark.django_db]


def opened(client: Client, name: str) -> tuple[str, html.HtmlElement]:
    """The text and the tree of one page."""
    text = client.get(f"/{name}/").content.decode()
    return text, html.document_fromstring(text)


@pytest.fixture(params=ALL)
def page(request: pytest.FixtureRequest, client: Client) -> tuple[str, html.HtmlElement]:
    return opened(client, request.param)


def test_pages_are_well_formed(page: tuple[str, html.HtmlElement]) -> None:
    """Every opened element is closed in order; only the known void elements stay open."""
    text, _ = page
    parser = etree.HTMLParser(recover=True)
    etree.fromstring(text, parser)
    told = {"HTML_UNKNOWN_TAG"}  # libxml2 knows no HTML 5 names such as main, svg and time
    assert [e.message for e in parser.error_log if e.type_name not in told] == []


def test_no_tag_of_a_template_is_left(page: tuple[str, html.HtmlElement]) -> None:
    text, _ = page
    assert "{{" not in text and "{%" not in text and "None" not in text


def test_nothing_is_inline(page: tuple[str, html.HtmlElement]) -> None:
    _, tree = page
    assert tree.xpath("//*[@style]") == [] and tree.xpath("//style") == []
    assert [s for s in tree.iter("script") if not s.get("src")] == []
    handlers = [a for el in tree.iter() if isinstance(el.tag, str) for a in el.attrib if a.startswith("on")]
    assert handlers == []


def test_there_is_one_title_and_headings_do_not_jump(page: tuple[str, html.HtmlElement]) -> None:
    _, tree = page
    levels = [int(h.tag[1]) for h in tree.xpath("//main//*[self::h1 or self::h2 or self::h3 or self::h4]")]
    assert levels.count(1) == 1 and levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert len(tree.xpath("//main")) == 1 and tree.xpath("//a[@class='skip']/@href") == ["#main"]


def test_every_control_has_a_label(page: tuple[str, html.HtmlElement]) -> None:
    _, tree = page
    labelled = set(tree.xpath("//label/@for"))
    for control in tree.xpath("//input[not(@type='hidden')] | //select | //textarea"):
        named = control.get("id") in labelled or control.get("aria-label") or control.xpath("ancestor::label")
        assert named, html.tostring(control)


def test_ids_are_unique_and_what_points_finds_them(page: tuple[str, html.HtmlElement]) -> None:
    _, tree = page
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    pointers = [word for att in ("aria-describedby", "aria-labelledby") for v in tree.xpath(f"//@{att}")
                for word in v.split()]  # fmt: skip
    pointers += [href[1:] for href in tree.xpath("//@href") if href.startswith("#") and len(href) > 1]
    assert set(pointers) <= set(ids) | set(tree.xpath("//symbol/@id"))


def test_every_form_that_writes_carries_its_token(page: tuple[str, html.HtmlElement]) -> None:
    _, tree = page
    for form in tree.xpath("//form[@method='post']"):
        if not form.xpath("ancestor::section[starts-with(@id,'job-')]"):
            assert form.xpath(".//input[@name='csrfmiddlewaretoken']"), form.get("action")


def test_every_htmx_element_works_without_script(page: tuple[str, html.HtmlElement]) -> None:
    _, tree = page
    for element in tree.xpath("//*[@hx-get and not(@hx-trigger)]"):
        assert element.get("href") or element.get("action")


@pytest.mark.parametrize("name", [*PAGES, *FAULTS])
def test_staff_pages_say_that_secrets_stay_out(client: Client, name: str) -> None:
    text, _ = opened(client, name)
    assert "本系统不得存储、处理、传输国家秘密" in text


@pytest.mark.parametrize("name", [n for n in PAGES if not n.startswith(("check", "step", "import-preview"))])
def test_there_is_at_most_one_primary_button(client: Client, name: str) -> None:
    _, tree = opened(client, name)
    assert len(tree.xpath("//main//*[contains(@class,'btn-p')]")) <= 1


def test_errors_lead_to_their_controls(client: Client) -> None:
    _, tree = opened(client, "step")
    for href in tree.xpath("//*[@class='error-summary']//a/@href"):
        control = tree.get_element_by_id(href[1:])
        assert control.get("aria-invalid") == "true"
        error = control.get("aria-describedby").split()[-1]
        assert tree.get_element_by_id(error).text_content().strip().startswith("错误：")
    assert tree.findtext(".//title").startswith("有4处需要修改：")


def test_a_locked_button_is_no_control(client: Client) -> None:
    _, tree = opened(client, "matter")
    locked = tree.xpath("//ul[contains(@class,'acts')]//*[@aria-disabled='true']")
    assert [el.tag for el in locked] == ["span", "span"]


def test_a_running_job_asks_again_and_a_finished_one_does_not(client: Client) -> None:
    _, tree = opened(client, "job")
    assert tree.xpath("//*[@hx-trigger='every 2s']/@hx-get") == ["/job/"]


def test_what_is_loaded_is_there(client: Client) -> None:
    _, tree = opened(client, "home")
    loaded = tree.xpath("//script/@src | //link[@rel]/@href")
    assert all(finders.find(name.removeprefix("/static/")) for name in loaded)
    assert sum("htmx-2.min.js" in name for name in loaded) == 1
    _, door = opened(client, LOGIN)
    assert not any("htmx" in name for name in door.xpath("//script/@src"))


def test_every_drawing_is_in_the_sprite(page: tuple[str, html.HtmlElement]) -> None:
    _, tree = page
    used = {el.get("href")[1:] for el in tree.iter("use")}
    assert used <= set(tree.xpath("//symbol/@id"))


def test_a_page_stays_light(page: tuple[str, html.HtmlElement]) -> None:
    """Compressed: style and scripts 60 kB, the page itself 30 kB; six requests; 1,500 elements."""
    text, tree = page
    loaded = tree.xpath("//script/@src | //link[@rel='stylesheet']/@href")
    found = [Path(finders.find(name.removeprefix("/static/")) or "") for name in loaded]
    assert sum(len(gzip.compress(path.read_bytes())) for path in found) <= 60_000
    assert len(gzip.compress(text.encode())) <= 30_000
    assert len(loaded) + 2 <= 6 and sum(1 for _ in tree.iter()) <= 1500
