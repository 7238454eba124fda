"""Money and counts come out exact, whatever unit and sign they were typed with; estimates do not come out at all."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yifa.sheets.cells import ErrorCell, Percent, number_text
from yifa.sheets.numbers import han_number, read_count, read_money, read_number, read_percent

CENTS = st.integers(0, 10**11)
WIDE = str.maketrans("0123456789.,", "０１２３４５６７８９．，")


@given(CENTS)
def test_yuan_in_every_writing(cents: int) -> None:
    yuan = Decimal(cents) / 100
    for text in (
        f"{yuan:.2f}",
        f"{yuan:,.2f}",
        f"¥{yuan:.2f}",
        f"￥{yuan:,.2f}元",
        f"{yuan:.2f}元整",
        f"人民币{yuan:.2f}元",
        f"{yuan:.2f}".translate(WIDE),
        f" {yuan:.2f} ",
    ):
        assert read_money(text, "元") == (yuan, None), text


@given(st.integers(0, 10**9))
def test_ten_thousands_are_exact_to_the_cent(cents: int) -> None:
    yuan = Decimal(cents) / 100
    wan = yuan / 10000
    assert read_money(f"{wan:f}", "万元").value == yuan
    assert read_money(f"{wan:f}万元", "元").value == yuan
    assert read_money(float(wan), "万元").value == yuan


def test_binary_noise_is_no_money() -> None:
    assert read_money(0.1 + 0.2, "万元") == (Decimal(3000), None)
    assert read_money(61.599999999999994, "万元") == (Decimal(616000), None)
    assert number_text(6.1600000000000001) == "6.16"


@pytest.mark.parametrize(
    ("cell", "unit", "yuan"),
    [
        (6.16, "万元", "61600"),
        ("6.16万", "", "61600"),
        ("3千元", "", "3000"),
        ("三千元", "", "3000"),
        ("三万", "元", "30000"),
        ("壹万贰仟元整", "", "12000"),
        ("两万五千元", "万元", "25000"),
        ("五", "万元", "50000"),
        ("1.2亿元", "", "120000000"),
        (0, "万元", "0"),
        ("0", "元", "0"),
        ("2.5", "千元", "2500"),
        ("1e3", "元", "1000"),
    ],
)
def test_units(cell: object, unit: str, yuan: str) -> None:
    assert read_money(cell, unit) == (Decimal(yuan), None)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("cell", "unit", "code"),
    [
        ("约5万元", "", "rough_number"),
        ("5万余元", "", "rough_number"),
        ("3-5万", "", "rough_number"),
        ("5万左右", "", "rough_number"),
        (5, "", "no_unit"),
        ("5", "", "no_unit"),
        (-3, "元", "negative"),
        ("面议", "元", "not_a_number"),
        ("1,23,4", "元", "not_a_number"),
        (True, "元", "not_a_number"),
        (float("nan"), "元", "not_a_number"),
        (float("inf"), "元", "not_a_number"),
        (1e20, "元", "too_large"),
        ("1e99", "元", "not_a_number"),
        ("两万五", "元", "not_a_number"),
        (ErrorCell("#VALUE!"), "元", "not_a_number"),
    ],
)
def test_what_is_no_certain_amount_is_said(cell: object, unit: str, code: str) -> None:
    read = read_money(cell, unit)  # type: ignore[arg-type]
    assert read.value is None and read.fault and read.fault.code == code


def test_doubtful_amounts_are_read_and_said() -> None:
    below = read_money("0.1234567", "万元")
    assert below.value == Decimal("1234.57") and below.fault and below.fault.level == "warning"
    huge = read_money(61600, "万元")
    assert huge.value == Decimal(616000000) and huge.fault and huge.fault.code == "huge_amount"


@pytest.mark.parametrize("cell", [None, "", "/", "无", "——", " "])
def test_blank_is_unknown_not_zero(cell: str | None) -> None:
    assert (
        read_money(cell, "元") == read_count(cell) == read_number(cell) == read_percent(cell) == (None, None)
    )


@given(st.integers(0, 10**9))
def test_counts(n: int) -> None:
    for cell in (n, float(n), str(n), f"{n}人", f"共{n}件", f"{n:,}", str(n).translate(WIDE), f"{n}.0"):
        assert read_count(cell) == (n, None), cell
    assert isinstance(read_count(float(n)).value, int)


@pytest.mark.parametrize("cell", [1.5, "1.5", -1, "-1", "约30人", "30多人", "几个", "三五个", "１２x", 1e16])
def test_what_is_no_count(cell: object) -> None:
    assert read_count(cell).bad  # type: ignore[arg-type]


def test_counts_and_numbers_in_words() -> None:
    assert (
        read_count("三十二人").value == 32
        and read_count("十").value == 10
        and read_count("一百零五").value == 105
    )
    assert read_number("3.5小时").value == Decimal("3.5") and read_number(1.5).value == Decimal("1.5")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("一百零二", 102),
        ("三千零五十", 3050),
        ("一万二千", 12000),
        ("两亿", 200000000),
        ("〇", 0),
        ("一百二", None),
        ("二三", None),
        ("百分", None),
        ("", None),
    ],
)
def test_chinese_numerals(text: str, number: int | None) -> None:
    assert han_number(text) == number


@pytest.mark.parametrize(
    ("cell", "unit", "ratio"),
    [
        (Percent(0.993), "", "0.993"),
        ("99.3%", "", "0.993"),
        ("９９．３％", "", "0.993"),
        (99.3, "%", "0.993"),
        (0.993, "", "0.993"),
        ("100%", "", "1"),
        (1, "", "1"),
        ("百分之50", "", "0.5"),
        (0, "", "0"),
    ],
)
def test_shares(cell: object, unit: str, ratio: str) -> None:
    assert read_percent(cell, unit) == (Decimal(ratio), None)  # type: ignore[arg-type]


def test_no_share_beyond_the_whole() -> None:
    assert (
        read_percent(99.3).bad
        and read_percent("101%").bad
        and read_percent(-0.1).bad
        and read_percent("约90%").bad
    )


@given(
    st.text(max_size=30)
    | st.text("0123456789.,万元约-亿千百十eE+%", max_size=20)
    | st.floats()
    | st.integers()
)
def test_no_cell_makes_it_fail(cell: str | float) -> None:
    for read in (
        read_money(cell, "万元"),
        read_money(cell),
        read_count(cell),
        read_number(cell),
        read_percent(cell),
    ):
        assert read.value is None or (
            isinstance(read.value, (int, Decimal)) and not isinstance(read.value, float)
        )
