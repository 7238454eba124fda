"""The lists of slips and terms hold what they say of themselves."""

import re

import pytest

from yifa.reader.findings.homophones import sound_alike
from yifa.reader.findings.slips import slips
from yifa.reader.findings.terms import alike, sound, terms
from yifa.reader.patterns import anchors
from yifa.reader.read import read_text
from yifa.reader.vocabulary import raw

ROWS = [(code, row) for code, rows in raw("typos").items() for row in rows]


@pytest.mark.parametrize(("code", "row"), ROWS, ids=[f"{code}-{row['is'][:16]}" for code, row in ROWS])
def test_each_slip_finds_its_examples_and_leaves_the_others(code: str, row: dict) -> None:
    pattern, needed = re.compile(row["is"]), row.get("needs") or anchors(row["is"])
    assert row["finds"]
    for text in row["finds"]:
        assert pattern.search(text), text
        assert not needed or any(one in text for one in needed), (text, needed)
    for text in row.get("leaves", ()):
        assert not pattern.search(text), text


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("性", "姓", True),
        ("性", "新", True),
        ("治", "制", True),
        ("审", "申", True),
        ("法", "治", False),
        ("镇", "乡", False),
    ],
)
def test_sounds(one: str, other: str, alike: bool) -> None:
    assert sound_alike(one, other) is alike


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("矛盾纠分", "矛盾纠纷"),
        ("执法全过程记路", "执法全过程记录"),
        ("公共法律福务", "公共法律服务"),
        ("政务公该", ""),
        ("风验评估", "风险"),
        ("综合行执法大队", "综合行政执法大队"),
        ("社会安治综合治理", "社会治安综合治理"),
        ("满竟率", "满意"),
        ("充份发挥", "充分"),
    ],
)
def test_a_term_with_a_character_of_the_same_sound_is_named(wrong: str, right: str) -> None:
    text = f"青石镇2022年法治政府建设情况报告\n2022年，青石镇加强{wrong}有关方面，取得成效。\n一、主要成效\n加强学习。\n"
    found = [one for one in read_text(text).findings if one.code in ("typo", "missing_words")]
    assert [one.fix for one in found] == ([right] if right else [])


def test_terms_are_long_enough_and_single() -> None:
    assert all(len(term) >= 4 for term in terms())
    assert len(set(terms())) == len(terms())


@pytest.mark.parametrize(
    "said",
    [
        "全面展开工作",
        "社会主义法治国家",
        "人参于入秋采挖",
        "依法治理年度计划",
        "行政区与乡镇",
        "标准建设",
        "规范文件管理",
        "进行执法人员培训",
        "打击罪犯",
        "避免矛盾上交",
    ],
)
def test_what_only_looks_like_a_slip_is_left_alone(said: str) -> None:
    text = f"青石镇2022年法治政府建设情况报告\n2022年，青石镇{said}，取得成效。\n一、主要成效\n加强学习。\n"
    assert [one.message for one in read_text(text).findings if one.code in ("typo", "missing_words")] == []


def test_each_plain_slip_is_said_once_and_is_no_part_of_what_is_right() -> None:
    assert len({one.said for one in slips()}) == len(slips())
    for slip in slips():
        assert slip.said not in slip.right
        assert slip.stands(f"，{slip.said}，", 1)


def test_what_is_sound_is_near_a_term() -> None:
    assert not sound() & set(terms())
    assert all(len(one) >= 3 for one in sound())
    assert "竞" in alike()["竟"] and "治" not in alike()["制"]


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ("，将将沟渠清淤纳入年度事项，", "将将"),
        ("，草案由由法规股先行审核，", "由由"),
        ("，做到全程全程留痕，", "全程全程"),
        ("，查办占道案件案件3件，", "案件案件"),
        ("，发挥助手作用用。", "用用"),
        ("，推推进普法，", "推推"),
        ("，化解纠纷98起起，", "起起"),
        ("，完善行政执法监督行政执法监督制度，", "行政执法监督行政执法监督"),
        ("，即将将其列入清单，", ""),
        ("，达到目的的同时，", ""),
        ("，困难重重，人人参与，层层落实。", ""),
        ("，扎扎实实、清清楚楚，方方面面。", ""),
        ("，一项一项落实，逐户逐户走访，", ""),
        ("，服务社区社区工作者，", ""),
        ("，研究研究再定，", ""),
        ("，法治治理并重，中心心理咨询室开放，", ""),
    ],
)
def test_what_is_written_twice(said: str, wrong: str) -> None:
    text = f"青石镇2022年法治政府建设情况报告\n2022年，青石镇加强学习{said}取得成效。\n一、主要成效\n加强学习。\n"
    report = read_text(text)
    found = [report.slice(one.span) for one in report.findings if one.span and "重" in one.message]
    assert found == ([wrong] if wrong else [])


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("推动治理由“单打独斗”向“多方协同”转变切实增强群众法治观念。", "missing_punctuation"),
        ("行政许可信息及时公开接受群众监督未发生因办理不当引起的争议。", "missing_punctuation"),
        ("推动治理由“单打独斗”向“多方协同”转变。", ""),
        ("全镇接受监督期间未发生违法办理许可的案件。", ""),
        ("草案未经审查的不予上会。草案未经审查的不予上会。", "duplicate_passage"),
        ("村级不设窗口。镇级设窗口。", ""),
    ],
)
def test_clauses_and_sentences_that_met(said: str, code: str) -> None:
    text = f"青石镇2022年法治政府建设情况报告\n2022年，青石镇加强学习。{said}\n一、主要成效\n加强学习。\n"
    asked = ("missing_punctuation", "duplicate_passage")
    assert [one.code for one in read_text(text).findings if one.code in asked] == ([code] if code else [])


def test_headings_that_run_into_their_paragraph_are_named_when_there_are_two() -> None:
    one = "（一）坚持党建引领，压实法治责任镇党委每季度听取一次汇报，研究难题。\n"
    other = "（二）坚持依法行政，规范执法行为制定检查计划，公开检查结果。\n"
    sound = "（二）坚持依法行政，规范执法行为。制定检查计划，公开检查结果。\n"
    head = "青石镇2022年法治政府建设情况报告\n一、主要成效\n"
    for text, wanted in ((one + other, 2), (one + sound, 0)):
        found = [f for f in read_text(head + text).findings if f.code == "missing_punctuation"]
        assert len(found) == wanted


OUTDATED = raw("outdated")


@pytest.mark.parametrize("row", OUTDATED, ids=[row["is"][:12] for row in OUTDATED])
def test_wording_is_out_of_date_from_its_year_on(row: dict) -> None:
    for year in (row["from"] - 1, row["from"]):
        text = f"青石镇{year}年法治政府建设情况报告\n{year}年，青石镇开展工作。\n一、主要成效\n我镇{row['finds'][0]}，取得成效。\n"
        found = [one.code for one in read_text(text).findings]
        assert ("concept_outdated" in found) == (year == row["from"])
    for said in row["leaves"]:
        text = (
            f"青石镇{row['from']}年法治政府建设情况报告\n我镇{said}，取得成效。\n一、主要成效\n加强学习。\n"
        )
        assert "concept_outdated" not in [one.code for one in read_text(text).findings]


@pytest.mark.parametrize(("year", "grades"), [(2021, []), (2022, ["warn"]), (2023, ["warn"])])
def test_wording_that_the_list_of_laws_proves_old_is_more_than_advice(year: int, grades: list[str]) -> None:
    text = f"青石镇{year}年法治政府建设情况报告\n{year}年，青石镇开展工作。\n一、主要成效\n认真实施“七五”普法规划。\n"
    found = [one for one in read_text(text).findings if one.code == "concept_outdated"]
    assert [one.severity for one in found] == grades


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("全年排查隐患88处，当场整改70处限期整改18处。", "missing_punctuation", "处限期整改"),
        ("下发18份责令整改通知书，当场整改70处，限期整改18处。", "", ""),
        ("发放宣传手册1.2万份解答咨询300人次。", "missing_punctuation", "万份解答"),
        ("落实林长制责任清单严厉打击盗伐林木、毁林开垦等行为。", "missing_punctuation", "清单严厉打击"),
        ("坚持对各类违法行为严厉打击。", "", ""),
        ("书记亲自亲自部署。", "typo", "亲自亲自"),
        ("开展耕地耕地保护检查。", "typo", "耕地耕地"),
        ("在县政府政府网站公开，党建共建共治共享格局形成。", "", ""),
        ("镇村干部监管全履盖。", "typo", "监管全履盖"),
        ("班子成员一并述法，述法率100%，培训覆盖1200人次。", "", ""),
        ("少数村和单位，个别干部对学法重视不够。", "repeated_subject", "少数村和单位，个别干部"),
    ],
)
def test_what_is_wrong_with_the_words_is_named(text: str, code: str, words: str) -> None:
    report = read_text(f"青石镇2022年法治政府建设情况报告\n一、主要成效\n{text}\n")
    codes = ("typo", "missing_words", "missing_punctuation", "repeated_subject", "incomplete_clause")
    found = [(one.code, report.text[one.span.start : one.span.end]) for one in report.findings if one.span]
    assert [one for one in found if one[0] in codes] == ([(code, words)] if code else [])


def test_a_sentence_that_begins_like_an_earlier_one_is_named_once() -> None:
    begun = "实行合同起草、审查、签订、归档全过程台账管理制度，由综合办公室逐份登记并按季度通报办理的进度，"
    text = f"青石镇2022年法治政府建设情况报告\n一、主要成效\n{begun}全年审查9份。\n二、工作安排\n{begun}力争件件可查。\n"
    report = read_text(text)
    again = [one.span for one in report.findings if one.code == "duplicate_passage" and one.span]
    assert [report.text[span.start : span.end] for span in again] == [begun[:-1]]


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("但但是力量还不强。", "typo"),
        ("增强普法的针对性针对性和实效性。", "typo"),
        ("不但但愿群众满意，而且要群众参与。", ""),
    ],
)
def test_what_is_said_twice(said: str, code: str) -> None:
    text = f"青禾镇2023年法治政府建设工作报告\n一、主要成效\n（一）推进工作。{said}\n"
    told = [one for one in read_text(text).findings if one.code == "typo"]
    assert bool(told) is bool(code)


def test_the_pages_own_table_of_fields_is_no_remainder() -> None:
    page = "| 索引号 | QH0310-2024-004 |\n| 发布机构 | 青禾镇人民政府 |\n\n青禾镇2023年法治政府建设工作报告\n"
    body = "2023年，青禾镇政府推进法治政府建设。\n一、主要成效\n（一）推进普法。开展宣传5场。\n"
    assert "markup_residue" not in {one.code for one in read_text(page + body).findings}
    table = "| 项目 | 场次 |\n"
    assert "markup_residue" in {one.code for one in read_text(page + body + table + body).findings}
