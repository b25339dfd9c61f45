"""The job service: what Home Assistant and the slicer side ask of jobs."""

import asyncio
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.helpers.event import (
    async_track_time_change,
    async_track_time_interval,
)

from ..db.engine import Database
from ..phrases import phrase
from ..printers.bedside import Bed
from . import finding, printer_records, prints, records
from .clock import utc_now
from .dispatcher import Dispatcher
from .errors import refusal
from .folders import Folders
from .history import History
from .importing import Importer
from .intake import Intake
from .ledger import Ledger, Listener
from .leftovers import Leftovers
from .models import HubStats, Job, JobEvent, JobState, Target, Terms
from .orders import TargetOrders
from .queue import waits
from .queue_orders import QueueOrders
from .retention import Retention
from .router import Guide, Router
from .settings import Settings
from .store import FileStore
from .target_maker import TargetMaker

if TYPE_CHECKING:
    from ..printers.coordinator import PrinterCoordinator

NOW = Terms()
TIDY_INTERVAL = timedelta(minutes=10)


class JobService:
    """Jobs from upload to the end of the last print."""

    def __init__(
        self,
        hass: HomeAssistant,
        store: FileStore,
        database: Database,
        printers: Mapping[str, PrinterCoordinator],
        settings: Settings,
        guide: Guide,
    ) -> None:
        """Keep the parts; `async_start` reads what there is."""
        self._hass = hass
        self._store = store
        self._database = database
        self._printers = printers
        self.settings = settings
        self._ledger = Ledger(database, store, lambda: self.settings)
        self._dispatcher = Dispatcher(
            hass, self._ledger, printers, self.included, lambda: self.settings
        )
        self._maker = TargetMaker(self._ledger, self._dispatcher.queue)
        self.queue = QueueOrders(self._ledger, self._dispatcher, printers)
        self._leftovers = Leftovers(hass, self._ledger, printers)
        self._router = Router(self, self._ledger, self._dispatcher, guide)
        self.orders = TargetOrders(
            self._ledger, self._dispatcher, self._maker, printers
        )
        self.history = History(database)
        self._retention = Retention(hass, self._ledger, lambda: self.settings)
        self.intake = Intake(
            hass,
            store,
            database,
            self._ledger,
            self._retention,
            lambda: self.settings,
            self._router.async_route,
        )
        self.importer = Importer(hass, store, self.intake, lambda: self.settings)
        self.folders = Folders(
            printers, self.included, lambda: self.settings.folder_routing
        )
        self._included: set[str] = set()
        self._stops: list[CALLBACK_TYPE] = []
        self._tidying = asyncio.Lock()

    @property
    def jobs(self) -> Mapping[str, Job]:
        """Return the live jobs (not ended, or ended < 24 h ago), newest first."""
        return self._ledger.jobs

    @property
    def stats(self) -> HubStats:
        """Return the hub's numbers."""
        return self._ledger.stats

    def waiting(self) -> list[Job]:
        """Return the jobs that wait for a printer to be picked, newest first."""
        return [job for job in self.jobs.values() if job.waiting]

    @callback
    def async_subscribe(self, listener: Listener) -> Callable[[], None]:
        """Tell a listener of every change; returns how to stop that."""
        return self._ledger.async_subscribe(listener)

    async def async_start(self) -> None:
        """Read what there is and go on with it; waits for no printer."""
        known = await self._database.async_run(records.known_files)
        await self._hass.async_add_executor_job(self._store.prepare, known)
        self._included = await self._database.async_run(
            printer_records.included_printers
        )
        await self._ledger.async_load()
        self._stops = [
            self.async_subscribe(self._job_changed),
            self.async_subscribe(self._leftovers.handle_event),
            async_track_time_interval(self._hass, self._async_tidy, TIDY_INTERVAL),
            async_track_time_change(
                self._hass, self._async_tidy, hour=0, minute=0, second=1
            ),
        ]
        for job in list(self.jobs.values()):
            self._dispatcher.stagger.remember(job)
            for target in job.targets:
                self._dispatcher.run(job, target)
        self.intake.async_start()
        await self._leftovers.async_start()

    async def async_stop(self) -> None:
        """Stop working; everything stays as it was written."""
        while self._stops:
            self._stops.pop()()
        async with self._tidying:
            # What is cleared up now still finds the database open.
            pass
        await self.intake.async_stop()
        await self._dispatcher.async_stop()
        await self._leftovers.async_stop()
        await self._ledger.async_settle()

    async def _async_tidy(self, now: datetime) -> None:
        """Let old jobs out of sight and count anew; "today" ends at midnight."""
        async with self._tidying:
            if self._stops:
                self._ledger.forget_old(now)
                await self._retention.async_apply(now)
                await self._ledger.async_refresh_stats()

    @callback
    def _job_changed(self, event: JobEvent) -> None:
        """Let those go on that a target which has moved on kept waiting."""
        if event.target is not None:
            self._dispatcher.target_changed(event.target)
        if event.removed:
            self._dispatcher.queue.forget(event.job.id)

    @callback
    def printer_changed(self, printer_id: str) -> None:
        """Be told that a printer's status may have changed."""
        self._dispatcher.printer_changed(printer_id)
        self._leftovers.printer_changed(printer_id)

    async def async_list(
        self, states: Sequence[JobState] | None = None, limit: int = 100
    ) -> list[Job]:
        """Return jobs from the database, newest first, with live progress."""
        found = await self._database.async_run(
            lambda connection: records.list_jobs(connection, states, limit)
        )
        # What runs does not carry the settings of its file along.
        return [
            replace(self.jobs.get(job.id, job), details=job.details) for job in found
        ]

    async def async_search(
        self,
        text: str,
        states: Collection[JobState],
        before: str | None,
        limit: int,
    ) -> list[Job]:
        """Return jobs of any age whose path has that text in it, newest first.

        Without states they are in any; `before` is the job after which the list goes on.
        """
        return await self._database.async_run(
            lambda connection: finding.search_jobs(
                connection, text, states, before, limit
            )
        )

    async def async_count_older(self, text: str) -> dict[str, int]:
        """Return how many jobs besides the live ones a text finds in each state."""
        live = frozenset(self.jobs)
        return await self._database.async_run(
            lambda connection: finding.count_jobs(connection, text, live)
        )

    async def async_raw_metadata(self, job_id: str) -> dict[str, Any]:
        """Return the settings in a job's file as the slicer wrote them."""
        return await self._database.async_run(
            lambda connection: records.load_raw(connection, job_id)
        )

    async def async_find(self, job_id: str) -> Job | None:
        """Return a job, None if there is none or it was deleted."""
        return await self._ledger.async_get(job_id)

    async def async_require(self, job_id: str) -> Job:
        """Return a job or raise ServiceValidationError."""
        return await self._ledger.async_require(job_id)

    async def async_dispatch(
        self,
        job_id: str | None,
        printer_ids: Sequence[str],
        *,
        start: bool,
        copies: int = 1,
        terms: Terms = NOW,
        only: Collection[JobState] = tuple(JobState),
    ) -> tuple[Job, list[Target]]:
        """Send a job to printers; returns once the targets are committed.

        `job_id` None is the newest waiting job. One that is in none of the states `only`
        by then is not sent. Raises ServiceValidationError.
        """
        job = await self._async_dispatchable(job_id)
        terms = replace(terms, start=start)
        targets = self._maker.fixed(job, printer_ids, copies, terms)
        return await self._async_begin(job, targets, only)

    async def async_dispatch_any(
        self,
        job_id: str | None,
        printer_ids: Sequence[str] = (),
        *,
        start: bool,
        copies: int = 1,
        terms: Terms = NOW,
        only: Collection[JobState] = tuple(JobState),
    ) -> tuple[Job, list[Target]]:
        """Send a job to whichever of some printers fit and are free first.

        No printers are all that are included. Until its print begins, a target
        goes over to another printer that is free sooner. Raises ServiceValidationError.
        """
        job = await self._async_dispatchable(job_id)
        terms = replace(terms, start=start)
        targets = self._maker.anywhere(job, printer_ids, copies, terms)
        return await self._async_begin(job, targets, only)

    async def _async_begin(
        self, job: Job, targets: list[Target], only: Collection[JobState]
    ) -> tuple[Job, list[Target]]:
        """Commit new targets, and begin to work on them."""
        job = await asyncio.shield(self._ledger.async_add_targets(job, targets, only))
        targets = [target for target in targets if target in job.targets]
        for target in targets:
            self._dispatcher.run(job, target)
        return job, targets

    async def _async_dispatchable(self, job_id: str | None) -> Job:
        """Return the job to dispatch; its file must still be there."""
        if job_id is None:
            waiting = self.waiting()
            if not waiting:
                raise refusal("no_waiting_job")
            return waiting[0]
        job = await self.async_require(job_id)
        if not job.sha256:
            raise refusal("file_gone", job=job.name)
        return job

    async def async_delete(self, job_id: str) -> None:
        """Delete a job, and its file when no other job has it.

        Raises ServiceValidationError while targets are under way.
        """
        job = await self.async_require(job_id)
        if not await self._retention.async_delete([job_id]):
            raise refusal("job_under_way", job=job.name)

    def included(self, printer_id: str) -> bool:
        """Tell whether "All printers" means this printer too."""
        return printer_id in self._included

    async def async_set_included(self, printer_id: str, included: bool) -> None:
        """Include a printer in "All printers", or leave it out."""
        await self._database.async_run(
            lambda connection: printer_records.change_printer(
                connection, printer_id, included=included
            )
        )
        (self._included.add if included else self._included.discard)(printer_id)
        if (printer := self._printers.get(printer_id)) is not None:
            printer.async_update_listeners()

    async def async_note_bed(self, printer_id: str, bed: Bed) -> None:
        """Keep what lies on a printer's bed, or was taken off."""
        await self._database.async_run(
            lambda connection: printer_records.change_printer(
                connection, printer_id, occupied=bed.occupied, cleared=bed.cleared
            )
        )

    async def async_sync_printer(self, printer_id: str, name: str, kind: str) -> Bed:
        """Write a printer's name and kind; a new one is included. Returns its bed."""
        now = utc_now()
        occupied, cleared = await self._database.async_run(
            lambda connection: printer_records.sync_printer(
                connection, printer_id, name, kind, now
            )
        )
        self._included = await self._database.async_run(
            printer_records.included_printers
        )
        return Bed(occupied=occupied, cleared=cleared)

    async def async_forget_printer(self, printer_id: str) -> None:
        """A printer was removed: what was meant for it has failed, its log stays."""
        for job in list(self.jobs.values()):
            for target in job.targets:
                if target.printer_id != printer_id or target.ended:
                    continue
                if target.pool is not None and waits(target):
                    # It goes over to another one by itself.
                    self._dispatcher.room.wake(target.id)
                else:
                    await self._dispatcher.async_stop_target(target.id)
                    await prints.async_fail(
                        self._ledger, target, phrase("target.removed")
                    )
        await self._leftovers.async_forget_printer(printer_id)
        now = utc_now()
        await self._database.async_run(
            lambda connection: printer_records.remove_printer(
                connection, printer_id, now
            )
        )

    async def async_forget_strangers(self, known: Mapping[str, object]) -> None:
        """Forget printers that were removed while PrintMux did not run."""
        present = await self._database.async_run(printer_records.present_printers)
        for printer_id in present.difference(known):
            await self.async_forget_printer(printer_id)
