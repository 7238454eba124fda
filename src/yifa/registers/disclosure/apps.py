"""Nameplate of the register 政务公开."""

from yifa.matter.room import RegisterConfig
from yifa.registers.disclosure.figures import FIGURES


class DisclosureConfig(RegisterConfig):
    """Information published on the office's own initiative; one row one item."""

    name = "yifa.registers.disclosure"
    label = "disclosure"
    key = "disclosure"
    zh = verbose_name = "政务公开"
    group = "公开"
    model_name = "Disclosure"
    number = "document_number"
    headline = ("title",)
    shown = ("published_on", "document_number", "category", "channel")
    day = "published_on"
    figures = FIGURES
