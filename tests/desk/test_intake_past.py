"""R5, the last stage: what of a confirmed report stands for its year, what does not, and where it is seen."""

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from tests.desk.playing import at_desk, taken, text, tree
from tests.desk.test_intake import hand_in
from yifa.desk.models import Decision, Intake, PastFigure
from yifa.matter.record import record
from yifa.matter.register import register

pytestmark = pytest.mark.django_db
PAPER = """青禾镇人民政府2023年法治政府建设年度报告

2023年，青禾镇深入学习贯彻习近平法治思想，现将有关情况报告如下：
一、2023年度推进法治政府建设的主要举措和成效
（一）推进普法。组织中心组学法3次，开展援法议事2场次。
（二）化解纠纷。现有人民调解员80余名，调解成功率94.7%，涉及金额12.4万元。
二、党政主要负责人履行推进法治建设第一责任人职责情况
镇党委书记、镇长认真履行第一责任人职责。
三、存在的不足和原因
由于人手紧张，综合行政执法队伍力量相对薄弱。
四、2024年工作安排
（一）加强执法人员培训。2024年组织执法人员培训考试4场。
"""
STUDY, DEBATE, RATE, MONEY = (
    "law_study_sessions", "deliberation_activities", "mediation_success_rate", "mediation_amount",
)  # fmt: skip


@pytest.fixture
def client(cast):
    return at_desk(cast, "clerk")


def give(client, paper=PAPER, name="报告.txt"):
    return hand_in(client, (name, paper.encode())).headers["Location"]


def studied(cast, year, times):
    for month in range(1, times + 1):
        day = date(year, month, 1)
        noon = datetime(year, month, 1, 12, tzinfo=ZoneInfo("Asia/Shanghai"))
        values = {"title": f"学习{month}", "form": "中心组学法", "present": 20}
        record(register("law_study"), None, "session", values, on=day, now=noon, by=cast["clerk"])


def standing():
    return {one.slug: one.value for one in PastFigure.objects.filter(replaced_at__isnull=True)}


def rows(client, url, table):
    found = tree(client.get(url)).xpath(f"//table[@id='{table}']/tbody/tr")
    return [[text(cell) for cell in row.xpath("td")] for row in found]


def confirm(client, url):
    """Presses 确认导入, or 重新入库."""
    (button,) = tree(client.get(url)).xpath("//div[@class='actions']//button") or [None]
    answer = client.post(
        url, {} if button is None else {button.get("name"): button.get("value")}, follow=True
    )
    return text(tree(answer).xpath("//div[@role='status']")[0])


def decide(client, url, words, what):
    cards = tree(client.get(url)).xpath("//article[contains(@class,'lint')]")
    card = next(one for one in cards if words in text(one))
    client.post(f"{url}decide/", {what: card.xpath(f".//button[@name='{what}']/@value")[0]})


def assign(client, url, words, slug):
    page = tree(client.get(url))
    link = page.xpath(f"//tr[td[contains(.,'{words}')]]//a[contains(@href,'/assign/')]/@href")[0]
    at = link.partition("?at=")[2]
    return client.post(link.partition("?")[0], {"at": at, "slug": slug})


def test_exact_actual_figures_with_an_indicator_are_stored_and_the_rest_is_told(client):
    url = give(client)
    assert "确认导入后入库4个数字" in text(tree(client.get(url)))
    said = confirm(client, url)
    assert "入库4个数字，作为青禾镇2023年度的往年数字" in said and "没有入库的和原因" in said
    assert standing() == {
        STUDY: Decimal(3), DEBATE: Decimal(2), RATE: Decimal("94.7"), MONEY: Decimal(124_000),
    }  # fmt: skip
    page = text(tree(client.get(url)).xpath("//section[@id='h-past']")[0])
    assert "已入库4个" in page and "约数，1处：80余名" in page and "计划、要求和上年的数，1处：4场" in page
    assert {row[3] for row in rows(client, url, "past")} == {"已入库"}


def test_a_figures_page_leads_to_the_words_of_the_report_and_says_they_are_no_record(client, cast):
    url = give(client)
    confirm(client, url)
    page = tree(client.get(f"/figures/{MONEY}/?year=2023"))
    (row,) = page.xpath("//table[@id='years']/tbody/tr")
    assert [text(cell) for cell in row.xpath("td")][:4] == ["2023年", "未登记", "124,000元", "往年报告写的"]
    (place,) = row.xpath(".//a/@href")
    path, _, anchor = place.partition("#")
    assert path == url and "12.4万元" in text(tree(client.get(path)).xpath(f"//*[@id='{anchor}']")[0])
    assert "往年报告写的是124,000元，不是台账算出来的" in text(page)
    assert (
        text(page.xpath("//p[@class='evnum']/b")[0]) == "—"
    )  # the year's own figure is still nothing recorded
    other = tree(at_desk(cast, "officer1").get(f"/figures/{STUDY}/?year=2025"))
    assert "中心组学法" in text(other) and "写“3次”" in text(other.xpath("//table[@id='years']")[0])
    assert not other.xpath("//table[@id='years']//a")  # whoever may not open reports is led to none


def test_a_computed_value_goes_before_the_reports(client, cast):
    studied(cast, 2023, 5)
    url = give(client)
    confirm(client, url)
    (row,) = rows(client, f"/figures/{STUDY}/", "years")
    assert row[:4] == ["2023年", "5次", "3次", "台账算出的"]


def test_a_register_that_began_later_says_nothing_of_the_year(client, cast):
    values = {"姓名": "石小河", "所属调委会": "石桥村人民调解委员会", "专兼职": "兼职"}
    taken(cast, "mediator", None, "enroll", "clerk", 30, values)
    url = give(client, PAPER.replace("80余名", "80名"))
    assert not [row for row in rows(client, url, "compared") if "人民调解员" in row[0]]
    (line,) = [row for row in rows(client, url, "uncompared") if "人民调解员" in row[0]]
    assert line[3] == "无台账可对"
    confirm(client, url)
    (row,) = rows(client, "/figures/mediators/", "years")
    assert row[:4] == ["2023年", "未登记", "80名", "往年报告写的"]
    page = tree(client.get("/figures/mediators/?year=2023"))
    assert text(page.xpath("//p[@class='evnum']/b")[0]) == "—" and "由0件事项算出" not in text(page)
    every = [
        [text(cell) for cell in row.xpath("td")] for row in tree(client.get("/figures/")).xpath("//tbody/tr")
    ]
    assert [row[1] for row in every if row[0] == "人民调解员"] == ["未登记"]


def test_what_is_corrected_after_the_registers_is_stored_corrected(client, cast):
    studied(cast, 2023, 5)
    url = give(client)
    page = tree(client.get(url))
    (line,) = [row for row in rows(client, url, "compared") if "中心组学法" in row[0]]
    assert line[4] == "不一致" and line[5].startswith("更正")
    (target,) = page.xpath("//table[@id='compared']//a[starts-with(.,'更正')]/@href")
    assert "按台账更正为5次" in text(page.xpath(f"//*[@id='{target[1:]}']")[0])
    decide(client, url, "与台账不一致", "fix")
    after = tree(client.get(url))
    assert text(after.xpath("//article[contains(@class,'doc')]//ins")[0]) == "5次"
    assert any(row[4] == "已更正" for row in rows(client, url, "compared"))
    confirm(client, url)
    one = PastFigure.objects.get(slug=STUDY)
    assert (one.value, one.corrected, one.stated) == (5, True, "3次")


def test_a_figure_whose_words_are_corrected_is_read_from_the_corrected_words(client, cast, now):
    url = give(client)
    row = Intake.objects.get()
    start = row.text.index("2场次")
    Decision.objects.create(
        report=row, code="typo", start=start, end=start + 3, quoted="2场次", choice="fix", fix="四场次",
        officer=cast["clerk"].pk, at=now,
    )  # fmt: skip
    confirm(client, url)
    assert standing()[DEBATE] == 4


def test_a_number_that_nobody_can_mean_is_left_with_its_own_reason(client):
    url = give(client, PAPER.replace("12.4万元", f"{'9' * 20}亿元"))
    assert "数大得不合理，1处" in text(tree(client.get(url)).xpath("//section[@id='h-past']")[0])
    confirm(client, url)
    assert MONEY not in standing()


@pytest.mark.parametrize(
    ("at", "put_in", "stands"),
    [("3次", "约1", None), ("，开展援法", "左右", None), ("3次", "1", 13), ("，开展援法", "", 3)],
)
def test_a_correction_beside_a_figure_changes_it_too(client, cast, now, at, put_in, stands):
    url = give(client)
    row = Intake.objects.get()
    start = row.text.index(at)
    end = start if put_in else start + 1
    Decision.objects.create(
        report=row, code="typo", start=start, end=end, quoted=row.text[start:end], choice="fix",
        fix=put_in or "；", officer=cast["clerk"].pk, at=now,
    )  # fmt: skip
    confirm(client, url)
    assert standing().get(STUDY) == stands
    assert {one.corrected for one in PastFigure.objects.filter(slug=STUDY)} <= {stands == 13}


def test_what_is_still_open_is_told_before_it_can_no_longer_be_decided(client):
    url = give(client, PAPER.replace("开展援法议事", "and开展援法议事"))
    note = text(tree(client.get(url)).xpath("//section[@id='h-past']")[0])
    assert "处问题没有处理，确认以后不能再处理" in note
    confirm(client, url)
    assert "确认以后不能再处理" not in text(tree(client.get(url)))


def test_what_is_still_in_doubt_is_not_stored(client):
    paper = PAPER.replace("调解成功率94.7%", "调处矛盾纠纷171件，调解成功162件，调解成功率100%")
    url = give(client, paper)
    (doubt,) = tree(client.get(url)).xpath("//section[@id='h-past']//li[contains(.,'还没有改正')]")
    assert "100%" in text(doubt)
    decide(client, url, "100%", "drop")  # the officer vouches for the words
    assert not tree(client.get(url)).xpath("//section[@id='h-past']//li[contains(.,'还没有改正')]")
    confirm(client, url)
    assert standing()[RATE] == 100


def test_an_indicator_stated_twice_is_not_stored_until_one_is_left(client):
    url = give(client, PAPER.replace("开展援法议事2场次。", "开展援法议事2场次。全镇共开展援法议事6场次。"))
    page = text(tree(client.get(url)).xpath("//section[@id='h-past']")[0])
    assert "一个指标写了几处" in page and "2处：2场次、6场次" in page
    assert assign(client, url, "开展援法议事2场次", "none").status_code == 302
    assert "一个指标写了几处" not in text(tree(client.get(url)))
    confirm(client, url)
    assert standing()[DEBATE] == 6


def test_a_figure_counted_for_something_else_follows_the_choice(client, cast):
    studied(cast, 2023, 5)
    url = give(client)
    assign(client, url, "援法议事", STUDY)
    lines = {row[0]: row for row in rows(client, url, "compared")}
    (moved,) = [row for said, row in lines.items() if "援法议事2场次" in said]
    assert moved[2].startswith("中心组学法") and "改归的" in moved[2] and moved[4] == "不一致"
    assign(client, url, "援法议事", "as-read")
    assert not [row for row in rows(client, url, "compared") if "援法议事" in row[0]]
    assert [one.choice for one in Decision.objects.order_by("pk")] == ["assign", "undo"]


@pytest.mark.parametrize("fix", [STUDY, ""])
def test_a_choice_stands_when_a_newer_reader_takes_the_figure_for_something_else(client, cast, now, fix):
    url = give(client, PAPER.replace("学法3次，", "学法，"))
    row = Intake.objects.get()
    start = row.text.index("2场次")
    Decision.objects.create(
        report=row, code="indicator.other", start=start, end=start + 3, quoted="2场次", choice="assign", fix=fix,
        officer=cast["clerk"].pk, at=now,
    )  # fmt: skip
    (line,) = [one for one in rows(client, url, "uncompared") if "援法议事" in one[0]]
    assert "改归的" in line[2]
    assign(client, url, "援法议事", "as-read")
    (line,) = [one for one in rows(client, url, "uncompared") if "援法议事" in one[0]]
    assert line[2] == "援法议事"


@pytest.mark.parametrize("slug", ["", "no_such_indicator", "x" * 500, "\x00", "<script>", "../../"])
def test_a_strange_indicator_is_refused_at_the_field(client, url_of_one, slug):
    answer = assign(client, url_of_one, "援法议事", slug)
    assert answer.status_code == 422 and "没有这个指标" in answer.content.decode()
    assert Decision.objects.count() == 0


@pytest.fixture
def url_of_one(client):
    return give(client)


@pytest.mark.parametrize("at", ["", "indicator.x@1-2", "x@", "\x00", "indicator.law_study_sessions@-1-2"])
def test_a_strange_place_does_not_exist(client, url_of_one, at):
    assert client.get(f"{url_of_one}assign/", {"at": at}).status_code == 404
    assert client.post(f"{url_of_one}assign/", {"at": at, "slug": "none"}).status_code == 404


def test_after_confirming_nothing_is_counted_anew(client, url_of_one):
    link = tree(client.get(url_of_one)).xpath("//a[contains(@href,'/assign/')]/@href")[0]
    confirm(client, url_of_one)
    assert not tree(client.get(url_of_one)).xpath("//a[contains(@href,'/assign/')]")
    path, _, at = link.partition("?at=")
    answer = client.post(path, {"at": at, "slug": "none"}, follow=True)
    assert "已经确认导入" in answer.content.decode() and Decision.objects.count() == 0


def test_confirming_twice_changes_nothing(client):
    url = give(client)
    confirm(client, url)
    assert "已经确认过，没有变化" in confirm(client, url)
    assert PastFigure.objects.count() == 4 and not PastFigure.objects.filter(replaced_at__isnull=False)


def test_a_tab_left_open_neither_stores_what_it_did_not_list_nor_turns_a_newer_version_back(client):
    first = give(client, PAPER.replace("开展援法议事", "and开展援法议事"))
    (old,) = tree(client.get(first)).xpath("//div[@class='actions']//button")
    form = {old.get("name"): old.get("value")}
    assign(client, first, "援法议事", "none")
    answer = client.post(first, form, follow=True)
    assert "没有确认：要入库的数字刚有变化" in answer.content.decode() and not standing()
    confirm(client, first)
    assert DEBATE not in standing()
    confirm(client, give(client, PAPER.replace("学法3次", "学法4次"), "定稿.txt"))
    assert "已经确认过，没有变化" in client.post(first, form, follow=True).content.decode()
    assert standing()[STUDY] == 4


def test_a_newer_version_replaces_what_stood_and_nothing_is_lost(client):
    first = give(client)
    confirm(client, first)
    second = give(client, PAPER.replace("学法3次", "学法4次").replace("，开展援法议事2场次", ""), "定稿.txt")
    assert "换下了另一份报告先前入库的4个，旧的在指标页上还能看到" in confirm(client, second)
    assert standing() == {STUDY: 4, RATE: Decimal("94.7"), MONEY: 124_000}
    (row,) = rows(client, f"/figures/{STUDY}/", "years")
    assert row[2] == "4次" and "写“3次”" in row[4] and "换下" in row[4]
    (gone,) = rows(client, f"/figures/{DEBATE}/", "years")
    assert gone[2] == "—" and "写“2场次”" in gone[4]
    page = tree(client.get(first))
    assert "先前入库的都已换下" in text(page) and {row[3][:3] for row in rows(client, first, "past")} == {
        "已换下"
    }
    assert "重新入库" in text(page.xpath("//div[@class='actions']")[0])
    assert "换下了另一份报告" in confirm(client, first)
    assert standing()[STUDY] == 3 and PastFigure.objects.count() == 11


@pytest.mark.parametrize(
    ("paper", "why"),
    [
        (PAPER.replace("青禾镇", "柏川镇"), "不是你能看到的乡镇"),
        (PAPER.replace("青禾镇", "小青禾镇"), "“小青禾镇人民政府”不是你能看到的乡镇"),
        (PAPER.replace("青禾镇人民", "清水市别县青禾镇人民"), "别县青禾镇人民政府”不是你能看到的乡镇"),
        (PAPER.replace("2023年", "").replace("2024年", ""), "年度没有写明"),
        (PAPER.replace("2023年", "2090年").replace("2024年", "2091年"), "2090年还没有到"),
    ],
)
def test_another_offices_figures_and_those_of_no_year_are_not_stored(client, paper, why):
    url = give(client, paper)
    assert why in text(tree(client.get(url)).xpath("//section[@id='h-past']")[0])
    assert "没有数字入库" in confirm(client, url)
    assert PastFigure.objects.count() == 0


@pytest.mark.parametrize("name", ["云溪县青禾镇人民政府", "中共青禾镇委员会", "青禾镇党委、政府"])
def test_ones_own_office_is_known_by_all_its_names(client, name):
    assert "入库4个数字" in confirm(client, give(client, PAPER.replace("青禾镇人民政府", name)))


def test_the_county_compares_but_replaces_no_figure_of_a_township(client, cast):
    confirm(client, give(client))
    county = at_desk(cast, "county")
    url = give(county, PAPER.replace("学法3次", "学法9次"))
    page = text(tree(county.get(url)))
    assert "青禾镇的数字由青禾镇自己入库" in page and "没有对账" not in page
    assert "没有数字入库" in confirm(county, url)
    assert standing()[STUDY] == 3 and PastFigure.objects.count() == 4


def test_the_neighbours_page_shows_none_of_ours(client, cast):
    confirm(client, give(client))
    other = at_desk(cast, "foreign")
    assert not tree(other.get(f"/figures/{STUDY}/?year=2023")).xpath("//table[@id='years']")


def test_the_list_tells_how_far_each_report_is(client):
    earlier = (
        PAPER.replace("2023年", "2022年")
        .replace("2024年", "2023年")
        .replace("开展援法议事", "and开展援法议事")
    )
    url, other = give(client), give(client, earlier)
    assert {row[-1] for row in rows(client, "/intake/", "reports")} == {"待确认"}
    confirm(client, url)
    decide(client, other, "and", "drop")
    told = {row[1]: row[-1] for row in rows(client, "/intake/", "reports")}
    assert told == {"2023年": "已确认入库4个数字", "2022年": "待确认已处理1处"}
    assign(client, other, "援法议事", "none")
    assert "已处理：1/" in text(tree(client.get(other)))
    assert {row[1]: row[-1] for row in rows(client, "/intake/", "reports")}["2022年"] == "待确认已处理1处"
    decide(client, other, "and", "undo")
    assert {row[1]: row[-1] for row in rows(client, "/intake/", "reports")}["2022年"] == "待确认"
