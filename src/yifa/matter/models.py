"""What every register's rows share, and what is derived from their events: duties, breaches, refusals, search
text.
"""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.db import models

from yifa.people.models import Officer, Organisation


class Matter(models.Model):
    """A row of a register. Its columns are a fold of its sealed events; only the core writes it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    township = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", verbose_name="乡镇"
    )
    entered_by = models.UUIDField("登记人", null=True, editable=False)
    version = models.CharField("程序版本", max_length=40, editable=False)
    stage = models.CharField("进度", max_length=40, blank=True, editable=False)
    outcome = models.CharField("结果", max_length=60, blank=True, editable=False)
    opened_on = models.DateField("登记日期", null=True, editable=False)
    closed_on = models.DateField("办结日期", null=True, editable=False)
    due_on = models.DateField("最近期限", null=True, editable=False)
    due_what = models.CharField("最近期限事项", max_length=60, blank=True, editable=False)
    breaches = models.PositiveIntegerField("违反程序次数", default=0, editable=False)
    events = models.PositiveIntegerField("事件数", default=0, editable=False)
    source = models.CharField("来源标识", max_length=64, blank=True, editable=False)
    digest = models.CharField("来源摘要", max_length=64, blank=True, editable=False)

    class Meta:
        abstract = True
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["township", "-opened_on", "-id"], name="%(class)s_list"),
            models.Index(fields=["township", "closed_on", "due_on"], name="%(class)s_due"),
        ]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["township", "source"], condition=~models.Q(source=""), name="%(class)s_source_once"
            )
        ]


DERIVED = frozenset(
    {
        "id",
        "township",
        "entered_by",
        "version",
        "stage",
        "outcome",
        "opened_on",
        "closed_on",
        "due_on",
        "due_what",
        "breaches",
        "events",
        "source",
        "digest",
    }
)


class Duty(models.Model):
    """A duty or a right that is running on a matter, with its last day; rewritten whenever the matter moves."""

    register = models.CharField(max_length=40)
    matter = models.UUIDField()
    township = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    rule = models.CharField(max_length=40)
    kind = models.CharField(max_length=4, choices=[("must", "义务"), ("may", "权利")])
    steps = models.CharField(max_length=200)
    who = models.CharField(max_length=120, blank=True)
    bearer = models.CharField(max_length=20, blank=True)
    start = models.DateField()
    due = models.DateField(null=True)
    provisional = models.BooleanField(default=False)
    paused = models.BooleanField(default=False)
    article = models.CharField(max_length=200)

    class Meta:
        verbose_name = verbose_name_plural = "义务与权利"
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["register", "matter"], name="duty_of_matter"),
            models.Index(fields=["township", "due"], name="duty_by_due"),
        ]


class Breach(models.Model):
    """A rule that a recorded event broke; it stays on the event for ever and counts in figures."""

    register = models.CharField(max_length=40)
    matter = models.UUIDField()
    township = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    entry = models.UUIDField()
    step = models.CharField(max_length=40)
    rule = models.CharField(max_length=40)
    kind = models.CharField(max_length=8, choices=[("block", "违反"), ("late", "逾期"), ("soft", "说明理由")])
    article = models.CharField(max_length=200)
    text = models.CharField(max_length=400)
    on = models.DateField()

    class Meta:
        verbose_name = verbose_name_plural = "违反程序"
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["register", "matter"], name="breach_of_matter"),
            models.Index(fields=["township", "register", "on"], name="breach_by_day"),
        ]


class RefusalNote(models.Model):
    """A lawful block that somebody met; kept in plain sight, never in the sealed log."""

    at = models.DateTimeField()
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    township = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    register = models.CharField(max_length=40)
    matter = models.UUIDField(null=True)
    step = models.CharField(max_length=40)
    text = models.TextField()

    class Meta:
        verbose_name = verbose_name_plural = "受阻记录"
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["township", "-at"], name="refusal_by_time")
        ]


class SearchText(models.Model):
    """A matter's searchable words; the index over them belongs to the database."""

    matter = models.UUIDField(unique=True)
    register = models.CharField(max_length=40)
    township = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()

    class Meta:
        verbose_name = verbose_name_plural = "检索"
