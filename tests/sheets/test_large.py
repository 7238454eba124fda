"""Two hundred thousand rows are judged in little memory, with progress."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.sheets.workbooks import HEAD, HERE, book

ROWS = 200_000
PROGRAM = """
import re, sys
from pathlib import Path
from yifa.sheets.plan import inspect
from yifa.sheets.target import load
targets = [load(path) for path in Path(sys.argv[2]).glob("*.yaml")]
heard = []
with inspect([Path(sys.argv[1])], targets, 2024, lambda *said: heard.append(said)) as inspection:
    sheet = inspection.files[0].sheets[0]
    landed = sum(row.ok for row in sheet.rows())
print(landed, len(sheet.complaints), len({said[0] for said in heard}), len(heard) > 50,
      int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text()).group(1)) // 1024)
"""


def large(path: Path) -> Path:
    """A workbook of ROWS rows, written as text, because a library would need minutes."""
    book(path, [HEAD])
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    cells = "".join(
        f'<row r="{n + 1}"><c r="A{n + 1}"><v>{n}</v></c>'
        + "".join(
            f'<c r="{letter}{n + 1}" t="inlineStr"><is><t>{text}</t></is></c>'
            for letter, text in zip(
                "BCDEH",
                (f"2024.{n % 12 + 1}.{n % 28 + 1}", f"禾某{n}", "田某", "邻里纠纷", "成功"),
                strict=True,
            )
        )
        + f'<c r="F{n + 1}"><v>2</v></c><c r="G{n + 1}"><v>{"-1" if n % 1000 == 0 else n % 97 / 10}</v></c></row>'
        for n in range(1, ROWS + 1)
    )
    sheet = parts["xl/worksheets/sheet1.xml"]
    parts["xl/worksheets/sheet1.xml"] = sheet.replace("</sheetData>", cells + "</sheetData>")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return path


@pytest.mark.slow
@pytest.mark.skipif(
    not Path("/proc/self/status").exists(), reason="PEAK MEMORY IS READ FROM /proc, WHICH IS ABSENT"
)
def test_a_very_large_sheet(tmp_path: Path) -> None:
    found = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(large(tmp_path / "x.xlsx")), str(HERE / "targets")],
        capture_output=True,
        text=True,
        check=True,
    )
    landed, complaints, stages, steady, megabytes = found.stdout.split()
    assert (int(landed), int(complaints), int(stages), steady) == (
        ROWS - ROWS // 1000,
        ROWS // 1000,
        2,
        "True",
    )
    assert int(megabytes) <= 300
