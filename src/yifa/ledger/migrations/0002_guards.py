"""Installs the append-only triggers."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from yifa.ledger import guards


def install(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    guards.install(editor.connection)


def remove(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    guards.remove(editor.connection)


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_start")]
    operations = [migrations.RunPython(install, remove)]
