"""``yifa bench``: measures things side by side and prints each as a ratio to a floor written by hand.

Absolute times differ between machines and hours; the ratio to the least that the same work could cost, measured in
the same minute and in turns, does not.
"""

import argparse
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.utils.module_loading import import_string

Work = Callable[[], object]


@dataclass(frozen=True)
class Bench:
    """One question: what our code does, and the same work written by hand without any of our layers."""

    name: str
    ours: Work
    floor: Work
    unit: str = ""
    amount: int = 1
    limit: float | None = None


@dataclass(frozen=True)
class Result:
    """Medians in seconds for one run of each side."""

    bench: Bench
    ours: float
    floor: float

    @property
    def ratio(self) -> float:
        """How many times the floor ours costs."""
        return self.ours / self.floor

    @property
    def over(self) -> bool:
        """Whether the ratio is above the limit that was set for it."""
        return self.bench.limit is not None and self.ratio > self.bench.limit


def measure(bench: Bench, rounds: int, clock: Callable[[], float] = time.perf_counter) -> Result:
    """Runs both sides in turns, once each unmeasured; the sides change places so that neither always comes first."""
    sides: tuple[tuple[Work, list[float]], ...] = ((bench.ours, []), (bench.floor, []))
    for work, _ in sides:
        work()
    for turn in range(rounds):
        for work, taken in sides if turn % 2 == 0 else reversed(sides):
            began = clock()
            work()
            taken.append(clock() - began)
    return Result(bench, statistics.median(sides[0][1]), statistics.median(sides[1][1]))


def table(results: Sequence[Result]) -> str:
    """The results as text, one line each."""
    lines = [f"{'':<34}{'ours':>12}{'floor':>12}{'ratio':>8}{'limit':>8}   per second"]
    for result in results:
        limit = f"{result.bench.limit:.1f}" if result.bench.limit is not None else "-"
        rate = f"{result.bench.amount / result.ours:,.0f} {result.bench.unit}".rstrip()
        lines.append(
            f"{result.bench.name:<34}{_short(result.ours):>12}{_short(result.floor):>12}"
            f"{result.ratio:>8.2f}{limit:>8}   {rate}{'   OVER ITS LIMIT' if result.over else ''}"
        )
    return "\n".join(lines)


def _short(seconds: float) -> str:
    for unit, size in (("s", 1.0), ("ms", 1e-3), ("µs", 1e-6)):
        if seconds >= size:
            return f"{seconds / size:.2f} {unit}"
    return f"{seconds * 1e9:.0f} ns"


def add(parser: argparse.ArgumentParser) -> None:
    """Its arguments."""
    parser.add_argument("names", nargs="*", help="the benches to run (default: all)")
    parser.add_argument("--rounds", type=int, default=15, help="measured rounds of each side (default: 15)")


def run(args: argparse.Namespace) -> int:
    """Prints the table; 1 when a ratio is above its limit, 2 when a name is unknown."""
    benches: dict[str, Callable[[], Bench]] = import_string(settings.BENCHES)
    unknown = [name for name in args.names if name not in benches]
    if unknown:
        print(f"yifa bench: unknown: {', '.join(unknown)}; there are: {', '.join(benches)}")
        return 2
    results = [measure(benches[name](), args.rounds) for name in args.names or benches]
    print(table(results))
    return 1 if any(result.over for result in results) else 0
