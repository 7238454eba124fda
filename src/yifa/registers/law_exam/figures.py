"""What is counted of tests on law."""

from yifa.measure.figure import Rows, SumShare

FIGURES = (
    Rows(
        slug="law_exam_sessions",
        zh="法治测试",
        unit="次",
        counts="工作人员法治测试的次数，类型为法治测试，按考试日期归年",
        day="held_on",
    ),
    SumShare(
        slug="law_exam_participation_rate",
        zh="参考率",
        unit="%",
        counts="参加人数之和比应考人数之和，两项都填了的才算，按考试日期归年",
        day="held_on",
        top="present",
        bottom="due",
        parent="law_exam_sessions",
    ),
    SumShare(
        slug="law_exam_pass_rate",
        zh="合格率",
        unit="%",
        counts="合格人数之和比参加人数之和，两项都填了的才算，按考试日期归年",
        day="held_on",
        top="passed",
        bottom="present",
        parent="law_exam_sessions",
    ),
)
