"""What is counted of law-study sessions; by form, never by title."""

from django.db.models import Q

from yifa.measure.figure import Rows

CITE = "法治政府建设实施纲要（2021—2025年）（二十八）（未核）"

FIGURES = (
    Rows(
        slug="law_study_sessions",
        zh="中心组学法",
        unit="次",
        counts="学习形式为中心组学法的场次，看形式不看题目，按日期归年",
        day="held_on",
        where=Q(form="中心组学法"),
        cite=CITE,
    ),
    Rows(
        slug="law_lectures",
        zh="专题法治讲座",
        unit="次",
        counts="学习形式为专题讲座的场次，党内法规培训不算，按日期归年",
        day="held_on",
        where=Q(form="专题讲座"),
        cite=CITE,
    ),
)
