"""年度报告 and 文书 on the desk: figures lead to their evidence, files carry only what the officer may see."""

import io
import json
from urllib.parse import unquote

import pytest
from django.test import Client
from docx import Document
from lxml import html

from tests.report.invented import EXPECTED, YEAR, year_of
from yifa.matter.papers import templates
from yifa.matter.register import register, registers
from yifa.matter.scenario import play, scenarios

pytestmark = pytest.mark.django_db
PAPERS = [room for room in registers() if templates(room)]


def desk(officer) -> Client:
    client = Client()
    client.force_login(officer.user)
    return client


@pytest.fixture
def here(cast):
    return year_of(cast)


def opened(client: Client, address: str) -> html.HtmlElement:
    answer = client.get(address, follow=True)
    assert answer.status_code == 200, address
    return html.document_fromstring(answer.content.decode())


def test_every_number_of_the_draft_leads_to_its_evidence(cast, here):
    client = desk(cast["clerk"])
    page = opened(client, f"/report/?year={YEAR}")
    links = page.xpath("//article//a[contains(@class,'fig')]")
    told = {link.get("data-fig"): link.text_content() for link in links}
    assert told == {**EXPECTED, "casefile_reviews": "没有"}
    for link in links:
        assert opened(client, link.get("href")).xpath("//*[@id='evidence']")
    titles = [heading.text_content() for heading in page.xpath("//article//h2")]
    assert len(titles) == 4 and titles[2].startswith("三、党政主要负责人履行")
    assert page.xpath("count(//aside//article[contains(@class,'lint')])") == 4  # the open places


def test_the_outline_leads_to_headings(cast, here):
    page = opened(desk(cast["clerk"]), f"/report/?year={YEAR}")
    targets = [href[1:] for href in page.xpath("//nav[@aria-label='报告提纲']//a/@href")]
    assert targets and all(page.get_element_by_id(target) is not None for target in targets)


@pytest.mark.parametrize("ending", ["docx", "html", "json"])
def test_downloads_bear_the_title(cast, here, ending):
    answer = desk(cast["clerk"]).get(f"/report/{ending}/?year={YEAR}")
    assert answer.status_code == 200
    name = unquote(answer.headers["Content-Disposition"])
    assert name.startswith("attachment") and f"{YEAR}年度法治政府建设情况的报告（草稿）.{ending}" in name
    assert len(b"".join(answer.streaming_content)) > 1000


def test_the_json_tells_only_rows_that_the_officer_may_see(cast, here):
    def figures(login):
        answer = desk(cast[login]).get(f"/report/json/?year={YEAR}")
        found = json.loads(b"".join(answer.streaming_content))
        return {one["slug"]: one for one in found["figures"]}

    mine, other = figures("clerk")["law_study_sessions"], figures("officer1")["law_study_sessions"]
    assert len(mine["rows"]) == mine["evidence"] == 14 and mine["hidden"] == 0
    assert other["rows"] == [] and other["evidence"] == other["hidden"] == 14


def test_a_foreign_township_is_not_found_and_villages_are_turned_away(cast, here):
    assert desk(cast["foreign"]).get(f"/report/?place={here.pk}").status_code == 404
    assert desk(cast["village"]).get("/report/").status_code == 403
    assert desk(cast["clerk"]).get("/report/exe/").status_code == 404


@pytest.mark.parametrize("room", PAPERS, ids=lambda room: room.key)
def test_papers_of_a_matter_show_and_download(cast, room):
    row = next(filter(None, (play(room, item, cast).row for item in scenarios(room))))
    steps = [step for step in room.version(row).definition.steps.values() if step.paper in templates(room)]
    assert steps
    client = desk(cast["clerk"])
    for step in steps:
        address = f"/r/{room.key}/{row.pk}/paper/{step.id}/"
        page = opened(client, address)
        text = page.xpath("string(//article)")
        assert "{" not in text and "None" not in text, step.name
        made = Document(io.BytesIO(b"".join(client.get(f"{address}?docx").streaming_content)))
        body = [paragraph.text for paragraph in made.paragraphs]
        shown = [p.text_content() for p in page.xpath("//article/p[not(@class)]")]
        assert shown and set(shown) <= set(body)


def test_a_step_without_a_paper_has_none(cast, here):
    study = register("law_study")
    row = study.model._default_manager.first()
    assert desk(cast["clerk"]).get(f"/r/law_study/{row.pk}/paper/session/").status_code == 404
    assert desk(cast["foreign"]).get(f"/r/law_study/{row.pk}/paper/session/").status_code == 404
