"""The triggers that make the sealed tables append-only, on SQLite and on PostgreSQL.

`remove` exists for test databases, which are emptied between tests; no command of the program calls it.
"""

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

FOREVER = ("ledger_entry", "ledger_checkpoint", "ledger_erasure")
NO_UPDATE = (*FOREVER, "ledger_opening", "ledger_storedfile", "ledger_fileuse")
NO_DELETE = (*FOREVER, "ledger_log", "ledger_fileuse", "ledger_tile")
ERASED = "EXISTS (SELECT 1 FROM ledger_erasure e WHERE e.entry_id = OLD.entry_id AND e.name = OLD.name)"
STANDS = "NEW.size = OLD.size AND NEW.frontier = OLD.frontier"
GROWS = f"NEW.township = OLD.township AND (NEW.size > OLD.size OR ({STANDS}))"
FILLS = (
    'NEW.log_id = OLD.log_id AND NEW."index" = OLD."index" AND length(NEW.leaves) > length(OLD.leaves)'
    " AND substr(NEW.leaves, 1, length(OLD.leaves)) = OLD.leaves"
)


def _rules() -> list[tuple[str, str, str, str]]:
    """(name, table, action, what must hold) of every trigger; an empty condition never holds."""
    rules = [(f"{table}_no_update", table, "UPDATE", "") for table in NO_UPDATE]
    rules += [(f"{table}_no_delete", table, "DELETE", "") for table in NO_DELETE]
    rules.append(("ledger_opening_erase_only", "ledger_opening", "DELETE", ERASED))
    rules.append(("ledger_log_grows", "ledger_log", "UPDATE", GROWS))
    rules.append(("ledger_tile_grows", "ledger_tile", "UPDATE", FILLS))
    return rules


def names() -> list[str]:
    """The names of all triggers."""
    return [name for name, *_ in _rules()]


def statements(vendor: str) -> list[str]:
    """The SQL that installs the triggers; only SQLite and PostgreSQL are known."""
    made: list[str] = []
    for name, table, action, holds in _rules():
        broken = f"WHEN NOT ({holds})" if holds else ""
        message = f"{table} is sealed: {action.lower()} refused"
        if vendor == "sqlite":
            body = f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
            made.append(f"CREATE TRIGGER {name} BEFORE {action} ON {table} {broken} {body}")
        elif vendor == "postgresql":
            made.append(_postgresql(name, table, action, holds, message))
        else:
            raise NotImplementedError(f"the append-only triggers are not written for {vendor}")
    return made


def _postgresql(name: str, table: str, action: str, holds: str, message: str) -> str:
    row = "OLD" if action == "DELETE" else "NEW"
    keep = f"IF {holds} THEN RETURN {row}; END IF;" if holds else ""
    return (
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN {keep} RAISE EXCEPTION '{message}'; END $$; "
        f"CREATE TRIGGER {name} BEFORE {action} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"
    )


def install(connection: BaseDatabaseWrapper) -> None:
    """Creates every trigger in the database of `connection`."""
    with connection.cursor() as cursor:
        for statement in statements(connection.vendor):
            cursor.execute(statement)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Drops every trigger (and, on PostgreSQL, its function)."""
    with connection.cursor() as cursor:
        for name, table, *_ in _rules():
            if connection.vendor == "postgresql":
                cursor.execute(f"DROP TRIGGER IF EXISTS {name} ON {table}; DROP FUNCTION IF EXISTS {name}()")
            else:
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}")


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """The triggers that should stand in the database and do not."""
    query = (
        "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
        if connection.vendor == "postgresql"
        else "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        standing: set[Any] = {row[0] for row in cursor.fetchall()}
    return [name for name in names() if name not in standing]
