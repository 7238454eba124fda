"""Figures of invented sentences: value, unit, subject, kind and role; numbers that count nothing give none."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from yifa.reader.read import read_text

CASES = yaml.safe_load((Path(__file__).parent / "data" / "sentences.yaml").read_text(encoding="utf-8"))
HEAD = "望河镇2023年法治政府建设报告\n2023年，望河镇推进法治政府建设，现报告如下：\n一、主要举措和成效\n（一）推进工作。"


@pytest.mark.parametrize("case", CASES, ids=[case["says"][:20] for case in CASES])
def test_a_sentence_gives_its_figures(case: dict[str, Any]) -> None:
    report = read_text(HEAD + case["says"])
    read = [f for f in report.figures if not f.implicit]
    wanted = [(*row, "actual")[:5] for row in case.get("gives", [])]
    assert [(float(f.value), f.unit, f.kind, f.role) for f in read] == [
        (float(value), unit, kind, role) for value, unit, _, kind, role in wanted
    ]
    for figure, row in zip(read, wanted, strict=True):
        assert row[2] in figure.subject, (figure.subject, row[2])


def test_spans_run_from_number_to_unit() -> None:
    report = read_text(HEAD + "共开展活动 50 余场次，涉及金额约 350 万元左右，合格率达 99.3%。")
    assert [report.slice(f.span) for f in report.figures] == ["50 余场次", "350 万元", "99.3%"]
    assert [f.approx for f in report.figures] == ["gt", "about", ""]


def test_a_zero_without_a_numeral_is_implicit() -> None:
    report = read_text(HEAD + "今年以来我镇无新增行政应诉案件。")
    (zero,) = report.figures
    assert (zero.value, zero.implicit, zero.kind) == (0, True, "litigation_cases")


def test_the_plan_holds_aims() -> None:
    report = read_text(HEAD + "\n二、下一步工作安排\n开展普法宣传30场次。")
    assert [f.role for f in report.figures] == ["plan"]


def test_one_number_for_two_rates() -> None:
    report = read_text(HEAD + "组织法治理论考试，参考率、合格率均达100%。")
    (figure,) = report.figures
    assert (figure.kind, figure.also_kinds) == ("law_exam_participation_rate", ("law_exam_pass_rate",))


def test_numbers_in_names_and_lists_are_mentions() -> None:
    report = read_text(HEAD + "落实《纲要（2021—2025年）》和三项制度。")
    assert {m.why for m in report.mentions} >= {"name_part", "concept_name", "list_number"}
