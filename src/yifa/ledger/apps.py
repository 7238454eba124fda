"""Names the ledger to Django."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "yifa.ledger"
    label = "ledger"
    verbose_name = "存证"
    default_auto_field = "django.db.models.BigAutoField"
