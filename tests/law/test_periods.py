"""Periods lead to the days of the worked examples and say why."""

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from yifa.law import calendars, periods, statutes
from yifa.law.periods import Period

CALENDAR = calendars.load()


def at(*parts):
    return datetime(*parts, tzinfo=ZoneInfo("Asia/Shanghai"))


def day(text):
    return date.fromisoformat(text)


# shared/law/working_days.md, "Worked examples".
EXAMPLES = [
    ("disclosure reply", "2025-01-20", Period(20, "工作日", "xxgk-2019", "33"), "2025-02-21", None),
    ("penalty hearing request", "2025-09-26", Period(5, "日", "xzcf-2021", "64(1)"), "2025-10-10", None),
    ("reconsideration reply, new", "2026-02-10", Period(10, "日", "xzfy-2023", "48"), "2026-03-02", None),
    ("reconsideration reply, old", "2023-09-22", Period(10, "日", "xzfy-2017", "23"), "2023-10-07", None),
    ("defence in court", "2025-09-20", Period(15, "日", "xzss-2017", "67"), "2025-10-09", None),
    ("petition handling", "2025-12-05", Period(60, "日", "xfgz-2022", "34"), "2026-02-03", None),
    ("penalty decision", "2025-11-20", Period(90, "日", "xzcf-2021", "60"), "2026-02-18", "2026-02-24"),
    ("permit with extension", "2025-04-15", Period(30, "日", "xzxk-2019", "42"), "2025-05-29", None),
    ("procuratorial suggestion", "2025-12-31", Period(2, "月", "jcgy-2018", "21"), "2026-02-28", None),
]


@pytest.mark.parametrize(
    ("start", "period", "last", "alternative"), [e[1:] for e in EXAMPLES], ids=[e[0] for e in EXAMPLES]
)
def test_worked_examples(start, period, last, alternative):
    due = periods.explain(period, day(start), CALENDAR)
    assert due.day == day(last)
    assert due.alternative == (day(alternative) if alternative else None)
    assert due.mark == ("未核" if alternative else "")
    count = periods.counting(period.statute, period.n, period.unit, period.article)
    assert periods.end(day(start), period.n, count.unit, CALENDAR, rolls=count.rolls) == due.day


def test_the_old_reply_names_the_day_it_rolled_from():
    due = periods.explain(Period(10, "日", "xzfy-2017", "23"), day("2023-09-22"), CALENDAR)
    assert due.rolled_from == day("2023-10-02")
    assert "第四十条顺延" in due.sentences[-1]


# Section 1 of the same file: n written as 日 -> is it working days?
COUNTED = [
    (
        "xzcf-2021",
        {1: False, 2: True, 3: True, 4: False, 5: True, 6: False, 7: True, 10: False, 15: False, 90: False},
    ),
    ("xzcf-2017", {3: False, 7: False}),
    ("xzxk-2019", {5: True, 7: True, 10: True, 15: True, 20: True, 45: True}),
    ("xzqz-2011", {3: True, 5: True, 7: True, 10: True, 15: False, 30: False}),
    ("xzfy-2023", {3: True, 4: False, 5: True, 7: True, 10: True, 15: False, 30: False, 60: False}),
    ("xzfy-2017", {5: True, 7: True, 10: False, 15: False, 30: False, 60: False}),
    ("xzss-2017", {5: False, 7: False, 10: False, 15: False, 45: False}),
    ("xxgk-2019", {7: False, 20: False}),
    ("xfgz-2022", {5: False, 15: False, 30: False, 60: False}),
    ("zdjc-2019", {7: False, 30: False}),
    ("rmtj-2010", {30: False}),
    ("ys-fanzui-2020", {3: False}),
    ("cwh-2018", {3: False, 5: False, 10: False, 20: False}),
]


@pytest.mark.parametrize(("statute", "expected"), COUNTED)
def test_which_days_are_working_days(statute, expected):
    for n, working in expected.items():
        assert periods.counting(statute, n, "日").unit == ("working_day" if working else "calendar_day"), n
    assert periods.counting(statute, 99, "工作日").unit == "working_day"


def test_the_clause_of_the_permit_act_does_not_reach_the_holder():
    assert periods.counting("xzxk-2019", 30, "日", "50").unit == "calendar_day"
    assert periods.counting("xzxk-2019", 30, "日", "42").unit == "working_day"


@pytest.mark.parametrize(
    ("statute", "rolls"),
    [("xzfy-2023", True), ("xzfy-2017", True), ("xzss-2017", True), ("mss-2023", True), ("mfd-2020", True)]
    + [(s, False) for s in ("xzcf-2021", "xfgz-2022", "zdjc-2019", "xxgk-2019", "xzqz-2011", "zfdc-2020")],
)
def test_only_an_article_makes_a_last_day_roll(statute, rolls):
    count = periods.counting(statute, 15 if statute != "zfdc-2020" else 30, "日")
    assert count.rolls == rolls == bool(count.rolls_article)


def test_a_roll_over_from_memory_leaves_the_period_unverified(monkeypatch):
    clause = replace(statutes.get("xzfy-2023").counting, rolls_verified="memory")
    doubted = replace(statutes.get("xzfy-2023"), counting=clause)
    monkeypatch.setattr(statutes, "get", lambda _: doubted)
    assert periods.counting.__wrapped__("xzfy-2023", 15, "日").verified == "memory"


def test_an_instrument_nobody_looked_into_is_marked():
    assert periods.counting("zfdc-2020", 30, "日").verified == "memory"
    due = periods.explain(Period(30, "日", "zfdc-2020", "2"), day("2025-03-03"), CALENDAR)
    assert due.mark == "未核" and due.sentences[-1] == "《政府督查工作条例》期间如何计算未核。"


def test_sentences_name_what_was_skipped():
    due = periods.explain(Period(5, "日", "xzcf-2021", "64(1)"), day("2025-09-26"), CALENDAR, occasion="送达")
    assert due.sentences == (
        "2025年9月26日送达，当日不计，自9月27日起算。",
        "《行政处罚法》第六十四条第一项规定5日；依《行政处罚法》第八十五条，这里的日是工作日。",
        "9月27日（周六）、10月1日至8日（国庆节、中秋节）不计；9月28日（调休上班）是工作日，计入。",
        "最后一日是2025年10月10日。",
    )
    assert due.skipped[0] == (day("2025-09-27"), "周六") and len(due.skipped) == 9


def test_no_roll_over_is_told_with_the_other_day():
    due = periods.explain(Period(90, "日", "xzcf-2021", "60"), day("2025-11-20"), CALENDAR)
    assert "《行政处罚法》没有顺延的规定" in due.sentences[-2]
    assert due.sentences[-1] == "如果顺延，为2026年2月24日（未核）。"
    assert due.rolled_from is None


def test_stopped_days_are_told():
    stop = ((day("2025-01-22"), day("2025-01-24")),)
    due = periods.explain(Period(20, "工作日", "xxgk-2019", "33"), day("2025-01-20"), CALENDAR, stop)
    assert [d for d, label in due.skipped if label == "停计"] == [day("2025-01-23"), day("2025-01-24")]
    assert "1月23日至24日（停计）不计入期间。" in due.sentences
    assert due.day == day("2025-02-25")


def test_an_open_stop_has_no_last_day():
    due = periods.explain(
        Period(60, "日", "xfgz-2022", "34"), day("2025-12-05"), CALENDAR, ((day("2025-12-09"), None),)
    )
    assert due.day is None and due.alternative is None and not due.provisional
    assert due.sentences[-1] == "期间停计，尚未恢复，最后一日不能确定。"
    assert (
        periods.explain_full(
            Period(60, "日", "xfgz-2022", "34"), day("2025-12-05"), CALENDAR, ((day("2025-12-09"), None),)
        ).day
        is None
    )


def test_beyond_the_loaded_years_the_day_is_provisional():
    due = periods.explain(Period(10, "日", "xzfy-2023", "48"), day("2026-12-25"), CALENDAR)
    assert due.provisional and due.day == day("2027-01-08")
    assert "2027年的节假日安排没有载入" in due.sentences[-1]
    late = periods.explain(Period(5, "年", "xzcf-2021", "36"), day("2025-05-06"), CALENDAR)
    assert late.provisional and late.day == day("2030-05-06")
    assert not periods.explain(Period(5, "日", "xzcf-2021", "64"), day("2026-12-24"), CALENDAR).provisional
    assert periods.explain(Period(5, "日", "xzcf-2021", "64"), day("2018-12-27"), CALENDAR).provisional


def test_a_minimum_opens_the_day_after():
    due = periods.explain_full(Period(30, "日", "zdjc-2019", "15"), day("2025-09-01"), CALENDAR)
    assert due.day == day("2025-10-02") and due.alternative == day("2025-10-10") and due.mark == "未核"
    assert due.sentences[-1] == "须满30日，最早2025年10月2日；稳妥起见，宜自2025年10月10日起。"
    demand = periods.explain_full(Period(10, "日", "xzqz-2011", "54"), day("2025-11-03"), CALENDAR)
    assert demand.day == day("2025-11-18") and demand.mark == ""


def test_a_notice_before_an_event_rolls_back_and_is_unverified():
    due = periods.explain_before(
        Period(7, "日", "xzcf-2021", "64(2)"), day("2025-10-09"), CALENDAR, "举行听证"
    )
    assert due.day == day("2025-09-23") and due.mark == "未核"
    assert due.sentences[-2:] == (
        "最迟2025年9月23日。",
        "事前期限的倒算和遇休息日提前没有明文，按稳妥的一日计算（未核）。",
    )
    court = periods.explain_before(Period(3, "日", "fzrct-2020", "5"), day("2025-10-09"), CALENDAR)
    assert court.day == day("2025-09-30") and court.rolled_from == day("2025-10-06")


def test_hours_are_explained_to_the_minute():
    due = periods.explain(
        Period(24, "小时", "ys-fanzui-2020", "5"), at(2025, 9, 30, 9, 5), CALENDAR, occasion="批准移送"
    )
    assert due.day == at(2025, 10, 1, 9, 5) and due.alternative is None
    assert due.sentences[0] == "2025年9月30日9时05分批准移送起按小时计算，夜间和节假日不停。"
    assert due.sentences[-1] == "最后时刻是2025年10月1日9时05分。"
