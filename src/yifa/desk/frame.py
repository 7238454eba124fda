"""Fills the frame round every page: whose desk it is, where one can go, what waits there."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

import yifa
from yifa.desk.asking import FIRST_YEAR, Asker, asker, registers_for
from yifa.desk.dues import overdue
from yifa.desk.errors import NotYours
from yifa.desk.shown.frame import Frame, NavGroup, NavItem, Year
from yifa.matter.register import Register
from yifa.matter.rights import enterers
from yifa.people.roles import Role

ICONS = {
    "执法": "stop",
    "纠纷": "users",
    "公开": "globe",
    "普法": "doc",
    "基层治理": "users",
    "执法监督": "search",
}
CADRES = frozenset({Role.VILLAGE, Role.MEDIATOR})


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context processor: ``frame`` (shown.frame.Frame), made only when a template asks for it; absent for
    strangers.
    """
    if not getattr(request, "user", None) or not request.user.is_authenticated:
        return {}
    try:
        asked = asker(request)
    except NotYours:
        return {}
    return {"frame": SimpleLazyObject(lambda: _frame(request, asked))}


def _frame(request: HttpRequest, asked: Asker) -> Frame:
    home = asked.officer.organisation
    place = asked.township or home
    office = f"{place.parent.name}{place.title}" if place.parent else place.title
    late = overdue(asked, registers_for(asked))
    years = range(asked.today.year, FIRST_YEAR - 1, -1)
    return Frame(
        office=office,
        short=place.name,
        officer=asked.officer.name,
        posts="、".join(sorted(asked.roles)) or "无岗位",
        home_url="/",
        search_url="/search/",
        logout_url="/account/logout/",
        account_url="/account/",
        year_url=request.path,
        years=tuple(Year(str(year), f"{year}年度", year == asked.year) for year in years),
        query=request.GET.get("q", "") if request.path == "/search/" else "",
        inbox_url="/inbox/",
        unread=sum(late.values()),
        nav=_nav(request.path, asked, late),
        version=yifa.__version__,
        demo=bool(settings.DEMO),
    )


def opens(asked: Asker) -> list[Register]:
    """The registers in which the officer may open a matter."""
    if asked.township is None:
        return []
    return [
        register
        for register in registers_for(asked)
        if any(asked.roles & enterers(register.current, step) for step in register.current.definition.opening)
    ]


def _nav(path: str, asked: Asker, late: Counter[str]) -> tuple[NavGroup, ...]:
    def item(label: str, url: str, icon: str, count: int = 0) -> NavItem:
        here = path == url or (url != "/" and path.startswith(url))
        return NavItem(label, url, icon, count, hot=count > 0, current=here)

    if asked.roles and asked.roles <= CADRES:
        return (NavGroup("工作", (item("登记", "/new/", "plus"), item("我登记的", "/mine/", "doc"))),)
    found = registers_for(asked)
    places = tuple(
        item(each.zh, f"/r/{each.key}/", ICONS.get(each.config.group, "doc"), late[each.key])
        for each in found
    )
    work = NavGroup("工作", (item("工作台", "/", "home"), item("提醒", "/inbox/", "bell")))
    groups = [work, NavGroup("台账", places)]
    if asked.roles:
        report = [item("指标", "/figures/", "chart"), item("年度报告", "/report/", "doc")]
        if asked.roles & {Role.CLERK, Role.LEADER, Role.SECRETARY, Role.COUNTY}:
            report.append(item("往年报告导入", "/intake/", "in"))
        groups.append(NavGroup("年度报告", tuple(report)))
    if asked.roles & {Role.CLERK, Role.LEADER}:
        groups.append(NavGroup("保障", (item("导入表格", "/import/", "in"),)))
    return tuple(groups)
