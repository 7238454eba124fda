"""The invented figures, report, intake and spreadsheet pages."""

from tests.desk.invented.desk import cite
from tests.desk.invented.register import cases
from yifa.desk.shown.figures import FigureCard, FigureGroup, FigurePage, FiguresPage, Part, Series
from yifa.desk.shown.form import Field, Option
from yifa.desk.shown.parts import (
    Action,
    Complaint,
    Empty,
    Fact,
    Figure,
    Head,
    Job,
    Link,
    Mark,
    Note,
    Pager,
    Stage,
    plain,
)
from yifa.desk.shown.report import (
    Block,
    Card,
    Choice,
    ComparedPage,
    Evidence,
    Finding,
    IntakePage,
    OutlineItem,
    ReportPage,
    Run,
)
from yifa.desk.shown.sheet import (
    BatchPage,
    CellComplaint,
    Heading,
    PreviewPage,
    ProgressPage,
    ResultPage,
    UploadPage,
)
from yifa.desk.shown.table import Cell, Column, Tab, Table, TableRow

YEARS = (2021, 2022, 2023, 2024, 2025)
CRUMBS = (Link("年度报告", "/report/"), Link("指标", "/figures/"))


def series(values: tuple[float | None, ...], reference: tuple[float | None, ...], label: str) -> Series:
    """Five years of a figure."""
    return Series(YEARS, values, label, reference, behind=label.startswith("调解成功率"))


CARDS = (
    FigureCard("行政处罚立案", "/figure/", "63", "件", "比上年增14件", note="当年立案，普通程序",
               series=series((21, 38, 52, 49, 63), (18, 26, 33, 37, 41), "行政处罚立案：21、38、52、49、63件")),
    FigureCard("调解成功率", "/figure/", "95.8", "%", "比上年增0.5个百分点", "zhu", "214件成功205件",
               series((93.8, 94.2, 94.7, 95.3, 95.8), (94.5, 95.0, 95.2, 95.6, 96.1), "调解成功率五年"), "z"),
    FigureCard("公众意见采纳率", "/figure/", "45", "%", note="47条采纳21条", state="o",
               series=series((None, 21, 28, None, 45), (), "公众意见采纳率，2021年、2024年没有数据")),
    FigureCard("行政许可", "/figure/", "无此职责", note="本镇没有承接行政许可事项"),
    FigureCard("行政强制", "/figure/", "未登记", mark=Mark("台账是空的", "o")),
    FigureCard("被申请行政复议", "/figure/", "0", "件", "与上年持平"),
)  # fmt: skip
FIGURES = FiguresPage(
    head=Head(
        "指标",
        plain("五年指标，2021—2025"),
        name="指标",
        crumbs=CRUMBS,
        lead=plain("处罚决定按期公开率由38%升到98.2%；调解成功率比全县中位数低0.3个百分点。"),
        actions=(Action("导出数据", "/figures/", icon="out"), Action("打印", print=True)),
    ),
    groups=(FigureGroup("行政执法", CARDS[:4]), FigureGroup("化解与公开", CARDS[4:])),
    tabs=(Tab("全部24项", "/figures/", current=True), Tab("报告用到的18项", "/figures/?used=1")),
    ours="青禾镇",
    reference="全县12个乡镇中位数",
    footnote="分母小于10的比率不画成百分比，写件数。底线为实线的从零起画，虚线的不从零起画。",
    table=Table(
        "2021—2025年的指标",
        (Column("指标"), *(Column(str(year), "num") for year in YEARS)),
        (TableRow((Cell("行政处罚立案（件）"), *(Cell(v) for v in ("21", "38", "52", "49", "63")))),),
        id="data",
    ),
)
FIGURE = FigurePage(
    head=Head("行政处罚立案数", plain("行政处罚立案数，2025年度63件"), name="数字的依据", crumbs=CRUMBS),
    label="行政处罚立案数",
    value="63",
    unit="件",
    state="",
    state_text="与台账一致，纪明月1月15日确认",
    definition=(
        ("口径", "2025年1月1日至12月31日立案的普通程序案件，不含当场处罚"),
        ("取自", "行政处罚台账，63条"),
        ("上年", "49件，增加14件（28.6%）"),
        ("定格", "1月14日23:50，台账第4,102条记录"),
    ),
    cites=(cite("第五十四条"),),
    parts=(
        Part("分子：已决定", "57", "件", "/figure/"),
        Part("分母：立案", "63", "件", "/figure/", "不含上年结转"),
    ),
    series=CARDS[0].series,
    table=cases(pick=False),
    rows_note="63件，先列6件",
    hidden_note="另有3件你无权查看，已计入总数。",
    pager=Pager("第1—6件，共63件", "", "/figure/?after=54"),
    notes=(Note("定格以后台账有2条更正，数字没有变。", tone="o"),),
    history=(("2024年1月", "口径改为不含当场处罚"),),
    used_in=(Link("2025年度报告，第二部分（三）", "/report/"),),
)
FIGURE_EMPTY = FigurePage(
    head=Head("行政强制", plain("行政强制，未登记"), name="数字的依据"),
    label="行政强制",
    value="未登记",
    unit="",
    state="o",
    state_text="台账是空的，不能写成0",
    definition=(("口径", "当年采取的行政强制措施"),),
    empty=Empty(
        "2025年没有登记过行政强制", "没有办过的，由负责人确认后写0。", (Action("确认没有办过", "/home/"),)
    ),
)


def fig(text: str, state: str = "", current: bool = False) -> Run:
    """A figure in the text."""
    shown = {"": "", "o": "o", "z": "z"}[state]
    return Run(figure=Figure(text, f"/report/?fig={text}#evidence", text, shown, current))  # type: ignore[arg-type]


BLOCKS = (
    Block("part", (Run("二、推进法治政府建设的主要举措和成效"),), "s2"),
    Block("section", (Run("（三）严格规范公正文明执法"),), "s23"),
    Block("paragraph", (
        Run("一是依法办案。全年立案查处行政处罚案件"), fig("63件", current=True), Run("，作出处罚决定"), fig("57件"),
        Run("，罚款"), fig("18.65万元"), Run("。处罚决定在7个工作日内公开"), fig("56件", "o"), Run("，另有1件超期。"))),
    Block("paragraph", (
        Run("全年受理矛盾纠纷"), fig("214件"), Run("，成功率"), fig("96.0%", "z"),
        Run(ref="1", ref_target="l1", ref_tone="z"), Run("。"), Run("执法水平明显提高", mark="found"),
        Run(ref="2", ref_target="l2", ref_tone="o"), Run("。"))),
    Block("aside", (Run("下一节：（四）依法有效化解矛盾纠纷"),)),
)  # fmt: skip
FINDINGS = (
    Finding("l1", "1", "算出来是95.8%，不是96.0%", "205÷214＝95.8%（四舍五入保留一位小数）。", "z",
            (Action("改为95.8%", "/report/", post=True), Action("保留并说明", "/report/", "text"))),
    Finding("l2", "2", "这句话没有数字或者事例支撑", "可以用：案卷评查平均分由86.5分升至91.2分。", "o",
            (Action("替换", "/report/", post=True),)),
    Finding("l3", "3", "建议写明应出庭次数", "2件开庭2次，负责人出庭2次。", "q", cite="《行政诉讼法》第三条"),
)  # fmt: skip
REPORT = ReportPage(
    head=Head(
        "2025年度报告",
        plain("2025年度法治政府建设情况报告"),
        name="年度报告",
        stages=(Stage("取数", "done"), Stage("起草（第3稿）", "now"), Stage("法制审核", "todo"),
                Stage("主要负责人签发", "todo"), Stage("3月1日前报送", "todo"), Stage("4月1日前公开", "todo")),
        actions=(Action("与2024年对比", "/report/", icon="diff"), Action("打印", print=True)),
    ),
    downloads=(Link("DOCX", "/report/"), Link("HTML", "/report/"), Link("JSON", "/report/")),
    blocks=BLOCKS,
    outline=(
        OutlineItem("一、第一责任人履职情况", "s2", "6/6"),
        OutlineItem("二、主要举措和成效", "s2", children=(
            OutlineItem("（三）行政执法", "s23", "9/10", "o", True),
            OutlineItem("（四）矛盾纠纷化解", "s23", "5/7", "z"))),
    ),
    tallies=(("正文", "4,218字", ""), ("有依据", "39处", "lv"), ("待补", "5处", "zhe"), ("不一致", "2处", "zhu")),
    jobs=(Job("bundle", "证据包", "318 / 462个文件，约剩40秒", 318, 462, "/job/", True, "/job/stop/",
              "可离开本页，完成后提醒"),),
    notes=(Note("台账有12条新记录，重新取数。", tone="o", action=Action("重新取数", "/report/", post=True)),),
    evidence=Evidence("行政处罚立案数", "63", "件", "与台账一致，纪明月1月15日确认", "lv",
                      (("口径", "2025年内立案的普通程序案件"), ("取自", "行政处罚台账，63条")),
                      Link("查看全部63件", "/figure/"), "9f2c61d0a3…be7a71e"),
    findings=FINDINGS,
    findings_note="3条",
)  # fmt: skip
CARDS = (
    Card("l1", "1", "“and”", "混入外文“and”，应为“和”。", "z", "k1",
         (Choice("fix", "改为“和”"), Choice("drop", "不处理", "text"))),
    Card("l2", "2", "“171件”", "调解成功率应为94.7%。", "o", "k2", (Choice("undo", "撤回", "text"),),
         "已改为“162件”。郑文书，11月21日", "和另一处改动重叠，正文里没有改，要手工改。"),
    Card("l3", "3", "“1.”", "序号样式不一致。", "q", "k3", (), "不处理。郑文书，11月21日"),
)  # fmt: skip
INTAKE = IntakePage(
    head=Head(
        "导入往年报告",
        plain("青禾镇2023年度法治政府建设情况报告"),
        crumbs=(Link("年度报告", "/report/"), Link("往年报告导入", "/intake/"), Link("2023年度", "")),
        facts=(Fact("来源", "2023法治报告（定稿）.docx"), Fact("9页，4,906字"), Fact("3处矛盾", tone="zhu")),
        stages=(Stage("读取", "done"), Stage("找数字", "done"), Stage("核对", "now"), Stage("入库", "todo")),
        actions=(Action("换一个文件", "/import/", icon="in"), Action("确认导入", "/intake/", "p", post=True)),
    ),
    blocks=(
        Block("title", (Run("青禾镇2023年度法治政府建设情况报告"),)),
        Block("part", (Run("一、主要举措和成效"),)),
        Block("paragraph", (Run("全年作出重大行政决策"), Run("3件", mark="found"), Run("，调解"),
                            Run("171件，成功率100%", mark="wrong"), Run(ref="3", ref_target="l1", ref_tone="z"),
                            Run("，"), Run("and", mark="del"), Run("和", mark="ins"), Run("。"))),
    ),
    findings=CARDS,
    missing=(Card("m1", "4", "整篇", "缺少“下一年度主要安排”部分。", "o", "k4", (Choice("note", "记入校改单"),)),),
    decide_url="/intake/",
    numbers=Table(
        "从原文识别出的数字及对账结果",
        (Column("原句"), Column("报告写", "num"), Column("台账", "num"), Column("对账"), Column("处理")),
        (
            TableRow((Cell("全年作出重大行政决策3件"), Cell("3件"), Cell("3件"), Cell(mark=Mark("一致", "l")),
                      Cell("查看", "/intake/", more="全年作出重大行政决策3件"))),
            TableRow((Cell("成功率100%"), Cell("100%"), Cell("94.7%"), Cell(mark=Mark("不一致", "z")),
                      Cell("更正", "/intake/", more="成功率100%"))),
        ),
    ),
    numbers_note="31处，先列与指标对得上的2处",
    numbers_link=Link("全部31处", "/intake/"),
    carry=Table(
        "拟转整改与任务",
        (Column("什么事", "what"), Column("转为", "named"), Column("谁", "named"), Column("出处", "full")),
        (TableRow((Cell("丰富普法形式"), Cell(mark=Mark("任务", "q")), Cell("未写明"), Cell("“二是……”", "#l1"))),),
        id="carry",
    ),
    carry_note="整改0条，任务1条",
    rest=Table("没有台账可对的数字", (Column("原文", "what"),), (TableRow((Cell("约210万元", "#l1"),)),), id="rest"),
    rest_label="没有台账可对的1处",
    past=Table("入库的数字", (Column("指标", "what"), Column("数值", "num")),
               (TableRow((Cell("处罚立案", "/figures/"), Cell("52件"))),), id="past"),
    past_note="确认导入后入库1个",
    past_left=("约数1处：210万元",),
    notes=(Note("文档带有宏，未运行。", "", "o"),),
    kept=Table(
        "上年安排的下文",
        (Column("上年的安排", "what"), Column("本年报告里的话", "full"), Column("下文", "side")),
        (
            TableRow((Cell("加强执法人员培训", "#l1", sub="目标2场，实际1场，未达到。"),
                      Cell(links=(Link("“举办培训1场”", "#l1"), Link("“又一句”", "#l2"))), Cell(mark=Mark("没有达到", "z")))),
            TableRow((Cell("建成法治文化广场", "#l1"), Cell("本年报告没有提到"), Cell(mark=Mark("未见下文", "o")))),
        ),
        id="kept",
    ),
    kept_note="2条：1条没有达到，1条未见下文",
    kept_links=(Link("2022年报告", "/intake/"),),
)  # fmt: skip
BATCH = BatchPage(
    head=Head("交来的报告", plain("交来20份报告，正在读"), actions=(Action("再交几份", "/intake/"),)),
    job=Job("batch", "读报告", "已读 3 / 20，读不了 1", 4, 20, "/job/", True, leave="可离开本页"),
    refused=(Note("PDF 有密码，请去掉密码后再读。", "“加密.pdf”读不了：", "z"),),
    files=Table("读完的报告", (Column("报告", "what"), Column("数字", "num")),
                (TableRow((Cell("青禾镇2023年度报告", "/intake/", "青禾镇"), Cell("31"))),), id="read"),
    files_label="已经读完的",
    notes=(Note("文件都已存好，关掉页面也会接着读。"),),
    again=Action("再读一遍中断的", "/intake/", post=True),
)  # fmt: skip
COMPARED = ComparedPage(
    head=Head("各年各单位对照", plain("2份报告的数字放在一起")),
    numbers=Table(
        "各年各单位的数字",
        (Column("数字", "what"), *(Column(f"青禾镇　{year}", "named") for year in range(2014, 2026))),
        (TableRow((Cell("调解成功"), Cell("—"), *(Cell(links=(Link("150件", "/intake/"), Link("9件", "/intake/"))),) * 11)),),
        id="numbers",
    ),
    single=Table("只有一份报告写到的", (Column("数字", "what"),), (TableRow((Cell("罚款"),)),), id="single"),
    kept=Table("上年安排的下文", (Column("报告机关", "what"), Column("安排", "num")),
               (TableRow((Cell("青禾镇", "/intake/"), Cell("3"))),), id="kept"),
    kept_note="点开看每一条",
    copied=None,
    copied_note="没有发现",
)  # fmt: skip
SHEET_CRUMBS = (Link("行政处罚", "/register/"), Link("导入表格", ""))
UPLOAD = UploadPage(
    head=Head("导入表格", plain("导入表格"), crumbs=SHEET_CRUMBS, note="先读表、列出问题，确认以后才写入。"),
    send_url="/import/",
    file=Field("sheet", "表格", "file", hint=".xlsx、.xls或者.csv，不超过50MB", accept=".xlsx,.xls,.csv",
               errors=("这个文件打不开，用WPS另存为.xlsx再试",)),
    options=(Field("register", "导入到哪个台账", "select", options=(Option("penalty", "行政处罚", True),)),),
    templates=(Link("行政处罚空白表.xlsx", "/import/"),),
    earlier=Table("以前的导入", (Column("时间"), Column("文件"), Column("结果")),
                  (TableRow((Cell("1月6日"), Cell("2024处罚.xlsx", "/import/result/"), Cell("导入49行"))),)),
    complaints=(Complaint("这个文件打不开，用WPS另存为.xlsx再试", "f-sheet"),),
    help=("自己的表头也可以，系统先认，认错了可以改。", "同一个案号再导一次是更新，不会重复。"),
)  # fmt: skip
BAD = (
    CellComplaint("D7", "立案日期", "2025-13-02", "没有13月"),
    CellComplaint("F12", "罚款金额", "约5千", "要写成数字，如5000", False),
    CellComplaint("B20", "案号", "", "没有案号的行不知道是哪一件"),
)
COLUMNS = tuple(Option(name, name, name == "案号") for name in ("不导入", "案号", "案由", "立案日期"))
PREVIEW = PreviewPage(
    head=Head("核对：2024处罚.xlsx", plain("402行能导入，3行有问题"), name="核对导入", crumbs=SHEET_CRUMBS),
    map_url="/import/map/",
    headings=(
        Heading("A1", "处罚编号", "青综罚立〔2024〕1号", Field("col-A", "处罚编号", "select", options=COLUMNS), "一定"),
        Heading("B1", "备注", "", Field("col-B", "备注", "select", options=COLUMNS), ""),
    ),
    tallies=(Note("还没有写入任何东西。", "现在只是读了一遍。", "q"),),
    complaints=BAD,
    complaints_note="3处",
    send_url="/import/run/",
    send_label="导入402行",
    hidden=(("sheet", "7"),),
    bad_rows=Link("下载有问题的3行", "/import/"),
    sample=Table("前几行", (Column("案号"), Column("案由"), Column("立案日期")),
                 (TableRow((Cell("青综罚立〔2024〕1号"), Cell("露天焚烧秸秆"), Cell("2024年1月4日"))),), id="sample"),
    back=Link("换一个文件", "/import/"),
    pager=Pager("第1—3处，共3处"),
)  # fmt: skip
PROGRESS = ProgressPage(
    head=Head("正在导入", plain("正在导入2024处罚.xlsx"), crumbs=SHEET_CRUMBS),
    job=Job(
        "import",
        "导入",
        "200 / 402行，约剩8秒",
        200,
        402,
        "/job/",
        True,
        "/job/stop/",
        "可离开本页，完成后提醒",
    ),
    notes=(Note("停止后，已导入的行留着，其余不动。"),),
)
RESULT = ResultPage(
    head=Head("导入完成", plain("导入了402行，3行没有导入"), name="导入结果", crumbs=SHEET_CRUMBS),
    notes=(Note("402件事项已存证，编号E-20260115-0301至0702。", "已导入。", "l"),),
    tallies=(("新登记", "380件"), ("更新", "22件"), ("没有导入", "3行")),
    actions=(Action("看这402件", "/register/", "p"), Action("下载没有导入的3行", "/import/", icon="out")),
    complaints=BAD,
    complaints_note="改好以后可以再导",
)
