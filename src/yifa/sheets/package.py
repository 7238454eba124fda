"""The small parts of an .xlsx archive: relations, shared strings, styles; and the one strict way its XML is parsed.

Entities and document types are refused, and never more is inflated than the archive declares.
"""

import posixpath
import re
import zipfile
import zlib
from collections.abc import Callable
from typing import Any
from xml.parsers import expat

from yifa.sheets.complaint import Unreadable

CHUNK = 1 << 18
MAX_TEXT = 32_767  # what a cell can hold

Progress = Callable[[int, int], None]  # bytes of XML read, bytes in all

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_QUIET = re.compile(
    r'"[^"]*"|\\.|_.|\*.|\[(?:Red|Black|Blue|Green|White|Yellow|Cyan|Magenta|Color\d+|\$[^\]]*|[<>=][^\]]*)\]',
    re.IGNORECASE,
)
_BUILT_IN_DATES = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})


def local(name: str) -> str:
    """A name without its prefix: x:row -> row."""
    return name.rpartition(":")[2]


def _forbidden(*_: Any) -> None:
    raise Unreadable(
        "xml_entity", "文件内含实体声明，可能是恶意文件，不读取", "the XML declares entities; not read"
    )


def strict_parser() -> expat.XMLParserType:
    """A parser that refuses entities and document types by raising Unreadable."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.EntityDeclHandler = _forbidden
    parser.StartDoctypeDeclHandler = _forbidden
    return parser


def feed(
    parser: expat.XMLParserType, archive: zipfile.ZipFile, part: str, progress: Progress | None = None
) -> None:
    """Parse one part wholly; `progress` hears how far it is. Raises Unreadable if the archive or the XML is damaged."""
    damaged = Unreadable(
        "damaged", "文件已损坏，无法读完，请重新保存后再试", f"the file is damaged: {part} cannot be read"
    )
    try:
        info = archive.getinfo(part)
        done = 0
        with archive.open(info) as stream:
            while chunk := stream.read(CHUNK):
                parser.Parse(chunk, False)
                done += len(chunk)
                if progress:
                    progress(done, info.file_size)
            parser.Parse(b"", True)
    except (
        KeyError,
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        expat.ExpatError,
        OSError,
        NotImplementedError,
        RuntimeError,
        ValueError,
    ) as error:
        raise damaged from error


def elements(archive: zipfile.ZipFile, part: str) -> list[tuple[str, dict[str, str]]]:
    """Every element of a small part in document order, with its attributes, prefixes taken off."""
    found: list[tuple[str, dict[str, str]]] = []
    parser = strict_parser()
    parser.StartElementHandler = lambda name, attrs: found.append(
        (local(name), {local(key): value for key, value in attrs.items()})
    )
    feed(parser, archive, part)
    return found


def unescaped(text: str) -> str:
    """Text with the escapes of the format undone: _x000D_ is a carriage return."""
    return _ESCAPED.sub(lambda m: chr(int(m.group(1), 16)), text) if "_x" in text else text


def shared_strings(archive: zipfile.ZipFile, part: str) -> list[str]:
    """The strings that cells refer to by number, without phonetic guides. Raises Unreadable."""
    strings: list[str] = []
    pieces: list[str] = []
    state = {"text": False, "phonetic": False}

    def start(name: str, _: Any) -> None:
        word = local(name)
        if word == "si":
            pieces.clear()
        elif word == "rPh":
            state["phonetic"] = True
        elif word == "t":
            state["text"] = not state["phonetic"]

    def end(name: str) -> None:
        word = local(name)
        if word == "si":
            strings.append(unescaped("".join(pieces))[:MAX_TEXT])
        elif word == "rPh":
            state["phonetic"] = False
        elif word == "t":
            state["text"] = False

    def text(data: str) -> None:
        if state["text"]:
            pieces.append(data)

    parser = strict_parser()
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, text
    feed(parser, archive, part)
    return strings


def _look(code: str) -> str:
    """What a number format shows: "date", "percent", "zeros:6", or ""."""
    if re.fullmatch(r"0{2,}", code):
        return f"zeros:{len(code)}"
    first = _QUIET.sub("", code.split(";")[0])
    if "%" in first:
        return "percent"
    if re.search(r"\[(?:h+|m+|s+)\]", first, re.IGNORECASE):
        return ""
    return "date" if re.search(r"[ymdhseb]", first, re.IGNORECASE) and "General" not in code else ""


def styles(archive: zipfile.ZipFile, part: str) -> list[str]:
    """What each cell format shows: "date", "percent", "zeros:6" or "". Raises Unreadable."""
    codes: dict[str, str] = {}
    looks: list[str] = []
    within = False
    for name, attrs in elements(archive, part):
        if name == "numFmt":
            codes[attrs.get("numFmtId", "")] = attrs.get("formatCode", "")
        elif name in ("cellXfs", "cellStyleXfs", "cellStyles", "dxfs"):
            within = name == "cellXfs"
        elif name == "xf" and within:
            number = attrs.get("numFmtId", "0")
            if number in codes:
                looks.append(_look(codes[number]))
            elif number.isdigit() and int(number) in _BUILT_IN_DATES:
                looks.append("date")
            else:
                looks.append("percent" if number in ("9", "10") else "")
    return looks


def relations(archive: zipfile.ZipFile, part: str) -> dict[str, tuple[str, str]]:
    """Relation id -> (last word of its type, path in the archive)."""
    folder, name = posixpath.split(part)
    rels = f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"
    if rels not in archive.namelist():
        return {}
    found = {}
    for element, attrs in elements(archive, rels):
        if element == "Relationship" and attrs.get("TargetMode") != "External":
            target = attrs.get("Target", "")
            path = (
                target.lstrip("/")
                if target.startswith("/")
                else posixpath.normpath(posixpath.join(folder, target))
            )
            found[attrs.get("Id", "")] = (attrs.get("Type", "").rpartition("/")[2], path)
    return found


def main_part(archive: zipfile.ZipFile) -> str:
    """The path of the document's main part; "" if the package names none. Raises Unreadable."""
    for kind, path in relations(archive, "").values():
        if kind == "officeDocument":
            return path
    return ""
