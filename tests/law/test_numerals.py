"""Chinese numbers are written and read as the statutes write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yifa.law.numerals import chinese, number

KNOWN = {
    1: "一",
    10: "十",
    11: "十一",
    20: "二十",
    64: "六十四",
    100: "一百",
    105: "一百零五",
    110: "一百一十",
    111: "一百一十一",
    203: "二百零三",
    1001: "一千零一",
    1010: "一千零一十",
    1260: "一千二百六十",
}


@pytest.mark.parametrize(("n", "words"), KNOWN.items())
def test_known_numbers(n, words):
    assert chinese(n) == words
    assert number(words) == n


@given(st.integers(1, 9999))
def test_every_number_comes_back(n):
    assert number(chinese(n)) == n


@pytest.mark.parametrize("words", ["", "零", "条", "十十", "一百五零", "六四"])
def test_what_is_no_number_is_refused(words):
    with pytest.raises(ValueError):
        number(words)


@pytest.mark.parametrize("n", [0, -1, 10000])
def test_out_of_range_is_refused(n):
    with pytest.raises(ValueError, match="1 to 9999"):
        chinese(n)
