"""What a number counts when the noun stands behind it, or nowhere near it."""

import pytest

from yifa.reader.read import read_text

SENTENCES = (
    # A noun ends where what is told of it begins, and a bare one is named by it.
    ("为120户困难家庭减免诉讼费3.6万元。", ["减免诉讼费困难家庭", "减免诉讼费"]),
    ("辖区26家餐饮企业因卫生不达标被责令整改。", ["餐饮企业"]),
    ("全镇15个村由镇司法所统一配备法律顾问。", ["村"]),
    ("整合9个单位进驻。", ["进驻单位"]),
    # One deed was done to all of a list.
    ("对12个乡镇、25个县直部门开展实地督察。", ["实地督察乡镇", "实地督察县直部门"]),
    ("9个乡镇、31个县直部门签订责任书。", ["乡镇", "签订责任书县直部门"]),
    # Short words before the number tell which ones; a lone deed tells it better.
    ("把市里交办的42项任务逐条落实到8个科室。", ["市里交办的任务", "科室"]),
    ("对履职不力的3个村进行约谈。", ["约谈村"]),
    ("对现行52件规范性文件开展清理。", ["现行规范性文件"]),
    # Without a noun the one of the number before it is meant.
    ("共排查线索70条，查证属实的31条中，移送公安机关5条。", ["排查线索", "查证属实线索", "移送公安机关"]),
    ("年度任务40项，已完成38项，尚未完成的2项正在推进。", ["任务", "已完成任务", "尚未完成任务"]),
    ("涉及标的1.2亿元。", ["涉及标的"]),
    # A deed without an object lends none: it is the thing of the sentence that was closed.
    ("全系统立案60件，结案52件。", ["全系统立案", "结案"]),
    # A number compared with has the subject of the one that it is compared to.
    ("优秀率60%，较上年的52%上升8个百分点。", ["优秀率", "优秀率", "优秀率升"]),
    # Items told only by what was done to them, applications only by what their body deals with.
    ("将12项列入目录，3项召开听证会。", ["列入目录", "召开听证会事项"]),
    ("统一受理行政复议案件，全年收到申请90件，受理86件。", ["收到行政复议申请", "受理行政复议申请"]),
    ("县政府常务会议全年学法9次。", ["政府常务会议学法"]),
    ("对6个内设机构开展督查。", ["督查内设机构"]),
    # The place, the way and the partner are no part of what is counted.
    ("与派出所、市场监管所联合执法23次。", ["联合执法"]),
    ("在汛期和防火期组织应急演练4场次。", ["组织应急演练"]),
    ("在办理案件中发现问题8个。", ["发现问题"]),
)


@pytest.mark.parametrize(("said", "subjects"), SENTENCES)
def test_a_number_counts_the_noun_behind_it_or_that_of_the_one_before(said: str, subjects: list[str]) -> None:
    report = read_text(f"一、主要工作\n（一）推进工作。{said}")
    assert [figure.subject for figure in report.figures] == subjects
