"""Parameters are dated, fall back to the region above, rest on something, stay unset where the law does."""

from datetime import date
from functools import cache

import pytest
import yaml

from yifa.law import parameters, statutes
from yifa.law.grades import GRADES
from yifa.law.sources import DATA, parse

FILES = ("parameters.yaml", "parameters-demo.yaml")
ROWS = [
    (name, row)
    for name in FILES
    for row in yaml.safe_load((DATA / name).read_text(encoding="utf-8"))["parameters"]
]
NOW = date(2026, 6, 1)


def test_the_law_leaves_the_hearing_amount_open_and_the_county_sets_it():
    for who, amount in (("citizen", 3000), ("organisation", 30000)):
        key = f"penalty.hearing_fine_{who}"
        assert parameters.value(key, "CN", NOW) is None
        set_ = parameters.value(key, "yunxi-qinghe", NOW)
        assert (set_.value, set_.region, set_.mark) == (amount, "yunxi", "未核")
        assert set_.citation.label == "演示参数（虚构）"


def test_a_value_changes_on_its_day():
    old = parameters.value("penalty.summary_fine_citizen", "yunxi", date(2021, 7, 14))
    new = parameters.value("penalty.summary_fine_citizen", "yunxi", date(2021, 7, 15))
    assert (old.value, old.citation.statute_id, old.mark) == (50, "xzcf-2017", "未核")
    assert (new.value, new.citation.label, new.mark) == (200, "《行政处罚法》第五十一条", "")


def test_study_hours():
    national = parameters.value("officer.study_hours", "CN", NOW)
    assert (national.value, national.unit, national.mark) == (60, "学时", "未核")
    assert parameters.value("officer.study_hours", "CN", date(2023, 8, 8)) is None
    assert parameters.value("officer.study_hours", "410000", date(2023, 8, 8)).value == 40
    assert parameters.value("officer.study_hours", "410000", date(2024, 1, 1)).value == 60


def test_a_city_asks_its_province_and_a_province_the_nation():
    assert parameters.value("officer.exam_result_years", "330200", NOW).region == "330000"
    assert parameters.value("document.filing_days", "330200", NOW).region == "CN"
    assert parameters.value("suggestion.again_months", "500000", NOW).value == 2
    assert parameters.value("suggestion.again_months", "410000", NOW).value == 1


def test_what_is_unset_can_be_asked_for():
    book = parameters.shipped()
    assert "penalty.hearing_fine_citizen" in book.questions("CN", NOW)
    assert "penalty.hearing_fine_citizen" not in book.questions("yunxi-qinghe", NOW)


def test_errors_name_what_was_asked():
    with pytest.raises(parameters.UnknownParameter, match=r"E104.*penalty\.nothing"):
        parameters.value("penalty.nothing", "CN", NOW)
    with pytest.raises(parameters.UnknownRegion, match=r"E105.*atlantis"):
        parameters.value("officer.study_hours", "atlantis", NOW)


def test_an_installation_adds_its_own_file(tmp_path):
    own = tmp_path / "own.yaml"
    row = {
        "key": "officer.study_hours",
        "label": "执法人员年度培训学时",
        "region": "here",
        "value": 80,
        "unit": "学时",
        "basis": "县里的规定",
        "verified": "text",
    }
    better = {**row, "region": "CN", "value": 70}
    regions = [{"id": "here", "name": "本县", "parent": "CN"}]
    own.write_text(
        yaml.safe_dump({"regions": regions, "parameters": [row, better]}, allow_unicode=True),
        encoding="utf-8",
    )
    book = parameters.book([*(DATA / name for name in FILES), own])
    found = book.value("officer.study_hours", "here", NOW)
    assert (found.value, found.mark, found.citation.label) == (80, "", "县里的规定")
    assert book.value("document.filing_days", "here", NOW).value == 15
    assert book.value("officer.study_hours", "CN", NOW).value == 70  # a later file is asked first
    assert parameters.value("officer.study_hours", "CN", NOW).value == 60
    try:
        parameters.use(own)
        assert parameters.value("officer.study_hours", "CN", NOW).value == 70
    finally:
        parameters.use()
    assert parameters.value("officer.study_hours", "CN", NOW).value == 60


@pytest.mark.parametrize(
    ("name", "row"), ROWS, ids=[f"{row['region']}:{row['key']}:{n}" for n, (_, row) in enumerate(ROWS)]
)
def test_every_row_rests_on_something_and_is_well_formed(name, row):
    named = {"key", "label", "region", "value", "unit", "verified"}
    assert named <= set(row) <= named | {"since", "until", "statute", "article", "basis", "fact", "note"}
    assert ("statute" in row) != ("basis" in row)
    if "statute" in row:
        cited = statutes.cite(row["statute"], row["article"])
        assert GRADES.index(row["verified"]) <= GRADES.index(cited.verified)
    assert row["verified"] in GRADES
    assert row["value"] is None or type(row["value"]) in (int, str)
    assert row["unit"] and row["label"]
    assert row.get("since") is None or row.get("until") is None or row["since"] <= row["until"]
    if name.endswith("demo.yaml"):
        assert row["basis"] == "演示参数（虚构）" and row["verified"] == "memory"


def test_rows_of_one_key_and_region_do_not_overlap():
    for name, row in ROWS:
        for other_name, other in ROWS:
            if row is other or (name, row["key"], row["region"]) != (
                other_name,
                other["key"],
                other["region"],
            ):
                continue
            first, second = sorted((row, other), key=lambda r: r.get("since") or date.min)
            assert first.get("until") and second.get("since") and first["until"] < second["since"], row["key"]


def test_one_key_has_one_label_and_one_unit():
    for key in {row["key"] for _, row in ROWS}:
        assert len({(row["label"], row["unit"]) for _, row in ROWS if row["key"] == key}) == 1, key


documents = cache(parse)


def test_a_parameter_says_what_its_fact_says():
    for row in (row for _, row in ROWS if "fact" in row):
        file, section, number = row["fact"].split("/")
        document = documents(DATA / "facts" / f"{file}.yaml")
        rows = {str(r.get("id", n)): r for n, r in enumerate(document[section])}
        fact = rows[number]
        assert fact.get("statute") == row.get("statute"), row["key"]
        amount = fact.get("value", fact.get("within"))
        if row["value"] is not None and amount is not None:
            assert amount == row["value"], row["key"]


def test_every_local_number_of_the_facts_is_a_parameter():
    """A row marked local that holds a number must not become a constant of some register."""
    held = {row["fact"] for _, row in ROWS if "fact" in row}
    examples = {"normative_document/deadlines/file_5wd_example"}  # shows the spread only
    for path in sorted((DATA / "facts").glob("*.yaml")):
        document = parse(path)
        for section in ("deadlines", "thresholds"):
            for row in document.get(section, []):
                place = f"{path.stem}/{section}/{row['id']}"
                assert not row.get("local") or place in held | examples, place
