"""Nameplate of the figures floor."""

from django.apps import AppConfig


class MeasureConfig(AppConfig):
    """Frozen figures, declared zeros, duties that a township has not."""

    name = "yifa.measure"
    label = "measure"
    verbose_name = "指标"
