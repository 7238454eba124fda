"""Lists every word a definition may use; a word that is not here is refused."""

from collections.abc import Mapping
from typing import NamedTuple


class Form(NamedTuple):
    """How a rule is written: two keys, and what they make of it."""

    first: str
    second: str
    kind: str


# Effects are applied in this order, as in DCR: exclude before include, so that include wins.
FORMS = (
    Form("先", "才可", "need"),
    Form("未了", "不可", "hold"),
    Form("逾期", "才可", "late"),
    Form("限内", "才可", "intime"),
    Form("办", "要求", "demand"),
    Form("办", "异于", "apart"),
    Form("有了", "停用", "exclude"),
    Form("有了", "启用", "include"),
    Form("有了", "免除", "release"),
    Form("有了", "重做", "redo"),
    Form("有了", "延", "extend"),
    Form("自", "停计", "pause"),
    Form("有了", "须", "must"),
    Form("有了", "可", "may"),
)
ORDER: Mapping[str, int] = {form.kind: place for place, form in enumerate(FORMS)}
GATES = frozenset({"need", "hold", "late", "intime", "demand", "apart"})

# Which further keys a rule of a kind may carry.
PERIODS: Mapping[str, frozenset[str]] = {
    "need": frozenset({"满", "提前"}),
    "must": frozenset({"限"}),
    "may": frozenset({"限"}),
    "extend": frozenset({"限"}),
    "pause": frozenset({"限"}),
}
EXTRAS: Mapping[str, frozenset[str]] = {
    **{kind: frozenset({"若", "软"}) for kind in ("need", "hold", "late", "intime")},
    "demand": frozenset({"软"}),
    "apart": frozenset({"若", "软"}),
    **{kind: frozenset({"若"}) for kind in ("exclude", "include", "release", "redo", "extend")},
    "pause": frozenset({"若", "至"}),
    "must": frozenset({"若", "重新起算"}),
    "may": frozenset({"若", "重新起算"}),
}
EVERYWHERE = frozenset({"依", "除", "注"})

HEADER = frozenset({"程序", "键", "版", "法", "录入", "可空", "参数", "名词", "步骤", "规则", "注"})
STEP = frozenset(
    [
        "id",
        "谁",
        "方",
        "阶段",
        "各",
        "填",
        "可填",
        "日期",
        "依",
        "一次",
        "停用",
        "拟制",
        "结果",
        "开案",
        "文书",
        "注",
    ]
)
NOTION = frozenset({"若", "依", "注"})

PARTIES = frozenset({"当事人", "外部"})
POSTS = frozenset(
    [
        "法治专干",
        "执法人员",
        "法制审核人员",
        "负责人",
        "书记",
        "听证主持人",
        "调解员",
        "村干部",
        "窗口人员",
        "法律顾问",
        "公开经办人",
        "县级",
        "管理员",
        "系统",
    ]
)
UNITS = ("工作日", "小时", "日", "月", "年")
COUNTED: Mapping[str, str] = {
    "calendar_day": "日",
    "working_day": "个工作日",
    "month": "个月",
    "year": "年",
    "hour": "小时",
}
