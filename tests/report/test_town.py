"""A town's own spreadsheets, from the import to the report: the text tells what a correct count of the sheets gives."""

import io
import json
import re

import pytest
import yaml
from docx import Document

from yifa.cli.main import main
from yifa.people.office import open_office

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
HERE = ["--office", "A镇", "--year", "2023"]


def test_the_numbers_of_the_report_are_those_of_the_sheets(shared, tmp_path, capsys):
    folder = shared / "ledgers" / "town-a"
    sheets = sorted(str(path) for path in folder.iterdir() if path.suffix in (".xlsx", ".xls", ".csv"))
    open_office("山川县", "A镇")
    assert main(["sheets", "import", *HERE, *sheets]) == 0
    assert main(["report", *HERE, "--out", str(tmp_path)]) == 0
    capsys.readouterr()
    with (folder / "expected.yaml").open(encoding="utf-8") as source:
        expected = yaml.safe_load(source)["figures"]
    told = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    figures = {one["slug"]: one for one in told["figures"]}
    assert {slug: figures[slug]["value"] for slug in expected} == expected
    text = "".join(
        one.text for one in Document(io.BytesIO((tmp_path / "report.docx").read_bytes())).paragraphs
    )
    for slug in expected:
        assert figures[slug]["shown"] in text, slug
        assert len(figures[slug]["rows"]) == figures[slug]["evidence"]
    # every number of the body, read off its letters alone, is a figure's, a year or the day
    body = text.split("附件：")[0].split("人民政府：")[1]
    shown = "".join(one["shown"] for one in told["figures"])
    for number in re.findall(r"\d[\d,.]*", body):
        assert number in shown or number == "2023", number
    assert [one for one in told["findings"] if one["defect"]] == []
