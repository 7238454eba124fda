"""The measuring itself, on a clock that the test moves."""

from yifa.cli.bench import Bench, measure, table


class Hand:
    """A clock that stands still unless work moves it."""

    def __init__(self) -> None:
        self.at = 0.0
        self.order: list[str] = []

    def __call__(self) -> float:
        return self.at

    def work(self, name: str, *seconds: float):  # type: ignore[no-untyped-def]
        """Work that takes these times, one after the other, the last for ever."""
        times = list(seconds)

        def step() -> None:
            self.order.append(name)
            self.at += times.pop(0) if len(times) > 1 else times[0]

        return step


def test_the_ratio_is_that_of_the_medians_and_the_first_runs_are_not_measured() -> None:
    hand = Hand()
    bench = Bench(
        "one", hand.work("ours", 100, 3, 2, 90, 3), hand.work("floor", 50, 1.5), amount=6, limit=1.9
    )
    result = measure(bench, 5, hand)
    assert (result.ours, result.floor, result.ratio) == (3, 1.5, 2)
    assert (
        result.over and not measure(Bench("x", hand.work("a", 1), hand.work("b", 1), limit=1), 3, hand).over
    )


def test_the_sides_change_places() -> None:
    hand = Hand()
    measure(Bench("one", hand.work("o", 1), hand.work("f", 1)), 2, hand)
    assert "".join(hand.order) == "of" + "of" + "fo"


def test_the_table_names_what_is_over_its_limit() -> None:
    hand = Hand()
    slow = Bench("slow", hand.work("o", 0.004), hand.work("f", 0.001), unit="rows", amount=8, limit=3)
    fine = Bench("fine", hand.work("o", 2e-6), hand.work("f", 2e-6))
    lines = table([measure(slow, 3, hand), measure(fine, 3, hand)]).splitlines()
    assert "4.00 ms" in lines[1] and "4.00" in lines[1] and "2,000 rows" in lines[1]
    assert lines[1].endswith("OVER ITS LIMIT") and "OVER" not in lines[2]
    assert "2.00 µs" in lines[2]
