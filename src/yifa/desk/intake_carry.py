"""What a read report leaves to be done, as rectifications and tasks, and what became of last year's plans."""

from __future__ import annotations

from collections import Counter

from yifa.desk.shown.parts import Link, Mark
from yifa.desk.shown.table import Cell, Column, Table, TableRow
from yifa.reader.document import Report
from yifa.reader.kept import Kept, Outcome
from yifa.reader.promises import Proposal

UNKNOWN = "未写明"
KINDS = {"rectification": Mark("整改", "o"), "task": Mark("任务", "q")}
OUTCOMES: dict[Outcome, Mark] = {
    "kept": Mark("有下文", "l"),
    "short": Mark("没有达到", "z"),
    "repeated": Mark("又列为安排", "o"),
    "not_found": Mark("未见下文", "o"),
}
UNTOLD = "本年报告没有提到；没有提到不等于没有做，请核实。"
SHOWN = 120
BREAKS = "\n\r\u2028\u2029"
"""What ends a line: files of old systems know \\r alone."""


def place(report: Report, offset: int) -> str:
    """The address, on the report's own page, of the line in which an offset stands."""
    return place_in(report.text, offset)


def place_in(text: str, offset: int) -> str:
    """The same, of a text that need not be read again."""
    while offset < len(text) - 1 and text[offset].isspace():
        offset += 1
    return f"#at-{max(text.rfind(one, 0, offset) for one in BREAKS) + 1}"


def short(said: str) -> str:
    """A passage as it is quoted: without line breaks, cut when it is long."""
    whole = "".join(said.split())
    return whole if len(whole) <= SHOWN else f"{whole[:SHOWN]}……"


def carried(report: Report, rows: tuple[Proposal, ...]) -> Table | None:
    """Proposed rectifications and tasks, each with the sentence it comes from; None when there are none."""
    if not rows:
        return None
    heads = (
        Column("什么事", "what"),
        Column("转为", "named"),
        Column("谁", "named"),
        Column("什么时候以前", "named"),
        Column("出处", "full"),
    )
    shown = tuple(
        TableRow(
            (
                Cell(row.what),
                Cell(mark=KINDS[row.kind]),
                Cell(row.who or UNKNOWN),
                Cell(row.due or UNKNOWN),
                Cell(f"“{short(row.sentence)}”", place(report, row.origin.start)),
            )
        )
        for row in rows
    )
    return Table("拟转整改与任务", heads, shown, id="carry")


def carried_note(rows: tuple[Proposal, ...]) -> str:
    """How many, and that nobody has taken them over yet."""
    if not rows:
        return "原文没有写到可以转的不足和安排"
    wrong = sum(row.kind == "rectification" for row in rows)
    return f"整改{wrong}条，任务{len(rows) - wrong}条；是建议，未写入任何台账"


def kept_table(rows: tuple[Kept, ...], earlier: Report, report: Report, url: str) -> Table | None:
    """What last year's report planned, with what this one says of it; ``url`` is the earlier report's page."""
    if not rows:
        return None
    heads = (Column("上年的安排", "what"), Column("本年报告里的话", "full"), Column("下文", "side"))
    shown = tuple(
        TableRow(
            (
                Cell(row.promise.summary, f"{url}{place(earlier, row.promise.span.start)}", sub=_number(row)),
                Cell(links=_passages(report, row)) if row.passages else Cell(UNTOLD),
                Cell(mark=OUTCOMES[row.outcome]),
            )
        )
        for row in rows
    )
    return Table("上年安排的下文", heads, shown, id="kept")


def _number(row: Kept) -> str:
    return row.sentence if row.target is not None and row.reached is not None else ""


def _passages(report: Report, row: Kept) -> tuple[Link, ...]:
    return tuple(Link(f"“{short(report.slice(span))}”", place(report, span.start)) for span in row.passages)


def tally(rows: tuple[Kept, ...]) -> str:
    """How many plans there were and what became of them."""
    counts = Counter(row.outcome for row in rows)
    told = [f"{counts[name]}条{mark.text}" for name, mark in OUTCOMES.items() if counts[name]]
    return f"{len(rows)}条：" + "，".join(told) if rows else "上年报告没有写下一步安排"
