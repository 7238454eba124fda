"""Which figures take the kind of the figure that they are a part or the rest of."""

import pytest

from yifa.reader.read import read_text

SENTENCES = (
    # What is left of a number is of its kind, and so is what it is compared with.
    ("排查整治隐患96处，其余4处已落实管控措施。", ["hazards_fixed"] * 2),
    ("“12345”热线转办的诉求70件，除3件因无管辖权退回外，全部答复。", ["hotline_cases"] * 2),
    ("公开政府信息420条，较上年的360条增长16.7%。", ["open_info_items", "open_info_items", "other"]),
    # Numbers that add up to one before them are its parts.
    ("对下放的60项行政处罚权逐项评估，实际承接45项，申请暂缓15项。", ["delegated_powers"] * 3),
    # A sort is one of what the sentence, or the one before 其中, began with.
    (
        "全年立案查处案件180件，移送公安机关6件。其中，环保类60件，城管类80件。",
        ["penalty_cases", "cases_transferred", "penalty_cases", "penalty_cases"],
    ),
    # 作出说明的8件 has no noun of its own.
    ("20件代表建议中，已经解决的12件，因条件所限作出说明的8件。", ["npc_cppcc_proposals"] * 3),
    # What is counted in another unit, or adds up to nothing, stands alone.
    ("办理人大代表建议12件，走访群众30户，其余12户电话回访。", ["npc_cppcc_proposals", "other", "other"]),
    ("承接赋权事项60项，打造亮点8项。", ["delegated_powers", "other"]),
    ("办理行政许可90件，修缮房屋30件。", ["licences_handled", "other"]),
)


@pytest.mark.parametrize(("said", "kinds"), SENTENCES)
def test_a_part_is_of_the_kind_of_its_whole(said: str, kinds: list[str]) -> None:
    report = read_text(f"一、主要工作\n（一）推进工作。{said}")
    assert [figure.kind for figure in report.figures] == kinds
