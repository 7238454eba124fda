"""Gets the text layer out of a PDF, page by page, without page numbers and running heads."""

from __future__ import annotations

import re
from itertools import pairwise

import pypdfium2 as pdfium

from yifa.reader.document import Notice, Source
from yifa.reader.unreadable import Unreadable

MOST_PAGES = 400
LONGEST_PAGE = 40_000
LONGEST = 500_000
PAGE_NUMBER = re.compile(
    r"^\s*(?:[-—–－]\s*\d{1,3}\s*[-—–－]|第\s*\d{1,3}\s*页(?:\s*共\s*\d{1,3}\s*页)?|\d{1,3})\s*$"
)


def read_pdf(data: bytes, name: str) -> Source:
    """The text of a PDF. Raises Unreadable for passwords, bombs, damage and scans (naming the page)."""
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            raise Unreadable("encrypted", "PDF 有密码，请去掉密码后再读。") from error
        raise Unreadable("damaged", "PDF 已损坏，无法打开，请重新导出或者另存一份再交。") from error
    try:
        return _read(document, name)
    finally:
        document.close()


def _read(document: pdfium.PdfDocument, name: str) -> Source:
    """The text of an opened document."""
    count = len(document)
    if count > MOST_PAGES:
        raise Unreadable(
            "bomb", f"PDF 有 {count} 页，超过 {MOST_PAGES} 页，不像一份报告，请只交报告的那几页。"
        )
    pages: list[str] = []
    silent: list[int] = []
    total = 0
    for number in range(count):
        text = _page(document, number)
        total += len(text)
        if total > LONGEST:
            raise Unreadable(
                "bomb", f"PDF 第 {number + 1} 页起文字过多，不像一份报告，请只交报告的那几页。", number + 1
            )
        if len("".join(text.split())) < 8 and number < count:
            silent.append(number + 1)
        pages.append(text)
    if len(silent) == count:
        first = silent[0] if silent else 1
        raise Unreadable("scan", f"PDF 第 {first} 页没有文字层，是扫描件，请先作文字识别。", first)
    pages = _without_running_heads(pages)
    text = "\n\n".join(pages)
    starts = [0]
    for page in pages[:-1]:
        starts.append(starts[-1] + len(page) + 2)
    notices = tuple(Notice("scan", f"第 {page} 页没有文字层，是扫描件或空白页。", page) for page in silent)
    return Source(name, text, "pdf", "", tuple(starts), notices)


def _page(document: pdfium.PdfDocument, number: int) -> str:
    """The text of one page; '' for a page that cannot be read."""
    try:
        page = document[number]
        layer = page.get_textpage()
        if layer.count_chars() > LONGEST_PAGE:
            raise Unreadable(
                "bomb", f"PDF 第 {number + 1} 页文字过多，不像一份报告，请只交报告的那几页。", number + 1
            )
        text: str = layer.get_text_range()
        layer.close()
        page.close()
    except pdfium.PdfiumError:
        return ""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\ufffe", "").split("\n")
    while lines and (not lines[-1].strip() or PAGE_NUMBER.match(lines[-1])):
        lines.pop()
    while lines and (not lines[0].strip() or PAGE_NUMBER.match(lines[0])):
        lines.pop(0)
    return "\n".join(lines)


def _without_running_heads(pages: list[str]) -> list[str]:
    """Pages without a first line that stands on nearly all of them."""
    firsts = [page.split("\n", 1)[0].strip() for page in pages]
    same = sum(1 for a, b in pairwise(firsts) if a and a == b)
    if len(pages) < 3 or same * 3 < (len(pages) - 1) * 2:
        return pages
    head = max(set(firsts), key=firsts.count)
    return [pages[0], *(_without(page, head) for page in pages[1:])]


def _without(page: str, head: str) -> str:
    """A page without its first line when that is the running head."""
    first, _, rest = page.partition("\n")
    return rest if first.strip() == head and rest else page
