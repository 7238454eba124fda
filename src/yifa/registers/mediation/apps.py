"""Nameplate of the register 人民调解."""

from yifa.matter.room import RegisterConfig
from yifa.people.roles import Role
from yifa.registers.mediation.figures import FIGURES


class MediationConfig(RegisterConfig):
    """Disputes before people's mediation committees; one row one dispute."""

    name = "yifa.registers.mediation"
    label = "mediation"
    key = "mediation"
    zh = verbose_name = "人民调解"
    group = "矛盾纠纷化解"
    model_name = "Mediation"
    number = "number"
    headline = ("parties", "kind")
    shown = ("accepted_on", "committee", "kind", "amount", "result", "concluded_on")
    day = "accepted_on"
    readers = frozenset({Role.CLERK, Role.LEADER, Role.SECRETARY, Role.COUNTY})
    own_readers = frozenset({Role.MEDIATOR, Role.VILLAGE})
    personal = frozenset(
        {
            "applicant",
            "respondent",
            "parties",
            "narrative",
            "invited",
            "session_note",
            "refusal_ground",
            "risk",
            "content",
        }
    )
    figures = FIGURES
