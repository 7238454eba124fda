"""Finds years that the words around them prove to be over, or not yet over: comparisons, limits and plans."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from yifa.reader.findings.view import NAMED, View

YEAR = re.compile(r"(?<!\d)20[0-3]\d(?=年)")
COMPARED_WITH = re.compile(r"(?:[比较]|(?P<pair>[与同和]))$")
CHANGE = r"(?:下降|减少|降低|压减|压缩|缩短|回落|增长|上升|增加|提高|提升|上涨|翻|多|少)"
CHANGED = re.compile(
    rf"年(?:度|全年)?(?:的?同期)?(?:数|水平)?(?:的?\d[\d.,]*[%一-龥]{{1,3}})?"
    rf"(?:分别|总体|大幅|明显|稳步|有所|显著|均|又|共|净|约)*(?:上)?{CHANGE}"
)
BESIDE = re.compile(rf"年(?:度|全年)?(?:同期)?相比，?[^，。；\n]{{0,12}}?{CHANGE}")
UNTIL = re.compile(r"截[至止]到?$|截止至$")
STATE_AT = re.compile(r"年(?:(?P<month>\d{1,2})月(?:份|\d{1,2}日)?)?(?:底|末)?")
OF_THEN = re.compile(
    r"(?:之|以)?前?的?(?:仍|尚)?(?:现行|有效|制[定发]|出台|印发|发布|登记|注册|在册|保留|遗留)"
)
"""What was there then, and was dealt with since: 对截至2016年底现行有效的文件开展清理."""
SERIES = re.compile(
    r"比|较|同期|以来|先后|连续|历年|逐年|去年|上年|上一年|此前|当时|规划|期间|目标任务|人口|户籍|面积|产值|党员|辖"
)
AIM = re.compile(r"(?:力争|争取|确保|计划|预计|拟|将|到|至|于|在)(?:到|于|在)?$|(?<=[，。；：、\n])$")
AIMED = re.compile(
    r"年(?:年?(?:底|末)|(?P<month>\d{1,2})月(?:份|\d{1,2}日)?(?:底|末)?)(?P<before>(?:之|以)?前)?"
    r"(?P<rest>[^。；\n]{0,40})"
)
GOAL = re.compile(
    r"完成|实现|达|建成|建立|覆盖|组建|出台|形成|配齐|配备|取得|印发|制定|开展|到位|落实|通过|推行|启用|投入"
)
BACK = re.compile(r"^[^，]{0,4}(?:基础|相比|经验|成果|以来)|已|比|较|截[至止]")
LEADS = frozenset("比较与同和止到至争取保划计拟将于在，。；：、\n")
"""What stands before a year of which anything is told here."""
GRACE = timedelta(days=31)
"""A report may be written so long before a limit that it still sets for itself."""


def wrong(view: View, year: int, at: int) -> tuple[int, str] | None:
    """The end of what is said of a year and why it cannot be right; None when it may be."""
    if view.text[at - 1 : at] not in LEADS or early(view, year):
        return None
    said = int(view.text[at : at + 4])
    part = view.report.part_at(view.report.clean.at(at))
    if part == "plan":
        return _over(view, at) if said <= year else None
    if part == "problems":
        return None
    if said == year:
        return _with_itself(view, at)
    return _stale(view, year, at) if said == year - 1 else None


def early(view: View, year: int) -> bool:
    """Whether the report was written in the first half of the year it names: it then tells of the one before."""
    written = _written(view)
    return written is not None and (written.year, written.month) <= (year, 6)


def _written(view: View) -> date | None:
    """The day on which the report was signed or written."""
    said = view.report.value("date_signed") or view.report.value("date_written")
    try:
        return date.fromisoformat(said) if said else None
    except ValueError:
        return None


def _sentence(view: View, at: int) -> str:
    """The sentence around a place, without the names of papers."""
    begins = max(view.text.rfind(mark, 0, at) for mark in "。；\n") + 1
    ends = [end for mark in "。；\n" if (end := view.text.find(mark, at)) >= 0]
    return NAMED.sub("", view.text[begins : min(ends, default=len(view.text))])


def _with_itself(view: View, at: int) -> tuple[int, str] | None:
    """The reported year compared with itself (全年受理30件，比2024年下降 in a report on 2024)."""
    before = COMPARED_WITH.search(view.text, max(0, at - 1), at)
    if before is None:
        return None
    pattern = BESIDE if before["pair"] else CHANGED
    if not (pattern.match(view.text, at + 4) or (not before["pair"] and BESIDE.match(view.text, at + 4))):
        return None
    if len(set(YEAR.findall(_sentence(view, at)))) > 1:
        return None
    year = view.text[at : at + 4]
    return at + 5, f"报告年度就是{year}年，此处却与{year}年相比，疑应为{int(year) - 1}年。"


def _stale(view: View, year: int, at: int) -> tuple[int, str] | None:
    """A state reached at the end of the year before, in a paragraph that names no other year."""
    if not UNTIL.search(view.text, max(0, at - 4), at):
        return None
    state = STATE_AT.match(view.text, at + 4)
    begins, ends = view.paragraph(at)
    if state is None or (state["month"] is None and view.text[state.end() - 1] == "年"):
        return None
    if OF_THEN.match(view.text, state.end()):
        return None
    others = NAMED.sub("", view.text[begins:at] + view.text[at + 4 : ends])
    if YEAR.search(others) or SERIES.search(_sentence(view, at)):
        return None
    return state.end(), f"报告年度为{year}年，此处截至{state.string[at : state.end()]}，疑应为{year}年。"


def _over(view: View, at: int) -> tuple[int, str] | None:
    """A limit set among the plans that was over when the report was written."""
    aimed = AIMED.match(view.text, at + 4)
    if aimed is None or not AIM.search(view.text, max(0, at - 4), at):
        return None
    if not GOAL.search(aimed["rest"]) or BACK.search(aimed["rest"]):
        return None
    month = int(aimed["month"] or 12)
    said = int(view.text[at : at + 4])
    if not 1 <= month <= 12:
        return None
    written, limit = _written(view), date(said, month, monthrange(said, month)[1])
    if written is not None and written + GRACE < limit:
        return None
    end = aimed.end() - len(aimed["rest"])
    return end, f"下一年的安排，期限却写作{view.text[at:end]}，已经过去。"
