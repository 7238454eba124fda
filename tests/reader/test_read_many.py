"""Reports read together are what they are when each is read alone."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path

from yifa.reader.document import Report, Source
from yifa.reader.read import AT_ONCE, read_many, read_source
from yifa.reader.show import main

PAPER = (Path(__file__).parent / "data" / "report.txt").read_text(encoding="utf-8")
OTHER = "青禾镇2023年政府信息公开工作年度报告\n一、总体情况\n全年主动公开信息120条，收到申请3件。\n"
SLIPS = PAPER.replace("政府", "政俯", 1)


def sources() -> list[Source]:
    """More than are read at once: whole, empty, of another genre, broken off, damaged in the same place."""
    texts = [PAPER, "", OTHER, PAPER[: len(PAPER) // 2], SLIPS, "一", PAPER.replace("\n", "")]
    return [Source(f"{number}.txt", texts[number % len(texts)]) for number in range(2 * AT_ONCE + 3)]


def test_together_and_alone_are_the_same() -> None:
    together = list(read_many(sources()))
    assert together == [read_source(source) for source in sources()]
    assert [report.source.name for report in together] == [
        f"{number}.txt" for number in range(2 * AT_ONCE + 3)
    ]
    assert {report.genre for report in together} == {"report", "other", "empty"}
    assert any(report.findings for report in together)


def test_one_report_does_not_mute_the_slips_of_the_next() -> None:
    first, second = read_many([Source("a", SLIPS), Source("b", SLIPS)])
    assert first.findings == second.findings
    assert [one.code for one in first.findings] != [
        one.code for one in read_source(Source("", PAPER)).findings
    ]


def test_no_more_are_taken_than_are_read_at_once() -> None:
    taken: list[str] = []

    def coming() -> Iterator[Source]:
        for source in sources():
            taken.append(source.name)
            yield source

    reports: Iterator[Report] = read_many(coming())
    next(reports)
    assert len(taken) == AT_ONCE


def test_none_gives_none() -> None:
    assert list(read_many([])) == []


def test_a_bad_file_among_many_does_not_change_whose_report_is_whose(tmp_path: Path) -> None:
    for number in range(AT_ONCE + 4):
        text = (
            b"\x00\x01\x02\x03" * 50
            if number % 5 == 2
            else f"青禾镇{2000 + number}年\n".encode() + PAPER.encode()
        )
        (tmp_path / f"{number:02}.txt").write_bytes(text)
    out, err = io.StringIO(), io.StringIO()
    assert main([str(tmp_path), "--json", str(tmp_path / "out")], out, err) == 1
    bad = [number for number in range(AT_ONCE + 4) if number % 5 == 2]
    assert out.getvalue() == f"{AT_ONCE + 4 - len(bad)} read, {len(bad)} could not be read\n"
    assert [f"{number:02}.txt" in err.getvalue() for number in range(AT_ONCE + 4)] == [
        number in bad for number in range(AT_ONCE + 4)
    ]
    for path in (tmp_path / "out").iterdir():
        alone = io.StringIO()
        (tmp_path / "one").mkdir(exist_ok=True)
        assert main([str(tmp_path / f"{path.stem}.txt"), "--json", str(tmp_path / "one")], alone, err) == 0
        assert json.loads(path.read_text()) == json.loads((tmp_path / "one" / path.name).read_text())
