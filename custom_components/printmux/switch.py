"""The switch that includes a printer in "All printers" and "Any compatible"."""

from typing import Any, override

from homeassistant.components.switch import SwitchEntity
from homeassistant.const import EntityCategory
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .entity import PrintMuxPrinterEntity
from .hub import PrintMuxConfigEntry, async_add_to_each_printer
from .printers.coordinator import PrinterCoordinator

PARALLEL_UPDATES = 1


async def async_setup_entry(
    hass: HomeAssistant,
    entry: PrintMuxConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the switch of each printer."""
    async_add_to_each_printer(hass, entry, async_add_entities, IncludeSwitch)


class IncludeSwitch(PrintMuxPrinterEntity, SwitchEntity):
    """Whether a printer gets jobs that are not meant for it by name."""

    _attr_entity_category = EntityCategory.CONFIG

    def __init__(
        self,
        hass: HomeAssistant,
        entry: PrintMuxConfigEntry,
        printer: PrinterCoordinator,
    ) -> None:
        """Take the printer."""
        super().__init__(hass, entry, printer, "include_in_dispatch")
        self._jobs = entry.runtime_data.jobs

    @property
    @override
    def available(self) -> bool:
        """True unless it is switched off: the host has no part in it."""
        return self.coordinator.enabled

    @property
    @override
    def is_on(self) -> bool:
        """Tell whether the printer is included."""
        return self._jobs.included(self.coordinator.printer_id)

    @override
    async def async_turn_on(self, **kwargs: Any) -> None:
        """Include the printer."""
        await self._async_set(included=True)

    @override
    async def async_turn_off(self, **kwargs: Any) -> None:
        """Leave the printer out."""
        await self._async_set(included=False)

    async def _async_set(self, *, included: bool) -> None:
        """Write the choice. Raises Unauthorized."""
        await self._async_require_dispatch()
        await self._jobs.async_set_included(self.coordinator.printer_id, included)
        self.async_write_ha_state()
