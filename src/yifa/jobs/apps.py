"""The nameplate of the jobs."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """One table and no wiring."""

    name = "yifa.jobs"
    label = "jobs"
    verbose_name = "后台任务"
