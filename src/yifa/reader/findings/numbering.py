"""Finds list numbers that are lost, repeated, skipped, or written in another style than their neighbours."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache

from yifa.reader.document import Finding, Section, Span
from yifa.reader.findings.view import View

DIGITS = {char: i for i, char in enumerate("〇一二三四五六七八九")} | {"两": 2}
ORDER = "一二三四五六七八九"
LONE = re.compile(r"）(?:(?<![^\n]）)|(?<=。）)(?=[^，。；：\n]{4,30}。))(?=[一-龥])")
HALF = re.compile(
    r"[（一二三四五六七八九十](?<![^\n].)(?:(?<=（)(?P<open>[一二三四五六七八九十]{1,3})(?=[一-龥])(?![一二三四五六七八九十])"
    r"|(?<!（)(?P<close>[一二三四五六七八九十]{0,2})）)"
)
HALF_LINE = re.compile(r"\n[一二三四五六七八九十]{1,3}）")
NO_NUMBER = re.compile(r"\n[ \t\u3000]*([、.．])(?=[一-龥])")
ITEM = re.compile(
    r"[一二三四五六七八九十](?<![^。；：，！\n、].)(?:(?<=十)[一二三四五六])?(?P<tail>是要|是|要|则)(?!否|求|点|素|件|么)"
)
COUNTED = re.compile(
    r"(?:以下|如下|下列|这|抓好|做好|突出|围绕|从)(?P<n>[二两三四五六七八九])(?:个)?(?:大)?(?:方面|点|项|个问题)"
    r"(?:的?(?:工作|问题|不足|措施|着力|入手|短板))?[：:。]"
)
NAMED_COUNT = re.compile(
    r"(?P<n>[二两三四五六七八九])(?<=[一-龥”].)[个大](?:方面|环节|维度|层面|领域|重点|关键|方向|抓手|着力点)"
)
BEFORE_NAMES = re.compile(r"从|围绕|聚焦|突出|紧扣|紧盯|抓住|抓好|做好|坚持|着眼|把握|立足|包括|在|对|就")
LONGEST_NAMES = 70
NO_NAME = re.compile(
    r"[一二三四五六七八九十\d][个条项大]|(?:突出|紧扣|紧盯|抓住|抓好|做好|把握|做到|实现|落实|推进|强化|明确|开展|完成|细化|提出|涉及|覆盖|分[为成]|等)$"
)
"""What stands between two 、 and is none of the things counted."""
AND = re.compile(r"[和与及]|以及")
DANGLING = re.compile(r"(?:[和与及的、，（“《]|以及|关于|对于)$")
DANGLING_NOT = re.compile(r"(?:共|饱|总|缓|温|调|祥|平|参|给|授)[和与]$")


@lru_cache(maxsize=1024)
def value(number: str) -> int:
    """The ordinal of a written number: 十二 and （12） are 12; 0 when there is none."""
    digits = re.sub(r"[^\d]", "", number)
    if digits:
        return int(digits)
    words = "".join(char for char in number if char in "〇一二三四五六七八九十两")
    if not words:
        return 0
    if "十" in words:
        tens, _, ones = words.partition("十")
        return DIGITS.get(tens, 1) * 10 + DIGITS.get(ones, 0)
    return DIGITS.get(words[0], 0)


def check(view: View) -> Iterator[Finding]:
    """All findings about numbers of headings and of lists in running text."""
    yield from _broken(view)
    yield from _switched(view)
    yield from _sequences(view)
    yield from _items(view)
    yield from _titles(view)


def _broken(view: View) -> Iterator[Finding]:
    """Numbers of which a part is lost."""
    for match in view.body(LONE):
        yield view.finding(
            "broken_number", match.start(), match.end(), "序号丢失，只剩后括号。", of_copy=True
        )
    halves = list(view.body(HALF))
    style = any(match["close"] is not None for match in halves) and len(HALF_LINE.findall(view.text)) > 1
    for match in halves:
        number = match["open"] or match.group()[:-1]
        if match["close"] is not None and style:
            continue  # the whole report writes 一）
        said = f"序号括号不全，应为（{number}）。"
        yield view.finding(
            "broken_number", match.start(), match.end(), said, fix=f"（{number}）", of_copy=True
        )
    for match in NO_NUMBER.finditer(view.report.text):
        at = view.report.clean.index(match.start(1))
        if view.first < at < view.last:
            yield view.finding("broken_number", at, at + 1, "序号丢失，只剩序号后的标点。", of_copy=True)


def _switched(view: View) -> Iterator[Finding]:
    """`1. 2.` where the same list goes on as （三）（四）."""
    lists: dict[int, list[Section]] = {}
    for one in view.report.outline:
        if one.level in (2, 3) and one.parent is not None and view.report.outline[one.parent].level == 1:
            lists.setdefault(one.parent, []).append(one)
    for _, below in sorted(lists.items()):
        threes = [one for one in below if one.level == 3]
        twos = [one for one in below if one.level == 2 and value(one.number)]
        if not threes or not twos or value(twos[0].number) <= len(threes):
            continue
        if threes[-1].span.start < twos[0].span.start and value(threes[0].number) == 1:
            for one in threes:
                n = value(one.number)
                word = f"（{ORDER[n - 1]}）" if 0 < n < 10 else ""
                said = f"同一列表其余各项用（一）样式，此处应为{word}。"
                yield view.original("numbering_style_switch", _number_span(one), said, fix=word)


def _number_span(section: Section) -> Span:
    """The span of the number alone."""
    return Span(section.span.start, section.span.start + max(1, len(section.number)))


def _sequences(view: View) -> Iterator[Finding]:
    """Numbers of siblings that do not go up by one."""
    groups: dict[tuple[int | None, int], list[Section]] = {}
    for one in view.report.outline:
        if one.level < 5 and value(one.number):
            groups.setdefault((one.parent, one.level), []).append(one)
    last_of_level: dict[int, int] = {}
    for (_, level), ones in sorted(groups.items(), key=lambda item: item[1][0].span.start):
        first = value(ones[0].number)
        carried = first == last_of_level.get(level, 0) + 1
        lone_two = level == 2 and _after_lost(view, ones[0])
        if first != 1 and not carried and not lone_two:
            second = value(ones[1].number) if len(ones) > 1 else 0
            yield _sequence(view, ones[0], 1 if second == 2 else 0, "列表的第一项不是第一")
        yield from _steps(view, ones)
        last_of_level[level] = value(ones[-1].number)


def _after_lost(view: View, section: Section) -> bool:
    """Whether items of other styles stand before it under the same heading, so that it need not be the first."""
    return any(
        one.parent == section.parent and one.span.start < section.span.start for one in view.report.outline
    )


def _steps(view: View, ones: list[Section]) -> Iterator[Finding]:
    """Repeats, gaps and restarts inside one group of siblings; a single slip is told once."""
    at = value(ones[0].number)
    for i in range(1, len(ones)):
        expected, here = at + 1, value(ones[i].number)
        after = value(ones[i + 1].number) if i + 1 < len(ones) else 0
        slip = after == expected + 1 or (not after and here <= at)
        at = expected if slip else here
        if here == expected or (here == 1 and ones[i].level >= 3):
            at = here
            continue
        if _between_lost(view, ones[i - 1], ones[i]):
            at = here
            continue
        said = "序号重复" if here == expected - 1 else "序号回头" if here < expected else "序号跳过"
        yield _sequence(view, ones[i], expected if slip else 0, said)


def _between_lost(view: View, before: Section, here: Section) -> bool:
    """Whether an item with a lost number stands between two siblings (that has its own finding)."""
    a, b = view.report.clean.index(before.span.end), view.report.clean.index(here.span.start)
    return bool(
        LONE.search(view.text, a, b)
        or HALF.search(view.text, a, b)
        or re.search(r"\n）", view.text[max(0, a - 1) : b])
    )


def _sequence(view: View, section: Section, expected: int, said: str) -> Finding:
    """The finding at a number; the fix in the number's own style when it is certain."""
    fix = ""
    if 0 < expected < 10:
        number = re.sub(r"[^\d一二三四五六七八九十]", "", section.number)
        right = str(expected) if number.isdigit() else ORDER[expected - 1]
        fix = section.number.replace(number, right) if number else ""
    more = f"，应为“{fix}”" if fix else ""
    return view.original(
        "numbering_sequence", _number_span(section), f"{said}：“{section.number}”{more}。", fix=fix
    )


def _items(view: View) -> Iterator[Finding]:
    """一是 … 二是 … in running text: gaps, repeats, another word, and counts that do not fit."""
    tops = [a for a, _, one in view.headings if one.level < 4]
    run: list[re.Match[str]] = []
    for match in view.body(ITEM):
        n, tail = value(match.group()), match["tail"]
        next_top = bisect_right(tops, run[-1].start()) if run else len(tops)
        crossed = next_top < len(tops) and tops[next_top] < match.start()
        nested = bool(run) and not crossed and tail == "要" and run[-1]["tail"] == "是"
        if nested and n != value(run[-1].group()) + 1:
            continue  # a list inside an item
        if (n == 1 and not _repeats(run, match, view)) or crossed:
            yield from _run_of(view, run)
            run = []
        run.append(match)
    yield from _run_of(view, run)
    yield from _counted(view)
    yield from _named(view)


def _repeats(run: list[re.Match[str]], match: re.Match[str], view: View) -> bool:
    """Whether a second 一是 stands so near behind the first that it must be a slip."""
    return (
        len(run) == 1
        and run[0].group().startswith("一")
        and "\n" not in view.text[run[0].end() : match.start()]
    )


def _run_of(view: View, run: list[re.Match[str]]) -> Iterator[Finding]:
    """One list in running text; a single slip is told once."""
    at = 1 if run and _begun(view, run[0]) else 0
    for i, match in enumerate(run):
        here = value(match.group())
        after = value(run[i + 1].group()) if i + 1 < len(run) else 0
        if here != at + 1:
            said = "与前一项序号不连续" if at else "之前没有相应的前一项"
            yield view.finding("enumeration_mismatch", *match.span(), f"“{match.group()}”{said}。")
            slip = after == at + 2 or (not after and 0 < here <= at)
            at = at + 1 if slip else here
            continue
        at = here
        if i and match["tail"] != run[i - 1]["tail"]:
            told = f"列举用语前后不一致（“{run[i - 1]['tail']}”与“{match['tail']}”）。"
            yield view.finding("enumeration_mismatch", *match.span(), told, severity="info")


def _begun(view: View, match: re.Match[str]) -> bool:
    """Whether the item is the second of a list whose 一是 stands where a line break was lost."""
    if value(match.group()) != 2:
        return False
    before = [one for start, _, one in view.headings if start < match.start()]
    return bool(before) and before[-1].level == 5 and value(before[-1].number) == 1


def _counted(view: View) -> Iterator[Finding]:
    """以下三个方面：followed by another number of items."""
    for match in view.body(COUNTED):
        said = DIGITS[match["n"]]
        rest = view.text[match.end() : min(view.last, match.end() + 1500)]
        found = _run(value(m.group()) for m in ITEM.finditer(rest))
        if not found:
            section = view.report.section_at(view.report.clean.at(match.start()))
            found = sum(1 for one in view.report.outline if section and one.parent == section.index)
        if found > 1 and found != said:
            yield view.finding(
                "enumeration_mismatch", match.start(), match.end(), f"文称{match['n']}项，实列{found}项。"
            )


def _named(view: View) -> Iterator[Finding]:
    """从强化责任、规范执法、优化服务五个方面：fewer or more are named right before the count than it says."""
    for match in view.body(NAMED_COUNT):
        begins = max(
            view.text.rfind(mark, match.start() - LONGEST_NAMES, match.start()) for mark in "，。；：\n"
        )
        lead = BEFORE_NAMES.search(view.text, begins + 1, match.start()) if begins >= 0 else None
        if lead is None:
            continue
        names = view.text[lead.end() : match.start()].split("、")
        if len(names) < 3 or "其他" in names[-1] or any(NO_NAME.search(name) for name in names):
            continue
        said, least = DIGITS[match["n"]], len(names)
        most = least + sum(len(AND.findall(name)) for name in names)
        alike = len({len(name) for name in names}) == 1
        if said > most or (said < least and alike):
            what = f"文称{match['n']}个，实列{least}个。"
            yield view.finding("enumeration_mismatch", lead.start(), match.end(), what)


def _run(numbers: Iterable[int]) -> int:
    """How far the numbers count up from one, 0 when they do not begin with it."""
    reached = 0
    for number in numbers:
        if number != reached + 1:
            break
        reached = number
    return reached


def _titles(view: View) -> Iterator[Finding]:
    """Headings that break off, and full stops after some headings of a group only."""
    stopped: dict[int, list[tuple[Section, bool]]] = {}
    for start, end, one in view.headings:
        broken = DANGLING.search(one.title) and not DANGLING_NOT.search(one.title)
        if one.title and broken and one.own_line and view.text[end : end + 1] in ("", "\n"):
            yield view.finding("heading_incomplete", start, end, "标题似未写完。", of_copy=True)
        elif not one.title and one.own_line and one.level <= 2:
            yield view.finding("heading_incomplete", start, end, "只有序号，没有标题。", of_copy=True)
        if one.own_line and one.level <= 2 and one.title:
            stopped.setdefault(one.level, []).append((one, view.text[end : end + 1] == "。"))
    for ones in stopped.values():
        with_stop = [one for one, stop in ones if stop]
        if 0 < len(with_stop) * 2 < len(ones):
            for one in with_stop:
                at = view.report.clean.index(one.span.end - 1) + 1
                yield view.finding("heading_punctuation", at, at + 1, "同级其他标题末尾没有句号。")
