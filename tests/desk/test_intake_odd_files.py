"""Odd and hostile files at the desk: each gets a sentence with its name, alone and among others, never a fault."""

import pytest
from django.utils import timezone

from tests.desk.playing import at_desk, text, tree
from tests.desk.test_intake import TEXT
from tests.desk.test_intake_batch import hand_in
from tests.reader.papers import archive, docx, locked_docx, locked_pdf, locked_zip, pdf
from yifa.desk.models import Intake
from yifa.jobs.loop import run_due
from yifa.project.work import HANDLERS

pytestmark = pytest.mark.django_db
LINES = [line for line in TEXT.split("\n") if line]
LINKS = '<r xmlns="x"><Relationship Target="http://example.invalid/" TargetMode="External"/></r>'
UNREADABLE = {
    "空.txt": (b"", "里面没有文字"),
    "只有空白.txt": (b" \r\n\x00\n", "里面没有文字"),
    "程序.txt": (b"MZ\x90\x00" + bytes(200), "这是程序文件"),
    "乱码.txt": (bytes(range(256)) * 40, "这是二进制文件"),
    "加密.pdf": (locked_pdf(pdf([LINES])), "PDF有密码，请去掉密码"),
    "坏.pdf": (pdf([LINES])[:300], "PDF已损坏"),
    "扫描.pdf": (pdf([[], []]), "PDF第1页没有文字层，是扫描件，请先作文字识别"),
    "太长.pdf": (pdf([["法治"]] * 401), "PDF有401页，超过400页"),
    "加密.docx": (locked_docx(), "文件有密码，请去掉密码"),
    "锁.docx": (locked_zip(docx(LINES)), "文件有密码，请去掉密码"),
    "炸弹.docx": (archive({"word/document.xml": "<a>" + " " * 20_000_000 + "</a>"}), "解压后大得不合理"),
    "实体.docx": (
        archive({"word/document.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}),
        "文件内容已损坏",
    ),
    "没有字.docx": (docx([]), "里面没有文字"),
    "表.docx": (archive({"xl/workbook.xml": "x"}), "这是Excel表格"),
    "图.pdf": (b"\x89PNG\r\n\x1a\n" + bytes(100), "这是图片"),
}


@pytest.fixture
def client(cast, settings, tmp_path):
    settings.UPLOADS_ROOT = tmp_path
    return at_desk(cast, "clerk")


@pytest.mark.parametrize("name", UNREADABLE)
def test_alone_it_is_refused_in_words(client, name):
    data, said = UNREADABLE[name]
    answer = hand_in(client, (name, data))
    page = tree(answer)
    assert answer.status_code == 422 and Intake.objects.count() == 0
    summary = text(page.xpath("//*[contains(@class, 'error-summary')]")[0])
    assert f"“{name}”" in summary and said in summary


def test_together_each_is_named_and_holds_nobody_up(client):
    good = ("好.txt", TEXT.encode())
    files = [(name, data) for name, (data, _) in UNREADABLE.items()]
    url = hand_in(client, *files, good).headers["Location"]
    run_due(HANDLERS, now=timezone.localtime)
    page = text(tree(client.get(url)))
    assert f"读完1份，{len(UNREADABLE)}份读不了" in page
    for name, (_, said) in UNREADABLE.items():
        told = page.split(f"“{name}”读不了：")[1].split("读不了：")[0]
        assert said in told, name
    assert Intake.objects.get().name == "好.txt"


READABLE = {
    "宏.docx": (docx(LINES, {"word/vbaProject.bin": "x"}), "文档带有宏，未运行"),
    "链接.docx": (docx(LINES, {"word/_rels/document.xml.rels": LINKS}), "文档带有外部链接，未访问"),
    "半扫描.pdf": (
        pdf([[line[:40] for line in LINES], [], ["以上情况特此报告，请予审阅。"]]),
        "第2页没有文字层",
    ),
    "二百页.pdf": (pdf([[line[:40] for line in LINES]] * 200), "青禾镇"),
    "公开.txt": (
        "望河镇2023年政府信息公开工作年度报告\n一、总体情况\n主动公开信息56条。".encode(),
        "这不像法治政府建设年度报告",
    ),
    "散文.txt": ("今天天气很好，我们去公园。".encode(), "这不像法治政府建设年度报告"),
}


@pytest.mark.parametrize("name", READABLE)
def test_what_can_be_read_says_what_is_odd(client, name):
    data, said = READABLE[name]
    answer = hand_in(client, (name, data))
    row = Intake.objects.get()
    assert answer.headers["Location"] == f"/intake/{row.pk}/"
    answer = client.get(f"/intake/{row.pk}/")
    assert answer.status_code == 200 and said in text(tree(answer))
    assert client.get("/intake/table/").status_code == 200
    if row.name in ("公开.txt", "散文.txt"):
        assert "缺少规定的部分" not in answer.content.decode()
