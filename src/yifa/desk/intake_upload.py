"""R5 往年报告导入, the door: files are stored first, then read; one small file at once, all others by the worker."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path, PurePath
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from yifa.desk import words
from yifa.desk.asking import Asker, asker
from yifa.desk.intake_job import READ, failed, folder_of, path_of, settle
from yifa.desk.intake_open import CONFIRMED
from yifa.desk.intake_points import Standing, standing_of
from yifa.desk.intake_rows import called, office_of
from yifa.desk.models import Batch, Decision, HandedIn, Intake, PastFigure
from yifa.desk.shown.form import Field
from yifa.desk.shown.parts import Action, Complaint, Head, Link, Mark, Piece
from yifa.desk.shown.sheet import UploadPage
from yifa.desk.shown.table import Cell, Column, Table, TableRow
from yifa.jobs.queue import LEASE, enqueue
from yifa.people.models import Organisation

LARGEST, AT_ONCE, MOST_FILES, LISTED, BATCHES = 50 * 1024 * 1024, 1024 * 1024, 200, 200, 10
ACCEPT = ".txt,.html,.htm,.docx,.pdf"
NOT_STORED = "没有存上，一份也没有读：服务器的磁盘可能满了。请告诉管理员，腾出地方以后再交一次"
HELP = (
    "可以一次选很多份：本单位往年的，或者各乡镇报上来的。",
    "能读纯文本、网页、DOCX和有文字层的PDF；扫描件先识别成文字。",
    "选了几份的，先都存好再一份一份地读，可以离开，回来接着看。",
    "读出来的是提纲、数字、问题和安排；找出的毛病都标在原文的位置上。",
    "问题一处一处地定：改、记入校改单，或者不处理；确认以前随时可以撤回，原文不动。",
    "确认以后，写得准的数字作为历史年度入库；约数、安排和还有疑问的不入库。台账一个也不写。",
)
Files = Sequence["UploadedFile[Any]"]


@login_required
def intake(request: HttpRequest) -> HttpResponse:
    """Hands reports in, and shows all that were."""
    asked = asker(request)
    office = office_of(asked)
    complaint = ""
    if request.method == "POST":
        answer = _take(request.FILES.getlist("files"), asked, office)
        if isinstance(answer, HttpResponse):
            return answer
        complaint = answer
    total = Intake.objects.filter(office=office).count()
    rows = Intake.objects.filter(office=office).order_by("-at")[:LISTED]
    complaints = (Complaint(complaint, "f-files"),) if complaint else ()
    page = UploadPage(
        head=Head(
            window="往年报告导入",
            name="往年报告导入",
            title=(Piece(f"已读{total}份报告" if total else "把往年的报告拖进来"),),
            crumbs=(Link("工作台", "/"),),
            actions=(Action("各年各单位对照", "/intake/table/"),) if total else (),
        ),
        send_url="/intake/",
        file=Field(
            "files",
            "报告文件",
            "file",
            hint="可以拖进来，可以选很多份",
            accept=ACCEPT,
            multiple=True,
            errors=(complaint,) if complaint else (),
        ),
        earlier=_list(list(rows)),
        complaints=complaints,
        help=HELP,
        send_label="读报告，先不入库",
        help_label="怎么交",
        earlier_label="已读的报告" if total <= LISTED else f"已读的报告，先列最近{LISTED}份",
        batches=_batches(office, asked),
    )
    return render(request, "desk/import_upload.html", {"page": page}, status=422 if complaint else 200)


def _take(files: Files, asked: Asker, office: Organisation) -> HttpResponse | str:
    """Where to go on, or a complaint."""
    if not files:
        return "没有选文件"
    if len(files) > MOST_FILES:
        return f"选了{len(files)}份，一次最多{MOST_FILES}份，请分几次"
    try:
        kept = _store(files, asked, office)
    except OSError:
        return NOT_STORED
    alone = kept[0]
    if not _at_once(files):
        return HttpResponseRedirect(f"/intake/batch/{alone.batch_id}/")
    if alone.state == HandedIn.State.WAITING:
        settle(alone, asked.now)()
        alone.refresh_from_db()
    if alone.report_id:
        return HttpResponseRedirect(f"/intake/{alone.report_id}/")
    return f"“{alone.name}”：{alone.reason}"


def _at_once(files: Files) -> bool:
    """Whether the reading is so short that nobody need wait for the worker."""
    return len(files) == 1 and (files[0].size or 0) <= AT_ONCE


def _store(files: Files, asked: Asker, office: Organisation) -> list[HandedIn]:
    """Writes the files down, then notes them and the work on them together. Raises OSError, and then keeps nothing."""
    batch = Batch(office=office, officer=asked.officer.pk, at=asked.now)
    rows = [HandedIn(batch=batch, place=place, name=_name(file)) for place, file in enumerate(files, start=1)]
    folder = folder_of(batch)
    try:
        for row, file in zip(rows, files, strict=True):
            if (file.size or 0) > LARGEST:
                row.state = HandedIn.State.REFUSED
                row.reason = "超过50MB，不像一份报告，没有读。图片太多的，另存为纯文字的.docx再交。"
            else:
                _write(path_of(row), file)
    except OSError:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    # A file that is read at once is left to the worker all the same, a little later, should the reading be cut off.
    due = asked.now + (LEASE if _at_once(files) else timedelta())
    with transaction.atomic():
        batch.save(force_insert=True)
        for row in rows:
            row.save(force_insert=True)
            if row.state == HandedIn.State.WAITING:
                enqueue(READ, now=asked.now, about=str(row.pk), key=f"{READ}:{row.pk}", due=due)
    return rows


def _name(file: UploadedFile[Any]) -> str:
    """The file's own name as it is shown: no folder, no control characters."""
    name = PurePath((file.name or "").replace("\\", "/")).name
    return "".join(char for char in name if char.isprintable())[:200] or "没有名字的文件"


def _write(path: Path, file: UploadedFile[Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as out:
        shutil.copyfileobj(file, out)


def _batches(office: Organisation, asked: Asker) -> Table | None:
    """What was handed in together lately, with how far it is."""
    found = Batch.objects.filter(office=office).order_by("-at").prefetch_related("files")[:BATCHES]
    given_up = failed(file for batch in found for file in batch.files.all()).values_list("about", flat=True)
    lost = set(given_up)
    rows = []
    for batch in found:
        files = sorted(batch.files.all(), key=lambda file: file.place)
        read = sum(file.state == HandedIn.State.READ for file in files)
        waiting = sum(file.state == HandedIn.State.WAITING and str(file.pk) not in lost for file in files)
        refused = len(files) - read - waiting
        mark = Mark("正在读", "q") if waiting else Mark(f"读不了{refused}份", "z") if refused else None
        more = f"等{len(files)}份" if len(files) > 1 else ""
        cells = (
            Cell(files[0].name + more, f"/intake/batch/{batch.pk}/"),
            Cell(f"{read} / {len(files)}"),
            Cell(words.moment(batch.at, asked.today)),
            Cell(mark=mark or Mark("读完", "l")),
        )
        rows.append(TableRow(cells))
    if not rows:
        return None
    heads = (Column("文件", "what"), Column("已读", "num"), Column("时间", "named"), Column("情况", "side"))
    return Table("最近交来的文件", heads, tuple(rows), id="batches")


def _list(rows: list[Intake]) -> Table | None:
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
    decided = standing_of(row for row in rows if row.state != CONFIRMED)
    stands = PastFigure.objects.filter(report__in=rows, replaced_at__isnull=True)
    stored = Counter(stands.values_list("report", flat=True))
    shown = tuple(
        TableRow(
            (
                Cell(called(row), f"/intake/{row.pk}/", row.body),
                Cell(f"{row.year}年" if row.year else "没有写明"),
                Cell(str(row.figures)),
                Cell(str(row.errors)),
                Cell(str(row.warnings)),
                _state(row, _settled(decided.get(row.pk, {})), stored[row.pk]),
            )
        )
        for row in rows
    )
    return Table("已读的报告", heads, shown, id="reports")


def _settled(decided: Standing) -> int:
    """How many places were decided, counted as on the report's own page: 改归 settles none."""
    return sum(one.choice != Decision.Choice.ASSIGN for one in decided.values())


def _state(row: Intake, decided: int, stored: int) -> Cell:
    """Whether a report is confirmed, and how far it has come: what is decided, what is stored."""
    if row.state == CONFIRMED:
        return Cell(mark=Mark("已确认", "l"), sub=f"入库{stored}个数字" if stored else "")
    return Cell(mark=Mark("待确认", "o"), sub=f"已处理{decided}处" if decided else "")
