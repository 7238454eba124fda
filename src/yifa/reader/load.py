"""Gets the text out of a file: plain text, HTML page, DOCX, PDF with a text layer.

The kind is told by the content, never by the name. Text keeps its bytes' characters one to one (offsets are
code points of the decoded file). What cannot be read raises `Unreadable` with a sentence for people.
"""

from __future__ import annotations

import codecs
from pathlib import Path

from yifa.reader.document import Notice, Source
from yifa.reader.load_docx import read_docx
from yifa.reader.load_html import read_html
from yifa.reader.load_pdf import read_pdf
from yifa.reader.unreadable import Unreadable

__all__ = ["Unreadable", "load", "load_bytes", "sniff"]

LARGEST = 64 * 1024 * 1024
"""No report is larger; a larger file is refused unread."""
LONGEST_TEXT = 500_000
"""Four hundred full pages; what is longer is no report, and would be read for minutes."""
MAGIC = (
    (b"%PDF-", "pdf"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"\xff\xd8\xff", "image"),
    (b"\x89PNG\r\n\x1a\n", "image"),
    (b"GIF8", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"BM", "bitmap"),
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
    (b"Rar!", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"\x1f\x8b", "archive"),
    (b"{\\rtf", "rtf"),
)
SAYS = {
    "ole": "这是旧版 Word（.doc）或其他二进制文件，请另存为 .docx 后再读。",
    "encrypted": "文件有密码，请去掉密码后再读。",
    "old_sheet": "这是旧版 Excel 表格，不是报告，请提供报告的 .docx、.pdf 或文本。",
    "old_slides": "这是旧版演示文稿，不是报告，请提供报告的 .docx、.pdf 或文本。",
    "image": "这是图片，没有文字可读，请提供原文件或先作文字识别。",
    "program": "这是程序文件，不是报告，请看看是不是选错了文件。",
    "archive": "这是压缩包，请解压后再读。",
    "rtf": "这是 RTF 文件，请另存为 .docx 后再读。",
    "binary": "这是二进制文件，不是文本，请看看是不是选错了文件。",
}
STREAMS = (
    ("EncryptedPackage", "encrypted"),
    ("Workbook", "old_sheet"),
    ("PowerPoint Document", "old_slides"),
)
"""Names inside an OLE container that tell what it is; a DOCX with a password is such a container."""
COMMON = frozenset("的，。、一是法治政府年\n 0123456789")
"""Characters of which every report of the genre is full."""
TAGS = (
    b"<!doctype html",
    b"<html",
    b"<head",
    b"<body",
    b"<div",
    b"<table",
    b"<p>",
    b"<p ",
    b"<meta",
    b"<?xml",
)


def load(path: Path) -> Source:
    """The source of a file. Raises Unreadable; OSError when the file cannot be opened."""
    size = path.stat().st_size
    if size > LARGEST:
        raise Unreadable(
            "too_large", f"文件有 {size // 1024 // 1024} MB，超过 64 MB，不像一份报告，请只交报告本身。"
        )
    return load_bytes(path.read_bytes(), path.name)


def load_bytes(data: bytes, name: str = "") -> Source:
    """The source of a file's content. Raises Unreadable."""
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        return Source(name, "", notices=(Notice("empty", "文件是空的。"),))
    kind = sniff(data)
    if kind == "ole":
        kind = next((told for name, told in STREAMS if name.encode("utf-16-le") in data), kind)
    if kind in SAYS:
        raise Unreadable(kind, SAYS[kind])
    if kind == "pdf":
        source = read_pdf(data, name)
    elif kind == "zip":
        source = read_docx(data, name)
    else:
        text, encoding, notices = decode(data)
        source = (
            read_html(text, name, encoding, notices)
            if kind == "html"
            else Source(name, text, "text", encoding, (), notices)
        )
    if len(source.text) > LONGEST_TEXT:
        raise Unreadable(
            "too_long",
            f"文本有 {len(source.text)} 字，超过 {LONGEST_TEXT} 字，不像一份报告，请只交报告本身。",
        )
    return source


def sniff(data: bytes) -> str:
    """pdf, zip, html, text, or a kind that cannot be read (ole, image, program, archive, rtf, binary)."""
    for magic, kind in MAGIC:
        if data.startswith(magic):
            if kind == "bitmap":
                return "image" if b"\x00" in data[:32] else "text"
            return kind
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "text"
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith(TAGS) or (b"<html" in head or (b"<body" in head and b"</" in data[:65536])):
        return "html"
    if _wide(data):
        return "text"
    odd = sum(1 for byte in data[:4096] if byte < 9 or (13 < byte < 32 and byte != 27))
    return "binary" if odd * 50 > min(len(data), 4096) else "text"


def _wide(data: bytes) -> str:
    """utf-16-le or utf-16-be for bytes that are UTF-16 without its mark, '' for all others."""
    sample = data[:4000]
    if len(data) % 2 or len(sample) < 16:
        return ""
    for encoding in ("utf-16-le", "utf-16-be"):
        text = sample.decode(encoding, "replace")
        common = sum(1 for char in text if char in COMMON)
        if common * 25 > len(text) and text.count("\ufffd") * 20 < len(text):
            return encoding
    return ""


def decode(data: bytes) -> tuple[str, str, tuple[Notice, ...]]:
    """Text, encoding and notices. UTF-8 first, then UTF-16 and GB 18030, then line by line."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace"), "utf-16", ()
    try:
        return data.decode("utf-8"), "utf-8", ()
    except UnicodeDecodeError:
        pass
    side = _wide(data)
    if side:
        return data.decode(side, "replace"), side, ()
    try:
        return data.decode("gb18030"), "gb18030", (Notice("encoding", "文件编码是 GB 18030，已按此读取。"),)
    except UnicodeDecodeError:
        return _mixed(data)


def _mixed(data: bytes) -> tuple[str, str, tuple[Notice, ...]]:
    """A text whose lines are in different encodings; what is neither becomes U+FFFD."""
    lines, lost = [], 0
    for line in data.split(b"\n"):
        for encoding in ("utf-8", "gb18030"):
            try:
                lines.append(line.decode(encoding))
                break
            except UnicodeDecodeError:
                continue
        else:
            lines.append(line.decode("utf-8", "replace"))
            lost += lines[-1].count("\ufffd")
    notices = [Notice("mixed_encoding", "文件混用了几种编码，已逐行读取。")]
    if lost:
        notices.append(Notice("lost_characters", f"有 {lost} 处字符无法识别，显示为 \ufffd。"))
    return "\n".join(lines), "mixed", tuple(notices)
