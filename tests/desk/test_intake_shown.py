"""What stands beside the text of a read report: each finding once, at its place."""

from yifa.desk.intake_points import points
from yifa.reader.read import read_text

TEXT = (
    "白鹭镇2023年法治政府建设情况报告\n一、主要举措和成效\n坚持以习近平法治思想 and 党的二十大精神为指导，集体讨\n\n论决定重大事项，"
    "严格规范执法。\n"
)


def test_a_card_says_the_fix_and_the_copy_once_and_names_the_place() -> None:
    told = {point.title: point.message for point in points(read_text(TEXT), (), {})}
    assert told["“and”"].count("应为“和”") == 1
    assert told["“and”"].count("疑为本网页或转存时损坏") == 1
    assert "拷贝" not in told["“and”"]
    assert any("集体讨 论决定" in title for title in told), told
    assert "整篇" not in told
