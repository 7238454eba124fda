"""Plays the scenarios of a room: lawful runs, refused gates, missed deadlines; says where life differs from
the script.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import yaml

from yifa.matter.history import history, kernel_events
from yifa.matter.models import Breach, Matter
from yifa.matter.record import BEIJING, record
from yifa.matter.refusal import Refusal
from yifa.matter.register import Register
from yifa.people.models import Officer

KEYS = {"名", "步骤", "查", "终", "说明"}
STEP_KEYS = {"步", "日", "人", "填", "方", "被拒", "理由", "来源"}
CHECK_KEYS = {"日", "应办", "可办", "能记", "不能记"}
END_KEYS = {"办结", "结果", "违反", "列"}


class BadScenario(ValueError):
    """The scenario file says something that scenarios cannot say."""


@dataclass
class Played:
    """A matter that a scenario made, and every difference from what the scenario expects."""

    name: str
    row: Matter | None = None
    differences: list[str] = field(default_factory=list)


def scenarios(register: Register) -> list[dict[str, Any]]:
    """The room's scenarios as data; raises BadScenario for an unknown key, with its place."""
    return read(register.folder / "scenarios.yaml")


def read(path: Path) -> list[dict[str, Any]]:
    """The scenarios of one file."""
    with path.open(encoding="utf-8") as source:
        found = yaml.load(source, Loader=yaml.CSafeLoader)
    items: list[dict[str, Any]] = found["场景"]
    for item in items:
        _only(item, KEYS, path, item.get("名", "?"))
        for step in item["步骤"]:
            _only(step, STEP_KEYS, path, f"{item['名']}/{step.get('步')}")
        for check in item.get("查", []):
            _only(check, CHECK_KEYS, path, f"{item['名']}/查")
        _only(item.get("终", {}), END_KEYS, path, f"{item['名']}/终")
    return items


def _only(found: Mapping[str, Any], allowed: set[str], path: Path, where: str) -> None:
    if unknown := set(found) - allowed:
        raise BadScenario(f"{path.name}: {where}: unknown {sorted(unknown)}, expected {sorted(allowed)}")


def play(
    register: Register,
    scenario: Mapping[str, Any],
    cast: Mapping[str, Officer],
    shift: timedelta = timedelta(0),
    until: datetime | None = None,
) -> Played:
    """Records every step of the scenario through the write door, each at noon of its day.

    ``shift`` moves all dates; steps after ``until`` are left out, so that a matter stands open. Out: the
    matter and
    the differences; an empty list means that life went by the script.
    """
    played = Played(scenario["名"])
    checks = sorted(scenario.get("查", []), key=lambda check: check["日"])
    for step in scenario["步骤"]:
        on = moved(step["日"], shift)
        if until is not None and moment(on) > until:
            return played
        while checks and _day(checks[0]["日"]) < _day(step["日"]):
            _check(register, played, checks.pop(0), shift)
        _step(register, played, step, on, cast)
    for check in checks:
        _check(register, played, check, shift)
    if not shift and until is None:
        _end(register, played, scenario.get("终", {}))
    return played


def _step(
    register: Register,
    played: Played,
    step: Mapping[str, Any],
    on: date | datetime,
    cast: Mapping[str, Officer],
) -> None:
    values = {
        register.names.get(label, label): _filled(value, cast)
        for label, value in (step.get("填") or {}).items()
    }
    answer = record(
        register,
        played.row,
        step["步"],
        values,
        on=on,
        now=moment(on),
        by=cast[step["人"]],
        who=step.get("方", ""),
        reason=step.get("理由", ""),
    )
    expected = step.get("被拒")
    place = f"{step['步']} {step['日']}"
    if isinstance(answer, Refusal):
        if not expected:
            played.differences.append(f"{place}: refused: {answer}")
        elif str(expected) not in str(answer):
            played.differences.append(f"{place}: refused for another reason: {answer}; expected {expected}")
        return
    if expected:
        played.differences.append(f"{place}: recorded, but expected a refusal with {expected}")
    if played.row is None:
        played.row = register.model._default_manager.get(pk=answer.matter)


def _check(register: Register, played: Played, check: Mapping[str, Any], shift: timedelta) -> None:
    assert played.row is not None
    day = _day(moved(check["日"], shift))
    played.row.refresh_from_db()
    version = register.version(played.row)
    state = version.kernel(played.row.township).replay(
        kernel_events(register, version, history(register.key, played.row.pk))
    )
    owed = version.kernel(played.row.township).agenda(state, day)
    for kind, key in (("must", "应办"), ("may", "可办")):
        for label, due in (check.get(key) or {}).items():
            expected = None if due is None else _day(moved(due, shift))
            found = [term.due for term in owed if term.kind == kind and label in term.steps]
            if expected not in found:
                played.differences.append(f"{check['日']}: {key} {label}: expected {expected}, found {found}")
    able = {step for step, _ in version.kernel(played.row.township).enabled(state, day)}
    for label in check.get("能记") or []:
        if label not in able:
            why = "；".join(map(str, version.kernel(played.row.township).explain(state, label, day)))
            played.differences.append(f"{check['日']}: {label} should be possible: {why}")
    for label in check.get("不能记") or []:
        if label in able:
            played.differences.append(f"{check['日']}: {label} should be blocked")


def _end(register: Register, played: Played, end: Mapping[str, Any]) -> None:
    assert played.row is not None
    row = played.row
    row.refresh_from_db()
    if "办结" in end and (row.closed_on is not None) != (end["办结"] in ("是", True)):
        played.differences.append(f"end: closed_on is {row.closed_on}, expected 办结 {end['办结']}")
    if "结果" in end and row.outcome != end["结果"]:
        played.differences.append(f"end: outcome {row.outcome!r}, expected {end['结果']!r}")
    broken = sorted(Breach.objects.filter(matter=row.pk).values_list("kind", flat=True))
    if broken != sorted(end.get("违反") or []):
        texts = list(Breach.objects.filter(matter=row.pk).values_list("kind", "text"))
        played.differences.append(f"end: breaches {texts}, expected {end.get('违反') or []}")
    for label, value in (end.get("列") or {}).items():
        found = getattr(row, register.names[label])
        if str(found) != str(value):
            played.differences.append(f"end: {label} is {found!r}, expected {value!r}")


def _filled(value: Any, cast: Mapping[str, Officer]) -> Any:
    if isinstance(value, list):
        return [_filled(item, cast) for item in value]
    if isinstance(value, str) and value.startswith("@"):
        return str(cast[value[1:]].pk)
    return value


def moved(day: Any, shift: timedelta) -> date | datetime:
    """A scenario's day or moment, moved."""
    found: date | datetime = day if isinstance(day, date | datetime) else datetime.fromisoformat(str(day))
    return found.replace(tzinfo=BEIJING) + shift if isinstance(found, datetime) else found + shift


def _day(day: Any) -> date:
    return day.date() if isinstance(day, datetime) else day


def moment(on: date | datetime) -> datetime:
    """The instant at which a scenario records: the moment itself, or noon."""
    return on if isinstance(on, datetime) else datetime.combine(on, time(12), BEIJING)


def steps_named(items: list[dict[str, Any]], choose: Callable[[dict[str, Any]], bool]) -> Iterator[str]:
    """Names of the steps that a choice of scenarios takes; for coverage tests."""
    for item in items:
        yield from (step["步"] for step in item["步骤"] if choose(step))
