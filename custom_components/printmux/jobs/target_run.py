"""One target from where it stands to its end, as one task.

Every step is written before it is taken, so that after a crash the state says what
may have happened, and the printer says what did.
"""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from ..const import LOGGER
from ..printers.driver import (
    ACTIVE_STATES,
    Outcome,
    PastPrint,
    PrinterDriver,
    PrinterState,
    PrinterStatus,
    SourceFile,
)
from ..printers.errors import (
    ContentMismatchError,
    DriverError,
    HostBusyError,
    HostUnreachableError,
    StartUnconfirmedError,
)
from ..printers.pace import RETRY_S
from .clock import utc_now
from .models import Job, Target, TargetState, WaitingFor
from .power_up import PowerUp, lacks_machine

if TYPE_CHECKING:
    from ..printers.coordinator import PrinterCoordinator
    from .dispatcher import Dispatcher

MAX_MISMATCHES = 3
# How often a printer may say nothing of a print before nobody can tell.
MAX_DOUBTS = 5
DOUBT_DELAY = 2.0
LOOK_INTERVAL = 15.0
PATIENCE = 24 * 3600

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
        self._dispatcher = dispatcher
        self._ledger = dispatcher.ledger
        self._job_id = job.id
        self._target_id = target.id
        self._printer_id = target.printer_id
        self._faults = 0
        self._mismatches = 0
        self._power = PowerUp(dispatcher.hass)

    @property
    def target(self) -> Target:
        """Return the target as it is now."""
        return self._ledger.target(self._job_id, self._target_id)

    @property
    def _printer(self) -> PrinterCoordinator:
        """Return the printer, as followed now."""
        if (printer := self._dispatcher.printers.get(self._printer_id)) is None:
            raise HostUnreachableError("The printer is switched off in PrintMux")
        return printer

    async def _async_driver(self) -> PrinterDriver:
        """Return the printer's driver, once its own host answers."""
        return await self._printer.async_recognise()

    async def async_run(self) -> None:
        """Go on until the target has ended or needs a human."""
        steps = {
            TargetState.PENDING: self._async_deliver,
            TargetState.UPLOADING: self._async_deliver,
            TargetState.UPLOADED: self._async_start,
            TargetState.STARTING: self._async_settle,
            TargetState.PRINTING: self._async_follow,
        }
        while not self.target.ended and (step := steps.get(self.target.state)):
            try:
                await step()
            except HostBusyError as err:
                await self._async_wait(WaitingFor.BUSY, str(err))
            except HostUnreachableError as err:
                wait, words = await self._async_power_on(WaitingFor.OFFLINE, str(err))
                await self._async_wait(wait, words)
            except ContentMismatchError as err:
                await self._async_send_again(err)
            except StartUnconfirmedError as err:
                LOGGER.info("%s: %s", self._name, err)
                await self._async_pause(DOUBT_DELAY)
            except DriverError as err:
                await self._async_fail(str(err))
            except OSError as err:
                await self._async_fail(f"PrintMux's copy of the file is damaged: {err}")
            else:
                self._faults = 0

    @property
    def _name(self) -> str:
        """Return what a log line calls this target."""
        return f"{self.target.remote_name} on {self.target.printer_name}"

    async def _async_deliver(self) -> None:
        """Get a verified copy onto the printer."""
        if self.target.start:
            await self._async_reserve()
        source = self._ledger.source_file(self._job_id)
        if not await self._async_is_there(source):
            await self._async_upload(source)
        now = utc_now()
        await self._ledger.async_change_target(
            self.target,
            state=TargetState.UPLOADED,
            waiting_for=None,
            error_message=None,
            progress=1.0,
            ended_at=None if self.target.start else now,
        )

    async def _async_is_there(self, source: SourceFile) -> bool:
        """Tell whether an earlier attempt left a good copy behind."""
        if not self.target.attempts:
            return False
        driver = await self._async_driver()
        try:
            return await driver.verify(source, self.target.remote_name)
        except ContentMismatchError:
            return False

    async def _async_upload(self, source: SourceFile) -> None:
        """Send the file when it is this target's turn, and check what arrived."""
        async with self._async_turn():
            driver = await self._async_driver()
            target = await self._ledger.async_change_target(
                self.target,
                state=TargetState.UPLOADING,
                waiting_for=None,
                error_message=None,
                progress=0.0,
                attempts=self.target.attempts + 1,
            )
            name = await driver.upload(source, target.remote_name, self._sent)
        if name != target.remote_name:
            await self._ledger.async_change_target(self.target, remote_name=name)
        if not await driver.verify(source, name):
            raise ContentMismatchError("The printer does not have the file it accepted")

    @asynccontextmanager
    async def _async_turn(self) -> AsyncGenerator[None]:
        """Wait for the host's turn and for one of the places for uploads."""
        async with (
            self._dispatcher.turns.async_turn(self._printer.driver),
            self._dispatcher.uploads,
        ):
            yield

    def _sent(self, sent: int) -> None:
        """Show how much of the file is on its way."""
        size = self._ledger.source_file(self._job_id).size
        self._ledger.show_progress(self.target, sent / size if size else 1.0)

    async def _async_reserve(self) -> None:
        """Wait until the printer is free, ours is the oldest wait, and claim it."""
        status = await self._async_look()
        while True:
            token = self._dispatcher.token(self._printer_id)
            self._power.see(status)
            wait, message = self._obstacle(status)
            if wait is not None and lacks_machine(status):
                wait, message = await self._async_power_on(wait, message or "No answer")
            if wait is None and await self._ledger.async_claim(self.target):
                return
            await self._async_show_wait(wait or WaitingFor.BUSY, message)
            # What the last poll saw is enough to wait on, not to start on.
            status = await self._async_next_look(token)
            if self._obstacle(status)[0] is None:
                status = await self._async_look()

    def _obstacle(self, status: PrinterStatus) -> tuple[WaitingFor | None, str | None]:
        """Return what keeps this target from starting now."""
        if status.state is PrinterState.OFFLINE:
            return WaitingFor.OFFLINE, status.message
        if ahead := self._dispatcher.ahead_of(self.target):
            return WaitingFor.BUSY, f"Waits for {ahead.remote_name}"
        if not status.ready:
            return WaitingFor.BUSY, status.message or "The printer is busy"
        return None, None

    async def _async_power_on(
        self, wait: WaitingFor, message: str
    ) -> tuple[WaitingFor, str]:
        """Return what a printer is waited for: its power is put on, once."""
        target = self.target
        printer = self._dispatcher.printers.get(self._printer_id)
        # What may print already, or waits for another target's end, needs no power.
        if printer is None or target.start_sent or self._dispatcher.ahead_of(target):
            return wait, message
        words = await self._power.async_give(printer, self._async_show_power)
        return (WaitingFor.POWER, words) if words else (wait, message)

    async def _async_show_power(self, words: str) -> None:
        """Show that power is waited for, unless why is shown already."""
        if self.target.waiting_for is not WaitingFor.POWER:
            await self._async_show_wait(WaitingFor.POWER, words)

    async def _async_start(self) -> None:
        """Start the print; it counts once the printer says so."""
        if self.target.start_sent:
            status = await self._async_look()
            if await self._async_take_record(status):
                return
        driver = await self._async_driver()
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
            # An earlier start of ours may be what keeps the printer busy.
            if not self._prints_ours(await self._async_look()):
                raise
        # The host's own record is not asked yet: it is written late.
        await self._ledger.async_open_print(self.target, None)

    async def _async_take_record(self, status: PrinterStatus) -> bool:
        """Go by what the printer says of our file; False when it never printed it."""
        past = await self._async_past_print()
        if past is None and not self._prints_ours(status):
            return False
        await self._ledger.async_open_print(self.target, past)
        return True

    async def _async_settle(self) -> None:
        """Find out what became of a start that nobody saw confirmed."""
        for _ in range(MAX_DOUBTS):
            status = await self._async_look()
            if status.state is PrinterState.OFFLINE:
                raise HostUnreachableError(status.message or "The printer is offline")
            if await self._async_take_record(status):
                return
            await asyncio.sleep(DOUBT_DELAY)
        # Hosts write their record late: none is no proof that nothing was printed.
        await self._async_give_up(
            "The start was sent, and the printer does not say what became of it"
        )

    async def _async_follow(self) -> None:
        """Watch the print until the printer says how it ended."""
        doubts = 0
        with self._printer.async_watch():
            status = await self._async_look()
            while not await self._async_has_ended(status):
                token = self._dispatcher.token(self._printer_id)
                if self._prints_ours(status):
                    doubts = 0
                    if status.progress is not None:
                        self._ledger.show_progress(self.target, status.progress)
                    status = await self._async_next_look(token)
                    continue
                doubts += 1
                if doubts > MAX_DOUBTS:
                    await self._async_give_up(
                        "The printer no longer prints this file and does not say how"
                        " it went"
                    )
                    return
                await asyncio.sleep(DOUBT_DELAY)
                status = await self._async_look()

    async def _async_has_ended(self, status: PrinterStatus) -> bool:
        """Write the end of the print, if the printer has a record of it."""
        if status.state is PrinterState.OFFLINE:
            raise HostUnreachableError(status.message or "The printer is offline")
        await self._async_clear_wait()
        if self._prints_ours(status):
            return False
        past = await self._async_past_print()
        if past is None or past.outcome is None:
            return False
        await self._async_end(past.outcome, past, status)
        return True

    async def _async_past_print(self) -> PastPrint | None:
        """Return the printer's own record of our file."""
        driver = await self._async_driver()
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
            words = _sentence(status.message or f"The printer says: {outcome}")
            message = f"{words} Look at the printer, then dispatch the job again."
        await self._ledger.async_end(
            self.target,
            TARGET_OF_OUTCOME[outcome],
            outcome,
            past=past,
            message=message,
        )

    async def _async_give_up(self, message: str) -> None:
        """Leave it to the user: nobody but them can tell what happened."""
        await self._ledger.async_change_target(
            self.target,
            state=TargetState.NEEDS_ATTENTION,
            waiting_for=None,
            error_message=f"{message}. Look at the printer, then say whether it"
            " printed: under Repairs in Home Assistant's settings, or with"
            " `printmux.confirm_print`. `printmux.cancel_job` gives it up.",
        )

    async def _async_fail(self, message: str) -> None:
        """End the target: trying again would change nothing."""
        LOGGER.warning("%s failed: %s", self._name, message)
        await self._ledger.async_fail(self.target, message)

    async def _async_send_again(self, err: ContentMismatchError) -> None:
        """Send a file anew that arrived broken; not for ever."""
        self._mismatches += 1
        if self._mismatches >= MAX_MISMATCHES:
            await self._async_fail(
                f"{_sentence(str(err))} It arrived broken {self._mismatches} times."
            )
            return
        LOGGER.info("%s: %s", self._name, err)
        await self._async_wait(None, str(err))

    async def _async_wait(self, wait: WaitingFor | None, message: str) -> None:
        """Wait before the next try; fail when patience is at its end."""
        age = (utc_now() - self.target.created_at).total_seconds()
        printing = self.target.state is TargetState.PRINTING
        if age > PATIENCE and not printing and not self.target.start_sent:
            await self._async_fail(f"{_sentence(message)} PrintMux tried for 24 hours.")
            return
        await self._async_show_wait(wait, message)
        delay = RETRY_S[min(self._faults, len(RETRY_S) - 1)]
        self._faults += 1
        await self._async_pause(delay)

    async def _async_show_wait(
        self, wait: WaitingFor | None, message: str | None
    ) -> None:
        """Show what the target waits for; a print that runs stays `printing`."""
        target = self.target
        state = target.state
        if wait is WaitingFor.BUSY or state is TargetState.UPLOADING:
            state = TargetState.PENDING
        if (target.state, target.waiting_for) == (state, wait) and (
            target.error_message == message
        ):
            return
        begun = state is not TargetState.PENDING
        await self._ledger.async_change_target(
            target,
            state=state,
            waiting_for=wait,
            error_message=message,
            progress=target.progress if begun else 0.0,
            started_at=target.started_at if begun else None,
        )

    async def _async_clear_wait(self) -> None:
        """Show that the printer is back."""
        if self.target.waiting_for is not None:
            await self._ledger.async_change_target(
                self.target, waiting_for=None, error_message=None
            )

    async def _async_look(self) -> PrinterStatus:
        """Return the printer's state as it is this moment."""
        return await self._printer.async_refresh_now()

    async def _async_next_look(self, token: int) -> PrinterStatus:
        """Return what the next poll saw; look here if none comes (it may be off)."""
        changed = await self._dispatcher.async_pause(
            self._printer_id, LOOK_INTERVAL, token
        )
        if changed and (status := self._printer.data) is not None:
            return status
        return await self._async_look()

    async def _async_pause(self, seconds: float) -> None:
        """Wait that long, or until something about the printer changes."""
        token = self._dispatcher.token(self._printer_id)
        await self._dispatcher.async_pause(self._printer_id, seconds, token)


def prints_file(status: PrinterStatus, name: str) -> bool:
    """Tell whether a file is being printed, or paused."""
    return status.state in ACTIVE_STATES and status.file == name


def _sentence(words: str) -> str:
    """Return words that end in a full stop."""
    return words if words.endswith((".", "!", "?")) else f"{words}."
