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
