"""The invented register of penalties, an empty one, a matter and the law page of the register."""

from tests.desk.invented.desk import cite
from yifa.desk.shown.form import Field, Option
from yifa.desk.shown.matter import (
    Act,
    DefinitionPage,
    Facts,
    LawLine,
    MatterPage,
    RuleGroup,
    RuleLine,
    StepGroup,
    StepLine,
)
from yifa.desk.shown.parts import (
    Action,
    Badge,
    Bar,
    Blocked,
    Cite,
    Clock,
    DueState,
    Empty,
    Fact,
    File,
    Head,
    LawText,
    Link,
    Mark,
    Moment,
    Note,
    Pager,
    Row,
    Squares,
    Step,
    Ticks,
    plain,
)
from yifa.desk.shown.table import Cell, Column, RegisterPage, Tab, Table, TableRow

DECISION = "《重大行政决策程序暂行条例》"
CASES: list[tuple[str, str, str, Ticks, str, DueState, str, str, str, str, str]] = [
    ("57", "未密闭运输渣土", "云溪县固安拆迁工程队", Ticks(6, 7, "stop"), "送达，未公示", "over",
     "公示逾期3个工作日", "10,000", "韩立川、马青", "14份", "缺公示截图"),
    ("44", "未密闭运输砂石", "货车驾驶人林某某", Ticks(4, 7, "now"), "待作决定", "today",
     "今天，90日届满", "—", "韩立川、马青", "11份", ""),
    ("52", "随意倾倒生活垃圾", "桃坪村村民赵某某", Ticks(6, 7, "now"), "待缴款", "soon",
     "剩2个工作日", "200", "罗大禾、马青", "10份", ""),
    ("51", "未密闭运输砂石", "云溪县禾丰建材有限公司", Ticks(2, 7, "stop"), "事先告知", "ok",
     "剩24日", "—", "韩立川", "8份", "缺送达回证"),
    ("56", "未密闭运输砂石", "云溪县通达运输服务部", Ticks(7, 7), "已结案", "met",
     "第41日办结", "5,000", "韩立川、马青", "15份", ""),
    ("54", "露天焚烧秸秆", "上河村村民郑某某", Ticks(7, 7), "已结案", "pause",
     "期限暂停", "500", "罗大禾、马青", "11份", ""),
]  # fmt: skip


def cases(pick: bool = True) -> Table:
    """The list of cases."""
    columns = (
        Column("案号", "case"),
        Column("案由与当事人", "what"),
        Column("环节", "step"),
        Column("法定期限", "due", "/register/?sort=-due", "ascending"),
        Column("罚款（元）", "num", "/register/?sort=fine"),
        Column("承办人", "side"),
        Column("证据", "named"),
    )
    rows = tuple(
        TableRow(
            (
                Cell(f"青综罚立〔2025〕{number}号"),
                Cell(cause, "/matter/", party),
                Cell(phase, ticks=ticks),
                Cell(badge=Badge(state, due)),
                Cell(fine),
                Cell(who),
                Cell(files, lack=lack),
            ),
            number,
            f"{number}号案",
        )
        for number, cause, party, ticks, phase, state, due, fine, who, files, lack in CASES
    )
    foot = (Cell(), Cell("本页6件"), Cell(), Cell(), Cell("15,700"), Cell(), Cell())
    return Table("行政处罚案件，按法定期限由近到远排列", columns, rows, foot, pick, True)


def _filters() -> tuple[Field, ...]:
    phases = tuple(Option(name, name) for name in ("全部环节", "立案", "调查取证", "事先告知", "法制审核"))
    return (
        Field("q", "案号、案由、当事人", "search", placeholder="如：砂石、51号"),
        Field("phase", "环节", "select", options=phases),
        Field("from", "立案自", "date", "2025-01-01"),
        Field("to", "至", "date", "2025-12-31"),
    )


REGISTER = RegisterPage(
    head=Head(
        "行政处罚台账",
        plain("行政处罚"),
        note="2025年度立案63件，已决定57件，在办6件；罚款合计186,450元，已缴173,450元。",
        crumbs=(Link("工作台", "/home/"), Link("台账", "")),
        actions=(
            Action("导入表格", "/import/", icon="in"),
            Action("导出", "/register/", icon="out"),
            Action("登记案件", "/step/", "p", "plus"),
        ),
    ),
    tabs=(
        Tab("全部", "/register/", "63", current=True),
        Tab("在办", "/register/?v=open", "6"),
        Tab("7日内到期", "/register/?v=soon", "3", True),
        Tab("待法制审核", "/register/?v=review", "2"),
        Tab("缺证据", "/register/?v=lack", "5"),
        Tab("未公示", "/register/?v=unpublished", "1", True),
    ),
    filters=_filters(),
    filter_url="/register/",
    clear_url="/register/",
    tally="共63件，按法定期限由近到远",
    table=cases(),
    pager=Pager("第1—6件，共63件", "", "/register/?after=54"),
    legend="环节刻度：立案、调查、告知、审核、决定、送达、执行",
    save_view_url="/register/",
    bulk_url="/register/",
    bulk_actions=(
        Action("导出证据包", name="do", value="bundle"),
        Action("改承办人", name="do", value="who"),
    ),
)
REGISTER_EMPTY = RegisterPage(
    head=Head("行政处罚台账", plain("行政处罚"), crumbs=(Link("工作台", "/home/"), Link("台账", ""))),
    tabs=(),
    filters=_filters(),
    filter_url="/register/",
    clear_url="/register/",
    tally="没有符合条件的案件",
    table=None,
    empty=Empty(
        "2026年还没有行政处罚案件",
        "立案后会出现在这里。以前的案件可以从表格导入。",
        (Action("登记案件", "/step/", "p"), Action("导入表格", "/import/")),
    ),
)

STEPS = (
    Step("决策启动", "done", "镇长办公会决定启动，10月20日", (Cite("第十条、第十一条"),)),
    Step("公众参与", "done", "公开征求意见31日，47条；听证会1次", (Cite("第十四条至第十八条"),)),
    Step("专家论证", "na", "不涉及专业性、技术性问题", (Cite("第十九条"),)),
    Step("合法性审查", "now", "1月8日送审，已审5个工作日", (Cite("第二十五条至第二十八条"),)),
    Step("集体讨论决定", "stop", "等合法性审查意见", (Cite("第二十九条、第三十条"),)),
    Step("公布与解读", "todo", "政府网站等途径", (Cite("第三十二条"),)),
)
MATTER = MatterPage(
    head=Head(
        "集镇停车和占道经营管理方案",
        plain("集镇停车和占道经营管理方案"),
        crumbs=(Link("工作台", "/home/"), Link("重大行政决策", "/register/"), Link("青决〔2025〕4号", "")),
        facts=(
            Fact("承办", "综合行政执法办公室"),
            Fact("负责人", "韩立川"),
            Fact("审查人", "纪明月"),
            Fact("", badge=Badge("soon", "审查最早1月19日届满")),
        ),
        actions=(Action("打印案卷", print=True), Action("证据包", "/register/", icon="box")),
    ),
    steps=STEPS,
    steps_note="第4步，共6步",
    source=(Cite(f"{DECISION}（国务院令第713号）", "/definition/"),),
    source_note="乡级人民政府参照执行。",
    acts=(
        Act(
            "补充审查材料",
            "审查人要求补：停车收费的定价依据。截止1月19日。",
            Action("补充材料", "/step/", "p"),
        ),
        Act(
            "记录合法性审查意见",
            "由审查人纪明月记录。最早可在1月19日完成（不少于7个工作日）。",
            Action("记录意见", "/step/"),
        ),
        Act("退回修改草案", "退回后重新征求意见的范围由承办单位说明。", Action("退回", "/step/", post=True)),
    ),
    blocked=(
        Blocked(
            "暂不能提交集体讨论：尚未通过合法性审查。",
            (Cite(f"{DECISION}第二十五条", "#law25"),),
            "补齐上面的定价依据；审查意见为“合法”或者“修改后合法”的，这里自动放行。",
            Action("提交集体讨论", locked=True),
        ),
        Blocked(
            "暂不能公布：尚未集体讨论决定。",
            (Cite(f"{DECISION}第三十条", "/definition/", "未核"),),
            action=Action("公布", locked=True),
        ),
    ),
    laws=(
        LawText(
            "第二十五条原文",
            (
                "决策草案提交决策机关讨论前，应当由负责合法性审查的部门进行合法性审查。",
                "决策草案未经合法性审查或者经审查不合法的，不得提交决策机关讨论。",
            ),
            id="law25",
        ),
    ),
    facts=(
        Facts(
            "启动",
            (
                Row("启动日期", "2025年10月20日", Link("更正", "/correct/")),
                Row("决策事项", "集镇停车和占道经营管理方案", Link("更正", "/correct/"), old="集镇停车方案"),
                Row("概算（元）", "", mark=Mark("未登记", "o")),
            ),
        ),
    ),
    files=(
        File("PDF", "法律顾问意见书", "sealed", "1月14日存证", "/register/",
             "苏问渠律师 · 合法性审查", "9f2c61d0a3" * 6 + "4be7"),
        File("DOC", "决策草案（送审稿，第4版）", "broken", "与存证时不一致", "/register/",
             "韩立川 · 合法性审查", "41ab77e9c0" * 6 + "d2f6"),
        File("", "停车收费的定价依据", "missing", "待上传", "/step/", "审查人1月13日要求补充"),
    ),
    files_note="2份已存证，缺1份",
    files_link=Link("按步骤查看", "/matter/"),
    clocks=(
        Clock("合法性审查", Badge("soon", "最早1月19日届满"), "5", "不少于7个工作日",
              Squares(5, 7, "7个工作日中已过5个"), None,
              ("1月8日送审，次日起算。1月17日、18日休息。",), Cite("第二十六条第二款")),
        Clock("公开征求意见", Badge("met", "31日，合规"), bar=Bar(31, 31, "31日，要求不少于30日", tone="lv"),
              notes=("11月12日至12月12日，要求不少于30日",), cite=Cite("第十五条第一款")),
    ),
    moments=(
        Moment("1月14日\n17:20", "2026-01-14T17:20", "法律顾问出具意见：程序完备", "苏问渠", "step"),
        Moment("1月8日\n15:41", "2026-01-08T15:41", "送请合法性审查，材料11份", "韩立川", "step",
               "/matter/", struck=True, note="1月9日更正：材料12份"),
        Moment("12月19日", "2025-12-19", "尝试提交集体讨论，被拦下：缺合法性审查", "韩立川", "bad"),
    ),
    moments_link=Link("全部46条记录", "/matter/"),
    notes=(Note("决策草案与存证时不一致，这份文件暂停导出。", "核验没有通过。", "z"),),
    before=Link("上一件：青决〔2025〕3号", "/matter/"),
    after=Link("下一件：青决〔2025〕5号", "/matter/"),
)  # fmt: skip
MATTER_NEW = MatterPage(
    head=Head("新案", plain("露天焚烧秸秆"), name="行政处罚"),
    steps=(Step("立案", "now", cites=(cite("第五十四条"),)), Step("调查取证", "todo")),
    steps_note="第1步，共7步",
    acts=(),
    idle="现在没有你能办的步骤。下一步由执法人员办。",
)
DEFINITION = DefinitionPage(
    head=Head("行政处罚的程序和依据", plain("行政处罚的程序和依据"),
              note="2021年7月15日起施行的程序，9个步骤，31条规则。",
              crumbs=(Link("行政处罚", "/register/"), Link("程序和依据", ""))),
    laws=(LawLine("中华人民共和国行政处罚法", "主席令第70号", "2021年7月15日起施行", cite("")),),
    phases=(
        StepGroup("立案和调查", (
            StepLine("立案", "执法人员", "案号、案由、当事人、立案日期", (cite("第五十四条第二款"),), Mark("可以开案", "q")),
            StepLine("调查取证", "执法人员", "调查日期、执法人员", (cite("第五十五条", mark="未核"),)),
        )),
        StepGroup("", (StepLine("不再处罚", "负责人", "", ()),)),
    ),
    rules=(
        RuleGroup("先办后办", "缺前一步的，暂不能办后一步",
                  (RuleLine("先法制审核，才可作出处罚决定", (cite("第五十八条"),), "r-review"),)),
        RuleGroup("期限", "按法律写的日或者工作日",
                  (RuleLine("有了立案，须作出处罚决定，限90日", (cite("第六十条"),)),)),
    ),
    notes=(Note("2处条文没有核对原文，标为未核。", tone="o"),),
    before=(Link("2021年7月14日以前的程序", "/definition/"),),
)  # fmt: skip
