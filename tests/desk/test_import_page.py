"""A sheet is uploaded, looked at, confirmed, taken by the worker, and its result read."""

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.desk.playing import at_desk, text, tree
from yifa.jobs.models import Job as Work
from yifa.ledger.models import Entry
from yifa.matter.register import register

pytestmark = pytest.mark.django_db
HEADINGS = [
    "受理日期",
    "申请人",
    "被申请人",
    "纠纷类型",
    "简要情况",
    "涉及金额（元）",
    "结案日期",
    "调解结果",
]
ROWS = [
    ["2025-03-02", "甲某", "乙某", "邻里纠纷", "排水", 1200, "2025-03-05", "成功"],
    ["2025-13-45", "丙某", "丁某", "合同纠纷", "欠款", 300, "2025-04-03", "成功"],
]


def sheet():
    book = openpyxl.Workbook()
    book.active.title = "人民调解台账"
    for row in (HEADINGS, *ROWS):
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return SimpleUploadedFile("台账.xlsx", out.getvalue())


@pytest.fixture
def preview(cast, settings, tmp_path):
    settings.UPLOADS_ROOT = tmp_path
    client = at_desk(cast, "clerk")
    answer = client.post("/import/", {"files": sheet(), "year": "2025"})
    return client, answer.headers["Location"]


def test_looking_writes_nothing_and_names_the_cell(preview):
    client, url = preview
    page = tree(client.get(url))
    told = text(page)
    assert "1行可以导入" in told and "A3" in told and "没有“2025-13-45”这一天" in told
    assert "look like" not in told
    assert Entry.objects.count() == 0 and Work.objects.count() == 0
    client.post(url, {})  # anything but the button that says so
    assert Work.objects.count() == 0


def test_confirming_hands_it_to_the_worker_once(preview):
    client, url = preview
    form = tree(client.get(url)).xpath("//main//form[.//button[contains(text(),'导入这1行')]]")[0]
    for _ in range(2):
        assert client.post(url, dict(form.form_values())).headers["Location"].endswith("/progress/")
    assert Work.objects.count() == 1
    assert register("mediation").model.objects.count() == 0


def test_only_the_clerk_and_the_leader_import(cast):
    assert at_desk(cast, "officer1").get("/import/").status_code == 403
    assert at_desk(cast, "county").get("/import/").status_code == 403
