"""What a slicer key has sent and what was printed of it, deleted jobs included."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row

from ..db.engine import Database
from ..printlog import of_keys
from ..printlog.of_keys import KeyTotals, Page
from . import records
from .models import Job


@dataclass(frozen=True, slots=True, kw_only=True)
class Print:
    """One run on one printer; `exists` tells whether its path leads to that job."""

    id: str
    job: Job
    state: str
    started_at: datetime
    ended_at: datetime | None
    print_s: float | None
    filament_mm: float | None
    exists: bool


class History:
    """Reads jobs and print log together, key by key."""

    def __init__(self, database: Database) -> None:
        """Take the database."""
        self._database = database

    async def async_uploads(self, key_id: str | None) -> list[Job]:
        """Return every upload of a key that was not deleted, newest first."""
        return await self._database.async_run(
            lambda connection: records.list_files(connection, key_id)
        )

    async def async_list(self, key_id: str | None, page: Page) -> list[Print]:
        """Return prints of a key's uploads."""

        def read(connection: Connection) -> list[Print]:
            rows = of_keys.list_prints(connection, key_id, page)
            return _prints(connection, key_id, rows)

        return await self._database.async_run(read)

    async def async_get(self, key_id: str | None, print_id: str) -> Print | None:
        """Return one print of a key's uploads."""

        def read(connection: Connection) -> Print | None:
            row = of_keys.find_print(connection, key_id, print_id)
            return _prints(connection, key_id, [row])[0] if row else None

        return await self._database.async_run(read)

    async def async_latest(
        self,
        key_id: str | None,
        *,
        job_id: str | None = None,
        target_id: str | None = None,
    ) -> Print | None:
        """Return the newest print of a job or of a target."""

        def read(connection: Connection) -> Print | None:
            row = of_keys.find_latest(
                connection, key_id, job_id=job_id, target_id=target_id
            )
            return _prints(connection, key_id, [row])[0] if row else None

        return await self._database.async_run(read)

    async def async_totals(self, key_id: str | None) -> KeyTotals:
        """Return the sums over a key's prints that ended."""
        return await self._database.async_run(
            lambda connection: of_keys.totals_of_key(connection, key_id)
        )


def _prints(
    connection: Connection, key_id: str | None, rows: Sequence[Row[Any]]
) -> list[Print]:
    """Make prints of rows, each with its job."""
    jobs = records.load_jobs(connection, {row.job_id for row in rows})
    newest = _newest(connection, key_id, jobs.values())
    return [
        Print(
            id=row.id,
            job=jobs[row.job_id],
            state=row.state,
            started_at=row.started_at,
            ended_at=row.ended_at,
            print_s=row.print_s,
            filament_mm=row.filament_mm,
            exists=row.job_id in newest,
        )
        for row in rows
    ]


def _newest(
    connection: Connection, key_id: str | None, jobs: Collection[Job]
) -> set[str | None]:
    """Return the ids of the jobs that the paths of some jobs lead to."""
    paths = {(job.folder, job.name) for job in jobs}
    return {
        records.find_by_path(connection, key_id, folder, name) for folder, name in paths
    }
