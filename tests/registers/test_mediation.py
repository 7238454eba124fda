"""Mediation against figures counted by hand, sheets as townships keep them, and papers read as a party would."""

from collections import Counter
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import openpyxl
import pytest

from yifa.matter.history import history
from yifa.matter.many import PastRow, PastStep, record_many
from yifa.matter.models import Breach, Duty
from yifa.matter.papers import paper, templates
from yifa.matter.record import record
from yifa.matter.refusal import Origin, Recorded
from yifa.matter.register import register
from yifa.matter.rights import seen_by
from yifa.matter.scenario import play, scenarios
from yifa.measure.index import of_office
from yifa.people.office import open_office, system_officer
from yifa.procedure import Kernel
from yifa.procedure.check import explore, mistakes
from yifa.procedure.vocabulary import GATES
from yifa.procedure.words import sentence as words_of
from yifa.sheets.plan import inspect
from yifa.sheets.taking import take, targets

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
pytestmark = pytest.mark.django_db

# accepted, concluded, result, court, hard, amount
PAST = [
    ("2023-01-02", "2023-01-02", "成功", False, None, "61600"),
    ("2023-01-03", "2023-01-03", "成功", True, True, None),
    ("2023-03-05", "2023-03-30", "不成功", False, True, "0"),
    ("2023-12-28", "2024-01-08", "成功", True, True, "12.50"),
    ("2023-12-30", None, None, False, None, "300"),
    ("2023-12-31", "2023-12-31", None, None, None, None),
    ("2024-01-01", "2024-01-01", "成功", None, False, "7"),
]


def past_row(number, accepted, concluded, result, court, hard, amount):
    first = {"committee": "石桥村调委会", "applicant": "梁某", "respondent": "罗某", "kind": "邻里纠纷"}
    first |= {"court": court, "hard": hard, "amount": amount}
    known = {name: value for name, value in first.items() if value is not None}
    steps = [PastStep("accept", date.fromisoformat(accepted), known)]
    if concluded:
        last = {"agreement": "书面", "mediator": "马某"} | ({"result": result} if result else {})
        steps.append(PastStep("conclude", date.fromisoformat(concluded), last))
    origin = Origin("sheet", digest="d", sheet="s", row=number)
    return PastRow(f"row-{number}", f"digest-{number}", tuple(steps), origin)


@pytest.fixture
def township(cast):
    return cast["clerk"].organisation.township


@pytest.fixture
def past(cast, township):
    rows = [past_row(number, *row) for number, row in enumerate(PAST)]
    taken = list(record_many(register("mediation"), township, rows, now=NOW, by=cast["clerk"]))[-1]
    assert taken.refused == []
    assert taken.new == len(PAST)
    return taken


def by_hand(year):
    """What an office would count with a pencil over the same rows."""
    in_year = [row for row in PAST if row[0].startswith(year)]
    stated = [Decimal(row[5]) for row in in_year if row[5] is not None]
    return {
        "mediation_cases": len(in_year),
        "mediation_success_cases": sum(1 for row in in_year if row[1] and row[2] == "成功"),
        "rate": (
            sum(1 for row in in_year if row[1] and row[2] == "成功"),
            sum(1 for row in in_year if row[1]),
        ),
        "court_mediations": sum(1 for row in in_year if row[3] is True),
        "mediation_amount": sum(stated),
        "stated": len(stated),
        "hard_cases_resolved": sum(
            1 for row in PAST if row[1] and row[1].startswith(year) and row[4] and row[2] == "成功"
        ),
    }


@pytest.mark.parametrize("year", ["2023", "2024"])
def test_figures_are_what_a_pencil_counts(year, past, township):
    values = {value.slug: value for value in of_office(township, int(year))}
    wanted = by_hand(year)
    for slug in ("mediation_cases", "mediation_success_cases", "court_mediations", "hard_cases_resolved"):
        assert values[slug].value == wanted[slug], slug
    assert values["mediation_amount"].value == wanted["mediation_amount"]
    assert values["mediation_amount"].evidence == wanted["stated"]
    rate = values["mediation_success_rate"]
    assert (rate.numerator, rate.denominator) == wanted["rate"]


def test_the_pencil_itself_tells_the_years_apart():
    assert by_hand("2023")["mediation_cases"] == 6
    assert by_hand("2023")["rate"] == (3, 5)
    assert by_hand("2024")["hard_cases_resolved"] == 1


def test_the_past_owes_nothing_and_broke_nothing(past, township):
    rows = register("mediation").model.objects.filter(township=township)
    assert Breach.objects.count() == 0
    assert Duty.objects.count() == 0
    assert rows.filter(closed_on__isnull=True).count() == 1


def town_a(path):
    """The sheet read without the program's reader: every row that begins with a number."""
    page = openpyxl.load_workbook(path).active
    rows = [row for row in page.iter_rows(values_only=True) if isinstance(row[0], int)]
    return {
        "mediation_cases": len(rows),
        "mediation_success_cases": sum(row[9] == "成功" for row in rows),
        "court_mediations": sum(row[10] == "是" for row in rows),
        "mediation_amount": sum(Decimal(str(row[8])) * 10000 for row in rows if row[8] is not None),
        "stated": sum(row[8] is not None for row in rows),
        "kinds": Counter(row[5] for row in rows),
    }


def brought(path, office, year):
    with inspect([path], targets(), year) as found:
        return list(take(found, office, now=NOW, by=system_officer(office)))


def test_town_a_counts_as_its_sheet_does(shared):
    path = shared / "ledgers" / "town-a" / "人民调解台账.xlsx"
    office = open_office("云溪县", "A镇")[0]
    taken = brought(path, office, 2023)
    assert [(each.register, each.new, each.whole) for each in taken] == [("mediation", 140, True)]
    wanted = town_a(path)
    assert wanted["mediation_cases"] == wanted["mediation_success_cases"] == 140
    values = {value.slug: value for value in of_office(office, 2023)}
    for slug in ("mediation_cases", "mediation_success_cases", "court_mediations", "mediation_amount"):
        assert values[slug].value == wanted[slug], slug
    assert values["mediation_amount"].evidence == wanted["stated"]
    rate = values["mediation_success_rate"]
    assert (rate.numerator, rate.denominator) == (140, 140)
    rows = register("mediation").model.objects.filter(township=office)
    assert Counter(rows.values_list("kind", flat=True)) == wanted["kinds"]
    assert Breach.objects.count() == 0
    assert rows.filter(closed_on__isnull=True).count() == 0


def test_town_b_gives_only_its_people_s_mediations(shared):
    path = shared / "ledgers" / "town-b" / "矛盾纠纷化解.xlsx"
    office = open_office("云溪县", "B镇")[0]
    taken = {each.register: each for each in brought(path, office, 2021)}
    page = openpyxl.load_workbook(path).active
    ours = [row for row in page.iter_rows(min_row=3, values_only=True) if row[2] == "人民调解"]
    assert taken["mediation"].new == len(ours) > 0
    values = {value.slug: value for value in of_office(office, 2021)}
    assert values["mediation_cases"].value == len(ours)
    assert values["mediation_success_cases"].value == sum(row[6] == "调解成功" for row in ours)
    assert Breach.objects.count() == 0


@pytest.mark.parametrize("key", ["mediation", "committee", "mediator"])
def test_every_state_has_a_lawful_end(key):
    for version in register(key).versions:
        assert mistakes(version.definition) == []
        found = explore(version.definition)
        assert found.sound, found


def played(name, cast):
    room = register("mediation")
    found = next(item for item in scenarios(room) if item["名"] == name)
    result = play(room, found, cast)
    assert result.differences == []
    return result.row


def test_the_older_procedure_stands_for_older_disputes(cast):
    old = played("二〇二四年以前的案件，三十日依人民调解法，没有顺延", cast)
    new = played("口头协议，当场履行", cast)
    assert old.version.startswith("2011-01-01#")
    assert new.version.startswith("2024-01-01#")


def words(row, step):
    made = paper(register("mediation"), row, step, history("mediation", row.pk), step)
    return made, "\n".join(made.paragraphs)


def test_papers_say_what_was_recorded(cast):
    row = played("三方当事人，两场调解，书面协议，约期履行，回访", cast)
    made, text = words(row, "accept")
    assert made.title == "人民调解申请（受理）登记表"
    assert made.signature == "白鹭村人民调解委员会"
    assert made.day == "2025年6月3日"
    assert "当事人：章大有、程水生、罗桂香。" in text
    assert "涉及金额：12,000元。" in text
    assert "庭调" not in text
    made, text = words(row, "mediate")
    assert made.day == "2025年6月4日"
    assert "听取三方陈述" in text
    made, text = words(row, "follow_up")
    assert "履行情况：正在履行。" in text
    assert "分两次付清淤费一万二千元" in text
    assert made.blanks == ()


def test_papers_of_the_other_endings(cast):
    row = played("一方明确拒绝调解，终止并告知其他途径", cast)
    made, text = words(row, "terminate")
    assert made.addressee == "章大有、杜川："
    assert "2025年4月9日，一方当事人明确表示不接受调解" in text
    assert "仲裁、行政、司法等途径" in text
    row = played("双方共同申请司法确认，最后一日逢国庆节顺延，裁定有效", cast)
    made, text = words(row, "agree_orally")
    assert "于2025年9月5日达成口头协议" in text
    made, text = words(row, "apply_confirmation")
    assert "申请人：章大有、杜川。" in text
    assert "口头调解协议于2025年9月5日达成并生效。" in text
    assert "书面" not in text
    row = played("可能引起刑事案件的，报告以后终止", cast)
    made, _ = words(row, "report_risk")
    assert made.addressee == "青禾镇派出所："


def test_every_paper_belongs_to_a_step():
    room = register("mediation")
    for version in room.versions:
        papers = {step.paper for step in version.definition.steps.values() if step.paper}
        assert papers == set(templates(room))
        assert papers <= set(version.definition.by_id)


def test_a_mediator_sees_own_disputes_only(cast):
    room = register("mediation")
    mine = played("只是可能激化的，不必报告，预防以后继续调解", cast)
    theirs = played("口头协议，当场履行", cast)
    today = date(2026, 1, 15)

    def seen(login):
        return set(seen_by(room, cast[login], today).values_list("pk", flat=True))

    assert seen("mediator") == {mine.pk}
    assert seen("village") == {theirs.pk}
    assert seen("clerk") == seen("mayor") == {mine.pk, theirs.pk}
    assert seen("officer1") == seen("foreign") == seen("window") == set()


def test_acceptance_asks_for_four_things(cast):
    room = register("mediation")
    step = room.current.definition.by_id["accept"]
    assert set(step.fills) == {"受理单位", "当事人", "纠纷类型", "简要情况"}
    values = {"committee": "白鹭村调委会", "parties": "甲、乙", "kind": "邻里纠纷", "narrative": "争执"}
    answer = record(room, None, "accept", values, on=date(2026, 1, 15), now=NOW, by=cast["mediator"])
    assert isinstance(answer, Recorded)
    assert room.model.objects.get(pk=answer.matter).parties == ["甲", "乙"]


def enrol(cast, key, rows):
    for steps in rows:
        row = None
        for step, on, values in steps:
            answer = record(
                register(key), row, step, values, on=date.fromisoformat(on), now=NOW, by=cast["clerk"]
            )
            assert isinstance(answer, Recorded), str(answer)
            row = register(key).model.objects.get(pk=answer.matter)


def test_committees_and_mediators_in_office_at_the_year_s_end(cast, township):
    body = {"kind": "村", "members": 5, "women": 1}
    enrol(
        cast,
        "committee",
        [
            [("establish", "2023-01-01", {"name": "白鹭村调委会", **body})],
            [("establish", "2024-12-31", {"name": "石桥村调委会", **body})],
            [("establish", "2025-01-01", {"name": "柳塘村调委会", **body})],
            [
                ("establish", "2023-05-01", {"name": "旧圩村调委会", **body}),
                ("dissolve", "2024-12-31", {"ended_ground": "并村"}),
            ],
            [("establish", "2024-03-01", {"name": "白鹭村调委会", **body})],
        ],
    )
    person = {"committee": "白鹭村调委会", "employment": "兼职"}
    enrol(
        cast,
        "mediator",
        [
            [("enroll", "2023-01-01", {"name": "田穗", **person}), ("train", "2024-05-01", {})],
            [("enroll", "2023-01-01", {"name": "石小河", **person}), ("train", "2023-12-31", {})],
            [
                ("enroll", "2023-01-01", {"name": "杜川", **person}),
                ("train", "2024-05-01", {}),
                ("leave", "2024-06-01", {"ended_ground": "届满"}),
            ],
            [("enroll", "2025-01-01", {"name": "罗桂", **person})],
        ],
    )
    values = {value.slug: value.value for value in of_office(township, 2024)}
    assert values["mediation_committees"] == 2
    assert values["mediators"] == 2
    assert values["mediators_trained"] == 1
    values = {value.slug: value.value for value in of_office(township, 2025)}
    assert (values["mediation_committees"], values["mediators"], values["mediators_trained"]) == (3, 3, 0)


@pytest.mark.parametrize("key", ["mediation", "committee"])
def test_every_gate_and_every_lapse_meets_somebody(key, cast, monkeypatch):
    room, met = register(key), set()
    judge = Kernel.refusals

    def heard(self, events, event):
        found = judge(self, events, event)
        met.update(reason.rule_id for reason in found)
        met.update("lapsed" for reason in found if reason.code == "lapsed")
        return found

    monkeypatch.setattr(Kernel, "refusals", heard)
    for item in scenarios(room):
        play(room, item, cast)
    gates = {rule.id: rule for rule in room.current.definition.rules if rule.kind in GATES}
    assert [words_of(room.current.definition, gates[rule]) for rule in gates if rule not in met] == []
    if any(rule.kind == "may" for rule in room.current.definition.rules):
        assert "lapsed" in met


def test_every_step_is_taken_by_somebody():
    for key in ("mediation", "committee", "mediator"):
        room = register(key)
        taken = {step["步"] for item in scenarios(room) for step in item["步骤"] if not step.get("被拒")}
        assert set(room.current.definition.steps) - taken == set(), key
