"""Pictures of what is printed: on each printer, and of the latest job."""

import asyncio
from collections.abc import Mapping
from typing import Any, override

from homeassistant.components.image import ImageEntity, infer_image_type
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.util import dt as dt_util

from .const import DOMAIN, LOGGER
from .entity import PrintMuxHubEntity, PrintMuxPrinterEntity
from .gcode.images import MIME_TYPES, measure, to_png
from .hub import PrintMuxConfigEntry, PrintMuxData
from .jobs.models import Job, JobEvent
from .jobs.pictures import TYPES, best_preview, read_picture
from .parts import async_add_parts
from .printers.coordinator import PrinterCoordinator
from .printers.driver import ACTIVE_STATES, Picture, PrinterDriver
from .printers.errors import DriverError, HostUnreachableError

PARALLEL_UPDATES = 0


class CurrentPrint:
    """The picture of the current print, where the host has such things."""

    key = "current_print"

    def is_part_of(self, printer: PrinterCoordinator) -> bool:
        """Tell whether the driver gets pictures."""
        return type(printer.driver).picture is not PrinterDriver.picture


async def async_setup_entry(
    hass: HomeAssistant,
    entry: PrintMuxConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the picture of the latest job and those of each printer."""
    async_add_entities([LatestJobImage(hass, entry)])
    async_add_parts(
        hass,
        entry,
        Platform.IMAGE,
        async_add_entities,
        [CurrentPrint()],
        CurrentPrintImage,
    )


class PrintImage(ImageEntity):
    """A picture that may be missing: there is no link to none, but an icon."""

    @property
    @override
    def entity_picture(self) -> str | None:
        """Return the link to the picture."""
        return super().entity_picture if self._attr_image_last_updated else None


class CurrentPrintImage(PrintMuxPrinterEntity, PrintImage):
    """The picture of the file that is printed, or was printed last."""

    def __init__(
        self,
        hass: HomeAssistant,
        entry: PrintMuxConfigEntry,
        printer: PrinterCoordinator,
        part: CurrentPrint,
    ) -> None:
        """Take the printer."""
        super().__init__(hass, entry, printer, part.key)
        ImageEntity.__init__(self, hass)
        self._entry = entry
        self._file: str | None = None
        self._printing = False
        self._picture: bytes | None = None
        self._fetching: asyncio.Task[None] | None = None

    @override
    async def async_will_remove_from_hass(self) -> None:
        """Fetch no more."""
        if self._fetching is not None:
            self._fetching.cancel()

    @override
    def _read(self) -> object:
        """Fetch the picture of another file, and anew for each print."""
        status = self.coordinator.data
        if status is not None and self.coordinator.online:
            printing = status.state in ACTIVE_STATES
            begun = printing and not self._printing
            self._printing = printing
            if status.file and (begun or status.file != self._file):
                self._fetch(status.file)
        return self._attr_image_last_updated

    @callback
    def _fetch(self, file: str) -> None:
        """Fetch a picture in the background, and no other any more."""
        if self._fetching is not None:
            self._fetching.cancel()
        self._file = file
        self._fetching = self._entry.async_create_background_task(
            self.hass,
            self._async_fetch(file),
            f"{DOMAIN} picture {self.coordinator.name}",
        )

    async def _async_fetch(self, file: str) -> None:
        """Show the picture of a file; the state moves when it is another one."""
        try:
            picture = await self.coordinator.driver.picture(file)
        except DriverError as err:
            LOGGER.debug("No picture of %s: %s", file, err)
            if isinstance(err, HostUnreachableError):
                # The next change of the printer asks again.
                self._file = None
            return
        shown = await self.hass.async_add_executor_job(_as_shown, picture)
        shown = shown or await self._async_sent(file)
        content = shown.content if shown else None
        if content != self._picture:
            self._picture = content
            self._attr_image_last_updated = dt_util.utcnow() if shown else None
            if shown:
                self._attr_content_type = shown.content_type
            self._handle_coordinator_update()

    async def _async_sent(self, file: str) -> Picture | None:
        """Return the picture in a file that we sent: not every host shows it."""
        hub, printer_id = self._entry.runtime_data, self.coordinator.printer_id
        for job in hub.jobs.jobs.values():
            for target in job.targets:
                if (target.printer_id, target.remote_name) == (printer_id, file):
                    return await _async_read(self.hass, hub, job, best_preview(job))
        return None

    @override
    async def async_image(self) -> bytes | None:
        """Return the picture."""
        return self._picture


def _as_shown(picture: Picture | None) -> Picture | None:
    """Return a picture as browsers show it; its type is read off its bytes. Blocks."""
    if picture is None:
        return None
    content: bytes | None = picture.content
    known = measure(picture.content)
    kind = MIME_TYPES[known[0]] if known else infer_image_type(picture.content)
    if kind == MIME_TYPES["QOI"]:
        content, kind = to_png(picture.content), MIME_TYPES["PNG"]
    return Picture(content=content, content_type=kind) if content and kind else None


class LatestJobImage(PrintMuxHubEntity, PrintImage):
    """The largest picture in the file of the latest job."""

    def __init__(self, hass: HomeAssistant, entry: PrintMuxConfigEntry) -> None:
        """Take the hub."""
        super().__init__(entry, "latest_job")
        ImageEntity.__init__(self, hass)
        self._job: Job | None = None
        self._preview: Mapping[str, Any] | None = None
        self._shown: tuple[object, ...] = ()
        self._read()

    @override
    async def async_added_to_hass(self) -> None:
        """Listen to what happens to jobs."""
        await super().async_added_to_hass()
        self.async_on_remove(self.hub.jobs.async_subscribe(self._handle_event))

    @callback
    def _handle_event(self, event: JobEvent) -> None:
        """Show another picture, if there is one now."""
        if self._read():
            self.async_write_ha_state()

    def _read(self) -> bool:
        """Take the latest job; tell whether its picture is another one."""
        job = next(iter(self.hub.jobs.jobs.values()), None)
        preview = best_preview(job) if job else None
        shown = (job.id, job.plate_index, preview) if job else ()
        if changed := shown != self._shown:
            # That of another plate is newer.
            again = shown[:1] == self._shown[:1]
            self._attr_image_last_updated = None
            if job and preview:
                since = job.updated_at if again else job.created_at
                self._attr_image_last_updated = since
        self._job, self._preview, self._shown = job, preview, shown
        return changed

    @override
    async def async_image(self) -> bytes | None:
        """Read the picture from the stored file."""
        if self._job is None:
            return None
        picture = await _async_read(self.hass, self.hub, self._job, self._preview)
        if picture is None:
            return None
        self._attr_content_type = picture.content_type
        return picture.content


async def _async_read(
    hass: HomeAssistant,
    hub: PrintMuxData,
    job: Job,
    preview: Mapping[str, Any] | None,
) -> Picture | None:
    """Read a picture from a job's stored file; None when there is none."""
    if preview is None:
        return None
    content = await hass.async_add_executor_job(read_picture, hub.store, job, preview)
    if content is None:
        return None
    return Picture(content=content, content_type=TYPES[preview["suffix"]])
