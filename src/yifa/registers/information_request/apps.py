"""Nameplate of the register 政府信息公开申请."""

from yifa.matter.room import RegisterConfig
from yifa.people.roles import Role
from yifa.registers.information_request.figures import FIGURES


class InformationRequestConfig(RegisterConfig):
    """Requests for government information; one row one request."""

    name = "yifa.registers.information_request"
    label = "information_request"
    key = "information_request"
    zh = verbose_name = "政府信息公开申请"
    group = "公开"
    model_name = "InformationRequest"
    number = "number"
    headline = ("applicant", "content")
    shown = ("number", "applicant", "received_on", "result", "concluded_on")
    day = "received_on"
    readers = frozenset(
        {
            Role.CLERK,
            Role.DISCLOSER,
            Role.LEADER,
            Role.SECRETARY,
            Role.REVIEWER,
            Role.COUNSEL,
            Role.COUNTY,
        }
    )
    personal = frozenset(
        {
            "applicant",
            "contact",
            "reasons_given",
            "third_parties",
            "third_party_reasons",
            "to_be_told",
        }
    )
    figures = FIGURES
