"""W10 导入: lay a sheet on the desk, see what it is and what is wrong, then take it over with progress."""

from __future__ import annotations

import json
import shutil
import uuid
from pathlib import Path, PurePath
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from yifa.desk import words
from yifa.desk.asking import FIRST_YEAR, Asker, asker
from yifa.desk.errors import NotYours
from yifa.desk.shown.form import Field, Option
from yifa.desk.shown.parts import Action, Complaint, Empty, Head, Job, Link, Note, Piece
from yifa.desk.shown.sheet import CellComplaint, Heading, PreviewPage, ProgressPage, ResultPage, UploadPage
from yifa.desk.shown.table import Cell, Column, Table, TableRow
from yifa.jobs.models import Job as Work
from yifa.jobs.queue import enqueue
from yifa.matter.rights import may_write_history
from yifa.sheets.complaint import cell_name, letters
from yifa.sheets.models import Upload
from yifa.sheets.plan import Inspection, SheetReport, inspect
from yifa.sheets.taking import TAKE, folder_of, targets

LARGEST, SHOWN, SEND = 100 * 1024 * 1024, 200, "_send"
HELP = (
    "直接拖进本单位平时用的台账，xlsx、xls、ods、csv都可以，不用改表头。",
    "先读表，不写入；看过对应关系和问题以后再确认。",
    "有问题的行一行也不会写一半；改好以后再导入同一个表，已有的不会重复。",
    "合计行只核对，不计入。表里的旧事都是历史，只有日期或者数值能证明的才记为违反。",
)


@login_required
def upload(request: HttpRequest) -> HttpResponse:
    """Chooses files; nothing is written into any register."""
    asked = asker(request)
    _may(asked)
    complaints: tuple[Complaint, ...] = ()
    if request.method == "POST":
        kept = _keep(request, asked)
        if isinstance(kept, Upload):
            return HttpResponseRedirect(f"/import/{kept.pk}/")
        complaints = (Complaint(kept, "f-files"),)
    page = UploadPage(
        head=_head("导入表格", "把平时用的台账拖进来"),
        send_url="/import/",
        file=Field(
            "files",
            "表格文件",
            "file",
            hint="可以一次选几个；也可以拖进来",
            errors=tuple(each.text for each in complaints),
            accept=".xlsx,.xls,.ods,.csv,.txt",
            multiple=True,
        ),
        options=(_years(asked),),
        earlier=_earlier(asked),
        complaints=complaints,
        help=HELP,
    )
    return render(request, "desk/import_upload.html", {"page": page}, status=422 if complaints else 200)


def _may(asked: Asker) -> None:
    if asked.township is None or not may_write_history(asked.officer, asked.township, asked.today):
        raise NotYours("导入表格由法治专干或者负责人办理。")


def _years(asked: Asker) -> Field:
    options = tuple(
        Option(str(year), f"{year}年", year == asked.year)
        for year in range(asked.today.year, FIRST_YEAR - 1, -1)
    )
    return Field("year", "年度", "select", hint="只用来补全没有写年份的日期", options=options, width="s")


def _keep(request: HttpRequest, asked: Asker) -> Upload | str:
    files = request.FILES.getlist("files")
    year = request.POST.get("year", "")
    if not files:
        return "没有选文件"
    if not year.isdigit() or not FIRST_YEAR <= int(year) <= asked.today.year:
        return "没有选年度"
    if sum(file.size or 0 for file in files) > LARGEST:
        return "文件合起来超过100MB，请分几次导入"
    assert asked.township is not None
    upload = Upload.objects.create(
        id=uuid.uuid4(),
        township=asked.township,
        officer=asked.officer.pk,
        name="、".join(PurePath(file.name or "").name for file in files)[:200],
        year=int(year),
        at=asked.now,
    )
    for file in files:
        _write(folder_of(upload), file)
    return upload


def _write(folder: Path, file: UploadedFile[Any]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    name = PurePath((file.name or "表格").replace("\\", "/")).name.strip(". ") or "表格"
    with (folder / name).open("wb") as out:
        shutil.copyfileobj(file, out)


def _earlier(asked: Asker) -> Table | None:
    rows = Upload.objects.filter(township=asked.township).order_by("-at")[:10]
    if not rows:
        return None
    states = {"new": "没有确认", "taking": "正在导入", "done": "已导入", "failed": "没有完成"}
    shown = tuple(
        TableRow(
            (
                Cell(row.name, f"/import/{row.pk}/"),
                Cell(f"{row.year}年"),
                Cell(states.get(row.state, row.state)),
                Cell(words.moment(row.at, asked.today)),
            )
        )
        for row in rows
    )
    heads = (
        Column("文件", "what"),
        Column("年度", "named"),
        Column("情况", "named"),
        Column("时间", "named"),
    )
    return Table("以前的导入", heads, shown)


def _head(window: str, title: str, *crumbs: Link) -> Head:
    return Head(window=window, name="导入", title=(Piece(title),), crumbs=(Link("工作台", "/"), *crumbs))


def _upload(asked: Asker, pk: uuid.UUID) -> Upload:
    _may(asked)
    found = Upload.objects.filter(pk=pk, township=asked.township).first()
    if found is None:
        raise Http404(str(pk))
    return found


@login_required
def preview(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What each sheet is, how its columns are taken, what is wrong; then takes it over when confirmed."""
    asked = asker(request)
    kept = _upload(asked, pk)
    if kept.state != "new":
        return HttpResponseRedirect(f"/import/{pk}/progress/")
    if request.method == "POST" and SEND in request.POST:
        enqueue(TAKE, now=asked.now, about=str(kept.pk), key=f"{TAKE}:{kept.pk}")
        Upload.objects.filter(pk=kept.pk, state="new").update(state="taking")
        return HttpResponseRedirect(f"/import/{pk}/progress/")
    paths = sorted(path for path in folder_of(kept).glob("*") if path.is_file())
    with inspect(paths, targets(), kept.year) as found:
        page = _preview(kept, found)
    return render(request, "desk/import_preview.html", {"page": page})


def _preview(kept: Upload, found: Inspection) -> PreviewPage:
    notes, headings, complaints = [], [], []
    landing = 0
    for file in found.files:
        if file.refusal:
            notes.append(Note(file.refusal.reason, f"{file.path.name}：读不了。", "z"))
        notes += [Note(each.reason, f"{file.path.name}：", "o") for each in file.notices]
        for sheet in file.sheets:
            landing += sum(sheet.tally.landing.values())
            notes += _sheet_notes(file.path.name, sheet)
            headings += _headings(sheet)
            names = _names(sheet)
            complaints += [
                CellComplaint(
                    f"{each.sheet} {each.cell or f'第{each.row}行'}",
                    names.get(each.cell.rstrip("0123456789"), ""),
                    each.value,
                    each.reason,
                    blocking=each.level == "error",
                )
                for each in sheet.complaints
            ]
    title = f"{landing}行可以导入" if landing else "没有可以导入的行"
    return PreviewPage(
        head=_head("核对表格", title, Link("导入表格", "/import/")),
        map_url="",
        headings=tuple(headings),
        tallies=tuple(notes),
        complaints=tuple(complaints[:SHOWN]),
        complaints_note=f"共{len(complaints)}处" + (f"，先列{SHOWN}处" if len(complaints) > SHOWN else ""),
        send_url=f"/import/{kept.pk}/",
        hidden=((SEND, "1"),),
        send_label=f"导入这{landing}行" if landing else "",
        back=Link("换一个文件", "/import/"),
        empty=None if landing else _nothing(found),
    )


def _nothing(found: Inspection) -> Empty:
    if any(sheet.fits for file in found.files for sheet in file.sheets):
        return Empty("没有一行可以导入", "按下面列出的单元格改好表格，再选一次。没有写入任何东西。")
    return Empty("这些表没有对应的台账", "表原样留着，没有写入任何东西。")


def _names(sheet: SheetReport) -> dict[str, str]:
    """Headings by the letters of their column."""
    return {letters(match.index): match.heading for fit in sheet.fits[:1] for match in fit.columns}


def _sheet_notes(name: str, sheet: SheetReport) -> list[Note]:
    where = f"{name}《{sheet.sheet.name}》："
    if not sheet.fits:
        return [Note(sheet.choice.reason, where, "o")]
    notes = []
    for fit in sheet.fits:
        rows, lands = sheet.tally.rows.get(fit.target.key, 0), sheet.tally.landing.get(fit.target.key, 0)
        notes.append(
            Note(
                f"{rows}行，{lands}行可以导入，把握{fit.score:.0%}。",
                f"{where}进{fit.target.title}。",
                "l" if lands else "o",
            )
        )
    for total in sheet.tally.totals:
        place = cell_name(total.row, total.column)
        agrees = "和各行相加一致" if total.agrees else f"和各行相加的{total.summed.normalize():f}不一致"
        notes.append(
            Note(f"{total.heading}写的是{total.written.normalize():f}，{agrees}。", f"{where}合计行{place}不计入。",
                 "" if total.agrees else "o")
        )  # fmt: skip
    notes += [Note(each.reason, where, "o") for each in sheet.sheet.notices]
    notes += [Note(f"第{row}行“{text}”登记为零报告。", where) for row, text in sheet.zeros]
    return notes


def _headings(sheet: SheetReport) -> list[Heading]:
    if not sheet.fits or sheet.head is None:
        return []
    shown = []
    for fit in sheet.fits[:1]:
        for match in fit.columns:
            unit = f"（{match.unit}）" if match.unit else ""
            field = Field(f"c{match.index}", match.heading, "known", match.label + unit)
            cell = f"{letters(match.index)}{sheet.head.last_row}"
            shown.append(Heading(cell, match.heading, "", field, f"{match.confidence:.0%}"))
    return shown


@login_required
def progress(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """While the worker takes the rows over; afterwards what landed and what did not."""
    asked = asker(request)
    kept = _upload(asked, pk)
    if kept.state == "done":
        return render(request, "desk/import_result.html", {"page": _result(kept)})
    job = _job(kept)
    if request.headers.get("HX-Request"):
        return render(request, "desk/parts/job.html", {"job": job})
    notes = (Note("行分批写入，一批要么全部写入，要么一行也不写。关掉页面也会继续。", ""),)
    page = ProgressPage(_head("正在导入", "正在导入", Link("导入表格", "/import/")), job, notes)
    return render(request, "desk/import_progress.html", {"page": page})


def _job(kept: Upload) -> Job:
    work = Work.objects.filter(key=f"{TAKE}:{kept.pk}").first()
    url = f"/import/{kept.pk}/progress/"
    if kept.state == "done":
        return Job(str(kept.pk), kept.name, "导入完成", 1, 1, result=Link("看结果", url))
    if work is not None and work.state == Work.State.FAILED:
        return Job(str(kept.pk), kept.name, "没有完成，已写入的不受影响；请管理员查看任务记录", 0, 1)
    done, total = (work.done, work.total) if work else (0, 0)
    text = f"{done:,} / {total:,} 行" if total else "排队中"
    leave = "可离开本页，完成后在“以前的导入”里看结果"
    return Job(str(kept.pk), kept.name, text, done, total, url=url, running=True, leave=leave)


def _result(kept: Upload) -> ResultPage:
    sheets = json.loads(kept.result or "[]")
    tallies = [
        (
            f"{each['sheet']} → {each['title']}",
            f"新增{each['new']}，没有变化{each['same']}，更正{each['corrected']}，没有写入{each['bad']}"
            + (f"，表里不见了{len(each['vanished'])}行（台账保留）" if each["vanished"] else ""),
        )
        for each in sheets
    ]
    complaints = tuple(
        CellComplaint(f"{each['sheet']} 第{row}行", "", "", why)
        for each in sheets
        for row, why in each["refused"]
    )
    events = sum(each["events"] for each in sheets)
    keys = dict.fromkeys((each["register"], each["title"]) for each in sheets)
    return ResultPage(
        head=_head("导入结果", f"已导入，存证{events}条记录", Link("导入表格", "/import/")),
        notes=(),
        tallies=tuple(tallies),
        actions=(*(Action(f"看{title}", f"/r/{key}/") for key, title in keys), Action("看指标", "/figures/")),
        complaints=complaints,
        complaints_note=f"{len(complaints)}行没有写入",
    )
