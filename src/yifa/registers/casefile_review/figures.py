"""What is counted of case-file reviews."""

from yifa.measure.figure import Rows, Total

FIGURES = (
    Rows(
        slug="casefile_reviews",
        zh="案卷评查活动",
        unit="次",
        counts="评查活动的次数，不是评查的卷数，按评查日期归年",
        day="reviewed_on",
        cite="行政执法监督条例第六条",
    ),
    Total(
        slug="casefiles_reviewed",
        zh="评查案卷",
        unit="卷",
        counts="评查卷数之和，按评查日期归年；没有填的不算零",
        day="reviewed_on",
        column="files",
        parent="casefile_reviews",
    ),
)
