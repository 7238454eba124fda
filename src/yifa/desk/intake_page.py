"""R5 往年报告导入: hand reports in, read them, check their figures against the registers, confirm."""

from __future__ import annotations

import hashlib
import uuid
from decimal import Decimal
from pathlib import PurePath

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from yifa.desk.asking import Asker, asker
from yifa.desk.errors import NotYours
from yifa.desk.intake_carry import carried, carried_note
from yifa.desk.intake_shown import against, blocks, findings, table
from yifa.desk.models import Intake
from yifa.desk.shown.form import Field
from yifa.desk.shown.parts import Action, Complaint, Head, Link, Mark, Note, Piece
from yifa.desk.shown.report import IntakePage
from yifa.desk.shown.sheet import UploadPage
from yifa.desk.shown.table import Cell, Column, Table, TableRow
from yifa.measure.index import of_office, placed
from yifa.measure.value import Value
from yifa.people.models import Organisation
from yifa.people.roles import Role
from yifa.reader.copies import copies
from yifa.reader.document import Notice, Report, Source
from yifa.reader.load import Unreadable, load_bytes
from yifa.reader.promises import propose
from yifa.reader.read import read_source

READERS = frozenset({Role.CLERK, Role.LEADER, Role.SECRETARY, Role.COUNTY})
LARGEST, MOST_FILES, LISTED, COMPARED = 50 * 1024 * 1024, 200, 200, 40
PARTS = {
    "measures": "主要举措和成效",
    "duties": "主要负责人履行第一责任人职责",
    "problems": "存在的不足和原因",
    "plan": "下一年度主要安排",
}
HELP = (
    "可以一次选很多份：本单位往年的，或者各乡镇报上来的。",
    "能读纯文本、网页、DOCX和有文字层的PDF；扫描件先识别成文字。",
    "读出来的是提纲、数字、问题和安排；找出的毛病都标在原文的位置上。",
    "确认以前不写进任何台账。",
)


@login_required
def intake(request: HttpRequest) -> HttpResponse:
    """Hands reports in, and shows all that were."""
    asked = asker(request)
    office = _office(asked)
    complaints: list[Complaint] = []
    if request.method == "POST":
        taken, complaints = _take(request, asked, office)
        if len(taken) == 1 and not complaints:
            return HttpResponseRedirect(f"/intake/{taken[0].pk}/")
        if taken:
            messages.success(request, f"读完{len(taken)}份，{len(complaints)}份读不了。")
    rows = Intake.objects.filter(office=office).order_by("-at")[:LISTED]
    page = UploadPage(
        head=Head(
            window="往年报告导入",
            name="往年报告导入",
            title=(Piece(f"已读{Intake.objects.filter(office=office).count()}份报告"),),
            crumbs=(Link("工作台", "/"),),
            actions=(Action("数字对照表", "/intake/table/"),) if rows else (),
        ),
        send_url="/intake/",
        file=Field(
            "files",
            "报告文件",
            "file",
            hint="可以拖进来，可以选很多份",
            accept=".txt,.html,.htm,.docx,.pdf",
            multiple=True,
            errors=tuple(each.text for each in complaints),
        ),
        earlier=_list(list(rows), asked),
        complaints=tuple(complaints),
        help=HELP,
    )
    return render(request, "desk/import_upload.html", {"page": page}, status=422 if complaints else 200)


def _office(asked: Asker) -> Organisation:
    if not asked.roles & READERS:
        raise NotYours("往年报告由法治专干、主要负责人和县级查看。")
    return asked.township or asked.officer.organisation


def _take(request: HttpRequest, asked: Asker, office: Organisation) -> tuple[list[Intake], list[Complaint]]:
    files = request.FILES.getlist("files")
    if not files:
        return [], [Complaint("没有选文件", "f-files")]
    if len(files) > MOST_FILES:
        return [], [Complaint(f"一次最多{MOST_FILES}份，请分几次", "f-files")]
    taken, complaints = [], []
    for file in files:
        name = PurePath((file.name or "").replace("\\", "/")).name
        if (file.size or 0) > LARGEST:
            complaints.append(Complaint(f"“{name}”超过50MB，没有读", "f-files"))
            continue
        data = file.read()
        try:
            source = load_bytes(data, name)
        except Unreadable as fault:
            complaints.append(Complaint(f"“{name}”：{fault.text}", "f-files"))
            continue
        report = read_source(source)
        if report.genre == "empty":
            complaints.append(Complaint(f"“{name}”里没有文字，没有读", "f-files"))
            continue
        taken.append(_keep(office, asked, name, hashlib.sha256(data).hexdigest(), source, report))
    return taken, complaints


def _keep(
    office: Organisation, asked: Asker, name: str, digest: str, source: Source, report: Report
) -> Intake:
    kept, _ = Intake.objects.update_or_create(
        office=office,
        digest=digest,
        defaults={
            "officer": asked.officer.pk,
            "at": asked.now,
            "name": name[:200],
            "kind": source.kind,
            "text": source.text,
            "notices": [[notice.code, notice.text, notice.page] for notice in source.notices],
            "title": report.value("title")[:200],
            "body": report.value("issuing_body")[:120],
            "year": report.year,
            "figures": len(report.figures),
            "errors": sum(found.severity == "error" for found in report.findings),
            "warnings": sum(found.severity == "warn" for found in report.findings),
        },
    )
    return kept


def _list(rows: list[Intake], asked: Asker) -> Table | None:
    if not rows:
        return None
    heads = (
        Column("报告", "what"),
        Column("年度", "named"),
        Column("数字", "num"),
        Column("错误", "num"),
        Column("警告", "num"),
        Column("情况", "side"),
    )
    shown = tuple(
        TableRow(
            (
                Cell(row.title or row.name, f"/intake/{row.pk}/", row.body),
                Cell(f"{row.year}年" if row.year else "没有写明"),
                Cell(str(row.figures)),
                Cell(str(row.errors)),
                Cell(str(row.warnings)),
                Cell(mark=Mark("已确认", "l") if row.state == "confirmed" else Mark("待确认", "o")),
            )
        )
        for row in rows
    )
    return Table("已读的报告", heads, shown)


def _read(row: Intake) -> Report:
    notices = tuple(Notice(code, text, page) for code, text, page in row.notices)
    return read_source(Source(row.name, row.text, row.kind, notices=notices))


@login_required
def one(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One report: its text with findings, its figures with the registers beside them; confirms."""
    asked = asker(request)
    office = _office(asked)
    row = Intake.objects.filter(pk=pk, office=office).first()
    if row is None:
        raise Http404(str(pk))
    if request.method == "POST":
        Intake.objects.filter(pk=row.pk).update(state="confirmed")
        messages.success(request, "已确认。拟转的整改和任务列在数字下面，还没有写入任何台账。")
        return HttpResponseRedirect(f"/intake/{pk}/")
    report = _read(row)
    own = _own(asked, report)
    computed = (
        {value.slug: _comparable(value) for value in of_office(own, report.year)}
        if own and report.year
        else {}
    )
    rows = against(report, computed)
    labels = {item.figure.slug: item.figure.zh for item in placed()}
    ahead = propose(report)
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
    )
    return render(request, "desk/intake.html", {"page": page})


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


@login_required
def many(request: HttpRequest) -> HttpResponse:
    """Figures of all reports in one table, and passages that were copied between them."""
    asked = asker(request)
    office = _office(asked)
    rows = list(Intake.objects.filter(office=office).order_by("body", "year")[:COMPARED])
    reports = [_read(row) for row in rows]
    page = UploadPage(
        head=Head(
            window="数字对照表",
            name="往年报告导入",
            title=(Piece(f"{len(rows)}份报告的数字放在一起"),),
            crumbs=(Link("工作台", "/"), Link("往年报告导入", "/intake/")),
        ),
        send_url="/intake/",
        file=Field("files", "再读几份", "file", accept=".txt,.html,.htm,.docx,.pdf", multiple=True),
        earlier=_compared(rows, reports),
        help=tuple(_copied(rows, reports)) or ("没有发现互相照抄的段落。",),
    )
    return render(request, "desk/import_upload.html", {"page": page})


def _compared(rows: list[Intake], reports: list[Report]) -> Table | None:
    if not rows:
        return None
    labels = {item.figure.slug: item.figure.zh for item in placed()}
    kinds = sorted({figure.kind for report in reports for figure in report.figures if figure.kind != "other"})
    heads = (
        Column("数字", "what"),
        *(Column(f"{row.body or row.name[:12]} {row.year or ''}", "named") for row in rows),
    )
    lines = []
    for kind in kinds:
        cells = [Cell(labels.get(kind, kind))]
        for row, report in zip(rows, reports, strict=True):
            found = [
                f"{report.slice(each.span)}"
                for each in report.figures
                if each.kind == kind and each.role == "actual"
            ]
            cells.append(
                Cell("、".join(found[:3]) or "—", f"/intake/{row.pk}/" if found else "", more=row.name)
            )
        lines.append(TableRow(tuple(cells)))
    return Table("各年各单位的数字", heads, tuple(lines))


def _copied(rows: list[Intake], reports: list[Report]) -> list[str]:
    found = copies(reports)
    return [
        f"{rows[copy.first].name}和{rows[copy.second].name}：{copy.share:.0%}相同。" for copy in found[:20]
    ]
