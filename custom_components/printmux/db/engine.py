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

# SQLite's own default, in pages.
AUTOCHECKPOINT = 1000
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

    async def async_hold(self) -> None:
        """Make the database file whole and leave it alone: a backup reads it.

        What is written from now on goes to the WAL, which may be copied at any moment.
        """
        await self._async_submit(self._hold)

    async def async_release(self) -> None:
        """The database file may change again."""
        await self._async_submit(partial(self._set_autocheckpoint, AUTOCHECKPOINT))

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

    def _hold(self) -> None:
        """Checkpoint, then stop checkpointing, on the thread."""
        self._set_autocheckpoint(0)
        self._pragma("wal_checkpoint(TRUNCATE)")

    def _set_autocheckpoint(self, pages: int) -> None:
        """Say after how many pages of WAL SQLite writes them back; 0 is never."""
        self._pragma(f"wal_autocheckpoint={pages}")

    def _pragma(self, pragma: str) -> None:
        """Run a pragma outside of a transaction; other databases have no WAL file."""
        if self._connection is None or self._connection.dialect.name != "sqlite":
            return
        self._connection.execute(text(f"PRAGMA {pragma}"))
        self._connection.commit()
