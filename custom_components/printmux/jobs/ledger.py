"""The ledger: jobs as the database has them, in memory for whoever looks.

Each change is committed first, then shown, then told to the listeners.
"""

import asyncio
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection

from homeassistant.core import callback
from homeassistant.util import dt as dt_util

from ..const import LOGGER
from ..db.engine import Database
from ..printers.driver import SourceFile
from . import printer_records, records
from .analysis import without_raw
from .clock import utc_now
from .copies import add_leftover, is_left
from .errors import refusal
from .models import (
    RESTING_JOB_STATES,
    HubStats,
    Job,
    JobEvent,
    JobEventType,
    JobState,
    Target,
    TargetState,
)
from .settings import Settings
from .states import END_EVENTS, event_of, settled, with_target
from .store import FileStore, file_id
from .tally import count_live, count_stored

KEEP_ENDED = timedelta(hours=24)
PROGRESS_STEP = 0.01

type Work = Callable[[Connection], object]
type Listener = Callable[[JobEvent], None]


class Ledger:
    """Live jobs (not ended, or ended less than 24 h ago), newest first."""

    def __init__(
        self, database: Database, store: FileStore, settings: Callable[[], Settings]
    ) -> None:
        """Begin empty; `async_load` reads the database."""
        self.database = database
        self.store = store
        self._settings = settings
        self.jobs: dict[str, Job] = {}
        self.stats = HubStats()
        # Counts the changes that matter to the queue.
        self.version = 0
        self._rank = 0
        self._listeners: set[Listener] = set()
        self._changing = asyncio.Lock()

    async def async_load(self) -> None:
        """Read the live jobs."""
        since = utc_now() - KEEP_ENDED

        def load(connection: Connection) -> list[Job]:
            printer_records.release_waiting(connection)
            return records.load_live_jobs(connection, since)

        found = await self.database.async_run(load)
        self.jobs = {job.id: job for job in found}
        self.version += 1
        await self.async_refresh_stats()

    async def async_get(self, job_id: str) -> Job | None:
        """Return a job, live or from the database."""
        if (job := self.jobs.get(job_id)) is not None:
            return job
        return await self.database.async_run(
            lambda connection: records.load_job(connection, job_id)
        )

    async def async_require(self, job_id: str) -> Job:
        """Return a job or raise ServiceValidationError."""
        if (job := await self.async_get(job_id)) is None:
            raise refusal("job_not_found", job=job_id)
        return job

    @callback
    def async_subscribe(self, listener: Listener) -> Callable[[], None]:
        """Tell a listener of every change; returns how to stop that."""
        self._listeners.add(listener)
        return lambda: self._listeners.discard(listener)

    @callback
    def notify(self, event: JobEvent) -> None:
        """Tell the listeners; one that fails must not stop a print."""
        for listener in list(self._listeners):
            try:
                listener(event)
            except Exception:  # noqa: BLE001 - whatever it is, the print goes on
                LOGGER.exception("A listener failed on %s", event.type)

    def target(self, job_id: str, target_id: str) -> Target:
        """Return a target of a live job."""
        return next(t for t in self.jobs[job_id].targets if t.id == target_id)

    def source_file(self, job_id: str) -> SourceFile:
        """Return where the bytes of a job lie."""
        job = self.jobs[job_id]
        return SourceFile(
            path=self.store.path(file_id(job.sha256, job.extension)),
            size=job.size,
            sha256=job.sha256,
        )

    @callback
    def show(self, job: Job, event: JobEventType | None = None) -> None:
        """Show a job as it now is in the database."""
        new = job.id not in self.jobs
        self.jobs[job.id] = job
        self.version += 1
        if new:
            newest = sorted(self.jobs.values(), key=_age_key, reverse=True)
            self.jobs = {other.id: other for other in newest}
        self._count_live()
        self.notify(JobEvent(job=job, type=event))

    @callback
    def forget(self, job: Job) -> None:
        """Take a job that was deleted, or ended long ago, out of sight."""
        if self.jobs.pop(job.id, None) is not None:
            self.version += 1
            self._count_live()
        self.notify(JobEvent(job=job, removed=True))

    @callback
    def forget_old(self, now: datetime) -> None:
        """Take jobs out of sight that ended long ago."""
        for job in list(self.jobs.values()):
            if job.ended_at is not None and job.ended_at < now - KEEP_ENDED:
                self.forget(job)

    @callback
    def show_progress(self, target: Target, progress: float) -> None:
        """Show how far a target is; not worth a commit, and never less than before."""
        done = target.progress < 1 <= progress
        if progress < target.progress + PROGRESS_STEP and not done:
            return
        job = with_target(self.jobs[target.job_id], replace(target, progress=progress))
        self.jobs[job.id] = job
        self.notify(JobEvent(job=job))

    async def async_change_job(
        self,
        job: Job,
        event: JobEventType | None = None,
        *,
        only: Collection[JobState] = tuple(JobState),
        **changes: Any,
    ) -> Job:
        """Change a job in the database, then here; return it as it is then.

        One that is in none of the states `only` by now is left as it is. Goes to its
        end even when the caller is cancelled.
        """
        return await asyncio.shield(self._async_change_job(job, event, only, changes))

    async def _async_change_job(
        self,
        job: Job,
        event: JobEventType | None,
        only: Collection[JobState],
        changes: dict[str, Any],
    ) -> Job:
        """Commit the change, show it."""
        # One at a time: what a target's end or an analysis makes of a job counts too.
        async with self._changing:
            live = job.id in self.jobs
            job = self.jobs.get(job.id, job)
            if job.state not in only:
                return job
            changes |= {"updated_at": utc_now()}
            await self.database.async_run(
                lambda connection: records.update_job(connection, job.id, **changes)
            )
            changed = replace(self.jobs.get(job.id, job), **changes)
            # One that was deleted meanwhile stays out of sight.
            if job.id in self.jobs or not live:
                self.show(changed, event)
            return changed

    async def async_take_details(self, job_id: str, details: dict[str, Any]) -> None:
        """Write what a file says of itself, then show it."""
        async with self._changing:
            await self.database.async_run(
                lambda connection: records.write_details(connection, job_id, details)
            )
            # It may have been deleted meanwhile.
            if (job := self.jobs.get(job_id)) is not None:
                new = job.state is JobState.UPLOADED
                self.show(
                    replace(job, details=without_raw(details)),
                    JobEventType.ANALYSED if new else None,
                )

    async def async_take_plate(
        self, job: Job, plate: int, details: dict[str, Any]
    ) -> Job:
        """Write which plate of a job is meant, and what that says of itself.

        Raises ServiceValidationError when something of the job is under way by then.
        """
        async with self._changing:
            live = job.id in self.jobs
            job = self.jobs.get(job.id, job)
            if job.state not in RESTING_JOB_STATES:
                raise refusal("plate_in_use", job=job.name)
            changes: dict[str, Any] = {"plate_index": plate, "updated_at": utc_now()}

            def write(connection: Connection) -> None:
                records.update_job(connection, job.id, **changes)
                records.replace_details(connection, job.id, details)

            await self.database.async_run(write)
            changed = replace(job, details=without_raw(details), **changes)
            # One that was deleted meanwhile stays out of sight.
            if job.id in self.jobs or not live:
                self.show(changed)
            return changed

    async def async_change_target(
        self, target: Target, work: Work | None = None, **changes: Any
    ) -> Target:
        """Change a target, and what follows for its job, in one transaction.

        Goes to its end even when the caller is cancelled.
        """
        return await asyncio.shield(self._async_change_target(target, work, changes))

    async def _async_change_target(
        self, target: Target, work: Work | None, changes: dict[str, Any]
    ) -> Target:
        """Commit the change, show it, tell what it means."""
        # One at a time: the last target to end decides what becomes of the job.
        async with self._changing:
            now = utc_now()
            before = self.jobs[target.job_id]
            target = self.target(target.job_id, target.id)
            changes |= {"updated_at": now}
            changed = replace(target, **changes)
            left = is_left(target, changed, self._settings().remove_copies)
            job = settled(with_target(before, changed), now)

            def write(connection: Connection) -> None:
                if target.ended and records.is_deleted(connection, job.id):
                    raise refusal("job_not_found", job=job.id)
                _write_change(connection, changed, changes)
                if left:
                    add_leftover(connection, target, now)
                if job.state is not before.state:
                    records.update_job(
                        connection, job.id, state=job.state, ended_at=job.ended_at
                    )
                if work is not None:
                    work(connection)

            await self.database.async_run(write)
            self.jobs[job.id] = job
            self.version += 1
            await self._async_tell(job, changed, before.state)
            if left:
                self.notify(JobEvent(job=job, left_on=target.printer_id))
            return changed

    async def _async_tell(self, job: Job, target: Target, before: JobState) -> None:
        """Tell the listeners what a change of a target amounts to."""
        if job.state is not before or target.state is TargetState.PRINTING:
            await self.async_refresh_stats()
        else:
            self._count_live()
        self.notify(JobEvent(job=job, target=target, type=event_of(target)))
        if job.state is not before and (event := END_EVENTS.get(job.state)):
            self.notify(JobEvent(job=job, type=event))

    async def async_settle(self) -> None:
        """Wait for the changes that are being written."""
        async with self._changing:
            return

    async def async_claim(self, target: Target) -> bool:
        """Reserve the printer for a target; False when another one has it."""
        return await self.database.async_run(
            lambda connection: printer_records.claim_printer(
                connection, target.printer_id, target.id
            )
        )

    async def async_add_targets(
        self,
        job: Job,
        targets: list[Target],
        only: Collection[JobState] = tuple(JobState),
    ) -> Job:
        """Write new targets and what they make of their job, in one transaction.

        A job that is in none of the states `only` by now gets none of them.
        """
        async with self._changing:
            now = utc_now()
            job = self.jobs.get(job.id, job)
            if job.state not in only:
                return job
            dispatched = job.dispatched_at
            if job.state is not JobState.DISPATCHING or dispatched is None:
                dispatched = min(target.created_at for target in targets)
            job = replace(
                job,
                state=JobState.DISPATCHING,
                targets=(*job.targets, *targets),
                dispatched_at=dispatched,
                ended_at=None,
                updated_at=now,
            )
            job = settled(job, now)

            def write(connection: Connection) -> None:
                if records.is_deleted(connection, job.id):
                    raise refusal("job_not_found", job=job.id)
                records.insert_targets(connection, targets)
                records.update_job(
                    connection,
                    job.id,
                    state=job.state,
                    dispatched_at=dispatched,
                    ended_at=job.ended_at,
                    updated_at=now,
                )

            await self.database.async_run(write)
            self.show(job, JobEventType.DISPATCHED)
            if event := END_EVENTS.get(job.state):
                self.notify(JobEvent(job=job, type=event))
            return job

    def next_rank(self) -> int:
        """Return the rank of a new target: behind all there are."""
        ranks = (t.rank for job in self.jobs.values() for t in job.targets)
        self._rank = max(self._rank, max(ranks, default=0)) + 1
        return self._rank

    async def async_reorder(self, places: Iterable[tuple[Target, int, int]]) -> None:
        """Write priorities and ranks of waiting targets, in one transaction."""
        await asyncio.shield(self._async_reorder(list(places)))

    async def _async_reorder(self, places: list[tuple[Target, int, int]]) -> None:
        """Commit the new order, then show it."""
        async with self._changing:
            changed = [
                replace(
                    self.target(target.job_id, target.id), priority=priority, rank=rank
                )
                for target, priority, rank in places
                if (target.priority, target.rank) != (priority, rank)
            ]

            def write(connection: Connection) -> None:
                for target in changed:
                    records.update_target(
                        connection,
                        target.id,
                        priority=target.priority,
                        rank=target.rank,
                    )

            await self.database.async_run(write)
            for target in changed:
                self.show(with_target(self.jobs[target.job_id], target))

    async def async_refresh_stats(self) -> None:
        """Read the hub's numbers anew."""
        today = dt_util.as_utc(dt_util.start_of_local_day())
        stats = self.stats
        self.stats = await self.database.async_run(
            lambda connection: count_stored(connection, stats, today)
        )
        self._count_live()

    def _count_live(self) -> None:
        """Count what is seen in memory."""
        self.stats = count_live(self.jobs.values(), self.stats)


def _age_key(job: Job) -> tuple[datetime, str]:
    """Return what jobs are sorted by."""
    return job.created_at, job.id


def _write_change(
    connection: Connection, target: Target, changes: dict[str, Any]
) -> None:
    """Write a target; one that needs its printer no more gives it up."""
    records.update_target(connection, target.id, **changes)
    if target.ended or target.state is TargetState.NEEDS_ATTENTION:
        printer_records.release_printer(connection, target.id)
