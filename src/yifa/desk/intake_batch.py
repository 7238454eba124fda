"""R5, several reports handed in together: how far the reading is, what cannot be read and why, what was read."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from yifa.desk import words
from yifa.desk.asking import asker
from yifa.desk.intake_job import failed
from yifa.desk.intake_open import CONFIRMED
from yifa.desk.intake_rows import called, office_of
from yifa.desk.models import Batch, HandedIn
from yifa.desk.shown.parts import Action, Head, Job, Link, Mark, Note, Piece
from yifa.desk.shown.sheet import BatchPage
from yifa.desk.shown.table import Cell, Column, Table, TableRow
from yifa.jobs.queue import retry

GIVEN_UP = "读了几次，每次都中断，没有读完。别的文件不受影响。可以再读一遍，还不行就另存为.docx再交。"
SEEN = "seen"


@dataclass(frozen=True)
class Standing:
    """The files of a batch by how far they are."""

    batch: Batch
    read: list[HandedIn]
    refused: list[HandedIn]
    given_up: list[HandedIn]
    waiting: list[HandedIn]

    @property
    def total(self) -> int:
        """All files."""
        return len(self.read) + len(self.unread) + len(self.waiting)

    @property
    def unread(self) -> list[HandedIn]:
        """The files that cannot be read, in the order in which they were chosen."""
        return sorted([*self.refused, *self.given_up], key=lambda file: file.place)

    @property
    def done(self) -> int:
        """How many nobody need wait for."""
        return self.total - len(self.waiting)


def _standing(batch: Batch) -> Standing:
    files = list(batch.files.select_related("report").order_by("place"))
    by = {state: [file for file in files if file.state == state] for state in HandedIn.State}
    waiting = by[HandedIn.State.WAITING]
    lost = set(failed(waiting).values_list("about", flat=True))
    return Standing(
        batch,
        by[HandedIn.State.READ],
        by[HandedIn.State.REFUSED],
        [file for file in waiting if str(file.pk) in lost],
        [file for file in waiting if str(file.pk) not in lost],
    )


@login_required
def batch(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The reading of a batch; may be left and opened again. Reads again, on demand, what was given up."""
    asked = asker(request)
    found = Batch.objects.filter(pk=pk, office=office_of(asked)).first()
    if found is None:
        raise Http404(str(pk))
    here = _standing(found)
    if request.method == "POST":
        for job in failed(here.given_up):
            retry(job, now=asked.now)
        return HttpResponseRedirect(_url(found))
    if request.headers.get("HX-Request"):
        if here.waiting and request.GET.get(SEEN) == str(here.done):
            # Nothing is new: the page is left alone, so that nobody hears the same count every two seconds.
            return HttpResponse(status=204)
        return render(request, "desk/parts/batch.html", {"job": _job(here), "refused": _refused(here)})
    page = BatchPage(
        head=Head(
            window="交来的报告",
            name="交来的报告",
            title=_title(here),
            lead=(Piece(f"{words.moment(found.at, asked.today)}交来。"),),
            crumbs=(Link("工作台", "/"), Link("往年报告导入", "/intake/")),
            actions=(Action("再交几份", "/intake/"),),
        ),
        job=_job(here),
        refused=_refused(here),
        files=_files(here),
        files_label="已经读完的" if here.waiting else "读完的报告",
        notes=_notes(here),
        again=Action("再读一遍中断的", _url(found), post=True) if here.given_up else None,
    )
    return render(request, "desk/intake_batch.html", {"page": page})


def _url(found: Batch) -> str:
    return f"/intake/batch/{found.pk}/"


def _title(here: Standing) -> tuple[Piece, ...]:
    if here.waiting:
        return (Piece(f"交来{here.total}份报告，正在读"),)
    if not here.unread:
        return (Piece(f"{here.total}份都读完了"),)
    return (Piece(f"读完{len(here.read)}份，"), Piece(f"{len(here.unread)}份读不了", tone="zhu"))


def _job(here: Standing) -> Job:
    key, label = str(here.batch.pk), "读报告"
    text = f"已读 {len(here.read)} / {here.total}"
    if here.unread:
        text += f"，读不了 {len(here.unread)}"
    if not here.waiting:
        link = Link("看结果", _url(here.batch))
        return Job(key, label, f"读完，{text}", here.total, here.total, result=link)
    return Job(
        key,
        label,
        text,
        here.done,
        here.total,
        url=f"{_url(here.batch)}?{SEEN}={here.done}",
        running=True,
        leave="可离开本页，回来在“往年报告导入”里接着看",
    )


def _refused(here: Standing) -> tuple[Note, ...]:
    given_up = {file.pk for file in here.given_up}
    return tuple(
        Note(GIVEN_UP if file.pk in given_up else file.reason, f"“{file.name}”读不了：", "z")
        for file in here.unread
    )


def _notes(here: Standing) -> tuple[Note, ...]:
    if not here.waiting:
        return ()
    said = "文件都已存好，关掉页面也会接着读；一份读不了，不影响别的。几分钟没有动静，请管理员看看后台任务是否在运行。"
    return (Note(said),)


def _files(here: Standing) -> Table | None:
    if not here.read:
        return None
    heads = (
        Column("报告", "what"),
        Column("文件", "named"),
        Column("年度", "named"),
        Column("数字", "num"),
        Column("错误", "num"),
        Column("情况", "side"),
    )
    shown = []
    for file in here.read:
        row = file.report
        assert row is not None
        cells = (
            Cell(called(row), f"/intake/{row.pk}/", row.body),
            Cell(file.name),
            Cell(f"{row.year}年" if row.year else "没有写明"),
            Cell(str(row.figures)),
            Cell(str(row.errors)),
            Cell(mark=Mark("已确认", "l") if row.state == CONFIRMED else Mark("待确认", "o")),
        )
        shown.append(TableRow(cells))
    return Table("读完的报告", heads, tuple(shown), id="read")
