"""The small drawings: right counts, right places, gaps, escaped words."""

from __future__ import annotations

import re

import pytest
from lxml import etree

from yifa.desk import charts
from yifa.desk.shown.figures import Series
from yifa.desk.shown.parts import Bar, Squares, Ticks

YEARS = (2021, 2022, 2023, 2024, 2025)


def drawn(text: str) -> etree._Element:
    return etree.fromstring(text)


def test_one_square_a_day() -> None:
    tree = drawn(charts.days(Squares(5, 7, "7个工作日中已过5个")))
    assert [r.get("class") for r in tree.iter("rect")] == ["c-bar-on"] * 5 + ["c-bg"] * 2
    assert tree.get("aria-label") == "7个工作日中已过5个"


@pytest.mark.parametrize(("done", "waiting", "total"), [(39, 5, 46), (0, 0, 0), (50, 10, 46)])
def test_a_bar_never_runs_over(done: int, waiting: int, total: int) -> None:
    _, filled, rest = drawn(charts.bar(Bar(done, total, "", waiting))).iter("rect")
    assert float(filled.get("width")) + float(rest.get("width")) <= 336.0


def test_strokes_show_where_a_procedure_stands() -> None:
    tree = drawn(charts.ticks(Ticks(2, 5, "stop")))
    assert [r.get("class") for r in tree.iter("rect")] == ["c-l", "c-l", "c-bad", "c-bg", "c-bg"]
    assert tree.get("aria-hidden") == "true"


def test_a_missing_year_is_a_gap() -> None:
    line = drawn(charts.mini(Series(YEARS, (None, 21, 28, None, 45), "")))
    path = line.xpath("//path[@class='c-main']/@d")[0]
    assert len(re.findall("M", path)) == 2 and len(re.findall("L", path)) == 1


def test_a_line_from_zero_stands_on_a_solid_base() -> None:
    solid = charts.mini(Series(YEARS, (1, 2, 3, 4, 5), "", low=0))
    dotted = charts.mini(Series(YEARS, (91, 92, 93, 94, 95), ""))
    assert "stroke-dasharray" not in solid and "stroke-dasharray" in dotted


@pytest.mark.parametrize("values", [(7,) * 5, (0,) * 5, (None,) * 4 + (3,), (5, 1, 5, 1, 5)])
def test_any_values_stay_on_the_drawing(values: tuple[float | None, ...]) -> None:
    tree = drawn(charts.mini(Series(YEARS, values, "", tuple(v and v * 2 for v in values))))
    for text in tree.iter("text", "circle"):
        y = float(text.get("y") or text.get("cy"))
        assert 0 <= y <= 96


def test_nothing_known_draws_nothing() -> None:
    assert charts.mini(Series(YEARS, (None,) * 5, "")) == ""


def test_words_are_escaped() -> None:
    assert "<b>" not in charts.days(Squares(1, 1, '"><b>'))
