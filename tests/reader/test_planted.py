"""Faults planted in sound reports are found at their place, and nothing else is found."""

from pathlib import Path

import pytest

from tests.reader.layouts import ALL
from tests.reader.planted import FAULTS
from yifa.reader.document import Finding, Report
from yifa.reader.read import read_text

BESIDE = {"unbalanced_marks", "misplaced_marks", "heading_incomplete"}
"""A slip among marks may rightly be told in two ways."""


def hard(report: Report) -> list[Finding]:
    return [one for one in report.findings if one.severity != "info"]


@pytest.fixture(scope="module")
def sound() -> dict[str, set[tuple[str, str]]]:
    return {name: {(one.code, one.message) for one in hard(read_text(text))} for name, text in ALL.items()}


@pytest.mark.parametrize(("name", "expected"), [("street", set()), ("bureau", set()), ("province", set())])
def test_a_sound_report_has_no_finding(
    name: str, expected: set[str], sound: dict[str, set[tuple[str, str]]]
) -> None:
    assert {code for code, _ in sound[name]} == expected


@pytest.mark.parametrize("name", ["county", "flat"])
def test_a_report_without_leaders_duties_lacks_just_that(name: str) -> None:
    found = hard(read_text(ALL[name]))
    assert [(one.code, one.part) for one in found] == [("missing_part", "duties")]


@pytest.mark.parametrize(("name", "old", "new", "code"), FAULTS, ids=[f"{f[3]}-{f[2][:12]}" for f in FAULTS])
def test_a_planted_fault_is_found_and_nothing_else(
    name: str, old: str, new: str, code: str, sound: dict[str, set[tuple[str, str]]]
) -> None:
    text = ALL[name]
    at = text.index(old)
    report = read_text(text[:at] + new + text[at + len(old) :])
    fresh = [one for one in hard(report) if (one.code, one.message) not in sound[name]]
    here = [
        one
        for one in fresh
        if one.code == code and one.span and one.span.start <= at + len(new) + 3 and at - 3 <= one.span.end
    ]
    assert here, [(one.code, one.message) for one in fresh]
    other = [one for one in fresh if one not in here]
    assert not [one for one in other if not {code, one.code} <= BESIDE | {code}], other


@pytest.mark.parametrize(
    ("broken", "mended"),
    [
        ("厅字〔201928号", "〔2019〕28号"),
        ("厅字〔2019]28号", "〔2019〕28号"),
        ("厅字2019〕28号", "〔2019〕28号"),
        ("厅字[2019]28号", "〔2019〕28号"),
    ],
)
def test_a_document_number_is_mended(broken: str, mended: str) -> None:
    report = read_text(ALL["county"].replace("厅字〔2019〕28号", broken))
    found = [one for one in report.findings if "doc_number" in one.code]
    assert [one.fix for one in found] == [mended]


@pytest.mark.parametrize("length", [500, 801, 1100])
@pytest.mark.parametrize("name", ALL)
def test_an_opening_misses_nothing_at_its_end(name: str, length: int) -> None:
    whole = {(one.code, one.span) for one in read_text(ALL[name]).findings}
    opening = read_text(ALL[name][:length])
    assert [one for one in hard(opening) if (one.code, one.span) not in whole] == []


@pytest.mark.parametrize(("file", "year"), [("sound.txt", 2022), ("sound-2023.txt", 2023)])
def test_sound_sentences_of_the_genre_have_no_finding(file: str, year: int) -> None:
    sentences = (Path(__file__).parent / "data" / file).read_text(encoding="utf-8")
    text = f"青石县{year}年法治政府建设情况报告\n{year}年，青石县扎实推进法治政府建设。\n一、主要举措和成效\n{sentences}"
    found = [one for one in hard(read_text(text)) if one.span]
    assert [(one.code, one.message) for one in found] == []


def test_another_genre_is_named_and_not_judged() -> None:
    report = read_text(
        "青石镇2022年政府信息公开工作年度报告\n一、总体情况\n2022年主动公开信息120条。\n二、其他\n无。\n"
    )
    assert [one.code for one in report.findings] == ["wrong_genre"]


def test_damage_of_the_copy_is_said_to_be_so() -> None:
    report = read_text(ALL["county"].replace("厅字〔2019〕28号", "厅字〔201928号"))
    found = next(one for one in report.findings if one.code == "malformed_doc_number")
    assert found.of_copy and "原件" in found.message
