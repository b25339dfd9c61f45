"""Power for a printer that a job waits for, and a host that finds its machine again."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Final

from homeassistant.const import STATE_ON
from homeassistant.core import HomeAssistant

from ..const import LOGGER
from ..phrases import Phrase, phrase
from ..power import Power, PowerError, async_switch_on, switch_state
from ..printers.driver import Command, PrinterState, PrinterStatus
from ..printers.errors import DriverError

if TYPE_CHECKING:
    from ..printers.coordinator import PrinterCoordinator

# A machine takes a while to boot, so its host is told more than once.
WAKE_S: Final = 15.0
# In which states a host that has its own power is told to look for its machine.
_WAKES: Final = {
    Command.CONNECT: {PrinterState.OFFLINE, PrinterState.ERROR},
    Command.FIRMWARE_RESTART: {PrinterState.ERROR},
}


def lacks_machine(status: PrinterStatus) -> bool:
    """Tell whether a printer may be without power, though its host is not."""
    faulty = status.state is PrinterState.ERROR and not status.ready
    return faulty or status.state is PrinterState.OFFLINE


class PowerUp:
    """Gives one printer its power, once, and wakes it up."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Have done nothing yet."""
        self._hass = hass
        self._given = False
        self._woken_at: float | None = None
        self._seen = False

    def see(self, status: PrinterStatus) -> None:
        """Note a machine that is there: what goes wrong from then on is not its boot.

        If its power goes, somebody has cut it, maybe in need: it is not put on again.
        """
        if status.state is not PrinterState.STARTING and not lacks_machine(status):
            self._seen = True

    async def async_give(
        self, printer: PrinterCoordinator, show: Callable[[Phrase], Awaitable[None]]
    ) -> Phrase | None:
        """Switch the power on where it is off; return what has to be waited for."""
        if (power := Power.of(printer.config)) is None:
            return None
        if switch_state(self._hass, power.switch) != STATE_ON:
            if self._given or self._seen:
                return phrase("power.cut", switch=power.switch)
            words = phrase("power.on", switch=power.switch)
            await show(words)
            try:
                await async_switch_on(self._hass, power.switch)
            except PowerError as err:
                return err.words
            self._given = True
            LOGGER.info("Switched on the power of %s", printer.name)
            if switch_state(self._hass, power.switch) != STATE_ON:
                return words
        if self._given and not self._seen:
            await self._async_wake(printer)
        return None

    async def _async_wake(self, printer: PrinterCoordinator) -> None:
        """Have the host look for its machine, now and then."""
        now = asyncio.get_running_loop().time()
        too_soon = self._woken_at is not None and now < self._woken_at + WAKE_S
        if too_soon or not printer.connected or printer.live is None:
            return
        for command, states in _WAKES.items():
            if command in printer.driver.commands and printer.live.state in states:
                self._woken_at = now
                try:
                    await printer.driver.command(command)
                except DriverError as err:
                    LOGGER.debug("%s has no machine yet: %s", printer.name, err)
                return
