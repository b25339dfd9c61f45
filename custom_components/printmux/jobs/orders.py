"""What users ask of targets that are there: to stop, or to be tried again."""

import asyncio
from collections.abc import AsyncGenerator, Collection, Iterable, Mapping
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING
from weakref import WeakValueDictionary

from homeassistant.exceptions import HomeAssistantError

from ..const import DOMAIN
from ..printers.driver import ACTIVE_STATES, Outcome, PastPrint, PrinterState
from ..printers.errors import DriverError, HostUnreachableError
from .clock import utc_now
from .dispatcher import Dispatcher
from .errors import refusal
from .ledger import Ledger
from .matching import misfit
from .models import Job, JobEventType, JobState, Target, TargetState
from .naming import make_remote_name
from .states import current_targets
from .target_run import DOUBT_DELAY, MAX_DOUBTS

if TYPE_CHECKING:
    from ..printers.coordinator import PrinterCoordinator


class TargetOrders:
    """Takes orders about targets, for each target one after the other."""

    def __init__(
        self,
        ledger: Ledger,
        dispatcher: Dispatcher,
        printers: Mapping[str, PrinterCoordinator],
    ) -> None:
        """Take the parts."""
        self._ledger = ledger
        self._dispatcher = dispatcher
        self._printers = printers
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    @asynccontextmanager
    async def _async_turn(self, target: Target) -> AsyncGenerator[Target]:
        """Have a target to oneself: nobody else decides on it, nothing of it runs."""
        async with self._turns.setdefault(target.id, asyncio.Lock()):
            await self._dispatcher.async_stop_target(target.id)
            if target.job_id not in self._ledger.jobs:
                raise refusal("job_not_found", job=target.job_id)
            yield self._ledger.target(target.job_id, target.id)

    async def async_cancel(
        self, job_id: str, target_ids: Collection[str] | None = None
    ) -> Job:
        """Cancel a job or some targets: what waits is dropped, our prints are stopped.

        Raises ServiceValidationError when nothing is under way, HomeAssistantError
        when a printer that prints the job can't be told to stop.
        """
        job = await self._ledger.async_require(job_id)
        if job.waiting and target_ids is None:
            return await self._ledger.async_change_job(
                job,
                JobEventType.CANCELLED,
                state=JobState.CANCELLED,
                ended_at=utc_now(),
            )
        chosen = _choose(job, job.targets, target_ids)
        under_way = [target for target in chosen if not target.ended]
        if not under_way:
            raise refusal("job_ended", job=job.name)
        # A printer that does not answer holds up nobody.
        for failure in await asyncio.gather(
            *(self._async_cancel_target(target) for target in under_way),
            return_exceptions=True,
        ):
            if failure is not None:
                raise failure
        return self._ledger.jobs.get(job_id, job)

    async def _async_cancel_target(self, asked: Target) -> None:
        """Stop a target, and its print if the printer prints it."""
        async with self._async_turn(asked) as target:
            if target.ended:
                return
            past = None
            try:
                past = await self._async_stop_print(target)
            except DriverError as err:
                # Of one that needs attention nobody knows whether it is to be stopped.
                if target.state is not TargetState.NEEDS_ATTENTION:
                    self._dispatcher.run(self._ledger.jobs[target.job_id], target)
                    raise _cancel_failed(target, err) from err
            if past is not None and past.outcome is Outcome.COMPLETED:
                state, outcome = TargetState.COMPLETED, Outcome.COMPLETED
            else:
                state, outcome = TargetState.CANCELLED, Outcome.CANCELLED
            await self._ledger.async_end(target, state, outcome, past=past)

    async def _async_stop_print(self, target: Target) -> PastPrint | None:
        """Ask the printer to stop, only if it prints our file. Raises DriverError.

        Returns the printer's record of a print that has ended.
        """
        printer = self._printers.get(target.printer_id)
        if printer is None or not target.start_sent:
            return None
        driver = await printer.async_recognise()
        # A start that is on its way may take a while to show.
        looks = MAX_DOUBTS if target.state is TargetState.STARTING else 1
        for look in range(looks):
            if look:
                await asyncio.sleep(DOUBT_DELAY)
            status = await driver.status()
            if status.state is PrinterState.OFFLINE:
                raise HostUnreachableError(status.message or "The printer is offline")
            if status.state in ACTIVE_STATES and status.file == target.remote_name:
                await driver.cancel()
                with suppress(DriverError):
                    return _ended(await driver.past_print(target.remote_name))
                return None
            if past := _ended(await driver.past_print(target.remote_name)):
                return past
        return None

    async def async_retry(
        self,
        job_id: str,
        target_ids: Collection[str] | None = None,
        *,
        force: bool = False,
    ) -> Job:
        """Dispatch what failed, or some of it, once more; `force`: even if it does not fit.

        Raises ServiceValidationError.
        """
        job = await self._ledger.async_require(job_id)
        chosen = _choose(job, current_targets(job), target_ids)
        failed = [target for target in chosen if target.state is TargetState.FAILED]
        if not failed:
            raise refusal("nothing_failed", job=job.name)
        if not job.sha256:
            raise refusal("file_gone", job=job.name)
        for target in failed:
            if target.printer_id not in self._printers:
                raise refusal("printer_not_found", printer=target.printer_name)
        self._ledger.show(job)
        for target in failed:
            if not force and misfit(job, self._printers[target.printer_id].driver):
                continue
            async with self._async_turn(target) as current:
                if current.state is TargetState.FAILED:
                    await self._async_begin_again(current, force=force)
        return self._ledger.jobs[job_id]

    async def _async_begin_again(self, target: Target, *, force: bool = False) -> None:
        """Have a target begin anew."""
        job = self._ledger.jobs[target.job_id]
        again = await self._ledger.async_change_target(
            target,
            state=TargetState.PENDING,
            # A new name: the host's record of the old one is about the old try.
            remote_name=make_remote_name(job.name, job.extension),
            waiting_for=None,
            waits_since=None,
            error_message=None,
            progress=0.0,
            attempts=0,
            forced=target.forced or force,
            start_sent=False,
            started_at=None,
            ended_at=None,
        )
        self._dispatcher.run(self._ledger.jobs[job.id], again)


def _choose(
    job: Job, targets: Iterable[Target], target_ids: Collection[str] | None
) -> list[Target]:
    """Return the targets with those ids, by default all. Raises ServiceValidationError."""
    known = {target.id: target for target in targets}
    if target_ids is None:
        return list(known.values())
    for target_id in target_ids:
        if target_id not in known:
            raise refusal("target_not_found", job=job.name, target=target_id)
    return [known[target_id] for target_id in dict.fromkeys(target_ids)]


def _ended(past: PastPrint | None) -> PastPrint | None:
    """Return the record of a print if it says how that ended."""
    return past if past is not None and past.outcome is not None else None


def _cancel_failed(target: Target, err: DriverError) -> HomeAssistantError:
    """Return the error for a print that goes on."""
    return HomeAssistantError(
        translation_domain=DOMAIN,
        translation_key="cancel_failed",
        translation_placeholders={"printer": target.printer_name, "error": str(err)},
    )
