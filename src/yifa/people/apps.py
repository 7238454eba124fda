"""Nameplate of the people floor."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Organisations, officers, posts, certificates."""

    name = "yifa.people"
    label = "people"
    verbose_name = "人员"
