"""Recognises the body that reports: in a title, in the text, and what township and county it names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from yifa.reader.vocabulary import matcher

SUFFIX = (
    r"(?:人民政府|政府|工作委员会|委员会|办事处|管理委员会|管委会|管理局|委员会办公室|街道|镇|乡|苏木|县|区|市|省|州|旗|盟"
    r"|局|厅|委|办公室|中心|院|公署|总队|支队|大队|部|会|团场|(?<=[〇零一二三四五六七八九十百\d])[团师])"
)
YEARS = r"(?:20\d\d|二[〇○零]二?[〇○零一二三四五六七八九])(?:—|-|至)?(?:20\d\d)?年?(?:上半年|下半年|度)?"
TOPIC = r"(?:关于|推进|深入推进|全面推进|加快|法治|依法|年度|上半年|贯彻|落实|开展|工作(?!委员会)|党政主要|主要负责)"
FRONT = re.compile(
    rf"^(?:关于)?(?:印发|报送|呈报)?《?(?P<body>(?:\d{{1,3}}(?=团))?[\u4e00-\u9fff、（）]{{1,50}}?{SUFFIX})(?={TOPIC}|{YEARS})"
)
AFTER_YEAR = re.compile(rf"^(?:关于)?{YEARS}(?P<body>[\u4e00-\u9fff]{{2,30}}?{SUFFIX})(?={TOPIC})")
SISTERS = re.compile(
    r"^((?:中共|中国共产党).+?委员会)、?"
    r"(.+?人民政府[\u4e00-\u9fff]{2,12}?办事处|.+?(?:人民政府|办事处|管理委员会))(.*)$"
)
BEFORE_NAME = "，。、；：\n在以为及到年度于届是现强该“（的我各本了推进建设中"
LEAD = re.compile(r"^.*[将由对向从为在](?=[\u4e00-\u9fff]{2,})")
OFFICES = ("局", "厅", "管委会", "委员会", "公署", "行署", "旗", "盟", "苏木")
OPENED = re.compile(
    r"(?:^|[。\n])(?:20\d\d年(?:度|以来|来)?|今年以来|一年来|近年来|本年度)，?"
    rf"([\u4e00-\u9fff]{{1,16}}?{SUFFIX})(?:人民政府|政府|办事处)?"
    r"(?=、|党|政府|上下|各|在|坚持|认真|紧紧|紧扣|始终|以|深入|全面|扎实|严格|切实|按照|根据|积极|围绕|聚焦|高度|持续|不断|依法|着力|牢固|贯彻|落实"
    r"|推进|法治|立足|结合|充分|大力|稳步|统筹|强化|加强|进一步|把|将|对|通过|共|法制)"
)
"""The body that the first sentence begins with."""
ABOUT = re.compile(
    r"(?:现将|报告|汇报|总结)(?:20\d\d年度?)?([\u4e00-\u9fff]{1,8}?(?:街道|镇|乡|苏木|县|区|市|旗|自治州|省))"
    r"(?:20\d\d年度?)?(?:以来)?(?:推进|加强)?(?:法治|依法)"
)
"""The place whose work the opening sentence is about: 报告2023年南湖区法治政府建设情况."""
HAN = re.compile(r"[\u4e00-\u9fff]+")
ABOVE = re.compile(r"[\u4e00-\u9fff]{2,12}(?:省|市|县|区)(?:委|人民政府).{0,24}(?:领导|指导|部署|要求|支持)")
NAMED = re.compile(
    r"(?:(?<=[，。、；：\n和与在对由以为将及向到从年度于])|^)(?:中共|中国共产党)?"
    r"([\u4e00-\u9fff]{2,14}?(?:镇|乡|街道|县|区|市|自治州|州|省))(?:人民政府|办事处|党工委|党委|委员会)"
)
NAMED_END = re.compile(r"[镇乡道县区市州省](?:人民政府|办事处|党工委|党委|委员会)")
"""How every match of NAMED ends."""
LONGEST_NAMED = 30
"""No match of NAMED is longer."""
NO_NAME = re.compile(
    "^[受请报经]|责任|法治|依法|行政|工作|压[紧实]|基层|推动|坚持|强化|提升|完善|深化|优化|服务|规范|保障|高质量|落实"
)
"""Words of titles and slogans that run into the name behind them when a full stop was lost."""
OFFICE = {"局": "局", "厅": "厅", "委": "委员会|委", "办": "办公室|办"}


def body_in_title(title: str) -> str:
    """The body a title names, '' when it names none."""
    text = "".join(title.split())
    for pattern in (FRONT, AFTER_YEAR):
        match = pattern.search(text)
        if match and not re.fullmatch(r"(?:全|我|本)?(?:省|市|县|区|镇|乡)", match["body"]):
            return re.sub(r"^关于", "", match["body"])
    return ""


def tidy_body(body: str) -> str:
    """Two bodies printed side by side get 、 between them; a doubled place name after them goes."""
    match = SISTERS.match(body)
    return f"{match[1]}、{match[2]}" if match else body


def common_body(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Clean indices of the body the text speaks of most, with 人民政府 or 办事处 where it stands; None: only 我镇."""
    body = text[start:end]
    office = next((suffix for suffix in ("局", "厅", "委", "办") if body.count("我" + suffix) >= 2), "")
    if office:
        match = re.search(rf"(?:^|[，。：\n年度以来])([\u4e00-\u9fff]{{2,12}}?(?:{OFFICE[office]}))", body)
        if match and not matcher("phrases", "no_name").search(match[1]):
            return start + match.start(1), start + match.end(1)
    own = _own_suffix(body)
    for match in _named(body[:1500]):
        name = LEAD.sub("", match[1])
        if not name.endswith(own) or not _is_name(name) or _is_above(body, match.start()):
            continue
        finish = match.end() if match[0].endswith(("人民政府", "办事处")) else match.end(1)
        return start + match.end(1) - len(name), start + finish
    opened = OPENED.search(body[:600])
    if opened and opened[1].endswith(own + OFFICES) and _is_name(opened[1]):
        return start + opened.start(1), start + opened.end()
    about = ABOUT.search(body[:600])
    if about and about[1].endswith(own) and _is_name(about[1]):
        return start + about.start(1), start + about.end(1)
    names: Counter[str] = Counter()
    for match in _place_end(own).finditer(body):
        for size in (1, 2, 3, 4) if match[0] == "县" else (2, 3, 4):
            names[body[max(0, match.start() - size) : match.end()]] += 1
    best = _best(names)
    if not best:
        return None
    at = body.index(best)
    return start + at, start + at + len(best)


def _named(text: str) -> Iterator[re.Match[str]]:
    """The matches of NAMED, looked for only where one may end."""
    ends = [match.end() for match in NAMED_END.finditer(text)]
    return NAMED.finditer(text, max(0, ends[0] - LONGEST_NAMED), ends[-1]) if ends else iter(())


@cache
def _place_end(own: tuple[str, ...]) -> re.Pattern[str]:
    """The last characters of the name of a township, county or city, as far as a name may end so."""
    single = "".join(char for char in "镇乡县区市" if char in own)
    if "街道" in own:
        return re.compile(f"[{single}街](?:(?<!街)|道)")
    return re.compile(f"[{single}]" if single else "(?!)")


def _own_suffix(body: str) -> tuple[str, ...]:
    """How the name of the body ends, by 我镇, 全县 and their like; every ending when the text does not say."""
    said = Counter(re.findall("[我本全](街道|[镇乡县区市省州])", body))
    if not said:
        return ("街道", "镇", "乡", "县", "区", "市", "省", "州")
    top, count = said.most_common(1)[0]
    return (top,) if count >= 2 or len(said) == 1 else tuple(said)


def speaks_of(body: str, name: str) -> bool:
    """Whether a name can be that of the body that calls itself 我镇, 我局; true when it does not say."""
    said = Counter(re.findall("我(街道|[镇乡县区市省局厅委])", body)).most_common(1)
    return not said or said[0][0] in name


def _best(names: Counter[str]) -> str:
    """The longest of the commonest names; '' when none stands out."""
    frequent = [
        (n, name)
        for name, n in names.items()
        if n >= 2 and name[0] not in BEFORE_NAME and HAN.fullmatch(name) and _is_name(name)
    ]
    if not frequent:
        return ""
    top = max(count for count, _ in frequent)
    return max((name for count, name in frequent if count * 4 >= top * 3), key=len)


def _is_above(body: str, at: int) -> bool:
    """Whether the body named there is the one above: 在启东市委、市政府的领导下."""
    return ABOVE.match(body, at, at + 50) is not None


def _is_name(name: str) -> bool:
    """Whether words that end like a place can be its name."""
    if NO_NAME.search(name):
        return False
    return not matcher("phrases", "no_place").search(name) and not matcher("phrases", "no_name").search(name)


def level_of(body: str) -> str:
    """township, county, city, province or department by the words of a name; '' when it does not say."""
    name = re.sub(r"人民政府$|办事处$|委员会$|政府$", "", body)
    if re.search(r"(?:局|厅|委|办公室|中心|院|总队|支队|大队|部)$", name):
        return "department"
    for suffix, level in (
        (("街道", "镇", "乡", "苏木"), "township"),
        (("县", "区", "旗"), "county"),
        (("市", "州", "盟", "地区"), "city"),
        (("省", "自治区"), "province"),
    ):
        if name.endswith(suffix):
            return "province" if name.endswith("自治区") else level
    return ""


def places(body: str, around: str) -> dict[str, str]:
    """Township and county as far as a name or the words around it say them."""
    found: dict[str, str] = {}
    name = re.sub(r"^.*、", "", body)
    name = re.sub(r"^(?:中共|中国共产党)", "", re.sub(r"(?:人民政府|办事处|委员会|政府)$", "", name))
    parts = re.findall(
        r"[\u4e00-\u9fff]+?(?:自治区|自治州|自治县|街道|省|市|州|县|区|旗|镇|乡|苏木)(?![道区])", name
    )
    for part in parts:
        if re.search(r"(?:镇|乡|街道|苏木)$", part):
            found["township"] = part
        elif re.search(r"(?:县|区|旗|市)$", part):
            found["county"] = part
    if "township" in found and "county" not in found:
        match = re.search(
            rf"([\u4e00-\u9fff]{{1,9}}?(?:自治县|县|区|市)){re.escape(found['township'])}", around
        )
        if match and _is_name(match[1]):
            found["county"] = re.sub(r"^.*?(?:中共|中国共产党|省|州)(?=.{2,}$)", "", match[1])
    return found
