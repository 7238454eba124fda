"""The columns of a village deliberation."""

from typing import ClassVar

from django.db import models

from yifa.matter.models import Matter


class Deliberation(Matter):
    """One session of 援法议事."""

    held_on = models.DateField("议事日期", null=True, blank=True)
    village = models.CharField("村（社区）", max_length=60, blank=True, default="")
    topic = models.CharField("议题", max_length=200, blank=True, default="")
    law_used = models.CharField("法律依据", max_length=200, blank=True, default="")
    helper = models.CharField("参与的法律人员", max_length=100, blank=True, default="")
    present = models.PositiveIntegerField("参加人数", null=True, blank=True)
    result = models.CharField("议事结果", max_length=200, blank=True, default="")
    remark = models.CharField("备注", max_length=200, blank=True, default="")

    class Meta(Matter.Meta):
        verbose_name = verbose_name_plural = "援法议事"
        indexes: ClassVar[list[models.Index]] = [
            *Matter.Meta.indexes,
            models.Index(fields=["township", "-held_on", "-id"], name="deliberation_day"),
        ]
