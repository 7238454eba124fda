"""Every dated happening a report tells of, with its full date.

A happening has a day, a month or a half-year of the reported year (or one it names) and a deed in its
clause. Dates of papers, of laws' entry into force, limits (截至, 以来, 底前), memorial days and everything in
the head, the tail and the plan are no happenings.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from calendar import monthrange

from yifa.reader.document import Event, Report, Span
from yifa.reader.sweep import sweep

DAY = r"(?:0?[1-9]|[12]\d|3[01])(?=[日号])[日号]"
MONTH = r"(?:1[0-2]|0?[1-9])月"
DATE = re.compile(rf"(?P<month>{MONTH})(?:份|(?P<day>{DAY}))?(?P<hour>[上下]午|晚上?|凌晨)?")
MONTHLY = re.compile(r"\d(?=\d?月)")
YEAR = re.compile(r"(?:20\d{2}年|今年|本年度?|当年|同年|去年|上年度?)$")
FURTHER = re.compile(rf"[、和及与，](?P<day>{DAY})")
HALF = re.compile(r"(?P<year>20\d{2}年|今年|本年度?)?(?P<half>上|下)半年")
DEED = re.compile(
    r"召开|举办|举行|开展|组织|邀请|参加|集中|学习|宣讲|讲授|讲了|授课|培训|传达|部署|印发|制定|出台|发布|成立|通过|审议|"
    r"检查|查处|调解|化解|受理|签订|走进|深入|前往|赴|联合|接受|旁听|出庭|开庭|挂牌|启动|揭牌|研究|听取|考试|测试|评查|"
    r"督察|督查|宣传|发放|举|建成|公布|公示|公开征求|备案|约谈|评为|荣获|获评|获得|命名|入选|观看|解读|讲解|座谈|集体|"
    r"下放|承接|划转|督导|视察|调研|走访|抽查|评议|评估|验收|报送|整治|处置|处罚|立案|述法|约见|慰问|表彰|签约|来我|到我"
)
LIMIT = re.compile(r"截至|截止|自$|从$|至$|到$|每年(?:的)?$|不迟于|不晚于|有效期")
LIMIT_AFTER = re.compile(
    r"(?:[上中下]旬)?(?:底|末|份?以?前|之前|以前|以来|起(?!草|诉|，?(?:对|在[全辖各]|全面|组织|开展|推行|实行|分批|集中|会同|联合|牵头|启动|承接|陆续))|至今|止|期间起|前)"
    r"|.{0,4}(?:起施行|起实施|起正式施行|正式施行|施行)"
)
MEMORIAL = re.compile(
    r"^[”“]?(?:国家)?(?:宪法|宪法宣传|全民国家安全|国际禁毒|世界环境|禁毒|环境|消费者权益)[^，。；]{0,4}日"
)
ON_MEMORIAL = re.compile(r"[^，。；、]{0,10}?日(?:[”“])?(?:当天|当日|期间|之际|来临之际)?，(?=[^，。；]*)")
"""A memorial day as the day on which something was done: 12月4日国家宪法日，开展宣传."""
OCCASION = re.compile(r"(?:以|结合|围绕|利用|抓住|借助|依托|借|趁|逢|每年(?:的)?|、|及|”)$")
STATE = re.compile(
    r"(?:中共中央|国务院|全国人大|党中央|中央全面依法治国|最高人民法院|习近平总书记)[^，。；]{0,12}$"
)
STATE_AFTER = re.compile(r"^[，]?(?:中共中央|国务院|全国人大|党中央|中央全面依法治国|最高人民)")
PURPOSE = re.compile(r"为(?!期)|以|在[^，]{2,20}下，|结合|依法")
STOPS = "，。；！？\n"
LONGEST_WHAT = 48
LONGEST = 400
"""Characters before a date that are looked through for its deed."""


def find(report: Report) -> tuple[Event, ...]:
    """The events in text order. Needs `clean`, `metadata` (year), `head`, `tail` and `outline`."""
    text = report.clean.text
    first = report.clean.index(report.head.end)
    last = report.clean.index(report.tail.start) if report.tail.end else len(text)
    named = [(m.start(), m.end()) for m in re.finditer(r"《[^》\n]{0,120}》|“[^”\n]{0,12}”", text)]
    found: list[Event] = []
    for match in sweep(MONTHLY, DATE, text, first, last):
        if not text[match.start() - 1 : match.start()].isdigit() and not _within(named, match.start()):
            found += _of_date(report, match)
    for match in HALF.finditer(text, first, last) if "半年" in text else ():
        event = _of_half(report, match)
        if event:
            found.append(event)
    return tuple(sorted(found, key=lambda one: one.span))


def _within(spans: list[tuple[int, int]], at: int) -> bool:
    """Whether a clean index lies in one of the sorted spans."""
    index = bisect_right(spans, (at, 1 << 30)) - 1
    return index >= 0 and spans[index][0] <= at < spans[index][1]


def _year(report: Report, said: str | None) -> int | None:
    """The year a date means: the one it names, else the reported one."""
    if said and said[:4].isdigit():
        return int(said[:4])
    if said and said[0] in "去上" and report.year:
        return report.year - 1
    return report.year


def _of_date(report: Report, match: re.Match[str]) -> list[Event]:
    """The events of one written date; several where days are listed behind one month."""
    text = report.clean.text
    said = YEAR.search(text[max(0, match.start() - 5) : match.start()])
    start = match.start() - (len(said.group()) if said else 0)
    year = _year(report, said.group() if said else None)
    if year is None or not _happened(report, start, match.end(), year):
        return []
    month = int(re.sub(r"\D", "", match["month"]))
    if not match["day"]:
        if re.match(r"[—\-~～至到]\d", text[match.end() : match.end() + 2]):
            return []
        return [_event(report, f"{year}-{month:02d}", start, match.end())]
    days = [(int(match["day"][:-1]), start, match.end())]
    at = match.end()
    while further := FURTHER.match(text, at):
        days.append((int(further["day"][:-1]), further.start("day"), further.end()))
        at = further.end()
    length = monthrange(year, month)[1]
    dated = (
        (f"{year}-{month:02d}-{d:02d}" if d <= length else f"{year}-{month:02d}", a, b) for d, a, b in days
    )
    return [_event(report, date, a, b) for date, a, b in dated]  # of 6月31日 only the month can be kept


def _of_half(report: Report, match: re.Match[str]) -> Event | None:
    """The event of 上半年 or 下半年, when its clause tells a deed."""
    text = report.clean.text
    year = _year(report, match["year"])
    clause = text[match.end() : match.end() + 40].split("。")[0]
    if year is None or not _happened(report, match.start(), match.end(), year):
        return None
    before = text[max(0, match.start() - 1) : match.start()]
    if before not in STOPS or not re.match(r"，?[^。；]{0,14}(?:邀请|举办|召开|组织召开)", clause):
        return None
    date = f"{year}-H{1 if match['half'] == '上' else 2}"
    return _event(report, date, match.start(), match.end())


def _happened(report: Report, start: int, end: int, year: int) -> bool:
    """Whether the words around a date tell a deed of the past and no limit, rule or memorial day."""
    text = report.clean.text
    before = text[max(0, start - 14) : start]
    after = text[end : end + 60].split("\n")[0]
    near = max(0, start - LONGEST)
    sentence_left = max(text.rfind(mark, near, start) for mark in "。；\n") + 1 or near
    if LIMIT.search(before[-6:]) or LIMIT_AFTER.match(after):
        return False
    if MEMORIAL.match(after) and (OCCASION.search(before) or not _on_memorial(after)):
        return False
    if STATE.search(before) or STATE_AFTER.match(after):
        return False
    if report.part_at(report.clean.at(start)) == "plan" or (report.year and year > report.year + 1):
        return False
    return bool(DEED.search(re.split("[。]", after)[0]) or DEED.search(text[sentence_left:start]))


def _on_memorial(after: str) -> bool:
    """Whether a deed of that very day follows the name of a memorial day, and no list of such days."""
    on = ON_MEMORIAL.match(after)
    return on is not None and DEED.match(after, on.end()) is not None


def _event(report: Report, date: str, start: int, end: int) -> Event:
    """An event whose `what` is the clause behind the date."""
    text = report.clean.text
    rest = re.split(r"[。；\n]", text[end : end + 120])[0].lstrip("，、和及与上下午")
    rest = re.sub(rf"^(?:{MONTH}{DAY}|、)+", "", rest)
    while (
        "，" in rest and not DEED.search(rest.partition("，")[0].partition("为")[0]) and PURPOSE.match(rest)
    ):
        rest = rest.partition("，")[2]
    what = rest[:LONGEST_WHAT].rsplit("，", 1)[0] if len(rest) > LONGEST_WHAT else rest
    span: Span = report.clean.span(start, end)
    section = report.section_at(span.start)
    return Event(date, what, span, section.index if section else None)
