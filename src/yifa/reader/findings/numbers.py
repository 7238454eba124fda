"""Finds numbers that contradict each other, and numbers that are written wrongly.

Only exact figures of the body's own year are compared; approximate ones (余、多、近、约) only where they cannot
hide the difference. What is compared: `rates`, `sums`, `totals`, `counts`, `remainders`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from yifa.reader.document import Finding, Span
from yifa.reader.findings import counts, rates, remainders, sums, totals
from yifa.reader.findings.counted import lay_out
from yifa.reader.findings.view import View

COMMA = re.compile(r"，(?=\d\d\d)")
WIDE_COMMA = re.compile(r"(?<![\d.，])\d{1,3}(?:，\d{3})+(?![\d，])(?=[一-龥])")
SUSPECT = re.compile(
    r"[\d一二三四五六七八九十%％百](?:(?<=\d)(?:[。．几,一二三四五六七八九]|[余多]\d|\.(?:\d+\.|[.件起名人次场份个项条家户]))"
    r"|(?<=[一二三四五六七八九十])\d"
    r"|(?<=%)[\d%％百]|(?<=％)[％%]|(?<=百)分之\d|(?<=0)(?<![\d.]0)\d)"
)
"""Cheap sign that one of FORMAT may match."""
FORMAT = (
    (re.compile(r"(?<![\d.])\d+[。．]\d+(?=[%万亿])"), "小数点写成了句号"),
    (re.compile(r"%\d+(?:\.\d+)?(?!\d|[A-F])"), "百分号写在了数字之前"),
    (
        re.compile(
            r"(?<![\d“])[二三四五六七八九]?十\d(?:余|多)?[件起名人次场份个项期批条家处](?![一-龥]?全会)"
        ),
        "汉字与阿拉伯数字混用",
    ),
    (
        re.compile(
            r"(?<![\d.第年月〇零一二三四五六七八九十百])[一二三四五六七八九]\d+(?:余|多)?[件起名人次场份个项%]"
        ),
        "汉字与阿拉伯数字混用",
    ),
    (
        re.compile(r"(?<![\d.])\d+[一二三四五六七八九](?:十|百)?(?:余|多)?[件起名人次场份项](?![一-龥]?岗)"),
        "汉字与阿拉伯数字混用",
    ),
    (re.compile(r"(?<![\d.])\d{1,9}(?:余|多)\d+"), "概数写法有误"),
    (re.compile(r"(?<![\d.〔])0\d+(?=[件起名人次场份个项])"), "数字之前有多余的零"),
    (
        re.compile(r"(?<!\d)(?:(?<!\d\.)\d+(?:\.\d+){2,}(?=[万亿%件人])|\d+\.{2,}\d+(?=[万亿%]))"),
        "小数点重复",
    ),
    (re.compile(r"%%|％％|%百分之"), "百分号重复"),
    (re.compile(r"(?<![\d.])\d+几(?=[件起名人次场份个项百千万])"), "概数写法有误"),
    (
        re.compile(r"(?<![\d.,])\d{1,3},\d{1,2}(?=[件起名人次场份个项])|(?<![\d.,])\d{4,},\d{3}(?!\d)"),
        "千分位写法有误",
    ),
    (re.compile(r"百分之\d+(?:\.\d+)?%"), "百分之与百分号重复"),
    (
        re.compile(r"(?<![\d.\n])(?:[2-9]\d|\d{3})\.(?!人民)(?=[件起名人次场份个项条家户][一-龥])"),
        "数字之后多了一点",
    ),  # a smaller number is rather that of an item
)


def check(view: View) -> Iterator[Finding]:
    """Findings about figures and the way numbers are written."""
    figures = [one for one in view.report.figures if not one.implicit]
    groups = lay_out(view, figures)
    yield from rates.over(view, groups)
    told: set[Span] = set()
    for finding in (
        *rates.shares(view, groups),
        *rates.of_all(view, groups),
        *counts.more_than_whole(view, groups),
        *sums.check(view, groups),
        *totals.check(view, groups),
        *remainders.check(view, groups),
        *rates.changes(view, groups),
        *counts.of_leaders(view, groups),
        *counts.places(view),
        *counts.officers(view),
    ):
        if finding.span is not None and not any(finding.span.overlaps(span) for span in told):
            told.add(finding.span)
            yield finding
    yield from counts.twice(view, told)
    yield from _written(view)


def _written(view: View) -> Iterator[Finding]:
    """Numbers in a form that no number has."""
    for match in WIDE_COMMA.finditer(view.report.text) if COMMA.search(view.report.text) else ():
        span = Span(match.start(), match.end())
        yield view.original(
            "number_format", span, "千分位逗号写成了全角。", fix=match.group().replace("，", "")
        )
    for pattern, said in FORMAT if SUSPECT.search(view.text, view.first, view.last) else ():
        for match in view.body(pattern):
            if not view.in_name(match.start()):
                yield view.finding("number_format", match.start(), match.end(), f"{said}。")
