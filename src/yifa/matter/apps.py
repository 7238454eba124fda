"""Nameplate of the core."""

from django.apps import AppConfig


class MatterConfig(AppConfig):
    """Matters, what is owed on them, and what was refused."""

    name = "yifa.matter"
    label = "matter"
    verbose_name = "事项"
