"""What is kept of jobs that have ended: the user's rules of age, number and size."""

import asyncio
from collections.abc import Callable, Collection, Iterable
from datetime import datetime, timedelta
from itertools import batched
from typing import NamedTuple

from sqlalchemy import Connection, select

from homeassistant.core import HomeAssistant

from ..const import LOGGER
from ..db.tables import files, jobs
from . import records
from .clock import utc_now
from .ledger import Ledger
from .models import ENDED_JOB_STATES, Job
from .settings import Settings

# Uploads wait while so many files are taken off the disk.
BATCH = 50


class Plan(NamedTuple):
    """The jobs that the rules give up, and how many bytes are stored without them."""

    job_ids: list[str]
    stored: int


class _Ended(NamedTuple):
    """A job that may go."""

    id: str
    ended_at: datetime
    file_id: str
    size: int


def make_plan(
    connection: Connection, settings: Settings, now: datetime, incoming: int = 0
) -> Plan:
    """Return what the rules say, with so many bytes more to be stored."""
    stored = records.stored_bytes(connection)
    if not settings.retains:
        return Plan([], stored)
    ended = _ended_jobs(connection)
    doomed = {job.id for job in ended[settings.retention_jobs or len(ended) :]}
    if days := settings.retention_days:
        since = now - timedelta(days=days)
        doomed.update(job.id for job in ended if job.ended_at < since)
    # By the newest job of each file, so those come first that go with their jobs anyway.
    for shared in sorted(_users(connection, ended), key=lambda jobs: jobs[0].ended_at):
        too_much = stored + incoming > settings.retention_bytes > 0
        if too_much or doomed.issuperset(job.id for job in shared):
            doomed.update(job.id for job in shared)
            stored -= shared[0].size
    return Plan([job.id for job in ended if job.id in doomed], stored)


def _ended_jobs(connection: Connection) -> list[_Ended]:
    """Return the jobs that may go, those that ended last first."""
    query = (
        select(jobs.c.id, jobs.c.ended_at, jobs.c.file_id, files.c.size)
        .join(files)
        .where(jobs.c.state.in_(ENDED_JOB_STATES), jobs.c.deleted_at.is_(None))
        .order_by(jobs.c.ended_at.desc(), jobs.c.id.desc())
    )
    return [_Ended(*row) for row in connection.execute(query)]


def _users(connection: Connection, ended: Iterable[_Ended]) -> Iterable[list[_Ended]]:
    """Return who shares each file that only jobs have that may go."""
    users: dict[str, list[_Ended]] = {}
    for job in ended:
        users.setdefault(job.file_id, []).append(job)
    query = select(jobs.c.file_id).where(
        jobs.c.state.not_in(ENDED_JOB_STATES), jobs.c.file_id.is_not(None)
    )
    for needed in connection.scalars(query):
        users.pop(needed, None)
    return users.values()


class Retention:
    """Deletes jobs: those the user deletes, and those the user's rules give up."""

    def __init__(
        self,
        hass: HomeAssistant,
        ledger: Ledger,
        settings: Callable[[], Settings],
    ) -> None:
        """Take the parts."""
        self._hass = hass
        self._ledger = ledger
        self._settings = settings
        self._applying = asyncio.Lock()

    async def async_fits(self, size: int) -> bool:
        """Tell whether the quota has room for a file, once the rules have made some."""
        settings, now = self._settings(), utc_now()

        def fits(connection: Connection) -> bool:
            most = settings.quota_bytes - size
            if records.stored_bytes(connection) <= most:
                return True
            return make_plan(connection, settings, now, size).stored <= most

        return not settings.quota_bytes or await self._ledger.database.async_run(fits)

    async def async_apply(self, now: datetime) -> None:
        """Delete what the rules give up."""
        settings = self._settings()
        async with self._applying:
            plan = await self._ledger.database.async_run(
                lambda connection: make_plan(connection, settings, now)
            )
            if deleted := await self.async_delete(plan.job_ids):
                LOGGER.info("Deleted %s jobs as the options say", len(deleted))

    async def async_delete(self, job_ids: Iterable[str]) -> list[Job]:
        """Delete jobs, and the files that no other job has; return those deleted.

        One with a target under way stays.
        """
        deleted: list[Job] = []
        for some in batched(job_ids, BATCH, strict=False):
            deleted += await self._async_delete(some)
        if deleted:
            await self._ledger.async_refresh_stats()
        for job in deleted:
            self._ledger.forget(self._ledger.jobs.get(job.id, job))
        return deleted

    async def _async_delete(self, job_ids: Collection[str]) -> list[Job]:
        """Delete some jobs in one transaction, then their files."""
        store = self._ledger.store
        now = utc_now()
        async with store.async_deleting(), store.filing:
            deleted, unused = await self._ledger.database.async_run(
                lambda connection: records.delete_jobs(connection, job_ids, now)
            )
            await self._hass.async_add_executor_job(store.delete, unused)
        return deleted

    async def async_drop_unknown(self, name: str) -> None:
        """Delete a file whose job could not be written, unless others have it."""
        store = self._ledger.store
        async with store.async_deleting(), store.filing:
            known = await self._ledger.database.async_run(records.known_files)
            if name not in known:
                await self._hass.async_add_executor_job(store.delete, [name])
