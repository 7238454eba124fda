"""Gets the text out of a DOCX: paragraphs with the numbers Word makes itself, tables by rows.

Macros and external links are never followed, only reported. Archives that unpack to much more than a report
are refused.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from yifa.reader.document import Notice, Source
from yifa.reader.unreadable import Unreadable
from yifa.reader.word_numbers import Numbering

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
LARGEST_PART = 48 * 1024 * 1024
MOST_RATIO = 400
"""A part that unpacks to more than 400 times its size is no text."""


def read_docx(data: bytes, name: str) -> Source:
    """The text of a DOCX. Raises Unreadable."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _read(archive, name)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as error:
        if "password" in str(error) or "encrypted" in str(error):
            raise Unreadable("encrypted", "文件有密码，请去掉密码后再读。") from error
        raise Unreadable(
            "damaged", "文件已损坏，无法打开，请用 WPS 或 Word 打开后另存为 .docx 再交。"
        ) from error


def _read(archive: zipfile.ZipFile, name: str) -> Source:
    """The text of an opened archive."""
    names = {item.filename for item in archive.infolist()}
    if "word/document.xml" not in names:
        if "xl/workbook.xml" in names:
            raise Unreadable("spreadsheet", "这是 Excel 表格，不是报告，请提供报告的 .docx、.pdf 或文本。")
        if "ppt/presentation.xml" in names:
            raise Unreadable("slides", "这是演示文稿，不是报告，请提供报告的 .docx、.pdf 或文本。")
        if "OFD.xml" in names:
            raise Unreadable("ofd", "这是 OFD 版式文件，请另存为 PDF 或 DOCX 后再读。")
        if "mimetype" in names:
            raise Unreadable("odt", "这是 OpenDocument 文件，请另存为 DOCX 后再读。")
        raise Unreadable("archive", "这是压缩包，不是报告，请解压后把报告单独交来。")
    notices = tuple(_warnings(archive, names))
    root = _part(archive, "word/document.xml")
    numbering = Numbering(_part(archive, "word/numbering.xml") if "word/numbering.xml" in names else None)
    body = next((child for child in root if child.tag in (W + "body", STRICT + "body")), None)
    lines = list(_blocks(body, numbering)) if body is not None else []
    text = "\n".join(lines)
    if not text.strip():
        notices = (*notices, Notice("no_text", "文档里没有文字，可能只有图片。"))
    return Source(name, text, "docx", "utf-8", (), notices)


def _warnings(archive: zipfile.ZipFile, names: set[str]) -> Iterator[Notice]:
    """What a careful reader would like to know of the file."""
    if any(item.endswith(("vbaProject.bin", "vbaData.xml")) for item in names):
        yield Notice("macros", "文档带有宏，未运行。")
    relations = "word/_rels/document.xml.rels"
    targets = _part(archive, relations).iter() if relations in names else ()
    if any(item.get("TargetMode") == "External" for item in targets):
        yield Notice("external_links", "文档带有外部链接，未访问。")


def _part(archive: zipfile.ZipFile, name: str) -> Element:
    """One XML part, parsed without entities. Raises Unreadable."""
    info = archive.getinfo(name)
    if info.file_size > LARGEST_PART or info.file_size > MOST_RATIO * max(info.compress_size, 1024):
        raise Unreadable("bomb", "文件解压后大得不合理，没有读。请用 WPS 或 Word 另存为 .docx 再交。")
    with archive.open(info) as stream:
        content = stream.read(LARGEST_PART + 1)
    if len(content) > LARGEST_PART:
        raise Unreadable("bomb", "文件解压后大得不合理，没有读。请用 WPS 或 Word 另存为 .docx 再交。")
    try:
        root: Element = fromstring(content)
    except (ParseError, DefusedXmlException) as error:
        raise Unreadable(
            "damaged", "文件内容已损坏（不是合法的 XML），请用 WPS 或 Word 打开后另存为 .docx 再交。"
        ) from error
    return root


def _blocks(parent: Element, numbering: Numbering) -> Iterator[str]:
    """The lines of paragraphs and tables, in order; nested containers are walked without recursion limits."""
    stack = list(reversed(list(parent)))
    while stack:
        node = stack.pop()
        tag = node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""
        if tag == "p":
            words = _words(node)
            yield numbering.label(node) + words if words.strip() else words
        elif tag == "tr":
            cells = (cell for cell in node if str(cell.tag).endswith("}tc"))
            yield "  ".join(
                " ".join(_words(p) for p in cell.iter() if str(p.tag).endswith("}p")) for cell in cells
            )
        elif tag not in ("sectPr", "tblPr", "tblGrid", "sdtPr"):
            stack.extend(reversed(list(node)))


def _words(paragraph: Element) -> str:
    """The characters of a paragraph as it is shown: no deletions, no field codes."""
    out: list[str] = []
    stack = [paragraph]
    while stack:
        node = stack.pop()
        tag = node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""
        if tag in ("del", "moveFrom", "instrText", "delText", "pPr", "rPr", "Fallback"):
            continue
        if tag == "t":
            out.append(node.text or "")
        elif tag in ("br", "cr"):
            out.append("\n")
        elif tag == "tab":
            out.append("\t")
        elif tag == "noBreakHyphen":
            out.append("-")
        stack.extend(reversed(list(node)))
    return "".join(out)
