"""Leave one out: what only the held-out report shows is forgotten, everything else stays."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from yifa.reader.export import as_json
from yifa.reader.held_out import forget
from yifa.reader.read import read_text

pytestmark = pytest.mark.slow

HEAD = "[ 体裁分类 ] 公文 [ 发布机构 ] 云溪县石桥镇 [ 成文日期 ] 2024-01-12\n云溪县石桥镇2023年法治政府建设情况报告\n"
BODY = "2023年，石桥镇有关情况报告如下：\n一、主要举措和成效\n（一）学法。全年组织学法40课时，讲了一堂“法治”专题课。\n"
OTHER = "白鹭镇2023年法治政府建设情况报告\n2023年，白鹭镇有关情况报告如下：\n一、主要举措和成效\n（一）学法。全年组织中心组学法4次。\n"
READ = (
    "import json, sys; from yifa.reader.read import read_text; from yifa.reader.export import as_json; "
    "print(json.dumps(as_json(read_text(sys.stdin.read())), ensure_ascii=False))"
)


def by_copy(copy: Path, text: str) -> dict[str, object]:
    """What the copied package reads out of a text."""
    done = subprocess.run(
        [sys.executable, "-c", READ],
        input=text,
        capture_output=True,
        text=True,
        check=True,
        cwd=copy,
        env={**os.environ, "PYTHONPATH": str(copy), "PYTHONIOENCODING": "utf-8"},
    )
    result: dict[str, object] = json.loads(done.stdout)
    return result


def test_only_what_the_held_out_text_shows_is_dropped(tmp_path: Path) -> None:
    dropped = forget(tmp_path, HEAD + BODY, [OTHER])
    header = yaml.safe_load((tmp_path / "yifa/reader/data/header.yaml").read_text(encoding="utf-8"))
    assert "发布机构" not in header["publisher"]
    assert "发文机构" in header["publisher"], "found nowhere: nothing says it was learnt here"
    assert any(row.endswith("成文日期") for row in dropped)
    assert not any(row.startswith("units") and row.endswith(": 次") for row in dropped), "次 is in both"


def test_a_slip_is_forgotten_by_its_wrong_form(tmp_path: Path) -> None:
    dropped = forget(tmp_path, HEAD + BODY + "广泛参于。\n", [OTHER])
    assert [row.split()[-1] for row in dropped if row.startswith("slips: ")] == ["参与"]


def test_the_copy_reads_without_it_and_the_package_is_untouched(tmp_path: Path) -> None:
    before = as_json(read_text(HEAD + BODY))
    assert before["metadata"]["publisher"] == "云溪县石桥镇"
    assert {row["unit"] for row in before["figures"]} >= {"课时", "堂"}
    forget(tmp_path, HEAD + BODY, [OTHER])
    poorer = by_copy(tmp_path, HEAD + BODY)
    assert "publisher" not in poorer["metadata"]  # type: ignore[operator]
    assert poorer["figures"] == []
    assert as_json(read_text(HEAD + BODY)) == before


def test_nothing_is_dropped_that_two_reports_share(tmp_path: Path) -> None:
    assert forget(tmp_path, HEAD + BODY, [HEAD + BODY]) == []
    assert by_copy(tmp_path, HEAD + BODY) == json.loads(json.dumps(as_json(read_text(HEAD + BODY))))


def test_a_wrong_word_that_only_the_held_out_text_shows_is_forgotten(tmp_path: Path) -> None:
    said = "学法成校好。摸式更加健全。\n"
    assert {"成效", "模式"} <= {one.fix for one in read_text(HEAD + BODY + said).findings}
    dropped = forget(tmp_path, HEAD + BODY + said, [OTHER + "摸式更加健全。\n"])
    assert "words: 成校 for 成效" in dropped and not any("摸式" in row for row in dropped)
    told = json.dumps(by_copy(tmp_path, HEAD + BODY + said), ensure_ascii=False)
    assert "之误" in told and "“成校”疑为" not in told and "“摸式”疑为" in told
