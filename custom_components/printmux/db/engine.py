"""One database, one thread, one connection: every transaction in order.

A single writer thread is as fast as a pool for SQLite and needs no locking; the
event loop only ever awaits it.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.pool import StaticPool

from .schema import migrate

SQLITE_PRAGMAS = (
    "journal_mode=WAL",
    # NORMAL may lose the last commits on power loss: an accepted job must not be.
    "synchronous=FULL",
    "foreign_keys=ON",
    "busy_timeout=5000",
    "temp_store=MEMORY",
    "cache_size=-16384",
)


def sqlite_url(path: Path) -> str:
    """Return the SQLAlchemy URL of a SQLite file."""
    return f"sqlite:///{path}"


def _set_pragmas(connection: Any, _record: object) -> None:
    """Prepare a fresh SQLite connection."""
    cursor = connection.cursor()
    for pragma in SQLITE_PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


class DatabaseClosedError(Exception):
    """The hub is being closed, or was: nothing can be kept now."""


class Database:
    """The engine and its thread. Open it once, close it at the end."""

    def __init__(self, url: str) -> None:
        """Keep the URL; nothing is opened yet."""
        self.url = url
        self._executor = ThreadPoolExecutor(1, thread_name_prefix="printmux-db")
        self._engine: Engine | None = None
        self._connection: Connection | None = None
        self._closed = False

    async def async_open(self) -> None:
        """Connect and bring the schema up to date.

        Raises SchemaTooNewError when a newer PrintMux wrote this database.
        """
        await self._async_submit(self._open)

    async def async_close(self) -> None:
        """Finish what is queued, disconnect, end the thread."""
        await self._async_submit(self._close)
        self._closed = True
        await asyncio.to_thread(self._executor.shutdown)

    async def async_run[T](self, work: Callable[[Connection], T]) -> T:
        """Run work in one transaction on the database's thread; return its result."""
        return await self._async_submit(partial(self._transact, work))

    async def async_checkpoint(self) -> None:
        """Write the WAL back into the database file, for a copy of that file."""
        await self._async_submit(self._checkpoint)

    async def _async_submit[T](self, work: Callable[[], T]) -> T:
        """Run a function on the thread, to its end even when the caller is cancelled."""
        if self._closed:
            raise DatabaseClosedError("PrintMux is being reloaded")
        loop = asyncio.get_running_loop()
        return await asyncio.shield(loop.run_in_executor(self._executor, work))

    def _open(self) -> None:
        """Connect, on the thread."""
        self._engine = create_engine(self.url, poolclass=StaticPool)
        if self._engine.dialect.name == "sqlite":
            event.listen(self._engine, "connect", _set_pragmas)
        self._connection = self._engine.connect()
        with self._connection.begin():
            migrate(self._connection)

    def _close(self) -> None:
        """Disconnect, on the thread."""
        if self._connection is not None:
            self._connection.close()
        if self._engine is not None:
            self._engine.dispose()
        self._connection = self._engine = None

    def _transact[T](self, work: Callable[[Connection], T]) -> T:
        """Run work between begin and commit, on the thread."""
        if self._connection is None:
            raise DatabaseClosedError("PrintMux is being reloaded")
        with self._connection.begin():
            return work(self._connection)

    def _checkpoint(self) -> None:
        """Checkpoint, on the thread; only SQLite has a WAL file beside it."""
        if self._connection is None or self._connection.dialect.name != "sqlite":
            return
        self._connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
        self._connection.commit()
