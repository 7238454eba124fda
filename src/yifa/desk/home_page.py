"""W1 工作台: what is overdue, what is due, what is stuck, how far the report is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from yifa.desk import words
from yifa.desk.asking import Asker, asker, registers_for
from yifa.desk.shown.home import BandDay, BandItem, Chapter, HomePage, Readiness, Todo
from yifa.desk.shown.parts import Action, Bar, Blocked, Cite, Empty, Head, Link, Moment, Piece
from yifa.ledger.models import Entry
from yifa.matter.models import Duty, Matter, RefusalNote
from yifa.matter.register import Register
from yifa.matter.rights import enterers, holders, seen_by
from yifa.measure.index import of_office
from yifa.measure.value import NOTHING
from yifa.people.roles import Role

BAND_DAYS, TODO, RECENT, STUCK = 14, 12, 8, 5
EVERYBODYS = frozenset({Role.CLERK, Role.LEADER, Role.SECRETARY, Role.COUNTY})


@dataclass(frozen=True)
class Due:
    """A duty with its matter and register, as the officer may see them."""

    duty: Duty
    row: Matter
    register: Register
    roles: frozenset[str]
    working: bool

    @property
    def url(self) -> str:
        """The matter's page."""
        return f"/r/{self.register.key}/{self.row.pk}/"

    def step_url(self) -> str:
        """The form of the first step that would discharge the duty."""
        version = self.register.version(self.row)
        for label in self.duty.steps.split("、"):
            if step := version.definition.steps.get(label):
                return f"{self.url}step/{step.id}/"
        return self.url


def dues(asked: Asker, *, until: date | None = None) -> list[Due]:
    """The duties that the officer owes or oversees, most urgent first; without a day they come last."""
    found: list[Due] = []
    for register in registers_for(asked):
        duties = Duty.objects.filter(
            register=register.key, kind="must", township__in=[place.pk for place in asked.townships]
        )
        if until is not None:
            duties = duties.filter(due__lte=until)
        wanted = list(duties.order_by("due")[:500])
        rows = seen_by(register, asked.officer, asked.today).in_bulk([duty.matter for duty in wanted])
        for duty in wanted:
            row = rows.get(duty.matter)
            if row is not None and (shown := _due(register, duty, row, asked)):
                found.append(shown)
    return sorted(found, key=lambda item: (item.duty.due or date.max, item.duty.start))


def _due(register: Register, duty: Duty, row: Matter, asked: Asker) -> Due | None:
    version = register.version(row)
    steps = [step for label in duty.steps.split("、") if (step := version.definition.steps.get(label))]
    roles = frozenset(role for step in steps for role in enterers(version, step))
    if not asked.roles & (roles | EVERYBODYS):
        return None
    rule = version.definition.by_rule.get(duty.rule)
    return Due(duty, row, register, roles, bool(rule and rule.counted == "working_day"))


@login_required
def home(request: HttpRequest) -> HttpResponse:
    """The workbench."""
    asked = asker(request)
    owed = dues(asked)
    page = HomePage(
        head=_head(asked, owed),
        band=_band(asked, owed),
        band_note="灰底为法定休息日。“日”与“工作日”按各自依据分别计算，已计入放假调休安排。",
        todo=tuple(_todo(item, asked, number) for number, item in enumerate(owed[:TODO])),
        todo_note=f"按剩余时间排列，共{len(owed)}项",
        todo_link=Link("全部提醒", "/inbox/"),
        idle=_idle(asked, owed),
        blocked=_blocked(asked),
        readiness=_readiness(asked),
        recent=_recent(asked),
    )
    return render(request, "desk/home.html", {"page": page})


def _head(asked: Asker, owed: Sequence[Due]) -> Head:
    late = sum(item.duty.due is not None and item.duty.due < asked.today for item in owed)
    now = sum(item.duty.due == asked.today for item in owed)
    parts: list[Piece] = []
    if late:
        parts += [Piece(f"逾期{late}项", tone="zhu"), Piece("，")]
    parts.append(Piece(f"今天到期{now}项" if now or late else "今天没有到期的事"))
    actions = [
        Action(f"登记{register.zh}", f"/r/{register.key}/new/", icon="plus")
        for register in registers_for(asked)
        if any(asked.roles & enterers(register.current, step) for step in register.current.definition.opening)
    ]
    return Head(
        window="工作台",
        name="工作台",
        title=tuple(parts),
        kick=words.full_day(asked.today),
        actions=tuple(actions[:2]),
    )


def _band(asked: Asker, owed: Sequence[Due]) -> tuple[BandDay, ...]:
    calendar, today = words.calendar(), asked.today
    late = [item for item in owed if item.duty.due and item.duty.due < today]
    days = [BandDay("已逾期", items=tuple(BandItem(_short(item), item.url, "z") for item in late[:4]))]
    for number in range(BAND_DAYS):
        when = today + timedelta(number)
        items = tuple(
            BandItem(_short(item), item.url, "t" if number == 0 else ("o" if number <= 3 else ""))
            for item in owed
            if item.duty.due == when
        )
        weekday = "今天" if number == 0 else f"周{words.WEEKDAYS[when.weekday()]}"
        days.append(BandDay(str(when.day), weekday, number == 0, not calendar.working(when), items[:4]))
    return tuple(days)


def _short(item: Due) -> str:
    return item.duty.steps.split("、")[0]


def _todo(item: Due, asked: Asker, number: int) -> Todo:
    duty = item.duty
    who = holders(item.row.township, item.roles, asked.today) if item.roles else []
    mine = bool(asked.roles & item.roles)
    label = "去办理" if mine else "查看"
    why = f"{words.day(duty.start, asked.today)}起算"
    if duty.due:
        why += f"，最后一日{words.day(duty.due, asked.today)}{'（暂定）' if duty.provisional else ''}"
    return Todo(
        badge=words.badge(duty.due, asked.today, working=item.working, paused=duty.paused),
        what=duty.steps.replace("、", "或者"),
        of=item.register.title_of(item.row),
        of_url=item.url,
        why=why,
        who="、".join(who[:2]),
        action=Action(label, item.step_url() if mine else item.url, "p" if number == 0 and mine else ""),
        cite=Cite(duty.article),
    )


def _idle(asked: Asker, owed: Sequence[Due]) -> Empty | None:
    if owed:
        return None
    return Empty("今天没有到期的事", "台账里没有正在走的期限。登记新的事项以后，期限自己会出现在这里。")


def _blocked(asked: Asker) -> tuple[Blocked, ...]:
    notes = RefusalNote.objects.filter(
        township__in=[place.pk for place in asked.townships], at__gte=asked.now - timedelta(days=30)
    ).order_by("-at")
    seen: set[tuple[str, str]] = set()
    found: list[Blocked] = []
    by_key = {register.key: register for register in registers_for(asked)}
    for note in notes[:60]:
        register = by_key.get(note.register)
        mark = (str(note.matter), note.step)
        if register is None or note.matter is None or mark in seen or len(found) == STUCK:
            continue
        seen.add(mark)
        row = seen_by(register, asked.officer, asked.today).filter(pk=note.matter, closed_on=None).first()
        if row is None or Entry.objects.filter(matter=row.pk, step=note.step).exists():
            continue
        url = f"/r/{register.key}/{row.pk}/"
        reason, _, following = note.text.split("\n")[0].partition("下一步：")
        found.append(
            Blocked(
                reason, next=following, action=Action("去处理", url), of=register.title_of(row), of_url=url
            )
        )
    return tuple(found)


def _readiness(asked: Asker) -> Readiness | None:
    if asked.township is None or not asked.roles & EVERYBODYS:
        return None
    values = of_office(asked.township, asked.year)
    ready = [value for value in values if value.state != NOTHING]
    by_key = {register.key: register.zh for register in registers_for(asked)}
    chapters = []
    for key, label in by_key.items():
        mine = [value for value in values if value.register == key]
        if not mine:
            continue
        have = sum(value.state != NOTHING for value in mine)
        lack = "" if have == len(mine) else "还没有登记"
        chapters.append(
            Chapter(label, f"{have}/{len(mine)}", "lv" if have == len(mine) else "zhe", lack, f"/r/{key}/")
        )
    label = f"{asked.year}年度报告的数字，{len(values)}个里有{len(ready)}个能从台账算出来"
    return Readiness(
        title=f"{asked.year}年度报告",
        link=Link("指标", "/figures/"),
        count=str(len(ready)),
        required=f"/ {len(values)}个数字有台账",
        bar=Bar(len(ready), len(values), label, tone="lv"),
        note="数字从台账取，点开就是事项。",
        chapters=tuple(chapters),
    )


def _recent(asked: Asker) -> tuple[Moment, ...]:
    found: list[Moment] = []
    by_key = {register.key: register for register in registers_for(asked)}
    logs = [str(place.pk) for place in asked.townships]
    for entry in Entry.objects.filter(log__in=logs, register__in=by_key).order_by("-index")[: RECENT * 2]:
        register = by_key[entry.register]
        row = seen_by(register, asked.officer, asked.today).filter(pk=entry.matter).first()
        if row is None:
            continue
        step = register.version(row).definition.by_id.get(entry.step)
        found.append(
            Moment(
                when=words.moment(entry.recorded, asked.today),
                machine=entry.recorded.isoformat(),
                text=f"{register.title_of(row)}：{step.name if step else '更正'}",
                kind="step",
                url=f"/r/{register.key}/{row.pk}/",
            )
        )
    return tuple(found[:RECENT])
