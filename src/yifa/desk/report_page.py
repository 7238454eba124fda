"""R1 年度报告: the draft as paper, its figures as links, what is found beside it, and the downloads."""

from __future__ import annotations

import io
import json
from functools import partial

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from yifa.desk.asking import Asker, asker
from yifa.desk.errors import NotYours
from yifa.desk.frame import CADRES
from yifa.desk.shown.figures import FigurePage, Part
from yifa.desk.shown.parts import Action, Empty, Figure, Head, Link, Note, Piece
from yifa.desk.shown.report import Block, Finding, OutlineItem, ReportPage, Run
from yifa.matter.models import Matter
from yifa.matter.register import Register
from yifa.matter.rights import seen_by
from yifa.measure.value import NOTHING, grouped
from yifa.people.models import Organisation
from yifa.report import blocks as written
from yifa.report.as_json import as_json
from yifa.report.docx import Properties, docx
from yifa.report.draft import Draft, build
from yifa.report.figures import figures
from yifa.report.html import html
from yifa.report.lint import Finding as Found
from yifa.report.outline import NoOutline

TITLES = {
    "typed_number": "手写的数字",
    "unknown_figure": "没有这个指标",
    "open": "待填写",
    "drift": "和定稿不一致",
}
FORMATS = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html; charset=utf-8",
    "json": "application/json",
}
KINDS = {"title": "title", "part": "part", "section": "section", "note": "aside"}


@login_required
def report(request: HttpRequest) -> HttpResponse:
    """The draft of the year that the officer looks at."""
    asked, place = _asked(request)
    draft = _draft(asked, place, rows=False)
    have = [figure for figure in draft.figures if not figure.value.state]
    gaps = sum(finding.code == "open" for finding in draft.findings)
    page = ReportPage(
        head=_head(draft, place, len(have)),
        downloads=tuple(
            Link(f"下载{name}", f"/report/{key}/?place={place.pk}")
            for key, name in (("docx", "公文（DOCX）"), ("html", "网页（HTML）"), ("json", "数据（JSON）"))
        ),
        blocks=_blocks(draft, place),
        outline=_outline(draft),
        tallies=(
            ("有数的指标", str(len(have)), ""),
            ("未登记", str(sum(one.value.state == NOTHING for one in draft.figures)), "zhe"),
            ("待填写", str(gaps), "zhe" if gaps else ""),
        ),
        notes=_notes(draft),
        findings=_findings(draft),
        findings_note=f"{len(draft.findings)}处",
    )
    return render(request, "desk/report.html", {"page": page})


@login_required
def download(request: HttpRequest, format: str) -> HttpResponseBase:
    """The draft as a file; its row ids are those that the officer may see."""
    asked, place = _asked(request)
    if format not in FORMATS:
        raise Http404(format)
    draft = _draft(asked, place, rows=format != "docx")
    if format == "docx":
        content = docx(draft.pieces, Properties(draft.title, draft.office, f"{draft.year}年度", draft.on))
    elif format == "html":
        content = html(draft).encode()
    else:
        content = json.dumps(as_json(draft), ensure_ascii=False, indent=1).encode()
    name = f"{draft.title}（草稿）.{format}"
    return FileResponse(io.BytesIO(content), as_attachment=True, filename=name, content_type=FORMATS[format])


@login_required
def composed(request: HttpRequest, slug: str) -> HttpResponse:
    """A figure over several registers: its parts, each of which opens to its own rows."""
    asked, place = _asked(request)
    found = next((one for one in figures(place, asked.year) if one.slug == slug and one.parts), None)
    if found is None:
        raise Http404(slug)
    value = found.value
    page = FigurePage(
        head=Head(
            window=value.label,
            name="指标",
            title=(Piece(f"{value.label}：{value.shown}"),),
            kick=f"{asked.year}年度 {place.name}",
            crumbs=(Link("工作台", "/"), Link("年度报告", "/report/")),
        ),
        label=value.label,
        value="—" if value.state or value.value is None else grouped(value.value),
        unit=value.unit,
        state="o" if value.state == NOTHING else "",
        state_text=value.state or f"由{len(found.parts)}个分项相加，分项逐件可以打开",
        definition=(("口径", found.counts), ("单位", value.unit), ("名称", value.slug)),
        parts=tuple(
            Part(part.label, part.shown, "", f"/figures/{part.slug}/?place={place.pk}")
            for part in found.parts
        ),
        parts_title="分项",
        rows_note=f"共{grouped(value.evidence)}件",
        empty=Empty("事项在各分项里", "打开上面的分项，逐件查看。"),
    )
    return render(request, "desk/figure.html", {"page": page})


def _asked(request: HttpRequest) -> tuple[Asker, Organisation]:
    asked = asker(request)
    if not asked.roles or asked.roles <= CADRES:
        raise NotYours("年度报告由本单位工作人员查看。")
    return asked, asked.place(request.GET.get("place", ""))


def _draft(asked: Asker, place: Organisation, *, rows: bool) -> Draft:
    door = partial(_door, asked) if rows else None
    try:
        return build(place, asked.year, asked.today, door=door)
    except NoOutline:
        raise Http404(str(asked.year)) from None


def _door(asked: Asker, register: Register) -> QuerySet[Matter]:
    return seen_by(register, asked.officer, asked.today)


def _head(draft: Draft, place: Organisation, have: int) -> Head:
    return Head(
        window="年度报告",
        name="年度报告",
        title=(Piece(f"{len(draft.figures)}个数字里有{have}个能从台账算出来"),),
        kick=f"{draft.year}年度 {place.name}",
        crumbs=(Link("工作台", "/"),),
        actions=(Action("指标", f"/figures/?place={place.pk}"), Action("打印", icon="print", print=True)),
    )


def _blocks(draft: Draft, place: Organisation) -> tuple[Block, ...]:
    """The body of the draft; the annex is the page of the figures."""
    shown = []
    over_several = {figure.slug for figure in draft.figures if figure.parts}
    for piece in _body(draft):
        runs = tuple(_run(run, place, over_several) for run in piece.runs)
        kind = KINDS.get(piece.kind, "paragraph")
        shown.append(Block(kind, runs, f"part-{piece.id}" if piece.id else ""))  # type: ignore[arg-type]
    return tuple(shown)


def _run(run: written.Run, place: Organisation, over_several: set[str]) -> Run:
    if isinstance(run, written.Ref):
        root = "/report/figure" if run.slug in over_several else "/figures"
        return Run(figure=Figure(run.text, f"{root}/{run.slug}/?place={place.pk}", run.slug))
    if isinstance(run, written.Gap):
        return Run(run.text, mark="found")
    return Run(run.text.replace("\n", ""))


def _outline(draft: Draft) -> tuple[OutlineItem, ...]:
    """Parts with their sections, and how many figures each part tells."""
    items: list[OutlineItem] = []
    for block in _body(draft):
        if block.kind == "part":
            items.append(OutlineItem(block.text, f"part-{block.id}"))
        elif block.kind == "section" and items:
            last = items[-1]
            child = OutlineItem(block.text, f"part-{block.id}")
            items[-1] = OutlineItem(last.label, last.target, last.ready, children=(*last.children, child))
        elif items:
            told = sum(isinstance(run, written.Ref) for run in block.runs)
            last = items[-1]
            before = int(last.ready.removesuffix("个数字") or 0)
            ready = f"{before + told}个数字" if before + told else ""
            items[-1] = OutlineItem(last.label, last.target, ready, children=last.children)
    return tuple(items)


def _body(draft: Draft) -> list[written.Block]:
    """The body's blocks, without the annex."""
    found = []
    for piece in draft.pieces:
        if isinstance(piece, written.Block):
            if piece.kind == "annex":
                break
            found.append(piece)
    return found


def _notes(draft: Draft) -> tuple[Note, ...]:
    cite = draft.outline.parts[0].cite
    order = Note(
        f"四个部分和次序依据{cite.label}{f'（{cite.mark}）' if cite.mark else ''}。"
        "数字都由台账算出，不能手填。"
    )
    if draft.empty:
        return (Note(f"{draft.year}年度的台账里还没有记录，报告里没有数字。", "还不能写。", "o"), order)
    return (order,)


def _findings(draft: Draft) -> tuple[Finding, ...]:
    return tuple(_finding(number, found) for number, found in enumerate(draft.findings, start=1))


def _finding(number: int, found: Found) -> Finding:
    title = TITLES.get(found.code, "读报告时发现")
    return Finding(f"finding-{number}", str(number), title, found.sentence, found.tone)
