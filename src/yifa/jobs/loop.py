"""Does the jobs that are due, one after the other, with handlers that the roof passes in.

The clock is passed in too: a long job renews its lease later than at the instant at which it was claimed.
"""

import logging
import traceback
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from yifa.jobs.models import Job, LeaseLost
from yifa.jobs.queue import LEASE, Effect, beat, claim, enqueue, finish, put_back

log = logging.getLogger(__name__)

Clock = Callable[[], datetime]


@dataclass(frozen=True)
class Work:
    """What a handler gets: what to work on, the clock, and a way to say how far it is."""

    job: Job
    now: Clock
    lease: timedelta = LEASE

    @property
    def about(self) -> str:
        """The id of what the job works on; empty for the whole installation."""
        return self.job.about

    def progress(self, done: int, total: int) -> None:
        """Says how far the work is and keeps the lease; on ``LeaseLost`` the handler must end."""
        beat(self.job, now=self.now(), done=done, total=total, lease=self.lease)


# A handler prepares, then returns what is to be written; that is carried out together with the note that the
# job is done. What it writes itself before must be safe to repeat.
Handler = Callable[[Work], Effect | None]


@dataclass(frozen=True)
class Daily:
    """A job once a day, from ``at`` (local time of the clock) on; a day that was missed is not made up."""

    name: str
    at: time

    def plan(self, now: datetime) -> None:
        """Notes today's job if its time has come and it is not there yet."""
        if now.time() >= self.at:
            enqueue(self.name, now=now, key=f"{self.name}:{now.date().isoformat()}")


def run_once(handlers: Mapping[str, Handler], *, now: Clock, lease: timedelta = LEASE) -> Job | None:
    """Claims and does one job that is due; None when there was none. A failing handler ends no loop."""
    job = claim(now=now(), names=frozenset(handlers), lease=lease)
    if job is None:
        return None
    try:
        finish(job, handlers[job.name](Work(job, now, lease)), now=now())
    except LeaseLost:
        log.warning("jobs.lease.lost job=%s name=%s", job.pk, job.name)
    except Exception as fault:
        # Whatever a handler raises belongs to its job; the loop goes on with the next. The message stays in
        # the table, which only administrators read: it may quote what people entered.
        log.error("jobs.handler.failed job=%s name=%s kind=%s", job.pk, job.name, type(fault).__name__)
        put_back(job, traceback.format_exc(limit=-4), now=now())
    return job


def run_due(
    handlers: Mapping[str, Handler],
    schedule: Iterable[Daily] = (),
    *,
    now: Clock,
    lease: timedelta = LEASE,
    stop: Callable[[], bool] = lambda: False,
) -> int:
    """Notes what the schedule asks for, then does all that is due, unless ``stop`` says so between two jobs.

    Returns the number of jobs tried.
    """
    for entry in schedule:
        entry.plan(now())
    count = 0
    while not stop() and run_once(handlers, now=now, lease=lease) is not None:
        count += 1
    return count
