"""What is counted of training examinations of enforcement officers."""

from yifa.measure.figure import Rows, SumShare

FIGURES = (
    Rows(
        slug="enforcement_training_sessions",
        zh="执法培训考试",
        unit="场",
        counts="执法人员培训考试的场次，类型为执法考试，按培训日期归年",
        day="held_on",
    ),
    SumShare(
        slug="enforcement_exam_pass_rate",
        zh="执法考试合格率",
        unit="%",
        counts="合格人数之和比参加人数之和，两项都填了的才算，按培训日期归年",
        day="held_on",
        top="passed",
        bottom="present",
        parent="enforcement_training_sessions",
    ),
)
