"""The target temperatures of a printer. Heating from afar is nothing by default."""

from dataclasses import dataclass
from functools import partial
from typing import override

from homeassistant.components.number import (
    NumberDeviceClass,
    NumberEntity,
    NumberEntityDescription,
    NumberMode,
)
from homeassistant.const import EntityCategory, Platform, UnitOfTemperature
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .entity import PrintMuxPrinterEntity
from .heaters import HEATERS, HeaterPart
from .hub import PrintMuxConfigEntry
from .parts import async_add_parts
from .printers.coordinator import PrinterCoordinator

PARALLEL_UPDATES = 1


@dataclass(frozen=True, kw_only=True)
class TargetDescription(NumberEntityDescription):
    """Which heater a number sets."""

    part: HeaterPart

    def find(self, printer: PrinterCoordinator) -> float | None:
        """Return how warm the heater should be; None where there is nothing to set."""
        heater = self.part.find(printer.data) if printer.data else None
        return heater.target if heater is not None else None

    def is_part_of(self, printer: PrinterCoordinator) -> bool:
        """Tell whether the printer has the heater, and its host can set it."""
        return printer.driver.sets_targets and self.find(printer) is not None


TARGETS: tuple[TargetDescription, ...] = tuple(
    TargetDescription(
        key=f"{part.key}_target_temperature",
        translation_key=f"{part.text}_target_temperature",
        translation_placeholders=part.placeholders,
        device_class=NumberDeviceClass.TEMPERATURE,
        native_unit_of_measurement=UnitOfTemperature.CELSIUS,
        native_min_value=0,
        native_max_value=part.most,
        native_step=1,
        mode=NumberMode.BOX,
        entity_category=EntityCategory.CONFIG,
        entity_registry_enabled_default=False,
        part=part,
    )
    for part in HEATERS
)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: PrintMuxConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the targets of each printer's heaters."""
    add = partial(async_add_parts, hass, entry, Platform.NUMBER, async_add_entities)
    add(TARGETS, TargetNumber)


class TargetNumber(PrintMuxPrinterEntity, NumberEntity):
    """How warm a heater should be."""

    entity_description: TargetDescription

    def __init__(
        self,
        hass: HomeAssistant,
        entry: PrintMuxConfigEntry,
        printer: PrinterCoordinator,
        description: TargetDescription,
    ) -> None:
        """Take which heater."""
        super().__init__(hass, entry, printer, description.key)
        self._describe(description)

    @override
    def _read(self) -> object:
        """Take the target."""
        self._attr_native_value = self.entity_description.find(self.coordinator)
        return self._attr_native_value

    @override
    async def async_set_native_value(self, value: float) -> None:
        """Heat, or let it cool. Raises HomeAssistantError, or Unauthorized."""
        await self._async_require_dispatch()
        order = self.entity_description.part.order
        await self._async_order(self.coordinator.driver.set_target(order, value))
