"""An office's own sheets in, lawful records and figures out; once, again, and after a correction."""

from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
import yaml
from openpyxl import Workbook

from yifa.matter.history import history
from yifa.matter.models import Breach
from yifa.matter.register import register
from yifa.matter.replayed import check_rows
from yifa.measure.index import of_office
from yifa.people.office import open_office, system_officer
from yifa.sheets.plan import inspect
from yifa.sheets.taking import take, targets

NOW = datetime(2026, 1, 15, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return open_office("云溪县", "A镇")[0]


def bring(paths, office, year=2023):
    with inspect(paths, targets(), year) as found:
        return list(take(found, office, now=NOW, by=system_officer(office)))


def sheet(path, rows, head=("序号", "时间", "村（社区）", "议题", "参加人数", "议事结果")):
    book = Workbook()
    page = book.active
    page.append(["2023年村级援法议事活动台账"])
    page.append(list(head))
    for row in rows:
        page.append(list(row))
    book.save(path)
    return path


ROWS = [
    (1, "2023.3.20", "白鹭村", "垃圾分类积分", 26, "达成一致"),
    (2, "20230407", "石桥村", "修路资金筹集", 12, "达成一致"),
    (3, "2023年5月9日", "柳塘村", "沟渠清淤", 18, "形成决议"),
]


def test_town_a_reproduces_every_figure(shared, office):
    folder = shared / "ledgers" / "town-a"
    paths = sorted(path for path in folder.iterdir() if path.suffix != ".yaml")
    taken = bring(paths, office)
    assert all(each.whole for each in taken)
    values = {value.slug: value for value in of_office(office, 2023)}
    expected = yaml.safe_load((folder / "expected.yaml").read_text(encoding="utf-8"))["figures"]
    for slug, number in expected.items():
        value = values[slug]
        if value.share:
            assert Decimal(value.numerator) / Decimal(value.denominator) == Decimal(str(number)), slug
        else:
            assert value.value == number, slug
        assert value.evidence > 0, slug
    assert Breach.objects.count() == 0
    again = bring(paths, office)
    assert [(each.new, each.corrected, each.events) for each in again] == [(0, 0, 0)] * len(taken)


def test_again_changes_nothing_and_a_corrected_row_becomes_a_correction(tmp_path, office):
    path = sheet(tmp_path / "议事.xlsx", ROWS)
    assert [each.new for each in bring([path], office)] == [3]
    assert [(each.new, each.same, each.events) for each in bring([path], office)] == [(0, 3, 0)]
    changed = [ROWS[0], (2, "20230407", "石桥村", "修路资金筹集", 15, "达成一致"), ROWS[2]]
    sheet(path, changed)
    assert [(each.same, each.corrected, each.events) for each in bring([path], office)] == [(2, 1, 1)]
    found = register("deliberation")
    row = found.model.objects.get(topic="修路资金筹集")
    assert row.present == 15
    assert [event.step for event in history("deliberation", row.pk)] == ["session", "correct"]
    assert list(check_rows(found, office)) == []


def test_a_corrected_day_is_a_correction_not_a_new_row(tmp_path, office):
    path = sheet(tmp_path / "议事.xlsx", ROWS)
    bring([path], office)
    sheet(path, [ROWS[0], (2, "20230408", *ROWS[1][2:]), ROWS[2]])
    taken = bring([path], office)[0]
    assert (taken.new, taken.corrected, taken.vanished) == (0, 1, [])
    assert register("deliberation").model.objects.count() == 3


def test_a_vanished_row_is_reported_and_kept(tmp_path, office):
    path = sheet(tmp_path / "议事.xlsx", ROWS)
    bring([path], office)
    sheet(path, ROWS[:2])
    taken = bring([path], office)[0]
    assert taken.vanished == ["第3号"]
    assert register("deliberation").model.objects.count() == 3


def test_a_bad_row_never_lands_half(tmp_path, office):
    rows = [*ROWS, (4, "2023.2.30", "白鹭村", "广场舞噪音", 11, "达成一致")]
    taken = bring([sheet(tmp_path / "议事.xlsx", rows)], office)[0]
    assert (taken.new, taken.bad, taken.whole) == (3, 1, False)
    assert not register("deliberation").model.objects.filter(topic="广场舞噪音").exists()


def test_a_value_that_the_table_refuses_takes_no_other_row_along(tmp_path, office):
    head = ("日期", "内容", "类型", "参加人数", "合格人数")
    rows = [
        ("20230412", "第一季度法治测试", "法治测试", 46, 46),
        ("20230630", "第二季度法治测试", "法治测试", 45, 54),
        ("20230922", "第三季度法治测试", "法治测试", 46, 40),
    ]
    taken = bring([sheet(tmp_path / "学法考试.xlsx", rows, head)], office)
    exams = next(each for each in taken if each.register == "law_exam")
    assert exams.new == 2
    assert [why for _, why in exams.refused] == ["合格人数多于参加人数，请核对"]
    assert list(check_rows(register("law_exam"), office)) == []
