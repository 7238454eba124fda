"""The annex of a report: every figure with its value and how many rows stand behind it, and those without a number."""

from __future__ import annotations

from collections.abc import Sequence

from yifa.measure.value import NO_DUTY, NOTHING, grouped
from yifa.report.blocks import Block, Named, Piece, Ref, Row, Run, Table, Text
from yifa.report.figures import Backed
from yifa.report.narrative import tellable

HEAD = ("数字", "数值", "记录", "名称")
MOST_NAMES = 8
WIDTHS = (40, 38, 24, 54)
"""Millimetres; together the width of the type area."""


def annex(backed: Sequence[Backed]) -> list[Piece]:
    """Table of the figures with a number, then the lists of those that are 未登记 or 无此职责."""
    counted = [figure for figure in backed if not figure.value.state]
    pieces: list[Piece] = [
        Block("annex", (Text("附件"),), "annex"),
        Block("annex_title", (Text("数字与依据"),)),
        Table(
            HEAD, WIDTHS, tuple(row for one in counted for row in _rows(one)), frozenset({1, 2}), "figures"
        ),
    ]
    pieces += _named(backed, NOTHING, "没有台账的数字", "没有登记，不是零。")
    pieces += _named(backed, NO_DUTY, "无此职责的数字", "不是本单位的职责。")
    return pieces


def _rows(figure: Backed) -> list[Row]:
    value = figure.value
    shown = value.shown if tellable(value) else "没有可算的"
    first = Row(
        (
            (Named(value.label, "table"),),
            (Ref(value.slug, shown),),
            (Ref(value.slug, f"{grouped(value.evidence)}件", "evidence"),),
            (Named(value.slug, "slug"),),
        ),
        value.slug,
    )
    parts = [
        Row(
            (
                (Named(f"　其中{part.label}", "table"),),
                (Ref(part.slug, part.shown),),
                (Ref(part.slug, f"{grouped(part.evidence)}件", "evidence"),),
                (Named(part.slug, "slug"),),
            )
        )
        for part in figure.parts
    ]
    return [first, *parts]


def _named(backed: Sequence[Backed], state: str, title: str, why: str) -> list[Block]:
    """One paragraph a register: the labels of its figures in that state."""
    by_register: dict[str, list[str]] = {}
    for figure in backed:
        if figure.value.state == state:
            by_register.setdefault(figure.register, []).append(figure.value.label)
    if not by_register:
        return []
    blocks = [Block("section", (Text(title),), f"state-{'nothing' if state == NOTHING else 'no-duty'}")]
    for register, labels in by_register.items():
        rest = "等" if len(labels) > MOST_NAMES else ""
        names = f"{register}台账：{'、'.join(labels[:MOST_NAMES])}{rest}"
        runs: tuple[Run, ...] = (Named(names, "table"), Text(f"。{why}"))
        blocks.append(Block("paragraph", runs))
    return blocks
