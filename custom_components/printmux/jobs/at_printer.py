"""A target at its printer: what every step of its run looks at and writes."""

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from ..const import LOGGER
from ..phrases import Join, Words, listing
from ..printers.driver import PastPrint, PrinterDriver, PrinterStatus
from ..printers.errors import HostUnreachableError
from . import printer_records, prints
from .candidates import Choice, explain, who_wanted
from .clock import utc_now
from .gates import SWITCHED_OFF, Wait
from .models import Job, Target, TargetState, WaitingFor

if TYPE_CHECKING:
    from ..printers.coordinator import PrinterCoordinator
    from .dispatcher import Dispatcher

# A printer is waited for this long at most while it can't be reached.
UNREACHED = frozenset({WaitingFor.OFFLINE, WaitingFor.POWER})
# After all other waits a target takes its turn anew.
OWN_TURN = frozenset(WaitingFor) - UNREACHED


class AtPrinter:
    """One target and the printer that it is at, as both are now."""

    # How long nobody looks while there is no news, in seconds.
    look_s: ClassVar[float] = 15.0

    def __init__(self, dispatcher: Dispatcher, job_id: str, target_id: str) -> None:
        """Take whose target it is."""
        self.dispatcher = dispatcher
        self.ledger = dispatcher.ledger
        self._job_id = job_id
        self._target_id = target_id

    @property
    def job(self) -> Job:
        """Return the job as it is now."""
        return self.ledger.jobs[self._job_id]

    @property
    def target(self) -> Target:
        """Return the target as it is now."""
        return self.ledger.target(self._job_id, self._target_id)

    @property
    def name(self) -> str:
        """Return what a log line calls this target."""
        return f"{self.target.remote_name} on {self.target.printer_name}"

    @property
    def found(self) -> PrinterCoordinator | None:
        """Return the printer, None if the user has switched it off."""
        return self.dispatcher.printers.get(self.target.printer_id)

    @property
    def printer(self) -> PrinterCoordinator:
        """Return the printer. Raises HostUnreachableError when it is switched off."""
        if (printer := self.found) is None:
            raise HostUnreachableError(SWITCHED_OFF)
        return printer

    async def async_driver(self) -> PrinterDriver:
        """Return the printer's driver, once its own host answers."""
        return await self.printer.async_recognise()

    async def async_look(self) -> PrinterStatus:
        """Return the printer's state as it is this moment."""
        return await self.printer.async_refresh_now()

    async def async_next_look(self, mark: int) -> PrinterStatus:
        """Return what is seen next; look here if nothing is (it may be off)."""
        news = self.dispatcher.news
        changed = await news.async_wait((self.target.printer_id,), self.look_s, mark)
        if changed and (status := self.printer.data) is not None:
            return status
        return await self.async_look()

    async def async_pause(self, seconds: float) -> None:
        """Wait that long, or until something about the printer changes."""
        news = self.dispatcher.news
        await news.async_wait((self.target.printer_id,), seconds, news.mark())

    @property
    def out_of_patience(self) -> bool:
        """Tell whether a printer that can't be reached was waited for long enough."""
        since = self.target.waits_since
        return since is not None and utc_now() - since > self.dispatcher.patience

    async def async_show_wait(self, wait: Wait) -> None:
        """Show what the target waits for; a print that runs stays `printing`.

        A target that waits for its turn again gives the printer up.
        """
        target = self.target
        kind, words = wait.kind, wait.words
        back = kind in OWN_TURN and target.state is not TargetState.PRINTING
        uploading = target.state is TargetState.UPLOADING
        state = TargetState.PENDING if back or uploading else target.state
        shown = (target.state, target.waiting_for, target.error_message)
        if shown == (state, kind, words):
            return
        begun = state is not TargetState.PENDING
        since = None
        if kind is None or kind in UNREACHED:
            since = target.waits_since or utc_now()
        await self.ledger.async_change_target(
            target,
            None
            if begun
            else partial(printer_records.release_printer, target_id=target.id),
            state=state,
            waiting_for=kind,
            error_message=words,
            waits_since=since,
            progress=target.progress if begun else 0.0,
            started_at=target.started_at if begun else None,
        )

    async def async_move(self, choice: Choice) -> None:
        """Go over to another printer, before anything of the print has begun."""
        target = self.target
        await self.ledger.async_change_target(
            target,
            partial(printer_records.release_printer, target_id=target.id),
            printer_id=choice.printer.printer_id,
            printer_name=choice.printer.name,
            why=explain(who_wanted(target.why), choice.why),
        )

    async def async_open_print(self, past: PastPrint | None) -> None:
        """Write that the printer prints our file, or did."""
        await prints.async_open(self.ledger, self.target, past)
        self.occupy()

    def occupy(self) -> None:
        """Take the bed as no longer empty."""
        if self.found is not None:
            self.found.async_occupy(self.target.remote_name)

    async def async_warn(self, words: Words) -> None:
        """Note what speaks against a print that begins all the same."""
        target = self.target
        LOGGER.warning("%s: %s", self.name, words)
        if str(words) not in str(target.why or ""):
            why = listing(Join.SENTENCES, (target.why, words)) if target.why else words
            await self.ledger.async_change_target(target, why=why)

    async def async_clear_wait(self) -> None:
        """Show that the printer is back."""
        if self.target.waiting_for is not None:
            await self.ledger.async_change_target(
                self.target, waiting_for=None, error_message=None, waits_since=None
            )

    async def async_fail(self, message: Words) -> None:
        """End the target: trying again would change nothing."""
        LOGGER.warning("%s failed: %s", self.name, message)
        await prints.async_fail(self.ledger, self.target, message)
