"""Decisions are only added: the database refuses to change or delete one."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

TABLE = "desk_decision"


def install(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    for action in ("UPDATE", "DELETE"):
        name, said = f"{TABLE}_no_{action.lower()}", f"{TABLE} is append-only: {action.lower()} refused"
        if editor.connection.vendor == "sqlite":
            body = f"BEGIN SELECT RAISE(ABORT, '{said}'); END"
            editor.execute(f"CREATE TRIGGER {name} BEFORE {action} ON {TABLE} {body}")
        else:
            editor.execute(
                f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
                f"$$ BEGIN RAISE EXCEPTION '{said}'; END $$"
            )
            editor.execute(
                f"CREATE TRIGGER {name} BEFORE {action} ON {TABLE} FOR EACH ROW EXECUTE FUNCTION {name}()"
            )


def remove(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    for action in ("update", "delete"):
        name = f"{TABLE}_no_{action}"
        if editor.connection.vendor == "sqlite":
            editor.execute(f"DROP TRIGGER IF EXISTS {name}")
        else:
            editor.execute(f"DROP TRIGGER IF EXISTS {name} ON {TABLE}")
            editor.execute(f"DROP FUNCTION IF EXISTS {name}()")


class Migration(migrations.Migration):
    dependencies = [("desk", "0003_decisions")]
    operations = [migrations.RunPython(install, remove)]
