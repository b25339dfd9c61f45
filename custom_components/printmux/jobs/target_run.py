"""One target from where it stands to its end, as one task.

Every step is written before it is taken, so that after a crash the state says what
may have happened, and the printer says what did.
"""

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from ..const import LOGGER
from ..phrases import Words, phrase
from ..printers.driver import (
    ACTIVE_STATES,
    Outcome,
    PastPrint,
    PrinterState,
    PrinterStatus,
)
from ..printers.errors import (
    ContentMismatchError,
    DriverError,
    HostBusyError,
    HostRefusedError,
    HostUnreachableError,
    StartUnconfirmedError,
)
from ..printers.pace import RETRY_S
from . import prints
from .at_printer import AtPrinter
from .clock import utc_now
from .delivery import Delivery
from .gates import Wait, own_wait, printer_wait
from .models import Job, Target, TargetState, WaitingFor
from .naming import make_remote_name
from .reservation import Reservation

if TYPE_CHECKING:
    from .dispatcher import Dispatcher

MAX_MISMATCHES = 3
# How often a printer may say nothing of a print before nobody can tell.
MAX_DOUBTS = 5
DOUBT_DELAY = 2.0
# How often a printer is asked of a print of which it has said nothing so far.
WORD_S = 600.0

TARGET_OF_OUTCOME = {
    Outcome.COMPLETED: TargetState.COMPLETED,
    Outcome.CANCELLED: TargetState.CANCELLED,
    Outcome.ERROR: TargetState.FAILED,
    Outcome.INTERRUPTED: TargetState.FAILED,
}


class TargetRun:
    """Takes a target through upload, start and print."""

    def __init__(self, dispatcher: Dispatcher, job: Job, target: Target) -> None:
        """Keep what to run; `async_run` runs it."""
        self._at = AtPrinter(dispatcher, job.id, target.id)
        self._dispatcher = dispatcher
        self._ledger = dispatcher.ledger
        self._reservation = Reservation(self._at)
        self._faults = 0
        self._mismatches = 0

    @property
    def target(self) -> Target:
        """Return the target as it is now."""
        return self._at.target

    async def async_run(self) -> None:
        """Go on until the target has ended or needs a human."""
        steps = {
            TargetState.PENDING: self._async_deliver,
            TargetState.UPLOADING: self._async_deliver,
            TargetState.UPLOADED: self._async_start,
            TargetState.STARTING: self._async_settle,
            TargetState.PRINTING: self._async_follow,
            TargetState.NEEDS_ATTENTION: self._async_await_word,
        }
        while not self.target.ended and (step := steps.get(self.target.state)):
            try:
                await step()
            except HostBusyError as err:
                await self._async_wait(Wait(WaitingFor.BUSY, err.words))
            except HostUnreachableError as err:
                wait = Wait(WaitingFor.OFFLINE, err.words)
                await self._async_wait(await self._reservation.async_power_on(wait))
            except ContentMismatchError as err:
                await self._async_send_again(err)
            except StartUnconfirmedError as err:
                LOGGER.info("%s: %s", self._at.name, err)
                await self._at.async_pause(DOUBT_DELAY)
            except DriverError as err:
                if self.target.start_sent:
                    # What it refuses to tell says nothing of the print.
                    await self._async_wait(Wait(WaitingFor.OFFLINE, err.words))
                else:
                    await self._at.async_fail(err.words)
            except OSError as err:
                await self._at.async_fail(phrase("target.damaged", error=str(err)))
            else:
                self._faults = 0

    async def _async_deliver(self) -> None:
        """Get a verified copy onto the printer."""
        if self.target.start and not await self._reservation.async_make():
            await self._async_lose_patience()
            return
        await Delivery(self._at).async_make()
        now = utc_now()
        await self._ledger.async_change_target(
            self.target,
            state=TargetState.UPLOADED,
            waiting_for=None,
            error_message=None,
            waits_since=None,
            progress=1.0,
            ended_at=None if self.target.start else now,
        )

    async def _async_start(self) -> None:
        """Start the print; it counts once the printer says so."""
        if wait := await self._async_hold_off():
            await self._at.async_show_wait(wait)
            return
        driver = await self._at.async_driver()
        target = await self._ledger.async_change_target(
            self.target,
            state=TargetState.STARTING,
            waiting_for=None,
            error_message=None,
            progress=0.0,
            start_sent=True,
            started_at=utc_now(),
        )
        try:
            await driver.start(target.remote_name)
        except HostBusyError:
            # What it was told may be what keeps the printer busy.
            if not self._prints_ours(await self._at.async_look()):
                await self._async_forget_start()
                raise
        except HostRefusedError as err:
            await self._at.async_fail(err.words)
            return
        # The host's own record is not asked yet: it is written late.
        await self._at.async_open_print(None)

    async def _async_hold_off(self) -> Wait | None:
        """Wait for other printers on the breaker; tell what has come up meanwhile."""
        while left := self._dispatcher.stagger.take(self.target.printer_id):
            mark = self._dispatcher.room.mark()
            await self._at.async_show_wait(
                Wait(WaitingFor.POWER, phrase("wait.stagger"))
            )
            await self._dispatcher.room.async_wait(
                (self.target.id,), left.total_seconds(), mark
            )
            if self.target.held:
                break
        if wait := own_wait(self._dispatcher.hass, self.target, utc_now()):
            return wait
        # Somebody may have printed something while the file was sent.
        status = await self._at.async_look()
        _require_online(status)
        return printer_wait(self._at.printer, status)

    async def _async_take_record(self, status: PrinterStatus) -> bool:
        """Go by what the printer says of our file; False when it never printed it."""
        past = await self._async_past_print()
        if past is None and not self._prints_ours(status):
            return False
        await self._at.async_open_print(past)
        return True

    async def _async_forget_start(self, **changes: Any) -> None:
        """Go back in line: it is certain that the printer was not started."""
        await self._ledger.async_change_target(
            self.target,
            state=TargetState.PENDING,
            start_sent=False,
            started_at=None,
            **changes,
        )

    async def _async_settle(self) -> None:
        """Find out what became of a start that nobody saw confirmed."""
        try:
            for _ in range(MAX_DOUBTS):
                status = await self._at.async_look()
                _require_online(status)
                if await self._async_take_record(status):
                    return
                await asyncio.sleep(DOUBT_DELAY)
            if await self._async_take_back():
                return
        except HostBusyError as err:
            # It can't be asked now; in line again it might be started again.
            raise HostUnreachableError(err.words) from err
        # Hosts write their record late: none is no proof that nothing was printed.
        await self._async_give_up(phrase("target.start_lost"))

    async def _async_take_back(self) -> bool:
        """Begin anew if the printer proves that the start never came through."""
        driver = await self._at.async_driver()
        if not await driver.take_back(self.target.remote_name):
            return False
        LOGGER.info("%s was not started: it is sent again", self._at.name)
        job = self._at.job
        await self._async_forget_start(
            # Should the old start come through yet, it finds no file.
            remote_name=make_remote_name(job.name, job.extension),
            attempts=0,
        )
        return True

    async def _async_await_word(self) -> None:
        """Go by what the printer says of our file, should it come to say something."""
        room = self._dispatcher.room
        while True:
            mark = room.mark()
            if (printer := self._at.found) is not None and printer.online:
                with suppress(DriverError):
                    status = await self._at.async_look()
                    past = await self._async_past_print()
                    # A record without an end is what was known before.
                    if self._prints_ours(status) or (past and past.outcome):
                        await self._at.async_open_print(past)
                        return
            await room.async_wait((self.target.printer_id,), WORD_S, mark)

    async def _async_follow(self) -> None:
        """Watch the print until the printer says how it ended."""
        doubts = 0
        with self._at.printer.async_watch():
            status = await self._at.async_look()
            while not await self._async_has_ended(status):
                mark = self._dispatcher.news.mark()
                if self._prints_ours(status):
                    doubts = 0
                    if status.progress is not None:
                        self._ledger.show_progress(self.target, status.progress)
                    status = await self._at.async_next_look(mark)
                    continue
                doubts += 1
                if doubts > MAX_DOUBTS:
                    await self._async_give_up(phrase("target.lost"))
                    return
                await asyncio.sleep(DOUBT_DELAY)
                status = await self._at.async_look()

    async def _async_has_ended(self, status: PrinterStatus) -> bool:
        """Write the end of the print, if the printer has a record of it."""
        _require_online(status)
        await self._at.async_clear_wait()
        if self._prints_ours(status):
            return False
        past = await self._async_past_print()
        if past is None or past.outcome is None:
            return False
        await self._async_end(past.outcome, past, status)
        return True

    async def _async_past_print(self) -> PastPrint | None:
        """Return the printer's own record of our file."""
        driver = await self._at.async_driver()
        return await driver.past_print(self.target.remote_name)

    def _prints_ours(self, status: PrinterStatus) -> bool:
        """Tell whether our file is being printed, or paused."""
        return prints_file(status, self.target.remote_name)

    async def _async_end(
        self, outcome: Outcome, past: PastPrint, status: PrinterStatus
    ) -> None:
        """Write how the print ended."""
        message = None
        if TARGET_OF_OUTCOME[outcome] is TargetState.FAILED:
            words = status.message or phrase(f"target.outcome_{outcome}")
            message = phrase("target.look", words=words)
        await prints.async_end(
            self._ledger,
            self.target,
            TARGET_OF_OUTCOME[outcome],
            outcome,
            past=past,
            message=message,
        )

    async def _async_give_up(self, words: Words) -> None:
        """Leave it to the user: nobody but them can tell what happened."""
        # For all that is known it lies on the bed.
        self._at.occupy()
        await self._ledger.async_change_target(
            self.target,
            state=TargetState.NEEDS_ATTENTION,
            waiting_for=None,
            error_message=phrase("target.attention", words=words),
        )

    async def async_fail(self, words: Words) -> None:
        """End the target, unless the printer may print it."""
        if self.target.start_sent:
            await self._async_give_up(words)
        else:
            await self._at.async_fail(words)

    async def _async_send_again(self, err: ContentMismatchError) -> None:
        """Send a file anew that arrived broken; not for ever."""
        self._mismatches += 1
        if self._mismatches >= MAX_MISMATCHES:
            await self._at.async_fail(
                phrase("target.broken", words=err.words, times=self._mismatches)
            )
            return
        LOGGER.info("%s: %s", self._at.name, err)
        await self._async_wait(Wait(None, err.words))

    async def _async_wait(self, wait: Wait) -> None:
        """Wait before the next try; fail when patience is at its end."""
        await self._at.async_show_wait(wait)
        if self._at.out_of_patience:
            await self._async_lose_patience()
            return
        delay = RETRY_S[min(self._faults, len(RETRY_S) - 1)]
        self._faults += 1
        await self._at.async_pause(delay)

    async def _async_lose_patience(self) -> None:
        """End a target whose printer could not be reached for too long."""
        hours = self._dispatcher.patience.total_seconds() / 3600
        words = self.target.error_message or phrase("wait.offline")
        await self.async_fail(phrase("target.patience", words=words, hours=hours))


def prints_file(status: PrinterStatus, name: str) -> bool:
    """Tell whether a file is being printed, or paused."""
    return status.state in ACTIVE_STATES and status.file == name


def _require_online(status: PrinterStatus) -> None:
    """Raise HostUnreachableError for a printer that is offline."""
    if status.state is PrinterState.OFFLINE:
        raise HostUnreachableError(status.message or phrase("wait.offline"))
