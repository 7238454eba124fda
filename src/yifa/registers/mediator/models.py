"""The columns of a people's mediator."""

from typing import ClassVar

from django.db import models

from yifa.matter.models import Matter

SEX = [(word, word) for word in ("男", "女")]
EMPLOYMENT = [(word, word) for word in ("专职", "兼职")]


class Mediator(Matter):
    """One person on the roll of one committee."""

    appointed_on = models.DateField("聘任日期", null=True, blank=True)
    name = models.CharField("姓名", max_length=60, blank=True, default="")
    sex = models.CharField("性别", max_length=20, choices=SEX, blank=True, default="")
    committee = models.CharField("所属调委会", max_length=100, blank=True, default="")
    employment = models.CharField("专兼职", max_length=20, choices=EMPLOYMENT, blank=True, default="")
    phone = models.CharField("联系电话", max_length=40, blank=True, default="")
    trained_on = models.DateField("培训日期", null=True, blank=True)
    training = models.CharField("培训内容", max_length=200, blank=True, default="")
    ended_on = models.DateField("离任日期", null=True, blank=True)
    ended_ground = models.CharField("离任原因", max_length=200, blank=True, default="")
    remark = models.CharField("备注", max_length=200, blank=True, default="")

    class Meta(Matter.Meta):
        verbose_name = verbose_name_plural = "人民调解员"
        indexes: ClassVar[list[models.Index]] = [
            *Matter.Meta.indexes,
            models.Index(fields=["township", "-appointed_on", "-id"], name="mediator_day"),
        ]
