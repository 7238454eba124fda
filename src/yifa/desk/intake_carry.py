"""What a read report leaves to be done: its shortcomings as rectifications, its plans as tasks, to be taken over."""

from __future__ import annotations

from yifa.desk.shown.parts import Mark
from yifa.desk.shown.table import Cell, Column, Table, TableRow
from yifa.reader.document import Report
from yifa.reader.promises import Proposal

UNKNOWN = "未写明"
KINDS = {"rectification": Mark("整改", "o"), "task": Mark("任务", "q")}
SHOWN = 120


def place(report: Report, offset: int) -> str:
    """The address, on the report's own page, of the line in which an offset stands."""
    text = report.text
    while offset < len(text) - 1 and text[offset].isspace():
        offset += 1
    return f"#at-{text.rfind(chr(10), 0, offset) + 1}"


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
