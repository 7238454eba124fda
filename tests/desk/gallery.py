"""Every page of the desk with invented contents, as addresses for the tests; never part of an installation."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import include, path

from tests.desk.invented import desk, forms, numbers, register
from yifa.desk import errors
from yifa.desk.shown.parts import Action


@dataclass(frozen=True)
class Shown:
    """A template, its contents and the place it takes in the navigation."""

    template: str
    page: Any
    place: str = "行政处罚"


PAGES = {
    "home": Shown("desk/home.html", desk.HOME, "工作台"),
    "home-empty": Shown("desk/home.html", desk.HOME_EMPTY, "工作台"),
    "inbox": Shown("desk/inbox.html", desk.INBOX, "提醒"),
    "search": Shown("desk/search.html", desk.SEARCH, ""),
    "search-empty": Shown("desk/search.html", desk.SEARCH_EMPTY, ""),
    "register": Shown("desk/register.html", register.REGISTER),
    "register-empty": Shown("desk/register.html", register.REGISTER_EMPTY),
    "matter": Shown("desk/matter.html", register.MATTER, "重大行政决策"),
    "matter-new": Shown("desk/matter.html", register.MATTER_NEW),
    "definition": Shown("desk/definition.html", register.DEFINITION),
    "step": Shown("desk/step.html", forms.STEP),
    "step-refused": Shown("desk/step.html", forms.STEP_REFUSED),
    "check": Shown("desk/check.html", forms.CHECK),
    "correct": Shown("desk/correct.html", forms.CORRECT),
    "conflict": Shown("desk/conflict.html", forms.CONFLICT),
    "figures": Shown("desk/figures.html", numbers.FIGURES, "指标"),
    "figure": Shown("desk/figure.html", numbers.FIGURE, "指标"),
    "figure-empty": Shown("desk/figure.html", numbers.FIGURE_EMPTY, "指标"),
    "report": Shown("desk/report.html", numbers.REPORT, "报告"),
    "intake": Shown("desk/intake.html", numbers.INTAKE, "往年报告导入"),
    "intake-batch": Shown("desk/intake_batch.html", numbers.BATCH, "往年报告导入"),
    "intake-table": Shown("desk/intake_table.html", numbers.COMPARED, "往年报告导入"),
    "import": Shown("desk/import_upload.html", numbers.UPLOAD),
    "import-preview": Shown("desk/import_preview.html", numbers.PREVIEW),
    "import-progress": Shown("desk/import_progress.html", numbers.PROGRESS),
    "import-result": Shown("desk/import_result.html", numbers.RESULT),
}
FAULTS = ["denied", "missing", "broken"]
LOGIN = "account/login"
ALL = [*PAGES, *FAULTS, LOGIN]


def page(request: HttpRequest, name: str) -> HttpResponse:
    """One page of the gallery."""
    shown = PAGES[name]
    return render(request, shown.template, {"frame": desk.frame(shown.place), "page": shown.page})


def job(request: HttpRequest) -> HttpResponse:
    """The fragment that a running job asks for."""
    return render(request, "desk/parts/job.html", {"job": numbers.PROGRESS.job})


def denied(request: HttpRequest) -> HttpResponse:
    """403 with who can."""
    why = errors.NotYours(
        "法制审核由审核人员办，你是这件案子的承办人。",
        ("纪明月（法制审核人员）",),
        Action("转给纪明月", "/home/", "p", post=True),
    )
    return errors.denied(request, why)


urlpatterns = [
    path("account/", include("yifa.desk.account_urls")),
    path("job/", job),
    path("denied/", denied),
    path("missing/", lambda request: errors.not_found(request, Exception())),
    path("broken/", lambda request: errors.broken(request)),
    path("<slug:name>/", page),
]
