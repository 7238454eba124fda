"""Numbers, dates and names of papers that cannot be right, and blanks never filled in."""

import pytest

from yifa.reader.document import Finding
from yifa.reader.read import read_text

OPENING = "青石镇2023年法治政府建设情况报告\n2023年，青石镇推进法治政府建设。\n一、主要成效\n"


def of(said: str) -> list[Finding]:
    return [one for one in read_text(f"{OPENING}（一）{said}\n").findings if one.severity != "info"]


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("根据《青石县执法目录》（青政发〔223〕8号）开展检查。", "malformed_doc_number"),
        ("根据《青石县执法目录》（青政发〔20203〕8号）开展检查。", "malformed_doc_number"),
        ("以202X年示范创建为契机，完善机制。", "placeholder_left"),
        ("严格执行《信访条例》，化解积案。", "concept_outdated"),
        ("落实《法治政府建设实施纲要（2015—2020年）》要求。", "concept_outdated"),
    ],
)
def test_what_no_paper_has(said: str, code: str) -> None:
    assert code in [one.code for one in of(said)]


@pytest.mark.parametrize(
    "said",
    [
        "根据《青石县执法目录》（青政发〔2023〕8号）开展检查。",
        "该方案暂缓上会，待补充召开座谈会后再行审议。",
        "有关材料有待补充。",
        "《法治政府建设实施纲要（2015—2020年）》收官以来，各项工作有序推进。",
    ],
)
def test_sound_papers_are_left_alone(said: str) -> None:
    assert [one.code for one in of(said)] == []


@pytest.mark.parametrize(
    ("written", "signed", "wrong"),
    [
        ("2024-01-15", "2023年12月28日", "2024-01-15"),
        ("2024-01-15", "2023年1月15日", "2023年1月15日"),
        ("2024-01-15", "2024年1月12日", ""),
    ],
)
def test_of_two_dates_far_apart_the_impossible_one_is_wrong(written: str, signed: str, wrong: str) -> None:
    text = f"索引号：A1/2024-0001\n成文日期：{written}\n{OPENING}（一）认真学法。\n二、存在的不足\n主要是经验不足。\n"
    text += f"三、下一步安排\n继续推进学法。\n青石镇人民政府\n{signed}\n"
    found = [
        text[one.span.start : one.span.end]
        for one in read_text(text).findings
        if one.code == "date_conflict" and one.span
    ]
    assert found == ([wrong] if wrong else [])
