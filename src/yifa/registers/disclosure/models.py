"""The columns of 政务公开."""

from typing import ClassVar

from django.db import models

from yifa.matter.models import Matter

REVIEW = [(word, word) for word in ("可以公开", "部分公开", "不予公开")]


class Disclosure(Matter):
    """Information published on the office's own initiative; one row one item."""

    produced_on = models.DateField("信息形成日期", null=True, blank=True)
    title = models.CharField("信息名称", max_length=200, blank=True, default="")
    producer = models.CharField("形成单位", max_length=100, blank=True, default="")
    reviewed_on = models.DateField("公开审查日期", null=True, blank=True)
    review = models.CharField("审查结论", max_length=20, choices=REVIEW, blank=True, default="")
    withheld_ground = models.CharField("不公开的理由", max_length=200, blank=True, default="")
    published_on = models.DateField("公开日期", null=True, blank=True)
    document_number = models.CharField("文号", max_length=80, blank=True, default="")
    category = models.CharField("公开类别", max_length=60, blank=True, default="")
    channel = models.CharField("公开渠道", max_length=100, blank=True, default="")
    remark = models.CharField("备注", max_length=200, blank=True, default="")

    class Meta(Matter.Meta):
        verbose_name = verbose_name_plural = "政务公开"
        indexes: ClassVar[list[models.Index]] = [
            *Matter.Meta.indexes,
            models.Index(fields=["township", "-published_on", "-id"], name="disclosure_day"),
        ]
