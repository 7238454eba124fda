"""Words stay as written, numbers of identity keep every digit or are refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yifa.sheets.cells import Cell, ErrorCell, Uncached, folded, shown
from yifa.sheets.readers import reader
from yifa.sheets.target import Column
from yifa.sheets.values import (
    read_certificate,
    read_choice,
    read_names,
    read_number_id,
    read_text,
    read_yesno,
)

KINDS = (
    "date",
    "money",
    "count",
    "number",
    "percent",
    "text",
    "choice",
    "yesno",
    "names",
    "number_id",
    "certificate",
)


def citizen(stem: str) -> str:
    """An 18-digit number with the check sign that makes the weighted sum 1 modulo 11 (weights are powers of two)."""
    for sign, worth in zip("0123456789X", range(11), strict=True):
        if (sum(int(d) * pow(2, 17 - i, 11) for i, d in enumerate(stem)) + worth) % 11 == 1:
            return stem + sign
    raise AssertionError(stem)


@given(st.from_regex(r"\A[1-8][0-9]{16}\Z"))
def test_citizen_numbers_are_checked(stem: str) -> None:
    good = citizen(stem)
    assert read_number_id(good) == (good, None)
    assert (
        read_number_id(good.translate(str.maketrans("0123456789X", "０１２３４５６７８９ｘ"))).value == good
    )
    wrong = good[:16] + str((int(good[16]) + 1) % 10) + good[17]
    assert read_number_id(wrong).fault is not None


@given(st.integers(10**17, 10**18 - 1))
def test_a_number_that_a_spreadsheet_rounded_is_refused(number: int) -> None:
    for kind in (read_number_id, read_certificate, read_text):
        read = kind(float(number))
        assert read.value is None and read.fault and read.fault.code == "rounded_number"


def test_the_rounded_number_is_known_by_its_looks_too() -> None:
    for text in ("4.40106E+17", "4.40106199001012E+17"):
        assert read_number_id(text).bad and read_text(text).bad
    rounded = read_number_id("440106199001011000")
    assert rounded.fault and rounded.fault.code == "rounded_number"
    assert read_text(161716627746.0) == ("161716627746", None)
    assert read_text(123456789012345.0).value == "123456789012345"


def test_other_numbers_of_identity() -> None:
    assert read_number_id("91350100M000100Y43").value == "91350100M000100Y43"  # the example of GB 32100
    assert read_number_id("91350100M000100Y44").fault is not None
    assert read_number_id("4401**********1234").value == "4401**********1234"
    assert read_number_id("12345").bad
    assert read_certificate(" ｆ83055934043 ").value == "F83055934043"
    assert read_certificate("青司〔2024〕3号").value == "青司〔2024〕3号"
    assert read_certificate("无").value is None and read_certificate("补办中").bad


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("禾某与田某", "禾某与田某"),
        ("禾某、田某", "禾某、田某"),
        ("禾某，田某；苗某", "禾某、田某、苗某"),
        ("禾某\n田某", "禾某、田某"),
        ("禾 某", "禾某"),
        ("禾某某", "禾某某"),
    ],
)
def test_names(cell: str, names: str) -> None:
    assert read_names(cell) == (names, None)


def test_a_number_is_no_name() -> None:
    assert read_names(12.0).bad and read_names("３.５").bad and read_names("/").value is None


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("是", True),
        ("否", False),
        ("√", True),
        ("×", False),
        ("有", True),
        (1.0, True),
        (0, False),
        (True, True),
        ("Ｙ", True),
    ],
)
def test_yes_and_no(cell: Cell, value: bool) -> None:
    assert read_yesno(cell) == (value, None)


def test_neither_yes_nor_no() -> None:
    assert read_yesno("也许").bad and read_yesno("").value is None and read_yesno(2).bad


def test_choices_never_by_a_part_of_the_word() -> None:
    words = {
        folded(word): value for word, value in [("成功", "成功"), ("调解成功", "成功"), ("不成功", "不成功")]
    }
    assert read_choice("调解成功（书面）", words).value == "成功"
    assert read_choice(" 成 功 ", words).value == "成功"
    assert read_choice("未成功", words).bad and read_choice("不成功", words).value == "不成功"
    kept = read_choice("部分成功", words, openly=True)
    assert kept.value == "部分成功" and kept.fault and kept.fault.level == "warning"


@given(st.text(max_size=60))
def test_words_stay_as_written(text: str) -> None:
    read = read_text(text)
    if read.value is not None and text.isalpha() and text.isascii():
        assert read.value == text


CELLS = (
    st.none()
    | st.text(max_size=30)
    | st.floats()
    | st.integers()
    | st.booleans()
    | st.dates()
    | st.times()
    | st.timedeltas()
    | st.datetimes()
    | st.sampled_from([ErrorCell("#N/A"), Uncached()])
)


@given(CELLS, st.sampled_from(KINDS))
def test_no_reader_fails_on_any_cell(cell: Cell, kind: str) -> None:
    column = Column("x", "某", kind, "s", choices=(("甲", ("乙",)),) if kind == "choice" else ())  # type: ignore[arg-type]
    read = reader(column)(cell)
    assert reader(column)(cell) == read
    if isinstance(cell, (ErrorCell, Uncached)):
        assert read.bad and read.fault and read.fault.code in ("error_cell", "uncached_formula")
    assert isinstance(shown(cell), str)
