"""政府信息公开申请: the national table against a plain loop, the procedure walked in slices, the older law."""

import random
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml

from yifa.law import calendars
from yifa.matter.history import history
from yifa.matter.models import Breach
from yifa.matter.papers import BLANK, paper, templates
from yifa.matter.register import register
from yifa.matter.scenario import play, scenarios
from yifa.measure.figure import Span
from yifa.measure.index import of_office
from yifa.procedure import Event, Kernel, load
from yifa.procedure.check import explore, mistakes
from yifa.procedure.vocabulary import GATES
from yifa.procedure.words import sentence
from yifa.registers.information_request.figures import FIGURES, national_table, remedies_table
from yifa.registers.information_request.models import InformationRequest

KEY = "information_request"
YEAR = 2025
# The form's lines, written out here a second time on purpose: the test does not read the program's list.
FORM = [
    "予以公开",
    "部分公开",
    "属于国家秘密",
    "其他法律行政法规禁止公开",
    "危及三安全一稳定",
    "保护第三方合法权益",
    "属于三类内部事务信息",
    "属于四类过程性信息",
    "属于行政执法案卷",
    "属于行政查询事项",
    "本机关不掌握相关政府信息",
    "没有现成信息需要另行制作",
    "补正后申请内容仍不明确",
    "信访举报投诉类申请",
    "重复申请",
    "要求提供公开出版物",
    "无正当理由大量反复申请",
    "要求行政机关确认或重新出具已获取信息",
    "逾期不补正",
    "逾期不缴费",
    "其他",
]
KINDS = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"]
DEEMED = {"逾期不补正": "逾期不补正", "逾期不缴费": "逾期不缴费", "申请人撤回": "其他"}


def _some_day(dice: random.Random) -> date:
    return date(2024, 10, 1) + timedelta(days=dice.randrange(560))


@pytest.fixture
def requests(cast):
    """Three hundred requests from late 2024 to early 2026, some of them still open, none of them real."""
    dice, town, rows = random.Random(30), cast["clerk"].organisation.township, []
    for _ in range(300):
        row = InformationRequest(township=town, applicant_kind=dice.choice(KINDS))
        row.received_on = _some_day(dice)
        if dice.random() < 0.8:
            row.concluded_on = row.received_on + timedelta(days=dice.randrange(80))
            if dice.random() < 0.15:
                row.outcome = dice.choice(list(DEEMED))
            else:
                row.outcome, row.result = "已答复", dice.choice(FORM)
        if dice.random() < 0.3:
            row.review_filed_on = row.received_on + timedelta(days=60)
            if dice.random() < 0.6:
                row.review_decided_on = row.review_filed_on + timedelta(days=50)
                row.review_result = dice.choice(["维持", "纠正", "其他"])
        if dice.random() < 0.3:
            row.sued_on = row.received_on + timedelta(days=120)
            row.suit_kind = dice.choice(["未经复议直接起诉", "复议后起诉"])
            if dice.random() < 0.6:
                row.judged_on = row.sued_on + timedelta(days=90)
                row.suit_result = dice.choice(["维持", "纠正", "其他"])
        rows.append(row)
    other = InformationRequest(township=cast["foreign"].organisation.township, received_on=date(YEAR, 3, 3))
    InformationRequest.objects.bulk_create([*rows, other])
    return rows


def _open_at(row, day: date) -> bool:
    return row.received_on <= day and (row.concluded_on is None or row.concluded_on > day)


def _counted(rows, kind: str) -> list[int]:
    """One column of the form by a plain loop: 一, 二, each line of 三, its total, 四."""
    mine = [row for row in rows if row.applicant_kind == kind]
    ended = Counter(
        DEEMED.get(row.outcome) or row.result
        for row in mine
        if row.concluded_on and row.concluded_on.year == YEAR
    )
    return [
        sum(row.received_on.year == YEAR for row in mine),
        sum(_open_at(row, date(YEAR - 1, 12, 31)) for row in mine),
        *(ended[word] for word in FORM),
        sum(ended.values()),
        sum(_open_at(row, date(YEAR, 12, 31)) for row in mine),
    ]


def test_national_table_against_a_loop(requests):
    table = national_table(requests[0].township, YEAR)
    columns = [_counted(requests, kind) for kind in KINDS]
    columns.append([sum(line) for line in zip(*columns, strict=True)])
    assert table.columns == (*KINDS, "总计")
    assert [row.word for row in table.rows[2:-2]] == FORM
    assert [list(column) for column in zip(*(row.counts for row in table.rows), strict=True)] == columns
    assert all(column[0] and column[1] and column[-1] for column in columns)
    assert table.adds_up


def test_national_table_says_where_it_does_not_add_up(requests):
    lost = next(row for row in requests if row.result and row.concluded_on.year == YEAR)
    InformationRequest.objects.filter(pk=lost.pk).update(result="")
    table = national_table(lost.township, YEAR)
    assert not table.adds_up
    assert table.differences == ((lost.applicant_kind, 1), ("总计", 1))


def test_request_without_kind_of_applicant_is_not_lost(requests):
    row = next(row for row in requests if row.received_on.year == YEAR)
    InformationRequest.objects.filter(pk=row.pk).update(applicant_kind="")
    table = national_table(row.township, YEAR)
    assert table.columns == (*KINDS, "未登记类型", "总计")
    assert table.rows[0].counts[-2] == 1
    assert table.rows[0].counts[-1] == sum(found.received_on.year == YEAR for found in requests)


def test_remedies_against_a_loop(requests):
    last = date(YEAR, 12, 31)

    def line(rows, filed: str, ended: str, result: str) -> tuple[int, ...]:
        done = Counter(
            getattr(r, result) for r in rows if getattr(r, ended) and getattr(r, ended).year == YEAR
        )
        pending = sum(
            bool(getattr(r, filed))
            and getattr(r, filed) <= last
            and (getattr(r, ended) is None or getattr(r, ended) > last)
            for r in rows
        )
        numbers = [*(done[word] for word in ("维持", "纠正", "其他")), pending]
        return (*numbers, sum(numbers))

    direct, after = (
        [r for r in requests if r.suit_kind == kind] for kind in ("未经复议直接起诉", "复议后起诉")
    )
    assert remedies_table(requests[0].township, YEAR) == (
        ("行政复议", line(requests, "review_filed_on", "review_decided_on", "review_result")),
        ("未经复议直接起诉", line(direct, "sued_on", "judged_on", "suit_result")),
        ("复议后起诉", line(after, "sued_on", "judged_on", "suit_result")),
    )


def test_figures_agree_with_the_tables(requests):
    town = requests[0].township
    got = {value.slug: value for value in of_office(town, YEAR) if value.register == KEY}
    table = national_table(town, YEAR)
    of_form = ["open_info_requests", "open_info_carried_in"]
    lines = [
        figure.slug for figure in FIGURES if figure.parent == "open_info_concluded" and figure.stock is None
    ]
    of_form += lines
    of_form += ["open_info_concluded", "open_info_carried_over"]
    assert [got[slug].value for slug in of_form] == [row.counts[-1] for row in table.rows]
    review, direct, after = (numbers for _, numbers in remedies_table(town, YEAR))
    ends = ("upheld", "corrected", "other", "pending")
    assert tuple(got[f"open_info_reviews_{end}"].value for end in ends) == review[:4]
    assert tuple(got[f"open_info_suits_direct_{end}"].value for end in ends) == direct[:4]
    assert tuple(got[f"open_info_suits_after_review_{end}"].value for end in ends) == after[:4]
    received = [row for row in requests if row.received_on.year == YEAR]
    assert got["open_info_reply_rate"].numerator == sum(row.concluded_on is not None for row in received)
    assert got["open_info_reply_rate"].denominator == len(received)


@pytest.mark.django_db
def test_late_replies_are_counted_from_the_breach(cast):
    room = register(KEY)
    by_name = {item["名"]: item for item in scenarios(room)}
    late = play(room, by_name["补正后逾期答复"], cast).row
    for name in ("予以公开，当日届满", "重新答复逾期"):  # late with the second reply, not with the first
        play(room, by_name[name], cast)
    assert Breach.objects.filter(kind="late").count() == 2
    figure = next(f for f in FIGURES if f.slug == "open_info_answered_late")
    assert list(InformationRequest.objects.filter(figure.rows(Span.year(YEAR)))) == [late]


@pytest.mark.django_db
def test_papers_say_what_is_known_and_leave_the_rest_open(cast):
    room = register(KEY)
    by_name = {item["名"]: item for item in scenarios(room)}
    row = play(room, by_name["两个第三方，一答一默"], cast).row
    row.refresh_from_db()
    events = history(KEY, row.pk)
    letter = paper(room, row, "ask_third_party", events, "ask_third_party")
    assert letter.title == "征求第三方意见函"
    assert letter.addressee == "云溪路桥公司"
    assert letter.day == "2025年9月4日"
    assert letter.blanks == ("登记号",)
    reply = paper(room, row, "reply", events, "reply")
    text = "\n".join(reply.paragraphs)
    assert "办理结果：予以公开。" in text
    assert "验收报告复印件一份" in text
    assert "复议" not in text and "理由和依据" not in text and BLANK not in text
    denied = play(room, by_name["不予公开：属于行政执法案卷"], cast).row
    reply = paper(room, denied, "reply", history(KEY, denied.pk), "reply")
    text = "\n".join(reply.paragraphs)
    assert "六十日内向云溪县人民政府申请行政复议" in text
    assert f"{BLANK}提起行政诉讼" in text  # no court on record, none invented
    assert "公开的内容" not in text


def test_every_paper_belongs_to_a_step():
    room = register(KEY)
    named = {step.paper for step in room.current.definition.steps.values()} - {""}
    assert named == set(templates(room))


SLICES = {
    "without fees and remedies": {"收费", "救济"},
    "without reasons and remedies": {"说明理由", "救济"},
    "remedies": {"征求意见", "收费", "说明理由"},
}


@pytest.mark.parametrize("left_out", SLICES.values(), ids=SLICES)
def test_no_state_without_lawful_end(left_out, tmp_path):
    """The phases touch only through 答复, so the walk is cut into slices; each step is in one of them."""
    source = Path(register(KEY).folder / "procedure.yaml")
    raw = yaml.load(source.read_text(encoding="utf-8"), yaml.CBaseLoader)
    gone = {name for name, step in raw["步骤"].items() if step["阶段"] in left_out}
    gone |= {f"{phase}/" for phase in left_out}
    raw["步骤"] = {name: step for name, step in raw["步骤"].items() if name not in gone}
    for notion in raw["名词"].values():
        for name in gone:
            notion["若"] = notion["若"].replace(f" or 已({name})", "")
    raw["规则"] = [rule for rule in map(_without(gone), raw["规则"]) if rule is not None]
    path = tmp_path / "slice.yaml"
    path.write_text(yaml.dump(raw, allow_unicode=True, default_style='"', width=10**6), encoding="utf-8")
    found = explore(load(path))
    assert found.sound, found
    assert found.states > 1000


WORDS = (
    "先",
    "才可",
    "未了",
    "不可",
    "逾期",
    "限内",
    "办",
    "有了",
    "须",
    "可",
    "延",
    "自",
    "至",
    "停计",
    "停用",
    "免除",
)


def _without(gone: set[str]):
    def cut(rule: dict) -> dict | None:
        left = dict(rule)
        if any(f"已({name})" in rule.get("要求", "") + rule.get("若", "") for name in gone):
            return None
        for word in WORDS:
            if word in rule:
                steps = rule[word] if isinstance(rule[word], list) else [rule[word]]
                left[word] = [step for step in steps if step not in gone]
                if not left[word]:
                    return None
        return left

    return cut


def test_nothing_is_a_mistake():
    for version in register(KEY).versions:
        assert mistakes(version.definition) == []


@pytest.mark.django_db
def test_every_gate_stops_somebody(cast, monkeypatch):
    """Each rule that blocks, and each right that lapses, has refused a step in some scenario."""
    room, met = register(KEY), set()
    refusals = Kernel.refusals

    def noted(kernel, events, event):
        found = refusals(kernel, events, event)
        met.update(reason.rule_id for reason in found)
        return found

    monkeypatch.setattr(Kernel, "refusals", noted)
    for item in scenarios(room):
        play(room, item, cast)
    definition = room.current.definition
    gates = {rule.id: rule for rule in definition.rules if rule.kind in GATES | {"may"}}
    assert [sentence(definition, rule) for key, rule in gates.items() if key not in met] == []


def test_every_outcome_of_the_form_is_played():
    room = register(KEY)
    reached = set()
    for item in scenarios(room):
        end = item.get("终", {})
        reached |= {(end.get("列") or {}).get("办理结果"), DEEMED.get(end.get("结果"))}
    assert reached - {None} == set(FORM)


def test_older_law_gives_fifteen_working_days():
    """旧条例第二十四条, 未核.  2019-03-04 is a Monday: 5 to 8 March 4, 11 to 15 (9), 18 to 22 (14), 25 March the 15th;
    fifteen more: 26 to 29 March (4), 1 to 4 April (8), 5 April Qingming, 8 to 12 (13), 15 and 16 April.
    """
    old = register(KEY).version_on(date(2019, 3, 4)).definition
    assert old.version == date(2008, 5, 1)
    assert register(KEY).version_on(date(2019, 5, 15)).definition.version == date(2019, 5, 15)
    assert {cite.mark for rule in old.rules for cite in rule.cites} == {"未核"}
    kernel = Kernel(old, calendars.load("CN"))
    ask = {"申请人": "贺知秋", "申请公开的信息": "某报告"}
    state = kernel.apply(kernel.start(), Event(0, "收到申请", date(2019, 3, 4), data=ask))
    assert [row.due for row in kernel.agenda(state, date(2019, 3, 5))] == [date(2019, 3, 25)]
    told = {"延长天数（工作日）": 15, "已告知延长": True}
    longer = Event(1, "延长答复", date(2019, 3, 20), data=told)
    assert kernel.reasons(state, longer) == []
    state = kernel.apply(state, longer)
    assert [row.due for row in kernel.agenda(state, date(2019, 3, 21))] == [date(2019, 4, 16)]


def test_fee_rules_are_marked_as_not_checked():
    """The fee measure itself has not been read; whoever sees these rules sees 未核."""
    rules = register(KEY).current.definition.rules
    fee = [rule for rule in rules if "收费通知" in rule.src and rule.kind in ("release", "must")]
    assert len(fee) == 2
    assert all(any(cite.mark == "未核" for cite in rule.cites) for rule in fee)
