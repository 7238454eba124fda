"""Nameplate of the register 执法培训考试."""

from yifa.matter.room import RegisterConfig
from yifa.registers.enforcement_training.figures import FIGURES


class EnforcementTrainingConfig(RegisterConfig):
    """Training examinations of enforcement officers; one row one examination."""

    name = "yifa.registers.enforcement_training"
    label = "enforcement_training"
    key = "enforcement_training"
    zh = verbose_name = "执法培训考试"
    group = "执法监督"
    model_name = "EnforcementTraining"
    headline = ("title",)
    shown = ("held_on", "form", "present", "passed", "hours")
    day = "held_on"
    figures = FIGURES
