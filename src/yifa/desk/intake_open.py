"""Opens a report that was handed in: read again, held against the registers, with what was decided about it."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from django.http import Http404

from yifa.desk.asking import Asker
from yifa.desk.errors import NotYours
from yifa.desk.intake_edits import Edits, edits
from yifa.desk.intake_points import Counted, Point, counted, points, standing
from yifa.desk.intake_rows import may_decide, office_of, reread
from yifa.desk.models import Intake
from yifa.measure.value import Value
from yifa.measure.years import all_of
from yifa.people.models import Organisation
from yifa.reader.document import Report

CONFIRMED = "confirmed"


@dataclass(frozen=True)
class Opened:
    """A report on the desk."""

    row: Intake
    report: Report
    own: Organisation | None
    """The township whose registers it can be held against."""
    ours: bool
    """Whether that is the office of who asks, so that its figures can be stored."""
    decides: bool
    """Whether who asks may decide about the report, and not only look at it."""
    this_year: int
    counted: tuple[Counted, ...]
    points: tuple[Point, ...]
    edits: Edits

    @property
    def confirmed(self) -> bool:
        """Whether the report has been confirmed."""
        return self.row.state == CONFIRMED

    @property
    def closed(self) -> bool:
        """Whether who asks can decide nothing, now or at all."""
        return self.confirmed or not self.decides

    @cached_property
    def by_key(self) -> Mapping[str, Point]:
        """The points as forms and figures name them; of two alike the worse."""
        return {point.key: point for point in reversed(self.points)}

    @property
    def decided(self) -> int:
        """About how many points somebody has decided."""
        return sum(point.decision is not None for point in self.points)


def report_for(asked: Asker, pk: uuid.UUID) -> Intake:
    """The office's own report; 404 for another's, 403 for those who have no part in reports."""
    row = Intake.objects.filter(pk=pk, office=office_of(asked)).first()
    if row is None:
        raise Http404(str(pk))
    return row


def report_to_decide(asked: Asker, pk: uuid.UUID) -> Intake:
    """The same for who works on it; 403 for those who only look."""
    row = report_for(asked, pk)
    if not may_decide(asked):
        raise NotYours("往年报告由法治专干处理和确认，你可以看。")
    return row


def opened(asked: Asker, row: Intake) -> Opened:
    """Reads the kept text and sets decisions and registers beside it."""
    (report,), decided = reread([row]), standing(row)
    own = _own(asked, report)
    computed: Mapping[str, Decimal | int | None] = {}
    if own and report.year:
        computed = {slug: _comparable(value) for slug, value in all_of(own, report.year).items()}
    figures = counted(report, computed, decided)
    found = points(report, figures, decided)
    ours = own is not None and own == asked.township
    return Opened(row, report, own, ours, may_decide(asked), asked.today.year, figures, found, edits(found))


def _comparable(value: Value) -> Decimal | int | None:
    """A computed value as it is compared: shares in percent, unrounded, for the report decides how exact it is."""
    if value.value is None or not value.share:
        return value.value
    return Decimal(value.value) * 100


def _own(asked: Asker, report: Report) -> Organisation | None:
    """The township whose registers the report can be held against: the one it names, if the officer may see it."""
    if not report.value("issuing_body"):
        return asked.township
    return next((place for place in asked.townships if _names(report, place)), None)


def _names(report: Report, place: Organisation) -> bool:
    """Whether a report is by this very township: not by 小青禾镇, nor by a namesake in another county."""
    county, body = place.parent.name if place.parent else "", report.value("issuing_body")
    if report.value("township"):
        return report.value("township") == place.name and county.endswith(report.value("county"))
    return body.removeprefix("中共").removeprefix(county).startswith(place.name)
