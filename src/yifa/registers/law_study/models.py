"""The columns of 学法."""

from typing import ClassVar

from django.db import models

from yifa.matter.models import Matter

FORM = [(word, word) for word in ("中心组学法", "专题讲座", "党内法规培训", "会前学法", "集中学法")]


class LawStudy(Matter):
    """Law-study sessions of officials; one row one session."""

    held_on = models.DateField("日期", null=True, blank=True)
    title = models.CharField("学习内容", max_length=200, blank=True, default="")
    form = models.CharField("学习形式", max_length=20, choices=FORM, blank=True, default="")
    audience = models.CharField("参加对象", max_length=200, blank=True, default="")
    present = models.PositiveIntegerField("参加人数", null=True, blank=True)
    speaker = models.CharField("主讲人", max_length=100, blank=True, default="")
    remark = models.CharField("备注", max_length=200, blank=True, default="")

    class Meta(Matter.Meta):
        verbose_name = verbose_name_plural = "学法"
        indexes: ClassVar[list[models.Index]] = [
            *Matter.Meta.indexes,
            models.Index(fields=["township", "-held_on", "-id"], name="law_study_day"),
        ]
