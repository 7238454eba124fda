"""What lies on the desk and is no record yet: reports of other years and offices, as they were handed in."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from yifa.people.models import Organisation


class Intake(models.Model):
    """A report that somebody else wrote: its text as it was loaded, and whether it was confirmed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    officer = models.UUIDField()
    at = models.DateTimeField()
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, blank=True)
    digest = models.CharField(max_length=64)
    text = models.TextField(blank=True)
    notices = models.JSONField(default=list)
    state = models.CharField(max_length=10, default="new")
    title = models.CharField(max_length=200, blank=True)
    body = models.CharField(max_length=120, blank=True)
    year = models.PositiveSmallIntegerField(null=True)
    figures = models.PositiveIntegerField(default=0)
    errors = models.PositiveIntegerField(default=0)
    warnings = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = verbose_name_plural = "往年报告"
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["office", "-at"], name="intake_by_time")
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["office", "digest"], name="intake_once")
        ]


class Batch(models.Model):
    """Reports handed in together: stored first, then read one by one."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    officer = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        verbose_name = verbose_name_plural = "一次交来的报告"
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["office", "-at"], name="batch_by_time")]


class HandedIn(models.Model):
    """One file of a batch: waiting to be read, read, or refused with the reason in a sentence."""

    class State(models.TextChoices):
        """How far it is."""

        WAITING = "waiting", "等着读"
        READ = "read", "已读"
        REFUSED = "refused", "读不了"

    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="files")
    place = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    reason = models.CharField(max_length=400, blank=True)
    report = models.ForeignKey(Intake, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = "交来的文件"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["batch", "place"], name="handed_in_once")
        ]
