"""The full-text index over character pairs: FTS5 without its own copy on SQLite, GIN on PostgreSQL."""

from typing import Any, ClassVar

from django.db import migrations

SQLITE = (
    "CREATE VIRTUAL TABLE matter_searchindex USING fts5("
    "text, content='matter_searchtext', content_rowid='id', tokenize='unicode61', detail='none', columnsize=0)",
    "CREATE TRIGGER matter_searchtext_added AFTER INSERT ON matter_searchtext BEGIN"
    " INSERT INTO matter_searchindex(rowid, text) VALUES (new.id, new.text); END",
    "CREATE TRIGGER matter_searchtext_gone AFTER DELETE ON matter_searchtext BEGIN"
    " INSERT INTO matter_searchindex(matter_searchindex, rowid, text) VALUES ('delete', old.id, old.text); END",
    "CREATE TRIGGER matter_searchtext_changed AFTER UPDATE ON matter_searchtext BEGIN"
    " INSERT INTO matter_searchindex(matter_searchindex, rowid, text) VALUES ('delete', old.id, old.text);"
    " INSERT INTO matter_searchindex(rowid, text) VALUES (new.id, new.text); END",
)
POSTGRES = (
    "CREATE INDEX matter_searchtext_pairs ON matter_searchtext USING gin (string_to_array(text, ' '))",
)


def build(apps: Any, schema_editor: Any) -> None:
    """Builds the index that the database at hand has."""
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRES:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    """Adds the search index."""

    dependencies: ClassVar = [("matter", "0001_initial")]
    operations: ClassVar = [migrations.RunPython(build, migrations.RunPython.noop)]
