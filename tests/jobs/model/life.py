"""One life of PrintMux, from its start to its stop or to a power cut."""

import asyncio
from collections.abc import Coroutine, Mapping
import hashlib
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.printmux.bed import BED_ASK, BED_AUTO
from custom_components.printmux.const import (
    CONF_BED_CLEAR,
    CONF_ENABLED,
    CONF_HOST_ID,
    DOMAIN,
    SUBENTRY_PRINTER,
)
from custom_components.printmux.db.engine import Database, sqlite_url
from custom_components.printmux.jobs.models import Job, Upload
from custom_components.printmux.jobs.router import Guide
from custom_components.printmux.jobs.service import JobService
from custom_components.printmux.jobs.settings import Settings
from custom_components.printmux.jobs.store import FileStore
from custom_components.printmux.printers.bedside import Bed
from custom_components.printmux.printers.coordinator import PrinterCoordinator, Told
from custom_components.printmux.printers.recognition import Notes
from homeassistant.config_entries import ConfigSubentry
from homeassistant.core import CoreState, HomeAssistant

from .clock import Clock, SimulatedLoop
from .driver import SimulatedDriver
from .host import Host

DATABASE_FILE = "printmux.db"


class Life:
    """A job service with what it works with, as the hub puts it together."""

    def __init__(self, folder: Path, clock: Clock, settings: Settings) -> None:
        """Open what lies on the disk; `add_printer`, then `start`."""
        self.loop = SimulatedLoop(clock)
        self.printers: dict[str, PrinterCoordinator] = {}
        self.drivers: list[SimulatedDriver] = []
        self.run(self._async_open(folder, settings))

    def run[T](self, work: Coroutine[Any, Any, T]) -> T:
        """Run work to its end, and what else there is meanwhile."""
        return self.loop.run_until_complete(work)

    async def _async_open(self, folder: Path, settings: Settings) -> None:
        """Make Home Assistant and all that the hub opens."""
        self.hass = HomeAssistant(str(folder))
        self.hass.set_state(CoreState.running)
        self.entry = MockConfigEntry(domain=DOMAIN)
        self.store = FileStore(folder)
        self.store.root.mkdir(parents=True, exist_ok=True)
        self.database = Database(sqlite_url(self.store.root / DATABASE_FILE))
        await self.database.async_open()
        self.jobs = JobService(
            self.hass,
            self.store,
            self.database,
            self.printers,
            settings,
            Guide(route_of=lambda _: None, rules=list),
        )

    def start(self, hosts: Mapping[str, Host]) -> None:
        """Begin to work, with the printers that the user has set up."""

        async def start() -> None:
            for host in hosts.values():
                await self._async_add(host)
            await self.jobs.async_start()
            await self.jobs.async_forget_strangers(hosts)

        self.run(start())

    def add_printer(self, host: Host) -> None:
        """Add a printer, or one that was switched off again."""
        self.run(self._async_add(host))

    async def _async_add(self, host: Host) -> None:
        """Follow a printer."""
        subentry = ConfigSubentry(
            data=MappingProxyType(
                {
                    CONF_ENABLED: True,
                    CONF_HOST_ID: host.key,
                    CONF_BED_CLEAR: BED_AUTO if host.habits.clears_bed else BED_ASK,
                }
            ),
            subentry_id=host.key,
            subentry_type=SUBENTRY_PRINTER,
            title=f"Printer {host.key}",
            unique_id=None,
        )
        driver = SimulatedDriver(host)
        self.drivers.append(driver)
        bed = await self.jobs.async_sync_printer(host.key, subentry.title, driver.kind)
        printer = PrinterCoordinator(self.hass, self.entry, subentry, driver, bed)
        self.printers[host.key] = printer
        printer.async_start(
            Told(
                changed=lambda: self.jobs.printer_changed(host.key),
                key_refused=lambda _: None,
                bed=lambda bed: self._keep_bed(host.key, bed),
                host=Notes(
                    learned=lambda _: None,
                    stranger=lambda _: None,
                    name_of=lambda _: None,
                ),
            )
        )

    def _keep_bed(self, printer_id: str, bed: Bed) -> None:
        """Keep over a restart what lies on a printer's bed, or was taken off."""
        self.entry.async_create_task(
            self.hass, self.jobs.async_note_bed(printer_id, bed)
        )

    def remove_printer(self, printer_id: str, *, forget: bool) -> None:
        """Switch a printer off in PrintMux, or remove it for good."""

        async def remove() -> None:
            await self.printers.pop(printer_id).async_shutdown()
            if forget:
                await self.jobs.async_forget_printer(printer_id)

        self.run(remove())

    def upload(self, content: bytes, name: str, *, start: bool) -> Job:
        """Add an upload as the slicer side does; returns with the 201."""
        temporary = self.store.new_temporary()
        temporary.write_bytes(content)
        upload = Upload(
            temporary=temporary,
            size=len(content),
            sha256=hashlib.sha256(content).hexdigest(),
            extension=".gcode",
            name=name,
            folder="",
            source="moonraker",
            key_id="key-1",
            start_requested=start,
        )
        return self.run(self.jobs.intake.async_add_upload(upload))

    def pass_time(self, seconds: float) -> None:
        """Let time pass, and everything happen that is due by then."""
        self.run(asyncio.sleep(seconds))

    def stop(self) -> None:
        """Stop in order."""

        async def stop() -> None:
            await self.jobs.async_stop()
            for printer in self.printers.values():
                await printer.async_shutdown()
            await self.database.async_close()

        self.run(stop())
        self.loop.die()

    def crash(self) -> None:
        """Stop as a power cut does: what is committed is on the disk, nothing else."""
        for driver in self.drivers:
            driver.cut = True
        self.loop.die()
        self.database._close()  # noqa: SLF001 - its thread, which did that, is gone
