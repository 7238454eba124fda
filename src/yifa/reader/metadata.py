"""Says whose report it is, of which year, under which title, number and dates, as the report itself says.

Sources in the order they are trusted: header fields, letterhead, title, signature, text. Nothing is
invented: a field the report does not state is absent (issuing body and year may be inferred from
the text, their `origin` says so).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from yifa.reader.bodies import body_in_title, common_body, level_of, places, speaks_of, tidy_body
from yifa.reader.clean import WIDE
from yifa.reader.dates import first_date, header_date
from yifa.reader.document import Clean, Field, Source, Span
from yifa.reader.lines import (
    CRUMBS,
    ORGANISATION,
    SALUTE,
    Layout,
    Line,
    find_labels,
    furniture,
    label_pattern,
    labels,
)
from yifa.reader.titles import find_title

BLANKS = " \t\u3000\u2002\u2003\xa0•·●■◆▪|｜"
NOTHING = re.compile(r"^(?:无|暂无|没有|空|[-—–/]+|null|none|N/A)?$", re.I)
DOC_NUMBER = re.compile(
    r"[\u4e00-\u9fffA-Za-z]{1,14}\s*[〔\[（(【﹝]\s*(?:19|20)\d{2}\s*[〕\])）】﹞]?\s*第?\s*\d{1,4}\s*号"
)
LINE_DOC_NUMBER = re.compile(rf"^\s*({DOC_NUMBER.pattern})(?:\s+签发人.*)?\s*$")
INDEX = re.compile(r"[A-Za-z0-9][A-Za-z0-9/\-_—–.:〔〕\[\]()（）]{4,}[\w\u4e00-\u9fff/\-]*")
LETTERHEAD = re.compile(
    r"^(?:中共|中国共产党)?[\u4e00-\u9fff]{3,30}(?:委员会|政府|办事处|办公室|局|委|厅)文件$"
)
YEAR = re.compile(r"(?<!\d)(20\d\d|二[〇○零]二?[〇○零一二三四五六七八九])(?=年)")
WORD = re.compile(r"[^\s|｜]+")
SHORT_NAMES = ("文号", "标题", "名称", "体裁", "文种")
BARE_DATE = re.compile(
    r"^\D{0,3}(20\d\d[-./年]\d{1,2}[-./月]\d{1,2}日?)(?:\s*\d{1,2}:\d\d(?::\d\d)?)?(?=\s|$|来|发|浏|阅|字|点)"
)
BULLET = re.compile(r"^[ \t\u3000]*[•·●\-*▪][ \t\u3000]*([^\n：:]+?)[ \t\u3000\r]*$", re.M)
INDEX_FIRST = re.compile(r"[A-Z0-9]{6,}\S*/?\d{4}-\S+$")
REPORTED = re.compile(
    r"(20\d\d)年(?:度)?(?:以来)?[^。]{0,18}(?:法治|依法)|现将[^。]{0,24}?(20\d\d)年|(?:^|\n)(20\d\d)年(?:度)?[，以来]"
)


@dataclass(frozen=True, slots=True)
class Cell:
    """A word of a header table by its original offsets, its line, and the field it names ('' for a value)."""

    start: int
    end: int
    line: int
    name: str


def read(source: Source, clean: Clean, layout: Layout) -> dict[str, Field]:
    """All fields found, by name: title year issuing_body township county letterhead doc_number
    index_number theme genre_class publisher date_written date_published date_signed addressee level."""
    found: dict[str, Field] = {}
    head_end = clean.at(layout.body) if layout.body < len(clean.text) else len(source.text)
    for field in _header_fields(source.text, 0, head_end):
        found.setdefault(field.name, field)
    for field in _table(source.text, head_end):
        found.setdefault(field.name, field)
    for field in _bare_list(source.text[:head_end]):
        found.setdefault(field.name, field)
    if layout.tail:
        for field in _header_fields(source.text, clean.at(layout.tail[0].start), len(source.text)):
            if field.name in ("date_published", "publisher", "index_number"):
                found.setdefault(field.name, field)
    _letter(found, source.text, clean, layout)
    title = find_title(source, clean, layout)
    if title is not None:
        found["title"] = title
    _year(found, clean, layout)
    _signature(found, clean, layout)
    _body(found, clean, layout)
    updated = found.pop("date_updated", None)
    if updated is not None:
        found.setdefault("date_published", replace(updated, name="date_published"))
    return found


def _header_fields(text: str, start: int, end: int) -> Iterator[Field]:
    """Labelled fields between two original offsets; a value ends at the next label or line."""
    matches = find_labels(text, start, end)
    width = max(map(len, text.split("\n"))) if len(matches) > 1 else 0
    width = width if 15 <= width <= 60 else 0
    for i, match in enumerate(matches):
        word = re.sub(r"\s+", "", next(g for g in match.groups() if g))
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


def _table(text: str, end: int) -> Iterator[Field]:
    """Fields of a header table whose cells stand side by side, or one a line, without colons or brackets."""
    cells = _cells(text, end)
    i = 0
    while i < len(cells):
        name, stop = cells[i].name, i + 1
        while stop < len(cells) and not cells[stop].name and cells[stop].line == cells[i + 1].line:
            stop += 1
        if name and stop > i + 1 and cells[i + 1].line <= cells[i].line + 1:
            below = cells[i + 1].line > cells[i].line
            alone = not below or (i + 1 < len(cells) and (i == 0 or cells[i - 1].line < cells[i].line))
            if alone and name != "ignored":
                yield from _valid(name, text, cells[i + 1].start, cells[stop - 1].end, next_line=below)
        i = stop


def _cells(text: str, end: int) -> list[Cell]:
    """The words of a head between blanks and bars; a field's name that was spaced out is one word again."""
    cells: list[Cell] = []
    line = 0
    at = 0
    for match in WORD.finditer(text, 0, end):
        line += text.count("\n", at, match.start())
        at = match.start()
        start, word = match.start(), match.group()
        for back in (3, 2, 1):
            before = cells[-back:]
            if len(word) == 1 and len(before) == back and before[0].line == line:
                joined = "".join(text[one.start : one.end] for one in before) + word
                if all(one.end - one.start == 1 for one in before) and joined in labels():
                    start, word = before[0].start, joined
                    del cells[-back:]
                    break
        name = labels().get(word, "") if len(word) > 2 or word in SHORT_NAMES else ""
        cells.append(Cell(start, match.end(), line, name))
    return cells


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
    """The value of a field in the form it must have, '' when it cannot be one."""
    if name in ("publisher", "theme", "genre_class"):
        value = re.split(r"(?<!/)\s(?!/)|[|｜\]】]", value)[0].rstrip("；;，,")
        limit = 30 if not next_line else 16
        return "" if len(value) > limit or re.search(r"[。，]|报告$", value) else value
    if name == "index_number":
        match = INDEX.match(value)
        return match.group().split()[0] if match else ""
    if name == "doc_number":
        match = DOC_NUMBER.search(value)
        loose = not next_line and len(value) <= 24 and re.search(r"\d.*号$|〔", value)
        return match.group() if match else value if loose else ""
    value = re.sub(r"\s+", "", value)
    told = not next_line or re.search(r"报告|总结|情况", value)
    return value if 6 <= len(value) <= 80 and told else ""


def _bare_list(head: str) -> Iterator[Field]:
    """A bullet list of values without names: index, theme, genre, publisher, written, published."""
    items = list(BULLET.finditer(head))
    start = next((i for i, m in enumerate(items) if INDEX_FIRST.match(m.group(1))), None)
    if start is None:
        return
    names = iter(("index_number", "theme", "genre_class", "publisher"))
    dates = iter(("date_written", "date_published"))
    for match in items[start : start + 8]:
        value, span = match.group(1), Span(match.start(1), match.end(1))
        date = first_date(value) if re.match(r"\d{4}[-年./]", value) else None
        if date:
            name = next(dates, "")
            if name:
                yield Field(name, date.iso, span, "header")
        elif re.search(r"报告$|〔", value):
            continue
        else:
            name = next(names, "")
            if name:
                yield Field(name, value, span, "header")


def _letter(found: dict[str, Field], text: str, clean: Clean, layout: Layout) -> None:
    """Letterhead, document number on its own line, addressee, a date beside the source line."""
    for line in layout.head:
        span = clean.span(line.start, line.end)
        if LETTERHEAD.match(line.text):
            found.setdefault("letterhead", Field("letterhead", line.text, span, "letterhead"))
        raw_line = text[span.start : span.end].translate(WIDE)
        number = LINE_DOC_NUMBER.match(raw_line)
        if number and "doc_number" not in found:
            place = Span(span.start + number.start(1), span.start + number.end(1))
            found["doc_number"] = Field(
                "doc_number", re.sub(r"\s+", "", number.group(1)), place, "letterhead"
            )
        below = first_date(line.text) if re.fullmatch(r"（[^（）]{8,14}）", line.text) else None
        if below:
            place = clean.span(line.start + below.start, line.start + below.end)
            found.setdefault("date_written", Field("date_written", below.iso, place, "title"))
        bare = None if below else BARE_DATE.match(raw_line)
        if bare and "date_published" not in found:
            date = first_date(bare.group(1))
            if date:
                place = Span(span.start + bare.start(1), span.start + bare.end(1))
                found["date_published"] = Field("date_published", date.iso, place, "header")
    for line in reversed(layout.head):
        if _is_salute(line):
            span = clean.span(line.start, line.end - 1)
            found["addressee"] = Field("addressee", line.text[:-1], span, "text")
            break


def _is_salute(line: Line) -> bool:
    """A line that greets the body reported to: 县委依法治县办："""
    text = line.text
    if (
        not SALUTE.match(text)
        or CRUMBS.search(text)
        or furniture().match(text)
        or label_pattern().search(text)
    ):
        return False
    return re.search(
        r"[委府办局厅会部组院]|政协|人大|司法|领导|代表|单位", text
    ) is not None and not re.search(r"报告如下|汇报如下|如下：|总结", text)


def _year(found: dict[str, Field], clean: Clean, layout: Layout) -> None:
    """The reported year: of the title, else of the first sentences, else the commonest before the plan."""
    title = found.get("title")
    if title is not None:
        match = YEAR.search(re.sub(r"\s+", "", title.value)) or re.search(
            r"(?<!\d)(20\d\d)(?!\d)", title.value
        )
        if match:
            found["year"] = Field("year", _western(match.group(1)), title.span, "title")
            return
    text = clean.text
    lead = text[layout.body : layout.end]
    near = REPORTED.search(lead[:600])
    candidates = [m for m in YEAR.finditer(lead)]
    if near:
        at = next(i for i in (1, 2, 3) if near.group(i))
        span = clean.span(layout.body + near.start(at), layout.body + near.end(at))
        found["year"] = Field("year", near.group(at), span, "text")
    elif candidates:
        counts: dict[str, int] = {}
        for match in candidates:
            counts[match.group(1)] = counts.get(match.group(1), 0) + 1
        best = max(candidates, key=lambda m: (counts[m.group(1)], -m.start()))
        span = clean.span(layout.body + best.start(), layout.body + best.end())
        found["year"] = Field("year", _western(best.group(1)), span, "text")


def _western(year: str) -> str:
    """2023 for 二〇二三."""
    return (
        year
        if year.isdigit() and year.isascii()
        else "".join(
            str("〇一二三四五六七八九".index(c.replace("○", "〇").replace("零", "〇"))) for c in year
        )
    )


def _signature(found: dict[str, Field], clean: Clean, layout: Layout) -> None:
    """Date and body of the signature after the body of the text."""
    for line in layout.tail:
        date = first_date(line.text) if len(line.text) <= 20 else None
        if date and not re.search(r"印[发制]", line.text) and not label_pattern().search(line.text):
            span = clean.span(line.start + date.start, line.start + date.end)
            found.setdefault("date_signed", Field("date_signed", date.iso, span, "signature"))
        elif ORGANISATION.match(line.text) and "signature" not in found:
            found["signature"] = Field("signature", line.text, clean.span(line.start, line.end), "signature")
    if "date_signed" in found and "date_written" not in found:
        signed = found["date_signed"]
        found["date_written"] = Field("date_written", signed.value, signed.span, "signature")


def _body(found: dict[str, Field], clean: Clean, layout: Layout) -> None:
    """Who reports, with its township and county as far as the name says."""
    title = found.get("title")
    in_title = body_in_title(title.value) if title else ""
    signature = found.pop("signature", None)
    letterhead = found.get("letterhead")
    publisher = found.get("publisher")
    named = common_body(clean.text, layout.body, layout.end)
    chosen: Field | None = None
    if in_title and title:
        chosen = Field("issuing_body", tidy_body(in_title), title.span, "title")
    elif signature:
        chosen = Field("issuing_body", signature.value, signature.span, "signature")
    elif letterhead:
        chosen = Field("issuing_body", letterhead.value.removesuffix("文件"), letterhead.span, "letterhead")
    elif named:
        start, end = named
        chosen = Field("issuing_body", clean.text[start:end], clean.span(start, end), "text")
    elif (
        publisher
        and ORGANISATION.match(publisher.value)
        and speaks_of(clean.text[layout.body : layout.end], publisher.value)
    ):
        chosen = Field("issuing_body", publisher.value, publisher.span, "header")
    if chosen is None:
        return
    found["issuing_body"] = chosen
    found["level"] = Field("level", level_of(chosen.value), chosen.span, "text")
    around = " ".join(f.value for f in (chosen, letterhead, signature, publisher) if f)
    around += clean.text[layout.body : layout.body + 200]
    for name, value in places(chosen.value, around).items():
        found[name] = Field(name, value, None, chosen.origin)
