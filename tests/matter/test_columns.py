"""Columns read what people type, and what is sealed opens to the same value."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import models
from hypothesis import given
from hypothesis import strategies as st

from yifa.matter.columns import Money, Names, judged, opened, sealed
from yifa.matter.papers import capitals, written

MONEY = Money("金额", null=True)
NAMES = Names("当事人")
DAY = models.DateField("日期", null=True)
YES = models.BooleanField("是否", null=True)
TEXT = models.CharField("文字", max_length=5, default="")


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=2))
def test_money_keeps_every_fen(amount):
    assert MONEY.from_db_value(MONEY.get_prep_value(amount), None, None) == amount
    assert opened(MONEY, sealed(MONEY, amount)) == amount


@given(st.lists(st.text(alphabet="甲乙丙丁王李", min_size=1, max_size=3)))
def test_names_keep_order_and_lose_doubles(names):
    assert NAMES.to_python("、".join(names)) == list(dict.fromkeys(names))


@given(st.dates())
def test_days_open_to_themselves(day):
    assert opened(DAY, sealed(DAY, day)) == day


@pytest.mark.parametrize(
    ("column", "typed", "says"),
    [
        (MONEY, "两千", "不是金额"),
        (MONEY, "1.005", "两位小数"),
        (MONEY, "NaN", "超出"),
        (DAY, "2025-02-30", "不是日期"),
        (DAY, "昨天", "不是日期"),
        (YES, "也许", "应当写"),
        (TEXT, "一二三四五六", "最多5个字"),
    ],
)
def test_what_cannot_be_read_is_said_in_chinese(column, typed, says):
    with pytest.raises(ValidationError) as fault:
        judged(column, typed)
    assert says in "".join(fault.value.messages)


def test_yes_and_no():
    assert [judged(YES, word) for word in ("是", "否", "", True)] == [True, False, None, True]


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("0", "零元整"), ("10", "壹拾元整"), ("2000", "贰仟元整"), ("2050.30", "贰仟零伍拾元叁角"),
        ("10050", "壹万零伍拾元整"), ("100000005", "壹亿零伍元整"), ("1020304.05", "壹佰零贰万零叁佰零肆元零伍分"),
        ("200000", "贰拾万元整"),
    ],
)  # fmt: skip
def test_banking_capitals(amount, words):
    assert capitals(Decimal(amount)) == words


def test_values_as_papers_write_them():
    assert written(date(2026, 1, 5)) == "2026年1月5日"
    assert written(Decimal("2000.00")) == "2,000元"
    assert written(Decimal("2000.50")) == "2,000.50元"
    assert written(["甲", "乙"]) == "甲、乙" and written(True) == "是"
