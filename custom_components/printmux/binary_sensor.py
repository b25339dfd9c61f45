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

    def __init__(
        self,
        hass: HomeAssistant,
        entry: PrintMuxConfigEntry,
        printer: PrinterCoordinator,
    ) -> None:
        """Take the printer."""
        super().__init__(hass, entry, printer, "connectivity")

    @property
    @override
    def available(self) -> bool:
        """Always true: this is what tells."""
        return True

    @property
    @override
    def is_on(self) -> bool:
        """Tell whether the printer answers."""
        return self.coordinator.online
