"""The invented desk of 青禾镇 on 15 January 2026: frame, workbench, inbox, search."""

from yifa.desk.shown.frame import Frame, NavGroup, NavItem, Year
from yifa.desk.shown.home import (
    BandDay,
    BandItem,
    Chapter,
    Hit,
    HitGroup,
    HomePage,
    InboxPage,
    Notice,
    NoticeGroup,
    Readiness,
    SearchPage,
    Todo,
)
from yifa.desk.shown.parts import (
    Action,
    Badge,
    Bar,
    Blocked,
    Cite,
    Empty,
    Head,
    Link,
    Moment,
    Pager,
    Piece,
    plain,
)

PENALTY = "《行政处罚法》"
NAMES = {
    "工作": [("工作台", "home", 0, False), ("期限日历", "cal", 1, True), ("提醒", "bell", 0, False)],
    "台账": [
        ("重大行政决策", "scale", 1, False),
        ("规范性文件", "doc", 0, False),
        ("合同与协议", "doc", 0, False),
        ("行政处罚", "stop", 1, True),
        ("行政检查", "search", 0, False),
        ("政务服务", "list", 0, False),
        ("纠纷调解", "users", 2, False),
        ("信访投诉", "bell", 0, False),
        ("复议与应诉", "scale", 0, False),
        ("政务公开", "globe", 1, False),
        ("普法与学法", "doc", 1, False),
    ],
    "年度报告": [
        ("报告", "doc", 7, False),
        ("指标", "chart", 0, False),
        ("往年报告导入", "in", 3, False),
        ("年度对比", "diff", 0, False),
    ],
    "保障": [("证据库", "box", 0, False), ("公开发布", "out", 1, False), ("人员与权限", "gear", 0, False)],
}


def frame(current: str = "工作台", officer: str = "沈砚秋", posts: str = "法治专干") -> Frame:
    """The frame with one place marked as the current one."""
    groups = tuple(
        NavGroup(
            label,
            tuple(
                NavItem(name, "/home/", icon, count, hot, name == current) for name, icon, count, hot in items
            ),
        )
        for label, items in NAMES.items()
    )
    return Frame(
        office="云溪县青禾镇人民政府",
        short="青禾镇",
        officer=officer,
        posts=posts,
        home_url="/home/",
        search_url="/search/",
        logout_url="/account/logout/",
        account_url="/account/",
        year_url="/register/",
        years=tuple(Year(str(y), f"{y}年度", y == 2025) for y in (2025, 2024, 2023)),
        inbox_url="/inbox/",
        unread=3,
        nav=groups,
        version="1.0",
        help_url="/definition/",
        demo=True,
    )


def cite(article: str, law: str = PENALTY, mark: str = "") -> Cite:
    """A citation that opens the law page."""
    return Cite(f"{law}{article}", "/definition/", mark)


def _band() -> tuple[BandDay, ...]:
    items = {
        15: [BandItem("44号决定", "/matter/", "t"), BandItem("公开答复", "/matter/", "t")],
        16: [BandItem("执法年报", "/figures/", "o")],
        19: [BandItem("审查届满", "/matter/", "o"), BandItem("52号缴款", "/matter/")],
        22: [BandItem("学法例会", "/home/", "q")],
        27: [BandItem("信访答复", "/matter/")],
    }
    first = BandDay("已逾期", items=(BandItem("57号公示", "/matter/", "z"),))
    week = "一二三四五六日"
    return (
        first,
        *(
            BandDay(
                str(day),
                "今天" if day == 15 else f"周{week[(day - 12) % 7]}",
                day == 15,
                (day - 12) % 7 > 4,
                tuple(items.get(day, ())),
            )
            for day in range(15, 29)
        ),
    )


def _todo() -> tuple[Todo, ...]:
    rows = [
        (
            Badge("over", "逾期3个工作日"),
            "公示处罚决定",
            "青综罚决〔2025〕57号 未密闭运输渣土案",
            "决定作出之日起7个工作日内公开，12月31日作出",
            Cite("国办发〔2018〕118号", mark="未核"),
            "韩立川",
            "补公示",
        ),
        (
            Badge("today", "今天"),
            "作出处罚决定",
            "青综罚立〔2025〕44号 未密闭运输砂石案",
            "立案之日起90日内作出决定，立案日2025年10月17日",
            cite("第六十条"),
            "韩立川",
            "去办理",
        ),
        (
            Badge("soon", "剩1个工作日"),
            "报送行政执法年度数据",
            "县依法治县办年度任务",
            "表内14项已由台账自动填好12项",
            Cite("云法办〔2025〕18号"),
            "沈砚秋",
            "核对报送",
        ),
        (
            Badge("ok", "剩8日"),
            "作出处罚决定",
            "青综罚立〔2025〕46号 露天焚烧秸秆案",
            "立案之日起90日内作出决定",
            cite("第六十条"),
            "罗大禾",
            "查看",
        ),
    ]
    return tuple(
        Todo(badge, what, of, "/matter/", why, who, Action(label, "/step/", "p" if i == 0 else ""), law)
        for i, (badge, what, of, why, law, who, label) in enumerate(rows)
    )


BLOCKED = (
    Blocked(
        "暂不能提交集体讨论：尚未通过合法性审查。",
        (Cite("《重大行政决策程序暂行条例》第二十五条", "/definition/"),),
        "等审查意见（纪明月，1月8日送审，已审5个工作日）。",
        Action("提醒审查人", "/home/", post=True),
        "青决〔2025〕4号　集镇停车和占道经营管理方案",
        "/matter/",
    ),
    Blocked(
        "暂不能作出处罚决定：尚未法制审核。",
        (cite("第五十八条"),),
        "把案卷送法制审核，缺1份送达回证。",
        Action("补送达回证", "/step/"),
        "青综罚立〔2025〕51号　禾丰建材公司未密闭运输砂石案",
    ),
)
RECENT = (
    Moment("今天 09:12", "2026-01-15T09:12", "纪明月确认了“处罚案件63件”的口径", kind="step"),
    Moment("今天 08:47", "2026-01-15T08:47", "罗大禾上传46号案现场照片8张"),
    Moment("昨天 23:50", "2026-01-14T23:50", "当日记录已存证，县级回执YX-0114"),
    Moment("1月13日", "2026-01-13", "57号决定公示逾期，已报分管负责人", kind="bad"),
)
HOME = HomePage(
    head=Head(
        "工作台",
        (Piece("逾期1项", "zhu"), Piece("，今天到期2项")),
        name="工作台",
        kick="2026年1月15日 星期四",
        lead=plain("3件事项受阻；年度报告还有7处数字缺依据，距向社会公开还有76天。"),
        actions=(Action("期限日历", "/home/", icon="cal"), Action("登记事项", "/step/", icon="plus")),
    ),
    band=_band(),
    band_note="灰底为法定休息日。“日”与“工作日”按各自依据分别计算，已计入2026年放假调休安排。",
    todo=_todo(),
    todo_note="按剩余时间排列，共9项",
    todo_link=Link("全部期限", "/home/"),
    blocked=BLOCKED,
    readiness=Readiness(
        "2025年度报告",
        Link("打开报告", "/report/"),
        "39",
        "46 处数字有依据",
        Bar(39, 46, "46处数字中39处有依据，5处待补证据，2处无依据", 5, "lv"),
        "待补证据5处，无依据2处",
        (
            Chapter("第一责任人履职", "6/6", "lv"),
            Chapter("依法全面履行职能", "7/8", "zhe", "缺：网上办件量的取数时点", "/report/"),
            Chapter("行政执法", "9/10", "zhe", "缺：57号决定公示截图", "/report/"),
        ),
        (("1月30日", "初稿报县依法治县办"), ("3月1日前", "向县委、县政府报告"), ("4月1日前", "向社会公开")),
    ),
    recent=RECENT,
    recent_link=Link("全部", "/inbox/"),
)
HOME_EMPTY = HomePage(
    head=Head("工作台", plain("今天没有到期的事"), name="工作台", kick="2026年1月15日 星期四"),
    band=(),
    band_note="",
    todo=(),
    todo_note="",
    idle=Empty(
        "今天没有到期的事", "最近一项是1月19日审查届满。", (Action("登记事项", "/step/", "p", post=True),)
    ),
)
INBOX = InboxPage(
    head=Head("提醒", plain("3条没有读过"), name="提醒"),
    groups=(
        NoticeGroup(
            "青综罚决〔2025〕57号　未密闭运输渣土案",
            "/matter/",
            (
                Notice(
                    "公示逾期3个工作日，现在补公示并写明原因",
                    "今天 08:00",
                    "2026-01-15T08:00",
                    "/step/",
                    True,
                    Badge("over", "逾期3个工作日"),
                ),
                Notice("公示期限届满", "1月12日", "2026-01-12", why="12月31日处罚决定，7个工作日内"),
            ),
            "由你办",
        ),
    ),
    mute=Link("哪些提醒可以静音", "/inbox/"),
    pager=Pager("最近2条"),
)
SEARCH = SearchPage(
    head=Head(
        "第五十八条的搜索结果", plain("“第五十八条”找到12件"), name="搜索", crumbs=(Link("工作台", "/home/"),)
    ),
    query="第五十八条",
    url="/search/",
    groups=(
        HitGroup(
            "行政处罚",
            "11件",
            (
                Hit(
                    "青综罚立〔2025〕51号　未密闭运输砂石",
                    "/matter/",
                    (Piece("法制审核依据《行政处罚法》"), Piece("第五十八条", hit=True), Piece("第一款")),
                    "云溪县禾丰建材有限公司",
                    Badge("ok", "剩24日"),
                ),
            ),
            Link("全部11件", "/register/"),
        ),
    ),
)
SEARCH_EMPTY = SearchPage(
    head=Head("搜索", plain("没有找到“蓝海公司”"), name="搜索"),
    query="蓝海公司",
    url="/search/",
    groups=(),
    empty=Empty("没有找到“蓝海公司”", "只找你有权看的台账。", (Action("回工作台", "/home/"),)),
)
