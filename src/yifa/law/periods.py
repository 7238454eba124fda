"""Gathers what the floors above need of periods."""

from yifa.law.counting import UNITS, Counting, Period, counting
from yifa.law.days import Stop, UnknownUnit, before, end, opens, united
from yifa.law.due import Due, explain, explain_before, explain_full

__all__ = [
    "UNITS",
    "Counting",
    "Due",
    "Period",
    "Stop",
    "UnknownUnit",
    "before",
    "counting",
    "end",
    "explain",
    "explain_before",
    "explain_full",
    "opens",
    "united",
]
