"""Periods in hours, moments on a day, dated parameters."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.procedure.matters import CAL, D, Refused
from tests.procedure.trial import trial
from yifa.procedure import Event
from yifa.procedure.story import effective

STEPS = "查封: {}\n补批: {可填: [数额]}\n开门: {}"
DAY = "有了: 查封, 须: 补批, 限: 24小时, 依: 强19"


def at(text):
    return datetime.fromisoformat(text)


def sealed(rule=DAY, when="2025-03-03T15:00"):
    return trial(STEPS, rule).do("查封", when[:10], at=at(when))


def test_twenty_four_hours_end_at_the_minute():
    m = sealed()
    (row,) = m.k.agenda(m.state, at("2025-03-04T14:59"))
    assert row.due_at == at("2025-03-04T15:00") and row.due == D("2025-03-04")
    assert (row.unit, row.overdue, row.provisional) == ("hour", False, False)
    assert m.k.agenda(m.state, at("2025-03-04T15:01"))[0].overdue
    assert (
        not m.k.agenda(m.state, D("2025-03-04"))[0].overdue
        and m.k.agenda(m.state, D("2025-03-05"))[0].overdue
    )


@pytest.mark.parametrize("when,late", [("2025-03-04T15:00", False), ("2025-03-04T15:01", True)])
def test_lateness_by_the_minute(when, late):
    m = sealed().do("补批", when[:10], at=at(when))
    assert [r.code for r in m.breaches] == (["late"] if late else [])


def test_weekends_and_nights_count():
    m = sealed(when="2025-10-01T15:00")  # a holiday
    assert m.due("补批", "2025-10-01") == "2025-10-02"


def test_an_unknown_hour_is_late_only_when_that_is_certain():
    m = trial(STEPS, DAY).do("查封", "2025-03-03")
    (row,) = m.k.agenda(m.state, D("2025-03-04"))
    assert row.provisional and row.due == D("2025-03-04")  # shown cautiously, counted from midnight
    assert (
        trial(STEPS, DAY)
        .do("查封", "2025-03-03")
        .do("补批", "2025-03-04", at=at("2025-03-04T23:00"))
        .breaches
        == []
    )
    late = trial(STEPS, DAY).do("查封", "2025-03-03").do("补批", "2025-03-05", at=at("2025-03-05T00:01"))
    assert [r.code for r in late.breaches] == ["late"]


def test_moments_of_different_zones_compare():
    utc = datetime(2025, 3, 4, 6, 59, tzinfo=UTC)  # 14:59 in China
    m = sealed()
    assert (
        not m.k.agenda(m.state, utc)[0].overdue and m.k.agenda(m.state, utc + timedelta(minutes=2))[0].overdue
    )


def test_waiting_in_hours():
    m = sealed("先: 查封, 才可: 开门, 满: 24小时, 依: 强19")
    (reason,) = m.k.reasons(m.state, Event(9, "开门", D("2025-03-04"), at("2025-03-04T14:00")))
    assert reason.code == "wait" and reason.earliest == D("2025-03-04")
    assert m.k.reasons(m.state, Event(9, "开门", D("2025-03-04"), at("2025-03-04T15:00"))) == []
    with pytest.raises(Refused):
        m.do("开门", "2025-03-03")


def test_within_a_day_moments_order_and_the_rest_keeps_its_place():
    def event(id_, hour=None):
        return Event(id_, "x", D("2025-03-03"), at(f"2025-03-03T{hour:02}:00") if hour else None)

    assert [e.id for e in effective([event(1, 15), event(2), event(3, 9)])] == [3, 2, 1]
    assert [e.id for e in effective([event(3), event(1), event(2)])] == [1, 2, 3]


def test_a_parameter_is_read_for_the_day():
    def limit(key, on):
        assert key == "penalty.hearing_fine_citizen"
        return {True: 1000, False: None}[on >= D("2025-01-01")]

    head = "参数: {较大数额: penalty.hearing_fine_citizen}\n"
    m = trial(STEPS, "办: 补批, 要求: 数额 < 较大数额", head, parameter=limit)
    assert m.k.reasons(m.state, Event(1, "补批", D("2025-01-01"), data={"数额": 5})) == []
    (reason,) = m.k.reasons(m.state, Event(1, "补批", D("2024-12-31"), data={"数额": 5}))
    assert reason.missing == ("较大数额",)  # nobody has set it: unknown blocks
    shipped = trial(STEPS, "办: 补批, 要求: 数额 <= 人数", "参数: {人数: penalty.officers_min}\n")
    assert shipped.k.reasons(shipped.state, Event(1, "补批", D("2025-01-01"), data={"数额": 2})) == []


def test_the_day_of_a_step_is_a_fact():
    m = trial("立案: {日期: 立案日期}\n决定: {}", "办: 决定, 要求: 立案日期 >= 2025-03-01").do(
        "立案", "2025-02-28"
    )
    assert m.why("决定", "2025-03-04") == ["不符合要求：立案日期不早于2025-03-01"]
    assert m.state.data["立案日期"] == D("2025-02-28")


def test_no_date_breaks_the_calendar():
    m = trial(STEPS, "有了: 查封, 须: 补批, 限: 99999日, 依: 强25").do("查封", "9000-01-01")
    assert m.due("补批", "9000-01-02") is not None and CAL.last < D("9000-01-01")
