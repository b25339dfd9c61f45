"""The database thread: transactions, pragmas, schema versions."""

import asyncio
from collections.abc import AsyncGenerator
from datetime import UTC, datetime
from pathlib import Path
import threading
from typing import Any

import pytest
from sqlalchemy import Connection, delete, insert, inspect, select, text

from custom_components.printmux.db.engine import (
    Database,
    DatabaseClosedError,
    sqlite_url,
)
from custom_components.printmux.db.schema import STEPS, SchemaTooNewError
from custom_components.printmux.db.tables import (
    files,
    job_details,
    job_targets,
    jobs,
    printers,
    schema_changes,
)

NOW = datetime(2026, 11, 21, 12, 0, 0, 123000, tzinfo=UTC)

LAST = {"id": "last", "name": "P", "kind": "x", "created_at": NOW}


@pytest.fixture
async def database(tmp_path: Path) -> AsyncGenerator[Database]:
    """Return an open database on disk."""
    database = Database(sqlite_url(tmp_path / "test.db"))
    await database.async_open()
    yield database
    await database.async_close()


def add_printer(connection: Connection) -> None:
    """Insert a row."""
    connection.execute(
        insert(printers).values(id="p", name="P", kind="x", created_at=NOW)
    )


async def test_safe_pragmas(database: Database) -> None:
    """A commit survives power loss: WAL with full synchronisation."""

    def read(connection: Connection) -> tuple[Any, ...]:
        values = (
            connection.scalar(text(f"PRAGMA {name}"))
            for name in ("journal_mode", "synchronous", "foreign_keys")
        )
        return tuple(values)

    assert await database.async_run(read) == ("wal", 2, 1)


async def test_times_come_back_as_utc(database: Database) -> None:
    """A time is the same aware UTC time when read again."""
    await database.async_run(add_printer)
    found = await database.async_run(lambda c: c.scalar(select(printers.c.created_at)))
    assert found == NOW
    assert found.tzinfo is UTC


async def test_failed_work_is_rolled_back(database: Database) -> None:
    """All of a transaction, or nothing."""

    def fail(connection: Connection) -> None:
        add_printer(connection)
        raise ValueError("stop")

    with pytest.raises(ValueError, match="stop"):
        await database.async_run(fail)
    assert await database.async_run(lambda c: c.scalar(select(printers.c.id))) is None


async def test_cancelled_caller_does_not_break_a_commit(database: Database) -> None:
    """What has begun is committed, whoever stopped waiting for it."""
    gate = threading.Event()

    def add_late(connection: Connection) -> None:
        gate.wait(10)
        add_printer(connection)

    task = asyncio.create_task(database.async_run(add_late))
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    gate.set()
    assert await database.async_run(lambda c: c.scalar(select(printers.c.id))) == "p"


async def test_opened_twice_migrates_once(database: Database) -> None:
    """A second start finds the schema as it is."""
    again = Database(database.url)
    await again.async_open()
    versions = await again.async_run(
        lambda c: list(c.scalars(select(schema_changes.c.version)))
    )
    assert versions == list(range(1, len(STEPS) + 1))
    await again.async_close()


async def test_newer_schema_is_refused(database: Database) -> None:
    """An older PrintMux does not touch what a newer one wrote."""
    await database.async_run(
        lambda c: c.execute(insert(schema_changes).values(version=99, changed_at=NOW))
    )
    older = Database(database.url)
    with pytest.raises(SchemaTooNewError):
        await older.async_open()
    await older.async_close()


async def test_held_file_is_whole_and_stays(database: Database, tmp_path: Path) -> None:
    """While a backup reads, the file alone is a good database and does not change."""
    await database.async_run(add_printer)
    file, wal = tmp_path / "test.db", tmp_path / "test.db-wal"
    assert wal.stat().st_size > 0
    await database.async_hold()
    assert wal.stat().st_size == 0
    held = file.read_bytes()

    def fill(connection: Connection) -> None:
        rows = [
            {"id": f"p{n}", "name": "P" * 200, "kind": "x", "created_at": NOW}
            for n in range(20_000)
        ]
        connection.execute(insert(printers), rows)

    await database.async_run(fill)
    await database.async_run(lambda c: c.execute(insert(printers), [LAST]))
    assert file.read_bytes() == held
    await database.async_release()
    await database.async_run(
        lambda c: c.execute(insert(printers), [{**LAST, "id": "z"}])
    )
    assert file.stat().st_size > len(held)


async def test_closed_database_says_so(tmp_path: Path) -> None:
    """Work before the opening, or after the end, is an error, not a hang."""
    database = Database(sqlite_url(tmp_path / "x.db"))
    with pytest.raises(DatabaseClosedError):
        await database.async_run(add_printer)
    await database.async_close()
    with pytest.raises(DatabaseClosedError):
        await database.async_run(add_printer)


async def test_first_schema_is_brought_up_to_date(database: Database) -> None:
    """Files lose their SHA-1 and nothing else; jobs are indexed as they are today."""

    def go_back(connection: Connection) -> None:
        connection.execute(text("ALTER TABLE files ADD COLUMN sha1 VARCHAR(40)"))
        connection.execute(
            insert(files).values(
                id="a", sha256="b", extension=".gcode", size=1, created_at=NOW
            )
        )
        connection.execute(text("DROP INDEX ix_jobs_listed"))
        connection.execute(text("CREATE INDEX ix_jobs_state ON jobs (state)"))
        connection.execute(delete(schema_changes).where(schema_changes.c.version > 1))

    await database.async_run(go_back)
    again = Database(database.url)
    await again.async_open()
    row = (
        await again.async_run(lambda c: c.execute(text("SELECT * FROM files")).all())
    )[0]
    assert "sha1" not in row._mapping  # noqa: SLF001 - SQLAlchemy's documented public name
    assert (row.id, row.sha256, row.size) == ("a", "b", 1)
    found = await again.async_run(lambda c: inspect(c).get_indexes(jobs.name))
    assert {index["name"] for index in found} == {index.name for index in jobs.indexes}
    await again.async_close()


async def test_phrases_come_beside_the_texts(database: Database) -> None:
    """What an older PrintMux has said stays, as the text that it was."""
    tables = (jobs, job_targets, job_details)

    def go_back(connection: Connection) -> None:
        for table in tables:
            for name in [c.name for c in table.columns if c.name.endswith("_phrase")]:
                drop = f"ALTER TABLE {table.name} DROP COLUMN {name}"
                connection.execute(text(drop))
        connection.execute(
            text(
                "INSERT INTO jobs (id, name, folder, state, source, start_requested,"
                " why, created_at, updated_at)"
                " VALUES ('a', 'a', '', 'cancelled', 'api', 0, 'Because', 1, 1)"
            )
        )
        connection.execute(delete(schema_changes).where(schema_changes.c.version > 7))

    def read(connection: Connection) -> tuple[Any, ...]:
        for table in tables:
            connection.execute(select(table))
        return tuple(connection.execute(select(jobs.c.why, jobs.c.why_phrase)).one())

    await database.async_run(go_back)
    again = Database(database.url)
    await again.async_open()
    assert await again.async_run(read) == ("Because", None)
    await again.async_close()
