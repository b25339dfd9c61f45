"""The Job and Target selects, and what each printer is loaded with."""

from typing import override

from homeassistant.components.select import SelectEntity
from homeassistant.const import EntityCategory
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.helpers.restore_state import RestoreEntity

from .entity import PrintMuxHubEntity, PrintMuxPrinterEntity
from .hub import PrintMuxConfigEntry, async_add_to_each_printer
from .jobs.models import JobEvent
from .printer_facts import UNKNOWN, USUAL_MATERIALS, loaded_material, with_loaded
from .printers.coordinator import PrinterCoordinator

PARALLEL_UPDATES = 1


async def async_setup_entry(
    hass: HomeAssistant,
    entry: PrintMuxConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the selects."""
    async_add_entities([JobSelect(entry), TargetSelect(entry)])
    async_add_to_each_printer(hass, entry, async_add_entities, MaterialSelect)


class SelectionSelect(PrintMuxHubEntity, SelectEntity):
    """A select that shows a part of the selection."""

    @override
    async def async_added_to_hass(self) -> None:
        """Listen to choices."""
        await super().async_added_to_hass()
        self.async_on_remove(self.hub.selection.async_subscribe(self._show))

    @callback
    def _show(self) -> None:
        """Show the selection, if what is seen of it changed."""
        before = (self._attr_options, self._attr_current_option)
        self._read()
        if before != (self._attr_options, self._attr_current_option):
            self.async_write_ha_state()

    def _read(self) -> None:
        """Take option and options from the selection."""
        raise NotImplementedError


class JobSelect(SelectionSelect):
    """The job that the buttons send: the newest waiting one until the user chooses."""

    def __init__(self, entry: PrintMuxConfigEntry) -> None:
        """Take the hub."""
        super().__init__(entry, "job")
        self._read()

    @override
    async def async_added_to_hass(self) -> None:
        """Listen to the jobs, too."""
        await super().async_added_to_hass()
        self.async_on_remove(self.hub.jobs.async_subscribe(self._handle_event))

    @callback
    def _handle_event(self, event: JobEvent) -> None:
        """Show the jobs that wait now."""
        self._show()

    @override
    def _read(self) -> None:
        """Take the waiting jobs."""
        job = self.hub.selection.job
        self._attr_options = self.hub.selection.job_options
        self._attr_current_option = job.label if job else None

    @override
    async def async_select_option(self, option: str) -> None:
        """Choose a job. Raises Unauthorized."""
        await self._async_require_dispatch()
        self.hub.selection.choose_job(option)


class TargetSelect(SelectionSelect, RestoreEntity):
    """Where the buttons send the job."""

    def __init__(self, entry: PrintMuxConfigEntry) -> None:
        """Take the hub."""
        super().__init__(entry, "target")
        self._read()

    @override
    async def async_added_to_hass(self) -> None:
        """Choose what was chosen before the restart, if it is still there."""
        await super().async_added_to_hass()
        selection = self.hub.selection
        state = await self.async_get_last_state()
        if state is not None and state.state in selection.target_options:
            selection.choose_target(state.state)

    @override
    def _read(self) -> None:
        """Take the printers and tags."""
        self._attr_options = self.hub.selection.target_options
        self._attr_current_option = self.hub.selection.target

    @override
    async def async_select_option(self, option: str) -> None:
        """Choose a target. Raises Unauthorized."""
        await self._async_require_dispatch()
        self.hub.selection.choose_target(option)


class MaterialSelect(PrintMuxPrinterEntity, SelectEntity):
    """What the first tool of a printer is loaded with: it changes too often for a form."""

    _attr_entity_category = EntityCategory.CONFIG

    def __init__(
        self,
        hass: HomeAssistant,
        entry: PrintMuxConfigEntry,
        printer: PrinterCoordinator,
    ) -> None:
        """Take the printer."""
        super().__init__(hass, entry, printer, "loaded_material")
        self._entry = entry
        # The registry asks for the options before anything else.
        self._read()

    @property
    @override
    def available(self) -> bool:
        """True unless it is switched off: the host has no part in it."""
        return self.coordinator.enabled

    @override
    def _read(self) -> object:
        """Take what the user has set."""
        material = loaded_material(self.coordinator.config)
        known = (*USUAL_MATERIALS, material, UNKNOWN)
        self._attr_options = list(dict.fromkeys(known))
        self._attr_current_option = material
        return material

    @override
    async def async_select_option(self, option: str) -> None:
        """Store another material; the hub takes it from there. Raises Unauthorized."""
        await self._async_require_dispatch()
        printer = self._entry.subentries[self.coordinator.printer_id]
        self.hass.config_entries.async_update_subentry(
            self._entry, printer, data=with_loaded(printer.data, option)
        )
