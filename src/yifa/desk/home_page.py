"""W1 工作台: what is overdue, what is due, what is stuck, how far the report is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from yifa.desk import words
from yifa.desk.asking import Asker, asker, registers_for
from yifa.desk.dues import EVERYBODYS, Due, dues
from yifa.desk.frame import opens
from yifa.desk.roster import Roster
from yifa.desk.shown.home import BandDay, BandItem, Chapter, HomePage, Readiness, Todo
from yifa.desk.shown.parts import Action, Bar, Blocked, Empty, Head, Link, Piece
from yifa.desk.stuck import recent, stuck
from yifa.measure.index import of_office
from yifa.measure.value import NOTHING

BAND_DAYS, TODO, A_DAY, FAR_DAYS = 14, 10, 4, 60
_NUMBER = re.compile(r"(\d+)号$")


@login_required
def home(request: HttpRequest) -> HttpResponse:
    """The workbench."""
    asked = asker(request)
    owed = dues(asked)
    stops = stuck(asked)
    ready = _readiness(asked)
    roster = Roster(asked.townships, asked.today)
    far = asked.today + timedelta(FAR_DAYS)
    todo = sorted(owed, key=lambda item: ((item.duty.due or far) >= far, not item.mine))[:TODO]
    page = HomePage(
        head=_head(asked, owed, stops, ready),
        band=_band(asked, owed) if owed else (),
        band_note="灰底为法定休息日。“日”与“工作日”按各自依据分别计算，已计入放假调休安排。",
        todo=tuple(_todo(item, asked, roster, not number and item.mine) for number, item in enumerate(todo)),
        todo_note=_note(owed),
        todo_link=Link("全部期限", "/inbox/") if len(owed) > TODO else None,
        idle=None if owed else Empty("没有在走的期限", "登记新的事项以后，期限自己会出现在这里。"),
        blocked=stops,
        readiness=ready,
        recent=recent(asked),
    )
    return render(request, "desk/home.html", {"page": page})


def _note(owed: Sequence[Due]) -> str:
    mine = sum(item.mine for item in owed)
    if not owed or mine == len(owed):
        return f"按剩余时间排列，共{len(owed)}项" if owed else ""
    return f"由你办的{mine}项在前，督办的{len(owed) - mine}项在后，按剩余时间排列"


def _head(asked: Asker, owed: Sequence[Due], stops: Sequence[Blocked], ready: Readiness | None) -> Head:
    late = sum(item.duty.due is not None and item.duty.due < asked.today for item in owed)
    now = sum(item.duty.due == asked.today for item in owed)
    parts = [Piece(f"逾期{late}项", tone="zhu"), Piece("，")] if late else []
    parts.append(Piece(f"今天到期{now}项" if now else "今天没有到期的事"))
    told = [f"{len(stops)}件事项受阻"] if stops else []
    coming = next((item.duty.due for item in owed if item.duty.due and item.duty.due > asked.today), None)
    if not now and coming:
        told.append(f"下一项到期在{words.day(coming, asked.today)}")
    if ready and (lack := int(ready.bar.total) - int(ready.bar.done)):
        told.append(f"{asked.year}年度报告还有{lack}个数字没有台账")
    mine = opens(asked)
    actions = [Action(f"登记{register.zh}", f"/r/{register.key}/new/", icon="plus") for register in mine]
    if len(actions) > 1:
        actions = [Action("登记事项", "/new/", icon="plus")]
    return Head(
        window="工作台",
        name="工作台",
        title=tuple(parts),
        lead=(Piece("；".join(told) + "。"),) if told else (),
        kick=words.full_day(asked.today),
        actions=tuple(actions),
    )


def _band(asked: Asker, owed: Sequence[Due]) -> tuple[BandDay, ...]:
    calendar, today = words.calendar(), asked.today
    late = [item for item in owed if item.duty.due and item.duty.due < today]
    days = [BandDay("已逾期", items=_items(late, "z"))]
    for number in range(BAND_DAYS):
        when = today + timedelta(number)
        tone = "t" if number == 0 else ("o" if number <= words.SOON_WORKING else "")
        items = _items([item for item in owed if item.duty.due == when], tone)
        weekday = "今天" if number == 0 else f"周{words.WEEKDAYS[when.weekday()]}"
        days.append(BandDay(str(when.day), weekday, number == 0, not calendar.working(when), items))
    return tuple(days)


def _items(several: Sequence[Due], tone: str) -> tuple[BandItem, ...]:
    """At most four of a day; the fourth says how many more there are."""
    shown = [BandItem(_short(item), item.url, tone) for item in several]  # type: ignore[arg-type]
    if len(shown) > A_DAY:
        rest = len(shown) - A_DAY + 1
        shown = [*shown[: A_DAY - 1], BandItem(f"还有{rest}项", "/inbox/", tone)]  # type: ignore[arg-type]
    return tuple(shown)


def _short(item: Due) -> str:
    """57号公示: the matter's running number, where it has one, and the step."""
    number = _NUMBER.search(item.register.number_of(item.row))
    return (f"{number[1]}号" if number else "") + item.steps[0]


def _todo(item: Due, asked: Asker, roster: Roster, first: bool) -> Todo:
    return Todo(
        badge=item.badge(asked.today),
        what=item.steps[0],
        of=item.name,
        of_url=item.url,
        why=item.why(asked.today),
        who=item.who(roster) if not item.mine or asked.roles & EVERYBODYS else "",
        action=Action("去办理" if item.mine else "查看", item.go, "p" if first else ""),
        cite=item.cite,
    )


def _readiness(asked: Asker) -> Readiness | None:
    if asked.township is None or not asked.roles & EVERYBODYS:
        return None
    values = of_office(asked.township, asked.year)
    ready = [value for value in values if value.state != NOTHING]
    chapters = []
    for register in registers_for(asked):
        mine = [value for value in values if value.register == register.key]
        have = sum(value.state != NOTHING for value in mine)
        if mine and have < len(mine):
            lack = f"还缺{len(mine) - have}个" if have else "这一年还没有登记"
            count = f"{have}/{len(mine)}"
            chapters.append(Chapter(register.zh, count, "zhe", lack, f"/r/{register.key}/"))
    label = f"{asked.year}年度报告的数字，{len(values)}个里有{len(ready)}个能从台账算出来"
    whole = len(registers_for(asked)) - len(chapters)
    return Readiness(
        title=f"{asked.year}年度报告",
        link=Link("打开指标", "/figures/"),
        count=str(len(ready)),
        required=f"{len(values)}个数字有台账",
        bar=Bar(len(ready), len(values), label, tone="lv"),
        note=f"{whole}个台账已经齐全，下面是还缺的。点开指标能看到每个数字的事项。",
        chapters=tuple(chapters),
    )
