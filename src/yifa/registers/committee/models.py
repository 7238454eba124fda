"""The columns of a people's mediation committee."""

from typing import ClassVar

from django.db import models

from yifa.matter.models import Matter

KIND = [(word, word) for word in ("村", "社区", "镇", "企事业")]


class Committee(Matter):
    """One committee from its establishment to its end."""

    established_on = models.DateField("设立日期", null=True, blank=True)
    name = models.CharField("名称", max_length=100, blank=True, default="")
    kind = models.CharField("类型", max_length=20, choices=KIND, blank=True, default="")
    chair = models.CharField("主任", max_length=60, blank=True, default="")
    members = models.PositiveIntegerField("委员人数", null=True, blank=True)
    women = models.PositiveIntegerField("妇女委员人数", null=True, blank=True)
    renewed_on = models.DateField("换届日期", null=True, blank=True)
    ended_on = models.DateField("撤销日期", null=True, blank=True)
    ended_ground = models.CharField("撤销原因", max_length=200, blank=True, default="")
    remark = models.CharField("备注", max_length=200, blank=True, default="")

    class Meta(Matter.Meta):
        verbose_name = verbose_name_plural = "人民调解委员会"
        indexes: ClassVar[list[models.Index]] = [
            *Matter.Meta.indexes,
            models.Index(fields=["township", "-established_on", "-id"], name="committee_day"),
        ]
