"""The columns of 执法培训考试."""

from typing import ClassVar

from django.db import models

from yifa.matter.models import Matter


class EnforcementTraining(Matter):
    """Training examinations of enforcement officers; one row one examination."""

    held_on = models.DateField("培训日期", null=True, blank=True)
    title = models.CharField("培训名称", max_length=200, blank=True, default="")
    form = models.CharField("类型", max_length=40, blank=True, default="")
    present = models.PositiveIntegerField("参加人数", null=True, blank=True)
    passed = models.PositiveIntegerField("合格人数", null=True, blank=True)
    hours = models.DecimalField("学时", max_digits=8, decimal_places=1, null=True, blank=True)
    remark = models.CharField("备注", max_length=200, blank=True, default="")

    class Meta(Matter.Meta):
        verbose_name = verbose_name_plural = "执法培训考试"
        indexes: ClassVar[list[models.Index]] = [
            *Matter.Meta.indexes,
            models.Index(fields=["township", "-held_on", "-id"], name="enforcement_training_day"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Matter.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(passed__isnull=True)
                | models.Q(present__isnull=True)
                | models.Q(passed__lte=models.F("present")),
                name="enforcement_training_passed",
                violation_error_message="合格人数多于参加人数，请核对",
            ),
        ]
