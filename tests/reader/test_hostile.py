"""Any text is read, and a long one in a time that grows with its length only."""

from yifa.reader.read import read_text

HEAD = "白鹭镇2023年法治政府建设情况报告\n一、主要举措和成效\n"


def test_a_clause_that_breaks_off_at_the_very_end_is_named() -> None:
    report = read_text(f"{HEAD}全镇法治政府建设取得成效以及。")
    (found,) = (one for one in report.findings if one.code == "incomplete_clause")
    assert found.span is not None and report.slice(found.span) == "以及。"
