"""A job and its lease: one table, plain updates only, the same on SQLite and PostgreSQL.

A worker *claims* a job for a while and gets a token. It renews the lease as it makes progress, and finishes
only while its token still stands. A worker that is killed leaves a lease that runs out, and the next one
claims the job again. The job's effect on the database and the note that it is done commit together, so the
effect happens once.
"""

import uuid
from datetime import datetime

from django.db import models


class Job(models.Model):
    """One thing to do: once, or once for its ``key``."""

    class State(models.TextChoices):
        """Where a job stands."""

        READY = "ready", "待执行"
        RUNNING = "running", "执行中"
        DONE = "done", "已完成"
        FAILED = "failed", "失败"

    name = models.CharField("任务", max_length=60)
    about = models.CharField("对象", max_length=200, default="", help_text="what the handler works on: an id")
    key = models.CharField("一次性键", max_length=120, null=True, unique=True)
    state = models.CharField("状态", max_length=8, choices=State.choices, default=State.READY)
    due = models.DateTimeField("最早执行时间")
    token = models.UUIDField("领取凭证", null=True)
    leased_until = models.DateTimeField("领取至", null=True)
    attempts = models.PositiveIntegerField("领取次数", default=0)
    done = models.PositiveIntegerField("已处理", default=0)
    total = models.PositiveIntegerField("总数", default=0)
    fault = models.TextField("上次失败原因", default="")
    created = models.DateTimeField("创建时间")
    ended = models.DateTimeField("结束时间", null=True)

    class Meta:
        """The loop asks by state and due time; pages list by name."""

        indexes = (
            models.Index(fields=["state", "due"], name="jobs_state_due"),
            models.Index(fields=["name", "-id"], name="jobs_name_newest"),
        )

    def __str__(self) -> str:
        return f"{self.name} {self.about}".rstrip()


class LeaseLost(Exception):
    """The lease ran out and another worker holds the job: stop, and write nothing."""


def claimable(now: datetime) -> models.Q:
    """Jobs that nobody is at: due and ready, or left behind by a worker that is gone."""
    ready = models.Q(state=Job.State.READY, due__lte=now)
    return ready | models.Q(state=Job.State.RUNNING, leased_until__lt=now)


def token() -> uuid.UUID:
    """A new token for one claim."""
    return uuid.uuid4()
