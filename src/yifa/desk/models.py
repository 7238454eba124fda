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


class Decision(models.Model):
    """What an officer decided about one place of a report, or that it was withdrawn. Rows are only added; the latest
    about a place counts.

    The place is named by what is found there, its span and the words that stood there, so that it is known again when
    the report is read anew. ``why`` and ``fix`` are kept, so that a list of corrections never depends on the reader.
    """

    class Choice(models.TextChoices):
        """What can be decided."""

        FIX = "fix", "改正"
        NOTE = "note", "记入校改单"
        DROP = "drop", "不处理"
        ASSIGN = "assign", "改归"
        UNDO = "undo", "撤回"

    report = models.ForeignKey(Intake, on_delete=models.PROTECT, related_name="decisions")
    code = models.CharField(max_length=120)
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)
    quoted = models.TextField(blank=True)
    choice = models.CharField(max_length=8, choices=Choice.choices)
    fix = models.TextField(blank=True)
    """What shall stand there; of 改归 the indicator, empty for none."""
    why = models.TextField(blank=True)
    officer = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        verbose_name = verbose_name_plural = "对往年报告的处理"


class PastFigure(models.Model):
    """A figure of an earlier year as the office's own report has it; never a computed one.

    A newer version of the report replaces it; the row stays, with the day and the report that took its place.
    """

    township = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    slug = models.CharField(max_length=80)
    value = models.DecimalField(max_digits=24, decimal_places=6)
    unit = models.CharField(max_length=20)
    stated = models.CharField(max_length=200)
    corrected = models.BooleanField(default=False)
    report = models.ForeignKey(Intake, on_delete=models.PROTECT, related_name="stored")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    officer = models.UUIDField()
    at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)
    replaced_by = models.ForeignKey(Intake, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = "往年报告写的数字"
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["township", "slug", "-year"], name="past_figure_by_year")
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["township", "year", "slug"],
                condition=models.Q(replaced_at__isnull=True),
                name="past_figure_once",
            )
        ]
