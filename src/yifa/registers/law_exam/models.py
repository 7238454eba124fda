"""The columns of 法治测试."""

from typing import ClassVar

from django.db import models

from yifa.matter.models import Matter


class LawExam(Matter):
    """Tests of officials on law; one row one test."""

    held_on = models.DateField("考试日期", null=True, blank=True)
    title = models.CharField("测试名称", max_length=200, blank=True, default="")
    form = models.CharField("类型", max_length=40, blank=True, default="")
    due = models.PositiveIntegerField("应考人数", null=True, blank=True)
    present = models.PositiveIntegerField("参加人数", null=True, blank=True)
    passed = models.PositiveIntegerField("合格人数", null=True, blank=True)
    remark = models.CharField("备注", max_length=200, blank=True, default="")

    class Meta(Matter.Meta):
        verbose_name = verbose_name_plural = "法治测试"
        indexes: ClassVar[list[models.Index]] = [
            *Matter.Meta.indexes,
            models.Index(fields=["township", "-held_on", "-id"], name="law_exam_day"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Matter.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(passed__isnull=True)
                | models.Q(present__isnull=True)
                | models.Q(passed__lte=models.F("present")),
                name="law_exam_passed",
                violation_error_message="合格人数多于参加人数，请核对",
            ),
        ]
