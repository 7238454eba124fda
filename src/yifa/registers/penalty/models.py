"""The columns of an administrative penalty."""

from typing import ClassVar

from django.db import models

from yifa.matter.columns import Money, Names, Officers
from yifa.matter.models import Matter

PARTY_KIND = [(word, word) for word in ("公民", "法人或者其他组织")]
SERVICE_METHOD = [
    (word, word) for word in ("直接送达", "留置送达", "邮寄送达", "电子送达", "委托送达", "公告送达")
]
COLLECTION_GROUND = [(word, word) for word in ("一百元以下", "事后难以执行", "交通不便且当事人提出")]
OVERTURNED_HOW = [(word, word) for word in ("未撤改", "变更", "撤销", "确认违法", "确认无效")]
POWER = [(word, word) for word in ("法律、行政法规直接规定", "省级决定交由乡镇行使")]
LIMITATION = [
    (word, word) for word in ("未超过二年", "涉及生命健康、金融安全且有危害后果，未超过五年", "已超过")
]
END_GROUND = [
    (word, word)
    for word in (
        "公民死亡，无遗产可供执行，又无义务承受人",
        "法人或者其他组织终止，无财产可供执行，又无义务承受人",
        "执行标的灭失",
        "其他需要终结执行的情形",
    )
]
ON_SPOT_KIND = [(word, word) for word in ("警告", "罚款", "警告并处罚款")]
NO_PENALTY_GROUND = [
    (word, word)
    for word in (
        "不满十四周岁",
        "不能辨认或者控制自己行为",
        "违法行为轻微并及时改正，没有危害后果",
        "初次违法且危害后果轻微并及时改正",
        "没有主观过错",
        "违法事实不能成立",
        "超过追责期限",
    )
]
HEARING_MANNER = [(word, word) for word in ("公开", "不公开（涉及国家秘密、商业秘密或者个人隐私）")]


class Penalty(Matter):
    """One case; both procedures share the row. Parties with different penalties have a case each."""

    case_number = models.CharField("案号", max_length=60, blank=True, default="")
    case_title = models.CharField("案件名称", max_length=200, blank=True, default="")
    parties = Names("当事人")
    party_kind = models.CharField("当事人类别", max_length=20, choices=PARTY_KIND, blank=True, default="")
    party_address = models.CharField("当事人地址", max_length=200, blank=True, default="")
    credit_code = models.CharField("统一社会信用代码", max_length=18, blank=True, default="")
    legal_person = models.CharField("法定代表人", max_length=60, blank=True, default="")
    cause = models.CharField("案由", max_length=200, blank=True, default="")
    clue = models.CharField("线索来源", max_length=60, blank=True, default="")
    found_on = models.DateField("发现日期", null=True, blank=True)
    act_ended_on = models.DateField("违法行为终了日期", null=True, blank=True)
    power = models.CharField("职权依据", max_length=20, choices=POWER, blank=True, default="")
    field = models.CharField("执法领域", max_length=60, blank=True, default="")
    filed_on = models.DateField("立案日期", null=True, blank=True)
    extended_on = models.DateField("延长办案日期", null=True, blank=True)
    extension_basis = models.CharField("延长依据", max_length=200, blank=True, default="")
    case_extension_days = models.PositiveIntegerField("办案延长天数（日）", null=True, blank=True)
    officers = Officers("执法人员")
    officers_certified = models.PositiveIntegerField("持证执法人员数", null=True, blank=True)
    card_shown = models.BooleanField("出示证件", null=True, blank=True)
    must_recuse = models.BooleanField("应当回避", null=True, blank=True)
    investigated_on = models.DateField("调查取证日期", null=True, blank=True)
    investigation = models.TextField("调查情况", blank=True, default="")
    preserved_on = models.DateField("先行登记保存日期", null=True, blank=True)
    preservation_approved = models.BooleanField("负责人批准", null=True, blank=True)
    preserved_items = models.CharField("保存物品", max_length=300, blank=True, default="")
    preserved_place = models.CharField("保存地点", max_length=100, blank=True, default="")
    preserved_decided_on = models.DateField("保存处理日期", null=True, blank=True)
    preserved_decision = models.CharField("保存处理决定", max_length=200, blank=True, default="")
    correction_ordered_on = models.DateField("责令改正日期", null=True, blank=True)
    correction = models.CharField("责令改正内容", max_length=300, blank=True, default="")
    correction_until = models.DateField("改正期限", null=True, blank=True)
    investigation_closed_on = models.DateField("调查终结日期", null=True, blank=True)
    violation = models.TextField("违法事实", blank=True, default="")
    evidence = models.TextField("证据", blank=True, default="")
    broken_article = models.CharField("违反条款", max_length=200, blank=True, default="")
    proposal = models.CharField("处理建议", max_length=300, blank=True, default="")
    complicated = models.BooleanField("情节复杂", null=True, blank=True)
    grave = models.BooleanField("重大违法", null=True, blank=True)
    public_interest = models.BooleanField("重大公共利益", null=True, blank=True)
    weighty_interest = models.BooleanField("重大权益", null=True, blank=True)
    hard = models.BooleanField("疑难复杂", null=True, blank=True)
    statute_review = models.BooleanField("法律法规规定审核", null=True, blank=True)
    no_capacity = models.BooleanField("无责任能力", null=True, blank=True)
    limitation = models.CharField("追责期限", max_length=30, choices=LIMITATION, blank=True, default="")
    fined_before = models.BooleanField("同一行为已受罚款", null=True, blank=True)
    suspected_crime = models.BooleanField("涉嫌犯罪", null=True, blank=True)
    notified_on = models.DateField("事先告知日期", null=True, blank=True)
    proposed = models.CharField("拟处罚内容", max_length=300, blank=True, default="")
    proposed_fine = Money("拟罚款", null=True, blank=True)
    confiscation_value = Money("没收价值", null=True, blank=True)
    licence_penalty = models.BooleanField("资格或停业类处罚", null=True, blank=True)
    other_hearing_case = models.BooleanField("其他应听证情形", null=True, blank=True)
    basis = models.CharField("处罚依据", max_length=300, blank=True, default="")
    hearing_told = models.BooleanField("已告知听证权", null=True, blank=True)
    plea_days = models.PositiveIntegerField("陈述期限（日）", null=True, blank=True)
    pleaded_on = models.DateField("陈述申辩日期", null=True, blank=True)
    plea = models.TextField("陈述申辩内容", blank=True, default="")
    plea_waived_on = models.DateField("放弃陈述日期", null=True, blank=True)
    plea_reviewed_on = models.DateField("复核日期", null=True, blank=True)
    plea_review = models.CharField("复核结论", max_length=300, blank=True, default="")
    hearing_requested_on = models.DateField("申请听证日期", null=True, blank=True)
    hearing_waived_on = models.DateField("放弃听证日期", null=True, blank=True)
    hearing_notified_on = models.DateField("听证通知日期", null=True, blank=True)
    hearing_time = models.CharField("听证时间", max_length=60, blank=True, default="")
    hearing_manner = models.CharField(
        "听证方式", max_length=30, choices=HEARING_MANNER, blank=True, default=""
    )
    hearing_place = models.CharField("听证地点", max_length=100, blank=True, default="")
    hearing_on = models.DateField("听证日期", null=True, blank=True)
    presider = models.CharField("听证主持人", max_length=60, blank=True, default="")
    hearing_minutes = models.BooleanField("听证笔录", null=True, blank=True)
    hearing_ended_on = models.DateField("终止听证日期", null=True, blank=True)
    absent_without_cause = models.BooleanField("无正当理由缺席", null=True, blank=True)
    reviewed_on = models.DateField("法制审核日期", null=True, blank=True)
    review_passed = models.BooleanField("审核通过", null=True, blank=True)
    reviewer_qualified = models.BooleanField("审核人员具备资格", null=True, blank=True)
    review_opinion = models.TextField("审核意见", blank=True, default="")
    discussed_on = models.DateField("集体讨论日期", null=True, blank=True)
    discussants = Names("讨论参加人")
    discussion = models.CharField("讨论结论", max_length=300, blank=True, default="")
    decided_on = models.DateField("处罚决定日期", null=True, blank=True)
    decision_number = models.CharField("决定书文号", max_length=60, blank=True, default="")
    kinds = Names("处罚种类")
    benchmark = models.CharField("裁量基准", max_length=200, blank=True, default="")
    bank = models.CharField("缴款银行", max_length=100, blank=True, default="")
    fine = Money("罚款", null=True, blank=True)
    confiscated = Money("没收金额", null=True, blank=True)
    social_effect = models.BooleanField("有社会影响", null=True, blank=True)
    no_penalty_on = models.DateField("不予处罚日期", null=True, blank=True)
    no_penalty_ground = models.CharField(
        "不予处罚理由", max_length=30, choices=NO_PENALTY_GROUND, blank=True, default=""
    )
    educated = models.BooleanField("已进行教育", null=True, blank=True)
    transfer_proposed_on = models.DateField("报请移送日期", null=True, blank=True)
    crime = models.CharField("涉嫌罪名", max_length=100, blank=True, default="")
    transfer_approved_on = models.DateField("批准移送日期", null=True, blank=True)
    transfer_refused_on = models.DateField("不批准移送日期", null=True, blank=True)
    transfer_refused_ground = models.CharField("不批准移送理由", max_length=300, blank=True, default="")
    transferred_on = models.DateField("移送日期", null=True, blank=True)
    transferred_to = models.CharField("移送机关", max_length=100, blank=True, default="")
    sent_back_on = models.DateField("退回日期", null=True, blank=True)
    sent_back_ground = models.CharField("退回理由", max_length=300, blank=True, default="")
    served_on = models.DateField("送达日期", null=True, blank=True)
    service_method = models.CharField(
        "送达方式", max_length=20, choices=SERVICE_METHOD, blank=True, default=""
    )
    service_note = models.CharField("送达说明", max_length=200, blank=True, default="")
    on_spot_on = models.DateField("当场处罚日期", null=True, blank=True)
    on_spot_kind = models.CharField(
        "当场处罚种类", max_length=20, choices=ON_SPOT_KIND, blank=True, default=""
    )
    conclusive = models.BooleanField("事实确凿", null=True, blank=True)
    signature_refused = models.CharField("拒绝签收说明", max_length=200, blank=True, default="")
    rights_told = models.BooleanField("已告知权利", null=True, blank=True)
    reconsideration_told = models.BooleanField("已告知先行复议", null=True, blank=True)
    handed_over = models.BooleanField("当场交付", null=True, blank=True)
    on_spot_reported_on = models.DateField("当场处罚备案日期", null=True, blank=True)
    collected_on = models.DateField("当场收缴日期", null=True, blank=True)
    collection_ground = models.CharField(
        "当场收缴事由", max_length=20, choices=COLLECTION_GROUND, blank=True, default=""
    )
    receipt = models.CharField("票据号", max_length=60, blank=True, default="")
    collected_amount = Money("收缴金额", null=True, blank=True)
    handed_in_on = models.DateField("上缴日期", null=True, blank=True)
    deposited_on = models.DateField("缴付银行日期", null=True, blank=True)
    paid_on = models.DateField("缴清日期", null=True, blank=True)
    paid_amount = Money("缴款金额", null=True, blank=True)
    payment_receipt = models.CharField("缴款票据号", max_length=60, blank=True, default="")
    instalment_requested_on = models.DateField("申请延期分期日期", null=True, blank=True)
    hardship = models.CharField("经济困难情况", max_length=300, blank=True, default="")
    instalment_on = models.DateField("准予延期分期日期", null=True, blank=True)
    extension_days = models.PositiveIntegerField("延长天数（日）", null=True, blank=True)
    instalment_plan = models.CharField("分期安排", max_length=300, blank=True, default="")
    added_on = models.DateField("加处罚款日期", null=True, blank=True)
    added_fine = Money("加处罚款累计", null=True, blank=True)
    added_days = models.PositiveIntegerField("加处罚款天数", null=True, blank=True)
    demanded_on = models.DateField("催告日期", null=True, blank=True)
    demand_until = models.DateField("催告履行期限", null=True, blank=True)
    applied_on = models.DateField("申请强制执行日期", null=True, blank=True)
    court = models.CharField("受理法院", max_length=100, blank=True, default="")
    enforced_on = models.DateField("强制执行完毕日期", null=True, blank=True)
    ended_on = models.DateField("终结执行日期", null=True, blank=True)
    ended_ground = models.CharField("终结执行理由", max_length=30, choices=END_GROUND, blank=True, default="")
    reconsideration_on = models.DateField("申请复议日期", null=True, blank=True)
    sued_on = models.DateField("起诉日期", null=True, blank=True)
    remedy_ended_on = models.DateField("复议诉讼终结日期", null=True, blank=True)
    remedy_number = models.CharField("复议诉讼文号", max_length=60, blank=True, default="")
    remedies_lapsed_on = models.DateField("救济期满日期", null=True, blank=True)
    published_on = models.DateField("公开日期", null=True, blank=True)
    channel = models.CharField("公开渠道", max_length=100, blank=True, default="")
    masked = models.BooleanField("个人信息已隐去", null=True, blank=True)
    overturned_on = models.DateField("撤改日期", null=True, blank=True)
    overturned_how = models.CharField(
        "撤改情形", max_length=20, choices=OVERTURNED_HOW, blank=True, default=""
    )
    changed_fine = Money("变更后罚款", null=True, blank=True)
    withdrawn_on = models.DateField("撤回公开日期", null=True, blank=True)
    withdrawal_ground = models.CharField("撤回理由", max_length=200, blank=True, default="")
    withdrawal_explained = models.BooleanField("已公开说明理由", null=True, blank=True)
    finished_on = models.DateField("结案日期", null=True, blank=True)
    annulled_on = models.DateField("撤销结案日期", null=True, blank=True)
    file_number = models.CharField("案卷号", max_length=60, blank=True, default="")

    class Meta(Matter.Meta):
        verbose_name = verbose_name_plural = "行政处罚"
        indexes: ClassVar[list[models.Index]] = [
            *Matter.Meta.indexes,
            models.Index(fields=["township", "decided_on"], name="penalty_decided"),
        ]
        constraints = [
            *Matter.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(fine__isnull=True) | models.Q(fine__gte=0),
                name="penalty_fine_not_negative",
                violation_error_message="罚款不能是负数",
            ),
            models.UniqueConstraint(
                fields=["township", "case_number"],
                condition=~models.Q(case_number=""),
                name="penalty_case_number_once",
                violation_error_message="这个案号已经登记过，请核对",
            ),
        ]
