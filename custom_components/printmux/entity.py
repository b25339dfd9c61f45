"""Base entities: the hub, and the printers behind it."""

from collections.abc import Awaitable
from typing import TYPE_CHECKING, ClassVar, override

from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.helpers import device_registry as dr
from homeassistant.helpers.device_registry import DeviceEntryType, DeviceInfo
from homeassistant.helpers.entity import Entity, EntityDescription
from homeassistant.helpers.update_coordinator import CoordinatorEntity

from .const import DOMAIN
from .permissions import Right, async_require
from .printers.coordinator import PrinterCoordinator
from .printers.errors import DriverError, HostBusyError

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


class GuardedEntity(Entity):
    """An entity that not every user may change."""

    async def _async_require_dispatch(self) -> None:
        """Raise Unauthorized if whoever changes this may not send jobs."""
        if self._context is not None:
            await async_require(self.hass, self._context, Right.DISPATCH)


class PrintMuxHubEntity(GuardedEntity):
    """An entity of the hub."""

    _attr_has_entity_name = True
    _attr_should_poll = False

    def __init__(self, entry: PrintMuxConfigEntry, key: str) -> None:
        """Take the hub's parts."""
        self.hub = entry.runtime_data
        self._attr_translation_key = key
        self._attr_unique_id = f"{entry.entry_id}_{key}"
        self._attr_device_info = hub_device(entry)


class PrintMuxPrinterEntity(GuardedEntity, CoordinatorEntity[PrinterCoordinator]):
    """An entity of a printer; it is unavailable while that is offline.

    Its state is written only when there is something new to see: many printers push.
    """

    _attr_has_entity_name = True
    # What is still true of a printer that is off; before its first answer nothing is.
    outlasts: ClassVar[bool] = False

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
        self._shown: object = None

    @callback
    def _describe(self, description: EntityDescription) -> None:
        """Take a description; its texts go before those of the key."""
        self.entity_description = description
        if description.translation_key is not None:
            self._attr_translation_key = description.translation_key

    @override
    async def async_added_to_hass(self) -> None:
        """Look again: the printer may have changed since this was made."""
        await super().async_added_to_hass()
        self._shown = self._look()

    @property
    @override
    def available(self) -> bool:
        """Tell whether the printer answers, or has ever done so where that is enough."""
        if self.outlasts:
            return self.coordinator.data is not None
        return super().available and self.coordinator.online

    @callback
    @override
    def _handle_coordinator_update(self) -> None:
        """Write the state if it is another one."""
        if (shown := self._look()) != self._shown:
            self._shown = shown
            self.async_write_ha_state()

    def _look(self) -> object:
        """Return all that makes up the state."""
        return (self.available, self._read())

    def _read(self) -> object:
        """Take what is shown from the printer, and return it."""
        return None

    async def _async_order(self, order: Awaitable[None]) -> None:
        """Have the printer do something, and look at what came of it.

        Raises HomeAssistantError, in the printer's words.
        """
        printer = self.coordinator
        try:
            await order
        except HostBusyError as err:
            raise ServiceValidationError(
                translation_domain=DOMAIN,
                translation_key="order_not_now",
                translation_placeholders={"printer": printer.name, "error": str(err)},
            ) from err
        except DriverError as err:
            raise HomeAssistantError(
                translation_domain=DOMAIN,
                translation_key="order_failed",
                translation_placeholders={"printer": printer.name, "error": str(err)},
            ) from err
        await printer.async_refresh_now()
