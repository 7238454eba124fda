"""Instruments, versions and citations answer as the law files say, and errors name what was asked."""

import itertools
import re
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yifa.law import articles, statutes

ALL = tuple(statutes.every().values())


def test_get_names_what_it_does_not_know():
    assert statutes.get("xzcf-2021").short == "行政处罚法"
    with pytest.raises(statutes.UnknownStatute, match=r"E101.*nowhere"):
        statutes.get("nowhere")
    with pytest.raises(KeyError):
        statutes.versions("没有的法")


@pytest.mark.parametrize(
    ("article", "label"),
    [
        ("64", "第六十四条"),
        ("64(1)", "第六十四条第一项"),
        ("64（一）", "第六十四条第一项"),
        ("64第一项", "第六十四条第一项"),
        ("57p2", "第五十七条第二款"),
        ("57第二款", "第五十七条第二款"),
        ("57p2(3)", "第五十七条第二款第三项"),
        ("57（二）（三）", "第五十七条第二项、第三项"),
        ("57（一）至（四）", "第五十七条第一项至第四项"),
        ("54、55", "第五十四条、第五十五条"),
        ("54,55", "第五十四条、第五十五条"),
        ("64（二）、85", "第六十四条第二项、第八十五条"),
        ("68-70", "第六十八条至第七十条"),
        ("", ""),
    ],
)
def test_a_citation_is_written_as_statutes_write_it(article, label):
    cited = statutes.cite("xzcf-2021", article)
    assert cited.label == "《行政处罚法》" + label
    assert cited.full == "《中华人民共和国行政处罚法（2021年修订）》" + label
    assert (cited.verified, cited.mark) == ("text", "")


def test_short_names_the_article_only():
    assert statutes.cite("xzcf-2021", "64(1)、64(2)、85").short == "行政处罚法第六十四条、第八十五条"


def test_points_of_guidance_documents_keep_their_brackets():
    cited = statutes.cite("sanxiang-2018", "二(三)")
    assert cited.label == "《三项制度指导意见》第二部分第（三）项"
    assert "（国办发〔2018〕118号）" in cited.full
    assert (cited.verified, cited.mark) == ("excerpt", "未核")
    assert statutes.cite("fzzfgy-2021", "(二十八)").label == "《法治政府纲要》第（二十八）项"


def test_an_old_version_is_told_apart():
    assert statutes.cite("xzcf-2017", "42").label == "《行政处罚法》（2017年修正）第四十二条"
    assert statutes.cite("xzcf-2017", "42").mark == "未核"


def test_several_articles_are_as_checked_as_the_worst():
    known = statutes.articles("dcgz-2019")
    assert known["24"] == "excerpt" and known["25"] == "memory"
    assert statutes.cite("dcgz-2019", "24、25").verified == "memory"


def test_an_unknown_article_names_statute_and_article():
    with pytest.raises(statutes.UnknownArticle, match=r"E102: xzcf-2021 \(.*\) has no known article '999'"):
        statutes.cite("xzcf-2021", "64、999")
    with pytest.raises(statutes.UnknownStatute, match="nowhere"):
        statutes.cite("nowhere", "1")


@pytest.mark.parametrize(
    "text",
    [
        "条",
        "64、",
        "、64",
        "0",
        "70-68",
        "64(",
        "64p",
        "64至",
        "64至（一）",
        "1.5",
        "-3",
        "64()",
        "39999999999",
        "1-99999",
        "64(99999)",
        "64p0",
        "²",
    ],
)
def test_a_malformed_reference_is_refused(text):
    with pytest.raises(articles.MalformedReference):
        statutes.cite("xzcf-2021", text)


@pytest.mark.parametrize(
    ("name", "on", "version"),
    [
        ("行政处罚法", "2021-07-14", "xzcf-2017"),
        ("行政处罚法", "2021-07-15", "xzcf-2021"),
        ("xzcf-2021", "2020-01-01", "xzcf-2017"),
        ("行政复议法（旧）", "2024-01-01", "xzfy-2023"),
        ("xzfy-2023", "2023-12-31", "xzfy-2017"),
        ("信访工作条例", "2022-04-30", "xf-2005"),
        ("信访条例", "2022-05-01", "xfgz-2022"),
        ("政府信息公开条例", "2019-05-15", "xxgk-2019"),
        ("村委会组织法", "2026-01-01", "cwh-2025"),
    ],
)
def test_the_version_of_the_day(name, on, version):
    assert statutes.in_force(name, date.fromisoformat(on)).id == version


def test_a_day_without_a_version_is_told():
    with pytest.raises(statutes.NotInForce, match="2021年1月1日没有施行中的《法治政府纲要》"):
        statutes.in_force("fzzfgy-2021", date(2021, 1, 1))


def test_a_version_not_in_force_is_told():
    told = statutes.standing("xzcf-2017", date(2022, 1, 1))
    assert told.startswith("《行政处罚法》（2017年修正）自2021年7月15日起不再施行") and "2021年修订" in told
    assert "尚未施行" in statutes.standing("xzcf-2021", date(2021, 7, 14))
    assert statutes.standing("xzcf-2021", date(2021, 7, 15)) == ""
    assert statutes.cite("xzcf-2021", "64", on=date(2022, 1, 1)).mark == ""
    with pytest.raises(statutes.NotInForce, match="不再施行"):
        statutes.cite("xzcf-2017", "42", on=date(2022, 1, 1))


@pytest.mark.parametrize("statute", ALL, ids=lambda s: s.id)
def test_versions_of_an_instrument_do_not_overlap(statute):
    chain = statutes.versions(statute.id)
    assert statute in chain
    for older, newer in itertools.pairwise(chain):
        assert older.in_force_to is not None and older.in_force_to < newer.in_force_from
        assert older.superseded_by == newer.id and newer.supersedes == older.id


@pytest.mark.parametrize("statute", ALL, ids=lambda s: s.id)
def test_the_whole_instrument_can_be_cited(statute):
    cited = statutes.cite(statute.id)
    assert re.fullmatch(r"《[^（）]+(（[^（）]+）)?》(（[^（）]+）)?", cited.label)
    assert cited.mark == ("" if statute.verified == "text" else "未核")


def test_an_article_opens_to_the_facts_behind_it():
    found = {fact.id: fact for fact in statutes.facts("xzcf-2021", "64(1)")}
    deadline = found["administrative_penalty/deadlines/hearing_request_5"]
    assert deadline.words == "要求听证：自听证权利告知起5个工作日内。"
    assert (deadline.register, deadline.kind, deadline.mark, deadline.local) == (
        "行政处罚",
        "期限",
        "",
        False,
    )
    gate = found["administrative_penalty/gates/presiding_not_investigator"]
    assert gate.words == "举行听证，要求：主持人不是本案调查人员。"
    local = {f.id: f for f in statutes.facts("xzcf-2021", "63")}
    assert local["administrative_penalty/thresholds/larger_fine_for_hearing"].local
    assert all(fact.mark == "未核" for fact in statutes.facts("sqjc-2024-54"))
    with pytest.raises(statutes.UnknownArticle):
        statutes.facts("xzcf-2021", "999")


@given(st.text(st.sampled_from("0123456789p()（）一二三十百第条款项至、,-— "), max_size=12))
def test_any_text_is_read_or_refused_as_malformed(text):
    with suppress(articles.MalformedReference):
        assert all(place.keys and place.label for place in articles.references(text))
