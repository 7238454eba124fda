"""Finds damaged document numbers, and instruments whose name or time is wrong.

A document number is 机关代字〔年份〕序号号 (党政机关公文格式). Names are compared with the list of `law/` and the
reader's own; what the list does not know is never called wrong unless it differs by one slip.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from yifa.reader.document import Finding, Instrument
from yifa.reader.findings.concepts import clause_around
from yifa.reader.findings.homophones import sound_alike
from yifa.reader.findings.view import View
from yifa.reader.known import Known, bare, book, look_up, stem, stems
from yifa.reader.sweep import sweep

CENTURY = re.compile(r"[12](?=[90]\d\d.{0,10}号)")
NUMBER = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d{2})(?P<close>[〕\]】）}〉]?)(?P<di>第|字第?)?(?P<serial>\d{0,5})号(?!线|楼|门|院)"
)
OPENING = "〔[【（{〈"
NO_WORD = re.compile(r"〔(?:19|20)\d{2}〕\d{1,4}(?![\d号—\-])")
BLANK = re.compile(r"[ \t\u3000\u00a0\u2002\u2003]")
PADDED = re.compile(r"[一-龥][ \u00a0]\d|\d[ \u00a0][一-龥]")
LONG_NAME = 8
"""From so many characters on, a name in which two words changed places is no other name."""
PADDED_FROM = 4
"""A text that sets so many numbers between blanks does it everywhere: that is the copy's way, not a slip."""
FIELD = re.compile(r"(?:文号|字号|文件|编号|索引号|号)[：】\]]?$")
ALONE = re.compile(r"(?:^|[》\n]（?)(?:(?:发文字号|发文号|文件编号|文件号|文号)[】\]：]{0,2})?[一-龥]{2,14}$")
"""What stands before the bracket of a number that is surely one: its field's name, the line, the paper's name."""
PREFIX = re.compile(r"(?:发|办|函|文|通|规|委|令|字|政|党|司|法|人社|呈|报|纪要)$")
LOOKS_BACK = re.compile(r"总结|评估|验收|收官|期间|以来|废止|失效|取代|替代|清理|修订|修改|原|旧")
"""Said of an instrument that may then be one of former times."""
NO_YEAR = re.compile(r"〔(?!(?:19|20)\d\d〕)\d{1,6}〕第?\d{0,5}号")
"""A document number whose year is none (〔202〕136号)."""
YEARS = re.compile(r"((?:19|20)\d{2})年?—?((?:19|20)\d{2})年?")


def check(view: View) -> Iterator[Finding]:
    """Findings about document numbers and cited instruments."""
    for match in sweep(CENTURY, NUMBER, view.text, 0, len(view.text)):
        yield from _number(view, match)
    for match in view.body(NO_WORD) if "〕" in view.letters else ():
        yield view.finding(
            "malformed_doc_number",
            match.start(),
            match.end(),
            "发文字号缺“号”字。",
            severity="warn",
            fix=match.group() + "号",
        )
    for match in view.body(NO_YEAR) if "〕" in view.letters else ():
        said = "发文字号的年份不是四位。"
        yield view.finding("malformed_doc_number", match.start(), match.end(), said, of_copy=True)
    for one in view.report.instruments:
        yield from _instrument(view, one)


def _number(view: View, match: re.Match[str]) -> Iterator[Finding]:
    """One thing that looks like a document number."""
    lead = view.text[match.start() - 1 : match.start()]
    opened, closed, serial = lead if lead and lead in OPENING else "", match["close"], match["serial"]
    whole = f"〔{match['year']}〕{serial}号"
    start = match.start() - len(opened)
    if opened == "〔" and closed == "〕":
        if not serial:
            yield view.finding("malformed_doc_number", start, match.end(), "发文字号缺序号。", of_copy=True)
        elif match["di"]:
            misplaced = match["di"].startswith("字")
            code = "malformed_doc_number" if misplaced else "doc_number_brackets"
            said = f"发文字号的序号前不加“{match['di']}”。"
            yield view.finding(code, start, match.end(), said, fix=whole)
        else:
            yield from _blank(view, start, match.end(), whole)
        return
    if not serial or (not opened and not closed and not _plain(match)):
        return
    if opened and closed and opened not in "〔〕" and closed not in "〔〕":
        line = view.text[max(view.paragraph(start)[0], start - 40) : start]
        if PREFIX.search(_before(match)) or opened != "（" or ALONE.search(line):
            yield view.finding(
                "doc_number_brackets",
                start,
                match.end(),
                f"发文字号的年份应使用六角括号，应为“{whole}”。",
                fix=whole,
            )
        return
    said = f"发文字号括号残缺，应为“{whole}”。"
    yield view.finding("malformed_doc_number", start, match.end(), said, fix=whole, of_copy=True)


def _blank(view: View, start: int, end: int, whole: str) -> Iterator[Finding]:
    """A sound number with a blank in it (岭委〔2023〕 7号)."""
    lead = view.text[max(0, start - 4) : start]
    first = start - ("一" <= lead[-1:] <= "龥" and not FIELD.search(lead))
    span = view.report.clean.span(first, end)
    written = view.report.slice(span)
    if not BLANK.search(written) or "\n" in written:
        return
    if len(PADDED.findall(view.report.text)) < PADDED_FROM:
        fix = view.text[first:start] + whole
        said = "发文字号之内有空格。"
        yield view.original("malformed_doc_number", span, said, severity="warn", fix=fix, of_copy=True)


def _before(match: re.Match[str]) -> str:
    """The words that stand before the number."""
    return match.string[max(0, match.start() - 8) : match.start()].rstrip(OPENING)


def _plain(match: re.Match[str]) -> bool:
    """Whether digits without any bracket are surely a document number (委法202313号)."""
    return bool(PREFIX.search(_before(match))) and len(match["serial"]) <= 3


def _instrument(view: View, one: Instrument) -> Iterator[Finding]:
    """One cited instrument against the lists."""
    name = bare(one.name)
    right = book()["misquoted"].get(name)
    if right:
        yield view.original(
            "instrument_name", one.span, f"现行名称为《{right}》。", severity="info", fix=f"《{right}》"
        )
        return
    found = look_up(name)
    if found is None:
        close = _slip(name)
        if close:
            yield view.original(
                "instrument_name", one.span, f"名称疑有误，应为《{close}》。", fix=f"《{close}》"
            )
        return
    yield from _years(view, one, name)
    yield from _in_force(view, one, found)


def _years(view: View, one: Instrument, name: str) -> Iterator[Finding]:
    """A span of years in the name that no known version has."""
    said = YEARS.search(name[len(stem(name)) :]) if name != stem(name) else None
    if not said:
        return
    known = [YEARS.search(version.name) for version in stems().get(stem(name), ())]
    spans = [(m.group(1), m.group(2)) for m in known if m]
    if spans and said.groups() not in spans:
        right = "、".join(f"{a}—{b}年" for a, b in spans)
        yield view.original("instrument_name", one.span, f"起止年份有误，已知版本为{right}。")
    elif spans and "—" not in said.group():
        fixed = f"{said.group(1)}—{said.group(2)}年"
        yield view.original(
            "missing_punctuation", one.span, f"起止年份之间的连接号丢失，应为“{fixed}”。", of_copy=True
        )


def _in_force(view: View, one: Instrument, found: Known) -> Iterator[Finding]:
    """A name that was replaced by another before the reported year, or came into force after it."""
    year = view.report.year
    if year is None:
        return
    if found.until and found.until.year < year and found.successor:
        if LOOKS_BACK.search(clause_around(view.text, view.report.clean.index(one.span.start))):
            return
        sentence = view.report.slice(one.span)
        yield view.original(
            "concept_outdated",
            one.span,
            f"{sentence}自{found.until.year}年{found.until.month}月起已被《{found.successor}》取代。",
            severity="warn",
        )
    elif found.since and found.since.year > year + 1 and found.name not in _reused():
        yield view.original(
            "instrument_name",
            one.span,
            f"该文件{found.since.year}年起施行，报告年度为{year}年，请核对。",
            severity="info",
        )


@cache
def _reused() -> frozenset[str]:
    """Names whose first version may be older than the list says: a later edition of the same title."""
    return frozenset(one.name for ones in stems().values() for one in ones if one.kind in ("law", "local"))


@cache
def _slip(name: str) -> str:
    """The known name that this unknown one is a slip of, '' when none is near."""
    own = stem(name)
    if len(own) < 5:
        return ""
    swapped = _by_letters().get("".join(sorted(own)), "")
    if swapped and _swapped(stem(swapped), own):
        return swapped
    for known, versions in stems().items():
        if len(known) == len(own) >= 5:
            differ = [(a, b) for a, b in zip(known, own, strict=True) if a != b]
            if len(differ) == 1 and _slipped(*differ[0], len(own)):
                return versions[-1].name if len(versions) == 1 else known
        elif len(known) - 1 == len(own) >= 9 and known not in own and _one_lost(known, own):
            return versions[-1].name if len(versions) == 1 else known
    return ""


def _slipped(right: str, wrong: str, length: int) -> bool:
    """Whether one character stands for another by mistake rather than by meaning."""
    return sound_alike(right, wrong) or {right, wrong} == {"治", "制"} or length >= 14


@cache
def _by_letters() -> dict[str, str]:
    """The long known names by their characters in order of code."""
    return {
        "".join(sorted(known)): versions[-1].name if len(versions) == 1 else known
        for known, versions in stems().items()
        if len(known) >= LONG_NAME
    }


def _swapped(right: str, wrong: str) -> bool:
    """Whether two neighbouring words of a name changed places (暂行程序 for 程序暂行)."""
    apart = [i for i, (a, b) in enumerate(zip(right, wrong, strict=True)) if a != b]
    if not apart:
        return False  # only the years behind the name differ
    first, last = apart[0], apart[-1] + 1
    block, other = right[first:last], wrong[first:last]
    return any(block[i:] + block[:i] == other for i in range(1, len(block)))


def _one_lost(long: str, short: str) -> bool:
    """Whether `short` is `long` without one inner character."""
    i = next((k for k in range(len(short)) if long[k] != short[k]), len(short))
    return i > 0 and long[i + 1 :] == short[i:]
