"""Reads what a page prints above a report: named fields, tables of them, and bare values in a row.

A name may stand before its value with a mark or a bracket (`label_pattern`), in the cell beside it, in the line above
it, or in the row above it; some pages print the values alone, then their form says what they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from yifa.reader.clean import WIDE
from yifa.reader.dates import first_date, header_date
from yifa.reader.document import Field, Span
from yifa.reader.lines import CRUMBS, ORGANISATION, find_labels, labels
from yifa.reader.vocabulary import raw

BLANKS = "* \t\u3000\u2002\u2003\xa0•·●■◆▪|｜"
NOTHING = re.compile(r"^(?:无|暂无|没有|空|[-—–/]+|null|none|N/A)?$", re.I)
DOC_NUMBER = re.compile(
    r"[\u4e00-\u9fffA-Za-z]{1,14}\s*[〔\[（(【﹝]\s*(?:19|20)\d{2}\s*[〕\])）】﹞]?\s*第?\s*\d{1,4}\s*号"
)
INDEX = re.compile(r"[A-Za-z0-9][A-Za-z0-9/\-_—–.:〔〕\[\]()（）]{4,}[\w\u4e00-\u9fff/\-]*")
INDEX_JOINT = re.compile(r"\s*([/\-—_])\s*")
BARE_INDEX = re.compile(
    r"(?=(?:\D*\d){8})(?:[A-Z0-9]{5,}[A-Z0-9/\-_]*?[/\-_]?(?:19|20)\d{2,4}[-—]\d{2,}\S*"
    r"|[A-Z0-9]{8,}[/\-_][A-Za-z0-9/\-]+)"
)
"""An index number without its name: the code of the office, a year or month, and a running number."""
WORD = re.compile(r"[^\s|｜]+")
CELL = re.compile(r"[^\t|｜│\n]+")
FLATTENED = re.compile(r"[\t|｜│]")
BULLET = re.compile(r"[•·●\-*▪◆■][ \t\u3000]*")
PURE_DATE = re.compile(
    r"[（(\[]?(20\d\d\s*[-./年]\s*\d{1,2}\s*[-./月]\s*\d{1,2}\s*日?)(\s*\d{1,2}[:：]\d\d(?:[:：]\d\d)?)?[）)\]]?"
)
SUBJECT_LINE = re.compile(r"(?:法治|依法|法制|公开).*(?:报告|总结|汇报|情况)")
TWO_SUBJECTS = re.compile(r"[\u4e00-\u9fff]+、[\u4e00-\u9fff、]+ ([\u4e00-\u9fff]{2,4})")
"""A group of subjects of the national list and the one of it that is meant (国土资源、能源 测绘)."""
LONGEST_LINE = 200
LONGEST_ITEM = 30
MOST_ITEMS = 14


@dataclass(frozen=True, slots=True)
class Cell:
    """A piece of a head by its original offsets, its line, and the field it names ('' for a value)."""

    start: int
    end: int
    line: int
    name: str


@dataclass(frozen=True, slots=True)
class Bare:
    """Values without names: what they fill, and where in the original the row of them stands."""

    fields: tuple[Field, ...]
    span: Span


def named(text: str, start: int, end: int) -> Iterator[Field]:
    """Labelled fields between two original offsets; a value ends at the next label or line."""
    matches = find_labels(text, start, end)
    width = max(map(len, text.split("\n"))) if len(matches) > 1 else 0
    width = width if 15 <= width <= 60 else 0
    for i, match in enumerate(matches):
        word = "".join(next(g for g in match.groups() if g).split())
        name = labels()[word]
        if name == "ignored":
            continue
        stop = matches[i + 1].start() if i + 1 < len(matches) else end
        line = text.find("\n", match.end(), stop)
        if line >= 0 and width and line - text.rfind("\n", 0, line) - 1 == width:
            line = text.find("\n", line + 1, stop)  # a hard wrap inside the value
        value_end = stop if line < 0 else line
        if not text[match.end() : value_end].strip(BLANKS + "\r") and line >= 0:
            after = re.compile(r"\s*").match(text, line)
            value_start = after.end() if after else line
            cut = text.find("\n", value_start, stop)
            yield from _valid(name, text, value_start, stop if cut < 0 else cut, next_line=True)
        else:
            yield from _valid(name, text, match.end(), value_end, next_line=False)


def table(text: str, end: int) -> Iterator[Field]:
    """Fields of a header table whose cells stand side by side, or one a line, without colons or brackets."""
    rows = _rows(text, end)
    if not any(cell.name for row in rows for cell in row):
        return
    i = 0
    while i < len(rows):
        used = 1
        for name, cells, below in _pairs(text, rows, i):
            used = max(used, 1 + below)
            if name != "ignored":
                yield from _valid(name, text, cells[0].start, cells[-1].end, next_line=below > 0)
        i += used


def _pairs(text: str, rows: list[list[Cell]], i: int) -> Iterator[tuple[str, list[Cell], int]]:
    """The names of a row with the cells of their values, and how many lines below it these stand."""
    row = rows[i]
    under = rows[i + 1] if i + 1 < len(rows) and rows[i + 1][0].line <= row[0].line + 2 else []
    if all(cell.name for cell in row):
        if len(row) == 1:
            column = _column(text, rows, i)
            if column:
                yield from column
            elif under and not any(cell.name for cell in under):
                yield row[0].name, under, 1
            return
        if len(under) == len(row) and not any(cell.name for cell in under):
            for cell, value in zip(row, under, strict=True):
                yield cell.name, [value], 1
        return
    for at, cell in enumerate(row):
        stop = at + 1
        while stop < len(row) and not row[stop].name:
            stop += 1
        if cell.name and stop > at + 1:
            yield cell.name, row[at + 1 : stop], 0


def _column(text: str, rows: list[list[Cell]], i: int) -> list[tuple[str, list[Cell], int]]:
    """Names one a line and then as many values one a line; [] when a value does not fit its name."""
    count = 0
    while (
        count < MOST_ITEMS and i + count < len(rows) and len(rows[i + count]) == 1 and rows[i + count][0].name
    ):
        count += 1
    values = rows[i + count : i + 2 * count]
    if count < 2 or len(values) < count or any(cell.name for row in values for cell in row):
        return []
    pairs = [(rows[i + k][0].name, values[k], 2 * count - 1) for k in range(count)]
    strict = [
        pair for pair in pairs if pair[0].startswith("date") or pair[0] in ("index_number", "doc_number")
    ]
    fitting = all(
        list(_valid(name, text, row[0].start, row[-1].end, next_line=True)) for name, row, _ in strict
    )
    return pairs if strict and fitting else []


def _rows(text: str, end: int) -> list[list[Cell]]:
    """The cells of each line that holds something; divided at tabs and bars where it has such, else at blanks."""
    rows: list[list[Cell]] = []
    for number, match in enumerate(re.finditer(r"[^\n]*\n?", text[:end])):
        said = match.group()
        if FLATTENED.search(said):
            cells = _flat(match, number)
        elif "：" in said or len(said) > LONGEST_LINE:
            continue  # names with marks behind them are read by `named`
        else:
            cells = _worded(text, match, number)
        if cells:
            rows.append([part for cell in cells for part in _grown(text, cell)])
    return rows


def _flat(line: re.Match[str], number: int) -> list[Cell]:
    """The cells of a line between its tabs and bars; an empty one is left out."""
    found: list[Cell] = []
    for match in CELL.finditer(line.group()):
        said = match.group().strip(BLANKS + "\r")
        if said:
            start = line.start() + match.start() + match.group().index(said)
            end = start + len(said)
            name = labels().get("".join(said.split()).rstrip("：:"), "")
            first = _name_first().match(said) if not name else None
            if first:
                name = labels()["".join(first[1].split())]
                found.append(Cell(start, start + first.end(1), number, name))
                start, name = start + first.end(), ""
            found.append(Cell(start, end, number, name))
    return found


@cache
def _name_first() -> re.Pattern[str]:
    """A field's name, blanks allowed between its characters, with blanks behind it."""
    words = sorted(labels(), key=len, reverse=True)
    return re.compile(rf"({'|'.join('[ 　]*'.join(map(re.escape, word)) for word in words)})[ 　]+(?=\S)")


def _worded(text: str, line: re.Match[str], number: int) -> list[Cell]:
    """The words of a line between its blanks; a field's name that was spaced out is one word again."""
    cells: list[Cell] = []
    names = labels()
    for match in WORD.finditer(line.group()):
        start, end = line.start() + match.start(), line.start() + match.end()
        word = match.group()
        for back in (3, 2, 1) if len(word) == 1 else ():
            before = cells[-back:]
            joined = "".join(text[one.start : one.end] for one in before) + word
            if len(before) == back and len(joined) == back + 1 and joined in names:
                start, word = before[0].start, joined
                del cells[-back:]
                break
        cells.append(Cell(start, end, number, names.get(word, "")))
    fields = any(cell.name and _long(text, cell) for cell in cells)
    if len(cells) > 1 and not fields:  # a short word between blanks is a name only in a row of fields
        cells = [cell if _long(text, cell) else Cell(cell.start, cell.end, number, "") for cell in cells]
    return cells


SHORT_NAMES = ("文号", "标题", "名称", "体裁", "文种")


def _long(text: str, cell: Cell) -> bool:
    """Whether the name of a cell cannot be a word of a title or a menu."""
    word = "".join(text[cell.start : cell.end].split())
    return len(word) > 2 or word in SHORT_NAMES


def _grown(text: str, cell: Cell) -> list[Cell]:
    """A cell in which a name has grown to its value (发布日期2024-01-05), as the two that it was."""
    if cell.name:
        return [cell]
    word = text[cell.start : cell.end]
    for size in range(min(8, len(word) - 4), 2, -1):
        name = labels().get(word[:size])
        if not name:
            continue
        rest = word[size:]
        exact = (
            (name.startswith("date") and PURE_DATE.fullmatch(rest))
            or (name == "index_number" and INDEX.fullmatch(rest))
            or (name == "doc_number" and DOC_NUMBER.fullmatch(rest))
            or (name == "publisher" and ORGANISATION.match(rest))
            or (name == "title" and SUBJECT_LINE.search(rest))
        )
        if exact:
            at = cell.start + size
            return [Cell(cell.start, at, cell.line, name), Cell(at, cell.end, cell.line, "")]
    return [cell]


def _valid(name: str, text: str, start: int, end: int, *, next_line: bool) -> Iterator[Field]:
    """The field when the slice can be its value."""
    while start < end and text[start] in BLANKS + "\r\n":
        start += 1
    while end > start and text[end - 1] in BLANKS + "\r\n；;，,[【":
        end -= 1
    value = re.sub(r"\r?\n", "", text[start:end]).translate(WIDE)
    if NOTHING.match(value):
        return
    if name.startswith("date"):
        date = header_date(value[:30])
        if date:
            yield Field(name, date.iso, Span(start + date.start, start + date.end), "header")
        return
    fitting = _fitting(name, value, next_line)
    if fitting:
        yield Field(name, fitting, Span(start, end), "header")


def _fitting(name: str, value: str, next_line: bool) -> str:
    """The value cut to what the field can hold; '' when it cannot be one."""
    if name in ("publisher", "theme", "genre_class", "category"):
        two = TWO_SUBJECTS.fullmatch(value) if name == "theme" else None
        if two and not ORGANISATION.match(two[1]) and not _values("states") & {two[1]}:
            return value
        value = re.split(r"(?<!/)\s(?!/)|[|｜\]】]", value)[0].rstrip("；;，,")
        if value.endswith(("）", ")")) and not re.search(r"[（(]", value):
            value = value[:-1]
        if name != "publisher" and ORGANISATION.match(value) and len(value) > 4:
            return ""
        limit = 30 if not next_line else 16
        return "" if len(value) > limit or re.search(r"[。，]|报告$", value) else value
    if name == "index_number":
        match = INDEX.match(INDEX_JOINT.sub(r"\1", value))
        return match.group().split()[0] if match else ""
    if name == "doc_number":
        match = DOC_NUMBER.search(value)
        loose = not next_line and len(value) <= 24 and re.search(r"\d.*号$|〔", value)
        return match.group() if match else value if loose else ""
    value = "".join(value.split())
    told = not next_line or re.search(r"报告|总结|情况", value)
    return value if 6 <= len(value) <= 80 and told else ""


@cache
def _values(group: str) -> frozenset[str]:
    """The whole values of a group of `page_values.yaml`."""
    return frozenset(map(str, raw("page_values")[group]))


def is_genre(value: str) -> bool:
    """Whether a value says of what kind a paper is rather than what it is about."""
    return value in _values("genres")


def bare(text: str, end: int) -> Bare | None:
    """Values printed without names, one a line or one a cell: an index number or two days tell such a row."""
    items = list(_items(text, end))
    forms = [_form(value) for _, _, value in items]
    sure = [i for i, form in enumerate(forms) if form in ("index_number", "date", "timed")]
    if not sure:
        return None
    first = forms.index("index_number") if "index_number" in forms else sure[0]
    if "index_number" in forms:
        if first and forms[first - 1] == "code":
            first -= 1
    else:
        while first and items[first][1] - items[first - 1][1] < 60 and forms[first - 1] not in ("", "end"):
            first -= 1
    last = first
    for i in range(first, min(len(items), first + MOST_ITEMS)):
        if forms[i] == "end":
            break
        if forms[i] in ("index_number", "date", "timed", "doc_number", "state", "theme", "genre_class"):
            last = i
    kinds = forms[first : last + 1]
    days = sum(form in ("date", "timed") for form in kinds)
    indexed = "index_number" in kinds and len(set(kinds)) > 2
    if last - first < 2 or not (indexed or (days >= 2 and "publisher" in kinds)):
        return None
    chosen = items[first : last + 1]
    fields = tuple(_filled(chosen, kinds))
    return Bare(fields, Span(chosen[0][0], chosen[-1][1]))


def row(line: str, start: int) -> list[Field]:
    """The values of a line that holds a document number, a body and a day side by side without names; [] for others."""
    cells = [
        (match.start(), match.end(), match.group().strip()) for match in re.finditer(r"\S+(?: \S+)*", line)
    ]
    forms = [_form(value) for _, _, value in cells]
    if len(cells) < 2 or "doc_number" not in forms or "" in forms or "end" in forms:
        return []
    return list(_filled([(start + a, start + b, value) for a, b, value in cells], forms))


def _items(text: str, end: int) -> Iterator[tuple[int, int, str]]:
    """The lines, or cells of lines, of a head that hold one value each: start, end, value."""
    for line in re.finditer(r"[^\n]+", text[:end]):
        if CRUMBS.search(line.group()) or find_labels(text, line.start(), line.end()):
            continue
        flat = FLATTENED.search(line.group())
        for part in CELL.finditer(line.group()) if flat else (line,):
            offset = line.start() + part.start() if flat else line.start()
            said = part.group().strip(BLANKS + "\r")
            bullet = BULLET.match(part.group().strip())
            if bullet:
                said = part.group().strip()[bullet.end() :].strip(BLANKS + "\r")
            if said:
                start = offset + part.group().index(said)
                yield start, start + len(said), said


def _form(value: str) -> str:
    """What a value without a name is by its form; '' when that is not told, `end` when it is no value."""
    if len(value) > LONGEST_LINE or "".join(value.split()) in labels():
        return "end"
    date = PURE_DATE.fullmatch(value)
    if date:
        return "timed" if date[2] else "date"
    if BARE_INDEX.fullmatch(value):
        return "index_number"
    if DOC_NUMBER.fullmatch(value):
        return "doc_number"
    if re.fullmatch(r"[A-Z0-9]{6,}[/\-][\u4e00-\u9fff]{2,12}", value):
        return "code"
    if value in _values("states"):
        return "state"
    if value in _values("themes"):
        return "theme"
    if re.split(r"\s*[/／]\s*", value)[-1] in _values("genres"):
        return "genre_class"
    if len(value) > LONGEST_ITEM or SUBJECT_LINE.search(value) or re.search(r"[：:。，]|文件$", value):
        return "title" if len(value) <= 60 and SUBJECT_LINE.search(value) else "end"
    return "publisher" if ORGANISATION.match(value) else ""


def _filled(items: list[tuple[int, int, str]], forms: list[str]) -> Iterator[Field]:
    """The fields of a row of bare values: of two days the first is that of writing, the second of publishing."""
    days = [i for i, form in enumerate(forms) if form in ("date", "timed")]
    free = iter(("theme", "genre_class"))
    known = set(forms)
    for i, ((start, end, value), form) in enumerate(zip(items, forms, strict=True)):
        span = Span(start, end)
        if i in days:
            date = first_date(value)
            order = days.index(i)
            written = form == "date" and order == 0 and len(days) > 1
            if date and order < 2:
                yield Field("date_written" if written else "date_published", date.iso, span, "header")
        elif form == "genre_class" and len(parts := re.split(r"\s*[/／]\s*", value)) == 2:
            yield Field("theme", parts[0], Span(start, start + len(parts[0])), "header")
            yield Field("genre_class", parts[1], Span(end - len(parts[1]), end), "header")
        elif form in ("index_number", "doc_number", "publisher", "theme", "genre_class"):
            yield Field(form, value, span, "header")
        elif not form and len(value) <= 12 and i and "publisher" in forms[i:]:
            name = next((one for one in free if one not in known), "")
            if name:
                yield Field(name, value, span, "header")
