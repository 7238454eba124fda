"""Finds where a table begins: titles and notes above it, the one or two lines of its head, units in brackets.

Nothing is known about the office: the head is the line (or pair of lines) of short words that reads most like the
headings registers use and least like data.
"""

import re
import unicodedata
from collections.abc import Set
from dataclasses import dataclass
from functools import lru_cache

from yifa.sheets.cells import Cell, Row, folded, is_blank, shown
from yifa.sheets.dates import Years, read_date
from yifa.sheets.numbers import YUAN, read_number
from yifa.sheets.ooxml import Area

SEARCHED = 40  # filled lines in which the head must begin
GENERIC = frozenset(
    [
        "序号",
        "编号",
        "备注",
        "日期",
        "时间",
        "姓名",
        "单位",
        "类型",
        "类别",
        "状态",
        "名称",
        "内容",
        "结果",
        "标题",
        "事项",
        "人数",
        "地点",
        "部门",
        "联系电话",
        "电话",
        "性别",
        "责任单位",
        "负责人",
    ]
)
SERIAL = frozenset(["序号", "序", "编号", "号", "顺序号", "项次", "行号", "no", "no.", "号码", "次序"])

_BRACKETS = re.compile(r"[(\[【〔<《][^)\]】〕>》]*[)\]】〕>》]")
_INSIDE = re.compile(r"[(\[【〔]([^)\]】〕]*)[)\]】〕]")
_UNITS = "|".join(sorted(YUAN, key=len, reverse=True))
_UNIT_NOTE = re.compile(rf"(?:金额)?单位[:：]?(?:人民币)?({_UNITS})")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?=年|年度|-|—|\.|/|$|\D)")
_DATED_NOTE = re.compile(r"填报|填表|制表|打印|上报|报送|统计时间|截至|截止|更新")
_NOTE = re.compile(
    r"^(?:填报|填表|制表|审核|统计|报送|上报|联系|单位|部门|年度|注|说明|备注|负责人|经办|打印|截至|截止|金额单位|主管|分管|签字|附)"
)


@dataclass(frozen=True, slots=True)
class Heading:
    """One column's heading: its text, the readings of it worth trying, its unit."""

    index: int
    text: str
    forms: tuple[str, ...]
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """Where the table's head stands and what was written above it."""

    first_row: int
    last_row: int
    headings: tuple[Heading, ...]
    titles: tuple[str, ...] = ()
    notes: tuple[tuple[int, str], ...] = ()
    year: int | None = None
    serial: int | None = None  # index of the column headed 序号 or the like

    def keys(self) -> frozenset[str]:
        """Every reading of its headings, folded: what a repeated head line consists of."""
        return frozenset(key_of(form) for h in self.headings for form in (h.text, *h.forms))


@lru_cache(maxsize=8192)
def key_of(text: str) -> str:
    """A heading without white space, brackets, units and signs: "涉及金额\\n（万元）" -> "涉及金额"."""
    word = folded(text)
    word = _BRACKETS.sub("", word) or word
    word = re.sub(rf"(?:[/:,、·](?:单位:?)?(?:{_UNITS})|(?:百万|亿|万|千)元)$", "", word) or word
    return re.sub(r"[^\w%]", "", word)


def full_key(text: str) -> str:
    """A heading with what its brackets say: "村（社区）" -> "村社区"."""
    return re.sub(r"[^\w%]", "", folded(text))


def unit_of(text: str) -> str:
    """The unit a heading names: a money unit, "%", or ""."""
    word = folded(text)
    for inside in _INSIDE.findall(word):
        bare = inside.removeprefix("单位").strip(":：").removeprefix("人民币")
        if bare in YUAN or bare == "%":
            return str(bare)
    if match := re.search(rf"[/:,，](?:单位[:：]?)?({_UNITS}|%)$", word):
        return match.group(1)
    match = re.search(r"(百万元|亿元|万元|千元)$", word)
    return match.group(1) if match else ""


def looks_like_data(cell: Cell) -> bool:
    """A number, a day or a yes mark: things a heading is not."""
    if is_blank(cell):
        return False
    if not isinstance(cell, str):
        return True
    if read_date(cell, Years(2000)).value is not None or read_number(cell).value is not None:
        return True
    text = unicodedata.normalize("NFKC", cell)
    return sum(char.isdigit() for char in text) * 2 > len(text.strip()) or text.strip() in ("√", "×")


def _at(row: Row, index: int) -> Cell:
    return row[index] if index < len(row) else None


def _filled(row: Row) -> list[int]:
    return [index for index, cell in enumerate(row) if not is_blank(cell)]


def _spans(merges: tuple[Area, ...], number: int) -> dict[int, int]:
    """Column -> column in which the merged area of this row begins, for areas wider than one column."""
    spans = {}
    for first, left, last, right in merges:
        if first <= number <= last and right > left and right - left < 512:
            spans.update(dict.fromkeys(range(left, right + 1), left))
    return spans


def _continues(top: tuple[int, Row], bottom: tuple[int, Row], spans: dict[int, int], words: Set[str]) -> bool:
    """Whether the second line is the rest of a two-line head, not the first line of data."""
    if bottom[0] != top[0] + 1 or any(looks_like_data(cell) for cell in bottom[1]):
        return False
    filled = _filled(bottom[1])
    if not filled or len(_filled(top[1])) < 2:
        return False
    for index in filled:
        below = shown(_at(bottom[1], index))
        above = shown(_at(top[1], index))
        joined = key_of(above + below) in words and key_of(above) not in words
        under = index in spans or not above
        if not (under or joined or _BRACKETS.fullmatch(folded(below))):
            return False
    # A lone word under a blank corner is a note or a section, unless something above it spans.
    return (
        bool(spans) or len(filled) >= 2 or bool(_BRACKETS.fullmatch(folded(shown(_at(bottom[1], filled[0])))))
    )


def _single(row: Row) -> tuple[Heading, ...]:
    return tuple(
        Heading(index, " ".join(shown(row[index]).split()), (shown(row[index]),), unit_of(shown(row[index])))
        for index in _filled(row)
    )


def _pair(top: Row, bottom: Row, spans: dict[int, int]) -> tuple[Heading, ...]:
    headings = []
    left = ""
    for index in range(max(len(top), len(bottom))):
        above, below = shown(_at(top, spans.get(index, index))), shown(_at(bottom, index))
        left = above or left
        group = above or (left if below else "")
        if not group and not below:
            continue
        # The joined reading says most: 纠纷 over 类型 is 纠纷类型, not any 类型.
        readings = (group + below, below, group) if below else (group,)
        forms = tuple(dict.fromkeys(form for form in readings if form))
        joined = " ".join((group + (" " if below else "") + below).split())
        headings.append(
            Heading(index, joined, forms, unit_of(below) or unit_of(group) or unit_of(group + below))
        )
    return tuple(headings)


def _score(headings: tuple[Heading, ...], rows: list[Row], words: Set[str]) -> float:
    data = sum(looks_like_data(cell) for row in rows for cell in row)
    hits = sum(any(key_of(form) in words or full_key(form) in words for form in h.forms) for h in headings)
    long = sum(len(key_of(heading.forms[0])) > 16 for heading in headings)
    twice = len(headings) - len({heading.text for heading in headings})
    if len(headings) < 2 or (data > len(headings) / 4 and hits < 2):
        return 0
    return 3 * hits + len(headings) - 4 * data - 2 * long - twice


def _year(texts: list[str]) -> int | None:
    years = {
        int(year) for text in texts if not _DATED_NOTE.search(text) for year in _YEAR.findall(folded(text))
    }
    return years.pop() if len(years) == 1 else None


def is_note(text: str) -> bool:
    """A line about the sheet (who filled it in, in what unit, a remark), not a title and not data."""
    return bool(_NOTE.search(folded(text))) or "：" in text or ":" in text


def _above(rows: list[tuple[int, Row]], first: int) -> tuple[list[str], list[tuple[int, str]]]:
    titles, notes = [], []
    for number, row in rows:
        if number >= first:
            break
        text = " ".join(dict.fromkeys(shown(row[index]) for index in _filled(row)))
        if is_note(text):
            notes.append((number, text))
        else:
            titles.append(text)
    return titles, notes


def find_head(
    rows: list[tuple[int, Row]], merges: tuple[Area, ...], words: Set[str], name: str = ""
) -> Head | None:
    """The head of a sheet.

    In: its first filled rows, merged areas, the folded headings all registers know, and the sheet's own name ("" if
    it has none). Out: the head with what stands above it, or None when no line reads like one.
    """
    known = words | GENERIC | SERIAL
    best: tuple[float, int, int, tuple[Heading, ...]] | None = None
    near = rows[:SEARCHED]
    for place, (number, row) in enumerate(near):
        spans = _spans(merges, number)
        if len(spans) >= max(len(_filled(row)), 1) and len(_filled(row)) == 1:
            continue  # a title over the whole table
        found = [(_score(_single(row), [row], known), number, number, _single(row))]
        if place + 1 < len(near) and _continues((number, row), near[place + 1], spans, known):
            both = _pair(row, near[place + 1][1], spans)
            found.append((_score(both, [row, near[place + 1][1]], known), number, number + 1, both))
        for candidate in found:
            if candidate[0] > 0 and (best is None or candidate[0] > best[0]):
                best = candidate
    if best is None:
        return None
    _, first, last, headings = best
    titles, notes = _above(rows, first)
    everywhere = "".join(match.group(1) for _, text in notes if (match := _UNIT_NOTE.search(folded(text))))
    if everywhere in YUAN:
        headings = tuple(Heading(h.index, h.text, h.forms, h.unit or everywhere) for h in headings)
    own_name = "" if re.fullmatch(r"sheet\d*|工作表\d*|表\d*", folded(name)) else name
    texts = [*titles, own_name] if own_name else titles
    serial = next((h.index for h in headings if any(key_of(form) in SERIAL for form in h.forms)), None)
    year = _year([*texts, *(text for _, text in notes)])
    return Head(first, last, headings, tuple(texts), tuple(notes), year, serial)
