"""Nameplate of the register 学法."""

from yifa.matter.room import RegisterConfig
from yifa.registers.law_study.figures import FIGURES


class LawStudyConfig(RegisterConfig):
    """Law-study sessions of officials; one row one session."""

    name = "yifa.registers.law_study"
    label = "law_study"
    key = "law_study"
    zh = verbose_name = "学法"
    group = "普法"
    model_name = "LawStudy"
    headline = ("title",)
    shown = ("held_on", "form", "audience", "present", "speaker")
    day = "held_on"
    figures = FIGURES
