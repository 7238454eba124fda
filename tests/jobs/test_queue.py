"""The queue and its loop against a hand-moved clock."""

from datetime import UTC, datetime, time, timedelta

import pytest

from yifa.jobs.loop import Daily, Work, run_due, run_once
from yifa.jobs.models import Job, LeaseLost
from yifa.jobs.queue import ATTEMPTS, LEASE, beat, claim, enqueue, finish, put_back, retry

pytestmark = pytest.mark.django_db

MORNING = datetime(2021, 7, 15, 8, 0, tzinfo=UTC)
LATER = MORNING + LEASE + timedelta(seconds=1)


def states() -> list[tuple[str, str]]:
    return list(Job.objects.order_by("id").values_list("name", "state"))


class Hand:
    """A clock that a test moves."""

    def __init__(self, at: datetime = MORNING) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at


def test_a_job_is_done_once_and_in_the_order_of_its_due_time() -> None:
    enqueue("second", now=MORNING, due=MORNING + timedelta(minutes=2))
    enqueue("first", now=MORNING, due=MORNING + timedelta(minutes=1))
    enqueue("not yet", now=MORNING, due=MORNING + timedelta(days=1))
    seen: list[str] = []

    def note(work: Work) -> None:
        seen.append(work.job.name)

    hand = Hand(MORNING + timedelta(minutes=5))
    assert run_due(dict.fromkeys(("first", "second", "not yet"), note), now=hand) == 2
    assert run_due(dict.fromkeys(("first", "second", "not yet"), note), now=hand) == 0
    assert seen == ["first", "second"]


def test_a_key_exists_once() -> None:
    first = enqueue("nightly", now=MORNING, key="nightly:2021-07-15")
    again = enqueue("nightly", now=LATER, key="nightly:2021-07-15")
    assert first.pk == again.pk and Job.objects.count() == 1
    enqueue("plain", now=MORNING)
    enqueue("plain", now=MORNING)
    assert Job.objects.count() == 3


def test_a_claimed_job_is_not_handed_out_twice_while_its_lease_stands() -> None:
    enqueue("one", now=MORNING)
    first = claim(now=MORNING)
    assert first is not None and claim(now=MORNING + LEASE) is None
    second = claim(now=LATER)
    assert second is not None and second.pk == first.pk and second.token != first.token
    assert second.attempts == 2


def test_the_worker_whose_lease_was_taken_over_can_write_nothing() -> None:
    enqueue("one", now=MORNING)
    first, second = claim(now=MORNING), claim(now=LATER)
    assert first is not None and second is not None
    with pytest.raises(LeaseLost):
        beat(first, now=LATER, done=1, total=2)
    with pytest.raises(LeaseLost):
        finish(first, lambda: enqueue("effect", now=LATER), now=LATER)
    put_back(first, "late", now=LATER)
    finish(second, lambda: enqueue("effect", now=LATER), now=LATER)
    assert states() == [("one", "done"), ("effect", "ready")]


def test_progress_keeps_the_lease_and_is_stored() -> None:
    enqueue("long", now=MORNING)
    hand = Hand()

    def long(work: Work) -> None:
        for step in range(1, 4):
            hand.at += LEASE - timedelta(seconds=1)
            work.progress(step, 3)
            assert claim(now=hand.at) is None

    assert run_once({"long": long}, now=hand) is not None
    job = Job.objects.get()
    assert (job.state, job.done, job.total, job.ended) == ("done", 3, 3, hand.at)


def test_an_effect_that_fails_leaves_nothing_behind_and_the_job_is_tried_again_later() -> None:
    enqueue("one", now=MORNING)
    broken = [True]

    def effect() -> None:
        enqueue("effect", now=MORNING)
        if broken:
            raise ValueError("the disk is full")

    hand = Hand()
    run_once({"one": lambda work: effect}, now=hand)
    job = Job.objects.get()
    assert job.state == "ready" and job.due > MORNING and "the disk is full" in job.fault
    assert run_once({"one": lambda work: effect}, now=hand) is None
    broken.clear()
    hand.at = job.due
    run_once({"one": lambda work: effect}, now=hand)
    assert states() == [("one", "done"), ("effect", "ready")]
    assert Job.objects.get(name="one").fault == ""


def test_a_job_that_always_fails_is_given_up_and_can_be_let_in_again() -> None:
    enqueue("bad", now=MORNING)
    enqueue("good", now=MORNING + timedelta(days=1))
    hand = Hand()

    def bad(work: Work) -> None:
        raise ValueError("no")

    pauses = []
    for _ in range(ATTEMPTS):
        run_once({"bad": bad}, now=hand)
        pauses.append(Job.objects.get(name="bad").due - hand.at)
        hand.at = max(hand.at, Job.objects.get(name="bad").due)
    assert pauses[:-1] == sorted(set(pauses[:-1]))
    assert Job.objects.get(name="bad").state == "failed"
    assert run_once({"bad": bad}, now=Hand(hand.at + timedelta(days=30))) is None
    retry(Job.objects.get(name="bad"), now=hand.at)
    assert run_once({"bad": lambda work: None}, now=hand) is not None
    assert states() == [("bad", "done"), ("good", "ready")]


def test_a_job_that_kills_its_worker_every_time_is_given_up() -> None:
    enqueue("poison", now=MORNING)
    at = MORNING
    for _ in range(ATTEMPTS):
        assert claim(now=at) is not None
        at += LEASE + timedelta(seconds=1)
    assert claim(now=at) is None
    job = Job.objects.get()
    assert job.state == "failed" and "killed" in job.fault


def test_a_job_nobody_here_can_do_waits_for_somebody_who_can() -> None:
    enqueue("elsewhere", now=MORNING)
    assert run_once({"here": lambda work: None}, now=Hand()) is None
    assert states() == [("elsewhere", "ready")]


def test_the_schedule_notes_a_job_once_a_day_from_its_hour_on() -> None:
    daily = Daily("reminders", time(7, 30))
    hand = Hand(MORNING.replace(hour=7, minute=0))
    for hour, expected in ((7, 0), (8, 1), (20, 1), (24 + 7, 1), (24 + 9, 2), (24 * 5 + 9, 3)):
        hand.at = MORNING.replace(hour=0) + timedelta(hours=hour)
        run_due({"reminders": lambda work: None}, [daily], now=hand)
        assert Job.objects.filter(name="reminders", state="done").count() == expected
