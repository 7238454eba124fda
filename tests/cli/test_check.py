"""Planted faults in definitions, tables, papers and figures: `yifa check` names each; notes are no faults."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from yifa.cli import check
from yifa.matter.register import Version, register
from yifa.measure.index import Placed
from yifa.people.models import Organisation
from yifa.procedure import parse

TODAY = date(2026, 6, 10)


@dataclass
class Room:
    """A register of which a test changes one part."""

    real: Any
    changed: dict[str, Any]

    def __getattr__(self, name: str) -> Any:
        return self.changed[name] if name in self.changed else getattr(self.real, name)


@pytest.fixture
def disclosure():
    return register("disclosure")


def told(found) -> list[str]:
    return [f"{one.where}: {one.what}" for one in found if one.fault]


def with_text(room, old: str, new: str) -> Any:
    text = (room.folder / "procedure.yaml").read_text(encoding="utf-8")
    assert text.count(old) == 1
    version = Version(parse(text.replace(old, new)))
    return Room(room, {"versions": (version,), "current": version})


def test_a_sound_room_has_no_fault(disclosure):
    assert told(check._definitions(disclosure, 2000)) == []
    assert told(check._columns(disclosure)) == [] and told(check._papers(disclosure)) == []


def test_a_step_that_can_never_be_taken(disclosure):
    planted = with_text(
        disclosure,
        "  - {先: 公开审查, 才可: [公开, 不予公开], 依: 公17}\n".replace("\\\n", "\n"),
        "  - {先: 公开审查, 才可: [公开, 不予公开], 依: 公17}\n  - {先: 公开, 才可: 公开审查, 依: 公17}\n",
    )
    assert [line for line in told(check._definitions(planted, 2000)) if "公开" in line]


def test_states_that_were_not_all_seen_are_a_note(disclosure):
    found = list(check._definitions(disclosure, 3))
    assert told(found) == [] and [one for one in found if "not all" in one.what]


def test_a_column_that_no_step_writes_and_one_that_is_none(disclosure):
    planted = with_text(
        disclosure, "填: [信息名称], 可填: [形成单位, 备注]", "填: [信息名称], 可填: [来文单位]"
    )
    lines = told(check._columns(planted))
    assert "disclosure: no step writes the column producer (形成单位)" in lines
    assert "disclosure 信息形成: fills 来文单位, which is no column of the table" in lines


def test_a_nameplate_that_names_no_column(disclosure):
    config = SimpleNamespace(
        **{name: getattr(disclosure.config, name) for name in ("headline", "personal", "number", "day")},
        shown=("published_on", "headquarters"),
    )
    lines = told(check._columns(Room(disclosure, {"config": config})))
    assert lines == ["disclosure: its nameplate names headquarters, which is no column of the table"]


def test_a_paper_that_asks_for_no_column(disclosure, tmp_path: Path):
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / "note.txt").write_text(
        "标题：告知\n{信息名称}于{发布日期}公开。\n", encoding="utf-8"
    )
    found = list(check._papers(Room(disclosure, {"folder": tmp_path})))
    assert told(found) == ["disclosure papers/note.txt: asks for 发布日期, which is no column"]


def test_figures_of_one_name_and_without_words(disclosure, monkeypatch):
    one = disclosure.config.figures[0]
    other = replace(one, slug="other")
    planted = [
        one,
        replace(other, slug=one.slug),
        replace(other, slug="x", counts=" "),
        replace(other, slug="y", day="z"),
    ]
    monkeypatch.setattr(check, "placed", lambda: iter(Placed(disclosure, figure) for figure in planted))
    lines = told(check._figures())
    assert f"disclosure figure {one.slug}: disclosure has a figure of this name, too" in lines
    assert "disclosure figure x: has no definition" in lines
    assert "disclosure figure y: is dated by z, which is no column" in lines and len(lines) == 3


@pytest.mark.django_db
def test_parameters_that_nobody_set_are_notes_and_an_unknown_region_is_a_fault(cast):
    found = list(check._parameters(TODAY))
    assert told(found) == [] and all(one.where == "region yunxi" for one in found)
    Organisation.objects.filter(name="柏川镇").update(region="nowhere")
    assert told(check._parameters(TODAY)) == ["region nowhere: no parameter file knows it"]


@pytest.mark.django_db
def test_a_missing_trigger_is_a_fault(monkeypatch):
    monkeypatch.setattr(check.guards, "missing", lambda connection: ["ledger_entry_no_update"])
    assert "database: the trigger ledger_entry_no_update does not stand" in told(check._installation())


def test_a_stale_page_is_a_fault(monkeypatch):
    monkeypatch.setattr(check.docs, "stale", lambda folder: ["penalty.md"])
    assert told(check._pages()) == ["docs/law/penalty.md: stale; write it with: yifa docs"]
