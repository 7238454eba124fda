"""What is left over, differences in number and named totals; and what only looks wrong."""

import pytest

from tests.reader.test_contradictions import found


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("排查隐患48处，当场整改30处，剩余28处限期整改。", "count_contradiction"),
        ("反馈问题26个，已整改20个，其余4个正在推进。", "count_contradiction"),
        ("接到举报64件，办结50件，移送10件，其余6件正在办理。", "count_contradiction"),
        ("受理群众来信52件，比上年的70件减少12件。", "count_contradiction"),
        ("受理投诉90件，较2021年的70件增加30件。", "count_contradiction"),
        ("窗口由原来的12个增加到18个，增加5个。", "count_contradiction"),
        ("群众满意率98.5%，比上年的97.2%提高2.3个百分点。", "count_contradiction"),
        ("全年行政诉讼8宗，已开庭4宗，负责人出庭6次，出庭应诉率100%。", "count_contradiction"),
        ("办理简易程序案件30件、普通程序案件12件，简易程序案件和普通程序案件合计52件。", "sum_mismatch"),
        ("收到人大代表建议和政协委员提案36件，其中建议20件、提案14件。", "sum_mismatch"),
        ("评查案卷60卷，其中优秀22卷、合格30卷、不合格5卷。", "sum_mismatch"),
    ],
)
def test_a_rest_a_difference_or_a_named_total_that_cannot_be(said: str, code: str) -> None:
    assert code in found(said)


@pytest.mark.parametrize(
    "said",
    [
        "排查隐患48处，当场整改30处，剩余18处限期整改。",
        "排查隐患48处，其中重大隐患5处，已整改30处，剩余18处限期整改。",
        "接到举报64件，办结50件，移送8件，其余6件正在办理。",
        "排查矛盾60余起，化解50起，剩余8起正在化解。",
        "排查隐患48处，涉及企业20家，整改30处，其余2处移交。",
        "受理群众来信52件，比上年的70件减少18件。",
        "受理投诉90件，较2021年的70件多20件。",
        "接访52批86人次，比上年的70批减少18批。",
        "群众满意率98.5%，比上年的97.2%提高1.3个百分点。",
        "全年行政诉讼8宗，已开庭4宗，负责人出庭4次，出庭应诉率100%。",
        "办理简易程序案件30件、普通程序案件12件，简易程序案件和普通程序案件合计42件。",
        "组织考试2次，发放资料500份、手册300份，各类资料合计1200份。",
        "收到人大代表建议和政协委员提案36件，其中建议22件、提案14件。",
        "抽查案卷90卷，其中优秀案卷30卷、合格案卷55卷、不合格案卷5卷。",
        "镇党委集体学法6次，镇政府、镇人大会前学法分别为9次、4次。",
        "检查企业33家，9家不合格，产品抽样合格率为71.4%。",
        "受理申请64件、投诉10件，分别比上年增长37.2%和24%。",
        "去年罚没款105.5万元，同比增长27%，全年收费45.6万元，同比增长7%。",
        "网办件以每年200%的速度递增。",
        "受理诉求900件，比去年下降8%，超时件由20件降为3件。",
    ],
)
def test_what_adds_up_or_cannot_be_told_is_left_alone(said: str) -> None:
    assert found(said) == set()


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ("现有行政执法人员24名，均已持证。组织20名执法人员全部参加轮训。", True),
        ("现有行政执法人员24名，均已持证。组织24名执法人员全部参加轮训。", False),
        ("现有行政执法人员24名，其中20名执法人员全部通过考试。", False),
        ("组织20名执法人员全部参加轮训。", False),
    ],
)
def test_all_officers_are_as_many_as_there_are(said: str, wrong: bool) -> None:
    assert ("count_contradiction" in found(said)) == wrong
