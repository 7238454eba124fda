"""Figures of invented sentences: value, unit, subject, kind and role; numbers that count nothing give none."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from yifa.reader.read import read_text

CASES = yaml.safe_load((Path(__file__).parent / "data" / "sentences.yaml").read_text(encoding="utf-8"))
HEAD = "望河镇2023年法治政府建设报告\n2023年，望河镇推进法治政府建设，现报告如下：\n一、主要举措和成效\n（一）推进工作。"


@pytest.mark.parametrize("case", CASES, ids=[case["says"][:20] for case in CASES])
def test_a_sentence_gives_its_figures(case: dict[str, Any]) -> None:
    report = read_text(HEAD + case["says"])
    read = [f for f in report.figures if not f.implicit]
    wanted = [(*row, "actual")[:5] for row in case.get("gives", [])]
    assert [(float(f.value), f.unit, f.kind, f.role) for f in read] == [
        (float(value), unit, kind, role) for value, unit, _, kind, role in wanted
    ]
    for figure, row in zip(read, wanted, strict=True):
        assert row[2] in figure.subject, (figure.subject, row[2])


def test_spans_run_from_number_to_unit() -> None:
    report = read_text(HEAD + "共开展活动 50 余场次，涉及金额约 350 万元左右，合格率达 99.3%。")
    assert [report.slice(f.span) for f in report.figures] == ["50 余场次", "350 万元", "99.3%"]
    assert [f.approx for f in report.figures] == ["gt", "about", ""]


def test_a_zero_without_a_numeral_is_implicit() -> None:
    report = read_text(HEAD + "今年以来我镇无新增行政应诉案件。")
    (zero,) = report.figures
    assert (zero.value, zero.implicit, zero.kind) == (0, True, "litigation_cases")


def test_the_plan_holds_aims() -> None:
    report = read_text(HEAD + "\n二、下一步工作安排\n开展普法宣传30场次。")
    assert [f.role for f in report.figures] == ["plan"]


def test_one_number_for_two_rates() -> None:
    report = read_text(HEAD + "组织法治理论考试，参考率、合格率均达100%。")
    (figure,) = report.figures
    assert (figure.kind, figure.also_kinds) == ("law_exam_participation_rate", ("law_exam_pass_rate",))


def test_numbers_in_names_and_lists_are_mentions() -> None:
    report = read_text(HEAD + "落实《纲要（2021—2025年）》和三项制度。")
    assert {m.why for m in report.mentions} >= {"name_part", "concept_name", "list_number"}


@pytest.mark.parametrize(
    ("says", "subjects"),
    [
        ("县委会年内3次听取法治建设汇报。", ["听取法治建设汇报"]),
        ("发放防汛、禁毒、反诈等资料800份。", ["发放反诈等资料"]),
        ("开展学校周边、车站等领域日常检查40次。", ["日常检查"]),
        ("传达学习《甲条例》《乙办法》等法规6部。", ["传达学习法规"]),
        (
            "清理规范性文件30件，保留20件、废止8件、修改2件。",
            ["清理规范性文件", "保留规范性文件", "废止规范性文件", "修改规范性文件"],
        ),
        ("对存量合同逐份审核，共审核21份。", ["审核存量合同"]),
        ("在北山中学举行模拟法庭活动，60名学生参加。", ["模拟法庭活动参加学生"]),
        ("组织全镇干部法律知识考试，参考90人，合格88人。", ["干部法律知识考试参考", "干部法律知识考试合格"]),
        ("入户检查由上年的80次降至50次，下降37.5%。", ["入户检查", "入户检查", "入户检查下降"]),
        ("现有执法人员12人，其中9人持有执法证件。", ["执法人员", "持有执法证件人员"]),
        ("将5个项目纳入决策目录。", ["纳入决策目录项目"]),
        ("7个社区设立代办点。6个社区均设有书屋。", ["设立代办点社区", "社区"]),
        ("整合公安、市监、城管3个部门力量。", ["整合部门力量"]),
        ("拆除违建15处、面积900平方米。", ["拆除违建", "违建面积"]),
        ("执法大队全年流转事件70件。", ["流转事件"]),
        ("未发生一起被撤销的案件。", ["被撤销的案件"]),
        ("收到复议申请20件，其中维持12件、撤销3件。", ["收到复议申请", "复议维持", "复议撤销"]),
        ("受理纠纷60件、成功58件。", ["受理纠纷", "调解成功"]),
        ("审查合同28份、文件7份。", ["审查合同", "审查文件"]),
        ("专职网格员18名日巡周报。", ["专职网格员"]),
        ("细化7个方面32项任务。", ["任务方面", "任务"]),
        ("参加法律知识考试，参考18人，通过17人。", ["法律知识考试参考", "法律知识考试通过"]),
        ("协调公安、民政等部门联合调处疑难纠纷7起。", ["调处疑难纠纷"]),
        ("聘请2名律师为法律顾问。", ["法律顾问"]),
        ("共受理投诉9件，已化解8件。", ["受理投诉", "化解投诉"]),
        ("全镇8个村和2个社区设有书屋。", ["村", "设有书屋社区"]),
        ("罚款20万元，比2021年的16万元增长25%。", ["罚款", "罚款", "罚款增长"]),
        (
            "保留行政权力900项，与清理前的1200项相比精简25%。",
            ["保留行政权力", "保留行政权力", "保留行政权力精简"],
        ),
        ("办理业务9万宗，日均360宗。", ["办理业务", "日均办理业务"]),
        (
            "办理县、镇两级代表建议12件，其中县级2件、镇级10件。",
            ["办理县、镇两级代表建议", "县级代表建议", "镇级代表建议"],
        ),
        ("县直8个部门并联办理。", ["县直部门"]),
        ("机关及下属4个事业单位参加。", ["下属事业单位"]),
        ("9个村全部建立便民服务站。", ["建立便民服务站村"]),
        ("组织50名干部参加全省国家工作人员学法考试。", ["参加学法考试干部"]),
        ("其中3人不合格暂缓任用。", ["不合格暂缓任用人员"]),
        ("提出用工管理、合同管理等建议60条。", ["提出建议"]),
        ("研究解决执法车辆、办案经费等问题4个。", ["研究解决办案经费等问题"]),
        ("组建综合行政执法队，核定编制10名，实有8人。", ["综合行政执法队核定编制", "执法队实有人员"]),
        ("抽查案卷30宗，评定为优秀的20宗。", ["抽查案卷", "优秀案卷"]),
        ("15项实现“最多跑一次”。", ["最多跑一次事项"]),
        ("现有专兼职调解员80名，其中专职10名、兼职70名。", ["专兼职调解员", "专职调解员", "兼职调解员"]),
        ("罚没款由2021年的30万元减少到2022年的18万元。", ["罚没款", "罚没款"]),
        ("发现问题6个，其中立行立改4个，限期整改2个。", ["发现问题", "立行立改问题", "限期整改问题"]),
        ("联合7个部门对36家企业开展检查。", ["部门", "检查企业"]),
        ("公布镇级权责清单，共8类96项。", ["镇级权责清单", "镇级权责清单"]),
        ("31名执法人员中法学专业毕业的仅6名。", ["执法人员", "法学专业毕业"]),
        ("27名在编干部中持证21人。", ["在编干部", "持证"]),
        ("收到来信8件，和解2件。", ["收到来信", "来信和解"]),
        ("工作人员20人参加全省行政执法资格考试。", ["参加执法资格考试工作人员"]),
    ],
)
def test_a_subject_is_completed_or_shortened(says: str, subjects: list[str]) -> None:
    report = read_text(HEAD + says)
    assert [f.subject for f in report.figures] == subjects


@pytest.mark.parametrize(
    ("says", "quotes"),
    [
        ("举办培训班1期，为期3天。", ["1期", "3天"]),
        ("每天早晚播放法律知识不少于20分钟。", ["20分钟"]),
        ("建成15分钟法律服务圈，24小时值守，3天内办结。", []),
        ("出动无人机20架次，检查楼栋300栋次。", ["20架次", "300栋次"]),
        ("清洁取暖、积水整治三项重大决策履行程序。", ["三项"]),
        ("推进土地二轮延包，公布三张清单。", []),
        ("对3个年度考核靠后的单位约谈。", ["3个"]),
    ],
)
def test_what_takes_time_is_counted_and_when_it_was_is_not(says: str, quotes: list[str]) -> None:
    report = read_text(HEAD + says)
    text = report.clean.text
    assert [
        text[report.clean.index(f.span.start) : report.clean.index(f.span.end)] for f in report.figures
    ] == quotes


def test_a_mention_never_overlaps_a_figure() -> None:
    report = read_text(HEAD + "全县市场主体3.2万户，考核列全市第4位，第三方评估开展两轮。")
    assert len(report.figures) == 3
    assert not any(m.span.overlaps(f.span) for m in report.mentions for f in report.figures)


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("聘请恒明律师事务所律师1名担任镇法律顾问。", ["镇法律顾问"]),
        ("确定9个社区法治联络员9名。", ["社区", "社区法治联络员"]),
        ("梳理公布服务事项120项，其中70项为即办件。", ["梳理公布服务事项", "即办件"]),
        ("将民法典纳入党组中心组学习计划，开展集体学习5次。", ["中心组集体学习"]),
        ("中心组围绕《宪法》《民法典》开展专题研讨4次。", ["专题研讨"]),
        ("县便民服务中心升级改造，全年办件6000件。", ["服务中心办件"]),
        ("印发《白鹭镇2023年普法责任清单》，细化任务18项。", ["普法责任清单任务"]),
        ("将依法行政纳入村级综合考核，分值占5%。", ["依法行政考核分值占"]),
        (
            "组织干部参加法律知识测试，参考率、优秀率分别为100%和92%。",
            ["法律知识测试参考率", "法律知识测试优秀率"],
        ),
        ("全年审核以县政府名义印发的文件26件。", ["审核文件"]),
        ("因选址不当、不符合政策等原因否决3个。", ["否决"]),
        ("进村寨、进校园、进园区开展宣讲20场。", ["宣讲"]),
        ("开展送法进企业、进社区、进校园活动20场。", ["送法进校园活动"]),
        ("窗口工作人员由12名整合为8名。", ["窗口工作人员", "窗口工作人员"]),
        ("发现问题32个，剩余4个列入计划。", ["发现问题", "剩余问题"]),
        ("受理婚姻家庭、山林土地、邻里纠纷90件。", ["受理邻里纠纷"]),
        ("组织科级干部20名赴区法院旁听行政案件庭审。", ["旁听庭审科级干部"]),
        ("机关干部20人到县党校参加学习。", ["机关干部"]),
        ("审核合同、重大决策、规范性文件60件。", ["审核规范性文件"]),
    ],
)
def test_a_subject_is_said_short_and_whole(text: str, subjects: list[str]) -> None:
    """Examples and long attributes are left out; a bare deed is said with the body or paper it belongs to."""
    assert [figure.subject for figure in read_text(f"一、主要工作\n{text}\n").figures] == subjects


@pytest.mark.parametrize(
    ("says", "roles"),
    [
        ("窗口人员由12名整合为8名。", ["previous_period", "actual"]),
        ("全年检查企业90家次，比160家次的上年数下降43.8%。", ["actual", "previous_period", "actual"]),
        ("清理文件30件，宣布废止6件、拟修订4件。", ["actual", "actual", "actual"]),
        ("对拟作出处罚的9件案件进行审核。", ["actual"]),
        ("下一步拟新建法治公园2个。", ["plan"]),
        ("罚款20万元，比2021年的16万元增长25%。", ["actual", "previous_period", "actual"]),
        ("立案20宗，比2021年增加5宗。", ["actual", "actual"]),
        ("保留权力900项，与清理前的1200项相比精简25%。", ["actual", "previous_period", "actual"]),
        ("受理复议申请60件，连同上年结转的4件，应审理64件。", ["actual", "actual", "actual"]),
        ("工作经费由每年10万元增加到20万元。", ["previous_period", "actual"]),
        ("对2010年以来印发的40件文件进行清理。", ["actual"]),
        ("平均处置时长从年初的8小时缩至5小时。", ["previous_period", "actual"]),
    ],
)
def test_a_role_is_told_by_the_words_around(says: str, roles: list[str]) -> None:
    assert [figure.role for figure in read_text(HEAD + says).figures] == roles


@pytest.mark.parametrize(
    ("said", "value", "words"),
    [
        ("调解涉及金额12万4千元。", "124000", "12万4千元"),
        ("罚款3万5000元。", "35000", "3万5000元"),
        ("发放资料1万2千余份。", "12000", "1万2千余份"),
        ("调解涉及金额3.5万元。", "3.5", "3.5万元"),
    ],
)
def test_thousands_behind_ten_thousands_belong_to_them(said: str, value: str, words: str) -> None:
    report = read_text(HEAD + said)
    (figure,) = report.figures
    assert (str(figure.value), report.slice(figure.span)) == (value, words)
