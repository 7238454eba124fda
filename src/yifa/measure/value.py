"""A computed figure and how it is written for people and for programs."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

FEW = 10
NOTHING, NO_DUTY = "未登记", "无此职责"


@dataclass(frozen=True)
class Value:
    """A figure's value. Shares carry numerator and denominator; ``evidence`` is the number of rows it opens
    to.

    ``state`` tells the three zeros apart: empty for a counted value (0 included), 未登记, 无此职责.
    """

    slug: str
    label: str
    unit: str
    value: int | Decimal | None
    numerator: int | Decimal | None
    denominator: int | Decimal | None
    evidence: int
    state: str = ""
    register: str = ""

    @property
    def share(self) -> bool:
        """Whether the value is a ratio."""
        return self.denominator is not None

    @property
    def shown(self) -> str:
        """As people read it; a share over fewer than ten is written as counts."""
        if self.state:
            return self.state
        if self.numerator is not None and self.denominator is not None:
            return self._share_shown(self.numerator, self.denominator)
        return "—" if self.value is None else f"{grouped(self.value)}{self.unit}"

    def _share_shown(self, top: int | Decimal, bottom: int | Decimal) -> str:
        if bottom == 0:
            return "没有可算的"
        if bottom < FEW:
            return f"{grouped(bottom)}个中{grouped(top)}个"
        percent = (Decimal(top) * 100 / Decimal(bottom)).quantize(Decimal("0.1"))
        return f"{plain(percent)}%（{grouped(top)}/{grouped(bottom)}）"

    def as_json(self) -> dict[str, Any]:
        """slug, label, value, unit, numerator, denominator, shown, evidence."""
        return {
            "slug": self.slug,
            "label": self.label,
            "value": _number(self.value),
            "unit": self.unit,
            "numerator": _number(self.numerator),
            "denominator": _number(self.denominator),
            "shown": self.shown,
            "evidence": self.evidence,
        }


def plain(number: int | Decimal) -> str:
    """Without an exponent and without needless zeros."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def grouped(number: int | Decimal) -> str:
    """With separators from four digits on."""
    whole, _, rest = plain(number).partition(".")
    return f"{int(whole):,}" + (f".{rest}" if rest else "")


def _number(number: int | Decimal | None) -> int | float | None:
    if number is None or isinstance(number, int):
        return number
    return int(number) if number == number.to_integral_value() else float(number)
