"""A custom integration for measurements: printers that tell new numbers each second.

Copied into a configuration as an integration that brings a driver, see `docs/drivers.md`.
Its printers print for ever, and nothing leaves the process: what is measured is what
Home Assistant does with what it is told.
"""

import asyncio
import random
from typing import ClassVar, override

import aiohttp

from custom_components.printmux.printers.driver import (
    Heater,
    HostInfo,
    PastPrint,
    PrinterDriver,
    PrinterState,
    PrinterStatus,
    ProgressCallback,
    SourceFile,
    StatusCallback,
)

DOMAIN = "pushing"
PERIOD_S = 1.0
PRINT_S = 10_000
MANIFEST = {
    "domain": DOMAIN,
    "name": "Pushing",
    "codeowners": [],
    "documentation": "https://example.com",
    "iot_class": "calculated",
    "version": "1.0.0",
}


class PushingDriver(PrinterDriver):
    """A printer in the middle of a long print, of which everything moves."""

    kind = DOMAIN
    label = "Pushing"
    printable: ClassVar[frozenset[str]] = frozenset({".gcode"})
    pushes = True

    @override
    @classmethod
    async def probe(
        cls, session: aiohttp.ClientSession, url: str, api_key: str | None
    ) -> HostInfo | None:
        """Be there."""
        return HostInfo(kind=cls.kind, name="Pushing", software="Pushing 1.0")

    @override
    async def look(self) -> PrinterStatus:
        """Return how it is this second."""
        spent = asyncio.get_running_loop().time() % PRINT_S
        return PrinterStatus(
            state=PrinterState.PRINTING,
            file="a part that takes long.gcode",
            progress=spent / PRINT_S,
            elapsed_s=spent,
            remaining_s=PRINT_S - spent,
            layer=int(spent / 10),
            layer_count=PRINT_S // 10,
            nozzles=(Heater(random.gauss(215, 0.5), 215.0),),
            bed=Heater(random.gauss(60, 0.5), 60.0),
        )

    @override
    async def follow(self, report: StatusCallback) -> None:
        """Tell it each second, not all printers at the same moment."""
        await asyncio.sleep(random.random() * PERIOD_S)
        while True:
            report(await self.look())
            await asyncio.sleep(PERIOD_S)

    @override
    async def upload(
        self, source: SourceFile, name: str, progress: ProgressCallback
    ) -> str:
        """Take nothing: it is busy for ever."""
        raise NotImplementedError

    @override
    async def verify(self, source: SourceFile, name: str) -> bool:
        """Hold no file."""
        return False

    @override
    async def start(self, name: str) -> None:
        """Start nothing."""
        raise NotImplementedError

    @override
    async def past_print(self, name: str) -> PastPrint | None:
        """Know no print."""
        return None

    @override
    async def cancel(self) -> None:
        """Go on."""

    @override
    async def delete(self, name: str) -> None:
        """Hold no file."""


PRINTER_DRIVERS = [PushingDriver]
