"""Drivers that other integrations bring: the contract is in `docs/drivers.md`."""

from collections.abc import Iterable
import inspect
from typing import Any, ClassVar, Final, override

import aiohttp

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.dispatcher import async_dispatcher_send
from homeassistant.helpers.integration_platform import (
    async_process_integration_platforms,
)
from homeassistant.util import slugify

from ..const import DOMAIN, LOGGER
from ..phrases import phrase
from .detect import DRIVERS
from .driver import (
    HostInfo,
    PastPrint,
    PrinterDriver,
    PrinterStatus,
    ProgressCallback,
    SourceFile,
    StatusCallback,
)
from .errors import HostUnreachableError

# The attribute of a `printmux.py` that holds its driver classes.
ATTRIBUTE: Final = "PRINTER_DRIVERS"
SIGNAL_DRIVERS_ADDED: Final = f"{DOMAIN}_drivers_added"


async def async_setup_platforms(hass: HomeAssistant) -> None:
    """Take the drivers of all integrations that are loaded, or will be."""
    await async_process_integration_platforms(
        hass, DOMAIN, _take, wait_for_platforms=True
    )


@callback
def _take(hass: HomeAssistant, domain: str, platform: object) -> None:
    """Take the drivers of one integration; what is wrong with one concerns it alone."""
    brought: Any = getattr(platform, ATTRIBUTE, None)
    if not isinstance(brought, Iterable):
        LOGGER.error("The printmux platform of %s has no list %s", domain, ATTRIBUTE)
        return
    added = 0
    for driver in brought:
        if fault := _fault(driver):
            LOGGER.error(
                "PrintMux does not take the driver %r of %s: %s", driver, domain, fault
            )
            continue
        DRIVERS[driver.kind] = driver
        added += 1
        LOGGER.debug("%s brings the driver %s", domain, driver.kind)
    if added:
        async_dispatcher_send(hass, SIGNAL_DRIVERS_ADDED)


def _fault(driver: Any) -> str | None:
    """Return what is wrong with a driver, None if it can be used."""
    if not (inspect.isclass(driver) and issubclass(driver, PrinterDriver)):
        return "it is no subclass of PrinterDriver"
    if inspect.isabstract(driver):
        return f"it lacks {', '.join(sorted(driver.__abstractmethods__))}"
    kind, label = (getattr(driver, name, None) for name in ("kind", "label"))
    if not isinstance(kind, str) or not kind or slugify(kind) != kind:
        return f"its kind {kind!r} is no lower-case word"
    if not isinstance(label, str) or not label:
        return "it has no label"
    suffixes = getattr(driver, "printable", None)
    if not isinstance(suffixes, frozenset) or not suffixes:
        return "its printable is no frozenset of suffixes"
    if DRIVERS.get(kind, driver) is not driver:
        return f"there is a driver for {kind} already"
    return None


def driver_of(kind: str) -> type[PrinterDriver]:
    """Return the driver of a kind of host, or what stands in until it is there."""
    if (driver := DRIVERS.get(kind)) is not None:
        return driver
    # A class for each kind: which one it is matters to whoever stores it.
    return type("AbsentDriver", (AbsentDriver,), {"kind": kind, "label": kind})


class AbsentDriver(PrinterDriver):
    """Stands in for a driver whose integration is not loaded: the printer is offline."""

    # Nobody knows: the job waits, and the real driver says what it can't print.
    printable: ClassVar[frozenset[str]] = frozenset(
        {".gcode", ".g", ".gco", ".nc", ".bgcode", ".gcode.3mf"}
    )

    def _lost(self) -> HostUnreachableError:
        """Return what to say to everything."""
        return HostUnreachableError(phrase("host.no_driver", kind=self.kind))

    @override
    @classmethod
    async def probe(
        cls, session: aiohttp.ClientSession, url: str, api_key: str | None
    ) -> HostInfo | None:
        """Know no host."""
        return None

    @override
    async def look(self) -> PrinterStatus:
        """Say why nobody can look."""
        raise self._lost()

    @override
    async def follow(self, report: StatusCallback) -> None:
        """Say why nobody can follow."""
        raise self._lost()

    @override
    async def upload(
        self, source: SourceFile, name: str, progress: ProgressCallback
    ) -> str:
        """Send nothing."""
        raise self._lost()

    @override
    async def verify(self, source: SourceFile, name: str) -> bool:
        """Verify nothing."""
        raise self._lost()

    @override
    async def start(self, name: str) -> None:
        """Start nothing."""
        raise self._lost()

    @override
    async def past_print(self, name: str) -> PastPrint | None:
        """Know no print."""
        raise self._lost()

    @override
    async def cancel(self) -> None:
        """Cancel nothing."""
        raise self._lost()

    @override
    async def delete(self, name: str) -> None:
        """Delete nothing."""
        raise self._lost()
