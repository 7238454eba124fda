"""Says whose report it is, of which year, under which title, number and dates, as the report itself says.

Sources in the order they are trusted: header fields, letterhead, title, signature, text. Nothing is
invented: a field the report does not state is absent (issuing body and year may be inferred from
the text, their `origin` says so).
"""

from __future__ import annotations

import re
from dataclasses import replace

from yifa.reader import header
from yifa.reader.bodies import body_in_title, common_body, level_of, places, speaks_of, tidy_body
from yifa.reader.clean import WIDE
from yifa.reader.dates import WRITTEN, first_date
from yifa.reader.document import Clean, Field, Source, Span
from yifa.reader.header import DOC_NUMBER, PURE_DATE, SUBJECT_LINE
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

LINE_DOC_NUMBER = re.compile(
    rf"^[\s★☆（(]*(?:签发人[：:]?\s*[\u4e00-\u9fff·]{{2,4}}\s+)?({DOC_NUMBER.pattern})"
    r"(?:[\s★☆]+签发人.*|\s+[A-Z]|[\s★☆]+(?:特急|加急|急件|平急|公开|主动公开))?[\s★☆）)]*$"
)
BESIDE_TITLE = re.compile(rf"[告结报况](?:[\s（(]+)({DOC_NUMBER.pattern})[\s）)]*$")
"""A document number behind the title on its line."""
LONGEST_LINE = 200
CLOCK = re.compile(r"星期|农历|今天|今日|现在|℃|设为首页")
"""A day with one of these is that of the visit, not of the paper."""
LETTERHEAD = re.compile(
    r"^(?:中共|中国共产党)?[\u4e00-\u9fff、]{3,40}(?:委员会|政府|办事处|办公室|局|委|厅|院|中心|组)(?:（[^（）]{1,6}）)?文件$"
)
YEAR = re.compile(r"(?<!\d)(20\d\d|二[〇○零O0][〇○零O0一二三四五六七八九]{2})(?=年)")
OFFICE = re.compile("局|办|委|政府|街道|镇|乡|中心")
DAY_ALONE = re.compile(
    r"（[^（）]{8,14}）|二[〇○零][一二三四五六七八九十〇○零]{2}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日"
)
"""A day in brackets or in words under a title: that of writing."""
BARE_DATE = re.compile(
    r"^\D{0,3}(20\d\d[-./年]\d{1,2}[-./月]\d{1,2}日?)(?:\s*\d{1,2}:\d\d(?::\d\d)?)?(?=\s|$|来|发|浏|阅|字|点|作|编)"
)
REPORTED = re.compile(
    r"(20\d\d)年(?:度)?(?:以来)?[^。]{0,18}(?:法治|依法)|现将[^。]{0,24}?(20\d\d)年|(?:^|\n)(20\d\d)年(?:度)?[，以来]"
)


def read(source: Source, clean: Clean, layout: Layout) -> dict[str, Field]:
    """All fields found, by name: title year issuing_body township county letterhead doc_number
    index_number theme genre_class publisher date_written date_published date_signed addressee level."""
    found: dict[str, Field] = {}
    head_end = clean.at(layout.body) if layout.body < len(clean.text) else len(source.text)
    for field in header.named(source.text, 0, head_end):
        found.setdefault(field.name, field)
    tabled = list(header.table(source.text, head_end))
    for field in tabled:
        found.setdefault(field.name, field)
    nameless = None if tabled else header.bare(source.text, head_end)
    for field in nameless.fields if nameless else ():
        found.setdefault(field.name, field)
    if layout.tail:
        for field in header.named(source.text, clean.at(layout.tail[0].start), len(source.text)):
            if field.name in ("date_published", "publisher", "index_number"):
                found.setdefault(field.name, field)
    category = found.pop("category", None)
    if category is not None and not header.is_genre(category.value):
        found.setdefault("theme", replace(category, name="theme"))
    _letter(found, source.text, clean, layout)
    title = find_title(source, clean, layout, nameless.span if nameless else None)
    if title is not None:
        found["title"] = title
    _year(found, clean, layout)
    _signature(found, clean, layout)
    _body(found, clean, layout)
    updated = found.pop("date_updated", None)
    if updated is not None:
        found.setdefault("date_published", replace(updated, name="date_published"))
    return found


def _letter(found: dict[str, Field], text: str, clean: Clean, layout: Layout) -> None:
    """Letterhead, document number on its own line, addressee, a date that stands without its name."""
    letterhead = _letterhead(clean, layout)
    if letterhead:
        found["letterhead"] = letterhead
    for line in layout.head:
        span = clean.span(line.start, line.end)
        raw_line = text[span.start : span.end].translate(WIDE)
        number = LINE_DOC_NUMBER.match(raw_line) or BESIDE_TITLE.search(raw_line)
        if number and "doc_number" not in found:
            place = Span(span.start + number.start(1), span.start + number.end(1))
            found["doc_number"] = Field("doc_number", "".join(number.group(1).split()), place, "letterhead")
        if not number and len(raw_line) <= LONGEST_LINE and DOC_NUMBER.search(raw_line):
            for field in header.row(raw_line, span.start):
                found.setdefault(field.name, field)
        below = first_date(line.text) if DAY_ALONE.fullmatch(line.text) else None
        if below:
            place = clean.span(line.start + below.start, line.start + below.end)
            found.setdefault("date_written", Field("date_written", below.iso, place, "title"))
        elif "date_published" not in found:
            for field in _beside(raw_line, span.start):
                found.setdefault(field.name, field)
    for line in reversed(layout.head):
        if _is_salute(line):
            span = clean.span(line.start, line.end - 1)
            found["addressee"] = Field("addressee", line.text[:-1], span, "text")
            break


def _letterhead(clean: Clean, layout: Layout) -> Field | None:
    """The letterhead of one body or of two, whose word 文件 may stand on a line of its own between them."""
    head = layout.head
    for i, line in enumerate(head):
        if LETTERHEAD.match(line.text):
            first = i
            while line.text != "文件" and first and _is_body_name(head[first - 1]):
                first -= 1
            return _of_lines(clean, head[first : i + 1])
        if line.text == "文件":
            first, last = i, i
            while first and _is_body_name(head[first - 1]):
                first -= 1
            numbered = head[i + 2 : i + 3] and DOC_NUMBER.search(head[i + 2].text)
            if numbered and _is_body_name(head[i + 1]):
                last = i + 1
            if first < last or first < i:
                return _of_lines(clean, head[first : last + 1])
    return None


def _is_body_name(line: Line) -> bool:
    """Whether a line holds the full name of a body, as letterheads do, and not a menu's word."""
    return re.search(r"(?:委员会|政府|办事处|局|厅|委|办公室)$", line.text) is not None and bool(
        ORGANISATION.match(line.text)
    )


def _of_lines(clean: Clean, lines: tuple[Line, ...]) -> Field:
    """A letterhead of several lines, the word 文件 at its end."""
    words = "".join(line.text for line in lines)
    value = words.replace("文件", "") + "文件"
    return Field("letterhead", value, clean.span(lines[0].start, lines[-1].end), "letterhead")


def _beside(raw_line: str, start: int) -> list[Field]:
    """The day, and the body beside it, that a line under the title names without saying what they are."""
    if len(raw_line) > LONGEST_LINE:
        return []
    found = find_labels(raw_line, 0, len(raw_line))
    names = [labels()["".join(next(g for g in one.groups() if g).split())] for one in found]
    if (
        SUBJECT_LINE.search(raw_line)
        or CLOCK.search(raw_line)
        or any(name.startswith("date") for name in names)
    ):
        return []
    cells = [cell for cell in re.split(r"[\s|｜]+", raw_line.strip()) if cell]
    day = BARE_DATE.match(raw_line)
    if day is None and found:
        day = next((one for one in WRITTEN.finditer(raw_line) if _free(raw_line, one, found, names)), None)
    body = ""
    if day is None and len(cells) in (2, 3) and ORGANISATION.match(cells[0]):
        day = WRITTEN.search(raw_line) if PURE_DATE.fullmatch(" ".join(cells[1:])) else None
        body = cells[0]
    elif day:
        rest = raw_line[day.end() : found[0].start() if found else len(raw_line)].strip(header.BLANKS)
        body = rest if OFFICE.search(rest) and ORGANISATION.match(rest) else ""
    date = first_date(day.group(day.lastindex or 0) if day.re is BARE_DATE else day.group()) if day else None
    if day is None or date is None:
        return []
    place = Span(start + day.start(), start + day.end())
    if day.re is BARE_DATE:
        place = Span(start + day.start(1), start + day.end(1))
    signed = bool(body) and body == cells[0] and "年" in day.group()
    fields = [Field("date_written" if signed else "date_published", date.iso, place, "header")]
    if body and not signed:
        at = start + raw_line.index(body)
        fields.append(Field("publisher", body, Span(at, at + len(body)), "header"))
    return fields


def _free(line: str, day: re.Match[str], found: list[re.Match[str]], names: list[str]) -> bool:
    """Whether a day in a line of fields is not the value of a field that is no date."""
    before = [i for i, one in enumerate(found) if one.end() <= day.start()]
    if not before:
        return True
    last = before[-1]
    return names[last] == "publisher" and bool(line[found[last].end() : day.start()].strip(header.BLANKS))


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
        r"[委府办局厅会部组院署]|政协|人大|司法|领导|代表|单位", text
    ) is not None and not re.search(r"报告如下|汇报如下|如下：|总结", text)


def _year(found: dict[str, Field], clean: Clean, layout: Layout) -> None:
    """The reported year: of the title, else of the first sentences, else the commonest before the plan."""
    title = found.get("title")
    if title is not None:
        match = YEAR.search("".join(title.value.split())) or re.search(r"(?<!\d)(20\d\d)(?!\d)", title.value)
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
        else "".join(str("〇一二三四五六七八九".index("〇" if c in "○零O0" else c)) for c in year)
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


def _under_title(title: Field | None, layout: Layout, clean: Clean) -> Field | None:
    """The body that stands alone on a line between the title and the text, or above the document number."""
    if title is None or title.span is None:
        return None
    for i, line in enumerate(layout.head):
        span = clean.span(line.start, line.end)
        if not _is_body_name(line) or furniture().match(line.text):
            continue
        numbered = layout.head[i + 1 : i + 2] and LINE_DOC_NUMBER.match(layout.head[i + 1].text)
        if span.start >= title.span.end or numbered:
            return Field("issuing_body", line.text, span, "signature")
    return None


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
    elif below := _under_title(title, layout, clean):
        chosen = below
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
