"""Says what unit a period is counted in, as its own statute orders."""

from dataclasses import dataclass
from functools import cache

from yifa.law import statutes
from yifa.law.articles import references
from yifa.law.days import UnknownUnit
from yifa.law.grades import worst

UNITS = {"日": "calendar_day", "工作日": "working_day", "月": "month", "年": "year", "小时": "hour"}


@dataclass(frozen=True, slots=True)
class Period:
    """A length of time as its article writes it: Period(5, "日", "xzcf-2021", "64(1)")."""

    n: int
    unit: str  # 日 | 工作日 | 月 | 年 | 小时
    statute: str
    article: str


@dataclass(frozen=True, slots=True)
class Counting:
    """How a written period is counted, and who says so."""

    unit: str  # calendar_day | working_day | month | year | hour
    rolls: bool  # a last day on a rest day moves on, because rolls_article orders it
    rolls_article: str  # 行政复议法第八十八条、民事诉讼法第八十五条, or ""
    verified: str  # text | excerpt | memory: the worse of what decided the unit and the roll-over
    article: str = ""  # the clause that makes days working days, or ""


@cache
def counting(statute_id: str, n: int, unit: str, article: str = "") -> Counting:
    """Say how "n unit" of this instrument is counted; `article` matters where a clause excepts some.

    A written 工作日 is one everywhere; a bare 日 is a calendar day unless the instrument's own clause makes
    it a working day. Errors: UnknownStatute, UnknownUnit.
    """
    clause = statutes.get(statute_id).counting
    if unit not in UNITS:
        raise UnknownUnit(f"yifa.E103: expected one of {tuple(UNITS)}, found {unit!r}")
    if unit == "工作日":
        return Counting("working_day", False, "", "text")
    if unit == "小时":
        return Counting("hour", False, "", "text")
    if unit == "日" and _days_work(clause, n, article):
        label = statutes.cite(statute_id, clause.article).label
        return Counting("working_day", False, "", clause.verified, label)
    verified = clause.verified if unit == "日" else "text"
    if not clause.rolls:
        return Counting(UNITS[unit], False, "", verified)
    orders = [statutes.cite(statute_id, clause.rolls).label]
    if clause.through:
        through, _, ordered = clause.through.partition(":")
        orders.append(statutes.cite(through, ordered).label)
    worse = worst((verified, clause.rolls_verified))
    return Counting(UNITS[unit], True, "、".join(orders), worse)


def _days_work(clause: statutes.Clause, n: int, article: str) -> bool:
    if {key for place in references(article) for key in place.keys} & set(clause.excepted):
        return False
    match clause.working:
        case "listed":
            return n in clause.days
        case "up_to":
            return n <= clause.days[0]
        case "every":
            return True
        case _:
            return False
