"""The command: JSON files by the file's name, a readable summary, a sentence for what cannot be read."""

import io
import json
from pathlib import Path

from yifa.reader.show import main

PAPER = Path(__file__).parent / "data" / "report.txt"


def test_json_is_named_after_the_file(tmp_path: Path) -> None:
    out, err = io.StringIO(), io.StringIO()
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.4 nothing")
    assert main([str(PAPER), str(broken), "--json", str(tmp_path / "out")], out, err) == 1
    content = json.loads((tmp_path / "out" / "report.json").read_text(encoding="utf-8"))
    assert set(content) >= {
        "metadata",
        "outline",
        "figures",
        "events",
        "instruments",
        "problems",
        "plans",
        "proposals",
        "lint",
    }
    assert content["metadata"]["year"] == 2023
    text = PAPER.read_text(encoding="utf-8")
    assert {text[f["start"] : f["end"]] for f in content["figures"]} >= {"4次", "320余人次", "97.8%"}
    first = content["proposals"][0]
    assert (first["kind"], first["what"], first["who"], first["due"]) == (
        "rectification",
        "执法力量不足",
        "",
        "",
    )
    assert text[first["start"] : first["end"]].startswith("一是执法力量不足")
    assert "已损坏" in err.getvalue()
    assert out.getvalue() == "1 read, 1 could not be read\n"


def test_the_summary_shows_everything_at_its_place() -> None:
    out = io.StringIO()
    assert main([str(PAPER)], out, io.StringIO()) == 0
    said = out.getvalue()
    for words in (
        "青石县白鹭镇人民政府关于2023年度",
        "报告年度：2023",
        "调解成功率：97.8%",
        "（上年）",
        "（要求）",
        "## 拟转整改与任务（4）",
        "整改  执法力量不足  谁：未写明  期限：未写明  出自“一是执法力量不足。",
        "## 检查结果",
    ):
        assert words in said, words


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    err = io.StringIO()
    assert main([str(tmp_path / "none.txt")], io.StringIO(), err) == 1
    assert "cannot be opened" in err.getvalue()


def test_files_that_differ_only_by_their_ending_keep_it(tmp_path: Path) -> None:
    text = PAPER.read_text(encoding="utf-8")
    for name in ("报告.txt", "报告.text", "另一份.txt"):
        (tmp_path / "in" / name).parent.mkdir(exist_ok=True)
        (tmp_path / "in" / name).write_text(text, encoding="utf-8")
    (tmp_path / "in" / ".hidden").write_text("x", encoding="utf-8")
    assert main([str(tmp_path / "in"), "--json", str(tmp_path / "out")], io.StringIO(), io.StringIO()) == 0
    written = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert written == ["另一份.json", "报告.text.json", "报告.txt.json"]


def test_nothing_is_written_over(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "报告.txt").write_text("x", encoding="utf-8")
    err = io.StringIO()
    assert main([str(tmp_path), "--json", str(tmp_path / "out")], io.StringIO(), err) == 1
    assert not (tmp_path / "out").exists()
    assert "报告.txt.json" in err.getvalue()
    assert str(tmp_path / "b" / "报告.txt") in err.getvalue()


def test_it_says_how_far_it_is(tmp_path: Path) -> None:
    for number in range(201):
        (tmp_path / f"{number}.txt").write_text("一页", encoding="utf-8")
    err = io.StringIO()
    assert main([str(tmp_path), "--json", str(tmp_path / "out")], io.StringIO(), err) == 0
    assert err.getvalue() == "200 of 201 files\n"


def test_an_opening_is_not_told_to_lack_what_comes_later(tmp_path: Path) -> None:
    whole = PAPER.read_text(encoding="utf-8")
    opening = tmp_path / "opening.txt"
    opening.write_text(whole[: whole.index("二、")].rstrip()[:-12], encoding="utf-8")
    out = io.StringIO()
    assert main([str(opening)], out, io.StringIO()) == 0
    assert "缺少部分" not in out.getvalue()
    assert "故未判断是否缺少法定部分" in out.getvalue()
    lacking = tmp_path / "lacking.txt"
    lacking.write_text(
        "白鹭镇2023年法治政府建设情况报告\n一、主要举措和成效\n"
        + "镇政府依法履职。" * 60
        + "\n二、下一步工作打算\n继续推进依法行政。\n白鹭镇人民政府\n2024年1月5日\n",
        encoding="utf-8",
    )
    out = io.StringIO()
    assert main([str(lacking)], out, io.StringIO()) == 0
    assert "缺少部分：第一责任人职责、不足和原因" in out.getvalue()
