"""Tells the ordinary matters of the year from ``year.yaml``: the same seed, the same year."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from yifa.demo.acts import Act, Plot
from yifa.law.calendars import Calendar

PATH = Path(__file__).with_name("year.yaml")
YEAR = 364
_WORD = re.compile(r"\{([^{}]+)\}")


@cache
def script() -> Mapping[str, Any]:
    """The file as data."""
    with PATH.open(encoding="utf-8") as source:
        found: dict[str, Any] = yaml.load(source, Loader=yaml.CSafeLoader)
    return found


class Telling:
    """The words that one matter has drawn: each word once, so that a name stays the same in all steps."""

    def __init__(self, words: Mapping[str, Sequence[str]], chance: random.Random, number: int) -> None:
        self._words, self._chance, self._number = words, chance, number
        self._drawn: dict[str, str] = {}

    def text(self, text: str, on: date) -> str:
        """The text with its {words} filled in."""

        def fill(match: re.Match[str]) -> str:
            word = match[1]
            if word == "序":
                return str(self._number)
            if word == "年":
                return str(on.year)
            if word not in self._drawn:
                self._drawn[word] = self._chance.choice(self._words[word])
            return self._drawn[word]

        return _WORD.sub(fill, text)

    def values(self, wanted: Mapping[str, Any], on: date) -> dict[str, Any]:
        """The step's columns by the law's word; numbers drawn within their bounds."""
        made: dict[str, Any] = {}
        for label, value in wanted.items():
            made[label] = self._value(value, on, made)
        return made

    def _value(self, value: Any, on: date, made: Mapping[str, Any]) -> Any:
        if isinstance(value, str):
            return self.text(value, on)
        if isinstance(value, list):
            return [self._value(item, on, made) for item in value]
        if isinstance(value, dict) and "数" in value:
            return self._chance.randint(*value["数"])
        if isinstance(value, dict):
            of, low, high = value["比"]
            return round(made[of] * self._chance.uniform(low, high))
        return value


def stories(known: frozenset[str], last: date, calendar: Calendar) -> Iterator[Plot]:
    """The matters of the registers in ``known`` over the year that ends with ``last``, all acts up to it."""
    numbers: dict[str, int] = {}
    for place, story in enumerate(script()["故事"]):
        if story["台账"] not in known:
            continue
        chance = random.Random(f"青禾镇 {place}")
        words = {**script()["词"], **story.get("词", {})}
        for turn in range(story["件"]):
            number = numbers[story["台账"]] = numbers.get(story["台账"], 0) + 1
            begin = _begin(story, turn, last, chance)
            acts = _acts(story, begin, last, calendar, Telling(words, chance, number), chance)
            if acts:
                yield Plot(story["台账"], f"story {place}.{turn}", acts)


def _begin(story: Mapping[str, Any], turn: int, last: date, chance: random.Random) -> date:
    if "前" in story:
        return last - timedelta(chance.randint(*story["前"]))
    step = YEAR / story["件"]
    return last - timedelta(days=YEAR) + timedelta(days=int(step * turn + chance.uniform(0, step)))


def _acts(
    story: Mapping[str, Any],
    begin: date,
    last: date,
    calendar: Calendar,
    telling: Telling,
    chance: random.Random,
) -> tuple[Act, ...]:
    acts: list[Act] = []
    day = calendar.next_working(begin)
    for step in story["步骤"]:
        if chance.random() > step.get("成", 1):
            break
        day = calendar.next_working(day + timedelta(chance.randint(*step.get("隔", [0, 0]))))
        if day > last:
            break
        acts.append(
            Act(
                step["步"],
                day,
                step["人"],
                telling.values(step.get("填", {}), day),
                who=telling.text(step.get("方", ""), day),
                paper=telling.text(step.get("附", ""), day),
            )
        )
    return tuple(acts)
