"""The five labelled seeds, scored by the labels' own scorer, whole and cut to openings."""

import importlib.util
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from yifa.reader.export import as_json
from yifa.reader.read import read_text

GOALS = {
    "metadata": 0.97,
    "outline": 0.99,
    "figures": 0.98,
    "figures.subject": 0.95,
    "figures.kind": 0.95,
    "instruments": 0.99,
}


@pytest.fixture
def scorer(shared: Path) -> ModuleType:
    """The scorer as a module."""
    spec = importlib.util.spec_from_file_location("gold_scorer", shared / "gold" / "score.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def total(scorer: ModuleType, golds: list[tuple[str, dict[str, Any], str]]) -> dict[str, float]:
    """F1 by facet over all reports."""
    counts: dict[str, Any] = {}
    for stem, gold, text in golds:
        scored = scorer.score_report(stem, gold, as_json(read_text(text)), text)
        for facet, count in scored.c.items():
            counts.setdefault(facet, scorer.Count()).add(count)
    return {facet: count.prf()[2] or 0.0 for facet, count in counts.items()}


def test_goals_are_met(shared: Path, scorer: ModuleType) -> None:
    reached = total(scorer, scorer.load(shared / "gold", set()))
    assert {facet: reached[facet] for facet, goal in GOALS.items() if reached[facet] < goal} == {}


@pytest.mark.parametrize("size", [600, 800, 1200])
def test_openings_reach_them_too(shared: Path, scorer: ModuleType, size: int) -> None:
    golds = []
    for stem, gold, text in scorer.load(shared / "gold", set()):
        for facet in ("outline", "figures", "events", "instruments", "problems", "plans", "lint"):
            gold[facet] = [row for row in gold[facet] if row.get("start") is not None and row["end"] <= size]
        golds.append((stem, gold, text[:size]))
    reached = total(scorer, golds)
    goals = {facet: goal for facet, goal in GOALS.items() if facet != "metadata"}
    assert {facet: reached[facet] for facet, goal in goals.items() if reached[facet] < goal} == {}
