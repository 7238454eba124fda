"""What is no readable spreadsheet is refused with a reason in both languages; no bytes make the reader fail."""

import io
import random
import struct
import zipfile
from pathlib import Path

import msoffcrypto.format.ooxml
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.sheets.test_book import ods, patched
from tests.sheets.workbooks import HEAD, HERE, TARGETS, book, case
from yifa.sheets import render
from yifa.sheets.biff import look_over
from yifa.sheets.complaint import Refusal
from yifa.sheets.plan import inspect
from yifa.sheets.sniff import EXTENSIONS, sniff

XLS = (HERE / "fixtures" / "officers.xls").read_bytes()


def refused(path: Path) -> str:
    """The code of the refusal; both its sentences are there, and the file is as it was."""
    before = path.read_bytes() if path.is_file() else b""
    with inspect([path], TARGETS, 2024) as inspection:
        refusal = inspection.files[0].refusal
        assert refusal is not None and not inspection.files[0].sheets
        assert any("\u4e00" <= char <= "\u9fff" for char in refusal.reason) and refusal.english.isascii()
        assert (
            "REFUSED" in render.text(inspection)
            and inspection.as_dict()["files"][0]["refusal"]["code"] == refusal.code
        )
    assert not path.is_file() or path.read_bytes() == before
    return refusal.code


def written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def good(path: Path) -> Path:
    return book(path, [HEAD, *(case(n, "2024.1.5", n) for n in range(1, 60))])


def zipped(path: Path, **parts: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/"), data)
    return path


def package(path: Path, part: str) -> Path:
    """An office package whose main part is the one named."""
    rels = f'<Relationships><Relationship Id="r" Type="x/officeDocument" Target="{part}"/></Relationships>'
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("_rels/.rels", rels)
        archive.writestr(part, "<x/>")
    return path


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b" \r\n\t ", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"%PDF-1.7\n...", "not_a_spreadsheet"),
        (b"\x89PNG\r\n\x1a\n\0\0", "not_a_spreadsheet"),
        (b"Rar!\x1a\x07\0", "not_a_spreadsheet"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "html"),
        (b"\xef\xbb\xbf<!DOCTYPE html><p>", "html"),
        (
            b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
            "xml_spreadsheet",
        ),
        (b'<?xml version="1.0"?><other/>', "not_a_spreadsheet"),
        (b"PK\x03\x04 and nothing more", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "damaged"),
        (bytes(range(256)) * 20, "not_a_spreadsheet"),
        ("日期,内容\n".encode() + b"\xe5\x90", "wrong_encoding"),
        ("Größe;Maß;für\nä;ö;ü\n".encode("latin-1") * 20, "wrong_encoding"),
        ("時間,內容,類型\n學習,讀書,講習\n".encode("big5") * 20, "wrong_encoding"),
        ("日期,锟斤拷锟斤拷\n".encode(), "wrong_encoding"),
        ("日期,内容".encode("utf-16")[:-1], "wrong_encoding"),
        ('日期,内容\n"没有收尾,1\n'.encode(), "broken_csv"),
    ],
)
def test_bytes_that_are_no_spreadsheet(tmp_path: Path, data: bytes, code: str) -> None:
    assert refused(written(tmp_path / "x.dat", data)) == code


def test_a_name_that_promises_something_else(tmp_path: Path) -> None:
    sheet = good(tmp_path / "x.xlsx").read_bytes()
    for name in ("x.xls", "x.csv", "x.ods"):
        assert refused(written(tmp_path / name, sheet)) == "wrong_name"
    assert refused(written(tmp_path / "y.xlsx", "日期,内容\n2024.1.1,甲\n".encode())) == "wrong_name"
    assert refused(written(tmp_path / "z.xlsx", XLS)) == "wrong_name"
    assert refused(package(tmp_path / "w.xlsx", "word/document.xml")) == "not_a_spreadsheet"
    assert refused(package(tmp_path / "p.xlsx", "ppt/presentation.xml")) == "not_a_spreadsheet"
    assert refused(package(tmp_path / "b.xlsx", "xl/workbook.bin")) == "xlsb"
    assert refused(zipped(tmp_path / "a.xlsx", photo=b"1")) == "not_a_spreadsheet"
    assert not isinstance(sniff(written(tmp_path / "no-extension", sheet)), Refusal)
    assert set(EXTENSIONS.values()) == {"xlsx", "xls", "ods", "text"}


def test_no_such_file(tmp_path: Path) -> None:
    assert refused(tmp_path / "none.xlsx") == "no_file" and refused(tmp_path) == "no_file"


def test_bombs(tmp_path: Path) -> None:
    path = good(tmp_path / "x.xlsx")
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/image1.bin", b"\0" * 30_000_000)
    assert refused(path) == "zip_bomb"
    repeated = (
        '<table:table-row table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="900">'
        "<text:p>x</text:p></table:table-cell></table:table-row>"
    )
    assert refused(ods(tmp_path / "x.ods", [["a"]], repeated * 60)) == "zip_bomb"
    many = zipped(tmp_path / "y.xlsx", **{f"m{n}": b"" for n in range(10_001)})
    assert refused(many) == "zip_bomb"


def test_members_that_share_their_bytes(tmp_path: Path) -> None:
    path = good(tmp_path / "x.xlsx")
    data = bytearray(path.read_bytes())
    places = []
    place = data.find(b"PK\x01\x02")
    while place >= 0:
        places.append(place)
        place = data.find(b"PK\x01\x02", place + 4)
    first = data[places[0] + 42 : places[0] + 46]
    for place in places[1:]:
        data[place + 42 : place + 46] = first
    assert refused(written(path, bytes(data))) in ("zip_bomb", "damaged")


def test_entities_are_not_opened(tmp_path: Path) -> None:
    path = good(tmp_path / "x.xlsx")
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><worksheet'
    assert refused(patched(path, "xl/worksheets/sheet1.xml", b"<worksheet", bomb)) == "xml_entity"


def test_passwords(tmp_path: Path) -> None:
    sheet = good(tmp_path / "x.xlsx").read_bytes()
    locked = io.BytesIO()
    msoffcrypto.format.ooxml.OOXMLFile(io.BytesIO(sheet)).encrypt("qinghe", locked)
    assert refused(written(tmp_path / "locked.xlsx", locked.getvalue())) == "encrypted"
    place = XLS.find(b"\x09\x08\x10\x00")  # the first record of the workbook stream
    size = struct.unpack_from("<H", XLS, place + 2)[0]
    after = place + 4 + size
    record = b"\x2f\x00\x06\x00" + b"\0" * 6
    tampered = XLS[:after] + record + XLS[after + len(record) :]
    assert refused(written(tmp_path / "locked.xls", tampered)) == "encrypted"


def test_an_empty_workbook(tmp_path: Path) -> None:
    assert refused(book(tmp_path / "x.xlsx", [])) == "empty"


def test_a_sparse_sheet_costs_what_it_holds(tmp_path: Path) -> None:
    path = book(tmp_path / "x.xlsx", [HEAD, case(1, "2024.1.5")])
    patched(
        path,
        "xl/worksheets/sheet1.xml",
        b"</sheetData>",
        b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>',
    )
    with inspect([path], TARGETS) as inspection:
        (sheet,) = inspection.files[0].sheets
        assert len(list(sheet.rows())) == 1 and [n.code for n in sheet.sheet.notices] == ["too_wide"]


def records(*found: tuple[int, bytes]) -> bytes:
    return b"".join(struct.pack("<HH", kind, len(body)) + body for kind, body in found)


def test_the_walk_over_an_old_workbook() -> None:
    bof, eof = (0x0809, b"\0\6\5\0" + b"\0" * 12), (0x000A, b"")
    head = records(bof, (0x0022, b"\1\0"), (0x01AE, b"\1\0\4\0file"), eof)
    error = struct.pack("<HHH", 4, 2, 0) + b"\x17\x01"
    formula = struct.pack("<HHH", 5, 1, 0) + b"\2\0\7\0\0\0\xff\xff" + b"\0" * 6
    sheet = records(
        bof,
        (0x0205, error),
        (0x0006, formula),
        (0x007D, b"\0" * 8 + b"\1\0"),
        (0x01B8, b""),
        bof,
        (0x0205, error),
        eof,
        eof,
    )
    look = look_over(head + sheet)
    (found,) = look.sheets.values()
    assert look.date1904 and look.external and not look.encrypted and list(look.sheets) == [len(head)]
    assert found.errors == {(5, 2): "#REF!", (6, 1): "#DIV/0!"} and found.formulas == 1
    assert (found.last_row, found.last_column, found.links, found.hidden_columns) == (6, 2, 1, 1)
    for cut in range(len(head + sheet)):
        look_over((head + sheet)[:cut])


def survives(path: Path) -> None:
    with inspect([path], TARGETS, 2024) as inspection:
        render.text(inspection)
        inspection.as_dict()


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.binary(max_size=400),
    st.sampled_from(
        [
            b"",
            b"PK\x03\x04",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            b"<html",
            b"\xff\xfe",
            "日期,".encode("gbk"),
        ]
    ),
)
def test_no_bytes_make_it_fail(tmp_path: Path, data: bytes, start: bytes) -> None:
    survives(written(tmp_path / "x", start + data))


@pytest.mark.parametrize("name", ["x.xlsx", "officers.xls", "x.csv"])
def test_no_damage_makes_it_fail(tmp_path: Path, name: str) -> None:
    whole = {
        "x.xlsx": lambda: good(tmp_path / "w.xlsx").read_bytes(),
        "officers.xls": lambda: XLS,
        "x.csv": lambda: ("日期,内容,类型\n2024.1.1,甲,中心组学法\n" * 9).encode("gb18030"),
    }[name]()
    chance = random.Random(7)
    for _ in range(60):
        survives(written(tmp_path / name, whole[: chance.randrange(len(whole))]))
        spoiled = bytearray(whole)
        for _ in range(chance.randrange(1, 12)):
            spoiled[chance.randrange(len(spoiled))] = chance.randrange(256)
        survives(written(tmp_path / name, bytes(spoiled)))


def test_real_files_cut_short(tmp_path: Path, shared: Path) -> None:
    chance = random.Random(11)
    files = sorted(path for path in (shared / "ledgers").glob("town-[ab]/*") if path.suffix != ".yaml")
    assert len(files) >= 12
    for path in files:
        data = path.read_bytes()
        for _ in range(4):
            survives(written(tmp_path / f"x{path.suffix}", data[: chance.randrange(len(data))]))
