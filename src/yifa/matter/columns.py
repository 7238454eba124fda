"""The kinds of column a register may have, and how each kind's value is written in a sealed event."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, TypeAlias

from django.core.exceptions import ValidationError
from django.db import models

Json: TypeAlias = bool | int | str | list[str] | None


class Money(models.BigIntegerField):  # type: ignore[type-arg]
    """An amount in yuan with two decimals, kept as whole fen so that sums are exact on every database."""

    description = "金额（元）"
    LARGEST = Decimal("9999999999999.99")

    def to_python(self, value: Any) -> Decimal | None:
        """Yuan as Decimal; raises ValidationError for what is no amount or has parts of a fen."""
        if value is None or value == "":
            return None
        try:
            amount = Decimal(str(value).replace(",", "").replace("，", "").strip())
        except ArithmeticError:
            raise ValidationError(f"“{value}”不是金额，应当写成数字，例如2000或者2000.50") from None
        if not amount.is_finite() or abs(amount) > self.LARGEST:
            raise ValidationError(f"“{value}”超出了能登记的金额")
        if amount != amount.quantize(Decimal("0.01")):
            raise ValidationError(f"“{value}”多于两位小数，金额最小到分")
        return amount.quantize(Decimal("0.01"))

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Decimal | None:
        """Fen from the database, yuan to the program."""
        return None if value is None else (Decimal(int(value)) / 100).quantize(Decimal("0.01"))

    def get_prep_value(self, value: Any) -> int | None:
        """Yuan from the program, fen to the database."""
        amount = self.to_python(value)
        return None if amount is None else int(amount * 100)

    @property
    def validators(self) -> list[Any]:
        """None: the integer bounds of the parent class would compare yuan with fen."""
        return []

    def formfield(self, **kwargs: Any) -> Any:
        """A text field with a decimal keyboard; this column judges the text itself."""
        return models.Field.formfield(self, **kwargs)


class Names(models.JSONField):
    """A short list of names in order, such as the parties of a dispute."""

    description = "名单"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", list)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def to_python(self, value: Any) -> list[str]:
        """A list from a list or from text separated by 、 ， or line ends; no name twice."""
        if value is None or value == "":
            return []
        parts = value if isinstance(value, list) else _split_names(str(value))
        seen = dict.fromkeys(str(part).strip() for part in parts)
        return [name for name in seen if name]

    def formfield(self, **kwargs: Any) -> Any:
        """A text field; the list is split by this column."""
        return models.Field.formfield(self, **kwargs)


class Officers(Names):
    """Officers taking part, by their id; who holds a valid certificate is asked of the people floor."""

    description = "人员名单"


def _split_names(text: str) -> list[str]:
    for mark in "，,；;\n\r\t":
        text = text.replace(mark, "、")
    return text.split("、")


def sealed(field: models.Field[Any, Any], value: Any) -> Json:
    """The value as it stands in a sealed event: ISO dates, decimals as text, lists of text."""
    if value is None or value == "":
        return None
    if isinstance(value, bool | int):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, list):
        return [str(item) for item in value]
    return str(value)


def opened(field: models.Field[Any, Any], value: Json) -> Any:
    """The inverse of ``sealed``: the column's own Python value."""
    if value is None:
        return None if field.null else field.get_default()
    return field.to_python(value)


def judged(field: models.Field[Any, Any], value: Any) -> Any:
    """The column's value from what a person typed; raises ValidationError with a Chinese sentence."""
    if value is None or value == "":
        return None if field.null else field.get_default()
    if isinstance(field, models.BooleanField):
        return _yes(value)
    try:
        clean = field.to_python(value)
    except ValidationError as fault:
        raise ValidationError(_plain(field, value, fault)) from None
    if field.choices and clean not in dict(field.flatchoices):
        allowed = "、".join(str(label) for _, label in field.flatchoices)
        raise ValidationError(f"“{value}”不在可选的范围里，应当是：{allowed}")
    limit = getattr(field, "max_length", None)
    if limit and isinstance(clean, str) and len(clean) > limit:
        raise ValidationError(f"写了{len(clean)}个字，最多{limit}个字")
    return clean


def _yes(value: Any) -> bool:
    if value in (True, "是", "on", "true", "True", "1", "yes"):
        return True
    if value in (False, "否", "off", "false", "False", "0", "no"):
        return False
    raise ValidationError(f"“{value}”应当写“是”或者“否”")


def _plain(field: models.Field[Any, Any], value: Any, fault: ValidationError) -> str:
    if isinstance(field, models.DateField):
        return f"“{value}”不是日期，应当写成2026-01-15这样"
    if isinstance(field, models.IntegerField) and not isinstance(field, Money):
        return f"“{value}”不是整数"
    return "；".join(fault.messages)
