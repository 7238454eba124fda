"""Nameplate of the register 案卷评查."""

from yifa.matter.room import RegisterConfig
from yifa.registers.casefile_review.figures import FIGURES


class CasefileReviewConfig(RegisterConfig):
    """Reviews of enforcement case files; one row one review activity."""

    name = "yifa.registers.casefile_review"
    label = "casefile_review"
    key = "casefile_review"
    zh = verbose_name = "案卷评查"
    group = "执法监督"
    model_name = "CasefileReview"
    headline = ("organiser",)
    shown = ("reviewed_on", "files", "problems", "remedy")
    day = "reviewed_on"
    figures = FIGURES
