"""入库，作为历史年度: which figures of a report may stand for their year, and how they are kept.

Only an exact figure of the office's own work, under an indicator that the registers know, stated once. What is only
about right, planned, required or of another year is never kept, nor what is still in doubt; each is told with why.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from django.db import transaction

from yifa.desk.asking import Asker
from yifa.desk.intake_edits import Edit, corrected, moved
from yifa.desk.intake_open import CONFIRMED, Opened, opened
from yifa.desk.intake_points import FIGURE, Counted, unlike
from yifa.desk.models import Decision, Intake, PastFigure
from yifa.measure.index import placed
from yifa.people.models import Organisation
from yifa.reader.compare import bare
from yifa.reader.document import Figure, Report, Span
from yifa.reader.read import read_source

LARGEST, PLACES = Decimal(10) ** 17, Decimal("0.000001")
LISTED = 8
APPROXIMATE, NOT_ACTUAL, NO_KIND = "约数", "计划、要求和上年的数", "没有归入指标，或者指标没有台账"
OTHER_UNIT, IN_DOUBT = "单位和指标对不上", "原文这里有问题，还没有改正"
TOO_LARGE = "数大得不合理"
SEVERAL = "一个指标写了几处，一处也没有入库；把多余的改归“不归入任何指标”，留下一处就能入库"


@dataclass(frozen=True)
class Kept:
    """A figure that may stand for its year; ``value`` is in the bare unit."""

    slug: str
    value: Decimal
    unit: str
    stated: str
    span: Span
    corrected: bool = False


@dataclass(frozen=True)
class Harvest:
    """What may be kept, and for each reason what may not."""

    kept: tuple[Kept, ...]
    left: Mapping[str, tuple[str, ...]]

    @property
    def mark(self) -> str:
        """A short name of exactly these figures, by which a form says what its page listed."""
        listed = "|".join(f"{one.slug}={one.value}{one.unit}@{one.span.start}" for one in self.kept)
        return hashlib.sha256(listed.encode()).hexdigest()[:16]

    @property
    def told(self) -> tuple[str, ...]:
        """The reasons as sentences."""
        return tuple(_told(why, said) for why, said in self.left.items())


def _told(why: str, said: tuple[str, ...]) -> str:
    if not said:
        return why
    more = f"等{len(said)}处" if len(said) > LISTED else ""
    return f"{why}，{len(said)}处：{'、'.join(said[:LISTED])}{more}"


@dataclass(frozen=True)
class Stored:
    """What came of storing: how many figures stand now, and those of another report that they replaced."""

    kept: tuple[Kept, ...]
    replaced: tuple[PastFigure, ...] = ()
    changed: bool = True
    outdated: bool = False
    """Nothing was confirmed: the page that was sent listed other figures."""


def harvest(here: Opened) -> Harvest:
    """The figures of a report that may stand for its year, in text order, and why the others may not."""
    if why := _unplaced(here):
        return Harvest((), {why: ()})
    report, units = here.report, {item.figure.slug: item.figure.unit for item in placed()}
    left: dict[str, list[str]] = defaultdict(list)
    found: dict[str, list[Kept]] = defaultdict(list)
    left[NOT_ACTUAL] = [report.slice(one.span) for one in report.figures if one.role != "actual"]
    anew = _anew(here)
    for one in here.counted:
        figure, span = one.figure, one.figure.span
        said, slug = report.slice(span), one.row.slug
        if slug not in units:
            left[NO_KIND].append(said)
        elif _doubtful(here, one):
            left[IN_DOUBT].append(said)
        elif (now := anew.get(span, figure)) is None or now.approx:
            left[APPROXIMATE if now else IN_DOUBT].append(said)
        else:
            value, unit = bare(now.value, now.unit)
            if why := _unfit(value, unit, units[slug]):
                left[why].append(said)
                continue
            other = (now.value, now.unit) != (figure.value, figure.unit)
            found[slug].append(Kept(slug, value.quantize(PLACES), unit, said, span, other))
    kept = [several[0] for several in found.values() if len(several) == 1]
    left[SEVERAL] = [one.stated for several in found.values() if len(several) > 1 for one in several]
    told = {why: tuple(said) for why, said in left.items() if said}
    return Harvest(tuple(sorted(kept, key=lambda one: one.span)), told)


def _unfit(value: Decimal, unit: str, own: str) -> str:
    """Why a number cannot stand under an indicator whose unit is ``own``; empty when it can."""
    if unlike(unit, own):
        return OTHER_UNIT
    return TOO_LARGE if abs(value) >= LARGEST else ""


def _unplaced(here: Opened) -> str:
    """Why no figure can be kept at all; empty when some can."""
    body = here.report.value("issuing_body")
    if not body:
        return "报告机关没有写明，分不清是哪个单位的数字，一个也不入库"
    if here.own is None:
        return f"“{body}”不是你能看到的乡镇，数字一个也不入库"
    if not here.ours:
        return f"{here.own.name}的数字由{here.own.name}自己入库，这里只对照，一个也不入库"
    if here.report.year is None:
        return "年度没有写明，分不清是哪一年的数字，一个也不入库"
    return f"{here.report.year}年还没有到，数字一个也不入库" if here.report.year > here.this_year else ""


def _doubtful(here: Opened, one: Counted) -> bool:
    """Whether a finding about the number itself is still open, or a correction of it could not be made."""
    own = f"{FIGURE}{one.row.slug}"
    for point in here.points:
        if point.span is None or not point.span.overlaps(one.figure.span):
            continue
        noted = point.decision is not None and point.decision.choice == Decision.Choice.NOTE
        if point.code == own and (noted or (point.overtaken and not here.confirmed)):
            return True
        if not point.code.startswith(FIGURE) and point.open and point.severity != "info":
            return True
    return any(_touch(edit.span, one.figure.span) for edit in here.edits.crossed)


def _touch(one: Span, other: Span) -> bool:
    """Whether a change here can change what is said there: 左右 put in behind 3次 makes it about three."""
    return one.start <= other.end and other.start <= one.end


def _anew(here: Opened) -> dict[Span, Figure | None]:
    """The figures in or beside whose words something is corrected, as the corrected words state them; None where they
    state none.
    """
    made = here.edits.made
    touched = [
        (one.figure, edit) for one in here.counted for edit in made if _touch(edit.span, one.figure.span)
    ]
    if not touched:
        return {}
    source = here.report.source
    anew = read_source(replace(source, text=corrected(source.text, made), pages=()))
    return {figure.span: _at(anew, figure, edit, made) for figure, edit in touched}


def _at(anew: Report, figure: Figure, edit: Edit, made: tuple[Edit, ...]) -> Figure | None:
    """The figure where the old one stood; among several the one of its kind."""
    start = moved(min(figure.span.start, edit.span.start), made)
    place = Span(start, max(moved(figure.span.end, made), start + len(edit.new)))
    there = [one for one in anew.figures if one.role == "actual" and one.span.overlaps(place)]
    alike = [one for one in there if one.kind == figure.kind]
    return alike[0] if len(alike) == 1 else there[0] if len(there) == 1 else None


def confirm(
    asked: Asker, row: Intake, listed: str = "", again: bool = False
) -> tuple[Opened, Harvest, Stored]:
    """Confirms a report and stores what may stand for its year. ``listed`` is the mark of what the page listed: when
    other figures would be stored by now, nothing is. A confirmed report is stored once more only by ``again``.
    """
    with transaction.atomic():
        # The same lock as of a decision: what is stored is what was decided when the report was confirmed.
        now = Intake.objects.select_for_update().get(pk=row.pk)
        here = opened(asked, now)
        found = harvest(here)
        changed = now.state != CONFIRMED
        if not changed and not again:
            return here, found, Stored((), changed=False)
        if listed and listed != found.mark:
            return here, found, Stored((), changed=False, outdated=True)
        Intake.objects.filter(pk=now.pk).update(state=CONFIRMED)
        if not found.kept or here.own is None or here.report.year is None:
            return here, found, Stored((), changed=changed)
        stored = _store(asked, here.own, here.report.year, now, found.kept)
        return here, found, replace(stored, changed=changed or stored.changed)


def _store(asked: Asker, own: Organisation, year: int, row: Intake, kept: tuple[Kept, ...]) -> Stored:
    """The figures of a year come from one report: those that stood before are marked as replaced, never lost."""
    Organisation.objects.select_for_update().get(pk=own.pk)
    before = list(PastFigure.objects.filter(township=own, year=year, replaced_at__isnull=True))
    same = {(one.slug, one.value, one.start, one.report_id) for one in before}
    if same == {(one.slug, one.value, one.span.start, row.pk) for one in kept}:
        return Stored(kept, changed=False)
    keys = [one.pk for one in before]
    PastFigure.objects.filter(pk__in=keys).update(replaced_at=asked.now, replaced_by=row)
    PastFigure.objects.bulk_create(
        PastFigure(
            township=own,
            year=year,
            slug=one.slug,
            value=one.value,
            unit=one.unit,
            stated=one.stated[:200],
            corrected=one.corrected,
            report=row,
            start=one.span.start,
            end=one.span.end,
            officer=asked.officer.pk,
            at=asked.now,
        )
        for one in kept
    )
    return Stored(kept, tuple(before))
