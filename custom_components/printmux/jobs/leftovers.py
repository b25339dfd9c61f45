"""Deletes the copies on printers that nobody needs, once the printers can be reached."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from homeassistant.core import HomeAssistant, callback

from ..const import DOMAIN, LOGGER
from ..printers.driver import ACTIVE_STATES, PrinterState
from ..printers.errors import DriverError, HostBusyError, HostRefusedError
from ..printers.pace import retry_pauses
from . import copies
from .clock import utc_now
from .ledger import Ledger
from .models import JobEvent, TargetState

if TYPE_CHECKING:
    from ..printers.coordinator import PrinterCoordinator

# A host may put an upload in its place after we have broken it off: it is deleted
# once more when so much time has passed.
SETTLING = timedelta(seconds=60)


# What a printer does, with which file; None where nobody knows.
type Doing = tuple[PrinterState, str | None] | None


@dataclass(eq=False)
class _Sweep:
    """The work on one printer, while something is to be deleted there."""

    doing: Doing
    changed: asyncio.Event = field(default_factory=asyncio.Event)
    # What was deleted once already.
    deleted: set[str] = field(default_factory=set)
    task: asyncio.Task[None] = field(init=False)


class Leftovers:
    """Sweeps each printer: now, and again when it comes back or ends a print."""

    def __init__(
        self,
        hass: HomeAssistant,
        ledger: Ledger,
        printers: Mapping[str, PrinterCoordinator],
    ) -> None:
        """Take the parts; `async_start` goes on with what is left from before."""
        self._hass = hass
        self._ledger = ledger
        self._printers = printers
        self._sweeps: dict[str, _Sweep] = {}

    async def async_start(self) -> None:
        """Go on with what is left from before."""
        database = self._ledger.database
        for printer_id in await database.async_run(copies.littered_printers):
            self._sweep(printer_id)

    async def async_stop(self) -> None:
        """Stop; what is not deleted yet is deleted after the next start."""
        for printer_id in list(self._sweeps):
            await self._async_end(printer_id)

    async def async_forget_printer(self, printer_id: str) -> None:
        """A printer was removed: its host is left alone."""
        await self._async_end(printer_id)
        await self._ledger.database.async_run(
            lambda connection: copies.drop_leftovers(connection, printer_id)
        )

    async def _async_end(self, printer_id: str) -> None:
        """Work no more on a printer."""
        if sweep := self._sweeps.pop(printer_id, None):
            sweep.task.cancel()
            await asyncio.wait([sweep.task])

    @callback
    def handle_event(self, event: JobEvent) -> None:
        """Begin where a change of a target has left something behind."""
        if event.left_on is not None:
            self._sweep(event.left_on)

    @callback
    def printer_changed(self, printer_id: str) -> None:
        """Be told that a printer's status may have changed."""
        sweep = self._sweeps.get(printer_id)
        if sweep and sweep.doing != (doing := self._doing(printer_id)):
            sweep.doing = doing
            sweep.changed.set()

    def _doing(self, printer_id: str) -> Doing:
        """Return what a printer is known to be doing."""
        printer = self._printers.get(printer_id)
        status = printer.data if printer else None
        return (status.state, status.file) if status else None

    @callback
    def _sweep(self, printer_id: str) -> None:
        """Begin to work on a printer, or look anew."""
        if sweep := self._sweeps.get(printer_id):
            sweep.changed.set()
            return
        sweep = self._sweeps[printer_id] = _Sweep(self._doing(printer_id))
        sweep.task = self._hass.async_create_background_task(
            self._async_sweep(printer_id, sweep), f"{DOMAIN} sweep {printer_id}"
        )

    async def _async_sweep(self, printer_id: str, sweep: _Sweep) -> None:
        """Delete until nothing is left; what can't be deleted now is tried again."""
        pauses = retry_pauses()
        while True:
            sweep.changed.clear()
            left = await self._ledger.database.async_run(
                lambda connection: copies.leftovers_of(connection, printer_id)
            )
            if not left:
                if sweep.changed.is_set():
                    continue
                del self._sweeps[printer_id]
                return
            pause: float | None
            try:
                pause = await self._async_delete(printer_id, left, sweep.deleted)
            except HostRefusedError as err:
                LOGGER.debug("Nothing can be deleted on %s: %s", printer_id, err)
                pause = None
            except DriverError as err:
                LOGGER.debug("Nothing is deleted on %s yet: %s", printer_id, err)
                pause = next(pauses)
            except Exception:  # noqa: BLE001 - a driver's fault must not end this
                LOGGER.exception("A driver failed to delete a file")
                pause = None
            try:
                async with asyncio.timeout(pause):
                    await sweep.changed.wait()
                    pauses = retry_pauses()
            except TimeoutError:
                pass

    async def _async_delete(
        self, printer_id: str, left: Mapping[str, datetime], deleted: set[str]
    ) -> float | None:
        """Delete what can be deleted; return in how many seconds to look again.

        Raises DriverError when something is to be tried again; None waits for a change.
        """
        if (printer := self._printers.get(printer_id)) is None:
            return None
        driver = await printer.async_recognise()
        status = await printer.async_refresh_now()
        busy: HostBusyError | None = None
        pauses: list[float] = []
        gone = 0
        for name, since in left.items():
            if status.state in ACTIVE_STATES and status.file == name:
                continue
            settling = max((since + SETTLING - utc_now()).total_seconds(), 0)
            needed = self._is_needed(printer_id, name)
            try:
                if not needed and not (settling and name in deleted):
                    await driver.delete(name)
                    deleted.add(name)
            except HostRefusedError as err:
                LOGGER.info("%s can't be deleted on %s: %s", name, printer.name, err)
            except HostBusyError as err:
                busy = err
            else:
                if settling and not needed:
                    pauses.append(settling)
                    continue
                gone += 1
                await self._async_drop(printer_id, name)
        if busy:
            raise busy
        return 0 if gone == len(left) else min(pauses, default=None)

    async def _async_drop(self, printer_id: str, name: str) -> None:
        """Forget a copy."""
        await self._ledger.database.async_run(
            lambda connection: copies.drop_leftover(connection, printer_id, name)
        )

    def _is_needed(self, printer_id: str, name: str) -> bool:
        """Tell whether a target still goes by that copy."""
        return any(
            (target.printer_id, target.remote_name) == (printer_id, name)
            and (not target.ended or target.state is TargetState.UPLOADED)
            for job in self._ledger.jobs.values()
            for target in job.targets
        )
