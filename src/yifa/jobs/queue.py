"""Puts jobs in, hands them out under a lease, and takes them back."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from yifa.jobs.models import Job, LeaseLost, claimable, token

LEASE = timedelta(minutes=2)
# The number of claims after which a job is given up: one that kills its worker must not kill every worker.
ATTEMPTS = 5
PATIENCE = timedelta(minutes=1)

Effect = Callable[[], object]


def enqueue(
    name: str, *, now: datetime, about: str = "", key: str | None = None, due: datetime | None = None
) -> Job:
    """Notes a thing to do at ``due`` (default: at once); with a ``key`` it exists once, however often asked.

    Inside the caller's transaction the job appears when that commits. Returns the job, new or already there.
    """
    if key is not None and (found := Job.objects.filter(key=key).first()):
        return found
    try:
        with transaction.atomic():
            return Job.objects.create(name=name, about=about, key=key, due=due or now, created=now)
    except IntegrityError:
        # Somebody else noted the same key between the look and the write.
        return Job.objects.get(key=key)


def claim(*, now: datetime, names: frozenset[str] | None = None, lease: timedelta = LEASE) -> Job | None:
    """The next job that is due, under a lease until ``now + lease``; None when there is none.

    The claim is one conditional update: of two workers who saw the same job, only one changes a row.
    """
    while True:
        waiting = Job.objects.filter(claimable(now))
        if names is not None:
            waiting = waiting.filter(name__in=names)
        job = waiting.order_by("due", "id").first()
        if job is None:
            return None
        seen = Job.objects.filter(claimable(now), pk=job.pk, attempts=job.attempts)
        if job.attempts >= ATTEMPTS:
            seen.update(
                state=Job.State.FAILED, ended=now, fault=job.fault or "its worker was killed each time"
            )
            continue
        job.state, job.token, job.leased_until = Job.State.RUNNING, token(), now + lease
        if seen.update(state=job.state, token=job.token, leased_until=now + lease, attempts=job.attempts + 1):
            job.attempts += 1
            return job


def beat(job: Job, *, now: datetime, done: int, total: int, lease: timedelta = LEASE) -> None:
    """Renews the lease and stores the progress. Raises ``LeaseLost`` when the job is no longer ours."""
    mine = Job.objects.filter(pk=job.pk, token=job.token, state=Job.State.RUNNING)
    if not mine.update(leased_until=now + lease, done=done, total=total):
        raise LeaseLost(str(job))


def finish(job: Job, effect: Effect | None, *, now: datetime) -> None:
    """Marks the job done and carries out its effect, both or neither.

    Raises ``LeaseLost`` before any effect when the job is no longer ours; a failing effect undoes the mark.
    """
    with transaction.atomic():
        mine = Job.objects.filter(pk=job.pk, token=job.token, state=Job.State.RUNNING)
        if not mine.update(state=Job.State.DONE, ended=now, leased_until=None, fault=""):
            raise LeaseLost(str(job))
        if effect is not None:
            effect()


def put_back(job: Job, fault: str, *, now: datetime) -> None:
    """After a failure: tried again, each time after a longer pause; given up after ``ATTEMPTS`` claims."""
    mine = Job.objects.filter(pk=job.pk, token=job.token, state=Job.State.RUNNING)
    if job.attempts >= ATTEMPTS:
        mine.update(state=Job.State.FAILED, ended=now, leased_until=None, fault=fault)
    else:
        pause = PATIENCE * 2 ** (job.attempts - 1)
        mine.update(state=Job.State.READY, due=now + pause, leased_until=None, fault=fault)


def retry(job: Job, *, now: datetime) -> None:
    """An administrator lets a failed job be tried again from the start."""
    failed = Job.objects.filter(pk=job.pk, state=Job.State.FAILED)
    failed.update(state=Job.State.READY, due=now, attempts=0, ended=None, done=0, total=0)
