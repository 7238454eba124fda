"""Drafts the yearly report of an office: the statutory parts, told in figures, with what is still open marked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from yifa.law.numerals import chinese
from yifa.measure.freeze import drifts
from yifa.measure.value import Value
from yifa.people.models import Organisation
from yifa.report.annex import annex
from yifa.report.blocks import Block, Gap, Named, Piece, Ref, Run, Text
from yifa.report.figures import Backed, Door, figures
from yifa.report.lint import Finding, check
from yifa.report.narrative import Sentence, listed, sentences, tellable, told
from yifa.report.outline import Outline, Part, outline
from yifa.report.words import declared, filled

LONGEST_TITLE = 20
"""Characters of size 2 that a line of the type area holds."""
OTHER = "other"
Words = Mapping[str, Sequence[str]]
"""Paragraphs that the office wrote, by part; ``{slug}`` in them is a figure."""


@dataclass(frozen=True)
class Draft:
    """A report that is not signed yet."""

    office: str
    county: str
    year: int
    on: date
    outline: Outline
    pieces: tuple[Piece, ...]
    figures: tuple[Backed, ...]
    findings: tuple[Finding, ...]

    @property
    def title(self) -> str:
        """The title on one line."""
        return next(
            piece.text.replace("\n", "")
            for piece in self.pieces
            if isinstance(piece, Block) and piece.kind == "title"
        )

    @property
    def defects(self) -> tuple[Finding, ...]:
        """Findings that must be mended before the report goes out."""
        return tuple(finding for finding in self.findings if finding.defect)

    @property
    def empty(self) -> bool:
        """Whether no figure has a number: there is nothing to report from."""
        return all(figure.value.state for figure in self.figures)


def build(
    office: Organisation, year: int, on: date, *, door: Door | None = None, words: Words | None = None
) -> Draft:
    """The draft of the office's report on ``year``, written on the day ``on``.

    ``door`` gives the rows whose ids are told; without one the draft has none. Raises NoOutline.
    """
    plan = outline(office.region, year)
    backed = figures(office, year, door)
    values = {figure.slug: figure.value for figure in backed}
    county = office.parent.name if office.parent else ""
    pieces: list[Piece] = [_note(on), *_head(plan, office, year, county)]
    for number, part in enumerate(plan.parts, start=1):
        pieces += _part(plan, part, number, year, backed, values, (words or {}).get(part.id, ()))
    pieces += _foot(office, on)
    pieces += annex(backed)
    found = (*check(pieces, values), *_drifts(office, year, backed))
    return Draft(office.title, county, year, on, plan, tuple(pieces), backed, found)


def day(when: date) -> str:
    """2026年1月15日: no leading zero (GB/T 9704-2012, 7.3.5.4)."""
    return f"{when.year}年{when.month}月{when.day}日"


def _note(on: date) -> Block:
    return Block(
        "note", (Text("（草稿，"), Named(day(on), "date"), Text("按台账生成；【】处由单位填写，未定稿）"))
    )


def _head(plan: Outline, office: Organisation, year: int, county: str) -> list[Block]:
    title = [plan.worded(line, year=year) for line in plan.title]
    whole = len(office.title) + sum(len(line) for line in title)
    broken = "\n" if whole > LONGEST_TITLE else ""
    runs: list[Run] = [Named(office.title, "organ")]
    for place, line in enumerate(title):
        runs += [Text(broken)] if place and broken else []
        runs += declared(line)
    blocks = [Block("title", tuple(runs))]
    if county:
        addressee = plan.worded(plan.addressee, year=year, county=county)
        blocks.append(Block("addressee", (Named(addressee, "organ"), Text("："))))
    opening = plan.worded(plan.opening, year=year)
    return [*blocks, Block("paragraph", tuple(declared(opening)))]


def _part(
    plan: Outline,
    part: Part,
    number: int,
    year: int,
    backed: Sequence[Backed],
    values: Mapping[str, Value],
    words: Sequence[str],
) -> list[Block]:
    title = plan.worded(part.title, year=year)
    heading = Block("part", (Named(f"{chinese(number)}、", "heading"), *declared(title)), part.id)
    blocks = _sections(plan, backed, values) if part.registers else []
    if words:
        blocks += [Block("paragraph", filled(text, lambda slug: _slot(slug, values))) for text in words]
    else:
        blocks.append(Block("paragraph", (Gap(f"【{part.open}】"),)))
    return [heading, *blocks]


def _slot(slug: str, values: Mapping[str, Value]) -> Run:
    """The figure of a slot in the office's own words; an open place where it has no number."""
    value = values.get(slug)
    if value is None:
        return Ref(slug, f"{{{slug}}}")
    return Ref(slug, value.shown) if tellable(value) else Gap(f"【{value.label}：{value.shown}】")


def _sections(plan: Outline, backed: Sequence[Backed], values: Mapping[str, Value]) -> list[Block]:
    """The sections that have something to tell, numbered one after the other."""
    blocks: list[Block] = []
    number = 0
    for section in plan.sections:
        paragraphs = _paragraphs(section.id, backed, values)
        if paragraphs:
            number += 1
            mark = Named(f"（{chinese(number)}）", "heading")
            blocks.append(Block("section", (mark, *declared(section.title)), section.id))
            blocks += [Block("paragraph", runs) for runs in paragraphs]
    return blocks


def _paragraphs(section: str, backed: Sequence[Backed], values: Mapping[str, Value]) -> list[tuple[Run, ...]]:
    runs = [run for one in _in(section) for run in told(one, values)]
    found = [tuple(runs)] if runs else []
    if section == OTHER:
        by_register: dict[str, list[Value]] = {}
        for figure in backed:
            if figure.value.register:
                by_register.setdefault(figure.register, []).append(figure.value)
        spoken = {slug for one in sentences() for slug in one.slugs}
        silent = {
            name: rows for name, rows in by_register.items() if not any(row.slug in spoken for row in rows)
        }
        found += [line for name, rows in silent.items() if (line := listed(name, rows))]
    return found


def _in(section: str) -> list[Sentence]:
    return [one for one in sentences() if one.section == section]


def _foot(office: Organisation, on: date) -> list[Block]:
    return [
        Block("attachment", (Text("附件：数字与依据"),)),
        Block("signature", (Named(office.title, "organ"),)),
        Block("date", (Named(day(on), "date"),)),
    ]


def _drifts(office: Organisation, year: int, backed: Sequence[Backed]) -> list[Finding]:
    labels = {figure.slug: figure.value.label for figure in backed}
    return [
        Finding(
            "drift",
            f"{labels[one.slug]}：定稿时是{one.frozen}，现在台账算出{one.now}。定稿的数字不改，要改走更正。",
            one.now,
            "z",
        )
        for one in drifts(office, year)
        if one.slug in labels
    ]
