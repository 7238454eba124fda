"""一件 where it is one of several, numbers that set a rule, and ways that are told with a numeral."""

import pytest

from yifa.reader.read import read_text

ONES = (
    ("发生行政诉讼2件，一件撤诉，一件正在审理。", [2, 1, 1]),
    ("受理行政复议3件，其中一件达成和解。", [3, 1]),
    ("立案5宗，剩余一宗移送公安机关。", [5, 1]),
    ("一件件民生实事落地，一件事一次办持续推进。", []),
    ("排查隐患30处，一起来守护安全。", [30]),
    ("配备执法车2辆，一名驾驶员专职负责。", [2]),
    ("分两批组织轮训，分三组开展督查。", []),
    ("平均用时4天，较年初减少3天。", [4, 3]),
    ("投诉3天内答复，活动持续7天。", []),
)
ROLES = (
    ("机关干部人均学时达到52学时，超过规定的40学时。", ["actual", "requirement"]),
    ("办理时限压缩至3个工作日（国家要求7个工作日）。", ["actual", "requirement"]),
    ("凡20万元以上的工程一律公开招标。", ["requirement"]),
    ("查处罚款5万元以上的案件12件。", ["actual", "actual"]),
    ("投资5000万元以上的项目12个。", ["actual", "actual"]),
    ("出台管理规定3项，提出要求5条。", ["actual", "actual"]),
)


@pytest.mark.parametrize(("said", "values"), ONES)
def test_a_lone_one_counts_where_it_is_one_of_several(said: str, values: list[int]) -> None:
    report = read_text(f"一、主要工作\n（一）推进工作。{said}")
    assert [int(figure.value) for figure in report.figures] == values


@pytest.mark.parametrize(("said", "roles"), ROLES)
def test_what_somebody_set_is_a_rule(said: str, roles: list[str]) -> None:
    report = read_text(f"一、主要工作\n（一）推进工作。{said}")
    assert [figure.role for figure in report.figures] == roles
