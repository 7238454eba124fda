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
from yifa.desk.intake_numbers import compared, uncompared
from yifa.desk.intake_numbers import tally as counted
from yifa.desk.intake_rows import called, of_year, office_of, reread
from yifa.desk.intake_shown import blocks, findings
from yifa.desk.models import Intake
from yifa.desk.shown.parts import Action, Fact, Head, Link, Note, Piece, Stage
from yifa.desk.shown.report import IntakePage
from yifa.desk.shown.table import Table
from yifa.measure.index import of_office, placed
from yifa.measure.value import Value
from yifa.people.models import Organisation
from yifa.reader.compare import compare
from yifa.reader.document import Report
from yifa.reader.findings.parts import PARTS
from yifa.reader.kept import promises_kept
from yifa.reader.promises import propose

STRANGE = "这不像法治政府建设年度报告，下面的结果仅供参考。"


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
    rows = compare(report.figures, computed)
    labels = {item.figure.slug: item.figure.zh for item in placed()}
    ahead = propose(report)
    kept, kept_note, kept_links = _earlier(row, report)
    page = IntakePage(
        head=_head(row, report),
        blocks=blocks(report, {each.figure.span: each for each in rows}),
        findings=findings(report),
        missing=_missing(report),
        notes=_notes(report),
        numbers=compared(report, rows, labels),
        numbers_note=counted(rows, own is not None),
        rest=uncompared(report, rows, labels),
        rest_label=f"没有台账可对的{sum(each.computed is None for each in rows)}处",
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
    """A computed value as it is compared: shares in percent, unrounded, for the report decides how exact it is."""
    if value.value is None or not value.share:
        return value.value
    return Decimal(value.value) * 100


def _own(asked: Asker, report: Report) -> Organisation | None:
    """The township whose registers the report can be held against: the one it names, if the officer may see it."""
    body = report.value("issuing_body")
    named = [place for place in asked.townships if place.name in body]
    return named[0] if named else (asked.township if asked.township and not body else None)


def _head(row: Intake, report: Report) -> Head:
    year = f"{report.year}年度" if report.year else "年度没有写明"
    facts = [
        Fact("来源", row.name),
        Fact(f"{len(report.text):,}字"),
        Fact(f"识别出{len(report.outline)}个小节、{row.figures}处数字"),
        Fact(f"{row.errors}处错误", tone="zhu") if row.errors else Fact("没有错误"),
    ]
    if row.warnings:
        facts.append(Fact(f"{row.warnings}处要核对", tone="zhe"))
    new = row.state == "new"
    done = [Stage(label, "done") for label in ("读取", "分节", "找数字")]
    checking, confirmed = Stage("核对", "now" if new else "done"), Stage("确认", "todo" if new else "done")
    actions = [Action("换一个文件", "/intake/", icon="in")]
    if new:
        actions.append(Action("确认导入", f"/intake/{row.pk}/", "p", post=True))
    return Head(
        window=called(row),
        name="往年报告导入",
        title=(Piece(called(row)),),
        kick=f"{row.body or '报告机关没有写明'}　{year}",
        crumbs=(Link("工作台", "/"), Link("往年报告导入", "/intake/"), Link(year, "")),
        facts=tuple(facts),
        stages=(*done, checking, confirmed),
        actions=tuple(actions),
    )


def _notes(report: Report) -> tuple[Note, ...]:
    """What is odd about the file itself."""
    strange = [STRANGE] if report.genre == "other" else []
    return tuple(Note(said, "", "o") for said in [*strange, *(one.text for one in report.source.notices)])


def _missing(report: Report) -> Note | None:
    lack = [PARTS[part] for part in report.missing]
    return Note("、".join(lack), "缺少规定的部分：", "z") if lack else None
