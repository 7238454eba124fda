"""``yifa figures`` and ``yifa report`` on an invented office: what they print, write, and refuse."""

import io
import json

import pytest
from docx import Document

from tests.report.invented import EXPECTED, YEAR, year_of
from yifa.cli.main import main
from yifa.measure.models import Frozen
from yifa.people.office import open_office

pytestmark = pytest.mark.django_db
FIELDS = ["slug", "label", "value", "unit", "numerator", "denominator", "shown", "evidence"]
HERE = ["--office", "青禾镇", "--year", str(YEAR)]


@pytest.fixture
def here(cast):
    return year_of(cast)


def test_figures_as_json(here, capsys):
    assert main(["figures", *HERE, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert all(list(one) == FIELDS for one in found)
    shown = {one["slug"]: one["shown"] for one in found}
    assert {slug: shown[slug] for slug in EXPECTED} == EXPECTED
    assert (shown["open_info_items"], shown["penalties_filed"], shown["casefile_reviews"]) == (
        "未登记",
        "无此职责",
        "0次",
    )
    rate = next(one for one in found if one["slug"] == "law_exam_pass_rate")
    assert (rate["numerator"], rate["denominator"], rate["evidence"]) == (58, 60, 2)
    assert rate["value"] == pytest.approx(58 / 60)


def test_figures_as_a_table(here, capsys):
    assert main(["figures", *HERE]) == 0
    out = capsys.readouterr().out
    line = next(line for line in out.splitlines() if "law_study_sessions" in line)
    assert line.split() == ["中心组学法", "law_study_sessions", "14次", "14"]


@pytest.mark.parametrize("slug", EXPECTED)
def test_every_figure_opens(here, capsys, slug):
    assert main(["figures", *HERE, "--json"]) == 0
    figures = {one["slug"]: one for one in json.loads(capsys.readouterr().out)}
    assert main(["figures", *HERE, "--json", "--open", slug]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert len({row["id"] for row in rows}) == figures[slug]["evidence"] > 0
    assert all(row["title"] and row["step"] and row["days"] for row in rows)
    assert main(["figures", *HERE, "--open", slug]) == 0
    out = capsys.readouterr().out
    assert all(row["id"] in out for row in rows) and out.endswith(f"{slug}: {len(rows)} rows\n")


def test_the_report_is_written_three_times(here, capsys, tmp_path):
    out = tmp_path / "new" / "folder"
    assert main(["report", *HERE, "--out", str(out)]) == 0
    printed = capsys.readouterr()
    assert printed.out.split() == [str(out / f"report.{ending}") for ending in ("docx", "html", "json")]
    assert "4 places are still open" in printed.err
    told = json.loads((out / "report.json").read_text(encoding="utf-8"))
    figures = {one["slug"]: one for one in told["figures"]}
    assert {slug: figures[slug]["shown"] for slug in EXPECTED} == EXPECTED
    assert all(len(one["rows"]) == one["evidence"] for one in told["figures"])
    text = "\n".join(one.text for one in Document(io.BytesIO((out / "report.docx").read_bytes())).paragraphs)
    assert all(shown in text for shown in EXPECTED.values())
    assert "（草稿" in (out / "report.html").read_text(encoding="utf-8")


def test_a_typed_number_is_a_defect(here, capsys, tmp_path):
    words = tmp_path / "words.yaml"
    words.write_text("plan: [明年培训12场。]\n", encoding="utf-8")
    assert main(["report", *HERE, "--out", str(tmp_path), "--words", str(words)]) == 1
    assert "“12”是手写的数字" in capsys.readouterr().err
    words.write_text("nowhere: [一句话。]\n", encoding="utf-8")
    assert main(["report", *HERE, "--out", str(tmp_path), "--words", str(words)]) == 2
    assert "no part nowhere; the parts are measures, shortcomings, duties, plan" in capsys.readouterr().err
    words.write_text("plan: {a: 1}\n", encoding="utf-8")
    assert main(["report", *HERE, "--out", str(tmp_path), "--words", str(words)]) == 2


def test_freezing_keeps_the_figures_as_reported(here, capsys, tmp_path):
    assert main(["report", *HERE, "--out", str(tmp_path), "--freeze", "foreign"]) == 2
    assert "no officer 'foreign' at 青禾镇" in capsys.readouterr().err
    assert main(["report", *HERE, "--out", str(tmp_path), "--freeze", "clerk"]) == 0
    assert Frozen.objects.get(township=here, year=YEAR, slug="law_study_sessions").value == "14"


def stopped(words):
    with pytest.raises(SystemExit) as told:
        main(words)
    return told.value.code


def test_faults_are_told_in_one_sentence(here, capsys, tmp_path):
    assert stopped(["figures", "--office", "无名镇", "--year", "2025"]) == 2
    assert "no township '无名镇'" in capsys.readouterr().err
    assert stopped(["figures", "--office", "青禾镇", "--year", "25"]) == 2
    assert main(["figures", *HERE, "--open", "nothing"]) == 2
    assert main(["report", "--office", "柏川镇", "--year", "2025", "--out", str(tmp_path)]) == 1
    assert "nothing is registered for 柏川镇 in 2025" in capsys.readouterr().err
    assert main(["report", "--office", "青禾镇", "--year", "2015", "--out", str(tmp_path)]) == 2
    file = tmp_path / "file"
    file.write_text("", encoding="utf-8")
    assert main(["report", *HERE, "--out", str(file / "below")]) == 1
    assert f"cannot write to {file / 'below'}" in capsys.readouterr().err


def test_an_office_of_a_name_that_two_counties_have(here, capsys):
    open_office("山阳县", "青禾镇")
    assert stopped(["figures", *HERE]) == 2
    assert "--county" in capsys.readouterr().err
    assert main(["figures", *HERE, "--county", "云溪县"]) == 0
    assert main(["figures", "--office", "柏川镇人民政府", "--year", "2025"]) == 0
