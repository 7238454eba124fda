"""The invented forms: a step with four errors, the check before it is sent, a correction, a conflict."""

from tests.desk.invented.desk import cite
from yifa.desk.shown.form import (
    Change,
    CheckPage,
    CorrectPage,
    Field,
    FormPage,
    Group,
    Held,
    Option,
)
from yifa.desk.shown.parts import (
    Action,
    Badge,
    Blocked,
    Complaint,
    Fact,
    Head,
    LawText,
    Link,
    Note,
    Piece,
    Row,
    Step,
    plain,
)
from yifa.desk.shown.plain import ConflictPage, Side

CRUMBS = (
    Link("行政处罚", "/register/"),
    Link("青综罚立〔2025〕51号", "/matter/"),
    Link("记录步骤", ""),
)
ERRORS = {
    "officers": "执法人员不得少于两人，现在只选了1人",
    "amount": "拟罚款25,000元超出法定幅度，应当在2,000元至20,000元之间",
    "sent": "送达日期（1月13日）早于告知书落款日期（1月14日）",
    "receipt": "没有上传送达回证",
}


def items(errors: dict[str, str]) -> tuple[Field | Group, ...]:
    """The fields of 事先告知, with these errors."""

    def wrong(name: str) -> tuple[str, ...]:
        return (errors[name],) if name in errors else ()

    return (
        Field("party", "当事人", "known", "云溪县禾丰建材有限公司"),
        Field("docno", "告知书文号", value="青综罚告〔2026〕3号", hint="按本年度流水自动取号，可改", width="m"),
        Field(
            "officers",
            "执法人员",
            "people",
            hint="只列出证件在有效期内的人员。不得少于两人，",
            hint_cite=cite("第四十二条"),
            errors=wrong("officers"),
            held=(Held("7", "韩立川", "执法证 有效至2028年6月"),),
            options=(
                Option("8", "罗大禾", note="有效至2027年11月"),
                Option("9", "马青", note="有效至2026年9月"),
            ),
        ),
        Field(
            "fact",
            "违法事实和理由",
            "textarea",
            "2025年11月6日，当事人使用货车运输砂石，车厢未采取密闭措施，造成路面遗撒约1.2公里。",
            "已带入调查终结报告的结论，可修改",
        ),
        Field(
            "amount",
            "罚款金额",
            "number",
            "25,000",
            "处二千元以上二万元以下的罚款，",
            cite("第一百一十六条", "《大气污染防治法》"),
            wrong("amount"),
            unit="元",
            inputmode="decimal",
            after=(
                Piece("本镇2023年以来同类案件9件，罚款2,000元至8,000元，中位数5,000元。"),
                Piece("看这9件", url="/register/"),
            ),
        ),
        Field("rights", "告知的权利", "checks", options=(
            Option("defend", "陈述、申辩", True), Option("hearing", "要求听证", note="较大数额罚款"))),
        Field("way", "送达方式", "radio", options=(
            Option("direct", "直接送达", True), Option("leave", "留置送达"), Option("post", "邮寄"))),
        Group("送达", (
            Field("signed", "告知书落款日期", "date", "2026-01-14"),
            Field("sent", "送达日期", "date", "2026-01-13", errors=wrong("sent")),
        ), "直接交给当事人的，以签收日为送达日期"),
        Field("receipt", "送达回证", "file", hint="拍照即可，系统自动存证。一个文件不超过50MB",
              errors=wrong("receipt"), accept="image/*,.pdf",
              held=(Held("f1", "IMG_0419.jpg", "3.2MB"),)),
        Field("village", "所在村", "select", optional=True,
              options=(Option("", "没有选"), Option("1", "石门村"), Option("2", "枣林村"))),
    )  # fmt: skip


HEAD = Head(
    "有4处需要修改：记录事先告知",
    plain("记录：行政处罚事先告知"),
    crumbs=CRUMBS,
    facts=(
        Fact("当事人", "云溪县禾丰建材有限公司"),
        Fact("案由", "未密闭运输砂石"),
        Fact("立案", "2025年11月10日"),
        Fact("", badge=Badge("ok", "90日期限剩24日，2月8日届满")),
    ),
)
LAW = LawText(
    "第四十四条原文",
    ("行政机关在作出行政处罚决定之前，应当告知当事人拟作出的行政处罚内容及事实、理由、依据。",),
    cite("第四十四条"),
)
STEP = FormPage(
    head=HEAD,
    send_url="/step/",
    items=items(ERRORS),
    complaints=tuple(Complaint(text, f"f-{name}") for name, text in ERRORS.items()),
    warnings=(Note("会议记录显示镇长先发表了意见，条例要求最后发表意见。", "请核对：", "o"),),
    hidden=(("version", "3"),),
    draft_url="/step/draft/",
    draft_text="草稿已存，9时12分",
    back=Link("返回案件", "/matter/"),
    steps=(
        Step("立案", "done", cites=(cite("第五十四条"),)),
        Step("调查取证", "done", cites=(cite("第五十五条"),)),
        Step("事先告知", "now", cites=(cite("第四十四条"),)),
        Step("法制审核", "todo", cites=(cite("第五十八条"),)),
    ),
    afterwards=(
        "当事人陈述申辩期间，不能作出决定。",
        "本次记录写入存证链，不能删改；写错了用“更正”另记一条。",
    ),
    laws=(LAW,),
)
STEP_REFUSED = FormPage(
    head=Head("记录处罚决定", plain("记录：作出处罚决定"), crumbs=CRUMBS),
    send_url="/step/",
    items=items({}),
    blocked=(
        Blocked(
            "暂不能作出处罚决定：尚未法制审核。",
            (cite("第五十八条"),),
            "把案卷送法制审核。",
            Action("送法制审核", "/step/"),
        ),
    ),
)
ROWS = (
    ("当事人", "云溪县禾丰建材有限公司"),
    ("拟处罚款", "5,000元"),
    ("执法人员", "韩立川、马青"),
    ("送达", "直接送达，2026年1月15日"),
    ("送达回证", "IMG_0420.jpg"),
)
CHECK = CheckPage(
    head=Head("提交前检查：事先告知", plain("提交前检查：行政处罚事先告知"), crumbs=CRUMBS),
    send_url="/check/",
    rows=tuple(Row(term, value, Link("修改", "/step/")) for term, value in ROWS),
    hidden=(("docno", "青综罚告〔2026〕3号"),),
    warnings=(Note("告知书落款后第3日送达，本镇通常当日送达。", "请核对：", "o"),),
    reasons=(
        Field("reason", "写明情况", "textarea", hint="说明为什么照样提交", errors=("写明情况才能提交",)),
    ),
    complaints=(Complaint("写明情况才能提交", "f-reason"),),
    back=Action("返回修改"),
)
CORRECT = CorrectPage(
    head=Head("更正：送达日期", plain("更正一条记录"), name="更正", crumbs=CRUMBS),
    send_url="/correct/",
    of=(Row("记录", "送达，2026年1月13日由韩立川记录"), Row("编号", "E-20260113-0102")),
    changes=(
        Change("送达日期", "2026年1月13日", Field("sent", "更正后的送达日期", "date", "2026-01-15")),
        Change("签收人", "", Field("signer", "更正后的签收人", optional=True)),
    ),
    items=(
        Field("why", "更正的原因", "textarea", hint="写清楚错在哪里，怎么发现的"),
        Field("paper", "依据的材料", "file", hint="送达回证原件照片"),
    ),
    notes=(Note("更正另记一条，原记录划线保留，谁、什么时候、为什么都看得到。", tone="q"),),
    back=Link("返回案件", "/matter/"),
)
CONFLICT = ConflictPage(
    head=Head("有人先存了", plain("罗大禾先存了这一步"), name="两个版本",
              note="1月15日9时20分，罗大禾提交了同一步。你填的还在，没有丢。"),
    theirs_by="罗大禾，9时20分已存",
    sides=(
        Side("送达日期", "2026年1月15日", "2026年1月15日"),
        Side("签收人", "郑某某", "", True),
    ),
    send_url="/step/",
    hidden=(("sent", "2026-01-15"),),
    drop=Action("不要我填的，看已存的", "/matter/"),
)  # fmt: skip
