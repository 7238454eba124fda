"""The write door: who, when, what; refusals as values; reasons that leave a breach; nothing half written."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from yifa.ledger.models import Entry, Log, Opening
from yifa.ledger.verify import check_log
from yifa.matter.correct import correct
from yifa.matter.history import fold, history
from yifa.matter.models import Breach, Duty, RefusalNote
from yifa.matter.record import record, rehearse
from yifa.matter.refusal import Origin, Recorded, Refusal
from yifa.matter.register import UnknownRegister, register
from yifa.matter.replayed import check_rows

ZONE = ZoneInfo("Asia/Shanghai")
DAY = date(2025, 3, 3)
VALUES = {"title": "关于人居环境整治的公告"}


def noon(day):
    return datetime(day.year, day.month, day.day, 12, tzinfo=ZONE)


@pytest.fixture
def room(cast):
    return register("disclosure")


@pytest.fixture
def row(room, cast):
    answer = record(room, None, "produce", VALUES, on=DAY, now=noon(DAY), by=cast["clerk"])
    assert isinstance(answer, Recorded)
    return room.model.objects.get(pk=answer.matter)


def do(room, row, step, values, day, by, **more):
    return record(room, row, step, values, on=day, now=noon(more.pop("entered", day)), by=by, **more)


def test_a_step_writes_columns_and_opens_a_duty(row):
    assert (row.title, row.produced_on, row.stage) == (VALUES["title"], DAY, "信息形成")
    duty = Duty.objects.get(matter=row.pk, kind="must")
    assert (duty.steps, duty.due) == ("公开、不予公开", date(2025, 3, 31))
    assert row.due_on == date(2025, 3, 31)


def test_lawful_block_names_article_and_next_step_and_is_noted(room, row, cast):
    values = {"title": VALUES["title"], "category": "财政信息", "channel": "公示栏"}
    answer = do(room, row, "publish", values, DAY, cast["clerk"])
    assert isinstance(answer, Refusal) and answer.kind == "law"
    sentence = answer.sentences[0]
    assert sentence.text.startswith("暂不能记录“公开”：") and "第十七条" in sentence.cite
    assert sentence.cure == "review" and "公开审查" in sentence.next
    assert RefusalNote.objects.get().step == "publish"
    assert Entry.objects.count() == 1


def test_wrong_role_names_who_can(room, row, cast):
    answer = do(room, row, "review", {"review": "可以公开"}, DAY, cast["officer1"])
    assert isinstance(answer, Refusal) and answer.kind == "right"
    assert "法制审核人员" in answer.sentences[0].text and "纪明月" in answer.sentences[0].next
    assert RefusalNote.objects.count() == 0


def test_another_townships_officer_may_not(room, row, cast):
    answer = do(room, row, "review", {"review": "可以公开"}, DAY, cast["foreign"])
    assert isinstance(answer, Refusal) and answer.kind == "right" and "青禾镇" in str(answer)


def test_tomorrow_cannot_be_recorded(room, row, cast):
    later = DAY + timedelta(1)
    answer = do(room, row, "review", {"review": "可以公开"}, later, cast["reviewer"], entered=DAY)
    assert isinstance(answer, Refusal) and "还没有到" in answer.fields["on"]


def test_post_must_be_held_today(room, row, cast):
    cast["reviewer"].posts.update(until=date(2025, 3, 4))
    answer = do(room, row, "review", {"review": "可以公开"}, date(2025, 3, 5), cast["reviewer"])
    assert isinstance(answer, Refusal) and answer.kind == "right"


def test_form_faults_name_their_columns(room, row, cast):
    answer = do(room, row, "review", {"review": "也许", "channel": "公示栏"}, DAY, cast["reviewer"])
    assert isinstance(answer, Refusal) and set(answer.fields) == {"review", "channel"}
    assert "可以公开、部分公开、不予公开" in answer.fields["review"]


def test_unknown_step_and_unknown_register(room, row, cast):
    answer = do(room, row, "bless", {}, DAY, cast["clerk"])
    assert isinstance(answer, Refusal) and answer.kind == "state"
    with pytest.raises(UnknownRegister):
        register("nothing")


def test_reality_is_recorded_with_a_reason_and_leaves_its_breach(room, row, cast):
    values = {"title": VALUES["title"], "category": "财政信息", "channel": "公示栏"}
    answer = do(room, row, "publish", values, DAY, cast["clerk"], reason="已经贴出去了，事后补登")
    assert isinstance(answer, Recorded) and len(answer.breaches) > 0
    breach = Breach.objects.filter(matter=row.pk, entry=answer.entry, kind="block").first()
    assert breach is not None and "第十七条" in breach.article
    head = Entry.objects.get(pk=answer.entry).head
    assert breach.rule in head and "事后补登" not in head
    assert history("disclosure", row.pk)[-1].reason == "已经贴出去了，事后补登"


def test_only_some_may_give_a_reason(room, row, cast):
    answer = do(room, row, "review", {"review": "可以公开"}, DAY, cast["reviewer"], reason="没有理由")
    assert isinstance(answer, Refusal) and answer.kind == "right"


def test_late_is_recorded_and_stays(room, row, cast):
    do(room, row, "review", {"review": "可以公开"}, DAY, cast["reviewer"])
    values = {"title": VALUES["title"], "category": "财政信息", "channel": "公示栏"}
    answer = do(room, row, "publish", values, date(2025, 4, 1), cast["clerk"])
    assert isinstance(answer, Recorded)
    assert list(Breach.objects.filter(matter=row.pk).values_list("kind", flat=True)) == ["late"]


def test_rehearsal_writes_nothing_but_the_note(room, row, cast):
    before = (Entry.objects.count(), Opening.objects.count(), Log.objects.get().size)
    values = {"title": VALUES["title"], "category": "财政信息", "channel": "公示栏"}
    asked = {"on": DAY, "now": noon(DAY), "by": cast["clerk"]}
    assert isinstance(rehearse(room, row, "publish", values, **asked), Refusal)
    reviewer = asked | {"by": cast["reviewer"]}
    assert isinstance(rehearse(room, row, "review", {"review": "可以公开"}, **reviewer), Recorded)
    row.refresh_from_db()
    assert row.stage == "信息形成" and RefusalNote.objects.count() == 1
    assert (Entry.objects.count(), Opening.objects.count(), Log.objects.get().size) == before


def test_past_proves_no_breach_by_silence(room, cast):
    values = {"title": "往年公告", "category": "财政信息", "channel": "公示栏"}
    origin = Origin("paper")
    answer = record(
        room, None, "publish", values, on=date(2023, 2, 1), now=noon(DAY), by=cast["clerk"], past=origin
    )
    if isinstance(answer, Refusal):  # publishing opens no matter on the desk; the past is taken over in rows
        assert answer.kind == "state"
    assert Breach.objects.count() == 0


def test_correction_adds_and_folds(room, row, cast):
    entry = history("disclosure", row.pk)[0].entry
    answer = correct(
        room, row, entry, {"title": "关于人居环境的公告"}, on=date(2025, 3, 4), reason="标题和日期登记错了",
        now=noon(date(2025, 3, 10)), by=cast["clerk"],
    )  # fmt: skip
    assert isinstance(answer, Recorded)
    row.refresh_from_db()
    assert (row.title, row.produced_on) == ("关于人居环境的公告", date(2025, 3, 4))
    assert row.due_on == date(2025, 4, 1)  # 次日3月5日起算二十个工作日，4月1日
    events = history("disclosure", row.pk)
    assert [event.step for event in events] == ["produce", "correct"]
    assert events[0].values["title"] == VALUES["title"]
    assert fold(room, events)["title"] == "关于人居环境的公告"
    assert list(check_rows(room, row.township)) == []


def test_correction_needs_a_reason_and_can_void(room, row, cast):
    do(room, row, "review", {"review": "不予公开", "withheld_ground": "内部事务"}, DAY, cast["reviewer"])
    entry = history("disclosure", row.pk)[1].entry
    asked = {"on": DAY, "now": noon(DAY), "by": cast["reviewer"]}
    assert isinstance(correct(room, row, entry, None, reason=" ", **asked), Refusal)
    assert isinstance(correct(room, row, entry, None, reason="审查的是另一件", **asked), Recorded)
    row.refresh_from_db()
    assert (row.review, row.withheld_ground, row.stage) == ("", "", "信息形成")
    again = correct(room, row, entry, None, reason="再作废", **asked)
    assert isinstance(again, Refusal) and "作废" in str(again)


def test_correction_refuses_a_stranger(room, row, cast):
    entry = history("disclosure", row.pk)[0].entry
    asked = {"on": DAY, "reason": "改", "now": noon(DAY)}
    assert isinstance(correct(room, row, entry, VALUES, by=cast["foreign"], **asked), Refusal)
    assert isinstance(correct(room, row, entry, VALUES, by=cast["officer1"], **asked), Refusal)


def test_the_log_verifies_after_all_of_it(room, row, cast):
    do(room, row, "review", {"review": "可以公开"}, DAY, cast["reviewer"])
    assert list(check_log(Log.objects.get())) == []


def test_nothing_personal_in_the_head(row):
    for entry in Entry.objects.all():
        assert VALUES["title"] not in entry.head and VALUES["title"] not in entry.commitments


def test_the_day_is_chinas_whatever_zone_the_instant_is_written_in(room, row, cast):
    early = datetime(2025, 3, 3, 22, tzinfo=ZoneInfo("UTC"))  # 3月4日6时
    reviewer = cast["reviewer"]
    answer = record(room, row, "review", {"review": "可以公开"}, on=date(2025, 3, 4), now=early, by=reviewer)
    assert isinstance(answer, Recorded)
    entry = history("disclosure", row.pk)[-1].entry
    asked = {"reason": "登记错了", "now": early, "by": reviewer}
    answer = correct(room, row, entry, {"review": "部分公开"}, on=date(2025, 3, 4), **asked)
    assert isinstance(answer, Recorded)
