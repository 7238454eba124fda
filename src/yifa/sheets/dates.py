"""Dates in every form an office types them; what is not a certain day is said, never guessed.

A year that the cell leaves out is taken from the sheet's own title or from the year given on the command line; if
the two disagree the cell is a complaint. Days are Gregorian, between 1949-10-01 and 2099-12-31.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from yifa.sheets.cells import Cell, ErrorCell, Uncached
from yifa.sheets.complaint import BLANK, Fault, Reading, doubtful, unreadable

FIRST, LAST = date(1949, 10, 1), date(2099, 12, 31)
SERIAL_FIRST, SERIAL_LAST = 25569, 73050  # 1970-01-01 and 2099-12-31 in the 1900 system
BLANKS = frozenset({"", "/", "\\", "-", "--", "—", "——", "无", "空", "暂无", "/ /"})

_SEP = r"[年./\-·、。_—–\\]+"
_TAIL = (
    r"(?:[(（]?(?:星期|周|礼拜)[一二三四五六日天][)）]?)?[T,，]?(?:上午|下午|中午|早上|晚上|凌晨)?"
    r"(?:\d{1,2}[:时点](?:\d{1,2}[:分]?)?(?:\d{1,2}(?:\.\d+)?秒?)?(?:半|整|许)?(?:Z|[+-]\d\d:?\d\d)?)?[.。;；]?"
)
_FULL = re.compile(rf"(\d{{4}}){_SEP}(\d{{1,2}})[月./\-·、。_—–\\]+(\d{{1,2}})[日号./]?{_TAIL}")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:[T]?\d{4,6})?")
_SHORT_YEAR = re.compile(r"['‘’]?(\d{2})[年./\-](\d{1,2})[月./\-](\d{1,2})[日号]?")
_YEAR_LAST = re.compile(r"(\d{1,2})[./\-](\d{1,2})[./\-](\d{4})")
_MONTH_DAY = re.compile(rf"(\d{{1,2}})[月./\-](\d{{1,2}})[日号]?{_TAIL}")
_INCOMPLETE = re.compile(
    r"\d{4}年?|\d{4}[年./\-]\d{1,2}月?|\d{6}|\d{1,2}月份?|\d{1,2}[日号]|(?:\d{4}年)?(?:\d{1,2}月份?)?[上中下]旬"
    r"|(?:\d{4}年)?(?:第?[一二三四1-4]季度|[上下]半年|年[初中末底])|\d{4}[年./\-]\d{1,2}月?[上中下]旬"
)
_SEVERAL = re.compile(r"\d.*(?:至|到|~|～|及|和|与|、|,|，|;|；|-|—|–|/).*\d")
_HAN_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")


@dataclass(frozen=True, slots=True)
class Years:
    """Where a missing year may come from: `stated` in the sheet's title, `given` on the command line."""

    stated: int | None = None
    given: int | None = None

    def known(self) -> int | None:
        """The year both sources allow, or None."""
        if self.stated and self.given and self.stated != self.given:
            return None
        return self.stated or self.given

    def fault(self) -> Fault:
        """Why no year can be added."""
        if self.stated and self.given:
            return Fault(
                "year_conflict",
                f"日期没有写年份；表题写明{self.stated}年，而指定的年度是{self.given}年，不能确定",
                f"date without a year: the sheet says {self.stated}, the command says {self.given}",
            )
        return Fault(
            "no_year",
            "日期没有写年份，表题也没有写明年度；请用 --year 指明年度",
            "date without a year, and the sheet names none; give --year",
        )


def _impossible(text: str) -> Reading:
    return unreadable("impossible_date", f"没有“{text}”这一天", f"there is no such day as {text}")


def _day(year: int, month: int, day: int, text: str) -> Reading:
    try:
        found = date(year, month, day)
    except ValueError:
        return _impossible(text)
    return _plausible(found)


def _plausible(found: date) -> Reading:
    if FIRST <= found <= LAST:
        return Reading(found)
    return unreadable(
        "implausible_date",
        f"年份 {found.year} 不可信（应在 1949 至 2099 年之间）",
        f"the year {found.year} cannot be right",
    )


def _completed(month: int, day: int, text: str, years: Years) -> Reading:
    year = years.known()
    if year is not None:
        return _day(year, month, day, f"{year}年{month}月{day}日")
    try:
        date(2000, month, day)
    except ValueError:
        return _impossible(text)
    return Reading(None, years.fault())


def _incomplete(text: str) -> Reading:
    return unreadable(
        "incomplete_date",
        f"日期“{text}”不完整，没有写到日",
        f"the date {text!r} is incomplete: no day is given",
    )


def _not_a_date(text: str) -> Reading:
    return unreadable("not_a_date", f"“{text}”不是日期", f"{text!r} is not a date")


_ZERO = datetime.combine(date(1899, 12, 30), time())
_FOUR_YEARS = timedelta(days=1462)


def from_serial(serial: float, date1904: bool = False) -> date | datetime | time | None:
    """A spreadsheet's day number as a date, or as a moment if it has a fraction; None outside 1900-9999."""
    if not 0 <= serial < 2958466:
        return None
    if serial < 1:
        return (_ZERO + timedelta(seconds=round(serial * 86400))).time()
    # The 1900 system believes in 1900-02-29; day numbers before it are one day off. Day numbers have no time zone.
    epoch = _ZERO + _FOUR_YEARS if date1904 else _ZERO + timedelta(days=1) if serial < 60 else _ZERO
    try:
        moment = epoch + timedelta(seconds=round(serial * 86400))
    except OverflowError:
        return None
    return moment.date() if moment.time() == time() else moment


def _serial(number: float, date1904: bool) -> Reading:
    moment = from_serial(number, date1904)
    found = moment.date() if isinstance(moment, datetime) else moment
    if not isinstance(found, date):
        return _not_a_date(f"{number:g}")
    return doubtful(
        found,
        "serial_date",
        f"单元格是序列号 {number:g}，按日期读作 {found}",
        f"serial number {number:g} read as {found}",
    )


def _number(number: float, years: Years, date1904: bool) -> Reading:
    if number != number or abs(number) >= 1e15:
        return _not_a_date(str(number))
    whole = int(number)
    if number != whole:
        if SERIAL_FIRST <= number <= SERIAL_LAST:
            return _serial(number, date1904)
        if 1 <= whole <= 12:
            return unreadable(
                "decimal_date",
                f"单元格是小数 {number:g}，分不清是几月几日（如 1.1 与 1.10 存成一样），请改成文字或日期",
                f"the decimal {number:g} is not a certain day (1.1 and 1.10 are stored alike)",
            )
        return _incomplete(f"{number:g}") if 1949 <= whole <= 2099 else _not_a_date(f"{number:g}")
    if 19491001 <= whole <= 20991231:
        return _text(str(whole), years, date1904)
    if SERIAL_FIRST <= whole <= SERIAL_LAST:
        return _serial(number, date1904)
    if 1949 <= whole <= 2099 or 194901 <= whole <= 209912:
        return _incomplete(str(whole))
    return _not_a_date(str(whole))


def _han(text: str) -> str:
    """二〇二三年一月十三日 -> 2023年1月13日; a text without Chinese numerals comes back unchanged."""
    if not re.search(r"[〇○零一二三四五六七八九十]+[年月日号]", text):
        return text

    def tens(match: re.Match[str]) -> str:
        left, right = match.group(1), match.group(2)
        return f"{left or '一'}{right or '零'}"

    changed = re.sub(r"([二三]?)十([一二三四五六七八九]?)(?=[月日号])", tens, text)
    return re.sub(
        r"[〇○零一二三四五六七八九]+(?=[年月日号])", lambda m: m.group().translate(_HAN_DIGITS), changed
    )


def _short_year(match: re.Match[str], text: str, years: Years) -> Reading:
    year, month, day = (int(part) for part in match.groups())
    if years.known() == 2000 + year:
        read = _day(2000 + year, month, day, text)
        if read.value is None:
            return read
        return doubtful(
            read.value,
            "short_year",
            f"年份只写两位，按 {2000 + year} 年读",
            f"two-digit year read as {2000 + year}",
        )
    return unreadable(
        "short_year", f"日期“{text}”的年份只写两位，不能确定", f"the year in {text!r} has two digits only"
    )


def _year_last(match: re.Match[str], text: str) -> Reading:
    first, second, year = (int(part) for part in match.groups())
    ways = {(first, second), (second, first)}
    days = [_day(year, month, day, text) for month, day in ways]
    good = [read for read in days if read.value is not None]
    if len(good) == 1:
        found = good[0].value
        return doubtful(found, "year_last", f"日期“{text}”年在后，读作 {found}", f"{text!r} read as {found}")
    if not good:
        return _impossible(text)
    return unreadable(
        "day_month_order", f"日期“{text}”分不清日与月的先后", f"day and month of {text!r} may be swapped"
    )


def _text(raw: str, years: Years, date1904: bool) -> Reading:
    text = "".join(unicodedata.normalize("NFKC", raw).split())
    if text in BLANKS:
        return BLANK
    plain = _han(text)
    for pattern in (_FULL, _COMPACT):
        if match := pattern.fullmatch(plain):
            year, month, day = (int(part) for part in match.groups())
            return _day(year, month, day, text)
    if match := _SHORT_YEAR.fullmatch(plain):
        return _short_year(match, text, years)
    if match := _YEAR_LAST.fullmatch(plain):
        return _year_last(match, text)
    if _INCOMPLETE.fullmatch(plain):
        return _incomplete(text)
    if match := _MONTH_DAY.fullmatch(plain):
        return _completed(int(match.group(1)), int(match.group(2)), text, years)
    if re.fullmatch(r"\d{5}(\.\d+)?", plain) and SERIAL_FIRST <= float(plain) <= SERIAL_LAST:
        return _serial(float(plain), date1904)
    if _SEVERAL.search(plain) and re.search(r"\d{1,2}[月./\-]\d{1,2}", plain):
        return unreadable(
            "several_dates",
            f"一格里有不止一个日期：“{text[:40]}”",
            f"more than one date in a cell: {text[:40]!r}",
        )
    return _not_a_date(text[:40])


NO_YEARS = Years()


def read_date(cell: Cell, years: Years = NO_YEARS, date1904: bool = False) -> Reading:
    """One day from a cell.

    In: the cell, where a missing year may come from, and whether the book counts from 1904.
    Out: a `date`; blank; or a fault (not a date, incomplete, impossible, several, no year …). Never raises.
    """
    if cell is None:
        return BLANK
    if isinstance(cell, str):
        return _text(cell, years, date1904)
    if isinstance(cell, datetime):
        return _plausible(cell.date())
    if isinstance(cell, date):
        return _plausible(cell)
    if isinstance(cell, (bool, time, timedelta, ErrorCell, Uncached)):
        return _not_a_date(str(cell))
    return _number(float(cell), years, date1904)
