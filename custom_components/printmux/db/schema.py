"""Schema versions: ordered steps, each run once, in the thread of the database."""

from collections.abc import Callable
from datetime import UTC, datetime

from sqlalchemy import Connection, func, insert, select

from .tables import metadata, schema_changes


class SchemaTooNewError(Exception):
    """A newer PrintMux wrote this database; an older one must not touch it."""


def _create_all(connection: Connection) -> None:
    """Version 1: every table."""
    metadata.create_all(connection)


# Position is the version: append, never edit or reorder.
STEPS: tuple[Callable[[Connection], None], ...] = (_create_all,)


def migrate(connection: Connection) -> None:
    """Bring the schema up to date, inside the caller's transaction.

    Raises SchemaTooNewError when the database is ahead of this code.
    """
    schema_changes.create(connection, checkfirst=True)
    version = connection.scalar(select(func.max(schema_changes.c.version))) or 0
    if version > len(STEPS):
        raise SchemaTooNewError(
            f"The database has schema {version}, this PrintMux knows {len(STEPS)}"
        )
    for number, step in enumerate(STEPS[version:], version + 1):
        step(connection)
        connection.execute(
            insert(schema_changes).values(version=number, changed_at=datetime.now(UTC))
        )
