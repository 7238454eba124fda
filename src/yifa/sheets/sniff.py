"""Says what a file really is, by its content; what cannot be read is refused with a reason before anything is parsed.

A name that promises another kind of file than the content is refused too: somebody mistook one file for another, and
an import is no place to guess which.
"""

import re
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import olefile

from yifa.sheets.complaint import Refusal, Unreadable
from yifa.sheets.encoding import Encoded, find_encoding
from yifa.sheets.package import main_part

Kind = Literal["xlsx", "xls", "ods", "text"]

MAX_BYTES = 200 * 1024 * 1024
MAX_INFLATED = 1024 * 1024 * 1024
MAX_MEMBERS = 10_000
MAX_SPREAD = 20_000_000  # cells of an .ods once its repetitions are written out
BOMB_RATIO, BOMB_BYTES = 200, 10 * 1024 * 1024

EXTENSIONS: dict[str, Kind] = {
    ".xlsx": "xlsx",
    ".xlsm": "xlsx",
    ".xltx": "xlsx",
    ".xltm": "xlsx",
    ".xls": "xls",
    ".xlt": "xls",
    ".et": "xls",
    ".ods": "ods",
    ".csv": "text",
    ".txt": "text",
    ".tsv": "text",
}
NAMES: dict[Kind, str] = {
    "xlsx": ".xlsx 工作簿",
    "xls": ".xls 工作簿",
    "ods": ".ods 工作簿",
    "text": "文本（.csv）",
}
_MAGIC = (
    (b"%PDF", "PDF 文件", "a PDF"),
    (b"\x89PNG", "图片", "a picture"),
    (b"\xff\xd8\xff", "图片", "a picture"),
    (b"GIF8", "图片", "a picture"),
    (b"BM", "图片", "a picture"),
    (b"Rar!", "RAR 压缩包", "a RAR archive"),
    (b"7z\xbc\xaf", "7z 压缩包", "a 7z archive"),
    (b"\x1f\x8b", "gzip 压缩包", "a gzip archive"),
    (b"{\\rtf", "RTF 文档", "an RTF document"),
    (b"SQLite format 3", "数据库文件", "a database"),
    (b"\x7fELF", "程序", "a program"),
    (b"MZ", "程序", "a program"),
)


@dataclass(frozen=True, slots=True)
class Sniffed:
    """A file that can be read: its kind, its size, and how its text is encoded (text files only)."""

    kind: Kind
    size: int
    encoded: Encoded | None = None


def _refusal(code: str, reason: str, english: str) -> Refusal:
    return Refusal(code, reason, english)


def _other(what: str, english: str) -> Refusal:
    return _refusal("not_a_spreadsheet", f"这不是表格文件，而是{what}", f"not a spreadsheet but {english}")


def check_archive(archive: zipfile.ZipFile) -> Refusal | None:
    """Refuse an archive that would inflate to more than it can be worth, by what it declares.

    Readers never take more from a member than it declares, so a member that lies is only cut off.
    """
    members = archive.infolist()
    total = sum(member.file_size for member in members)
    bomb = _refusal(
        "zip_bomb",
        "文件解压后大得不正常，疑为压缩炸弹，不读取",
        f"the archive would inflate to {total:,} bytes; not read",
    )
    if len(members) > MAX_MEMBERS or total > MAX_INFLATED:
        return bomb
    end = 0
    for member in sorted(members, key=lambda info: info.header_offset):
        if member.flag_bits & 0x1:
            return _refusal("encrypted", "压缩包设有密码，请取消密码后再试", "the archive is encrypted")
        if member.header_offset < end:
            return bomb  # members that share bytes: the classic way to pack petabytes
        end = member.header_offset + member.compress_size
        if member.file_size > BOMB_BYTES and member.file_size > BOMB_RATIO * max(member.compress_size, 1):
            return bomb
    return None


def _zip(path: Path, size: int) -> Sniffed | Refusal:
    with zipfile.ZipFile(path) as archive:
        if (refusal := check_archive(archive)) is not None:
            return refusal
        names = archive.namelist()
        if "mimetype" in names:
            mime = archive.open("mimetype").read(200).decode("latin-1").strip()
            if mime == "application/vnd.oasis.opendocument.spreadsheet":
                return _ods(archive, size)
            return _other("其他办公文档", f"an archive of type {mime[:80]}")
        part = main_part(archive)
        folder = part.partition("/")[0]
        if part.endswith(".bin") and folder == "xl":
            return _refusal(
                "xlsb", "二进制工作簿（.xlsb）请另存为 .xlsx 后再试", "an .xlsb workbook; save it as .xlsx"
            )
        if folder == "xl" and part in names:
            return Sniffed("xlsx", size)
        if folder == "word":
            return _other("Word 文档", "a Word document")
        if folder == "ppt":
            return _other("演示文稿", "a presentation")
        if part:
            return _refusal(
                "damaged", "文件已损坏，缺少工作簿部分", "the file is damaged: its workbook part is missing"
            )
        return _other("压缩包", "an archive")


_ODS_PART = re.compile(rb"<table:table-(row|cell)\b([^>]*)>")
_ODS_REPEATED = re.compile(rb'number-(?:rows|columns)-repeated="(\d{1,9})"')


def _spread_out(archive: zipfile.ZipFile) -> int:
    """How many filled cells an .ods lays out: a cell repeated a million times costs a few bytes in the file."""
    total, rows = 0, 1
    rest = b""
    with archive.open("content.xml") as stream:
        while chunk := stream.read(1 << 20):
            block = rest + chunk
            end = block.rfind(b">") + 1
            rest = block[end:]
            for what, attributes in _ODS_PART.findall(block[:end]):
                found = _ODS_REPEATED.search(attributes)
                times = int(found.group(1)) if found else 1
                if what == b"row":
                    rows = times
                elif not attributes.endswith(b"/"):
                    total += rows * times
    return total


def _ods(archive: zipfile.ZipFile, size: int) -> Sniffed | Refusal:
    if "META-INF/manifest.xml" in archive.namelist():
        manifest = archive.open("META-INF/manifest.xml").read(1 << 20)
        if b"encryption-data" in manifest:
            return _encrypted()
    total = _spread_out(archive)
    if total > MAX_SPREAD:
        return _refusal(
            "zip_bomb", "文件展开后大得不正常，不读取", "the sheet repeats cells beyond measure; not read"
        )
    return Sniffed("ods", size)


def _encrypted() -> Refusal:
    return _refusal(
        "encrypted", "文件设有打开密码，请取消密码后再试", "the workbook is encrypted; remove its password"
    )


def _ole(path: Path, size: int) -> Sniffed | Refusal:
    with olefile.OleFileIO(str(path)) as ole:
        streams = {"/".join(entry) for entry in ole.listdir()}
        if "EncryptedPackage" in streams:
            return _encrypted()
        if "Workbook" in streams or "Book" in streams:
            return Sniffed("xls", size)
        if "WordDocument" in streams:
            return _other("Word 文档", "a Word document")
        if "PowerPoint Document" in streams:
            return _other("演示文稿", "a presentation")
    return _other("其他办公文档", "some other office document")


def _text(path: Path, head: bytes, size: int) -> Sniffed | Refusal:
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:4096].lower()
    if start.startswith(b"<?xml") and b"urn:schemas-microsoft-com:office:spreadsheet" in start:
        return _refusal(
            "xml_spreadsheet",
            "这是 XML 表格（2003），请在表格软件中另存为 .xlsx",
            "an XML spreadsheet of 2003; save it as .xlsx",
        )
    if start.startswith((b"<html", b"<!doctype html", b"<table", b"<meta", b"<head", b"<body")) or (
        start.startswith(b"<") and b"<html" in start
    ):
        return _refusal(
            "html",
            "这是网页另存的文件，不是真正的表格，请在表格软件中打开并另存为 .xlsx",
            "a web page saved under another name; save it as .xlsx",
        )
    if start.startswith(b"<?xml"):
        return _other("XML 文件", "an XML file")
    found = find_encoding(path)
    return found if isinstance(found, Refusal) else Sniffed("text", size, found)


def _by_content(path: Path, head: bytes, size: int) -> Sniffed | Refusal:
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _zip(path, size)
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _ole(path, size)
    for magic, what, english in _MAGIC:
        # Two letters may begin a text; the binary kinds of such names have a zero byte soon.
        if head.startswith(magic) and (len(magic) > 2 or b"\0" in head):
            return _other(what, english)
    return _text(path, head, size)


def sniff(path: Path) -> Sniffed | Refusal:
    """What the file is, or why it cannot be read. Never raises."""
    damaged = _refusal(
        "damaged", "文件已损坏，无法打开，请重新保存后再试", "the file is damaged and cannot be opened"
    )
    try:
        size = path.stat().st_size
        if not path.is_file():
            return _refusal("no_file", "没有这个文件", "there is no such file")
        if size == 0:
            return _refusal("empty", "文件是空的", "the file is empty")
        if size > MAX_BYTES:
            return _refusal("too_large", "文件超过 200 MB，不读取", "the file is larger than 200 MB")
        with path.open("rb") as stream:
            head = stream.read(8192)
        found = _by_content(path, head, size)
    except FileNotFoundError:
        return _refusal("no_file", "没有这个文件", "there is no such file")
    except PermissionError:
        return _refusal("no_access", "没有读取这个文件的权限", "the file may not be read")
    except Unreadable as error:
        return error.refusal
    except Exception:
        return damaged
    promised = EXTENSIONS.get(path.suffix.lower())
    if isinstance(found, Sniffed) and promised is not None and promised != found.kind:
        real = NAMES[found.kind]
        return _refusal(
            "wrong_name",
            f"文件名写的是 {path.suffix}，内容却是{real}；请改正扩展名后再试",
            f"the name says {path.suffix}, the content is {found.kind}; correct the name",
        )
    return found
