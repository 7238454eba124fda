"""Brings the database up to the code before a command works on it."""

import os
import sys

from django.core.management import call_command
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor


def prepared() -> None:
    """Applies what is missing of the migrations and makes the cache table; quick when there is nothing to do.

    Ends the program with one sentence when the database cannot be opened.
    """
    try:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            call_command("migrate", verbosity=0, interactive=False)
        if "cache" not in connection.introspection.table_names():
            call_command("createcachetable", verbosity=0)
    except OperationalError as fault:
        where = os.environ.get("YIFA_DATABASE") or os.environ.get("YIFA_DATA", "var")
        print(f"yifa: cannot open the database ({where}): {fault}", file=sys.stderr)
        raise SystemExit(1) from None
