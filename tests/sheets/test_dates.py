"""Every way of writing a day reads as that day; what is not one certain day is said."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yifa.sheets.cells import ErrorCell, Uncached
from yifa.sheets.dates import Years, from_serial, read_date

DAYS = st.dates(date(1949, 10, 1), date(2099, 12, 31))
WIDE = str.maketrans("0123456789-./", "０１２３４５６７８９－．／")
HAN = "〇一二三四五六七八九"

WRITINGS = [
    lambda d: d,
    lambda d: datetime.combine(d, time(9, 30)),
    lambda d: d.isoformat(),
    lambda d: f"{d.year}.{d.month}.{d.day}",
    lambda d: f"{d.year}年{d.month}月{d.day}日",
    lambda d: f" {d.year} 年 {d.month:02} 月 {d.day:02} 日 ",
    lambda d: f"{d.year}年{d.month}月{d.day}号",
    lambda d: f"{d.year}/{d.month:02}/{d.day:02}",
    lambda d: f"{d:%Y%m%d}",
    lambda d: int(f"{d:%Y%m%d}"),
    lambda d: float(f"{d:%Y%m%d}"),
    lambda d: f"{d.year}-{d.month}-{d.day}".translate(WIDE),
    lambda d: f"{d.year}.{d.month}.{d.day}.",
    lambda d: f"{d.year}、{d.month}、{d.day}",
    lambda d: f"{d.isoformat()} 09:30:00",
    lambda d: f"{d.isoformat()}T09:30:00Z",
    lambda d: f"{d.year}年{d.month}月{d.day}日（星期三）上午",
    lambda d: f"{d.year}年{d.month}月{d.day}日下午3时30分",
    lambda d: "".join(HAN[int(c)] for c in str(d.year)) + f"年{d.month}月{d.day}日",
]


@pytest.mark.parametrize("writing", range(len(WRITINGS)))
@given(day=DAYS)
def test_a_day_is_read_in_every_writing(writing: int, day: date) -> None:
    assert read_date(WRITINGS[writing](day)) == (day, None)


@given(day=DAYS)
def test_a_day_without_its_year_takes_the_year_of_the_sheet(day: date) -> None:
    for text in (
        f"{day.month}月{day.day}日",
        f"{day.month}.{day.day}",
        f"{day.month}/{day.day}",
        f"{day.month}-{day.day}",
    ):
        assert read_date(text, Years(stated=day.year)).value == day
        assert read_date(text, Years(given=day.year)).value == day
        assert read_date(text, Years(day.year, day.year)).value == day


def spelled(n: int) -> str:
    tens, ones = divmod(n, 10)
    return ("" if tens == 0 else "十" if tens == 1 else HAN[tens] + "十") + (HAN[ones] if ones else "")


@given(day=DAYS)
def test_a_day_in_chinese_numerals(day: date) -> None:
    text = (
        "".join("零一二三四五六七八九"[int(c)] for c in str(day.year))
        + f"年{spelled(day.month)}月{spelled(day.day)}日"
    )
    assert read_date(text).value == day


@given(day=st.dates(date(1970, 1, 1), date(2099, 12, 31)))
def test_a_serial_number_is_read_and_said(day: date) -> None:
    serial = (day - date(1899, 12, 30)).days
    for cell in (serial, float(serial), str(serial), serial + 0.5):
        read = read_date(cell)
        assert read.value == day and read.fault and read.fault.code == "serial_date" and not read.bad
    assert read_date(serial - 1462, date1904=True).value in (day, None)
    assert from_serial(serial) == day and from_serial(serial - 1462, True) == day


def test_serial_numbers_around_the_day_that_never_was() -> None:
    assert from_serial(1) == date(1900, 1, 1) and from_serial(59) == date(1900, 2, 28)
    assert from_serial(61) == date(1900, 3, 1) and from_serial(0.5) == time(12)
    assert from_serial(-1) is None and from_serial(3e6) is None
    assert from_serial(45000.25) == datetime(2023, 3, 15, 6)  # noqa: DTZ001


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("2023年1月", "incomplete_date"),
        ("2023.1", "incomplete_date"),
        (2023.1, "incomplete_date"),
        ("2023", "incomplete_date"),
        (2023, "incomplete_date"),
        (202301, "incomplete_date"),
        ("2023年3月上旬", "incomplete_date"),
        ("2023年第一季度", "incomplete_date"),
        ("3月", "incomplete_date"),
        ("2023年2月30日", "impossible_date"),
        ("20230230", "impossible_date"),
        (20231301, "impossible_date"),
        ("2023-13-01", "impossible_date"),
        ("2月30日", "impossible_date"),
        ("1月3日", "no_year"),
        (1.3, "decimal_date"),
        ("2023.1.3-2023.1.5", "several_dates"),
        ("2023年1月3日至5日", "several_dates"),
        ("2023.1.3、1.5", "several_dates"),
        ("23.1.3", "short_year"),
        ("1/3/2023", "day_month_order"),
        ("1849-01-03", "implausible_date"),
        (date(1899, 12, 30), "implausible_date"),
        ("上个月", "not_a_date"),
        ("张某", "not_a_date"),
        (True, "not_a_date"),
        (time(9), "not_a_date"),
        (timedelta(hours=3), "not_a_date"),
        (float("nan"), "not_a_date"),
        (1e300, "not_a_date"),
        (-5, "not_a_date"),
        (ErrorCell("#REF!"), "not_a_date"),
        (Uncached(), "not_a_date"),
    ],
)
def test_what_is_not_one_certain_day_is_said(cell: object, code: str) -> None:
    read = read_date(cell)  # type: ignore[arg-type]
    assert read.value is None and read.fault is not None
    assert (read.fault.code, read.fault.level) == (code, "error")
    assert any("\u4e00" <= char <= "\u9fff" for char in read.fault.reason) and read.fault.english


def test_two_years_that_disagree_complete_nothing() -> None:
    read = read_date("1月3日", Years(stated=2021, given=2023))
    assert read.value is None and read.fault and read.fault.code == "year_conflict"
    assert read_date("2月30日", Years(2023)).fault.code == "impossible_date"  # type: ignore[union-attr]
    assert read_date("2月29日", Years(2024)).value == date(2024, 2, 29)


def test_two_digits_of_a_year_count_only_if_the_sheet_agrees() -> None:
    assert read_date("23.1.3", Years(2023)).value == date(2023, 1, 3)
    assert read_date("22.1.3", Years(2023)).value is None
    assert read_date("13/1/2023").value == date(2023, 1, 13)


@pytest.mark.parametrize("cell", [None, "", "  ", "/", "—", "无", "-"])
def test_nothing_is_blank(cell: str | None) -> None:
    assert read_date(cell) == (None, None)


@given(st.text(max_size=40) | st.text("0123456789年月日.-/至、 ", max_size=24) | st.floats() | st.integers())
def test_no_cell_makes_it_fail(cell: str | float) -> None:
    read = read_date(cell, Years(2024))
    assert read.value is None or date(1949, 10, 1) <= read.value <= date(2099, 12, 31)
