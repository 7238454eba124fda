"""One report in every layout reads the same: plain, wrapped, without line breaks, half-width, HTML, DOCX, PDF."""

import html
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.reader.papers import docx, pdf
from yifa.reader.document import Report
from yifa.reader.load import load_bytes
from yifa.reader.read import read_source, read_text

PAPER = (Path(__file__).parent / "data" / "report.txt").read_text(encoding="utf-8")
LINES = [line for line in PAPER.split("\n") if line]


def wrapped(width: int) -> str:
    """Lines broken at a width, as a PDF has them."""
    return "\n".join(line[i : i + width] for line in LINES for i in range(0, len(line), width))


def page() -> bytes:
    """A web page with navigation, scripts and a footer."""
    body = "".join(f"<p>&nbsp;&nbsp;{html.escape(line)}</p>\r\n" for line in LINES)
    return (
        "<!DOCTYPE html><html><head><meta charset='utf-8'><title>报告_某县</title><script>var a='一、';</script></head>"
        f"<body><div>当前位置：首页 &gt; 法治政府 &gt; 正文</div>{body}<div>扫一扫在手机打开当前页</div></body></html>"
    ).encode()


LAYOUTS: dict[str, Callable[[], Report]] = {
    "tight": lambda: read_text("\n".join(LINES)),
    "indented": lambda: read_text("\n".join("\u3000\u3000" + line for line in LINES)),
    "crlf": lambda: read_text(PAPER.replace("\n", "\r\n")),
    "half-width": lambda: read_text(PAPER.translate(str.maketrans("，：；（）", ",:;()"))),
    "full-width": lambda: read_text(re.sub(r"\d", lambda m: chr(ord(m[0]) + 0xFEE0), PAPER)),
    "blanks": lambda: read_text(re.sub(r"(?<![\d.·])(\d+)(?![\d.·])", r" \1 ", PAPER)),
    "wrapped": lambda: read_text(wrapped(34)),
    "flat": lambda: read_text("  ".join(LINES)),
    "gbk": lambda: read_source(load_bytes(PAPER.encode("gbk"))),
    "utf-16": lambda: read_source(load_bytes(PAPER.encode("utf-16"))),
    "html": lambda: read_source(load_bytes(page())),
    "docx": lambda: read_source(load_bytes(docx(LINES))),
    "pdf": lambda: read_source(
        load_bytes(pdf([[*wrapped(34).split("\n")[i : i + 30], str(i)] for i in range(0, 60, 30)]))
    ),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_layout_changes_nothing(layout: str) -> None:
    plain, other = read_text(PAPER), LAYOUTS[layout]()
    assert [(s.level, s.title, s.part) for s in other.outline] == [
        (s.level, s.title, s.part) for s in plain.outline
    ]
    assert [(f.value, f.unit, f.kind, f.role) for f in other.figures] == [
        (f.value, f.unit, f.kind, f.role) for f in plain.figures
    ]
    for name in ("title", "year", "issuing_body", "date_written", "addressee"):
        assert other.value(name) == plain.value(name), name


def test_the_report_itself() -> None:
    report = read_text(PAPER)
    assert len(report.outline) == 13
    assert len(report.figures) == 36
    assert [f.role for f in report.figures].count("plan") == 2
    assert report.value("county") == "青石县"
    assert {s.part for s in report.outline} == {"measures", "duties", "problems", "plan"}


def test_numbers_that_word_makes_are_written() -> None:
    paragraphs = ["白鹭镇2023年法治政府建设报告", "2023年，白鹭镇推进法治政府建设，现报告如下：",
                  (0, "主要举措"), (1, "健全机制"), "成立小组。", (1, "规范执法"), (0, "存在的问题"), (1, "认识不足")]  # fmt: skip
    report = read_source(load_bytes(docx(paragraphs)))
    assert [s.number + s.title for s in report.outline] == [
        "一、主要举措", "（一）健全机制", "（二）规范执法", "二、存在的问题", "（一）认识不足",
    ]  # fmt: skip
