"""Reading reports that others wrote: from text, DOCX and PDF, and what 3,000 of them hold in memory.

The floors do what nobody can do without: three plain patterns over the text, unpacking the DOCX, asking the PDF
for its text.
Goals: 200 reports a second and core from text, 200 MB for 3,000 reports held in one table and searched for copies.
"""

import io
import re
import subprocess
import sys
import zipfile
from xml.etree import ElementTree

import pypdfium2

from yifa.cli.bench import Bench
from yifa.project import many_reports
from yifa.project.many_reports import DENSE, LINE, USUAL, strange, varied
from yifa.reader.document import Source
from yifa.reader.load import load_bytes
from yifa.reader.read import read_many

PLAIN = (
    re.compile(r"^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d+[.、])[^。\n]*", re.M),
    re.compile(r"\d+(?:\.\d+)?[万余多]*(?:[次件个名项场份条期家人%]|万元)"),
    re.compile(r"《[^》\n]*》"),
)
BATCH = 32
HELD = 3_000
MOST = 200_000_000  # bytes
PAGE = 30
"""Lines on a page of the PDF."""
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def from_text() -> Bench:
    """Reading reports of 2,746 characters and 14 figures with all their findings (goal: 200 a second)."""
    return _from_text(USUAL, f"read {BATCH} reports (goal 200/s)")


def from_dense_text() -> Bench:
    """The same of 3,080 characters and 70 figures, denser than any of the five reports that offices wrote."""
    return _from_text(DENSE, f"read {BATCH} dense reports")


def _from_text(text: str, name: str) -> Bench:
    texts = [varied(number, text) for number in range(BATCH)]

    def ours() -> object:
        return list(read_many(Source("", text) for text in texts))

    def floor() -> object:
        return [[match.span() for one in PLAIN for match in one.finditer(text)] for text in texts]

    return Bench(name, ours, floor, "reports", BATCH)


def from_docx() -> Bench:
    """Reading dense reports out of a DOCX."""
    papers = [docx(varied(number)) for number in range(BATCH)]

    def ours() -> object:
        return list(read_many(map(load_bytes, papers)))

    def floor() -> object:
        return [
            ElementTree.fromstring(zipfile.ZipFile(io.BytesIO(paper)).read("word/document.xml"))
            for paper in papers
        ]

    return Bench(f"read {BATCH} reports from DOCX", ours, floor, "reports", BATCH)


def from_pdf() -> Bench:
    """The same out of a PDF of hard-wrapped lines."""
    papers = [pdf(varied(number)) for number in range(BATCH)]

    def ours() -> object:
        return list(read_many(map(load_bytes, papers)))

    def floor() -> object:
        return [[page.get_textpage().get_text_bounded() for page in _pages(paper)] for paper in papers]

    return Bench(f"read {BATCH} reports from PDF", ours, floor, "reports", BATCH)


def held() -> Bench:
    """3,000 reports read one after the other, set into one table and searched for copies, in a process of its own.

    The memory is the most that whole process ever had, the interpreter and all word lists included.
    """
    seen: list[int] = []

    def ours() -> object:
        command = [sys.executable, "-m", many_reports.__name__, str(HELD)]
        told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        seen.append(int(told.split()[0]))
        return told

    def floor() -> object:
        return [strange(number) for number in range(HELD)]

    return Bench(
        f"hold {HELD:,} reports", ours, floor, "reports", HELD, rounds=1, memory=lambda: max(seen), most=MOST
    )


def _pages(paper: bytes) -> list[pypdfium2.PdfPage]:
    document = pypdfium2.PdfDocument(paper)
    return [document[number] for number in range(len(document))]


def docx(text: str) -> bytes:
    """The least DOCX that holds a text, a paragraph a line."""
    body = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in text.split("\n"))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr("[Content_Types].xml", "<Types/>")
        target.writestr(
            "word/document.xml", f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
        )
    return stream.getvalue()


def pdf(text: str) -> bytes:
    """The least PDF that holds a text, hard-wrapped and with a text layer."""
    lines = [line[at : at + LINE] for line in text.split("\n") if line for at in range(0, len(line), LINE)]
    pages = [lines[at : at + PAGE] for at in range(0, len(lines), PAGE)]
    objects = ["", "", *FONT]
    for page in pages:
        shown = "".join(
            f"BT /F1 12 Tf 50 {790 - 24 * at} Td <{line.encode('utf-16-be').hex()}> Tj ET\n"
            for at, line in enumerate(page)
        )
        objects.append(f"<</Length {len(shown)}>>stream\n{shown}\nendstream")
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {len(objects)} 0 R"
            "/Resources<</Font<</F1 3 0 R>>>>>>"
        )
    kids = " ".join(f"{number} 0 R" for number in range(8, len(objects) + 1, 2))
    objects[0] = "<</Type/Catalog/Pages 2 0 R>>"
    objects[1] = f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>"
    out, places = "%PDF-1.5\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{content}\nendobj\n"
    table_at = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n" + "".join(
        f"{at:010d} 00000 n \n" for at in places
    )
    out += f"trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{table_at}\n%%EOF\n"
    return out.encode("ascii")


CMAP = (
    "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def\n"
    "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
    "1 beginbfrange <0000> <FFFF> <0000> endbfrange endcmap end end"
)
FONT = (
    "<</Type/Font/Subtype/Type0/BaseFont/Song/Encoding/Identity-H/DescendantFonts[4 0 R]/ToUnicode 5 0 R>>",
    "<</Type/Font/Subtype/CIDFontType2/BaseFont/Song/DW 1000/FontDescriptor 6 0 R"
    "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>",
    f"<</Length {len(CMAP)}>>stream\n{CMAP}\nendstream",
    "<</Type/FontDescriptor/FontName/Song/Flags 4/FontBBox[0 0 1000 1000]/ItalicAngle 0"
    "/Ascent 800/Descent -200/CapHeight 700/StemV 80>>",
)
