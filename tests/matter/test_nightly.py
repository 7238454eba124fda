"""Legal fictions at night: none too early, each once, on the first day it held, in the system's name."""

from datetime import date, datetime, time

import pytest

from yifa.ledger.models import Entry
from yifa.matter.history import history
from yifa.matter.models import RefusalNote
from yifa.matter.nightly import deem
from yifa.matter.record import BEIJING, record
from yifa.matter.refusal import Recorded
from yifa.matter.register import register, registers
from yifa.people.office import office, system_officer

pytestmark = pytest.mark.django_db

REQUEST = {
    "申请人": "贺知秋",
    "申请人类型": "自然人",
    "申请公开的信息": "村道工程验收报告",
    "提交渠道": "当面提交",
}


def at(day: date, hour: int = 0, minute: int = 20) -> datetime:
    return datetime.combine(day, time(hour, minute), BEIJING)


def step(room, row, label, on, by, values=None):
    """Records a step and gives its matter, which must not be refused."""
    named = {room.names[key]: value for key, value in (values or {}).items()}
    answer = record(room, row, label, named, on=on, now=at(on, 12), by=by)
    assert isinstance(answer, Recorded), str(answer)
    return room.model._default_manager.get(pk=answer.matter)


@pytest.fixture
def asked(cast):
    """A request that the office asked to have completed within five working days, from 4 March 2025 on."""
    room = register("information_request")
    row = step(room, None, "收到申请", date(2025, 3, 3), cast["window"], REQUEST)
    told = {"补正事项": "写明是哪一条村道", "补正期限（工作日）": 5}
    return room, step(room, row, "补正告知", date(2025, 3, 4), cast["clerk"], told)


def night(room, day):
    return list(deem(room, office("青禾镇"), at(day)))


def test_nothing_is_deemed_before_the_period_is_over(asked):
    room, _ = asked
    # Working days after 4 March 2025: 5, 6, 7, 10, 11; on the 11th the applicant may still complete it.
    assert night(room, date(2025, 3, 11)) == []


def test_what_the_law_deems_is_recorded_once_and_by_the_system(asked):
    room, row = asked
    found = night(room, date(2025, 3, 12))
    assert [(one.step, one.on) for one in found] == [("视为放弃申请", date(2025, 3, 12))]
    last = history(room.key, row.pk)[-1]
    assert last.officer == str(system_officer(office("青禾镇")).pk) and last.head["role"] == "系统"
    assert night(room, date(2025, 3, 12)) == [] and night(room, date(2025, 3, 13)) == []
    assert Entry.objects.count() == 3
    row.refresh_from_db()
    assert row.closed_on == date(2025, 3, 12) and row.outcome == "逾期不补正"


def test_a_worker_that_slept_for_weeks_records_the_day_the_law_meant(asked):
    room, row = asked
    found = night(room, date(2025, 4, 20))
    assert [one.on for one in found] == [date(2025, 3, 12)]
    last = history(room.key, row.pk)[-1]
    assert last.on == date(2025, 3, 12) and last.recorded == at(date(2025, 4, 20))


def test_an_answered_call_is_left_alone(asked, cast):
    room, row = asked
    step(room, row, "补正", date(2025, 3, 7), cast["clerk"])
    assert night(room, date(2025, 4, 20)) == []


def test_registers_without_fictions_are_passed_over(cast):
    here = office("青禾镇")
    without = [
        room for room in registers() if not any(s.fiction for s in room.current.definition.steps.values())
    ]
    assert without and all(list(deem(room, here, at(date(2025, 4, 20)))) == [] for room in without)


def test_no_note_of_a_block_is_left_by_the_night(asked):
    room, _ = asked
    for day in (date(2025, 3, 11), date(2025, 3, 12), date(2025, 3, 13)):
        night(room, day)
    assert RefusalNote.objects.count() == 0
