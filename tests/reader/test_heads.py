"""Heads in every layout of the survey give the metadata they state, and nothing else."""

import re
import unicodedata
from pathlib import Path
from typing import Any

import pytest
import yaml

from yifa.reader.read import read_text

CASES = yaml.safe_load((Path(__file__).parent / "data" / "heads.yaml").read_text(encoding="utf-8"))
FIELDS = ("title", "year", "issuing_body", "doc_number", "index_number", "theme", "publisher", "date_written",
          "date_published", "addressee")  # fmt: skip


def flat(value: Any) -> str:
    """A value without blanks and brackets' kinds."""
    text = re.sub(r"\s+", "", unicodedata.normalize("NFKC", str(value)))
    return text.translate(str.maketrans("〔〕[]", "()()"))


@pytest.mark.parametrize("case", CASES, ids=[case["layout"] for case in CASES])
def test_a_head_gives_what_it_states(case: dict[str, Any]) -> None:
    report = read_text(case["text"])
    stated = {name: flat(value) for name, value in case["gives"].items()}
    read = {name: flat(report.value(name)) for name in FIELDS if report.value(name)}
    body, wanted = (
        re.sub("(?:人民政府|办事处)$", "", found.pop("issuing_body", "")) for found in (read, stated)
    )
    assert read == stated
    assert bool(body) == bool(wanted) and (body.endswith(wanted) or wanted.endswith(body))
    assert report.outline


@pytest.mark.parametrize("case", CASES, ids=[case["layout"] for case in CASES])
def test_a_field_points_at_its_words(case: dict[str, Any]) -> None:
    report = read_text(case["text"])
    for name in ("title", "doc_number", "index_number", "addressee", "publisher"):
        field = report.metadata.get(name)
        if field and field.span:
            assert flat(field.value) in flat(report.slice(field.span)), name
