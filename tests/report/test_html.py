"""The HTML file stands alone: nothing is loaded or run, numbers lead to the annex and there to their rows."""

import pytest
from lxml import html as parser

from tests.report.invented import EXPECTED, ON, YEAR
from yifa.report.draft import build
from yifa.report.html import html

pytestmark = pytest.mark.django_db


def test_numbers_lead_to_their_rows(draft):
    page = parser.document_fromstring(html(draft))
    links = {link.get("data-slug"): link for link in page.xpath("//a[@class='fig']")}
    assert {slug: link.text_content() for slug, link in links.items()} == {
        **EXPECTED,
        "casefile_reviews": "没有",
    }
    rows = {figure.slug: figure.rows for figure in draft.figures}
    for slug, link in links.items():
        row = page.get_element_by_id(link.get("href")[1:])
        assert [item.text for item in row.xpath(".//li")] == [str(pk) for pk in rows[slug]]


def test_nothing_is_loaded_or_run(draft):
    text = html(draft)
    page = parser.document_fromstring(text)
    assert page.xpath("//script | //link | //img | //iframe | //form | //@style") == []
    assert "//" not in text and "url(" not in text and "@import" not in text
    assert page.get("lang") == "zh-CN" and page.findtext(".//title") == draft.title
    assert [one.text_content() for one in page.xpath("//h1")] == [draft.title]


def test_words_of_the_office_are_escaped(here):
    words = {"plan": ["<script>alert()</script>与“&”"]}
    text = html(build(here, YEAR, ON, words=words))
    assert "<script" not in text and "&lt;script&gt;" in text and "“&amp;”" in text
