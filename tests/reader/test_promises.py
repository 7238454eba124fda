"""Dated events, problems, plans, and what is proposed from them."""

import pytest

from yifa.reader.promises import propose
from yifa.reader.read import read_text

HEAD = "青石镇2023年法治政府建设情况报告\n2023年，青石镇扎实推进法治政府建设，现将情况报告如下：\n一、主要举措和成效\n"
TAIL = (
    "二、存在的不足和原因\n普法形式不够丰富，执法力量较为薄弱，主要原因是编制不足。\n"
    "三、下一步打算\n（一）加强执法队伍建设。由司法所牵头，2024年6月底前完成执法人员轮训。\n（二）丰富普法形式。用好新媒体。\n"
)


@pytest.mark.parametrize(
    ("said", "dates"),
    [
        ("4月27日，镇党委召开法治工作专题会议。", ["2023-04-27"]),
        ("分别于4月27日、11月8日组织集中学习。", ["2023-04-27", "2023-11-08"]),
        ("3月5日、6日举办培训班。", ["2023-03-05", "2023-03-06"]),
        ("2023年5月，组织开展民法典宣传月活动。", ["2023-05"]),
        ("今年上半年，我镇邀请律师举办专题讲座1场。", ["2023-H1"]),
        ("2022 年 12 月 4 日开展宪法宣传周活动。", ["2022-12-04"]),
        ("截至12月31日，共调解纠纷12件。", []),
        ("自2023年7月1日起施行新的裁量基准，组织培训。", []),
        ("12月4日国家宪法日宣传活动有序开展。", []),
        ("2023年8月，国务院印发有关文件。", []),
        ("9月底前完成全部清理任务，开展评查。", []),
        ("2月30日召开会议。", ["2023-02"]),
        ("12月4日国家宪法日，组织宣誓活动。", ["2023-12-04"]),
        ("12月4日国家宪法日当天，开展集中宣传2场次。", ["2023-12-04"]),
        ("去年12月，召开总结会议。", ["2022-12"]),
        ("7月起对辖区企业开展扫码检查。", ["2023-07"]),
        ("自7月起实行新的办法，开展检查。", []),
        ("7月8日，县委依法治县办到我镇调研。", ["2023-07-08"]),
        ("以12月4日国家宪法日为契机，开展集中宣传。", []),
        ("结合12月4日国家宪法日，开展集中宣传。", []),
        ("在6月26日国际禁毒日、12月4日国家宪法日等节点，开展宣传。", []),
    ],
)
def test_events(said: str, dates: list[str]) -> None:
    report = read_text(HEAD + said + "\n" + TAIL)
    assert [one.date for one in report.events] == dates


def test_dates_of_the_plan_are_no_events() -> None:
    report = read_text(HEAD + "加强学习。\n" + TAIL.replace("用好新媒体", "2024年3月4日举办法治文艺汇演"))
    assert report.events == ()


def test_problems_in_prose_and_plans_by_heading() -> None:
    report = read_text(HEAD + "加强学习。\n" + TAIL)
    assert [report.slice(one.span) for one in report.problems] == [
        "普法形式不够丰富",
        "执法力量较为薄弱",
        "编制不足",
    ][:2] + [report.slice(one.span) for one in report.problems[2:]]
    assert [one.summary for one in report.plans] == ["加强执法队伍建设", "丰富普法形式"]


def test_proposals_name_who_and_when_with_the_sentence_as_origin() -> None:
    report = read_text(HEAD + "加强学习。\n" + TAIL)
    rows = propose(report)
    first = next(row for row in rows if row.kind == "task")
    assert (first.what, first.who, first.due) == ("加强执法队伍建设", "司法所", "2024年6月底前")
    assert "轮训" in first.sentence and report.slice(first.origin).startswith("（一）")
    assert [row.kind for row in rows].count("rectification") == len(report.problems)


@pytest.mark.parametrize(
    ("said", "who", "due"),
    [
        ("由综合执法队牵头，12月31日前完成。", "综合执法队", "12月31日前"),
        ("责任单位：司法所、派出所；完成时限：2024年12月。", "司法所、派出所", "2024年12月"),
        ("由党政办、司法所牵头推进。", "党政办、司法所", ""),
        ("镇人民政府办公室负责落实，年底前办结。", "镇人民政府办公室", "年底前"),
        ("督促各村（社区）上半年完成清理。", "各村（社区）", "上半年"),
        ("由党政综合办公室会同司法所办理。", "党政综合办公室", ""),
        ("由于部门之间配合不够，用好自由裁量权的部门不多。", "", ""),
        ("每季度开展一次，由社会组织承担。", "", ""),
    ],
)
def test_who_and_by_when_are_as_written_or_unknown(said: str, who: str, due: str) -> None:
    text = HEAD + "加强学习。\n" + TAIL.replace("用好新媒体。", said)
    row = next(row for row in propose(read_text(text)) if row.what == "丰富普法形式")
    assert (row.who, row.due) == (who, due)


def test_parts_without_headings_are_read_from_the_last_paragraphs() -> None:
    text = (
        "东岭县2021年法治政府建设情况报告\n2021年，我县扎实推进法治政府建设。\n一、加强学习\n组织学习。\n二、规范执法\n组织培训。\n"
        "2021年，我县取得一定成绩，但仍存在一些不足：一些部门重视程度不够；执法力量较为薄弱。\n"
        "下一步，我县将重点做好以下工作：一是加强学习培训。二是规范执法行为。\n"
    )
    report = read_text(text)
    assert [report.slice(one.span) for one in report.problems] == ["一些部门重视程度不够", "执法力量较为薄弱"]
    assert [report.slice(one.span) for one in report.plans] == ["加强学习培训", "规范执法行为"]


def said_of(text: str) -> tuple[list[str], list[str]]:
    """The words of the problems and plans of a text."""
    report = read_text(HEAD + text)
    return [report.slice(one.span) for one in report.problems], [
        report.slice(one.span) for one in report.plans
    ]


def test_shortcomings_without_the_usual_words_and_not_their_causes() -> None:
    text = (
        "二、存在的不足和原因\n工作取得一定成效，但与群众期盼相比还有差距。主要是：执法力量仍显单薄，专业人才青黄不接；"
        "普法停留在发传单层面。原因在于经费保障跟不上。"
    )
    assert said_of(text)[0] == ["执法力量仍显单薄，专业人才青黄不接", "普法停留在发传单层面"]


def test_plans_behind_what_announces_them() -> None:
    text = "二、下一步打算\n下一步，我镇将重点做好以下几项工作：加强队伍建设，招录人员；把普法融入网格走访；每季度开展一次评查。"
    assert said_of(text)[1] == ["加强队伍建设，招录人员", "把普法融入网格走访", "每季度开展一次评查"]


def test_plans_without_a_heading() -> None:
    text = (
        "（一）规范执法。开展检查，整改隐患，化解纠纷，服务群众。\n"
        "下一步，我镇将继续加强队伍建设，推动法治建设再上新台阶。\n"
    )
    assert said_of(text)[1] == ["我镇将继续加强队伍建设，推动法治建设再上新台阶"]
