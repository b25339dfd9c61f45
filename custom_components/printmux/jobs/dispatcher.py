"""Runs the targets: one task each, bounded uploads, wake-ups when printers change."""

import asyncio
from collections.abc import Mapping
from typing import TYPE_CHECKING

from homeassistant.core import HomeAssistant, callback

from ..const import DOMAIN, LOGGER
from .ledger import Ledger
from .models import Job, Target
from .target_run import TargetRun
from .turns import HostTurns

if TYPE_CHECKING:
    from ..printers.coordinator import PrinterCoordinator

PARALLEL_UPLOADS = 4


class Dispatcher:
    """Owns the tasks that take targets to their end."""

    def __init__(
        self,
        hass: HomeAssistant,
        ledger: Ledger,
        printers: Mapping[str, PrinterCoordinator],
    ) -> None:
        """Keep the parts; nothing runs yet."""
        self.hass = hass
        self.ledger = ledger
        self.printers = printers
        self.turns = HostTurns()
        self.uploads = asyncio.Semaphore(PARALLEL_UPLOADS)
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._changes: dict[str, int] = {}
        self._waiters: dict[str, set[asyncio.Event]] = {}

    @callback
    def run(self, job: Job, target: Target) -> None:
        """Begin, or go on with, a target."""
        if target.ended or target.id in self._tasks:
            return
        run = TargetRun(self, job, target)
        task = self.hass.async_create_background_task(
            self._async_guard(run, target), f"{DOMAIN} target {target.id}"
        )
        self._tasks[target.id] = task
        task.add_done_callback(lambda _: self._tasks.pop(target.id, None))

    async def _async_guard(self, run: TargetRun, target: Target) -> None:
        """Run a target; a fault of our own ends that target alone, with words."""
        try:
            await run.async_run()
        except Exception:  # noqa: BLE001 - one target's fault is not the others'
            LOGGER.exception("Target %s stopped over a fault in PrintMux", target.id)
            await self.ledger.async_fail(
                target, "A fault in PrintMux stopped this; see Home Assistant's log"
            )

    async def async_stop_target(self, target_id: str) -> None:
        """Stop working on a target and wait until nothing of it runs."""
        if (task := self._tasks.get(target_id)) is None:
            return
        task.cancel()
        await asyncio.wait([task])

    async def async_stop(self) -> None:
        """Stop all; states stay as they were written."""
        tasks = list(self._tasks.values())
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks)

    def ahead_of(self, target: Target) -> Target | None:
        """Return the target that has this printer, or was there first."""
        rivals = (
            other
            for job in self.ledger.jobs.values()
            for other in job.targets
            if other.printer_id == target.printer_id
            and other.start
            and not other.ended
            and other.id in self._tasks
            and other.id < target.id
        )
        return min(rivals, key=lambda other: other.id, default=None)

    def token(self, printer_id: str) -> int:
        """Return a mark for `async_pause`: nothing after it is missed."""
        return self._changes.get(printer_id, 0)

    @callback
    def printer_changed(self, printer_id: str) -> None:
        """Wake whoever waits for something about a printer."""
        self._changes[printer_id] = self.token(printer_id) + 1
        for event in self._waiters.get(printer_id, ()):
            event.set()

    async def async_pause(self, printer_id: str, seconds: float, token: int) -> bool:
        """Wait that long, or until the printer changes after `token` was taken.

        Tells whether it changed.
        """
        if self.token(printer_id) != token:
            return True
        event = asyncio.Event()
        waiters = self._waiters.setdefault(printer_id, set())
        waiters.add(event)
        try:
            async with asyncio.timeout(seconds):
                await event.wait()
        except TimeoutError:
            return False
        finally:
            waiters.discard(event)
        return True
