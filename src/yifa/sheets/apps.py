"""Nameplate of the spreadsheet face."""

from django.apps import AppConfig


class SheetsConfig(AppConfig):
    """What was taken over from which sheet, so that a vanished row can be named."""

    name = "yifa.sheets"
    label = "sheets"
    verbose_name = "表格"
