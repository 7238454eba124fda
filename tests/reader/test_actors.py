"""Who did what a figure counts."""

import re

import pytest

from yifa.reader.actors import acting, actor_of
from yifa.reader.export import as_json
from yifa.reader.read import read_text
from yifa.reader.vocabulary import groups


@pytest.mark.parametrize(
    ("sentence", "actor"),
    [
        ("镇党委理论学习中心组开展法治专题学习6次。", "镇党委理论学习中心组"),
        ("全年镇纪委开展专项督查3次。", "镇纪委"),
        ("2023年，司法所受理法律援助申请12件。", "司法所"),
        ("一是镇综合行政执法队查处案件8件。", "镇综合行政执法队"),
        ("专题研究法治工作4次，镇长讲法治课2场。", "镇长"),
        ("加强源头治理，各村（社区）调解纠纷45起。", "各村（社区）"),
        ("重大决策由法律顾问出具意见11份。", "法律顾问"),
        ("全年开展普法宣传15场次。", ""),
        ("县政府主要负责人主持会前学法13次。", "县政府主要负责人"),
        ("法律顾问制度覆盖18个村。", ""),
        ("健全党组织领导的治理体系，建成站点5个。", ""),
        ("由司法所所长兼任主任，配备人员2名，检查3次。", ""),
        ("镇政府的规范性文件备案2件。", ""),
        ("行政机关负责人出庭应诉3次。", ""),
        ("对镇政府工作人员培训4次。", ""),
        ("加大对各村的督查力度，检查12次。", ""),
    ],
)
def test_the_one_who_acts_is_named(sentence: str, actor: str) -> None:
    *_, number = re.finditer(r"\d+(?=[件次场起份个])", sentence)
    assert acting(sentence, 0, number.start()) == actor


def test_every_example_is_found() -> None:
    for group, rules in groups("actors").items():
        for rule in rules:
            for example in rule.examples:
                assert re.search(rule.pattern, example), (group, example)


def test_a_figure_of_a_report_knows_it() -> None:
    text = (
        "石桥镇2023年法治政府建设情况报告\n一、主要举措和成效\n（一）学法。全年学法4次。镇纪委开展督查3次。"
    )
    report = read_text(text)
    assert [actor_of(report, one) for one in report.figures] == ["", "镇纪委"]
    assert [one["actor"] for one in as_json(report)["figures"]] == ["", "镇纪委"]
