"""R5: reports handed in on the desk, read, held against the registers, confirmed; many in one table."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.desk.playing import text, tree
from yifa.desk import intake_rows
from yifa.desk.accounts import enrol
from yifa.desk.models import Intake
from yifa.matter.record import record
from yifa.matter.register import register

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
TEXT = """青禾镇人民政府2025年法治政府建设年度报告

2025年，青禾镇深入学习贯彻习近平法治思想，现将有关情况报告如下：
一、2025年度推进法治政府建设的主要举措和成效
（一）推进普法。组织中心组学法3次，开展援法议事2场次。
二、党政主要负责人履行推进法治建设第一责任人职责情况
镇党委书记、镇长认真履行第一责任人职责。
三、存在的不足和原因
一些工作人员运用法治思维和法治方式解决基层复杂矛盾纠纷的能力还不够强，综合行政执法队伍力量相对薄弱。
四、2026年工作安排
（一）加强执法人员培训。由综合执法队牵头，2026年6月底前完成轮训。
（二）丰富普法形式。
"""


@pytest.fixture
def client(cast):
    user = cast["clerk"].user
    made = Client()
    made.force_login(user, backend=BACKEND)
    return made


@pytest.fixture
def studied(cast):
    for day in (date(2025, 3, 1), date(2025, 6, 1), date(2025, 9, 1)):
        noon = datetime(day.year, day.month, day.day, 12, tzinfo=ZoneInfo("Asia/Shanghai"))
        values = {"title": f"学习{day}", "form": "中心组学法", "present": 20}
        record(register("law_study"), None, "session", values, on=day, now=noon, by=cast["clerk"])


def hand_in(client, *files):
    return client.post("/intake/", {"files": [SimpleUploadedFile(name, data) for name, data in files]})


def test_one_report_is_read_and_held_against_the_registers(client, studied):
    answer = hand_in(client, ("报告.txt", TEXT.encode()))
    row = Intake.objects.get()
    assert answer.headers["Location"] == f"/intake/{row.pk}/"
    assert (row.year, row.body) == (2025, "青禾镇人民政府")
    page = client.get(f"/intake/{row.pk}/").content.decode()
    assert "一致" in page and "中心组学法" in page and "确认导入" in page
    client.post(f"/intake/{row.pk}/")
    row.refresh_from_db()
    assert row.state == "confirmed"


def test_shortcomings_and_plans_are_proposed_with_who_and_when_at_their_place(client):
    hand_in(client, ("报告.txt", TEXT.encode()))
    page = tree(client.get(f"/intake/{Intake.objects.get().pk}/"))
    rows = [[text(cell) for cell in row.xpath("td")] for row in page.xpath("//table[@id='carry']/tbody/tr")]
    tasks = [row[:4] for row in rows if row[1] == "任务"]
    assert tasks == [
        ["加强执法人员培训", "任务", "综合执法队", "2026年6月底前"],
        ["丰富普法形式", "任务", "未写明", "未写明"],
    ]
    assert [row[2:4] for row in rows if row[1] == "整改"] == [["未写明", "未写明"]] * (len(rows) - 2) != []
    places = page.xpath("//table[@id='carry']//a/@href")
    assert len(places) == len(rows) and all(page.xpath(f"//*[@id='{one[1:]}']") for one in places)


def test_last_years_plans_are_shown_with_what_this_report_says_of_them(client):
    later = TEXT.replace("2026年", "2027年").replace("2025年", "2026年")
    later = later.replace("开展援法议事2场次。", "举办执法人员培训班，完成全体执法人员轮训。")
    for name, paper in (("前.txt", TEXT), ("后.txt", later), ("邻.txt", TEXT.replace("青禾镇", "柏川镇"))):
        hand_in(client, (name, paper.encode()))
    before = Intake.objects.get(year=2025, body="青禾镇人民政府")
    after = Intake.objects.get(year=2026)
    page = tree(client.get(f"/intake/{after.pk}/"))
    rows = [[text(cell) for cell in row.xpath("td")] for row in page.xpath("//table[@id='kept']/tbody/tr")]
    assert [row[0] for row in rows] == ["加强执法人员培训", "丰富普法形式"]
    assert "完成全体执法人员轮训" in rows[0][1] and rows[0][2] == "有下文"
    links = page.xpath("//table[@id='kept']//a/@href")
    assert links[0].startswith(f"/intake/{before.pk}/#at-") and page.xpath(f"//*[@id='{links[1][1:]}']")
    assert page.xpath(f"//a[@href='/intake/{before.pk}/']")
    older = tree(client.get(f"/intake/{before.pk}/"))
    assert older.xpath(f"//a[@href='/intake/{after.pk}/#h-kept']") and not older.xpath("//table[@id='kept']")
    table = tree(client.get("/intake/table/"))
    assert table.xpath("//table[@id='kept']//a/@href") == [f"/intake/{after.pk}/#h-kept"]


def test_a_countys_other_townships_are_not_read_to_find_last_years_report(client, monkeypatch):
    for name in ("柏川镇", "石门镇", "望河镇"):
        hand_in(client, (f"{name}.txt", TEXT.replace("青禾镇", name).encode()))
    later = TEXT.replace("2026年", "2027年").replace("2025年", "2026年")
    url = hand_in(client, ("后.txt", later.encode())).headers["Location"]
    read = []
    monkeypatch.setattr(
        intake_rows, "reread", lambda rows: read.extend(rows) or pytest.fail("read another township's report")
    )
    assert "没有交来本单位2025年的报告" in client.get(url).content.decode() and not read


def test_a_plan_nobody_speaks_of_says_so(client):
    later = TEXT.replace("2026年", "2027年").replace("2025年", "2026年").split("四、")[0]
    hand_in(client, ("前.txt", TEXT.encode()))
    hand_in(client, ("后.txt", later.encode()))
    page = text(tree(client.get(f"/intake/{Intake.objects.get(year=2026).pk}/")))
    assert "未见下文" in page and "没有提到不等于没有做" in page


def test_gbk_is_read_and_the_same_file_is_one_report(client):
    hand_in(client, ("报告.txt", TEXT.encode("gb18030")))
    hand_in(client, ("又一份.txt", TEXT.encode("gb18030")))
    assert Intake.objects.get().year == 2025


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("空.txt", b""),
        ("乱.txt", bytes(range(256)) * 40),
        ("坏.docx", b"PK\x03\x04junk"),
        ("坏.pdf", b"%PDF-1.4"),
    ],
)
def test_what_cannot_be_read_says_so_and_keeps_nothing(client, name, data):
    answer = hand_in(client, (name, data))
    assert answer.status_code == 422 and name in answer.content.decode()
    assert Intake.objects.count() == 0


def test_many_in_one_table(client):
    other = TEXT.replace("青禾镇", "柏川镇").replace("3次", "4次")
    hand_in(client, ("一.txt", TEXT.encode()))
    hand_in(client, ("二.txt", other.encode()))
    page = client.get("/intake/table/").content.decode()
    assert "青禾镇" in page and "柏川镇" in page and "相同" in page


def test_county_reads_officers_do_not(client, cast):
    county = Client()
    enrol(cast["county"].user)
    county.force_login(cast["county"].user, backend=BACKEND)
    assert county.get("/intake/").status_code == 200
    officer = Client()
    officer.force_login(cast["officer1"].user, backend=BACKEND)
    assert officer.get("/intake/").status_code == 403


def test_real_reports_open(client, shared):
    for path in sorted((shared / "seeds").glob("*.txt")):
        hand_in(client, (path.name, path.read_bytes()))
    rows = list(Intake.objects.all())
    assert len(rows) == 5
    for row in rows:
        assert client.get(f"/intake/{row.pk}/").status_code == 200
    assert client.get("/intake/table/").status_code == 200
