"""Numbers that contradict each other, and sentences that only look so."""

import pytest

from yifa.reader.read import read_text

CODES = {"percent_mismatch", "percent_out_of_range", "count_contradiction", "sum_mismatch"}


def found(said: str) -> set[str]:
    text = (
        "青石镇2022年法治政府建设情况报告\n2022年，青石镇推进法治政府建设。\n一、主要成效\n（一）开展工作。"
        + said
        + "\n"
    )
    return {one.code for one in read_text(text).findings if one.code in CODES}


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("组织156人参加考试，合格150人，合格率98.5%。", "percent_mismatch"),
        ("现有执法人员20人，持证18人，持证率100%。", "percent_mismatch"),
        ("现有执法人员20人，其中持证22人。", "count_contradiction"),
        ("全年受理信访事项82件，办结80件，办结率90%。", "percent_mismatch"),
        ("收到人大建议12件，办复12件，办复率98%。", "percent_mismatch"),
        ("共开庭12次，负责人出庭应诉10次，出庭应诉率100%。", "percent_mismatch"),
        ("开庭10次，负责人出庭应诉12次。", "count_contradiction"),
        ("发现问题36个，整改完成40个。", "count_contradiction"),
        ("调解纠纷120件，同比增长50%（上年100件）。", "percent_mismatch"),
        ("共开展宣传活动36场，其中进校园10场、进社区12场、进企业20场。", "sum_mismatch"),
        ("办理行政处罚案件35件，其中简易程序20件、普通程序25件。", "sum_mismatch"),
        ("梳理权责事项326项，包括行政许可12项、行政处罚214项、行政强制10项、其他80项。", "sum_mismatch"),
        ("共有调解员86名，其中专职12名、兼职84名。", "sum_mismatch"),
        ("评查案卷40卷，合格38卷，合格率99%。", "percent_mismatch"),
        ("参考率105%，合格率100%。", "percent_out_of_range"),
    ],
)
def test_a_contradiction_is_named(said: str, code: str) -> None:
    assert code in found(said)


@pytest.mark.parametrize(
    "said",
    [
        "调解纠纷120件，较上年的100件增长20%。",
        "全年共接待群众来访62批次145人次，办结60批次。",
        "办理行政处罚案件35件，其中简易程序20件、普通程序15件。",
        "梳理权责事项326项，包括行政许可12项、行政处罚214项、行政强制10项、其他90项。",
        "完成率108%。",
        "举办培训班4期，培训干部320人次，其中村干部180人次。",
        "共有调解员86名，其中专职12名、兼职74名。",
        "评查案卷40卷，合格38卷，合格率95%。",
        "调解矛盾纠纷86件，成功84件，成功率97.7%。",
        "调解矛盾纠纷86件，成功84件，成功率达98%以上。",
        "排查纠纷86起，化解率100%。",
        "立案35件，结案30件，结案率85.7%，罚款3.5万元。",
        "法律援助案件40件，接待咨询320人次，满意率99%。",
        "1月至6月调解30件，7月至12月调解45件，全年共调解75件。",
        "组织检查25家次，发现隐患60处，已整改55处，其余5处正在整改。",
    ],
)
def test_numbers_that_agree_are_left_alone(said: str) -> None:
    assert found(said) == set()
