"""Addresses of the desk."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from yifa.desk import (
    correct_page,
    entry_page,
    evidence,
    figures_page,
    find_page,
    home_page,
    import_page,
    intake_batch,
    intake_page,
    intake_table,
    intake_upload,
    law_page,
    list_page,
    matter_page,
    paper_page,
    report_page,
    step_page,
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home_page.home, name="home"),
    path("inbox/", find_page.inbox, name="inbox"),
    path("search/", find_page.search, name="search"),
    path("new/", entry_page.new, name="entry"),
    path("mine/", entry_page.mine, name="mine"),
    path("figures/", figures_page.figures, name="figures"),
    path("figures/<slug:slug>/", figures_page.figure, name="figure"),
    path("intake/", intake_upload.intake, name="intake"),
    path("intake/table/", intake_table.many, name="intake_table"),
    path("intake/batch/<uuid:pk>/", intake_batch.batch, name="intake_batch"),
    path("intake/<uuid:pk>/", intake_page.one, name="intake_one"),
    path("import/", import_page.upload, name="import"),
    path("import/<uuid:pk>/", import_page.preview, name="preview"),
    path("import/<uuid:pk>/progress/", import_page.progress, name="progress"),
    path("report/", report_page.report, name="report"),
    path("report/figure/<slug:slug>/", report_page.composed, name="composed"),
    path("report/<slug:format>/", report_page.download, name="report-file"),
    path("law/<slug:statute>/", law_page.article, name="statute"),
    path("law/<slug:statute>/<str:number>/", law_page.article, name="article"),
    path("account/", include("yifa.desk.account_urls")),
    path("r/<slug:key>/", list_page.listing, name="register"),
    path("r/<slug:key>/law/", law_page.definition, name="definition"),
    path("r/<slug:key>/new/", step_page.new, name="new"),
    path("r/<slug:key>/<uuid:pk>/", matter_page.matter, name="matter"),
    path("r/<slug:key>/<uuid:pk>/step/<slug:name>/", step_page.step, name="step"),
    path("r/<slug:key>/<uuid:pk>/paper/<slug:name>/", paper_page.page, name="paper"),
    path("r/<slug:key>/<uuid:pk>/correct/<uuid:entry>/", correct_page.page, name="correct"),
    path("r/<slug:key>/<uuid:pk>/file/<slug:digest>/", evidence.download, name="file"),
]
