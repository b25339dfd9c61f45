"""What users say about targets that are there: stop, try again, it has printed."""

import asyncio
from collections.abc import AsyncGenerator, Collection, Mapping
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any
from weakref import WeakValueDictionary

from homeassistant.exceptions import HomeAssistantError

from ..const import DOMAIN
from ..phrases import Words, in_english, phrase
from ..printers.driver import Outcome, PastPrint, PrinterState
from ..printers.errors import DriverError, HostUnreachableError
from ..printlog import records as printlog
from . import prints
from .clock import utc_now
from .dispatcher import Dispatcher
from .errors import refusal
from .ledger import Ledger
from .models import (
    WAITING_JOB_STATES,
    Answer,
    Job,
    JobEventType,
    JobState,
    Target,
    TargetState,
    Terms,
)
from .naming import make_remote_name
from .states import chosen_targets, current_targets
from .target_maker import TargetMaker
from .target_run import DOUBT_DELAY, MAX_DOUBTS, prints_file

if TYPE_CHECKING:
    from ..printers.coordinator import PrinterCoordinator

GIVEN_UP = frozenset({TargetState.FAILED, TargetState.CANCELLED})


class TargetOrders:
    """Takes orders about targets, for each target one after the other."""

    def __init__(
        self,
        ledger: Ledger,
        dispatcher: Dispatcher,
        maker: TargetMaker,
        printers: Mapping[str, PrinterCoordinator],
    ) -> None:
        """Take the parts."""
        self._ledger = ledger
        self._dispatcher = dispatcher
        self._maker = maker
        self._printers = printers
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    @asynccontextmanager
    async def _async_turn(self, target: Target) -> AsyncGenerator[Target]:
        """Decide on a target as it is now, with nobody else deciding on it."""
        async with self._turns.setdefault(target.id, asyncio.Lock()):
            if target.job_id not in self._ledger.jobs:
                raise refusal("job_not_found", job=target.job_id)
            yield self._ledger.target(target.job_id, target.id)

    @asynccontextmanager
    async def _async_stopped(self, target: Target) -> AsyncGenerator[Target]:
        """Hold the work on a target; yield it as that has left it."""
        try:
            await self._dispatcher.async_stop_target(target.id)
            await self._ledger.async_settle()
            yield self._ledger.target(target.job_id, target.id)
        finally:
            # What has not ended goes on; the job of what has may be deleted by now.
            if job := self._ledger.jobs.get(target.job_id):
                self._dispatcher.run(job, self._ledger.target(job.id, target.id))

    async def async_cancel(
        self, job_id: str, target_ids: Collection[str] | None = None
    ) -> Job:
        """Cancel a job or some targets: what waits is dropped, our prints are stopped.

        Raises ServiceValidationError when nothing is under way, HomeAssistantError
        when a printer that prints the job can't be told to stop.
        """
        job = await self._ledger.async_require(job_id)
        if job.waiting and target_ids is None:
            job = await self._ledger.async_change_job(
                job,
                JobEventType.CANCELLED,
                only=WAITING_JOB_STATES,
                state=JobState.CANCELLED,
                ended_at=utc_now(),
            )
            # Unless it has been dispatched meanwhile.
            if job.state is JobState.CANCELLED:
                return job
        chosen = chosen_targets(job, job.targets, target_ids)
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
        async with (
            self._async_turn(asked) as found,
            self._async_stopped(found) as target,
        ):
            # What can't be stopped is followed on.
            if not target.ended:
                await self._async_end_cancelled(target)

    async def _async_end_cancelled(self, target: Target) -> None:
        """End a target once the printer does not print it. Raises HomeAssistantError."""
        past = None
        try:
            past = await self._async_stop_print(target)
        except DriverError as err:
            # Of one that needs attention nobody knows whether it is to be stopped.
            if target.state is not TargetState.NEEDS_ATTENTION:
                raise _cancel_failed(target, err) from err
        if past is not None and past.outcome is Outcome.COMPLETED:
            state, outcome = TargetState.COMPLETED, Outcome.COMPLETED
        else:
            state, outcome = TargetState.CANCELLED, Outcome.CANCELLED
        await prints.async_end(
            self._ledger,
            target,
            state,
            outcome,
            past=past,
            began=target.started_at if past else None,
        )

    async def _async_stop_print(self, target: Target) -> PastPrint | None:
        """Ask the printer to stop, only if it prints our file. Raises DriverError.

        Returns how the print ended, None when there was none.
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
                raise HostUnreachableError(status.message or phrase("wait.offline"))
            if prints_file(status, target.remote_name):
                await driver.cancel()
                with suppress(DriverError):
                    if past := _ended(await driver.past_print(target.remote_name)):
                        return past
                return PastPrint(outcome=Outcome.CANCELLED)
            if past := _ended(await driver.past_print(target.remote_name)):
                return past
            starts = target.state is TargetState.STARTING
            if starts and await driver.take_back(target.remote_name):
                return None
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
        chosen = chosen_targets(job, current_targets(job), target_ids)
        failed = [target for target in chosen if target.state is TargetState.FAILED]
        if not failed:
            raise refusal("nothing_failed", job=job.name)
        if not job.sha256:
            raise refusal("file_gone", job=job.name)
        for target in failed:
            self._require_printer(target)
        self._ledger.show(job)
        for target in failed:
            async with self._async_turn(target) as found:
                if found.state is TargetState.FAILED:
                    async with self._async_stopped(found) as current:
                        await self._async_retry_target(job, current, force)
        return self._ledger.jobs.get(job_id, job)

    async def _async_retry_target(self, job: Job, target: Target, force: bool) -> None:
        """Have a target begin anew if it may; one with a pool finds a printer itself."""
        if target.pool is not None:
            await self._async_begin_again(target)
            return
        terms = Terms(start=target.start, forced=force or target.forced)
        printer = self._printers[target.printer_id]
        fit = self._maker.judge(job, printer, terms, target.why)
        if fit.problem:
            await self._ledger.async_change_target(target, error_message=fit.problem)
        elif target.forced:
            await self._async_begin_again(target)
        else:
            await self._async_begin_again(target, why=fit.why, forced=fit.forced)

    async def async_start_sent(self, job: Job) -> None:
        """Have a job printed where it was only sent.

        The copy that is there is checked and used; the printer is claimed first.
        """
        for sent in job.targets:
            async with self._async_turn(sent) as found:
                if not found.start and found.state not in GIVEN_UP:
                    async with self._async_stopped(found) as target:
                        await self._async_start_target(target)

    async def _async_start_target(self, target: Target) -> None:
        """Have a target that was sent printed; it fails where it does not fit."""
        job = self._ledger.jobs[target.job_id]
        problem: Words | None = None
        if printer := self._printers.get(target.printer_id):
            # For a mere upload less has to fit.
            terms = Terms(start=True)
            problem = self._maker.judge(job, printer, terms, target.why).problem
        await self._ledger.async_change_target(
            target,
            start=True,
            state=TargetState.FAILED if problem else TargetState.PENDING,
            waiting_for=None,
            waits_since=None,
            error_message=problem,
            progress=0.0,
            rank=self._ledger.next_rank(),
            ended_at=utc_now() if problem else None,
        )

    async def async_confirm(
        self, job_id: str, target_id: str | None, answer: Answer
    ) -> tuple[Job, Target]:
        """Take the user's word for what became of a print. Raises ServiceValidationError.

        Without `target_id` it is the job's only one that needs attention.
        """
        job = await self._ledger.async_require(job_id)
        async with self._async_turn(_find_unsettled(job, target_id)) as found:
            # What runs is not even stopped.
            _require_unsettled(job, found)
            async with self._async_stopped(found) as target:
                await self._async_refuse_running(job, target)
                # The printer may have had the last word.
                _require_unsettled(job, target)
                target = await self._async_take_answer(job, target, answer)
        return self._ledger.jobs.get(job_id, job), target

    async def _async_take_answer(
        self, job: Job, target: Target, answer: Answer
    ) -> Target:
        """Do as the user says. Raises ServiceValidationError."""
        match answer:
            case Answer.PRINTED:
                return await self._async_end_printed(job, target)
            case Answer.PRINT_AGAIN:
                self._require_printer(target)
                return await self._async_begin_again(target)
            case Answer.NOT_PRINTED:
                return await prints.async_fail(
                    self._ledger, target, phrase("target.not_printed")
                )

    async def _async_refuse_running(self, job: Job, target: Target) -> None:
        """Take up a print that has shown up late. Raises ServiceValidationError then."""
        printer = self._printers.get(target.printer_id)
        status = printer.data if printer else None
        if status is None or not prints_file(status, target.remote_name):
            return
        if target.state is TargetState.NEEDS_ATTENTION:
            await prints.async_open(self._ledger, target, None)
        raise refusal("still_printing", job=job.name, printer=target.printer_name)

    async def _async_end_printed(self, job: Job, target: Target) -> Target:
        """End a target as printed; how long that took is the slicer's guess, or ours."""
        # It was lost sight of when it was changed last.
        began, ended = target.started_at or target.updated_at, target.updated_at
        if seconds := job.details.get("estimated_time_s"):
            ended = min(began + timedelta(seconds=seconds), utc_now())
        return await prints.async_end(
            self._ledger,
            target,
            TargetState.COMPLETED,
            Outcome.COMPLETED,
            past=PastPrint(outcome=Outcome.COMPLETED, ended_at=ended.timestamp()),
            began=began,
        )

    def _require_printer(self, target: Target) -> None:
        """Raise ServiceValidationError for a target whose printer is not offered."""
        if target.pool is None and target.printer_id not in self._printers:
            raise refusal("printer_not_found", printer=target.printer_name)

    async def _async_begin_again(self, target: Target, **changes: Any) -> Target:
        """Have a target begin anew, behind all that waits; its open row in the log ends."""
        job = self._ledger.jobs[target.job_id]
        return await self._ledger.async_change_target(
            target,
            partial(
                printlog.close_print,
                target_id=target.id,
                outcome=Outcome.INTERRUPTED,
                ended_at=target.updated_at,
                error_message=in_english(target.error_message),
                past=None,
            ),
            state=TargetState.PENDING,
            # A new name: the host's record of the old one is about the old try.
            remote_name=make_remote_name(job.name, job.extension),
            waiting_for=None,
            waits_since=None,
            error_message=None,
            progress=0.0,
            attempts=0,
            rank=self._ledger.next_rank(),
            start_sent=False,
            started_at=None,
            ended_at=None,
            **changes,
        )


def _find_unsettled(job: Job, target_id: str | None) -> Target:
    """Return the target of which the user speaks. Raises ServiceValidationError."""
    if target_id is not None:
        return chosen_targets(job, job.targets, [target_id])[0]
    unsettled = [
        target for target in job.targets if target.state is TargetState.NEEDS_ATTENTION
    ]
    if not unsettled:
        raise refusal("nothing_to_confirm", job=job.name)
    if len(unsettled) > 1:
        raise refusal("which_target", job=job.name)
    return unsettled[0]


def _require_unsettled(job: Job, target: Target) -> None:
    """Raise ServiceValidationError for a target of which nobody has asked."""
    if target.state is not TargetState.NEEDS_ATTENTION:
        raise refusal("nothing_to_confirm", job=job.name)


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
