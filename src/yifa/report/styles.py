"""The paragraph styles of an official document after GB/T 9704-2012, with the names of the official fonts.

Sizes in points, distances in twips (twentieths of a point). One line is 28.95 pt, so that 22 of them fill the 225 mm
of the type area (5.2.3); characters are set 0.25 pt closer, so that 28 of them fill its 156 mm. A character grid would
do the same in Word and WPS but spreads the text in other programs.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, Twips

FANGSONG, KAITI, HEITI, XIAOBIAOSONG, SONG = "仿宋_GB2312", "楷体_GB2312", "黑体", "方正小标宋简体", "宋体"
LATIN = "Times New Roman"
LINE = 579
CLOSER = -5
OTHERS = {
    FANGSONG: "仿宋;FangSong;FandolFang R;Noto Serif CJK SC",
    KAITI: "楷体;KaiTi;LXGW WenKai;Noto Serif CJK SC",
    XIAOBIAOSONG: "方正小标宋_GBK;STZhongsong;Noto Serif CJK SC",
    HEITI: "SimHei;Noto Sans CJK SC",
    SONG: "SimSun;Noto Serif CJK SC",
}
"""What a program may take where an official font is not installed."""
SIZE_2, SIZE_3, SIZE_4, SIZE_SMALL_4 = 22, 16, 14, 12


@dataclass(frozen=True)
class Style:
    """One paragraph style. ``first`` is the first-line indent in characters, ``level`` its place in the outline."""

    name: str
    font: str = FANGSONG
    size: int = SIZE_3
    align: str = "both"
    first: int = 0
    before: int = 0
    after: int = 0
    line: int = LINE
    level: int | None = None
    new_page: bool = False
    keep_next: bool = False
    latin: str = LATIN
    grid: bool = True


STYLES = {
    "title": Style("公文标题", XIAOBIAOSONG, SIZE_2, "center", after=LINE, keep_next=True, grid=False),
    "note": Style("公文草稿说明", KAITI, SIZE_4, "center"),
    "number": Style("公文编号", align="right"),
    "addressee": Style("公文主送", align="left"),
    "paragraph": Style("公文正文", first=2),
    "part": Style("公文一级标题", HEITI, first=2, level=0, keep_next=True),
    "section": Style("公文二级标题", KAITI, first=2, level=1, keep_next=True),
    "item": Style("公文三级标题", first=2, level=2),
    "attachment": Style("公文附件说明", first=2, before=LINE),
    "signature": Style("公文署名", align="right", before=LINE, keep_next=True),
    "date": Style("公文成文日期", align="right"),
    "annex": Style("公文附件", HEITI, align="left", level=0, new_page=True, keep_next=True),
    "annex_title": Style(
        "公文附件标题", XIAOBIAOSONG, SIZE_2, "center", before=LINE, after=LINE, keep_next=True, grid=False
    ),
    "cell": Style("公文表格", size=SIZE_SMALL_4, align="left", line=400, grid=False),
    "cell_head": Style("公文表头", HEITI, SIZE_SMALL_4, "center", line=400, keep_next=True, grid=False),
    "page": Style("公文页码", SONG, SIZE_4, "left", line=0, latin=SONG, grid=False),
}


def define(document: Any) -> None:
    """Puts the styles into a python-docx document; sets what all text falls back to."""
    defaults = document.styles.element.find(qn("w:docDefaults"))
    document.styles.element.remove(defaults)
    _name_others(document)
    normal = document.styles["Normal"]
    _letters(normal.element.get_or_add_rPr(), STYLES["paragraph"])
    normal.paragraph_format.space_after = Pt(0)
    for style in STYLES.values():
        made = document.styles.add_style(style.name, WD_STYLE_TYPE.PARAGRAPH)
        made.base_style = normal
        made.quick_style = True
        _letters(made.element.get_or_add_rPr(), style)
        _paragraph(made.element.get_or_add_pPr(), made.paragraph_format, style)


def _name_others(document: Any) -> None:
    """The font table names the stand-ins of each official font."""
    rows = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{others}"/><w:charset w:val="86"/></w:font>'
        for name, others in OTHERS.items()
    )
    for relation in document.part.rels.values():
        if relation.reltype.endswith("/fontTable"):
            part = relation.target_part
            part._blob = part.blob.decode().replace("</w:fonts>", f"{rows}</w:fonts>").encode()


def _letters(properties: Any, style: Style) -> None:
    fonts = properties.get_or_add_rFonts()
    fonts.attrib.clear()
    for script, font in (
        ("ascii", style.latin),
        ("hAnsi", style.latin),
        ("eastAsia", style.font),
        ("cs", LATIN),
    ):
        fonts.set(qn(f"w:{script}"), font)
    for child in [child for child in properties if child is not fonts]:
        properties.remove(child)
    if style.size == SIZE_3:
        properties.append(_element("w:spacing", val=CLOSER))
    properties.append(_element("w:kern", val=0))
    properties.append(_element("w:sz", val=2 * style.size))
    properties.append(_element("w:szCs", val=2 * style.size))
    properties.append(_element("w:lang", val="en-US", eastAsia="zh-CN"))


def _paragraph(properties: Any, shape: Any, style: Style) -> None:
    """Children in the order of the schema, which word processors insist on."""
    shape.keep_with_next = style.keep_next or None
    shape.page_break_before = style.new_page or None
    shape.widow_control = False
    shape.space_before, shape.space_after = Twips(style.before), Twips(style.after)
    if style.line:
        spacing = properties.get_or_add_spacing()
        spacing.set(qn("w:line"), str(style.line))
        spacing.set(qn("w:lineRule"), "exact")
    if style.first:
        indent = properties.get_or_add_ind()
        indent.set(qn("w:firstLineChars"), str(100 * style.first))
        indent.set(qn("w:firstLine"), str(20 * style.first * style.size))
    if not style.grid:
        spacing = properties.get_or_add_spacing()
        spacing.addprevious(_element("w:snapToGrid", val=0))
    properties.get_or_add_jc().set(qn("w:val"), style.align)
    if style.level is not None:
        properties.append(_element("w:outlineLvl", val=style.level))


def _element(tag: str, **attributes: object) -> Any:
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    return made
