"""R5 往年报告导入, one report: its text with findings, its figures against the registers, what it leaves to be done."""

from __future__ import annotations

import uuid
from decimal import Decimal

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from yifa.desk.asking import Asker, asker
from yifa.desk.intake_carry import carried, carried_note, kept_table, tally
from yifa.desk.intake_rows import called, of_year, office_of, reread
from yifa.desk.intake_shown import against, blocks, findings, table
from yifa.desk.models import Intake
from yifa.desk.shown.parts import Action, Head, Link, Note, Piece
from yifa.desk.shown.report import IntakePage
from yifa.desk.shown.table import Table
from yifa.measure.index import of_office, placed
from yifa.measure.value import Value
from yifa.people.models import Organisation
from yifa.reader.document import Report
from yifa.reader.kept import promises_kept
from yifa.reader.promises import propose

PARTS = {
    "measures": "主要举措和成效",
    "duties": "主要负责人履行第一责任人职责",
    "problems": "存在的不足和原因",
    "plan": "下一年度主要安排",
}


@login_required
def one(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One report: its text with findings, its figures with the registers beside them; confirms."""
    asked = asker(request)
    office = office_of(asked)
    row = Intake.objects.filter(pk=pk, office=office).first()
    if row is None:
        raise Http404(str(pk))
    if request.method == "POST":
        Intake.objects.filter(pk=row.pk).update(state="confirmed")
        messages.success(request, "已确认。拟转的整改和任务列在数字下面，还没有写入任何台账。")
        return HttpResponseRedirect(f"/intake/{pk}/")
    report = reread(row)
    own = _own(asked, report)
    computed = (
        {value.slug: _comparable(value) for value in of_office(own, report.year)}
        if own and report.year
        else {}
    )
    rows = against(report, computed)
    labels = {item.figure.slug: item.figure.zh for item in placed()}
    ahead = propose(report)
    kept, kept_note, kept_links = _earlier(row, report)
    page = IntakePage(
        head=_head(row, report, asked),
        blocks=blocks(report, {each.figure.span: each for each in rows}),
        findings=findings(report),
        missing=_missing(report),
        numbers=table(report, rows, labels),
        numbers_note=_note(rows, own, report),
        numbers_link=Link("各年各单位对照", "/intake/table/"),
        carry=carried(report, ahead),
        carry_note=carried_note(ahead),
        kept=kept,
        kept_note=kept_note,
        kept_links=kept_links,
    )
    return render(request, "desk/intake.html", {"page": page})


def _earlier(row: Intake, report: Report) -> tuple[Table | None, str, tuple[Link, ...]]:
    """Last year's plans beside this report, when the same office handed both in; links to the reports around it."""
    if report.year is None:
        return None, "", ()
    before, after = of_year(row, report, report.year - 1), of_year(row, report, report.year + 1)
    links = [Link(called(found[0]), f"/intake/{found[0].pk}/") for found in (before,) if found]
    if after:
        links.append(Link(f"本年安排在{report.year + 1}年报告里的下文", f"/intake/{after[0].pk}/#h-kept"))
    if before is None:
        note = f"没有交来本单位{report.year - 1}年的报告，交来以后在这里对照"
        return None, note, tuple(links)
    rows = promises_kept(before[1], report)
    return kept_table(rows, before[1], report, f"/intake/{before[0].pk}/"), tally(rows), tuple(links)


def _comparable(value: Value) -> Decimal | int | None:
    """A computed value as a report writes it: shares in percent, to one decimal."""
    if value.value is None or not value.share:
        return value.value
    return (Decimal(value.value) * 100).quantize(Decimal("0.1"))


def _own(asked: Asker, report: Report) -> Organisation | None:
    """The township whose registers the report can be held against: the one it names, if the officer may see it."""
    body = report.value("issuing_body")
    named = [place for place in asked.townships if place.name in body]
    return named[0] if named else (asked.township if asked.township and not body else None)


def _head(row: Intake, report: Report, asked: Asker) -> Head:
    worst = [
        Piece(f"{row.errors}处错误", tone="zhu") if row.errors else Piece("没有错误"),
        Piece(f"，{row.warnings}处要核对，{row.figures}个数字"),
    ]
    year = f"{report.year}年度" if report.year else "年度没有写明"
    actions = (Action("确认导入", f"/intake/{row.pk}/", "p", post=True),) if row.state == "new" else ()
    strange = "这不像法治政府建设年度报告，结果仅供参考。" if report.genre == "other" else ""
    notes = "".join(notice.text for notice in report.source.notices)
    return Head(
        window=row.title or row.name,
        name="往年报告导入",
        title=tuple(worst),
        kick=f"{row.body or '报告机关没有写明'} {year}",
        lead=(Piece(f"{row.title or row.name}。{strange}{notes}"),),
        crumbs=(Link("工作台", "/"), Link("往年报告导入", "/intake/")),
        actions=actions,
    )


def _missing(report: Report) -> Note | None:
    held = {part for section in report.outline for part in (section.part, section.also_part)}
    lack = [label for part, label in PARTS.items() if part not in held]
    if not lack:
        return None
    return Note("、".join(lack), "缺少规定的部分：", "z")


def _note(rows: tuple, own: Organisation | None, report: Report) -> str:  # type: ignore[type-arg]
    if own is None:
        return f"{len(rows)}个，报告机关的台账不在本系统，没有核对"
    tally = {name: sum(row.verdict == name for row in rows) for name in ("agree", "differ", "approximate")}
    return f"{len(rows)}个：一致{tally['agree']}，不一致{tally['differ']}，约数{tally['approximate']}"
