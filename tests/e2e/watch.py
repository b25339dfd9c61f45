"""Follows a printer with its driver, and notes all that is reported."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from itertools import pairwise

from custom_components.printmux.printers.driver import (
    PrinterDriver,
    PrinterState,
    PrinterStatus,
)
from custom_components.printmux.printers.errors import DriverError

OFFLINE, STARTING = PrinterState.OFFLINE, PrinterState.STARTING


class Watch:
    """Follows with a driver as the coordinator does, and notes all that it reports."""

    def __init__(self, driver: PrinterDriver) -> None:
        """Note nothing yet."""
        self.driver = driver
        self.seen: list[PrinterStatus] = []
        self.errors: list[DriverError] = []
        self._news = asyncio.Event()

    @property
    def latest(self) -> PrinterStatus:
        """Return the newest status."""
        return self.seen[-1]

    @property
    def states(self) -> list[PrinterState]:
        """Return the states in turn, without repetitions.

        Not `starting`: a simulated machine may connect faster than its host tells.
        """
        states = [one.state for one in self.seen if one.state is not STARTING]
        return states[:1] + [new for old, new in pairwise(states) if new != old]

    @property
    def news(self) -> list[PrinterState]:
        """Return the states after the first, which may have to come to rest yet."""
        states = self.states[1:]
        return states[1:] if states[:1] == [PrinterState.IDLE] else states

    def forget(self) -> None:
        """Keep only the newest status."""
        del self.seen[:-1]

    def report(self, status: PrinterStatus) -> None:
        """Note a status."""
        self.seen.append(status)
        self._news.set()

    async def run(self) -> None:
        """Follow, and again half a second after the host was lost."""
        while True:
            try:
                await self.driver.follow(self.report)
            except DriverError as err:
                self.errors.append(err)
                self.report(PrinterStatus(state=OFFLINE, message=str(err)))
            await asyncio.sleep(0.5)

    async def until(
        self, wanted: Callable[[PrinterStatus], object], limit: float = 60
    ) -> PrinterStatus:
        """Wait for a status."""
        try:
            async with asyncio.timeout(limit):
                while not self.seen or not wanted(self.latest):
                    self._news.clear()
                    await self._news.wait()
        except TimeoutError:
            raise AssertionError(f"{self.states}, {self.seen[-1:]}") from None
        return self.latest

    async def until_state(self, *states: PrinterState) -> PrinterStatus:
        """Wait for one of these states."""
        return await self.until(lambda status: status.state in states)


@asynccontextmanager
async def watching(driver: PrinterDriver) -> AsyncIterator[Watch]:
    """Follow with that driver, from its first status on."""
    watch = Watch(driver)
    following = asyncio.create_task(watch.run())
    try:
        await watch.until(lambda status: True)
        yield watch
    finally:
        following.cancel()
        with suppress(asyncio.CancelledError):
            await following
