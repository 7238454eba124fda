"""校改单: what was decided to be corrected, to be sent back to the author; and the text with the corrections in it."""

from __future__ import annotations

import io
import uuid
from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render

from yifa.desk import words
from yifa.desk.asking import Asker, asker
from yifa.desk.intake_carry import place, short
from yifa.desk.intake_edits import corrected
from yifa.desk.intake_open import Opened, opened, report_for
from yifa.desk.intake_points import MISSING, Point
from yifa.desk.intake_rows import called
from yifa.desk.report_page import FORMATS
from yifa.desk.shown.parts import Action, Empty, Head, Link, Note, Piece
from yifa.desk.shown.report import ErrataPage
from yifa.desk.shown.table import Cell, Column, Table, TableRow
from yifa.reader.document import Report, Span
from yifa.report import blocks as written
from yifa.report.docx import Properties, docx

HEADS = ("序号", "位置", "现在写", "应改为", "为什么")
WIDTHS = (12, 30, 37, 35, 42)
ALONE, BESIDE = 3, 4
BY_HAND, WHOLE = "由作者改", "整篇"
TXT = "text/plain; charset=utf-8"


@dataclass(frozen=True)
class Entry:
    """One line of the list."""

    point: Point
    where: str
    now: str
    should: str
    why: str
    crossed: bool = False


def entries(here: Opened) -> tuple[Entry, ...]:
    """What is to be corrected, in the order of the text; what concerns the whole report comes last."""
    crossed = {edit.point.key for edit in here.edits.crossed if edit.point}
    found = [point for point in here.points if point.wanted]
    found.sort(key=lambda point: point.span.start if point.span else len(here.report.text))
    return tuple(_entry(here.report, point, point.key in crossed) for point in found)


def _entry(report: Report, point: Point, crossed: bool) -> Entry:
    assert point.decision is not None
    fix = point.decision.fix
    should = BY_HAND
    if fix:
        should = fix
    elif point.code.startswith(MISSING):
        should = "补写这一部分"
    now = short(point.quoted) if point.quoted.strip() else point.title.strip("“”")
    if point.span and fix and len(point.quoted) < ALONE:
        # One character says nothing on a list: it is shown, and corrected, among those beside it.
        before, after = _beside(report.text, point.span)
        now, should = f"{before}{point.quoted}{after}", f"{before}{should}{after}"
    why = point.message.replace(f"，应为“{fix}”", "").replace(f"应为“{fix}”。", "").removesuffix("。")
    return Entry(point, _where(report, point.span), now, should, why, crossed)


def _beside(text: str, span: Span) -> tuple[str, str]:
    """Some words of the line on each side of a place."""
    before, after = text[: span.start].rpartition("\n")[2], text[span.end :].partition("\n")[0]
    return before[-BESIDE:].lstrip(), after[:BESIDE].rstrip()


def _where(report: Report, span: Span | None) -> str:
    """The headings that a place stands under, the outermost first."""
    if span is None:
        return WHOLE
    section = report.section_at(span.start)
    if section is None:
        return "标题和开头"
    chain = report.ancestors(section)[::-1]
    return " ".join(f"{one.number}{one.title}"[:24] for one in chain)


@login_required
def errata(request: HttpRequest, pk: uuid.UUID) -> HttpResponseBase:
    """The list as a page; ``?docx`` gives the file to be sent."""
    asked = asker(request)
    here = opened(asked, report_for(asked, pk))
    found = entries(here)
    if "docx" in request.GET:
        content = io.BytesIO(_docx(here, found, asked))
        title = f"{called(here.row)}校改单.docx"
        return FileResponse(content, as_attachment=True, filename=title, content_type=FORMATS["docx"])
    url = f"/intake/{pk}/"
    page = ErrataPage(
        head=Head(
            window="校改单",
            title=(Piece(f"校改单：{len(found)}处要改" if found else "校改单：还没有要改的地方"),),
            kick=called(here.row),
            crumbs=(
                Link("工作台", "/"),
                Link("往年报告导入", "/intake/"),
                Link(called(here.row), url),
            ),
            actions=_actions(url) if found else (),
        ),
        table=_table(here, found) if found else None,
        notes=_notes(found),
        empty=None
        if found
        else Empty(
            "校改单是空的",
            "在报告的问题旁边选“改为”或者“记入校改单”，就列到这里。",
            (Action("回到报告", url),),
        ),
    )
    return render(request, "desk/intake_errata.html", {"page": page})


def _actions(url: str) -> tuple[Action, ...]:
    return (
        Action("下载DOCX", f"{url}errata/?docx", icon="out"),
        Action("校改后的全文（TXT）", f"{url}text/", icon="out"),
        Action("打印", icon="print", print=True),
    )


def _notes(found: tuple[Entry, ...]) -> tuple[Note, ...]:
    crossed = [entry.now for entry in found if entry.crossed]
    if not crossed:
        return ()
    said = f"{'、'.join(f'“{one}”' for one in crossed)}和另一处改动重叠，校改后的全文里没有改，要手工改。"
    return (Note(said, f"{len(crossed)}处没有改进全文：", "o"),)


def _table(here: Opened, found: tuple[Entry, ...]) -> Table:
    columns = (
        Column(HEADS[0], "named"),
        Column(HEADS[1], "named"),
        Column(HEADS[2], "named"),
        Column(HEADS[3], "named"),
        Column(HEADS[4], "full"),
    )
    rows = []
    for number, one in enumerate(found, start=1):
        at = f"/intake/{here.row.pk}/{place(here.report, one.point.span.start)}" if one.point.span else ""
        more = "和另一处改动重叠，全文里没有改" if one.crossed else ""
        cells = (
            Cell(str(number)),
            Cell(one.where),
            Cell(one.now, at),
            Cell(one.should, sub=more),
            Cell(one.why),
        )
        rows.append(TableRow(cells))
    return Table("要改的地方", columns, tuple(rows), id="errata")


def _docx(here: Opened, found: tuple[Entry, ...], asked: Asker) -> bytes:
    title = f"{called(here.row)}\n校改单"
    office = asked.township or asked.officer.organisation
    rows = tuple(
        written.Row(
            tuple(
                (written.Text(said),)
                for said in (str(number), one.where, one.now, one.should + _crossed(one), one.why)
            )
        )
        for number, one in enumerate(found, start=1)
    )
    today = asked.today
    pieces: list[written.Piece] = [
        written.Block("title", (written.Text(title),)),
        written.Block("paragraph", (written.Text(f"以下{len(found)}处需要改正。"),)),
        written.Block("paragraph", (written.Text(f"原文：{here.row.name}"),)),
        written.Table(HEADS, WIDTHS, rows),
        written.Block("signature", (written.Text(office.title),)),
        written.Block("date", (written.Text(f"{today.year}年{today.month}月{today.day}日"),)),
    ]
    return docx(pieces, Properties(title.replace("\n", ""), office.title, "校改单", today))


def _crossed(entry: Entry) -> str:
    return "（和另一处改动重叠）" if entry.crossed else ""


@login_required
def text(request: HttpRequest, pk: uuid.UUID) -> HttpResponseBase:
    """The text with the accepted corrections in it; under it what was corrected and what was not."""
    asked = asker(request)
    here = opened(asked, report_for(asked, pk))
    body = f"{corrected(here.report.text, here.edits.made).rstrip()}\n\n{_tail(here, asked)}"
    # The mark at the beginning tells older editors that the file is UTF-8.
    content = io.BytesIO(body.encode("utf-8-sig"))
    title = f"{called(here.row)}（校改后）.txt"
    return FileResponse(content, as_attachment=True, filename=title, content_type=TXT)


def _tail(here: Opened, asked: Asker) -> str:
    """The notes, parted from the text by a line."""
    found = entries(here)
    today = words.full_day(asked.today).partition(" ")[0]
    lines = [f"{'—' * 20}", f"校改说明（{today}；这一行以下不是报告原文）"]
    groups = (
        ("已改", [one for one in found if one.point.decision and one.point.decision.fix and not one.crossed]),
        ("和另一处改动重叠，没有改，要手工改", [one for one in found if one.crossed]),
        ("记入校改单，由作者改", [one for one in found if one.point.decision and not one.point.decision.fix]),
    )
    for label, group in groups:
        if group:
            lines.append(f"{label}，{len(group)}处：")
            lines += [f"{number}. {_line(one)}" for number, one in enumerate(group, start=1)]
    if not found:
        lines.append("没有改动，和原文一样。")
    return "\n".join(lines) + "\n"


def _line(entry: Entry) -> str:
    fixed = entry.point.decision is not None and entry.point.decision.fix
    change = f"“{entry.now}”改为“{entry.should}”" if fixed else entry.now
    return f"{entry.where}：{change}。{entry.why}。"
