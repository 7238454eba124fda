"""What a figure remembers: its frozen values, declared zeros, and duties that a township has not."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from yifa.people.models import Organisation


class DeclaredZero(models.Model):
    """That an office has said: this year there was nothing in this register (本年……：无)."""

    township = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    register = models.CharField(max_length=40)
    year = models.PositiveSmallIntegerField()
    said = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        verbose_name = verbose_name_plural = "零报告"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["township", "register", "year"], name="declared_zero_once")
        ]


class NoDuty(models.Model):
    """That a register's subject is no duty of the township (无此职责)."""

    township = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    register = models.CharField(max_length=40)
    ground = models.CharField(max_length=200)

    class Meta:
        verbose_name = verbose_name_plural = "无此职责"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["township", "register"], name="no_duty_once")
        ]


class Frozen(models.Model):
    """A figure as it was reported: its value, the size of the log then, and the digest of its definition."""

    township = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    slug = models.CharField(max_length=60)
    year = models.PositiveSmallIntegerField()
    value = models.CharField(max_length=40, blank=True)
    numerator = models.CharField(max_length=40, blank=True)
    denominator = models.CharField(max_length=40, blank=True)
    state = models.CharField(max_length=10, blank=True)
    evidence = models.PositiveIntegerField()
    log_size = models.PositiveBigIntegerField()
    definition = models.CharField(max_length=64)
    at = models.DateTimeField()
    by = models.UUIDField()

    class Meta:
        verbose_name = verbose_name_plural = "定稿数字"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["township", "slug", "year"], name="frozen_once")
        ]
