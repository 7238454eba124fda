"""Who asks, on which day, about which year: read from the request once; the only place of the desk with a
clock.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.http import Http404, HttpRequest
from django.utils import timezone

from yifa.desk.errors import NotYours
from yifa.matter.models import Matter
from yifa.matter.register import Register, UnknownRegister, register, registers
from yifa.matter.rights import may_open, seen_by
from yifa.people.models import Officer, Organisation
from yifa.people.rights import townships_of

YEAR = "year"
FIRST_YEAR = 2019


@dataclass(frozen=True)
class Asker:
    """The officer behind a request, at the instant of the request."""

    officer: Officer
    now: datetime
    year: int

    @property
    def today(self) -> date:
        """The day of the request in China."""
        return timezone.localtime(self.now).date()

    @cached_property
    def townships(self) -> list[Organisation]:
        """The townships that the officer may look at today."""
        return townships_of(self.officer, self.today)

    @cached_property
    def township(self) -> Organisation | None:
        """The township that the officer works for; None for the county."""
        return self.officer.organisation.township

    @cached_property
    def roles(self) -> frozenset[str]:
        """The posts held today."""
        return self.officer.roles(self.today)

    def place(self, name: str = "") -> Organisation:
        """The township to look at: the named one, else the own, else the first; 403 for those who may see
        none.
        """
        for place in self.townships:
            if name and str(place.pk) == name:
                return place
        if name:
            raise Http404("no such township for this officer")
        if not self.townships:
            raise NotYours("你现在没有在岗的岗位，看不到台账。")
        return self.townships[0]


def asker(request: HttpRequest) -> Asker:
    """Who asks; raises NotYours for an account without an officer. The login middleware has let it pass."""
    known: Asker | None = getattr(request, "asker", None)
    if known is not None:
        return known
    found = (
        Officer.objects.select_related("organisation__parent__parent")
        .prefetch_related("posts")
        .filter(user__pk=request.user.pk or 0)
        .first()
    )
    if found is None:
        raise NotYours("这个账号还没有对应的人员。", ("本单位管理员",))
    now = timezone.now()
    asked = Asker(found, now, _year(request, timezone.localtime(now).year))
    request.asker = asked  # type: ignore[attr-defined]
    return asked


def _year(request: HttpRequest, this_year: int) -> int:
    asked = request.GET.get(YEAR, "")
    if asked.isdigit() and FIRST_YEAR <= int(asked) <= this_year:
        request.session[YEAR] = int(asked)
    kept = request.session.get(YEAR, this_year)
    return kept if isinstance(kept, int) and FIRST_YEAR <= kept <= this_year else this_year


def register_for(key: str, asked: Asker) -> Register:
    """The register by its key; 404 for an unknown one, 403 for one that the officer's posts do not open."""
    try:
        found = register(key)
    except UnknownRegister:
        raise Http404(key) from None
    if not may_open(found, asked.officer, asked.today):
        raise NotYours(f"{found.zh}台账由{'、'.join(sorted(found.config.readers))}查看。")
    return found


def row_for(found: Register, key: str, asked: Asker) -> Matter:
    """The matter; 404 when it does not exist or belongs to somebody else, so that nobody learns which."""
    row = seen_by(found, asked.officer, asked.today).select_related("township").filter(pk=key).first()
    if row is None:
        raise Http404(key)
    return row


def registers_for(asked: Asker) -> list[Register]:
    """The registers in the officer's navigation, in the order of the table of contents."""
    return [found for found in registers() if may_open(found, asked.officer, asked.today)]
