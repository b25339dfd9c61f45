"""Where uploads go by themselves: by folder, by slicer key, or as the options say."""

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

from homeassistant.exceptions import ServiceValidationError

from ..const import LOGGER
from .dispatcher import Dispatcher
from .folders import sent_by_folder
from .ledger import Ledger
from .models import Job, TargetState
from .settings import Route

if TYPE_CHECKING:
    from .service import JobService

GIVEN_UP = frozenset({TargetState.FAILED, TargetState.CANCELLED})

type RouteFinder = Callable[[str | None], Route | None]


class Router:
    """Sends jobs on for which somebody has said beforehand where they go."""

    def __init__(
        self,
        jobs: JobService,
        ledger: Ledger,
        dispatcher: Dispatcher,
        find_route: RouteFinder,
    ) -> None:
        """Take the parts; what it decides is dispatched by `jobs`."""
        self._jobs = jobs
        self._ledger = ledger
        self._dispatcher = dispatcher
        self._find_route = find_route
        self._routing = asyncio.Lock()

    async def async_route(self, job_id: str) -> None:
        """Dispatch a new job if its folder, its key or the options say where."""
        # The slicer's two ways of saying "and print" may arrive at the same time.
        async with self._routing:
            if (job := self._ledger.jobs.get(job_id)) is None:
                return
            try:
                await self._async_route_job(job)
            except ServiceValidationError as err:
                LOGGER.warning("%s waits for a printer to be picked: %s", job.name, err)

    async def _async_route_job(self, job: Job) -> None:
        """Route a job: the folder counts first. Raises ServiceValidationError."""
        start = job.start_requested and job.key_id is not None
        if not job.waiting:
            if start and delivered(job):
                await self._async_start_delivered(job)
        elif (by_folder := self._jobs.folders.find(job)) is not None:
            await self._jobs.async_dispatch(
                job.id, by_folder.printer_ids, start=start, why=by_folder.why
            )
        elif start:
            await self._async_route_start(job)

    async def _async_route_start(self, job: Job) -> None:
        """Route a job that is to be printed. Raises ServiceValidationError."""
        route = self._find_route(job.key_id)
        if route is not None and route.printer_ids:
            why = "The slicer key's route says so"
            await self._jobs.async_dispatch(
                job.id, route.printer_ids, start=route.start, why=why
            )
        elif self._jobs.settings.auto_print:
            printer_id, why = self._jobs.pick_any(job)
            await self._jobs.async_dispatch(job.id, [printer_id], start=True, why=why)

    async def _async_start_delivered(self, job: Job) -> None:
        """Have a job printed where it was sent before "and print" came.

        The copy that is there is checked and used; the printer is claimed first.
        """
        for sent in job.targets:
            await self._dispatcher.async_stop_target(sent.id)
            target = self._ledger.target(job.id, sent.id)
            if target.state in GIVEN_UP:
                continue
            target = await self._ledger.async_change_target(
                target,
                start=True,
                state=TargetState.PENDING,
                waiting_for=None,
                error_message=None,
                progress=0.0,
                ended_at=None,
            )
            self._dispatcher.run(self._ledger.jobs[job.id], target)


def delivered(job: Job) -> bool:
    """Tell whether a job was sent by itself, by nobody else, and without a start."""
    return bool(job.targets) and all(
        not target.start and sent_by_folder(job, target) for target in job.targets
    )
