"""The columns of a request for government information."""

from typing import ClassVar

from django.db import models

from yifa.matter.columns import Money, Names
from yifa.matter.models import Matter
from yifa.registers.information_request import lines


def _choices(words: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(word, word) for word in words]


CHANNELS = _choices(("当面提交", "邮寄", "平常信函", "互联网", "传真"))
THIRD_PARTY_STANDS = _choices(("同意公开", "不同意且理由合理", "不同意但理由不合理"))
CO_MAKER_STANDS = _choices(("同意公开", "不同意公开"))
SERVICE = _choices(("当面领取", "邮寄", "电子邮件", "互联网平台", "传真", "其他"))


class InformationRequest(Matter):
    """One request; what concerns one of several third parties or co-makers stands in its events, last one here."""

    number = models.CharField("登记号", max_length=60, blank=True, default="")
    applicant_kind = models.CharField(
        "申请人类型", max_length=20, choices=_choices(lines.APPLICANT_KINDS), blank=True, default=""
    )
    applicant = models.CharField("申请人", max_length=100, blank=True, default="")
    identity_shown = models.BooleanField("已提供身份证明", null=True, blank=True)
    contact = models.CharField("联系方式", max_length=200, blank=True, default="")
    content = models.TextField("申请公开的信息", blank=True, default="")
    wanted_form = models.CharField("要求的获取方式", max_length=100, blank=True, default="")
    channel = models.CharField("提交渠道", max_length=20, choices=CHANNELS, blank=True, default="")
    arrived_on = models.DateField("来件日期", null=True, blank=True)
    received_on = models.DateField("收到日期", null=True, blank=True)
    correction_told_on = models.DateField("补正告知日期", null=True, blank=True)
    correction_items = models.TextField("补正事项", blank=True, default="")
    correction_days = models.PositiveIntegerField("补正期限（工作日）", null=True, blank=True)
    corrected_on = models.DateField("补正日期", null=True, blank=True)
    examined_on = models.DateField("检索审查日期", null=True, blank=True)
    search_result = models.TextField("检索情况", blank=True, default="")
    touches_third_party = models.BooleanField("涉及第三方权益", null=True, blank=True)
    third_parties = Names("第三方")
    co_makers = Names("共同制作机关")
    third_party_asked_on = models.DateField("征求第三方意见日期", null=True, blank=True)
    third_party_got_on = models.DateField("第三方收到日期", null=True, blank=True)
    third_party_said_on = models.DateField("第三方意见日期", null=True, blank=True)
    third_party_stand = models.CharField(
        "第三方态度", max_length=20, choices=THIRD_PARTY_STANDS, blank=True, default=""
    )
    third_party_reasons = models.TextField("第三方理由", blank=True, default="")
    co_maker_asked_on = models.DateField("征求共同机关日期", null=True, blank=True)
    co_maker_got_on = models.DateField("共同机关收到日期", null=True, blank=True)
    co_maker_said_on = models.DateField("共同机关意见日期", null=True, blank=True)
    co_maker_stand = models.CharField(
        "共同机关态度", max_length=20, choices=CO_MAKER_STANDS, blank=True, default=""
    )
    co_maker_deemed_on = models.DateField("视为同意日期", null=True, blank=True)
    extended_on = models.DateField("延长答复日期", null=True, blank=True)
    extension_days = models.PositiveIntegerField("延长天数（工作日）", null=True, blank=True)
    extension_ground = models.CharField("延长理由", max_length=200, blank=True, default="")
    extension_told = models.BooleanField("已告知延长", null=True, blank=True)
    reasons_asked_on = models.DateField("要求说明理由日期", null=True, blank=True)
    excess = models.CharField("数量频次情况", max_length=300, blank=True, default="")
    reasons_days = models.PositiveIntegerField("说明期限（工作日）", null=True, blank=True)
    reasons_given_on = models.DateField("说明理由日期", null=True, blank=True)
    reasons_given = models.TextField("申请人的理由", blank=True, default="")
    reasons_sound = models.BooleanField("申请人理由合理", null=True, blank=True)
    delayed_on = models.DateField("确定延迟日期", null=True, blank=True)
    delay_days = models.PositiveIntegerField("延迟天数（工作日）", null=True, blank=True)
    delay_told = models.BooleanField("已告知延迟", null=True, blank=True)
    fee_asked_on = models.DateField("收费通知日期", null=True, blank=True)
    fee = Money("信息处理费", null=True, blank=True)
    fee_ground = models.CharField("收费依据和标准", max_length=200, blank=True, default="")
    fee_days = models.PositiveIntegerField("缴费期限（工作日）", null=True, blank=True)
    fee_paid_on = models.DateField("缴费日期", null=True, blank=True)
    concluded_on = models.DateField("办理完毕日期", null=True, blank=True)
    reply_number = models.CharField("答复文号", max_length=80, blank=True, default="")
    result = models.CharField(
        "办理结果", max_length=40, choices=_choices(lines.RESULTS), blank=True, default=""
    )
    disclosed = models.TextField("公开的内容", blank=True, default="")
    supplied_how = models.CharField("提供的方式和途径", max_length=200, blank=True, default="")
    ground = models.TextField("答复理由", blank=True, default="")
    right_organ = models.CharField("负责公开的机关", max_length=200, blank=True, default="")
    earlier_reply = models.CharField("原答复文号", max_length=80, blank=True, default="")
    other_channel = models.CharField("告知的渠道", max_length=200, blank=True, default="")
    for_public_interest = models.BooleanField("因公共利益公开", null=True, blank=True)
    to_be_told = Names("应告知的第三方")
    remedies_told = models.BooleanField("已告知救济途径", null=True, blank=True)
    review_organ = models.CharField("复议机关", max_length=100, blank=True, default="")
    court = models.CharField("管辖法院", max_length=100, blank=True, default="")
    third_party_told_on = models.DateField("告知第三方日期", null=True, blank=True)
    served_on = models.DateField("送达日期", null=True, blank=True)
    service_method = models.CharField("送达方式", max_length=20, choices=SERVICE, blank=True, default="")
    archived_on = models.DateField("归档日期", null=True, blank=True)
    file_number = models.CharField("案卷号", max_length=60, blank=True, default="")
    review_filed_on = models.DateField("申请复议日期", null=True, blank=True)
    review_decided_on = models.DateField("复议决定日期", null=True, blank=True)
    review_result = models.CharField(
        "复议结果", max_length=10, choices=_choices(lines.REMEDY_RESULTS), blank=True, default=""
    )
    sued_on = models.DateField("起诉日期", null=True, blank=True)
    suit_kind = models.CharField(
        "起诉方式",
        max_length=20,
        choices=_choices((lines.DIRECT, lines.AFTER_REVIEW)),
        blank=True,
        default="",
    )
    judged_on = models.DateField("裁判日期", null=True, blank=True)
    suit_result = models.CharField(
        "诉讼结果", max_length=10, choices=_choices(lines.REMEDY_RESULTS), blank=True, default=""
    )
    reply_again = models.BooleanField("责令重新答复", null=True, blank=True)
    reply_again_days = models.PositiveIntegerField("重新答复期限（工作日）", null=True, blank=True)
    replied_again_on = models.DateField("重新答复日期", null=True, blank=True)
    second_number = models.CharField("重新答复文号", max_length=80, blank=True, default="")
    remark = models.CharField("备注", max_length=200, blank=True, default="")

    class Meta(Matter.Meta):
        verbose_name = verbose_name_plural = "政府信息公开申请"
        indexes: ClassVar[list[models.Index]] = [
            *Matter.Meta.indexes,
            models.Index(fields=["township", "-received_on", "-id"], name="information_request_received"),
            models.Index(fields=["township", "concluded_on"], name="information_request_concluded"),
        ]
        constraints = [
            *Matter.Meta.constraints,
            models.UniqueConstraint(
                fields=["township", "number"],
                condition=~models.Q(number=""),
                name="information_request_number_once",
                violation_error_message="这个登记号已经用过，请核对",
            ),
            models.CheckConstraint(
                condition=models.Q(concluded_on__isnull=True)
                | models.Q(received_on__isnull=True)
                | models.Q(concluded_on__gte=models.F("received_on")),
                name="information_request_concluded_after",
                violation_error_message="办理完毕日期早于收到申请之日",
            ),
            models.CheckConstraint(
                condition=models.Q(fee__isnull=True) | models.Q(fee__gte=0),
                name="information_request_fee",
                violation_error_message="信息处理费不能是负数",
            ),
        ]
