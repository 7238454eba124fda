"""Nameplate of the register 行政处罚."""

from yifa.matter.room import RegisterConfig
from yifa.people.roles import Role
from yifa.registers.penalty.figures import FIGURES


class PenaltyConfig(RegisterConfig):
    """Administrative penalties, summary and ordinary."""

    name = "yifa.registers.penalty"
    label = "penalty"
    key = "penalty"
    zh = verbose_name = "行政处罚"
    group = "执法"
    model_name = "Penalty"
    number = "case_number"
    headline = ("case_title",)
    shown = ("case_title", "parties", "cause", "proposed_fine", "fine", "filed_on")
    day = "opened_on"
    readers = frozenset(
        {
            Role.CLERK,
            Role.LEADER,
            Role.SECRETARY,
            Role.REVIEWER,
            Role.ENFORCER,
            Role.PRESIDING,
            Role.COUNSEL,
            Role.COUNTY,
        }
    )
    personal = frozenset(
        {
            "parties",
            "case_title",
            "party_address",
            "legal_person",
            "violation",
            "evidence",
            "plea",
            "hardship",
        }
    )
    figures = FIGURES
