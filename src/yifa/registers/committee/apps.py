"""Nameplate of the register 人民调解委员会."""

from yifa.matter.room import RegisterConfig
from yifa.registers.committee.figures import FIGURES


class CommitteeConfig(RegisterConfig):
    """People's mediation committees; one row one committee."""

    name = "yifa.registers.committee"
    label = "committee"
    key = "committee"
    zh = verbose_name = "人民调解委员会"
    group = "矛盾纠纷化解"
    model_name = "Committee"
    headline = ("name",)
    shown = ("kind", "chair", "members", "established_on", "renewed_on", "ended_on")
    day = "established_on"
    figures = FIGURES
