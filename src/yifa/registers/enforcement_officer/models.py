"""The columns of 执法人员."""

from typing import ClassVar

from django.db import models

from yifa.matter.models import Matter

SEX = [(word, word) for word in ("男", "女")]
RESULT = [(word, word) for word in ("合格", "不合格")]


class EnforcementOfficer(Matter):
    """The yearly roll of enforcement officers; one row one officer of one year."""

    enrolled_on = models.DateField("入册日期", null=True, blank=True)
    name = models.CharField("姓名", max_length=60, blank=True, default="")
    sex = models.CharField("性别", max_length=20, choices=SEX, blank=True, default="")
    organisation = models.CharField("所在机构", max_length=100, blank=True, default="")
    certificate = models.CharField("执法证号", max_length=60, blank=True, default="")
    issued_on = models.DateField("发证日期", null=True, blank=True)
    valid_until = models.DateField("有效期至", null=True, blank=True)
    applied_on = models.DateField("申办日期", null=True, blank=True)
    hours_on = models.DateField("学时登记日期", null=True, blank=True)
    hours = models.DecimalField("年度学时", max_digits=8, decimal_places=1, null=True, blank=True)
    result = models.CharField("考试结果", max_length=20, choices=RESULT, blank=True, default="")

    class Meta(Matter.Meta):
        verbose_name = verbose_name_plural = "执法人员"
        indexes: ClassVar[list[models.Index]] = [
            *Matter.Meta.indexes,
            models.Index(fields=["township", "-enrolled_on", "-id"], name="enforcement_officer_day"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Matter.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(valid_until__isnull=True)
                | models.Q(issued_on__isnull=True)
                | models.Q(valid_until__gte=models.F("issued_on")),
                name="enforcement_officer_dates",
                violation_error_message="有效期至早于发证日期，请核对",
            ),
        ]
