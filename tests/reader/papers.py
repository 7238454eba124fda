"""Makes papers for the loader's tests: DOCX and PDF written byte by byte, without the libraries that read them."""

import io
import struct
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
NUMBERS = f"""<w:numbering {WORD}><w:abstractNum w:abstractNumId="7">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="（%2）"/></w:lvl>
</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num></w:numbering>"""


def docx(paragraphs: Sequence[str | tuple[int, str]], extra: dict[str, str] | None = None) -> bytes:
    """A DOCX of paragraphs; a pair (level, text) is numbered by Word itself."""
    body = "".join(
        f"<w:p><w:r><w:t>{escape(p)}</w:t></w:r></w:p>"
        if isinstance(p, str)
        else f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{p[0]}"/><w:numId w:val="1"/></w:numPr></w:pPr>'
        f"<w:r><w:t>{escape(p[1])}</w:t></w:r></w:p>"
        for p in paragraphs
    )
    parts = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": f"<w:document {WORD}><w:body>{body}</w:body></w:document>",
        "word/numbering.xml": NUMBERS,
        **(extra or {}),
    }
    return archive(parts)


def archive(parts: dict[str, str]) -> bytes:
    """A zip archive."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in parts.items():
            target.writestr(name, content)
    return stream.getvalue()


def locked_docx() -> bytes:
    """A DOCX with a password as Word and WPS write it: its package lies encrypted in an OLE container."""
    return ole(["EncryptionInfo", "EncryptedPackage", "DataSpaces"])


def ole(streams: Sequence[str]) -> bytes:
    """An OLE container of version 3 with small streams of these names, their content all in one sector each."""
    free, end, fat = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
    sectors = 2 + -(-(len(streams) + 1) // 4)
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, end, 0, end, 0)
    header += struct.pack("<109I", 0, *[free] * 108)
    chain = [fat, *range(2, sectors - 1), end]
    entries = [_entry("Root Entry", 5, 1 if streams else free), *(_entry(name, 2, free) for name in streams)]
    table = struct.pack("<128I", *chain, *[free] * (128 - len(chain)))
    return header + table + b"".join(entries).ljust((sectors - 1) * 512, b"\x00")


def _entry(name: str, kind: int, child: int) -> bytes:
    """One entry of an OLE directory."""
    written = name.encode("utf-16-le") + b"\x00\x00"
    start = struct.pack("<64sHBBIII", written, len(written), kind, 1, 0xFFFFFFFF, 0xFFFFFFFF, child)
    return start + bytes(36) + struct.pack("<IQ", 0xFFFFFFFE, 0)


def locked_zip(data: bytes) -> bytes:
    """The archive with every part marked as encrypted, in its own head and in the directory."""
    out = bytearray(data)
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(mark)
        while place >= 0:
            out[place + at] |= 1
            place = data.find(mark, place + 1)
    return bytes(out)


def locked_pdf(data: bytes) -> bytes:
    """The PDF under a password that nobody knows (standard handler, RC4 40 bit)."""
    secret = f"<< /Filter /Standard /V 1 /R 2 /P -4 /O <{'5a' * 32}> /U <{'a5' * 32}> >>"
    keys = f"/ID [<{'01' * 16}> <{'01' * 16}>] /Encrypt {secret} /Root 1 0 R"
    return data.replace(b"/Root 1 0 R", keys.encode())


def pdf(pages: Sequence[Sequence[str]]) -> bytes:
    """A PDF whose pages hold lines of text; a page without lines has no text layer."""
    objects: list[bytes] = [b""] * 6
    kids = []
    for lines in pages:
        shown = "".join(
            f"BT /F1 12 Tf 50 {780 - 20 * i} Td <{line.encode('utf-16-be').hex()}> Tj ET\n"
            for i, line in enumerate(lines)
        ).encode()
        objects.append(b"<< /Length %d >> stream\n%s\nendstream" % (len(shown), shown))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R"
            b" /Resources << /Font << /F1 3 0 R >> >> >>" % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    cmap = (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def\n"
        b"1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
        b"1 beginbfrange <0000> <FFFF> <0000> endbfrange endcmap end end"
    )
    objects[0] = b"<< /Type /Catalog /Pages 2 0 R >>"
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    objects[2] = (
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Song /Encoding /Identity-H"
        b" /DescendantFonts [4 0 R] /ToUnicode 5 0 R >>"
    )
    objects[3] = (
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Song /DW 1000 /FontDescriptor 6 0 R"
        b" /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>"
    )
    objects[4] = b"<< /Length %d >> stream\n%s\nendstream" % (len(cmap), cmap)
    objects[5] = (
        b"<< /Type /FontDescriptor /FontName /Song /Flags 4 /FontBBox [0 0 1000 1000] /ItalicAngle 0"
        b" /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >>"
    )
    out = bytearray(b"%PDF-1.5\n")
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)
