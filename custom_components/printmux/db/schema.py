"""Schema versions: ordered steps, each run once, in the thread of the database."""

from collections.abc import Callable
from datetime import UTC, datetime

from sqlalchemy import (
    Column,
    Connection,
    Index,
    MetaData,
    Table,
    func,
    insert,
    inspect,
    select,
    text,
)
from sqlalchemy.schema import CreateColumn

from .tables import (
    STATE,
    files,
    job_details,
    job_targets,
    jobs,
    leftovers,
    metadata,
    printers,
    schema_changes,
)


class SchemaTooNewError(Exception):
    """A newer PrintMux wrote this database; an older one must not touch it."""


def _create_all(connection: Connection) -> None:
    """Version 1: every table, as it is today: later steps find their work done."""
    metadata.create_all(connection)


def _drop_sha1(connection: Connection) -> None:
    """Version 2: files are named and compared by their SHA-256 alone."""
    if "sha1" in _columns(connection, files):
        connection.execute(text("ALTER TABLE files DROP COLUMN sha1"))


def _add_details(connection: Connection) -> None:
    """Version 3: all that a file says of itself, not only who sliced it.

    Version 4: the bed's type and the names of the profiles, too.
    """
    _add_columns(connection, job_details)


def _add_cleared(connection: Connection) -> None:
    """Version 5: a bed that was cleared stays cleared."""
    _add_columns(connection, printers)


def _add_queue(connection: Connection) -> None:
    """Version 6: the queue, why a job waits, what lies on beds and on printers."""
    for table in (jobs, job_targets, printers):
        _add_columns(connection, table)
    leftovers.create(connection, checkfirst=True)


def _index_listed(connection: Connection) -> None:
    """Version 7: the jobs of a state are counted, and listed by age, from an index."""
    known = {index["name"] for index in inspect(connection).get_indexes(jobs.name)}
    for index in jobs.indexes:
        if index.name not in known:
            index.create(connection)
    if "ix_jobs_state" in known:
        old = Table(jobs.name, MetaData(), Column("state", STATE))
        Index("ix_jobs_state", old.c.state).drop(connection)


def _add_phrases(connection: Connection) -> None:
    """Version 8: what PrintMux says, as data beside the English text."""
    for table in (jobs, job_targets, job_details):
        _add_columns(connection, table)


def _add_columns(connection: Connection, table: Table) -> None:
    """Add the columns that a table does not have yet."""
    known = _columns(connection, table)
    for column in table.columns:
        if column.name not in known:
            definition = CreateColumn(column).compile(dialect=connection.dialect)
            statement = f"ALTER TABLE {table.name} ADD COLUMN {definition}"
            connection.execute(text(statement))


def _columns(connection: Connection, table: Table) -> set[str]:
    """Return the names of the columns that a table has in the database."""
    return {column["name"] for column in inspect(connection).get_columns(table.name)}


# Position is the version: append, never edit or reorder.
STEPS: tuple[Callable[[Connection], None], ...] = (
    _create_all,
    _drop_sha1,
    _add_details,
    _add_details,
    _add_cleared,
    _add_queue,
    _index_listed,
    _add_phrases,
)


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
