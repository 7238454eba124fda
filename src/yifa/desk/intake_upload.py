"""R5 往年报告导入, the door: reports are handed in and read."""

from __future__ import annotations

import hashlib
from pathlib import PurePath

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from yifa.desk.asking import Asker, asker
from yifa.desk.intake_rows import office_of
from yifa.desk.models import Intake
from yifa.desk.shown.form import Field
from yifa.desk.shown.parts import Action, Complaint, Head, Link, Mark, Piece
from yifa.desk.shown.sheet import UploadPage
from yifa.desk.shown.table import Cell, Column, Table, TableRow
from yifa.people.models import Organisation
from yifa.reader.document import Report, Source
from yifa.reader.load import Unreadable, load_bytes
from yifa.reader.read import read_source

LARGEST, MOST_FILES, LISTED = 50 * 1024 * 1024, 200, 200
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
    office = office_of(asked)
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
