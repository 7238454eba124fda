"""Bad input gets a clear answer and never a crash."""

import random
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reader.papers import archive, docx, locked_docx, locked_pdf, locked_zip, ole, pdf
from yifa.reader.load import Unreadable, decode, load, load_bytes, sniff
from yifa.reader.read import read_source, read_text

PAPER = (Path(__file__).parent / "data" / "report.txt").read_text(encoding="utf-8")


def refusal(data: bytes) -> Unreadable:
    """The refusal of a file's content."""
    with pytest.raises(Unreadable) as caught:
        load_bytes(data)
    return caught.value


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (bytes(range(256)) * 20, "binary"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "ole"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "image"),
        (b"MZ\x90\x00" + bytes(100), "program"),
        (b"Rar!\x1a\x07" + bytes(100), "archive"),
        (b"{\\rtf1 x}", "rtf"),
        (b"PK\x03\x04 broken", "damaged"),
        (b"%PDF-1.4 broken", "damaged"),
        (archive({"xl/workbook.xml": "x"}), "spreadsheet"),
        (archive({"OFD.xml": "x"}), "ofd"),
        (archive({"a.txt": "x"}), "archive"),
        (archive({"word/document.xml": "<broken"}), "damaged"),
        (archive({"word/document.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}), "damaged"),
        (archive({"word/document.xml": "<a>" + " " * 20_000_000 + "</a>"}), "bomb"),
        (pdf([["", ""], []]), "scan"),
        (pdf([["法治"]] * 401), "bomb"),
        (locked_pdf(pdf([["法治政府建设年度报告"]])), "encrypted"),
        (locked_docx(), "encrypted"),
        (locked_zip(docx(["正文"])), "encrypted"),
        (ole(["WordDocument", "1Table"]), "ole"),
        (ole(["Workbook"]), "old_sheet"),
        (ole(["PowerPoint Document"]), "old_slides"),
        ("法".encode() * 500_001, "too_long"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_read_says_why(data: bytes, code: str) -> None:
    error = refusal(data)
    assert error.code == code
    assert error.text.endswith("。")


@pytest.mark.parametrize("data", [b"", b"\n\n", b"\xef\xbb\xbf", b"  \r\n"])
def test_nothing_is_an_empty_report(data: bytes) -> None:
    report = read_source(load_bytes(data))
    assert report.genre == "empty"
    assert report.source.notices[0].code == "empty"


def test_a_scan_names_its_page() -> None:
    assert refusal(pdf([[], []])).page == 1
    source = load_bytes(pdf([["法治政府建设年度报告", "依法行政情况"], [], ["下一步工作安排如下所述"]]))
    assert [(n.code, n.page) for n in source.notices] == [("scan", 2)]
    assert len(source.pages) == 3


def test_macros_and_links_are_reported_not_followed() -> None:
    links = '<r xmlns="x"><Relationship Target="http://example.invalid/" TargetMode="External"/></r>'
    source = load_bytes(docx(["正文"], {"word/vbaProject.bin": "x", "word/_rels/document.xml.rels": links}))
    assert [n.code for n in source.notices] == ["macros", "external_links"]
    assert source.text == "正文"


def test_encodings() -> None:
    for encoding in ("utf-8", "gbk", "gb18030", "utf-16", "utf-16-le", "utf-16-be"):
        assert decode(PAPER.encode(encoding))[0] == PAPER, encoding
    text, encoding, notices = decode("第一行\n".encode() + "第二行\n".encode("gbk") + b"\xff\xfe\x80\n")
    assert text.startswith("第一行\n第二行\n")
    assert encoding == "mixed"
    assert [n.code for n in notices] == ["mixed_encoding", "lost_characters"]


def test_a_report_of_another_genre_says_so() -> None:
    text = "望河镇2023年政府信息公开工作年度报告\n根据条例要求，现公布本年度报告。\n一、总体情况\n主动公开信息56条。"
    assert read_text(text).genre == "other"
    assert read_text("今天天气很好，我们去公园。").genre == "other"
    assert read_text(PAPER).genre == "report"


def test_two_hundred_pages() -> None:
    body = PAPER * 40
    report = read_text(body)
    assert len(report.outline) >= 13 * 35


def test_a_pdf_of_two_hundred_pages_is_read_to_its_last() -> None:
    lines = [line[:40] for line in PAPER.split("\n") if line.strip()]
    source = load_bytes(pdf([[*lines[:25], f"第{number}页止"] for number in range(1, 201)]))
    assert len(source.pages) == 200 and source.text.endswith("第200页止")
    report = read_source(source)
    assert report.genre == "report" and report.outline[-1].span.start > source.pages[-2]


def test_html_keeps_words_and_drops_scripts() -> None:
    source = load_bytes(
        "<html><style>p{}</style><p>依法<b>行政</b></p><table><tr><td>索引号</td><td>1</td></tr></table>".encode()
    )
    assert source.text.split("\n")[0] == "依法行政"
    assert "p{}" not in source.text


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_get_an_answer(data: bytes) -> None:
    try:
        read_source(load_bytes(data))
    except Unreadable as error:
        assert error.text


@settings(max_examples=60, deadline=None)
@given(
    st.text(
        alphabet="一二三、（）()。，；：1２.年月日号〔〕《》“”镇人民政府法治建设报告 \n是要%件起余万",
        max_size=300,
    )
)
def test_any_text_is_read(text: str) -> None:
    report = read_text(text)
    for figure in report.figures:
        assert 0 <= figure.span.start < figure.span.end <= len(text)
    for section in report.outline:
        assert text[section.span.start : section.span.start + 1].strip()


@pytest.mark.parametrize("seed", range(25))
def test_damaged_papers_get_an_answer(seed: int) -> None:
    chance = random.Random(seed)
    lines = PAPER.split("\n")
    for whole in (docx(lines), pdf([lines[:20], lines[20:]]), PAPER.encode(), zlib.compress(PAPER.encode())):
        data = bytearray(whole)
        for _ in range(12):
            data[chance.randrange(len(data))] = chance.randrange(256)
        try:
            read_source(load_bytes(bytes(data[: chance.randrange(len(data) // 2, len(data))])))
        except Unreadable as error:
            assert error.text


@pytest.mark.parametrize("seed", range(25))
def test_shuffled_papers_are_read(seed: int) -> None:
    chance = random.Random(seed)
    pieces = [PAPER[i : i + 7] for i in range(0, len(PAPER), 7)]
    chance.shuffle(pieces)
    text = "".join(pieces)
    report = read_text(text)
    assert all(report.slice(f.span) for f in report.figures)


def test_kinds_are_told_by_content(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_text(PAPER, encoding="utf-8")
    assert load(path).kind == "text"
    assert sniff(PAPER.encode("gbk")) == "text"
    assert sniff(b"  <!DOCTYPE html><html>") == "html"
