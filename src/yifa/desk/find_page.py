"""W5 搜索 and W4 提醒: matters by words, and what I owe, why, by when."""

from __future__ import annotations

from datetime import date, timedelta

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from yifa.desk import words
from yifa.desk.asking import Asker, asker, registers_for
from yifa.desk.dues import Due, dues
from yifa.desk.roster import Roster
from yifa.desk.shown.home import Hit, HitGroup, InboxPage, Notice, NoticeGroup, SearchPage
from yifa.desk.shown.parts import Empty, Head, Link, Piece, Pieces
from yifa.matter.columns import Names, Officers
from yifa.matter.models import Matter
from yifa.matter.register import Register
from yifa.matter.rights import seen_by
from yifa.matter.search import find

MOST, AHEAD = 10, 60


@login_required
def search(request: HttpRequest) -> HttpResponse:
    """Matters that contain the words, by register."""
    asked = asker(request)
    text = request.GET.get("q", "").strip()
    hits = find(text, [place.pk for place in asked.townships], limit=500) if text else []
    groups = []
    for register in registers_for(asked):
        wanted = [hit.matter for hit in hits if hit.register == register.key]
        rows = list(
            seen_by(register, asked.officer, asked.today).filter(pk__in=wanted).order_by("-opened_on")
        )
        if rows:
            shown = tuple(_hit(register, row, text, asked.today) for row in rows[:MOST])
            more = Link("全部结果", f"/r/{register.key}/?q={text}") if len(rows) > MOST else None
            groups.append(HitGroup(register.zh, f"{len(rows)}件", shown, more))
    total = sum(int(group.tally.removesuffix("件")) for group in groups)
    page = SearchPage(
        head=Head(
            window="搜索",
            name="搜索",
            title=(Piece(f"“{text}”找到{total}件" if text else "搜索全部台账"),),
            crumbs=(Link("工作台", "/"),),
        ),
        query=text,
        url="/search/",
        groups=tuple(groups),
        empty=None if groups else _nothing(text),
    )
    return render(request, "desk/search.html", {"page": page})


def _nothing(text: str) -> Empty:
    if not text:
        return Empty("写两个字以上再搜", "可以搜编号、事项、当事人。")
    if len(text) < 2:
        return Empty("至少写两个字", "一个字会找出太多事项。")
    return Empty(f"没有找到“{text}”", "换一个词，或者少写几个字。别的乡镇和你无权查看的事项不会出现在这里。")


def _hit(register: Register, row: Matter, text: str, today: date) -> Hit:
    due = words.badge(row.due_on, today) if row.due_on and not row.closed_on else None
    return Hit(
        title=register.title_of(row),
        url=f"/r/{register.key}/{row.pk}/",
        pieces=_around(register, row, text),
        sub=f"{register.number_of(row)} {row.outcome or row.stage}".strip(),
        badge=due,
    )


def _around(register: Register, row: Matter, text: str) -> Pieces:
    for name, column in register.columns.items():
        value = getattr(row, name)
        if isinstance(column, Officers):
            continue
        shown = "、".join(value) if isinstance(column, Names) else value
        if isinstance(shown, str) and text in shown:
            before, _, after = shown.partition(text)
            label = Piece(f"{register.labels[name]}：")
            return (label, Piece(before[-30:]), Piece(text, hit=True), Piece(after[:60]))
    return (Piece("各字分别出现在登记的内容里"),)


@login_required
def inbox(request: HttpRequest) -> HttpResponse:
    """Everything I owe or oversee: mine first, by matter, the most urgent first."""
    asked = asker(request)
    owed = dues(asked, until=asked.today + timedelta(days=AHEAD))
    mine = [item for item in owed if item.mine]
    late = sum(bool(item.duty.due and item.duty.due < asked.today) for item in owed)
    roster = Roster(asked.townships, asked.today)
    others = [item for item in owed if not item.mine]
    groups = (*_groups(mine, asked, roster, "由你办"), *_groups(others, asked, roster, "由别人办，你督办"))
    page = InboxPage(
        head=Head(
            window="提醒",
            name="提醒",
            title=(
                Piece(f"逾期{late}项", tone="zhu") if late else Piece("没有逾期"),
                Piece(f"，共{len(owed)}项"),
            ),
            lead=(Piece(f"由你办的{len(mine)}项。今后{AHEAD}天到期的都在这里，法定期限不能静音。"),),
            crumbs=(Link("工作台", "/"),),
        ),
        groups=groups,
        empty=None if groups else Empty(f"今后{AHEAD}天没有要办的", "法定期限的提醒不能静音，有了就会出现。"),
    )
    return render(request, "desk/inbox.html", {"page": page})


def _groups(several: list[Due], asked: Asker, roster: Roster, label: str) -> tuple[NoticeGroup, ...]:
    by_matter: dict[str, list[Due]] = {}
    for item in several:
        by_matter.setdefault(item.url, []).append(item)
    return tuple(
        NoticeGroup(
            f"{items[0].register.zh} {items[0].name}",
            url,
            tuple(_notice(item, asked, roster) for item in items),
            label if not number else "",
        )
        for number, (url, items) in enumerate(by_matter.items())
    )


def _notice(item: Due, asked: Asker, roster: Roster) -> Notice:
    due = item.duty.due
    return Notice(
        text=item.steps[0],
        when="" if item.mine else item.who(roster),
        machine=due.isoformat() if due else "",
        url=item.go,
        unread=bool(due and due <= asked.today),
        badge=item.badge(asked.today),
        why=item.why(asked.today),
        cite=item.cite,
    )
