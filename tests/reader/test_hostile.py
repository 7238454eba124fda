"""Any text is read, also what no office writes."""

import pytest

from yifa.reader.read import read_text

HEAD = "白鹭镇2023年法治政府建设情况报告\n一、主要举措和成效\n"
PIECES = ("《", "》", "1", "一", "1.", "“", "，", "（一）", "一、推进工作\n")


def test_a_clause_that_breaks_off_at_the_very_end_is_named() -> None:
    report = read_text(f"{HEAD}全镇法治政府建设取得成效以及。")
    (found,) = (one for one in report.findings if one.code == "incomplete_clause")
    assert found.span is not None and report.slice(found.span) == "以及。"


def test_a_name_whose_years_alone_are_damaged_is_read() -> None:
    report = read_text(f"{HEAD}落实《法治政府建设实施纲要（2015—220年）》。")
    assert [one.name for one in report.instruments] == ["法治政府建设实施纲要（2015—220年）"]


def test_a_numeral_longer_than_any_is_none() -> None:
    assert not read_text(f"{HEAD}全年办理案件{'一' * 5000}件。").figures


@pytest.mark.slow
@pytest.mark.parametrize("head", ["", HEAD], ids=["alone", "in a report"])
@pytest.mark.parametrize("piece", PIECES, ids=repr)
def test_a_long_run_of_one_piece_is_read_to_its_end(piece: str, head: str) -> None:
    text = head + piece * (50_000 // len(piece))
    report = read_text(text)
    assert report.text == text
    spans = [one.span for one in report.outline] + [one.span for one in report.figures]
    spans += [one.span for one in report.findings if one.span]
    assert all(0 <= span.start <= span.end <= len(text) for span in spans)
