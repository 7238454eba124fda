"""Compares the values of facts by kind; across kinds the answer is unknown, never false."""

import operator
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

# What a column may hold.  None is "not known", never "false".
Value = Any

ORDER: Mapping[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "==": operator.eq,
    "!=": operator.ne,
}
BETWEEN = re.compile(r"[、，,；;\s]+")


def kind(value: Value) -> str:
    """One of bool, number, text, day, list; "" for anything else."""
    if isinstance(value, bool):
        return "bool"
    if isinstance(value, int | float | Decimal):
        return "number"
    if isinstance(value, str):
        return "text"
    if isinstance(value, date):
        return "day"
    return "list" if isinstance(value, Sequence | set | frozenset) else ""


def compare(left: Value, sign: str, right: Value) -> bool | None:
    """left sign right; None if the two are of different kinds or the kind has no order."""
    sort = kind(left)
    if not sort or sort != kind(right):
        return None
    if sort == "day":
        left, right = _day(left), _day(right)
    elif sort == "list":
        left, right = people(left), people(right)
    elif sort == "number":
        left, right = _number(left), _number(right)
        if left.is_nan() or right.is_nan():
            return None
    if sort in ("bool", "list") and sign not in ("==", "!="):
        return None
    return bool(ORDER[sign](left, right))


def member(one: Value, many: Value) -> bool | None:
    """Whether `one` is among `many`; a text such as 张三、李四 is a list.  None if `many` is no list."""
    if kind(many) == "text":
        many = people(many)
    if kind(many) != "list" or kind(one) in ("", "list"):
        return None
    return any(compare(one, "==", other) is True for other in many)


def truthy(value: Value) -> bool:
    """A fact standing alone as a condition: 是 is true, 否 is false, otherwise whether there is anything."""
    return False if value == "否" else bool(value)


def people(value: Value) -> tuple[Value, ...]:
    """A list of names as a tuple, in order; a text is split at 、, commas and blanks."""
    if isinstance(value, str):
        return tuple(part for part in BETWEEN.split(value) if part)
    return tuple(value) if isinstance(value, Sequence) else tuple(sorted(value))


def _day(value: date) -> date:
    return value.date() if isinstance(value, datetime) else value


def _number(value: int | float | Decimal) -> Decimal:
    # 0.1 typed as a float means one tenth, not the nearest binary fraction.
    return Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
