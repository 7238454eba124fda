"""Nameplate of the register 法治测试."""

from yifa.matter.room import RegisterConfig
from yifa.registers.law_exam.figures import FIGURES


class LawExamConfig(RegisterConfig):
    """Tests of officials on law; one row one test."""

    name = "yifa.registers.law_exam"
    label = "law_exam"
    key = "law_exam"
    zh = verbose_name = "法治测试"
    group = "普法"
    model_name = "LawExam"
    headline = ("title",)
    shown = ("held_on", "form", "due", "present", "passed")
    day = "held_on"
    figures = FIGURES
