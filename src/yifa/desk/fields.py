"""Makes the controls of a step's form out of the register's columns, and reads back what was typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import models
from django.http import QueryDict

from yifa.desk import words
from yifa.desk.shown.form import Field, Option
from yifa.matter.columns import Money, Names, Officers
from yifa.matter.models import Matter
from yifa.matter.register import Register
from yifa.matter.values import step_columns
from yifa.people.models import Officer, Organisation
from yifa.procedure import State, Step

LONG = 200


def fields_of(
    register: Register,
    step: Step,
    row: Matter | None,
    state: State | None,
    typed: Mapping[str, Any],
    faults: Mapping[str, str],
    people: Sequence[Officer],
) -> tuple[Field, ...]:
    """The controls of the step's columns. What an earlier step has written is shown as text and sent along."""
    shown = []
    for name, needed in step_columns(register, step).items():
        column = register.columns[name]
        known = _known(register, step, name, row, state)
        errors = (faults[name],) if name in faults else ()
        if known is not None and not errors:
            shown.append(
                Field(name, register.labels[name], "known", value=words.value(column, known), hint="已登记")
            )
            continue
        value = typed.get(name, getattr(row, name, None) if row is not None and state is None else None)
        shown.append(control(name, register.labels[name], column, value, people, errors, optional=not needed))
    return tuple(shown)


def _known(register: Register, step: Step, name: str, row: Matter | None, state: State | None) -> Any:
    """The value that another step has already written, unless this step is taken for each party."""
    if row is None or state is None or step.each:
        return None
    value = getattr(row, name)
    if value in (None, "", []):
        return None
    label = register.labels[name]
    definition = register.version(row).definition
    done = {key[0] for key in state.done}
    others = [each for each in definition.steps.values() if label in each.supplies and each.name != step.name]
    return value if any(each.name in done for each in others) else None


def control(
    name: str,
    label: str,
    column: models.Field[Any, Any],
    value: Any,
    people: Sequence[Officer] = (),
    errors: tuple[str, ...] = (),
    *,
    optional: bool = False,
) -> Field:
    """One control for one column."""
    if isinstance(column, Officers):
        chosen = set(value or [])
        options = tuple(
            Option(str(each.pk), each.name, str(each.pk) in chosen, _card(each)) for each in people
        )
        return Field(name, label, "checks", options=options, errors=errors, optional=optional, multiple=True)
    text = _text(value)
    if isinstance(column, Names):
        return Field(name, label, "text", text, hint="有几个的，用顿号隔开", errors=errors, optional=optional)
    if isinstance(column, models.BooleanField):
        options = tuple(Option(word, word, text == word) for word in ("是", "否"))
        return Field(name, label, "radio", options=options, errors=errors, optional=optional)
    if column.choices:
        blank = Option("", "请选择", not text)
        options = (blank, *(Option(str(k), str(v), str(k) == text) for k, v in column.flatchoices))
        return Field(name, label, "select", options=options, errors=errors, optional=optional, width="m")
    if isinstance(column, models.DateField):
        return Field(name, label, "date", text, errors=errors, optional=optional, width="s")
    if isinstance(column, Money):
        return Field(
            name,
            label,
            "number",
            text,
            errors=errors,
            optional=optional,
            unit="元",
            inputmode="decimal",
            width="s",
        )
    if isinstance(column, models.IntegerField):
        return Field(
            name, label, "number", text, errors=errors, optional=optional, inputmode="numeric", width="s"
        )
    long = column.get_internal_type() == "TextField" or (column.max_length or 0) > LONG
    return Field(name, label, "textarea" if long else "text", text, errors=errors, optional=optional)


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):
        return "、".join(map(str, value))
    return str(value)


def _card(officer: Officer) -> str:
    cards = [card.number for card in officer.certificates.all()]
    return f"执法证号{'、'.join(cards)}" if cards else ""


def typed_of(
    register: Register, step: Step, row: Matter | None, state: State | None, data: QueryDict
) -> dict[str, Any]:
    """What was typed, by English column name; what is already known is taken from the matter, not from the
    page.
    """
    found: dict[str, Any] = {}
    for name in step_columns(register, step):
        known = _known(register, step, name, row, state)
        if known is not None and name not in data:
            found[name] = known
        elif isinstance(register.columns[name], Officers):
            found[name] = [value for value in data.getlist(name) if value]
        elif name in data:
            found[name] = data.get(name, "").strip()
    return found


def staff(township: Organisation) -> list[Officer]:
    """Everybody of the township who holds or held a post, by name, for choosing people."""
    rows = Officer.objects.select_related("organisation__parent").prefetch_related("certificates", "posts")
    inside = [
        officer
        for officer in rows
        if (home := officer.organisation.township) is not None and home.pk == township.pk and officer.user_id
    ]
    return sorted(inside, key=lambda officer: (not officer.certificates.all(), officer.name))
