"""Nameplate of the register 执法人员."""

from yifa.matter.room import RegisterConfig
from yifa.registers.enforcement_officer.figures import FIGURES


class EnforcementOfficerConfig(RegisterConfig):
    """The yearly roll of enforcement officers; one row one officer of one year."""

    name = "yifa.registers.enforcement_officer"
    label = "enforcement_officer"
    key = "enforcement_officer"
    zh = verbose_name = "执法人员"
    group = "执法监督"
    model_name = "EnforcementOfficer"
    number = "certificate"
    headline = ("name",)
    shown = ("certificate", "organisation", "valid_until", "hours", "result")
    day = "enrolled_on"
    figures = FIGURES
