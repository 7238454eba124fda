"""Clauses without their verb, clauses grown together, and years long over; with sound ones beside them."""

import pytest

from yifa.reader.read import read_text

HEAD = "青石镇2023年法治政府建设情况报告\n2023年，青石镇推进法治政府建设。\n一、主要成效\n（一）规范执法。"


def codes(said: str) -> list[str]:
    return [one.code for one in read_text(f"{HEAD}{said}\n").findings if one.severity != "info"]


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("对巡查中发现的超范围经营以及伪造检测台账。", "incomplete_clause"),
        ("着力提高案件网上办理，方便群众。", "missing_words"),
        ("办理种子经营等行政许可件，全部按期办结。", "missing_words"),
        ("诉求主要集中在供水、供电、物业三个方面群众反映强烈的停水问题已经解决。", "missing_punctuation"),
        ("公开栏每季更新，自觉接受群众监督全年收到意见建议12条。", "missing_punctuation"),
        ("全年教育为主，不予处罚56起引导其进入规范摊区经营。", "missing_punctuation"),
        ("巡查中制止违法行为32起立案处罚6起。", "missing_punctuation"),
        ("把2020年度述法情况作为民主生活会内容。", "year_mismatch"),
    ],
)
def test_what_lacks_its_end_or_its_mark(said: str, code: str) -> None:
    assert code in codes(said)


@pytest.mark.parametrize(
    "said",
    [
        "对巡查中发现的超范围经营问题逐一立案查处。",
        "对检查发现的问题，建立台账跟踪整改。",
        "提高案件网上办理率，方便群众。",
        "诉求主要集中在供水、供电、物业三个方面的问题上。",
        "投诉主要集中在噪声扰民方面，群众反映的问题均已解决。",
        "自觉接受群众监督和评议，公开办事流程。",
        "自觉接受社会监督的意识不断增强。",
        "对12家企业督促其按期整改。",
        "对2020年度法治政府建设考核反馈的问题全部整改。",
        "把2023年度述法情况作为民主生活会内容。",
        "与2020年度普法工作相比有明显进步。",
        "综合行政执法体制改革对执法规范化水平提出了更高要求。",
        "依托司法所采取多种形式加快推进法治文化阵地建设。",
        "全年举办了16次培训班，参训人员逐年增加。",
        "持续了三个月的专项整治有效改善了集镇环境。",
        "做好实实在在的惠民工作，对以营利为目的的活动加强监管。",
        "部门协同合力渡过难关，干部群众心里暖暖和和。",
        "上述差距的原因是多方面的。",
        "任务之重有过之而无不及。",
    ],
)
def test_sound_sentences_are_left_alone(said: str) -> None:
    assert codes(said) == []
