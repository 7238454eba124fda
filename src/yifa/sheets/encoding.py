"""Finds how a text file is encoded, strictly: every byte must fit, and the result must look like writing.

Tried in this order: byte order marks, UTF-8, UTF-16 without a mark, GB18030. GB18030 accepts nearly any bytes, so its
result is also weighed: Chinese office text consists of common characters.
"""

import codecs
import re
from dataclasses import dataclass
from pathlib import Path

from yifa.sheets.complaint import Refusal

CHUNK = 1 << 20
# What UTF-8 becomes when somebody opened it as GBK and saved it again.
_BROKEN_TWICE = re.compile("锟斤拷|烫烫烫|屯屯屯|ï»¿|Ã[\x80-\xbf]|\ufffd")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Encoded:
    """The codec's name for Python, and how it was found."""

    codec: str
    label: str


def _wrong(detail: str, english: str) -> Refusal:
    return Refusal(
        "wrong_encoding",
        f"文字编码无法辨认：{detail}；请另存为 UTF-8 或 GB18030",
        f"unknown text encoding: {english}",
    )


def _decodes(path: Path, codec: str) -> tuple[bool, str, int]:
    """Whether every byte fits, the first 200,000 characters, and how far it went."""
    decoder = codecs.getincrementaldecoder(codec)("strict")
    sample, place = "", 0
    with path.open("rb") as stream:
        while True:
            chunk = stream.read(CHUNK)
            try:
                text = decoder.decode(chunk, not chunk)
            except UnicodeDecodeError as error:
                return False, sample, place + error.start
            if len(sample) < 200_000:
                sample += text
            place += len(chunk)
            if not chunk:
                return True, sample, place


def _common(text: str) -> float:
    """Share of the Chinese characters that belong to the common set (GB 2312); 1 when there are none."""
    han = [char for char in text if ord(char) > 0x7F]
    if not han:
        return 1.0
    fits = 0
    for char in han:
        try:
            fits += len(char.encode("gb2312")) == 2
        except UnicodeEncodeError:
            fits += char in "〔〕〇—·・"
    return fits / len(han)


def _utf16_without_mark(head: bytes) -> str:
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if not head or max(even, odd) * 10 < len(head) // 2:
        return ""
    return "utf-16-le" if odd > even * 4 else "utf-16-be" if even > odd * 4 else ""


def _judged(codec: str, label: str, sample: str) -> Encoded | Refusal:
    if _CONTROLS.search(sample):
        return Refusal(
            "not_a_spreadsheet", "这不是表格文件，而是二进制文件", "not a spreadsheet but some binary file"
        )
    if not sample.strip():
        return Refusal("empty", "文件里没有内容", "the file holds nothing but white space")
    if _BROKEN_TWICE.search(sample):
        return _wrong("文字已在别处被转坏（乱码）", "the text was already garbled before it was saved")
    return Encoded(codec, label)


def find_encoding(path: Path) -> Encoded | Refusal:
    """The encoding of a text file, or why it is none. Raises OSError only."""
    with path.open("rb") as stream:
        head = stream.read(8192)
    marks = (
        (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
        (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
        (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
    )
    for mark, codec, label in marks:
        if head.startswith(mark):
            good, sample, place = _decodes(path, codec)
            return (
                _judged(codec, label, sample)
                if good
                else _wrong(f"第 {place} 字节起损坏", f"broken {label} at byte {place}")
            )
    if b"\0" in head and (codec := _utf16_without_mark(head)):
        good, sample, place = _decodes(path, codec)
        if good:
            return _judged(codec, "UTF-16", sample)
    if b"\0" in head:
        return _judged("", "", "\0")
    good, sample, broken_at = _decodes(path, "utf-8")
    if good:
        return _judged("utf-8", "UTF-8", sample)
    utf8_so_far = sample
    good, sample, place = _decodes(path, "gb18030")
    if good and _common(sample) >= 0.9:
        return _judged("gb18030", "GB18030", sample)
    if any(ord(char) > 0x7F for char in utf8_so_far):
        return _wrong(f"UTF-8 在第 {broken_at} 字节处损坏", f"broken UTF-8 at byte {broken_at}")
    return _wrong("既不是 UTF-8 也不是 GB18030", "neither UTF-8 nor GB18030")
