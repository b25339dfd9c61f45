"""Base entities: the hub, and the printers behind it."""

from typing import TYPE_CHECKING, override

from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr
from homeassistant.helpers.device_registry import DeviceEntryType, DeviceInfo
from homeassistant.helpers.entity import Entity
from homeassistant.helpers.update_coordinator import CoordinatorEntity

from .const import DOMAIN
from .printers.coordinator import PrinterCoordinator

if TYPE_CHECKING:
    from .hub import PrintMuxConfigEntry


def hub_device(entry: PrintMuxConfigEntry) -> DeviceInfo:
    """Return the device of the hub."""
    return DeviceInfo(
        identifiers={(DOMAIN, entry.entry_id)},
        name="PrintMux",
        manufacturer="PrintMux",
        entry_type=DeviceEntryType.SERVICE,
    )


def printer_device(
    hass: HomeAssistant, entry: PrintMuxConfigEntry, printer: PrinterCoordinator
) -> DeviceInfo:
    """Return the device of a printer, reached through that of the hub."""
    hub = dr.async_get(hass).async_get_or_create(
        config_entry_id=entry.entry_id, **hub_device(entry)
    )
    return DeviceInfo(
        identifiers={(DOMAIN, printer.printer_id)},
        name=printer.name,
        model=printer.driver.label,
        sw_version=printer.software,
        configuration_url=printer.url,
        via_device_id=hub.id,
    )


class PrintMuxHubEntity(Entity):
    """An entity of the hub."""

    _attr_has_entity_name = True
    _attr_should_poll = False

    def __init__(self, entry: PrintMuxConfigEntry, key: str) -> None:
        """Take the hub's parts."""
        self.hub = entry.runtime_data
        self._attr_translation_key = key
        self._attr_unique_id = f"{entry.entry_id}_{key}"
        self._attr_device_info = hub_device(entry)


class PrintMuxPrinterEntity(CoordinatorEntity[PrinterCoordinator]):
    """An entity of a printer; there is nothing to say while that is offline."""

    _attr_has_entity_name = True

    def __init__(
        self,
        hass: HomeAssistant,
        entry: PrintMuxConfigEntry,
        printer: PrinterCoordinator,
        key: str,
    ) -> None:
        """Take the printer."""
        super().__init__(printer)
        self._attr_translation_key = key
        self._attr_unique_id = f"{printer.printer_id}_{key}"
        self._attr_device_info = printer_device(hass, entry, printer)

    @property
    @override
    def available(self) -> bool:
        """Tell whether the printer answers."""
        return super().available and self.coordinator.online
