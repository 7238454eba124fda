"""Nameplate of the register 援法议事."""

from yifa.matter.room import RegisterConfig
from yifa.people.roles import Role
from yifa.registers.deliberation.figures import FIGURES


class DeliberationConfig(RegisterConfig):
    """Village deliberations with legal help; one row one session."""

    name = "yifa.registers.deliberation"
    label = "deliberation"
    key = "deliberation"
    zh = verbose_name = "援法议事"
    group = "基层治理"
    model_name = "Deliberation"
    headline = ("topic",)
    shown = ("held_on", "village", "topic", "present", "result")
    day = "held_on"
    own_readers = frozenset({Role.VILLAGE})
    figures = FIGURES
