"""Says in Chinese what the fact rows about an article hold."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from yifa.law.facts import Place, Row, places
from yifa.law.grades import mark
from yifa.law.sources import read
from yifa.law.wording import length_words

UNITS = {"calendar_day": "日", "working_day": "工作日", "month": "月", "year": "年", "hour": "小时"}
AMOUNTS = {
    "CNY": "元",
    "person": "人",
    "%": "%",
    "year_of_age": "周岁",
    "times_per_year": "次/年",
    "percent_per_day": "%/日",
    "percent_of_fine": "%（罚款数额）",
    "percent_of_principal": "%（本金）",
    "square_metre": "平方米",
    "CNY_per_day": "元/日",
    "household": "户",
    "plot": "处",
    "grade": "级",
    "point": "分",
}
SECTIONS = {
    "activities": "步骤",
    "gates": "条件",
    "deadlines": "期限",
    "thresholds": "标准",
    "publication": "公开",
    "outcomes": "结果",
    "figures": "数字",
    "notes": "说明",
    "calendar": "日期",
    "content_outline": "内容",
}


@dataclass(frozen=True, slots=True)
class Fact:
    """One row about an article as an officer reads it: a paraphrase, never the statute's own words."""

    id: str  # file/section/row
    register: str  # 行政处罚
    kind: str  # 步骤, 条件, 期限 …
    words: str  # "" where only English exists; see row
    verified: str
    mark: str  # "" | 未核
    local: bool  # set by provinces or counties
    row: Row


def show(place: Place) -> Fact:
    """Return the row in Chinese, with how it was checked."""
    verified = str(place.row.get("verified", "memory"))
    return Fact(
        id=place.id,
        register=place.register,
        kind=SECTIONS.get(place.section, "格式"),
        words=_words(place),
        verified=verified,
        mark=mark(verified),
        local=bool(place.row.get("local", False)),
        row=place.row,
    )


@cache
def by_id() -> Mapping[str, Place]:
    """Return every row by its id."""
    return {place.id: place for place in places()}


def _words(place: Place) -> str:
    row, name = place.row, _names(place.id.partition("/")[0])
    whole = read("words.yaml")["rows"].get(place.id, "")
    told = whole or row.get("zh") or row.get("name_zh") or ""
    if place.section in WRITERS and not (whole and place.section != "publication"):
        return WRITERS[place.section](row, name, str(told))
    return str(told)


def _names(file: str) -> Callable[[str], str]:
    """Return how codes of that file are said: its own activities first, then the shared words."""
    words, own = read("words.yaml"), _own(file)

    def name(code: str) -> str:
        for table in (own, words["activities"], words["predicates"], words["occasions"]):
            if code in table:
                return str(table[code])
        return code

    return name


@cache
def _own(file: str) -> Mapping[str, str]:
    path = file if file == "official_document" else f"facts/{file}"
    rows = read(f"{path}.yaml").get("activities", [])
    return {row["id"]: row["zh"] for row in rows}


def _gate(row: Row, name: Callable[[str], str], told: str) -> str:
    words = [name(code) for code in row.get("requires") or row["requires_any"]]
    joined = ("、" if row.get("requires") else "或者").join(words)
    return f"{_when(row, name)}{name(row['activity'])}，要求：{joined}。"


def _deadline(row: Row, name: Callable[[str], str], told: str) -> str:
    did = _when(row, name) + name(row["activity"])
    if row.get("fixed_date"):
        return f"{did}：{row['fixed_date']}。"
    length = _length(row)
    if row.get("before"):
        return f"{did}：{name(row['before'])}{length}以前。"
    floor = "不少于" if row.get("minimum") else ""
    return f"{did}：自{name(row['from'])}起{floor}{length}{'' if floor else '内'}。"


def _length(row: Row) -> str:
    return length_words(row["value"], UNITS[row["unit"]]) if row["value"] is not None else "（没有规定天数）"


def _threshold(row: Row, name: Callable[[str], str], told: str) -> str:
    value, unit = row["value"], AMOUNTS.get(row["unit"], UNITS.get(row["unit"], ""))
    if value is None:
        return f"{told}：由各地规定。"
    return f"{told}。" if value is True else f"{told}：{value}{unit}。"


def _publication(row: Row, name: Callable[[str], str], told: str) -> str:
    if isinstance(row.get("within"), int):
        since = f"自{name(row['from'])}起" if row.get("from") else ""
        return f"{told}：{since}{length_words(row['within'], UNITS[row['unit']])}内。"
    return f"{told}。" if told else ""


def _when(row: Mapping[str, Any], name: Callable[[str], str]) -> str:
    if row.get("when"):
        return f"{name(row['when'])}的，"
    return f"除{name(row['unless'])}外，" if row.get("unless") else ""


WRITERS = {"gates": _gate, "deadlines": _deadline, "thresholds": _threshold, "publication": _publication}
