"""The DOCX as LibreOffice lays it out: A4, 22 lines of 28 characters, page numbers outside, every number on paper."""

from __future__ import annotations

import re
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from tests.report.invented import EXPECTED
from yifa.report.blocks import Block, Text
from yifa.report.docx import Properties, docx

pytestmark = [pytest.mark.office, pytest.mark.django_db]
PROGRAMS = ("libreoffice", "pdftotext", "pdfinfo", "pdftoppm")


def laid_out(content: bytes, folder: Path) -> Path:
    """The PDF of a DOCX; the test is skipped, loudly, where a program is absent."""
    missing = [name for name in PROGRAMS if shutil.which(name) is None]
    if missing:
        pytest.skip(f"PROGRAMS ABSENT: {', '.join(missing)} (libreoffice-writer, poppler-utils)")
    source = folder / "r.docx"
    source.write_bytes(content)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [
        "libreoffice",
        profile,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(folder),
        str(source),
    ]
    subprocess.run(command, check=True, capture_output=True)
    return folder / "r.pdf"


def text(pdf: Path, *options: str) -> str:
    return subprocess.run(
        ["pdftotext", *options, str(pdf), "-"], check=True, capture_output=True, text=True
    ).stdout


def test_the_report_on_paper(draft, tmp_path):
    pdf = laid_out(docx(draft.pieces, Properties(draft.title, draft.office, "", draft.on)), tmp_path)
    told = subprocess.run(["pdfinfo", str(pdf)], check=True, capture_output=True, text=True).stdout
    assert re.search(r"Page size:\s+595\.\d+ x 841\.\d+ pts \(A4\)", told)
    pages = text(pdf, "-layout").split("\f")[:-1]
    assert 3 <= len(pages) <= 6
    flat = re.sub(r"\s", "", "".join(pages))
    for shown in EXPECTED.values():
        assert shown in flat
    for words in (
        "一、2025年度推进法治政府建设的主要举措和成效",
        "数字与依据",
        "没有台账的数字",
        "无此职责的数字",
    ):
        assert words in flat
    for number, page in enumerate(pages, start=1):
        last = page.rstrip().splitlines()[-1]
        assert last.replace(" ", "") == f"—{number}—"
        assert (len(last) - len(last.lstrip()) > 20) == (number % 2 == 1), "odd pages right, even pages left"
    image = tmp_path / "page"
    subprocess.run(["pdftoppm", "-r", "40", "-gray", "-f", "1", "-l", "1", str(pdf), str(image)], check=True)
    assert next(tmp_path.glob("page*.pgm")).stat().st_size > 100_000


def test_a_page_holds_22_lines_of_28_characters(tmp_path):
    body = "依法行政是建设法治政府的根本要求" * 90
    content = docx([Block("paragraph", (Text(body),))], Properties("t", "o", "", date(2026, 1, 15)))
    page = text(laid_out(content, tmp_path), "-layout").split("\f")[0]
    lines = [line.strip() for line in page.splitlines() if line.strip()][:-1]
    assert len(lines) == 22
    assert [len(line) for line in lines] == [26, *[28] * 21]
