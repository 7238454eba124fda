"""Which words around a figure may say its kind."""

import pytest

from yifa.reader.kinds import classify
from yifa.reader.read import read_text

SENTENCES = (
    # A number of an enumeration is told by its own part, not by what stands before or behind it.
    ("召开听证会2次、恳谈会7次。", ["hearings_held", "other"]),
    ("办理法律援助案件41件、公证96件。", ["legal_aid_cases", "other"]),
    # A part has the kind of the whole where its own words tell none.
    ("全年立案查处违法行为83件，其中占道经营、露天焚烧26件。", ["penalty_cases", "penalty_cases"]),
    ("评查案卷50卷，其中优秀案卷9卷。", ["casefiles_checked", "other"]),
    ("受理信访件70件，其中网上30件，走访25件，来信15件。", ["petition_cases"] * 4),
    (
        "依申请公开20件，办理建议提案40件，其中建议25件、提案15件。",
        ["open_info_requests", *["npc_cppcc_proposals"] * 3],
    ),
    # What a number is compared with is of its kind.
    ("出具法律意见书180份，与上年的150份相比增长20%。", ["legal_opinions", "legal_opinions", "other"]),
    # A number of hours or days is none of things.
    ("举办执法人员培训班2期，为期3天。", ["enforcement_training_sessions", "other"]),
    # What was done counts what the words before name.
    ("组织处级干部旁听行政案件庭审3场，47人次参加。", ["court_observations", "court_observations"]),
    ("排查矛盾纠纷73件，化解71件。", ["mediation_cases", "mediation_success_cases"]),
    # What only looks like a kind's words.
    ("拆除违建31处、面积2160平方米。", ["other", "other"]),
    ("政务服务中心设综合窗口6个，进驻事项214项。", ["other", "online_service_items"]),
    (
        "收到复议申请14件，审结11件，其中维持9件。",
        ["reconsideration_cases", "reconsideration_closed", "reconsideration_closed"],
    ),
    # A bare deed behind a semicolon is told by what the sentence began with, one without a thing by the one before.
    (
        "统一受理行政复议案件，全年受理96件，收案数同比增长8%；审结81件，作出撤销等纠错决定9件。",
        ["reconsideration_accepted", "other", "reconsideration_closed", "reconsideration_corrected"],
    ),
    (
        "县政府制定规范性文件9件，均按规定备案。乡镇和部门向县政府报备30件。",
        ["normative_documents_issued", "normative_documents_filed"],
    ),
    ("加强企业服务；全年立案60件，结案52件。", ["penalty_cases", "penalty_cases_closed"]),
    ("法律知识测试平均分93分，参考率100%。", ["other", "law_exam_participation_rate"]),
)


@pytest.mark.parametrize(("said", "kinds"), SENTENCES)
def test_a_figure_is_of_the_kind_its_own_words_say(said: str, kinds: list[str]) -> None:
    report = read_text(f"一、主要工作\n（一）推进工作。{said}")
    assert [figure.kind for figure in report.figures] == kinds


def test_a_list_of_rates_is_not_cut_inside_a_word() -> None:
    said = "信访事项及时受理率、按期办结率"
    kind, also = classify(said, f"{said}均为100%", said, f"{said}均为100%。", "化解矛盾纠纷", "%")
    assert kind == "petition_resolution_rate"
    assert "mediation_acceptance_rate" not in also


def test_a_part_of_another_unit_does_not_take_the_kind_of_the_whole() -> None:
    report = read_text("一、主要工作\n（一）推进工作。办理行政处罚案件52件，其中停业1家。")
    assert [figure.kind for figure in report.figures] == ["penalty_cases", "other"]
