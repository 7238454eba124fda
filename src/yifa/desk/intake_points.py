"""What an officer can decide about a report: every finding and every figure that differs, with what was decided."""

from __future__ import annotations

import re
import unicodedata
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from yifa.desk.models import Decision, Intake
from yifa.measure.index import placed
from yifa.reader.compare import Row, bare, compare, written
from yifa.reader.document import Figure, Finding, Report, Severity, Span

Place = tuple[str, int | None, int | None, str]
"""What was found, where, and the words that stand there: by it a decision is known again when the report is reread."""
Standing = Mapping[Place, Decision]
ORDER: dict[Severity, int] = {"error": 0, "warn": 1, "info": 2}
BESIDE, QUOTED = 6, 40
"""Characters shown on each side of a gap, and of the words a finding is about."""
INDICATOR, FIGURE, MISSING = "indicator.", "figure.", "missing_part."
NO_INDICATOR = "other"
APART = frozenset({"%", "元"})
"""Units that must be the indicator's own; 件, 起 and the like are ways to count the same thing."""
NUMBER = re.compile(r"[0-9.,，零〇一二两三四五六七八九十百千万亿]+")


@dataclass(frozen=True)
class Point:
    """One place that is to be decided. ``fix`` is empty where only a person can tell what should stand there."""

    code: str
    span: Span | None
    quoted: str
    severity: Severity
    title: str
    message: str
    fix: str = ""
    decision: Decision | None = None

    @property
    def place(self) -> Place:
        """By what a decision is found again."""
        return (self.code, *(self.span or (None, None)), self.quoted)

    @property
    def key(self) -> str:
        """How a form names the point."""
        return _key(self.code, self.span)

    @property
    def wanted(self) -> bool:
        """Whether it is to be corrected, here or by its author."""
        made = self.decision
        return made is not None and made.choice in (Decision.Choice.FIX, Decision.Choice.NOTE)

    @property
    def open(self) -> bool:
        """Whether the text is still as doubtful as it was found: undecided, or left to its author."""
        return self.decision is None or self.decision.choice == Decision.Choice.NOTE

    @property
    def overtaken(self) -> bool:
        """Whether a figure was corrected after registers that say something else now."""
        made = self.decision
        fixed = made is not None and made.choice == Decision.Choice.FIX and made.fix != self.fix
        return fixed and self.code.startswith(FIGURE)


def _key(code: str, span: Span | None) -> str:
    return f"{code}@{span.start}-{span.end}" if span else f"{code}@"


@dataclass(frozen=True)
class Counted:
    """A figure under the indicator it counts for; ``kind`` is what the reader took it for."""

    figure: Figure
    kind: str
    row: Row
    choice: Decision | None = None
    """The choice of an indicator that it follows."""
    apart: bool = False
    """Whether its unit is one that the indicator cannot have, so that no register answers it."""

    @property
    def code(self) -> str:
        """By what the choice of an indicator is found again."""
        return self.choice.code if self.choice else f"{INDICATOR}{self.kind}"

    @property
    def key(self) -> str:
        """How a form names the figure whose indicator is chosen."""
        return _key(self.code, self.figure.span)

    @property
    def point_key(self) -> str:
        """The key of the point that the figure is when it differs from the registers."""
        return _key(f"{FIGURE}{self.row.slug}", self.figure.span)

    @property
    def moved(self) -> bool:
        """Whether somebody chose its indicator."""
        return self.choice is not None


def standing(report: Intake) -> dict[Place, Decision]:
    """The latest decision about every place, those withdrawn left out."""
    return standing_of([report]).get(report.pk, {})


def standing_of(reports: Iterable[Intake]) -> dict[uuid.UUID, dict[Place, Decision]]:
    """The same of many reports at once; one of which nothing is decided is left out."""
    found: dict[uuid.UUID, dict[Place, Decision]] = {}
    for one in Decision.objects.filter(report__in=reports).order_by("pk"):
        place = (one.code, one.start, one.end, one.quoted)
        found.setdefault(one.report_id, {})[place] = one
        if one.choice == Decision.Choice.UNDO:
            del found[one.report_id][place]
    return found


def counted(
    report: Report, computed: Mapping[str, Decimal | int | None], decided: Standing
) -> tuple[Counted, ...]:
    """The actual figures beside the registers, each under the indicator that was chosen for it or the reader's own."""
    found = []
    units = {item.figure.slug: item.figure.unit for item in placed()}
    chosen = {place[1:]: one for place, one in decided.items() if one.choice == Decision.Choice.ASSIGN}
    for figure in report.figures:
        if figure.role != "actual":
            continue
        for kind in (figure.kind, *figure.also_kinds):
            at = (*figure.span, report.slice(figure.span))
            choice = decided.get((f"{INDICATOR}{kind}", *at))
            if choice is None and not figure.also_kinds:
                # A newer reader may take the figure for something else: what the officer chose stands.
                choice = chosen.get(at)
            slug = choice.fix or NO_INDICATOR if choice else kind
            other = unlike(bare(figure.value, figure.unit)[1], units.get(slug, ""))
            row = _row(figure, slug, {} if other else computed)
            found.append(Counted(figure, kind, row, choice, other))
    return tuple(found)


def unlike(unit: str, own: str) -> bool:
    """Whether a bare unit cannot stand under an indicator whose unit is ``own`` (empty: there is no such indicator)."""
    return bool(own) and unit != own and bool(APART & {unit, own})


def _row(figure: Figure, slug: str, computed: Mapping[str, Decimal | int | None]) -> Row:
    rows = compare([replace(figure, kind=slug, also_kinds=())], computed)
    if rows:
        return rows[0]
    # The reader compares only what counts for something; here such a figure must still be seen, to be given a kind.
    return replace(compare([replace(figure, kind="-", also_kinds=())], {})[0], slug=NO_INDICATOR)


def points(report: Report, figures: Iterable[Counted], decided: Standing) -> tuple[Point, ...]:
    """Everything to decide, worst first, then in the order of the text.

    What was decided stays, also where a newer reader no longer finds it: nobody's word is dropped in silence.
    """
    figures = tuple(figures)
    found = [_of_finding(report, one) for one in report.findings]
    found += [_of_figure(report, one) for one in figures if one.row.verdict == "differ"]
    known = {point.place for point in found}
    counts = {(f"{FIGURE}{one.row.slug}", one.figure.span): one.row for one in figures}
    for place, one in decided.items():
        span = Span(one.start, one.end) if one.start is not None and one.end is not None else None
        if place in known or one.choice == Decision.Choice.ASSIGN:
            continue
        why, fix = one.why, one.fix
        if span is not None and one.code.startswith(FIGURE):
            row = counts.get((one.code, span))
            if row is None:
                continue  # The figure counts for another indicator now.
            why, fix = row.sentence, ""
        if span is None or report.slice(span) == one.quoted:
            found.append(Point(one.code, span, one.quoted, "info", quote(report, span), why, fix))
    found.sort(key=lambda point: (ORDER[point.severity], point.span.start if point.span else -1))
    return tuple(replace(point, decision=decided.get(point.place)) for point in found)


def _of_finding(report: Report, found: Finding) -> Point:
    # The reader's sentence mostly names the fix itself, and always says when the copy is to blame.
    fix = f"应为“{found.fix}”。" if found.fix and found.fix not in found.message else ""
    code = f"{found.code}.{found.part}" if found.part else found.code
    quoted = report.slice(found.span) if found.span else ""
    title = quote(report, found.span)
    return Point(code, found.span, quoted, found.severity, title, found.message + fix, found.fix)


def _of_figure(report: Report, one: Counted) -> Point:
    figure, row = one.figure, one.row
    said = report.slice(figure.span)
    fix = ""
    # A zero in words, or one number for two rates, cannot be set right by putting other words in its place.
    if row.computed is not None and not (figure.negated or figure.implicit or figure.also_kinds):
        fix = written(figure.value, figure.unit, row.computed) if _alone(figure, said) else ""
    title = f"{quote(report, figure.span)}与台账不一致"
    return Point(f"{FIGURE}{row.slug}", figure.span, said, "error", title, row.sentence, fix)


def _alone(figure: Figure, said: str) -> bool:
    """Whether these words are all that says how many: behind 近 or before 左右 another number would mean about it."""
    narrow = unicodedata.normalize("NFKC", said)
    whole = narrow.endswith(figure.unit)
    return whole and not (figure.approx and NUMBER.fullmatch(narrow.removesuffix(figure.unit)))


def quote(report: Report, span: Span | None) -> str:
    """The words at a place; of a mere gap the words on both sides of it."""
    if span is None:
        return "整篇"
    quoted = report.slice(span).strip()
    if not quoted:
        beside = report.text[max(0, span.start - BESIDE) : span.end + BESIDE]
        quoted = " ".join(beside.split())
    return f"“{quoted[:QUOTED]}”"
