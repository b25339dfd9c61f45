"""A target's way to a printer: its turn in the queue, a free printer, the claim."""

from typing import TYPE_CHECKING

from ..phrases import Phrase, phrase
from ..printers.driver import PrinterStatus
from .at_printer import AtPrinter
from .candidates import Field
from .clock import utc_now
from .filament import FilamentPolicy, policy_of, shortage
from .gates import SWITCHED_OFF, Wait, own_wait, printer_wait
from .models import WaitingFor
from .power_up import PowerUp, lacks_machine
from .queue import ANYWHERE, is_movable

if TYPE_CHECKING:
    from ..printers.coordinator import PrinterCoordinator

TURN = Wait(WaitingFor.BUSY, phrase("wait.turn"))


class Reservation:
    """Waits until a target may start, and claims its printer."""

    def __init__(self, at: AtPrinter) -> None:
        """Take the target; `async_make` waits."""
        self._at = at
        self._power = PowerUp(at.dispatcher.hass)
        # What was seen last is enough to wait on, not to start on.
        self._old = True

    async def async_make(self) -> bool:
        """Wait for everything there is to wait for, then claim the printer.

        False when patience with a printer that can't be reached is at its end.
        """
        room = self._at.dispatcher.room
        while True:
            names, mark = self._heeded(), room.mark()
            wait = await self._async_next_wait()
            if wait is None:
                return True
            await self._at.async_show_wait(wait)
            if self._at.out_of_patience:
                return False
            self._old = not await room.async_wait(names, self._pause(wait), mark)

    def _heeded(self) -> set[str]:
        """Return whose news may end the wait."""
        target = self._at.target
        names = {target.id, target.printer_id}
        if target.pool is not None:
            names.add(ANYWHERE)
        if target.start_when is not None:
            self._at.dispatcher.heed(target.start_when, target.start_when)
            names.add(target.start_when)
        return names

    def _pause(self, wait: Wait) -> float:
        """Return how long nothing is looked at unless there is news, in seconds."""
        if wait.until is None:
            return self._at.look_s
        return max(0.0, (wait.until - utc_now()).total_seconds())

    async def _async_next_wait(self) -> Wait | None:
        """Return what is to be waited for; None when the printer is claimed."""
        dispatcher, target = self._at.dispatcher, self._at.target
        if wait := own_wait(dispatcher.hass, target, utc_now()):
            return wait
        if is_movable(target) and (wait := await self._async_choose()):
            return wait
        if (printer := self._at.found) is None:
            return Wait(WaitingFor.OFFLINE, SWITCHED_OFF)
        if wait := await self._async_printer_wait(printer):
            offline = wait.kind is WaitingFor.OFFLINE and is_movable(target)
            if offline and dispatcher.queue.has_reached(self._at.job, target):
                return TURN
            return wait
        words = shortage(dispatcher.hass, self._at.job, printer)
        if words and policy_of(printer) is FilamentPolicy.HOLD and not target.forced:
            return Wait(WaitingFor.FILAMENT, words)
        if not await self._at.ledger.async_claim(self._at.target):
            return TURN
        if words:
            await self._at.async_warn(words)
        return None

    async def _async_choose(self) -> Wait | None:
        """Go over to a better printer, if there is one that fits at all."""
        target, queue = self._at.target, self._at.dispatcher.queue
        if not queue.is_restless(self._at.job, target):
            return None
        pool = target.pool or ()
        choice = Field(queue, self._at.job, pool, target).choose()
        if isinstance(choice, Wait):
            return choice
        if choice.printer.printer_id != target.printer_id:
            self._power = PowerUp(self._at.dispatcher.hass)
            await self._at.async_move(choice)
        return None

    async def _async_printer_wait(self, printer: PrinterCoordinator) -> Wait | None:
        """Return what the printer, or the queue before it, keeps waiting."""
        target, dispatcher = self._at.target, self._at.dispatcher
        ahead = dispatcher.queue.ahead_of(target, printer.printer_id)
        status = printer.data
        if status is None or (self._old and not ahead):
            status = await self._at.async_look()
        wait = self._judge(printer, status)
        if wait is None:
            status = await self._at.async_look()
            wait = self._judge(printer, status)
        if wait is None or ahead or not lacks_machine(status):
            return wait
        return await self.async_power_on(wait)

    def _judge(self, printer: PrinterCoordinator, status: PrinterStatus) -> Wait | None:
        """Return what keeps the target from starting on a printer in that state."""
        self._power.see(status)
        wait = printer_wait(printer, status)
        if wait is not None and wait.kind is not WaitingFor.BUSY:
            return wait
        queue = self._at.dispatcher.queue
        return TURN if queue.ahead_of(self._at.target, printer.printer_id) else wait

    async def async_power_on(self, wait: Wait) -> Wait:
        """Return what a printer is waited for: its power is put on, once."""
        target, printer = self._at.target, self._at.found
        # What may print already needs no power.
        if printer is None or target.start_sent:
            return wait
        words = await self._power.async_give(printer, self._async_show_power)
        return Wait(WaitingFor.POWER, words) if words else wait

    async def _async_show_power(self, words: Phrase) -> None:
        """Show that power is waited for, unless why is shown already."""
        if self._at.target.waiting_for is not WaitingFor.POWER:
            await self._at.async_show_wait(Wait(WaitingFor.POWER, words))
