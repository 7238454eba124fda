"""R5 往年报告导入, one report: its text with findings, its figures against the registers, what it leaves to be done."""

from __future__ import annotations

import uuid
from collections import Counter

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone

from yifa.desk import words
from yifa.desk.asking import Asker, asker
from yifa.desk.intake_carry import carried, carried_note, kept_table, tally
from yifa.desk.intake_numbers import compared, uncompared
from yifa.desk.intake_numbers import tally as counted
from yifa.desk.intake_open import Opened, opened, report_for, report_to_decide
from yifa.desk.intake_past import confirm, harvest
from yifa.desk.intake_past_shown import done, past_note, past_table
from yifa.desk.intake_rows import called, of_year
from yifa.desk.intake_shown import blocks, cards
from yifa.desk.models import Intake, PastFigure
from yifa.desk.shown.parts import Action, Fact, Head, Link, Note, Piece, Stage
from yifa.desk.shown.report import IntakePage
from yifa.desk.shown.table import Table
from yifa.reader.document import Report
from yifa.reader.kept import promises_kept
from yifa.reader.promises import propose

STRANGE = "这不像法治政府建设年度报告，下面的结果仅供参考。"


@login_required
def one(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One report: its text with findings, its figures with the registers beside them; confirms."""
    asked = asker(request)
    if request.method == "POST":
        row = report_to_decide(asked, pk)
        result = confirm(asked, row, request.POST.get("listed", ""), "again" in request.POST)
        say = messages.error if result[-1].outdated else messages.success
        say(request, done(*result))
        return HttpResponseRedirect(f"/intake/{pk}/")
    return show(request, asked, report_for(asked, pk))


def show(request: HttpRequest, asked: Asker, row: Intake, held: str = "") -> HttpResponse:
    """The page of a report; ``held`` is the key of the point that was decided just now."""
    here = opened(asked, row)
    report, rows = here.report, tuple(one.row for one in here.counted)
    ahead = propose(report)
    kept, kept_note, kept_links = _earlier(row, report)
    beside, missing = cards(here, _said(here, asked), held)
    rest, found = uncompared(here), harvest(here)
    stored = list(PastFigure.objects.filter(report=row).select_related("replaced_by").order_by("start", "pk"))
    again = here.confirmed and bool(found.kept) and all(one.replaced_at for one in stored)
    page = IntakePage(
        head=_head(here, found.mark, again),
        blocks=blocks(here),
        findings=beside,
        missing=missing,
        decide_url=f"/intake/{row.pk}/decide/",
        notes=_notes(report),
        numbers=compared(here),
        numbers_note=counted(rows, here.own is not None),
        rest=rest,
        rest_label=f"没有台账可对的{len(rest.rows)}处" if rest else "",
        numbers_link=Link("各年各单位对照", "/intake/table/"),
        carry=carried(report, ahead),
        carry_note=carried_note(ahead),
        kept=kept,
        kept_note=kept_note,
        kept_links=kept_links,
        past=past_table(here, found, stored, asked),
        past_note=past_note(here, found, stored, asked),
        past_left=found.told,
        errata=_errata(here),
    )
    return render(request, "desk/intake.html", {"page": page})


def _errata(here: Opened) -> tuple[Link, ...]:
    """The list of corrections and the corrected text, once something is to be corrected."""
    count = sum(point.wanted for point in here.points)
    url = f"/intake/{here.row.pk}/"
    if not count:
        return ()
    return Link(f"校改单，{count}处", f"{url}errata/"), Link("校改后的全文（TXT）", f"{url}text/")


def _said(here: Opened, asked: Asker) -> dict[str, str]:
    """Who decided and when, by the key of the point."""
    made = {point.key: point.decision for point in here.points if point.decision}
    officers = list({str(one.officer) for one in made.values()})
    names = dict(zip(officers, words.officer_names(officers), strict=True))
    return {
        key: f"{names[str(one.officer)]}，{words.day(timezone.localtime(one.at).date(), asked.today)}"
        for key, one in made.items()
    }


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


def _head(here: Opened, listed: str, again: bool) -> Head:
    """The head; ``listed`` names the figures below, ``again`` tells that a confirmed report may be stored once more."""
    row, report = here.row, here.report
    year = f"{report.year}年度" if report.year else "年度没有写明"
    grades = Counter(point.severity for point in here.points)
    wrong, doubtful = grades["error"], grades["warn"]
    facts = [
        Fact("来源", row.name),
        Fact(f"{len(report.text):,}字"),
        Fact(f"识别出{len(report.outline)}个小节、{len(report.figures)}处数字"),
        Fact(f"{wrong}处错误", tone="zhu") if wrong else Fact("没有错误"),
    ]
    if doubtful:
        facts.append(Fact(f"{doubtful}处要核对", tone="zhe"))
    if here.points:
        facts.append(Fact("已处理", f"{here.decided} / {len(here.points)}处"))
    new = not here.confirmed
    done = [Stage(label, "done") for label in ("读取", "分节", "找数字")]
    checking, stored = (
        Stage("核对", "now" if new else "done"),
        Stage("入库，作为历史年度", "todo" if new else "done"),
    )
    actions = [Action("换一个文件", "/intake/", icon="in")]
    if new and here.decides:
        actions.append(Action("确认导入", f"/intake/{row.pk}/", "p", post=True, name="listed", value=listed))
    elif again and here.decides:
        actions.append(Action("重新入库", f"/intake/{row.pk}/", post=True, name="again", value="1"))
    return Head(
        window=called(row),
        name="往年报告导入",
        title=(Piece(called(row)),),
        kick=f"{row.body or '报告机关没有写明'}　{year}",
        crumbs=(Link("工作台", "/"), Link("往年报告导入", "/intake/"), Link(year, "")),
        facts=tuple(facts),
        stages=(*done, checking, stored),
        actions=tuple(actions),
    )


def _notes(report: Report) -> tuple[Note, ...]:
    """What is odd about the file itself."""
    strange = [STRANGE] if report.genre == "other" else []
    return tuple(Note(said, "", "o") for said in [*strange, *(one.text for one in report.source.notices)])
