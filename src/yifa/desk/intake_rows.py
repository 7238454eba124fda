"""The reports that were handed in: whose they are, how they are called, and how one is read again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db.models import Q

from yifa.desk.asking import Asker
from yifa.desk.errors import NotYours
from yifa.desk.models import Intake
from yifa.people.models import Organisation
from yifa.people.roles import Role
from yifa.reader.document import Notice, Report, Source
from yifa.reader.kept import same_office
from yifa.reader.read import read_many

READERS = frozenset({Role.CLERK, Role.LEADER, Role.SECRETARY, Role.COUNTY})
DECIDERS = frozenset({Role.CLERK, Role.COUNTY})
"""Who works on a report: the design names the clerk; the leaders look."""
LOOKED_AT = 60
"""A county holds one report a year of every township; more than these of one year are not looked through."""


def office_of(asked: Asker) -> Organisation:
    """The office whose reports are shown; 403 for those who have no part in them."""
    if not asked.roles & READERS:
        raise NotYours("往年报告由法治专干、主要负责人和县级查看。")
    return asked.township or asked.officer.organisation


def may_decide(asked: Asker) -> bool:
    """Whether an officer decides about reports and confirms them."""
    return bool(asked.roles & DECIDERS)


def reread(rows: Iterable[Intake]) -> Iterator[Report]:
    """The reports in their order, read from the text that was kept."""
    return read_many(_source(row) for row in rows)


def _source(row: Intake) -> Source:
    notices = tuple(Notice(code, text, page) for code, text, page in row.notices)
    return Source(row.name, row.text, row.kind, notices=notices)


def called(row: Intake) -> str:
    """What a report is called in a list."""
    return row.title or row.name


def of_year(row: Intake, report: Report, year: int) -> tuple[Intake, Report] | None:
    """The same office's report of another year, a confirmed one before others, the newest before older."""
    found = Intake.objects.filter(office_id=row.office_id, year=year).exclude(pk=row.pk)
    # Reading is what costs: those that never name the township are left out, and those that name the same office in
    # the same words come first.
    if name := report.value("township"):
        found = found.filter(Q(body__contains=name) | Q(text__contains=name))
    likely = sorted(found.order_by("state", "-at")[:LOOKED_AT], key=lambda one: one.body != row.body)
    for other in likely:
        (read,) = reread([other])
        if same_office(report, read):
            return other, read
    return None
