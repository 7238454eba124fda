"""Judges what was typed for a step against the step's columns."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from yifa.matter.columns import Officers, judged, sealed
from yifa.matter.register import Register
from yifa.people.models import Officer
from yifa.procedure import Step

CERTIFIED = "_certified"


def step_columns(register: Register, step: Step) -> Mapping[str, bool]:
    """The columns that the step writes, by English name; True where the step cannot do without.

    The column of the legal day and the counted companions of officer lists are not asked for.
    """
    known = _COLUMNS.get((register.key, id(step)))
    if known is None or known[0] is not step:
        known = _COLUMNS[register.key, id(step)] = (step, _step_columns(register, step))
    return known[1]


# An import asks for each of its rows; the step stands beside its columns, so that its id stays its own.
_COLUMNS: dict[tuple[str, int], tuple[Step, Mapping[str, bool]]] = {}


def _step_columns(register: Register, step: Step) -> dict[str, bool]:
    columns = {register.names[label]: True for label in step.fills}
    columns |= {register.names[label]: False for label in step.may_fill}
    columns.pop(register.names.get(step.date, ""), None)
    return {name: needed for name, needed in columns.items() if not is_companion(register, name)}


def is_companion(register: Register, name: str) -> bool:
    """Whether the column counts the certified officers of another column."""
    return name.endswith(CERTIFIED) and isinstance(
        register.columns.get(name.removesuffix(CERTIFIED)), Officers
    )


def judge(
    register: Register, step: Step, values: Mapping[str, Any], *, on: date, past: bool
) -> tuple[dict[str, Any], dict[str, str]]:
    """(clean values by English name, complaints by English name).

    A fact of the past may leave columns out; an entry of today may not leave out what the step needs.
    """
    columns = step_columns(register, step)
    clean: dict[str, Any] = {}
    faults: dict[str, str] = {}
    for name in values:
        if name not in columns:
            label = register.labels.get(name, name)
            faults[name] = f"“{step.name}”这一步不登记“{label}”"
    for name, needed in columns.items():
        field = register.columns[name]
        try:
            value = judged(field, values.get(name))
        except ValidationError as fault:
            faults[name] = "；".join(fault.messages)
            continue
        if value in (None, "", []):
            if needed and not past:
                faults[name] = f"没有填“{register.labels[name]}”"
            continue
        clean[name] = value
    if step.date:
        clean[register.names[step.date]] = on
    _count_certified(register, clean, on)
    return clean, faults


def _count_certified(register: Register, clean: dict[str, Any], on: date) -> None:
    for name in list(clean):
        companion = name + CERTIFIED
        if isinstance(register.columns[name], Officers) and companion in register.columns:
            clean[companion] = certified(clean[name], on)


def certified(officers: list[str], on: date) -> int:
    """How many of these officers hold an enforcement certificate valid on that day (行政处罚法第四十二条)."""
    found = Officer.objects.filter(pk__in=officers).prefetch_related("certificates")
    return sum(officer.certified(on) for officer in found)


def sealed_values(register: Register, clean: Mapping[str, Any]) -> dict[str, Any]:
    """Clean values as they stand in the sealed event."""
    return {name: sealed(register.columns[name], value) for name, value in clean.items()}


def by_label(register: Register, clean: Mapping[str, Any]) -> dict[str, Any]:
    """Clean values by the law's word, as the kernel reads them."""
    return {register.labels[name]: value for name, value in clean.items()}
