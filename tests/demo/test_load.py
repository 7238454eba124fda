"""The invented year: the same each time, by the script, resumable, and with something of every kind in it."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from yifa.demo.acts import Act, Plot, Stage, moved, recast
from yifa.demo.load import cued, done, load, note
from yifa.demo.rehearsal import due_on, ended, rehearsed
from yifa.demo.stories import script, stories
from yifa.demo.year import DUE, year
from yifa.law import calendars
from yifa.ledger.models import Entry
from yifa.matter.audit import audit
from yifa.matter.models import RefusalNote
from yifa.matter.record import BEIJING
from yifa.matter.register import Register, register, registers
from yifa.people.office import office

NOW = datetime(2026, 6, 10, 9, 0, tzinfo=BEIJING)
TODAY = NOW.date()
FEW = ("law_exam", "casefile_review", "committee", "mediator")


class Killed(Exception):
    """Stands for the end of the process."""


@pytest.fixture
def stage(cast) -> Stage:
    return Stage(office("青禾镇"), cast)


@pytest.fixture
def few() -> list[Register]:
    return [register(key) for key in FEW]


def expected(plots: list[Plot]) -> int:
    """How many events the plots make, counted by hand: every act that the law does not block."""
    return sum(1 for plot in plots for act in plot.acts if not act.blocked)


@pytest.mark.django_db
def test_the_year_goes_by_the_script_and_is_loaded_once(few, stage, tmp_path):
    wanted = expected(year(few, stage, TODAY))
    loaded = load(few, stage, now=NOW, folder=tmp_path)
    assert loaded.missed == 0 and loaded.events == wanted == Entry.objects.count()
    assert done(stage.township.pk)
    again = load(few, stage, now=NOW + timedelta(days=40), folder=tmp_path)
    assert again.acts == 0 and Entry.objects.count() == wanted
    assert [found for room in few for found in audit(room, stage.township)] == []


@pytest.mark.django_db
def test_a_killed_load_goes_on_on_another_day_and_doubles_nothing(few, stage, tmp_path):
    wanted = expected(year(few, stage, TODAY))

    def kill(count: int, total: int) -> None:
        raise Killed

    with pytest.raises(Killed):
        load(few, stage, now=NOW, folder=tmp_path, told=kill)
    begun = note(stage.township.pk)
    assert begun is not None and 0 < begun.done < begun.total and not done(stage.township.pk)
    rest = load(few, stage, now=NOW + timedelta(days=2), folder=tmp_path)
    assert rest.missed == 0 and rest.acts == begun.total - begun.done
    assert Entry.objects.count() == wanted
    assert [found for room in few for found in audit(room, stage.township)] == []


@pytest.mark.django_db
def test_the_log_is_written_in_order_of_time(few, stage, tmp_path):
    load(few, stage, now=NOW, folder=tmp_path)
    times = list(Entry.objects.order_by("index").values_list("recorded", flat=True))
    assert times == sorted(set(times)) and times[-1] < NOW
    days = dict(Entry.objects.values_list("index", "on"))
    assert all(days[number] <= at.astimezone(BEIJING).date() for number, at in enumerate(times))


@pytest.mark.django_db
def test_a_blocked_act_leaves_its_note(stage, tmp_path):
    rooms = [register("disclosure")]
    load(rooms, stage, now=NOW, folder=tmp_path)
    recent = RefusalNote.objects.filter(at__gte=NOW - timedelta(days=30), matter__isnull=False)
    assert recent.exists()


@pytest.mark.django_db
def test_files_come_with_acts(stage, tmp_path):
    load([register("law_study")], stage, now=NOW, folder=tmp_path)
    kept = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert kept and all("虚构" in path.read_text(encoding="utf-8") for path in kept)


@pytest.mark.slow
@pytest.mark.django_db
def test_every_room_has_matters_and_the_workbench_something_of_every_kind(stage):
    plots = year(list(registers()), stage, TODAY)
    assert plots == year(list(registers()), stage, TODAY)
    assert {plot.register for plot in plots} == {room.key for room in registers()}
    assert len({(plot.register, plot.name) for plot in plots}) == len(plots)
    assert all(plot.last < TODAY for plot in plots)
    days = {due for due in DUE if any(plot.name.endswith(f"due {due:+d}") for plot in plots)}
    assert {0, 2, -9} <= days
    assert any(plot.acts[-1].blocked for plot in plots)
    months = {(plot.last.year, plot.last.month) for plot in plots if plot.register == "law_study"}
    assert {(2025, 9), (2025, 12), (2026, 2), (2026, 4), (2026, 5)} <= months


@pytest.mark.slow
@pytest.mark.django_db
def test_every_story_fits_its_room(stage):
    """A room that changes its columns must not silently lose its stories."""
    known = frozenset(room.key for room in registers())
    assert {story["台账"] for story in script()["故事"]} <= known
    told = list(stories(known, TODAY, calendars.load("CN")))
    assert [plot for plot in told if rehearsed(register(plot.register), plot, stage) is None] == []


def test_stories_keep_to_working_days_of_the_year():
    calendar = calendars.load("CN")
    for plot in stories(frozenset({"mediation", "disclosure", "law_study"}), TODAY, calendar):
        assert all(calendar.working(act.day) and act.day <= TODAY for act in plot.acts)
        assert plot.acts[0].day >= TODAY - timedelta(days=364)


def test_acts_of_one_matter_keep_their_order_and_no_instant_is_used_twice():
    day = date(2026, 3, 2)
    late = Act("b", datetime(2026, 3, 2, 8, 0, tzinfo=BEIJING), "clerk", {})
    plots = [
        Plot("x", str(n), (Act("a", day, "clerk", {}), late, Act("c", day, "clerk", {}))) for n in range(30)
    ]
    cues = cued(plots)
    assert len({cue.at for cue in cues}) == 90
    for plot in plots:
        assert [cue.act.step for cue in cues if cue.plot is plot] == ["a", "b", "c"]


def test_moving_takes_dates_and_document_years_along():
    act = Act(
        "公开",
        date(2025, 12, 30),
        "clerk",
        {"文号": "青政〔2025〕3号", "有效期至": date(2026, 1, 1), "数": 3},
    )
    one = moved(Plot("x", "n", (act,)), 7).acts[0]
    assert one.on == date(2026, 1, 6)
    assert one.values == {"文号": "青政〔2026〕3号", "有效期至": date(2026, 1, 8), "数": 3}


def test_other_people_take_the_parts_everywhere():
    act = Act(
        "x", date(2026, 1, 1), "clerk", {"当事人": ["周小满"], "案件名称": "周小满占道案"}, who="周小满"
    )
    one = recast(Plot("x", "n", (act,)), {"周小满": "汤有福"}).acts[0]
    assert one.values == {"当事人": ["汤有福"], "案件名称": "汤有福占道案"} and one.who == "汤有福"


@pytest.mark.django_db
class TestDisclosure:
    """形成之日起二十个工作日内公开（公开条例第二十六条）; days counted by hand on the calendar of 2026."""

    FORMED = Act("信息形成", date(2025, 3, 3), "clerk", {"信息名称": "关于集镇停车的通告"})
    EARLY = Act(
        "公开", date(2025, 3, 4), "clerk", {"信息名称": "同上", "公开类别": "其他", "公开渠道": "公示栏"}
    )

    def test_a_duty_is_moved_to_the_wanted_day(self, stage):
        room, plot = register("disclosure"), Plot("disclosure", "n", (self.FORMED,))
        found = due_on(room, plot, stage, TODAY, TODAY - timedelta(1))
        # After 13 May 2026: 14 and 15 May (2), 18 to 22 (7), 25 to 29 (12), 1 to 5 June (17), 8 to 10 June (20).
        assert found is not None and found.due == TODAY and found.plot.last == date(2026, 5, 13)

    def test_what_the_law_refuses_is_no_plot_unless_it_is_meant(self, stage):
        room = register("disclosure")
        assert rehearsed(room, Plot("disclosure", "n", (self.FORMED, self.EARLY)), stage) is None
        meant = replace(self.EARLY, blocked=True)
        found = ended(room, Plot("disclosure", "n", (self.FORMED, meant)), stage, TODAY, TODAY)
        assert found is not None and found.plot.acts[-1].blocked

    def test_a_refused_form_or_right_is_left_out(self, stage):
        room = register("disclosure")
        window = replace(self.EARLY, login="window", blocked=True)
        found = rehearsed(room, Plot("disclosure", "n", (self.FORMED, window)), stage)
        assert found is not None and len(found.plot.acts) == 1
