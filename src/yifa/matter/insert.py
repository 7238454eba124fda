"""Inserts many rows of a table at once, with what most of them have in common prepared once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, TypeAlias, TypeVar

from django.db import connection, models

Row = TypeVar("Row", bound=models.Model)
Field: TypeAlias = "models.Field[Any, Any]"


def insert(rows: Sequence[Row]) -> None:
    """Inserts ``rows``, all of one model, by one statement; must stand in a transaction.

    As ``bulk_create``, but keys that the database counts up are not read back. A register has some eighty columns, of
    which an event of the past fills a dozen: a value that is the column's default is not prepared again.
    """
    if not rows:
        return
    sql, columns = _plan(type(rows[0]))
    with connection.cursor() as cursor:
        cursor.executemany(sql, _prepared(rows, columns))
    for row in rows:
        row._state.adding, row._state.db = False, connection.alias


def _prepared(rows: Sequence[Row], columns: Sequence[tuple[str, Field, Any, Any]]) -> list[list[Any]]:
    return [
        [
            ready if (value := row.__dict__[name]) == default else field.get_db_prep_save(value, connection)
            for name, field, default, ready in columns
        ]
        for row in rows
    ]


@lru_cache(maxsize=64)
def _plan(model: type[models.Model]) -> tuple[str, tuple[tuple[str, Field, Any, Any], ...]]:
    """The statement, and of each column its attribute, its field, its default, and the default as it is written."""
    quote = connection.ops.quote_name
    fields = [field for field in model._meta.concrete_fields if not isinstance(field, models.AutoField)]
    names = ", ".join(quote(str(field.column)) for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    sql = f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES ({marks})"
    return sql, tuple((field.attname, field, *_default(field)) for field in fields)


def _default(field: Field) -> tuple[Any, Any]:
    if field.primary_key:
        return object(), None  # a key is never the default
    default = field.get_default()
    return default, field.get_db_prep_save(default, connection)
