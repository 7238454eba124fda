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

HEAD = f"{'':<44}{'ours':>12}{'floor':>12}{'ratio':>8}{'limit':>8}   per second"
Work = Callable[[], object]


class Taken(float):
    """Seconds that a work has measured itself, its preparations apart."""


@dataclass(frozen=True)
class Bench:
    """One question: what our code does, and the same work written by hand without any of our layers.

    ``limit`` is the ratio that is wanted at most, ``rounds`` the most rounds that are worth their time. ``memory``
    gives the most bytes that our side has held, ``most`` how many are wanted; ``close`` gives back what was set up.
    """

    name: str
    ours: Work
    floor: Work
    unit: str = ""
    amount: int = 1
    limit: float | None = None
    rounds: int = 1000
    memory: Callable[[], int] | None = None
    most: int | None = None
    close: Callable[[], None] = lambda: None


@dataclass(frozen=True)
class Named:
    """A bench in the table: how it is set up, and whether it takes minutes and has to be asked for."""

    make: Callable[[], Bench]
    large: bool = False


@dataclass(frozen=True)
class Result:
    """Medians in seconds for one run of each side."""

    bench: Bench
    ours: float
    floor: float
    memory: int | None = None

    @property
    def ratio(self) -> float:
        """How many times the floor ours costs."""
        return self.ours / self.floor

    @property
    def over(self) -> bool:
        """Whether the ratio, or the memory, is above the limit that was set for it."""
        slow = self.bench.limit is not None and self.ratio > self.bench.limit
        return slow or (
            self.memory is not None and self.bench.most is not None and self.memory > self.bench.most
        )


def measure(bench: Bench, rounds: int, clock: Callable[[], float] = time.perf_counter) -> Result:
    """Runs both sides in turns, once each unmeasured; the sides change places so that neither always comes first."""
    sides: tuple[tuple[Work, list[float]], ...] = ((bench.ours, []), (bench.floor, []))
    for work, _ in sides:
        work()
    for turn in range(min(rounds, bench.rounds)):
        for work, taken in sides if turn % 2 == 0 else reversed(sides):
            began = clock()
            said = work()
            taken.append(float(said) if isinstance(said, Taken) else clock() - began)
    memory = bench.memory() if bench.memory else None
    return Result(bench, statistics.median(sides[0][1]), statistics.median(sides[1][1]), memory)


def table(results: Sequence[Result]) -> str:
    """The results as text, one line each."""
    return "\n".join([HEAD, *map(line, results)])


def line(result: Result) -> str:
    """One result as a line of the table."""
    limit = f"{result.bench.limit:.2f}" if result.bench.limit is not None else "-"
    rate = f"{result.bench.amount / result.ours:,.0f} {result.bench.unit}".rstrip()
    return (
        f"{result.bench.name:<44}{_short(result.ours):>12}{_short(result.floor):>12}"
        f"{result.ratio:>8.2f}{limit:>8}   {rate}{_held(result)}{'   OVER ITS LIMIT' if result.over else ''}"
    )


def _held(result: Result) -> str:
    if result.memory is None:
        return ""
    most = f" of {result.bench.most / 1e6:.0f}" if result.bench.most else ""
    return f", {result.memory / 1e6:.0f}{most} MB"


def _short(seconds: float) -> str:
    for unit, size in (("s", 1.0), ("ms", 1e-3), ("µs", 1e-6)):
        if seconds >= size:
            return f"{seconds / size:.2f} {unit}"
    return f"{seconds * 1e9:.0f} ns"


def add(parser: argparse.ArgumentParser) -> None:
    """Its arguments."""
    parser.add_argument("names", nargs="*", help="the benches to run (default: all)")
    parser.add_argument("--rounds", type=int, default=15, help="measured rounds of each side (default: 15)")
    parser.add_argument("--large", action="store_true", help="also those that take minutes")


def run(args: argparse.Namespace) -> int:
    """Prints the table; 1 when a ratio is above its limit, 2 when a name is unknown."""
    benches: dict[str, Named] = import_string(settings.BENCHES)
    unknown = [name for name in args.names if name not in benches]
    if unknown:
        print(f"yifa bench: unknown: {', '.join(unknown)}; there are: {', '.join(benches)}")
        return 2
    names = args.names or [name for name, named in benches.items() if args.large or not named.large]
    results = []
    print(HEAD)
    for name in names:
        bench = benches[name].make()
        try:
            results.append(measure(bench, args.rounds))
        finally:
            bench.close()
        print(line(results[-1]), flush=True)
    return 1 if any(result.over for result in results) else 0
