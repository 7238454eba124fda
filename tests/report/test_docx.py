"""The DOCX says in its XML what GB/T 9704-2012 asks for; distances in twips, sizes in half points."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import pytest
from docx import Document
from docx.oxml.ns import qn
from lxml import etree

from tests.report.invented import EXPECTED
from yifa.matter.papers import BLANK, Paper
from yifa.report.blocks import Block, Named, Text
from yifa.report.docx import Properties, docx
from yifa.report.paper import paper_docx

pytestmark = pytest.mark.django_db
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def parts(content: bytes) -> dict[str, etree._Element]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {
            name: etree.fromstring(archive.read(name)) for name in archive.namelist() if name.endswith(".xml")
        }


@pytest.fixture
def content(draft) -> bytes:
    return docx(draft.pieces, Properties(draft.title, draft.office, "2025年度", draft.on))


@pytest.fixture
def xml(content) -> dict[str, etree._Element]:
    return parts(content)


def at(element, path):
    """The one element of a path of w: names."""
    found = element.find("/".join(W + name for name in path.split("/")))
    assert found is not None, path
    return found


def attributes(element):
    return {name.removeprefix(W): value for name, value in element.attrib.items()}


def test_paper_margins_and_grid(xml):
    section = xml["word/document.xml"].find(f".//{W}sectPr")
    assert attributes(at(section, "pgSz")) == {"w": "11906", "h": "16838"}
    margins = attributes(at(section, "pgMar"))
    # 37, 35, 28 and 26 mm, of which the type area is 156 mm × 225 mm
    assert (margins["top"], margins["bottom"], margins["left"], margins["right"]) == (
        "2098",
        "1984",
        "1587",
        "1474",
    )
    assert attributes(at(section, "docGrid")) == {"type": "lines", "linePitch": "579"}
    assert 22 * 579 <= 225 / 25.4 * 1440 < 23 * 579
    assert 28 * (320 - 5) <= 156 / 25.4 * 1440 < 29 * (320 - 5)


STYLES = {
    # name: font, half points, alignment, first-line indent in hundredths of a character, outline level
    "公文标题": ("方正小标宋简体", "44", "center", None, None),
    "公文主送": ("仿宋_GB2312", "32", "left", None, None),
    "公文正文": ("仿宋_GB2312", "32", "both", "200", None),
    "公文一级标题": ("黑体", "32", "both", "200", "0"),
    "公文二级标题": ("楷体_GB2312", "32", "both", "200", "1"),
    "公文三级标题": ("仿宋_GB2312", "32", "both", "200", "2"),
    "公文附件说明": ("仿宋_GB2312", "32", "both", "200", None),
    "公文署名": ("仿宋_GB2312", "32", "right", None, None),
    "公文成文日期": ("仿宋_GB2312", "32", "right", None, None),
    "公文附件": ("黑体", "32", "left", None, "0"),
    "公文附件标题": ("方正小标宋简体", "44", "center", None, None),
    "公文页码": ("宋体", "28", "left", None, None),
}


@pytest.mark.parametrize("name", STYLES)
def test_styles(xml, name):
    font, size, align, indent, level = STYLES[name]
    style = next(
        one for one in xml["word/styles.xml"].iter(f"{W}style") if at(one, "name").get(f"{W}val") == name
    )
    fonts = attributes(at(style, "rPr/rFonts"))
    assert fonts["eastAsia"] == font and not any("Theme" in key for key in fonts)
    assert at(style, "rPr/sz").get(f"{W}val") == size
    assert at(style, "pPr/jc").get(f"{W}val") == align
    found = style.find(f"{W}pPr/{W}ind")
    assert (found.get(f"{W}firstLineChars") if found is not None else None) == indent
    outline = style.find(f"{W}pPr/{W}outlineLvl")
    assert (outline.get(f"{W}val") if outline is not None else None) == level
    if name != "公文页码":
        assert attributes(at(style, "pPr/spacing")) | {"line": "579", "lineRule": "exact"} == attributes(
            at(style, "pPr/spacing")
        )
    assert style.find(f"{W}rPr/{W}color") is None and style.find(f"{W}rPr/{W}b") is None  # black, never bold


def test_nothing_falls_back_to_another_font(xml):
    assert xml["word/styles.xml"].find(f"{W}docDefaults") is None
    for run in xml["word/document.xml"].iter(f"{W}rFonts"):
        raise AssertionError(attributes(run))  # fonts come from styles alone


def test_children_of_paragraph_properties_stand_in_the_order_of_the_schema(xml):
    order = "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs"
    order += " suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi"
    order += " adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc"
    order += " textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange"
    place = {name: number for number, name in enumerate(order.split())}
    for part in ("word/styles.xml", "word/document.xml"):
        for properties in xml[part].iter(f"{W}pPr"):
            found = [place[child.tag.removeprefix(W)] for child in properties]
            assert found == sorted(found), etree.tostring(properties)


def test_page_numbers_stand_outside(xml):
    footers = [
        root
        for name, root in xml.items()
        if name.startswith("word/footer") and root.find(f".//{W}instrText") is not None
    ]
    assert len(footers) == 2
    sides = {}
    for root in footers:
        paragraph = root.find(f"{W}p")
        assert "".join(node.text for node in paragraph.iter(f"{W}t", f"{W}instrText")) == "—  PAGE 1 —"
        indent = attributes(at(paragraph, "pPr/ind"))
        sides[at(paragraph, "pPr/jc").get(f"{W}val")] = indent.get("left") or indent.get("right")
    assert sides == {"right": "280", "left": "280"}  # one character of 14 pt
    assert xml["word/settings.xml"].find(f"{W}evenAndOddHeaders") is not None


def test_numbers_of_the_text_lead_to_their_rows_in_the_annex(xml):
    body = xml["word/document.xml"]
    marks = {mark.get(f"{W}name") for mark in body.iter(f"{W}bookmarkStart")}
    links = {
        link.get(f"{W}anchor"): "".join(node.text for node in link.iter(f"{W}t"))
        for link in body.iter(f"{W}hyperlink")
    }
    assert links == {f"fig_{slug}": shown for slug, shown in EXPECTED.items()} | {
        "fig_casefile_reviews": "没有"
    }
    assert set(links) <= marks and all(len(mark) <= 40 for mark in marks)
    ids = [mark.get(f"{W}id") for mark in body.iter(f"{W}bookmarkStart")]
    assert len(ids) == len(set(ids))


def test_the_annex_lists_slug_label_value_and_rows(content):
    table = Document(io.BytesIO(content)).tables[0]
    rows = {row.cells[3].text: [cell.text for cell in row.cells] for row in table.rows[1:]}
    assert rows["law_study_sessions"] == ["中心组学法", "14次", "14件", "law_study_sessions"]
    assert {slug: rows[slug][1] for slug in EXPECTED} == EXPECTED
    assert table.rows[0]._tr.find(qn("w:trPr")).find(qn("w:tblHeader")) is not None
    widths = [int(column.get(qn("w:w"))) for column in table._tbl.find(qn("w:tblGrid"))]
    assert sum(widths) == pytest.approx(156 / 25.4 * 1440, abs=5)


def test_the_file_says_what_it_is(content):
    told = Document(io.BytesIO(content)).core_properties
    assert told.title == "青禾镇人民政府关于2025年度法治政府建设情况的报告"
    assert (told.author, told.language, told.comments) == ("青禾镇人民政府", "zh-CN", "")
    assert told.created.date() == date(2026, 1, 15)


@pytest.mark.parametrize(
    ("organ", "day", "right"),
    [
        ("青禾镇人民政府", "2026年1月15日", (640, 160)),  # 7 above 6½: it begins 2 to the right
        ("云溪县青禾镇人民政府", "2026年1月5日", (640, 1280)),  # 10 above 6: it begins 2 to the right
        ("青禾镇", "2026年1月15日", (2400, 640)),  # 3 above 6½: the name moves in
    ],
)
def test_the_date_begins_two_characters_right_of_the_name(organ, day, right):
    pieces = [
        Block("paragraph", (Text("此复。"),)),
        Block("signature", (Named(organ, "organ"),)),
        Block("date", (Named(day, "date"),)),
    ]
    made = Document(io.BytesIO(docx(pieces, Properties("t", organ, "", date(2026, 1, 15)))))
    found = [round(one.paragraph_format.right_indent.twips) for one in made.paragraphs[1:]]
    width = {"青禾镇": 3, "青禾镇人民政府": 7, "云溪县青禾镇人民政府": 10}[organ]
    assert found == list(right)
    name_starts = -right[0] / 320 - width
    digits = sum(letter.isdigit() for letter in day)
    date_starts = -right[1] / 320 - (len(day) - digits + digits / 2)
    assert date_starts - name_starts == 2


def test_a_paper_keeps_its_blanks():
    made = paper_docx(
        Paper(
            organ="青禾镇人民政府",
            title="责令改正通知书",
            number="青责改字〔2025〕3号",
            addressee="石桥沙场",
            paragraphs=("经查，你单位", f"应当于{BLANK}前改正。"),
            signature="青禾镇人民政府",
            day="2025年3月1日",
            blanks=("期限",),
        ),
        date(2026, 1, 15),
    )
    lines = [paragraph.text for paragraph in Document(io.BytesIO(made)).paragraphs]
    assert lines == [
        "青禾镇人民政府\n责令改正通知书",
        "青责改字〔2025〕3号",
        "石桥沙场：",
        "经查，你单位",
        f"应当于{BLANK}前改正。",
        "青禾镇人民政府",
        "2025年3月1日",
    ]


def test_a_paper_that_another_signs_does_not_bear_the_governments_name():
    paper = Paper("青禾镇人民政府", "调解笔录", "", "", ("一段。",), "石桥村人民调解委员会", "", ())
    first = Document(io.BytesIO(paper_docx(paper, date(2026, 1, 15)))).paragraphs[0]
    assert first.text == "调解笔录"
