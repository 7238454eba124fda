"""Penalties against figures counted by hand, persons kept apart, papers as read by a party, every state."""

import re
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
import yaml

from yifa.matter.history import history
from yifa.matter.many import PastRow, PastStep, record_many
from yifa.matter.models import Breach
from yifa.matter.papers import paper, templates
from yifa.matter.record import record
from yifa.matter.refusal import Origin, Recorded, Refusal
from yifa.matter.register import register
from yifa.matter.scenario import play, scenarios
from yifa.measure.index import of_office
from yifa.people.models import Post
from yifa.people.roles import Role
from yifa.procedure import Kernel, load
from yifa.procedure.check import explore, mistakes
from yifa.procedure.vocabulary import GATES
from yifa.procedure.words import sentence as words_of

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
FIRST = "初次违法且危害后果轻微并及时改正"

# filed, what ended the case, on which day, values of that step, later steps
PAST = [
    ("2023-12-30", "decide", "2024-01-05", {"fine": "1000.50", "confiscated": "3"},
     [("pay", "2024-01-09", {})]),
    ("2024-01-01", "decide", "2024-12-31", {"fine": "200", "social_effect": True},
     [("publish", "2025-01-03", {}), ("remedy_ended", "2025-02-01", {"overturned_how": "撤销"})]),
    ("2024-03-01", "decide", "2025-01-01", {"fine": "300", "social_effect": True}, []),
    ("2024-03-02", "decide", "2024-04-01", {"fine": "0", "social_effect": True}, []),
    ("2024-03-03", "decide", "2024-04-02", {"social_effect": False}, [("enforced", "2024-09-01", {})]),
    ("2024-03-04", "decide", "2024-05-02", {"fine": "70", "confiscated": "9.25"},
     [("enforced", "2025-09-01", {}), ("remedy_ended", "2024-07-01", {"overturned_how": "未撤改"})]),
    ("2024-05-05", "decide_no_penalty", "2024-06-01", {"no_penalty_ground": FIRST}, []),
    ("2024-05-06", "decide_no_penalty", "2024-12-31", {"no_penalty_ground": "没有主观过错"}, []),
    ("2024-05-07", "transfer", "2024-08-01", {"transferred_to": "云溪县公安局"}, []),
    ("2024-05-08", "", "", {}, []),
    ("", "summary_decide", "2024-07-01", {"fine": "50"}, []),
    ("", "summary_decide", "2025-07-01", {"fine": "60"}, []),
]  # fmt: skip


def past_row(number, filed, end, on, values, later):
    file = {"case_number": f"旧{number}", "parties": ["吴家旺"]}
    first = [("file_case", filed, file)] if filed else []
    second = [(end, on, values)] if end else []
    every = (*first, *second, *later)
    steps = tuple(PastStep(step, date.fromisoformat(day), given) for step, day, given in every)
    return PastRow(f"row-{number}", f"digest-{number}", steps, Origin("sheet", digest="d", row=number))


@pytest.fixture
def figures(cast):
    town = cast["clerk"].organisation.township
    rows = (past_row(number, *row) for number, row in enumerate(PAST))
    list(record_many(register("penalty"), town, rows, now=NOW, by=cast["clerk"]))
    return {value.slug: value for value in of_office(town, 2024) if value.register == "penalty"}


@pytest.mark.django_db
def test_counts_and_sums_equal_a_plain_loop(figures):
    in_2024 = [row for row in PAST if row[2].startswith("2024")]
    decided = [row for row in in_2024 if row[1] == "decide"]
    spared = [row for row in in_2024 if row[1] == "decide_no_penalty"]
    wanted = {
        "penalties_filed": sum(row[0].startswith("2024") for row in PAST),
        "penalties_decided": len(decided),
        "penalties_summary": sum(row[1] == "summary_decide" for row in in_2024),
        "penalties_not_imposed": len(spared),
        "penalties_first_offence": sum(row[3]["no_penalty_ground"] == FIRST for row in spared),
        "penalties_transferred": sum(row[1] == "transfer" for row in in_2024),
        "penalty_fines": sum(Decimal(row[3].get("fine", "0")) for row in decided),
        "penalty_confiscated": sum(Decimal(row[3].get("confiscated", "0")) for row in decided),
        "penalty_fines_summary": Decimal("50"),
        "penalties_overturned": 1,
        "penalty_hearings": 0,
    }
    assert wanted["penalty_fines"] == Decimal("1270.50")
    assert {slug: figures[slug].value for slug in wanted} == wanted


@pytest.mark.django_db
def test_rates_equal_a_plain_loop(figures):
    decided = [row for row in PAST if row[1] == "decide" and row[2].startswith("2024")]
    social = [row for row in decided if row[3].get("social_effect")]
    shown = [row for row in social if any(step == "publish" for step, _, _ in row[4])]
    fined = [row for row in decided if Decimal(row[3].get("fine", "0")) > 0]
    paid = [row for row in fined if any(step in ("pay", "enforced") for step, _, _ in row[4])]
    published, settled = figures["penalties_published_rate"], figures["penalties_paid_rate"]
    assert (published.numerator, published.denominator) == (len(shown), len(social)) == (1, 2)
    assert (settled.numerator, settled.denominator) == (len(paid), len(fined)) == (2, 3)


def played(name, cast):
    found = next(item for item in scenarios(register("penalty")) if item["名"].startswith(name))
    result = play(register("penalty"), found, cast)
    assert result.differences == []
    return result.row


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("step", "role", "article"),
    [
        ("legality_review", Role.REVIEWER, "第五十八条"),
        ("notify_hearing", Role.PRESIDING, "第六十四条第四项"),
    ],
)
def test_who_investigated_neither_reviews_nor_presides(cast, step, role, article):
    room, who = register("penalty"), "云溪县柏木建材有限公司"
    item = next(item for item in scenarios(room) if item["名"].startswith("听证、法制审核"))
    until = datetime(2025, 4, 27, tzinfo=NOW.tzinfo)  # the hearing has been asked for, nobody presides yet
    row = play(room, item, cast, until=until).row
    values = {
        "legality_review": {"review_passed": True, "reviewer_qualified": True},
        "notify_hearing": {
            "hearing_time": "5月12日", "hearing_place": "会议室", "presider": "韩立川", "hearing_manner": "公开"
        },
    }  # fmt: skip
    given = values[step]
    Post.objects.create(officer=cast["officer1"], role=role, since=date(2025, 1, 1))
    party = who if step == "notify_hearing" else ""
    answer = record(room, row, step, given, on=date(2025, 4, 28), now=NOW, by=cast["officer1"], who=party)
    assert isinstance(answer, Refusal)
    apart = {sentence.cite for sentence in answer.sentences if "同一人" in sentence.text}
    assert apart == {f"《行政处罚法》{article}"}
    if step == "notify_hearing":
        login = cast["presider"]
        assert isinstance(
            record(room, row, step, given, on=date(2025, 4, 28), now=NOW, by=login, who=party), Recorded
        )


@pytest.mark.slow
@pytest.mark.django_db
def test_every_gate_and_every_lateness_meets_somebody(cast, monkeypatch):
    room, met, lapsed = register("penalty"), set(), set()
    judge = Kernel.refusals

    def heard(self, events, event):
        found = judge(self, events, event)
        met.update(reason.rule_id for reason in found)
        lapsed.update(event.step for reason in found if reason.code == "lapsed")
        return found

    monkeypatch.setattr(Kernel, "refusals", heard)
    for item in scenarios(room):
        play(room, item, cast)
    definition = room.current.definition
    late = set(Breach.objects.filter(kind="late").values_list("rule", flat=True))
    unmet = [rule for rule in definition.rules if rule.kind in GATES and rule.id not in met]
    # Nobody of the cast holds two posts; no form lets these facts be blank; filing is what opens a case.
    forms = {"票据号", "职权依据", "延长依据"}
    left = [rule for rule in unmet if rule.kind != "apart" and rule.condition not in forms]
    assert [words_of(definition, rule) for rule in left if rule.src != ("立案",)] == []
    timed = [
        rule
        for rule in definition.rules
        if rule.kind == "must" and rule.n is not None and not definition.steps[rule.dst[0]].party
    ]
    assert [words_of(definition, rule) for rule in timed if rule.id not in late] == []
    assert lapsed == {"陈述申辩", "申请听证", "申请行政复议", "提起行政诉讼", "申请强制执行"}


def words(row, step):
    room = register("penalty")
    made = paper(room, row, step, history("penalty", row.pk), step)
    return made, "\n".join(made.paragraphs)


@pytest.mark.django_db
def test_papers_of_a_heard_case(cast):
    row = played("听证、法制审核", cast)
    made, text = words(row, "file_case")
    assert (made.title, made.number, made.day) == (
        "行政处罚立案审批表",
        "云青罚立〔2025〕7号",
        "2025年4月7日",
    )
    assert "柏长青" in text
    made, text = words(row, "give_notice")
    assert made.addressee == "云溪县柏木建材有限公司"
    assert "拟罚款50,000元" in text
    assert "五日内（工作日）提出" in text
    assert "韩立川（执法证号YX-0417）、罗大禾（执法证号YX-0418）" in text
    assert made.blanks == ()
    made, text = words(row, "decide")
    assert "罚款40,000元（大写：肆万元整）" in text
    assert "于2025年5月12日举行听证" in text
    assert "六十日内" in text
    assert "六个月内" in text
    assert "没收" not in text
    assert set(made.blanks) == {"当事人地址", "缴款银行"}
    made, text = words(row, "legality_review")
    assert "审核是否通过：是" in text
    made, _ = words(row, "serve")
    assert made.day == "2025年5月22日"


@pytest.mark.django_db
def test_papers_without_hearing_and_of_other_endings(cast):
    row = played("从立案到结案", cast)
    _, text = words(row, "give_notice")
    assert "听证" not in text
    _, text = words(row, "decide")
    assert "请求从轻" in text
    assert "举行听证" not in text
    row = played("涉嫌犯罪", cast)
    made, text = words(row, "transfer")
    assert made.addressee == "云溪县公安局"
    assert "涉嫌非法占用农用地罪" in text
    assert "于2025年7月9日批准" in text
    row = played("分期以后仍不缴", cast)
    _, text = words(row, "demand_payment")
    assert "加处罚款累计2,000元" in text
    assert "请于2025年6月17日以前" in text
    made, text = words(row, "approve_instalment")
    assert "准予延长30日" in text
    row = played("当场处罚以后到银行缴纳", cast)
    _, text = words(row, "summary_decide")
    assert "先向本机关的上一级人民政府申请行政复议" in text
    assert "签收情况：当事人拒绝签收" in text


def test_every_paper_belongs_to_a_step():
    room = register("penalty")
    steps = room.current.definition.by_id
    assert {step.paper for step in steps.values() if step.paper} == set(templates(room)) <= set(steps)
    assert all(step.paper in ("", step.id) for step in steps.values())


# -------------------------------------------------------------------------------------------- every state
# The whole has too many states to walk. Its parts meet in few steps: each is walked with the others away.
LISTS = ("先", "才可", "未了", "不可", "逾期", "限内", "有了", "须", "可", "停用", "启用", "免除", "重做")
LISTS += ("延", "自", "至", "停计", "办", "异于", "除")
BEFORE = {"立案", "调查取证", "调查终结", "告知", "听证", "法制审核", "集体讨论", "处罚决定", "不予处罚决定"}
PARTS = {
    "告知、听证、审核、决定": (BEFORE - {"法制审核", "集体讨论"} | {"退回补充调查"}, {"处罚决定"}),
    "审核、讨论、退回": (BEFORE - {"听证"} | {"退回补充调查"}, {"处罚决定"}),
    "调查、移送、决定": ({"立案", "调查", "决定"}, {"处罚决定"}),
    "缴纳、加处、强制执行": ({"简易程序", "立案", "处罚决定", "执行", "结案"}, set()),
    "公开、救济、撤改": ({"简易程序", "立案", "处罚决定", "送达决定书", "救济", "公开", "结案"}, set()),
}
LONG = {"告知、听证、审核、决定", "公开、救济、撤改"}
WHOLE = {
    "决定以前": ({*BEFORE, "责令改正", "退回补充调查"}, {"处罚决定"}),
    "决定以后": ({"立案", "处罚决定", "执行", "救济", "公开", "结案"}, set()),
}


def part(folder, keep, ends):
    """The definition with only the steps or phases in ``keep``; what needs a step left out is away too."""
    path = register("penalty").folder / "procedure.yaml"
    raw = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
    steps = raw["步骤"]
    kept = {name: step for name, step in steps.items() if {name, step["阶段"]} & keep}
    raw["步骤"] = {name: step | ({"结果": name} if name in ends else {}) for name, step in kept.items()}
    facts = {name: {*step.get("填", ()), *step.get("可填", ()), step["日期"]} for name, step in steps.items()}
    lost = set().union(*facts.values()) - set().union(*(facts[name] for name in kept))
    lost |= steps.keys() - kept.keys()
    nouns = raw["名词"]
    for _ in nouns:
        lost |= {name for name, noun in nouns.items() if _reads(noun["若"], lost)}
    raw["名词"] = {name: noun for name, noun in nouns.items() if name not in lost}
    rules = [_narrowed(rule, steps, kept) for rule in raw["规则"]]
    raw["规则"] = [
        rule
        for rule in rules
        if rule and not _reads(f"{rule.get('若', '')} {rule.get('要求', '')} {rule.get('限', '')}", lost)
        and not ("办" in rule and "处罚决定" in rule["办"] and "调查终结" not in kept)
    ]  # fmt: skip
    target = folder / "part.yaml"
    target.write_text(yaml.safe_dump(raw, allow_unicode=True, sort_keys=False, default_style="'"), "utf-8")
    return load(target)


def _reads(condition, lost):
    return not lost.isdisjoint(re.findall(r"\w+（日）|\w+", re.sub(r"'[^']*'", "", condition)))


def _narrowed(rule, steps, kept):
    found = dict(rule)
    for key in LISTS:
        if key in rule:
            named = [rule[key]] if isinstance(rule[key], str) else rule[key]
            every = [x for word in named for x in _opened(word, steps)]
            found[key] = [name for name in every if name in kept]
            if not found[key] and key != "除":
                return None
    return {key: value for key, value in found.items() if value}


def _opened(word, steps):
    return [name for name, step in steps.items() if step["阶段"] + "/" == word] if word[-1] == "/" else [word]


def test_definition_has_no_mistakes():
    for version in register("penalty").versions:
        assert mistakes(version.definition) == []


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, marks=[pytest.mark.slow, pytest.mark.walk]) if name in LONG else name
        for name in PARTS
    ],
)
def test_every_state_of_a_part_has_a_lawful_end(name, tmp_path):
    found = explore(part(tmp_path, *PARTS[name]), bound=60_000)
    assert found.complete
    assert (found.stuck, found.hostage) == (0, 0), found


@pytest.mark.slow
@pytest.mark.walk
@pytest.mark.parametrize("name", WHOLE)
def test_every_state_before_and_after_the_decision_has_a_lawful_end(name, tmp_path):
    found = explore(part(tmp_path, *WHOLE[name]), bound=1_500_000)
    assert found.complete
    assert (found.stuck, found.hostage) == (0, 0), found
