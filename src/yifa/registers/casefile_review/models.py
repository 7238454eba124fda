"""The columns of 案卷评查."""

from typing import ClassVar

from django.db import models

from yifa.matter.models import Matter


class CasefileReview(Matter):
    """Reviews of enforcement case files; one row one review activity."""

    reviewed_on = models.DateField("评查日期", null=True, blank=True)
    organiser = models.CharField("组织单位", max_length=100, blank=True, default="")
    files = models.PositiveIntegerField("评查卷数", null=True, blank=True)
    problems = models.TextField("发现问题", blank=True, default="")
    remedied_on = models.DateField("整改日期", null=True, blank=True)
    remedy = models.CharField("整改情况", max_length=300, blank=True, default="")
    remark = models.CharField("备注", max_length=200, blank=True, default="")

    class Meta(Matter.Meta):
        verbose_name = verbose_name_plural = "案卷评查"
        indexes: ClassVar[list[models.Index]] = [
            *Matter.Meta.indexes,
            models.Index(fields=["township", "-reviewed_on", "-id"], name="casefile_review_day"),
        ]
