"""Nameplate of the staff desk."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """Staff pages: templates, components, login, security headers."""

    name = "yifa.desk"
    label = "desk"
    verbose_name = "工作台"
