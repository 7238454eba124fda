"""People at their desks: what they send, what they are told, what is recorded, and what is recorded only once."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.desk.playing import BACKEND, at_desk, case, dispute, fields, taken, text, today, tree
from yifa.ledger.models import Entry
from yifa.matter.register import register

pytestmark = pytest.mark.django_db


def filled(page, key, values):
    """The page's form as it stands, with values by the law's word put in."""
    names = register(key).names
    return {**fields(page), **{names[label]: value for label, value in values.items()}}


NEW = {
    "受理单位": "石桥村人民调解委员会",
    "当事人": "程水生、罗桂香",
    "纠纷类型": "邻里纠纷",
    "简要情况": "屋檐滴水",
}


def test_a_village_cadre_registers_a_dispute_and_gets_a_receipt(cast):
    client = at_desk(cast, "village")
    page = tree(client.get("/r/mediation/new/"))
    sent = filled(page, "mediation", NEW)
    checked = tree(client.post("/r/mediation/new/", {**sent, "_check": "1"}))
    assert "提交前检查" in text(checked) and "程水生、罗桂香" in text(checked)
    assert register("mediation").model.objects.count() == 0  # nothing is written before it is confirmed
    answer = client.post("/r/mediation/new/", {**fields(checked), "_confirm": "1"}, follow=True)
    row = register("mediation").model.objects.get()
    assert answer.request["PATH_INFO"] == f"/r/mediation/{row.pk}/"
    assert re.search(r"受理登记记录已存证，编号E-\d{8}-1", text(tree(answer)))
    assert row.parties == ["程水生", "罗桂香"] and row.entered_by == cast["village"].pk


def test_the_same_form_sent_twice_is_recorded_once(cast):
    client = at_desk(cast, "village")
    sent = {**filled(tree(client.get("/r/mediation/new/")), "mediation", NEW), "_confirm": "1"}
    client.post("/r/mediation/new/", sent)
    again = client.post("/r/mediation/new/", sent, follow=True)
    assert register("mediation").model.objects.count() == 1 and Entry.objects.count() == 1
    assert "刚才已经提交过" in text(tree(again))


def test_a_step_sent_twice_is_recorded_once(cast):
    row = dispute(cast, ["程水生", "罗桂香"])
    client = at_desk(cast, "village")
    url = f"/r/mediation/{row.pk}/step/find_risk/"
    values = {"激化情形": "扬言拆墙", "可能引起治安刑事案件": "否"}
    sent = {**filled(tree(client.get(url)), "mediation", values), "_confirm": "1"}
    client.post(url, sent)
    again = client.post(url, sent, follow=True)
    assert Entry.objects.filter(matter=row.pk).count() == 2
    assert "刚才已经提交过" in text(tree(again))


def test_whoever_saved_first_is_shown_and_what_was_typed_is_kept(cast):
    row = dispute(cast, ["程水生", "罗桂香"])
    client = at_desk(cast, "village")
    url = f"/r/mediation/{row.pk}/step/find_risk/"
    values = {"激化情形": "扬言拆墙", "可能引起治安刑事案件": "否"}
    sent = filled(tree(client.get(url)), "mediation", values)
    taken(cast, "mediation", row, "appoint", "clerk", 0, {"调解员": [str(cast["mediator"].pk)]})
    answer = client.post(url, {**sent, "_confirm": "1"})
    page = tree(answer)
    assert answer.status_code == 409 and Entry.objects.filter(matter=row.pk).count() == 2
    assert "又有了新记录" in text(page) and "沈砚秋" in text(page) and "扬言拆墙" in text(page)
    form = page.xpath("//main//form[.//input[@name='_refresh']]")[0]
    back = client.post(url, dict(form.form_values()))
    assert "扬言拆墙" in back.content.decode() and back.status_code == 200
    done = client.post(url, {**fields(tree(back)), "_confirm": "1"})
    assert done.status_code == 302 and Entry.objects.filter(matter=row.pk).count() == 3


def test_what_is_missing_is_said_above_and_beside_the_field(cast):
    client = at_desk(cast, "village")
    sent = filled(tree(client.get("/r/mediation/new/")), "mediation", {**NEW, "当事人": "", "简要情况": ""})
    answer = client.post("/r/mediation/new/", {**sent, "_check": "1"})
    page = tree(answer)
    assert answer.status_code == 422
    summary = page.xpath("//*[contains(@class,'error-summary')]")[0]
    assert "有2处需要修改，已填内容都保留着" in text(summary)
    assert page.xpath("//title")[0].text_content().startswith("有2处需要修改：")
    for link in summary.xpath(".//a"):
        target = link.get("href")[1:]
        control = page.xpath(f"//*[@id='{target}']")[0]
        assert control.get("aria-invalid") == "true"
        assert text(link) in text(page.xpath(f"//*[@id='{target}-e']")[0])
    assert page.xpath("//*[@name='kind']/@value") == ["邻里纠纷"]


def test_an_unlawful_step_is_refused_in_the_fixed_sentence_with_article_and_next_step(cast):
    row = case(cast, 1)
    client = at_desk(cast, "officer1")
    url = f"/r/penalty/{row.pk}/step/close_investigation/"
    values = {
        "违法事实": "占用集镇道路摆摊", "证据": "现场照片", "违反条款": "某条例第十条", "处理建议": "罚款", "情节复杂": "否",
        "重大违法": "否", "重大公共利益": "否", "重大权益": "否", "疑难复杂": "否", "法律法规规定审核": "否",
        "无责任能力": "否", "追责期限": "未超过二年", "同一行为已受罚款": "否", "涉嫌犯罪": "否",
    }  # fmt: skip
    answer = client.post(url, {**filled(tree(client.get(url)), "penalty", values), "_check": "1"})
    page = tree(answer)
    assert answer.status_code == 422 and Entry.objects.filter(matter=row.pk).count() == 1
    block = page.xpath("//*[contains(@class,'block')][.//*[contains(@class,'reason')]]")[0]
    told = text(block)
    assert re.match(r"暂不能记录“调查终结”：须先调查取证。《行政处罚法》第\S+条", told), told
    assert "下一步：" in told
    assert block.xpath(".//a[contains(@class,'cite')]/@href")[0].startswith("/law/xzcf-2021/")
    assert block.xpath(".//a[contains(@class,'btn')]/@href") == [f"/r/penalty/{row.pk}/step/investigate/"]
    assert "占用集镇道路摆摊" in answer.content.decode()  # what was typed stays
    story = tree(client.get(f"/r/penalty/{row.pk}/"))
    assert "试着记录调查终结，被拦下" in text(story.xpath("//ol[contains(@class,'tl')]")[0])


def test_what_is_known_is_text_and_not_asked_again(cast):
    row = case(cast, 2)
    officers = [str(cast["officer1"].pk), str(cast["officer2"].pk)]
    values = {"执法人员": officers, "出示证件": "是", "应当回避": "否"}
    row = taken(cast, "penalty", row, "investigate", "officer1", 20, values)
    page = tree(at_desk(cast, "officer1").get(f"/r/penalty/{row.pk}/step/order_correction/"))
    assert "案号：青综罚立〔2026〕2号" in text(page)
    assert page.xpath("//*[@name='case_number'] | //*[@name='parties']") == []


def test_a_corrected_entry_stays_struck_through(cast):
    row = dispute(cast, ["程水生", "罗桂香"])
    client = at_desk(cast, "clerk")
    page = tree(client.get(f"/r/mediation/{row.pk}/"))
    (link,) = page.xpath("//ol[contains(@class,'tl')]//a[starts-with(text(),'更正')]/@href")
    sent = {**fields(tree(client.get(link))), register("mediation").names["纠纷类型"]: "山林水利纠纷",
            "_reason": "类型选错了"}  # fmt: skip
    after = tree(client.post(link, sent, follow=True))
    line = text(after.xpath("//ol[contains(@class,'tl')]")[0])
    assert "更正：受理登记" in line and "理由：类型选错了" in line and "已更正" in line
    assert [text(one) for one in after.xpath("//ol[contains(@class,'tl')]//del")] == ["受理登记"]
    row.refresh_from_db()
    assert row.kind == "山林水利纠纷"


def test_a_file_goes_in_with_a_step_and_comes_out_again(cast, settings, tmp_path):
    settings.FILES_ROOT = tmp_path
    row = dispute(cast, ["程水生", "罗桂香"])
    client = at_desk(cast, "village")
    url = f"/r/mediation/{row.pk}/step/find_risk/"
    values = {"激化情形": "扬言拆墙", "可能引起治安刑事案件": "否"}
    paper = SimpleUploadedFile("现场.png", b"\x89PNG\r\n\x1a\n" + b"0" * 40)
    sent = filled(tree(client.get(url)), "mediation", values)
    checked = tree(client.post(url, {**sent, "_upload": paper, "_check": "1"}))
    assert "现场.png" in text(checked)
    page = tree(client.post(url, {**fields(checked), "_confirm": "1"}, follow=True))
    (address,) = page.xpath("//ul[contains(@class,'ev')]//a/@href")
    answer = client.get(f"/r/mediation/{row.pk}/{address}")
    assert b"".join(answer.streaming_content).startswith(b"\x89PNG")  # type: ignore[arg-type]
    assert "attachment" in answer.headers["Content-Disposition"]
    assert at_desk(cast, "foreign").get(f"/r/mediation/{row.pk}/{address}").status_code == 404


def test_a_file_that_is_not_what_it_says_is_refused(cast, settings, tmp_path):
    settings.FILES_ROOT = tmp_path
    client = at_desk(cast, "village")
    bad = SimpleUploadedFile("协议.pdf", b"MZ not a pdf")
    sent = filled(tree(client.get("/r/mediation/new/")), "mediation", NEW)
    answer = client.post("/r/mediation/new/", {**sent, "_upload": bad, "_check": "1"})
    assert answer.status_code == 422 and "不是pdf文件" in answer.content.decode()


def test_a_reviewer_cannot_review_a_case_they_undertook(cast):
    row = case(cast, 3)
    answer = at_desk(cast, "officer1").get(f"/r/penalty/{row.pk}/step/legality_review/")
    page = text(tree(answer))
    assert answer.status_code == 403 and "暂不能由你记录“法制审核”" in page and "纪明月" in page


def test_a_form_without_its_token_is_refused_and_says_what_to_do(cast):
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast["village"].user, backend=BACKEND)
    answer = client.post("/r/mediation/new/", {"_confirm": "1"})
    assert answer.status_code == 403 and "这次没有提交上" in answer.content.decode()


def test_a_session_that_is_over_leads_to_the_login_and_back(cast):
    client = at_desk(cast, "village")
    client.logout()
    answer = client.get("/r/mediation/new/")
    assert answer.headers["Location"] == "/account/login/?next=/r/mediation/new/"


def test_two_characters_find_a_matter(cast):
    dispute(cast, ["程水生", "罗桂香"])
    client = at_desk(cast, "clerk")
    found = tree(client.get("/search/?q=水生"))
    assert "找到1件" in text(found) and found.xpath("//mark/text()") == ["水生"]
    assert "至少写两个字" in text(tree(client.get("/search/?q=水")))
    assert "没有找到" in text(tree(at_desk(cast, "foreign").get("/search/?q=水生")))


def test_a_figures_rows_are_two_clicks_from_the_workbench(cast):
    row = case(cast, 4, ago=0)
    client = at_desk(cast, "clerk")
    home = tree(client.get("/"))
    assert home.xpath("//a[@href='/figures/']")
    figures = tree(client.get("/figures/"))
    (one,) = {href for href in figures.xpath("//a/@href") if "/figures/penalty_cases_filed/" in href} or {
        figures.xpath("//h3//a[contains(text(),'立案')]/@href")[0]
    }
    rows = tree(client.get(one))
    assert f"/r/penalty/{row.pk}/" in rows.xpath("//a/@href")


def test_cadres_get_two_items_and_their_own_rows(cast):
    mine = dispute(cast, ["程水生", "罗桂香"])
    client = at_desk(cast, "village")
    nav = tree(client.get("/mine/")).xpath("//nav[@id='nav']//li/a[not(contains(@href,'search'))]")
    assert [text(link) for link in nav] == ["登记", "我登记的"]
    page = tree(client.get("/mine/"))
    assert f"/r/mediation/{mine.pk}/" in page.xpath("//a/@href")
    assert f"/r/mediation/{mine.pk}/" not in tree(at_desk(cast, "mediator").get("/mine/")).xpath("//a/@href")


def test_the_inbox_says_what_is_owed_why_by_when_and_by_whom(cast):
    row = case(cast, 5, ago=100)
    page = tree(at_desk(cast, "mayor").get("/inbox/"))
    notice = text(page.xpath(f"//div[@class='matter'][.//a[@href='/r/penalty/{row.pk}/']]")[0])
    assert "青综罚立〔2026〕5号" in notice and "处罚决定" in notice and "90日内" in notice
    assert "《行政处罚法》第六十条" in notice and "逾期10日" in notice
    mine = text(tree(at_desk(cast, "clerk").get("/inbox/")))
    assert "由别人办，你督办" in mine and "方启文" in mine


def test_a_long_procedure_shows_the_way_and_not_every_step(cast):
    row = case(cast, 6)
    page = tree(at_desk(cast, "officer1").get(f"/r/penalty/{row.pk}/"))
    steps = [text(h) for h in page.xpath("//ol[contains(@class,'steps')]//h3")]
    assert steps[0].startswith("立案") and any(step.startswith("调查取证") for step in steps)
    assert len(steps) < 12 < len(register("penalty").current.definition.steps)
    primary = page.xpath("//main//a[contains(@class,'btn-p')]")
    assert [text(link) for link in primary] == ["记录调查取证"]
    blocks = [text(one) for one in page.xpath("//li[@class='no']")]
    assert blocks[0].startswith("暂不能记录“调查终结”：须先调查取证") and len(blocks) <= 4


def test_a_clock_says_how_it_was_counted(cast):
    row = case(cast, 7, ago=10)
    page = tree(at_desk(cast, "clerk").get(f"/r/penalty/{row.pk}/"))
    clock = text(page.xpath("//div[@class='clock']")[0])
    assert "/90日" in clock and "立案，最后一日" in clock and "怎么算的" in clock and "第六十条" in clock


def test_print_has_the_paper_and_no_buttons(cast):
    row = case(cast, 8)
    page = tree(at_desk(cast, "mayor").get(f"/r/penalty/{row.pk}/"))
    assert any("立案" in text(link) for link in page.xpath("//ul[@class='papers']//a"))


def test_the_day_of_a_new_form_is_today(cast):
    page = tree(at_desk(cast, "village").get("/r/mediation/new/"))
    assert page.xpath("//*[@name='_on']/@value") == [today().isoformat()]


def test_nothing_is_written_by_looking(cast):
    row = case(cast, 9)
    before = Entry.objects.count()
    client = at_desk(cast, "clerk")
    for url in ("/", "/inbox/", "/r/penalty/", f"/r/penalty/{row.pk}/", "/figures/", "/search/?q=占道"):
        assert client.get(url).status_code == 200
    assert Entry.objects.count() == before


def test_far_phases_are_not_told_as_blocked(cast):
    row = dispute(cast, ["程水生", "罗桂香"])
    page = tree(at_desk(cast, "village").get(f"/r/mediation/{row.pk}/"))
    blocks = [text(one) for one in page.xpath("//li[@class='no']")]
    assert blocks and not any("裁定" in told or "法院" in told for told in blocks)
    assert text(page.xpath("//main//a[contains(@class,'btn-p')]")[0]) == "记录调解"
    assert len(page.xpath("//main//ul[@class='acts gap']//a[text()='记录调解']")) == 1  # said once
