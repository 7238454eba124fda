"""Opens an office: the county and township that an installation serves, and the officer who stands for the
system.
"""

from __future__ import annotations

from datetime import date

from yifa.people.models import Officer, Organisation, Post
from yifa.people.roles import Level, Role

SYSTEM = "系统"
NATIONAL = "CN"


class UnknownOffice(LookupError):
    """No township has that name, or several have and the county was not named."""


def open_office(county: str, township: str, *, region: str = "") -> tuple[Organisation, bool]:
    """The township of that county, made when it is new; True when it was. Names are taken as given, blanks
    cut.
    """
    over, _ = Organisation.objects.get_or_create(
        name=county.strip(), parent=None, defaults={"level": Level.COUNTY, "region": region or NATIONAL}
    )
    here, new = Organisation.objects.get_or_create(
        name=township.strip(), parent=over, defaults={"level": Level.TOWNSHIP, "region": over.region}
    )
    system_officer(here)
    return here, new


def office(name: str, *, county: str = "") -> Organisation:
    """The township by its name; raises UnknownOffice for none, or for several without ``county``."""
    rows = Organisation.objects.filter(name=name.strip(), level=Level.TOWNSHIP)
    if county:
        rows = rows.filter(parent__name=county.strip())
    found = list(rows[:2])
    if len(found) != 1:
        raise UnknownOffice(name)
    return found[0]


def system_officer(township: Organisation) -> Officer:
    """The officer in whose name the system records what the law deems to happen."""
    officer, _ = Officer.objects.get_or_create(name=SYSTEM, organisation=township, user=None)
    Post.objects.get_or_create(officer=officer, role=Role.SYSTEM, defaults={"since": date(2000, 1, 1)})
    return officer
