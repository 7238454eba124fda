"""The night's jobs on a clock that the test moves: what they sign, what they record, what they complain about."""

from datetime import date, datetime, time, timedelta

import pytest

from yifa.jobs.loop import run_due
from yifa.jobs.models import Job
from yifa.ledger.models import Checkpoint, Entry, Log
from yifa.ledger.note import Statement, parts
from yifa.matter.record import BEIJING
from yifa.matter.register import register
from yifa.matter.scenario import play, scenarios
from yifa.people.office import office
from yifa.project.work import HANDLERS, SCHEDULE

pytestmark = pytest.mark.django_db

NIGHT = datetime.combine(date(2026, 6, 10), time(3, 0), BEIJING)


@pytest.fixture
def folders(settings, tmp_path):
    settings.KEYS_ROOT = tmp_path / "keys"
    return tmp_path


@pytest.fixture
def row(cast, folders):
    room = register("disclosure")
    played = play(room, scenarios(room)[0], cast)
    assert played.row is not None
    return played.row


def nightly(at: datetime) -> int:
    return run_due(HANDLERS, SCHEDULE, now=lambda: at)


def test_every_job_of_the_calendar_has_a_handler():
    assert {entry.name for entry in SCHEDULE} <= set(HANDLERS)


def test_a_night_signs_each_log_once_and_the_next_only_if_it_grew(row, cast):
    assert nightly(NIGHT) == len(SCHEDULE)
    (signed,) = Checkpoint.objects.all()
    said = Statement.parse(parts(signed.note)[0])
    assert (said.origin, said.size) == (str(office("青禾镇").pk), Entry.objects.count())
    assert nightly(NIGHT + timedelta(minutes=5)) == 0
    assert nightly(NIGHT + timedelta(days=1)) == len(SCHEDULE) and Checkpoint.objects.count() == 1
    play(register("disclosure"), scenarios(register("disclosure"))[1], cast)
    nightly(NIGHT + timedelta(days=2))
    sizes = list(Checkpoint.objects.order_by("size").values_list("size", flat=True))
    assert sizes == [said.size, Log.objects.get().size]


def test_the_night_before_the_hour_does_nothing(row):
    assert nightly(NIGHT.replace(hour=0, minute=10)) == 0


def test_sound_rows_end_the_audit_well(row):
    nightly(NIGHT)
    assert Job.objects.get(name="night.audit").state == Job.State.DONE


def test_a_changed_row_stands_as_a_failed_job_and_in_the_log_without_its_values(row, caplog):
    register("disclosure").model._default_manager.filter(pk=row.pk).update(title="改过的名称")
    nightly(NIGHT)
    job = Job.objects.get(name="night.audit")
    assert job.state != Job.State.DONE and "1 columns of 1 rows differ" in job.fault
    told = [record.getMessage() for record in caplog.records if "night.audit.differs" in record.getMessage()]
    assert len(told) == 1 and str(row.pk) in told[0] and "column=title" in told[0] and "改过" not in told[0]


def test_fictions_come_before_the_checkpoint_that_covers_them():
    times = {entry.name: entry.at for entry in SCHEDULE}
    assert times["night.fictions"] < times["night.checkpoint"] < times["night.audit"]
