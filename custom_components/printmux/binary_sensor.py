"""Binary sensors of a printer."""

from typing import override

from homeassistant.components.binary_sensor import (
    BinarySensorDeviceClass,
    BinarySensorEntity,
)
from homeassistant.const import EntityCategory
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .entity import PrintMuxPrinterEntity
from .hub import PrintMuxConfigEntry, async_add_to_each_printer
from .printers.coordinator import PrinterCoordinator

PARALLEL_UPDATES = 0


async def async_setup_entry(
    hass: HomeAssistant,
    entry: PrintMuxConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the binary sensor of each printer."""
    async_add_to_each_printer(hass, entry, async_add_entities, ConnectivitySensor)


class ConnectivitySensor(PrintMuxPrinterEntity, BinarySensorEntity):
    """Whether the printer answers."""

    _attr_device_class = BinarySensorDeviceClass.CONNECTIVITY
    _attr_entity_category = EntityCategory.DIAGNOSTIC
    outlasts = True

    def __init__(
        self,
        hass: HomeAssistant,
        entry: PrintMuxConfigEntry,
        printer: PrinterCoordinator,
    ) -> None:
        """Take the printer."""
        super().__init__(hass, entry, printer, "connectivity")

    @override
    def _read(self) -> object:
        """Take whether the printer answers."""
        self._attr_is_on = self.coordinator.online
        return self._attr_is_on
