"""Every data file is well formed and every row resolves its statute and article."""

import re
from datetime import date
from functools import cache

import pytest
import yaml

from yifa.law import articles, facts, glossary, panel, periods, statutes
from yifa.law.sources import DATA

PATHS = sorted(DATA.rglob("*.yaml"))
FACTS = sorted((DATA / "facts").glob("*.yaml"))
GRADES = {"text", "excerpt", "memory"}
KEYS = set(
    re.findall(
        r"\w+",
        """id zh name_zh verified statute article actor must_record unit activity value from before requires
        requires_any local note in_force_from in_force_to source text when unless what within extension date
        kind mask minimum fixed_date counts order""",
    )
)
UNITS = {"calendar_day": "日", "working_day": "日", "month": "月", "year": "年", "hour": "小时"}


class Strict(yaml.CSafeLoader):
    """A loader that refuses a key said twice."""


def _mapping(loader, node):
    keys = [loader.construct_object(key) for key, _ in node.value]
    assert len(keys) == len(set(keys)), f"{node.start_mark}: a key is said twice"
    return loader.construct_mapping(node, deep=True)


Strict.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)


@cache
def load(path):
    return yaml.load(path.read_text(encoding="utf-8"), Strict)


def rows(path):
    """Every row of a fact file with its section."""
    document = load(path)
    return [
        (s, r) for s, rows in document.items() if isinstance(rows, list) for r in rows if isinstance(r, dict)
    ]


def every_row():
    return [(path, section, row) for path in FACTS for section, row in rows(path)]


@pytest.mark.parametrize("path", PATHS, ids=lambda p: p.name)
def test_a_file_is_utf8_with_unix_lines_no_tabs_and_no_key_said_twice(path):
    raw = path.read_bytes()
    assert (
        raw.endswith(b"\n") and b"\r" not in raw and b"\t" not in raw and not raw.startswith(b"\xef\xbb\xbf")
    )
    shown_only = path.parent.name == "facts" or path.stem == "official_document"  # never computed with
    assert shown_only or not any(isinstance(leaf, float) for leaf in leaves(load(path)))


def leaves(value):
    if isinstance(value, dict):
        for part in value.values():
            yield from leaves(part)
    elif isinstance(value, list):
        for part in value:
            yield from leaves(part)
    else:
        yield value


def test_there_is_a_file_for_every_register():
    assert len(FACTS) == 33 + 2  # and counting, further_articles
    for path in FACTS:
        assert {"title_zh", "title_en", "purpose"} <= set(load(path)), path.name


def test_rows_hold_known_words_only():
    """A comma in an unquoted note tears a row apart; the torn half shows up as an unknown key."""
    for path, section, row in every_row():
        assert set(row) <= KEYS, (path.name, section, set(row) - KEYS)
        assert row["verified"] in GRADES
        for end in ("in_force_from", "in_force_to"):
            assert row.get(end) is None or isinstance(row[end], date)


def test_row_ids_are_unique_in_their_section():
    for path in FACTS:
        ids = [(section, row["id"]) for section, row in rows(path) if "id" in row]
        assert len(ids) == len(set(ids)), path.name


@pytest.mark.parametrize("path", [*FACTS, DATA / "official_document.yaml"], ids=lambda p: p.stem)
def test_every_row_resolves_its_statute_and_article(path):
    found = [place for place in facts.places() if place.id.startswith(f"{path.stem}/")]
    assert found or path.stem in ("case_file_review",)
    for place in found:
        cited = statutes.cite(place.row["statute"], place.row.get("article") or "")
        assert cited.label
        shown = statutes.facts(place.row["statute"], place.row.get("article") or "")
        assert place.id in {fact.id for fact in shown}


def test_the_index_is_what_the_rows_say():
    """An independent walk over the rows: same articles, same rows, best check wins."""
    expected = {}
    order = ["memory", "excerpt", "text"]
    for path in [*FACTS, DATA / "official_document.yaml"]:
        for place, row in walk(load(path), path.stem):
            for key in keys(row.get("article")):
                entry = expected.setdefault(row["statute"], {}).setdefault(key, ["memory", []])
                entry[0] = order[max(order.index(entry[0]), order.index(row.get("verified", "memory")))]
                entry[1].append(place)
    found = {
        s: {a: [e["verified"], e["rows"]] for a, e in of.items()}
        for s, of in load(DATA / "articles.yaml").items()
    }
    assert {s: {a: [v, sorted(r)] for a, (v, r) in of.items()} for s, of in found.items()} == {
        s: {a: [v, sorted(r)] for a, (v, r) in of.items()} for s, of in expected.items()
    }


def test_the_committed_index_is_the_one_that_is_made():
    assert (DATA / "articles.yaml").read_text(encoding="utf-8") == facts.written(facts.places())


def walk(value, place):
    if isinstance(value, dict):
        if "statute" in value:
            yield place, value
        for key, part in value.items():
            yield from walk(part, f"{place}/{key}")
    elif isinstance(value, list):
        for n, part in enumerate(value):
            yield from walk(part, f"{place}/{part['id'] if isinstance(part, dict) and 'id' in part else n}")


def keys(article):
    if not article:
        return [""]
    if found := re.fullmatch(r"(\d+)-(\d+)", article):
        return [str(n) for n in range(int(found[1]), int(found[2]) + 1)]
    return article.split(",")


def test_statutes_are_well_formed():
    document = load(DATA / "statutes.yaml")["statutes"]
    ids = [row["id"] for row in document]
    assert len(ids) == len(set(ids)) == 125
    shorts = [row["short_zh"] for row in document]
    assert len(shorts) == len(set(shorts))
    for row in document:
        assert row["verified"] in GRADES
        clause = row["counting"]
        assert set(clause) <= {
            "working",
            "days",
            "except",
            "article",
            "verified",
            "rolls",
            "rolls_verified",
            "through",
            "note",
        }
        assert clause["working"] in {"listed", "up_to", "every", "written", "none", "unknown"}
        assert bool(clause.get("days")) == (clause["working"] in ("listed", "up_to"))
        assert bool(clause["rolls"]) == bool(clause.get("rolls_verified"))
        assert (clause["working"] == "unknown") <= (clause["verified"] == "memory")
        for article in filter(None, (clause["article"], clause["rolls"], *clause.get("except", ()))):
            assert statutes.cite(row["id"], article)
        if clause.get("through"):
            assert statutes.cite(*clause["through"].split(":"))
        for link in filter(None, (row["supersedes"], row["superseded_by"])):
            assert link in ids


def test_the_clauses_count_every_deadline_as_its_row_does():
    for path in FACTS:
        for row in load(path).get("deadlines", []):
            if not row.get("statute") or row.get("value") is None or not row.get("article"):
                continue
            count = periods.counting(row["statute"], row["value"], UNITS[row["unit"]], row["article"])
            clause = statutes.get(row["statute"]).counting
            if row["unit"] == "working_day" and clause.working in ("written", "unknown"):
                count = periods.counting(row["statute"], row["value"], "工作日", row["article"])
            assert count.unit == row["unit"], (path.name, row["id"])


def test_every_row_can_be_said_in_chinese():
    for place in facts.places():
        fact = panel.show(place)
        assert fact.words and not re.search(r"[a-z]+_[a-z]+|[A-Za-z]{4}", fact.words), (fact.id, fact.words)


def test_every_word_is_used():
    """A code that no row uses any more leaves the list."""
    words = load(DATA / "words.yaml")
    used = set()
    for _, _, row in every_row():
        used |= {row.get(k) for k in ("activity", "from", "before", "when", "unless")}
        used |= {*row.get("requires", ()), *row.get("requires_any", ())}
    for table in ("predicates", "occasions", "activities"):
        assert set(words[table]) <= used, table
    assert set(words["rows"]) <= set(panel.by_id())


def test_the_glossary():
    document = load(DATA / "glossary.yaml")["terms"]
    assert (
        len(document) == len({row["zh"] for row in document}) == len({row["code"] for row in document}) == 177
    )
    assert glossary.term("法治政府").code == "law_based_government"
    assert glossary.term("petition") == glossary.term(glossary.term("petition").zh)
    with pytest.raises(glossary.UnknownTerm, match="E106"):
        glossary.term("没有的词")


def test_the_facts_are_the_shared_ones(shared):
    """Where the reference material is there: nothing lost; three rows torn by commas are mended here."""
    for theirs in sorted((shared / "law").glob("*.yaml")):
        ours = DATA / "facts" / theirs.name
        if not ours.exists():
            assert theirs.stem in ("statutes", "glossary", "official_document"), theirs.name
            continue
        a, b = yaml.safe_load(theirs.read_text(encoding="utf-8")), load(ours)
        assert set(a) == set(b)
        for section in a:
            if isinstance(a[section], list):
                assert [strip(r) for r in a[section]] == [strip(r) for r in b[section]], (
                    theirs.name,
                    section,
                )


def strip(row):
    return (
        {k: v for k, v in row.items() if k in KEYS - {"note", "what", "within"}}
        if isinstance(row, dict)
        else row
    )


@pytest.mark.parametrize("text", ["64", "64(1)、85", "二(三)", "69-80"])
def test_references_read_the_keys_of_the_index(text):
    assert [key for place in articles.references(text) for key in place.keys]
