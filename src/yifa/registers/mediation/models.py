"""The columns of a people's mediation."""

from typing import ClassVar

from django.db import models

from yifa.matter.columns import Money, Names
from yifa.matter.models import Matter

ORIGIN = [(word, word) for word in ("当事人申请", "主动调解", "法院委派委托", "公安机关移送", "其他")]
FORM = [(word, word) for word in ("口头", "书面")]
RESULT = [(word, word) for word in ("成功", "不成功")]
PERFORMED = [(word, word) for word in ("全部履行", "正在履行", "部分履行", "没有履行")]
ENDED = [(word, word) for word in ("调解不成", "当事人拒绝或者要求终止", "移送其他机关", "其他")]


class Mediation(Matter):
    """One dispute. Facts of single parties stand in the events; the row keeps the last of each."""

    number = models.CharField("案件编号", max_length=60, blank=True, default="")
    accepted_on = models.DateField("受理日期", null=True, blank=True)
    mediation_type = models.CharField("调解类型", max_length=60, blank=True, default="")
    committee = models.CharField("受理单位", max_length=100, blank=True, default="")
    place = models.CharField("发生地", max_length=100, blank=True, default="")
    origin = models.CharField("启动方式", max_length=20, choices=ORIGIN, blank=True, default="")
    applicant = Names("申请人")
    respondent = Names("被申请人")
    parties = Names("当事人")
    kind = models.CharField("纠纷类型", max_length=100, blank=True, default="")
    narrative = models.TextField("简要情况", blank=True, default="")
    people = models.PositiveIntegerField("涉及人数", null=True, blank=True)
    amount = Money("涉及金额", null=True, blank=True)
    court = models.BooleanField("是否庭调", null=True, blank=True)
    hard = models.BooleanField("疑难复杂", null=True, blank=True)
    remark = models.CharField("备注", max_length=500, blank=True, default="")

    appointed_on = models.DateField("确定调解员日期", null=True, blank=True)
    mediator = Names("调解员")
    chosen = models.BooleanField("当事人选定", null=True, blank=True)
    invited_on = models.DateField("邀请日期", null=True, blank=True)
    invited = Names("受邀参与人")
    invited_agreed = models.BooleanField("当事人同意邀请", null=True, blank=True)
    session_on = models.DateField("调解日期", null=True, blank=True)
    session_place = models.CharField("调解地点", max_length=100, blank=True, default="")
    session_note = models.TextField("调解情况", blank=True, default="")
    refused_on = models.DateField("拒绝调解日期", null=True, blank=True)
    refusal_ground = models.CharField("拒绝理由", max_length=300, blank=True, default="")
    risk_found_on = models.DateField("发现激化日期", null=True, blank=True)
    risk = models.CharField("激化情形", max_length=300, blank=True, default="")
    risk_grave = models.BooleanField("可能引起治安刑事案件", null=True, blank=True)
    precaution = models.CharField("预防措施", max_length=300, blank=True, default="")
    reported_on = models.DateField("报告日期", null=True, blank=True)
    reported_to = models.CharField("报告对象", max_length=100, blank=True, default="")
    terminated_on = models.DateField("终止日期", null=True, blank=True)
    termination = models.CharField("终止原因", max_length=20, choices=ENDED, blank=True, default="")
    channels_told = models.BooleanField("已告知其他途径", null=True, blank=True)

    written_on = models.DateField("书面协议日期", null=True, blank=True)
    oral_on = models.DateField("口头协议日期", null=True, blank=True)
    agreement = models.CharField("协议形式", max_length=20, choices=FORM, blank=True, default="")
    no_paper = models.BooleanField("当事人认为无需协议书", null=True, blank=True)
    agreement_number = models.CharField("协议编号", max_length=60, blank=True, default="")
    content = models.TextField("协议内容", blank=True, default="")
    perform_days = models.PositiveIntegerField("履行期限（日）", null=True, blank=True)
    signed_on = models.DateField("签署日期", null=True, blank=True)
    effective_on = models.DateField("协议生效日期", null=True, blank=True)
    mediator_signed = models.BooleanField("调解员签名", null=True, blank=True)
    sealed = models.BooleanField("加盖调委会印章", null=True, blank=True)

    concluded_on = models.DateField("结案日期", null=True, blank=True)
    result = models.CharField("调解结果", max_length=20, choices=RESULT, blank=True, default="")
    file_number = models.CharField("卷宗号", max_length=60, blank=True, default="")

    followed_on = models.DateField("回访日期", null=True, blank=True)
    performance = models.CharField("履行情况", max_length=20, choices=PERFORMED, blank=True, default="")
    follow_note = models.CharField("回访记录", max_length=500, blank=True, default="")
    performed_on = models.DateField("履行完毕日期", null=True, blank=True)
    broken_on = models.DateField("登记未履行日期", null=True, blank=True)
    broken = models.CharField("未履行情况", max_length=300, blank=True, default="")
    urged_on = models.DateField("督促日期", null=True, blank=True)
    urged = models.CharField("督促情况", max_length=300, blank=True, default="")

    confirmation_on = models.DateField("申请确认日期", null=True, blank=True)
    status_dispute = models.BooleanField("涉及身份关系确认", null=True, blank=True)
    court_accepted_on = models.DateField("法院受理日期", null=True, blank=True)
    court_name = models.CharField("受理法院", max_length=100, blank=True, default="")
    confirmed_on = models.DateField("裁定有效日期", null=True, blank=True)
    rejected_on = models.DateField("裁定驳回日期", null=True, blank=True)
    ruling_number = models.CharField("裁定书文号", max_length=60, blank=True, default="")
    enforcement_on = models.DateField("申请强制执行日期", null=True, blank=True)
    reopened_on = models.DateField("重新调解日期", null=True, blank=True)

    class Meta(Matter.Meta):
        verbose_name = verbose_name_plural = "人民调解"
        indexes: ClassVar[list[models.Index]] = [
            *Matter.Meta.indexes,
            models.Index(fields=["township", "-accepted_on", "-id"], name="mediation_day"),
            models.Index(fields=["township", "concluded_on"], name="mediation_concluded"),
        ]
        # No rule on numbers or on the order of days: offices restart their numbers every year, and a sheet with
        # one doubtful row must still be taken over.
        constraints: ClassVar[list[models.BaseConstraint]] = [*Matter.Meta.constraints]
