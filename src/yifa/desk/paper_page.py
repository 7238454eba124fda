"""文书 of a step as a page to print and as a DOCX; what the record does not say stays an open blank."""

from __future__ import annotations

import io

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render

from yifa.desk.asking import asker, register_for, row_for
from yifa.desk.report_page import FORMATS
from yifa.desk.shown.paper import PaperPage
from yifa.desk.shown.parts import Action, Head, Link, Note, plain
from yifa.matter.history import effective, history
from yifa.matter.papers import Paper, paper, templates
from yifa.report.paper import organ_above, paper_docx


@login_required
def page(request: HttpRequest, key: str, pk: str, name: str) -> HttpResponseBase:
    """The paper of the step with the English id ``name``; ``?docx`` gives the file. 404 for a step without one."""
    asked = asker(request)
    register = register_for(key, asked)
    row = row_for(register, pk, asked)
    step = register.version(row).definition.by_id.get(name)
    if step is None or not step.paper or step.paper not in templates(register):
        raise Http404(name)
    events = history(register.key, row.pk)
    made = paper(register, row, step.paper, events, step.id)
    if "docx" in request.GET:
        content = io.BytesIO(paper_docx(made, asked.today))
        title = f"{register.title_of(row)}{made.title}.docx"
        return FileResponse(content, as_attachment=True, filename=title, content_type=FORMATS["docx"])
    url = f"/r/{register.key}/{row.pk}/"
    taken = any(original.step == step.id for original, _ in effective(events))
    shown = PaperPage(
        head=Head(
            window=made.title,
            name="文书",
            title=plain(made.title),
            crumbs=(
                Link("工作台", "/"),
                Link(register.zh, f"/r/{register.key}/"),
                Link(register.title_of(row), url),
            ),
            actions=(
                Action("下载DOCX", f"{url}paper/{step.id}/?docx", icon="out"),
                Action("打印", icon="print", print=True),
            ),
        ),
        organ=organ_above(made),
        title=made.title,
        number=made.number,
        addressee=made.addressee,
        paragraphs=made.paragraphs,
        signature=made.signature,
        day=made.day,
        notes=_notes(made, step.name, taken),
    )
    return render(request, "desk/paper.html", {"page": shown})


def _notes(made: Paper, step: str, taken: bool) -> tuple[Note, ...]:
    notes = []
    if not taken:
        notes.append(Note(f"“{step}”还没有记录，这是按现有记录填写的样稿。", "还不是正式文书。", "o"))
    if made.blanks:
        notes.append(Note(f"{'、'.join(made.blanks)}。", "记录里没有，留空待填：", "o"))
    return tuple(notes)
