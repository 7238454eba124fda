"""Nameplate of the register 人民调解员."""

from yifa.matter.room import RegisterConfig
from yifa.registers.mediator.figures import FIGURES


class MediatorConfig(RegisterConfig):
    """People's mediators; one row one person on the roll of one committee."""

    name = "yifa.registers.mediator"
    label = "mediator"
    key = "mediator"
    zh = verbose_name = "人民调解员"
    group = "矛盾纠纷化解"
    model_name = "Mediator"
    headline = ("name",)
    shown = ("committee", "employment", "appointed_on", "trained_on", "ended_on")
    day = "appointed_on"
    personal = frozenset({"name", "sex", "phone"})
    figures = FIGURES
