"""Every kind of spreadsheet opens to the same cells; what is left out is said."""

import datetime
import zipfile
from pathlib import Path

import openpyxl
import pytest
import python_calamine
from openpyxl.worksheet.hyperlink import Hyperlink

from tests.sheets.workbooks import HEAD, HERE, TARGETS, book, case, seen
from yifa.sheets.book import Book, open_book
from yifa.sheets.cells import ErrorCell, Percent, Uncached
from yifa.sheets.plan import inspect

DAY = datetime.date(2024, 3, 1)
ODS = """<?xml version="1.0"?><office:document-content
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">
<office:body><office:spreadsheet><table:table table:name="议事">%s</table:table></office:spreadsheet></office:body>
</office:document-content>"""


def opened(path: Path) -> Book:
    found = open_book(path)
    assert isinstance(found, Book), found
    return found


def patched(path: Path, part: str, old: bytes, new: bytes) -> Path:
    """The workbook with one part changed by replacing text."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert old in parts[part]
    parts[part] = parts[part].replace(old, new)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


def test_cells_of_every_kind(tmp_path: Path) -> None:
    path = book(tmp_path / "x.xlsx", [["文", 1, 1.5, True, DAY, "=1+1"]])
    workbook = openpyxl.load_workbook(path)
    page = workbook.active
    page["B1"].number_format, page["C1"].number_format = "0000", "0.0%"
    moment = datetime.datetime.fromisoformat("2024-03-01T09:30:00")
    page["G1"], page["H1"], page["I1"] = datetime.time(9, 30), moment, 45352
    page["I1"].number_format = '[$-804]yyyy"年"m"月"d"日";@'
    page["J1"], page["K1"], page["L1"] = "#REF!", "a\nb", 45352
    page["L1"].number_format = '0.00"元";[Red]-0.00'
    workbook.save(path)
    with_book = opened(path)
    (number, row) = next(iter(with_book.sheets[0].rows))
    assert number == 1 and row[0] == "文" and row[1] == "0001" and row[3] is True
    assert isinstance(row[2], Percent) and row[2] == 1.5 and row[4] == DAY and isinstance(row[5], Uncached)
    assert row[6] == datetime.time(9, 30) and row[7] == moment
    assert row[8] == DAY and row[9] == ErrorCell("#REF!") and row[10] == "a\nb" and row[11] == 45352.0
    assert [notice.code for notice in with_book.sheets[0].notices] == ["formulas"]
    with_book.close()


def calamine_rows(path: Path) -> list[tuple[int, tuple[object, ...]]]:
    sheet = python_calamine.CalamineWorkbook.from_path(path).get_sheet_by_index(0)
    rows = sheet.to_python(skip_empty_area=False)
    return [(n, tuple(None if v == "" else v for v in row)) for n, row in enumerate(rows, 1)]


def same(path: Path) -> int:
    """Compare our reader with another one, cell by cell; how many cells agreed."""
    mine = opened(path)
    ours = dict(iter(mine.sheets[0].rows))
    mine.close()
    agreed = 0
    for number, row in calamine_rows(path):
        own = ours.get(number, ())
        for place, value in enumerate(row):
            cell = own[place] if place < len(own) else None
            assert cell == value, (path.name, number, place, cell, value)
            agreed += value is not None
    return agreed


def test_another_reader_sees_the_same_cells(tmp_path: Path) -> None:
    rows = [[], [], [None, None, *HEAD], *([None, None, *case(n, DAY, n / 7)] for n in range(1, 900))]
    assert same(book(tmp_path / "x.xlsx", rows)) == 8 + 899 * 8


def test_another_reader_sees_the_same_cells_in_the_offices_sheets(shared: Path) -> None:
    files = sorted((shared / "ledgers").glob("*/*.xlsx"))
    assert len(files) >= 17 and all(same(path) > 10 for path in files)


def test_what_is_left_out_is_said(tmp_path: Path) -> None:
    path = book(tmp_path / "x.xlsx", [HEAD, case(1, DAY), case(2, DAY)])
    workbook = openpyxl.load_workbook(path)
    page = workbook.active
    page.row_dimensions[3].hidden = True
    page.column_dimensions["H"].hidden = True
    page["B2"].hyperlink = Hyperlink(ref="B2", location="Sheet1!A1")
    hidden = workbook.create_sheet("旧数据")
    hidden["A1"], hidden.sheet_state = "旧", "veryHidden"
    workbook.create_chartsheet("图")
    workbook.save(path)
    found = opened(path)
    assert [notice.code for notice in found.notices] == ["hidden_sheet", "no_worksheet"]
    assert [notice.code for notice in found.sheets[0].notices] == ["links", "hidden_cells"]
    assert len(list(found.sheets[0].rows)) == 3 and len(found.sheets) == 1
    found.close()


def test_macros_and_external_links_are_ignored_and_said(tmp_path: Path) -> None:
    path = book(tmp_path / "x.xlsm", [HEAD, case(1, DAY)])
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"macro")
        archive.writestr("xl/externalLinks/externalLink1.xml", b"<x/>")
    found = opened(path)
    assert [notice.code for notice in found.notices] == ["macros", "external"]
    found.close()


def test_a_formula_gives_its_stored_result_and_is_a_complaint_without_one(tmp_path: Path) -> None:
    path = book(tmp_path / "x.xlsx", [HEAD, case(1, DAY, "=1+1"), case(2, DAY, "=2+2"), case(3, "#REF!", 1)])
    patched(path, "xl/worksheets/sheet1.xml", b"<f>1+1</f><v></v>", b"<f>1+1</f><v>2</v>")
    inspection, report = seen(path)
    assert [(c.code, c.cell) for c in report.complaints] == [("uncached_formula", "G3"), ("error_cell", "B4")]
    assert next(report.rows()).steps[0].values["amount"] == 20000
    inspection.close()


def test_the_1904_calendar(tmp_path: Path) -> None:
    path = book(tmp_path / "x.xlsx", [HEAD, case(1, DAY)])
    workbook = openpyxl.load_workbook(path)
    workbook.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    workbook.save(path)
    found = opened(path)
    assert found.sheets[0].date1904 and list(found.sheets[0].rows)[1][1][1] == DAY
    found.close()


def test_shared_strings_without_their_pronunciation(tmp_path: Path) -> None:
    path = book(tmp_path / "x.xlsx", [["甲", "乙"]])
    sheet = zipfile.ZipFile(path).read("xl/worksheets/sheet1.xml")
    if b't="s"' in sheet:
        patched(
            path,
            "xl/sharedStrings.xml",
            "<t>甲</t>".encode(),
            "<r><t>甲_x000D_</t></r><r><t>丙</t></r><rPh sb='0' eb='1'><t>jia</t></rPh>".encode(),
        )
        found = opened(path)
        assert next(iter(found.sheets[0].rows))[1] == ("甲\r丙", "乙")
        found.close()


def test_an_old_workbook() -> None:
    found = opened(HERE / "fixtures" / "officers.xls")
    assert found.kind == "xls" and [notice.code for notice in found.notices] == ["hidden_sheet"]
    assert (6, 2, 7, 2) in found.sheets[0].merges and [n.code for n in found.sheets[0].notices] == [
        "hidden_cells"
    ]
    found.close()
    inspection, report = seen(HERE / "fixtures" / "officers.xls")
    rows = list(report.rows())
    assert report.head and report.head.year == 2024 and len(rows) == 5 and all(row.ok for row in rows)
    assert [row.steps[-1].values.get("organisation") for row in rows] == [
        "综合执法办",
        None,
        "综合执法办",
        "农业办",
        "农业办",
    ]
    assert [total.agrees for total in report.tally.totals] == [True]
    inspection.close()


def ods(path: Path, rows: list[list[str]], extra: str = "") -> Path:
    cells = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>'
            for cell in row
        )
        + "</table:table-row>"
        for row in rows
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr("content.xml", ODS % (cells + extra))
    return path


def test_an_open_document(tmp_path: Path) -> None:
    path = ods(
        tmp_path / "x.ods",
        [["时间", "村", "议题"], ["2024.1.1", "青禾村", "修路"], ["2024.2.1", "青禾村", "清淤"]],
    )
    inspection, report = seen(path)
    assert [found.target.key for found in report.fits] == ["deliberation"] and len(list(report.rows())) == 2
    inspection.close()


TEXT = '日期,内容,类型,参加人数\r\n2024.1.1,"学习，\r\n第一讲",中心组学法,20\r\n\r\n2024.2.1,测试,法治测试,20\r\n'


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_text_in_every_encoding(tmp_path: Path, codec: str, separator: str) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(TEXT.replace(",", separator).encode(codec))
    inspection, report = seen(path)
    assert [(row.register, row.row_number) for row in report.rows()] == [("law_study", 2), ("law_exam", 4)]
    assert next(report.rows()).steps[0].values["title"] == "学习，\n第一讲"
    inspection.close()


def test_a_wide_sheet_says_what_it_leaves(tmp_path: Path) -> None:
    path = book(tmp_path / "x.xlsx", [HEAD, case(1, DAY)])
    workbook = openpyxl.load_workbook(path)
    workbook.active.cell(2, 9000, "远")
    workbook.save(path)
    found = opened(path)
    assert [notice.code for notice in found.sheets[0].notices] == ["too_wide"]
    found.close()


def test_an_inspection_as_plain_data(tmp_path: Path) -> None:
    with inspect([book(tmp_path / "x.xlsx", [HEAD, case(1, DAY, "约5万")])], TARGETS) as inspection:
        (file,) = inspection.as_dict()["files"]
    (sheet,) = file["sheets"]
    assert (
        len(file["sha256"]) == 64
        and sheet["head_rows"] == [1]
        and sheet["registers"][0]["register"] == "mediation"
    )
    assert sheet["complaints"][0]["cell"] == "G2" and sheet["landing"] == {"mediation": 0}
