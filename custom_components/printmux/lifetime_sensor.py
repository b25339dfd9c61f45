"""Sensors of a printer's life: they outlast its being off, and Home Assistant's end."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import override

from homeassistant.components.sensor import (
    RestoreSensor,
    SensorDeviceClass,
    SensorEntityDescription,
    SensorStateClass,
)
from homeassistant.const import EntityCategory, UnitOfLength, UnitOfTime
from homeassistant.core import HomeAssistant

from .entity import PrintMuxPrinterEntity
from .hub import PrintMuxConfigEntry
from .printers.coordinator import PrinterCoordinator
from .printers.driver import Totals

# While a printer is there, its last sign of life is always just now.
SEEN_STEP = timedelta(minutes=5)


@dataclass(frozen=True, kw_only=True)
class LifetimeSensorDescription(SensorEntityDescription):
    """What is known of a printer's life; None is no news."""

    value_fn: Callable[[PrinterCoordinator], int | datetime | None]

    def is_part_of(self, printer: PrinterCoordinator) -> bool:
        """Tell whether the printer tells it."""
        return self.value_fn(printer) is not None


def _total(
    count: Callable[[Totals], float | None],
) -> Callable[[PrinterCoordinator], int | None]:
    """Return what reads one of the host's counts."""

    def read(printer: PrinterCoordinator) -> int | None:
        totals = printer.details.totals if printer.details else None
        value = count(totals) if totals else None
        return None if value is None else round(value)

    return read


LIFETIME_SENSORS: tuple[LifetimeSensorDescription, ...] = (
    LifetimeSensorDescription(
        key="last_seen",
        device_class=SensorDeviceClass.TIMESTAMP,
        value_fn=lambda printer: printer.last_seen,
    ),
    LifetimeSensorDescription(
        key="total_prints",
        state_class=SensorStateClass.TOTAL_INCREASING,
        value_fn=_total(lambda totals: totals.prints),
    ),
    LifetimeSensorDescription(
        key="total_print_time",
        device_class=SensorDeviceClass.DURATION,
        state_class=SensorStateClass.TOTAL_INCREASING,
        native_unit_of_measurement=UnitOfTime.SECONDS,
        suggested_unit_of_measurement=UnitOfTime.HOURS,
        suggested_display_precision=1,
        value_fn=_total(lambda totals: totals.print_s),
    ),
    LifetimeSensorDescription(
        key="total_filament",
        device_class=SensorDeviceClass.DISTANCE,
        state_class=SensorStateClass.TOTAL_INCREASING,
        native_unit_of_measurement=UnitOfLength.MILLIMETERS,
        suggested_unit_of_measurement=UnitOfLength.METERS,
        suggested_display_precision=1,
        value_fn=_total(lambda totals: totals.filament_mm),
    ),
)


class LifetimeSensor(PrintMuxPrinterEntity, RestoreSensor):
    """What was true of the printer when it was heard of last."""

    _attr_entity_category = EntityCategory.DIAGNOSTIC
    _attr_entity_registry_enabled_default = False
    entity_description: LifetimeSensorDescription

    def __init__(
        self,
        hass: HomeAssistant,
        entry: PrintMuxConfigEntry,
        printer: PrinterCoordinator,
        description: LifetimeSensorDescription,
    ) -> None:
        """Take what to show."""
        super().__init__(hass, entry, printer, description.key)
        self._describe(description)

    @override
    async def async_added_to_hass(self) -> None:
        """Go on from what was known before the restart."""
        if (data := await self.async_get_last_sensor_data()) is not None:
            self._attr_native_value = data.native_value
        await super().async_added_to_hass()

    @property
    @override
    def available(self) -> bool:
        """Tell whether it was ever known, of a printer that is not switched off."""
        return self.coordinator.enabled and self._attr_native_value is not None

    @override
    def _look(self) -> object:
        """Return the newest that is known."""
        value = self.entity_description.value_fn(self.coordinator)
        if value is not None and not self._wavers(value):
            self._attr_native_value = value
        return (self.available, self._attr_native_value)

    def _wavers(self, value: object) -> bool:
        """Tell whether a sign of life is only a little newer than the one shown."""
        before = self._attr_native_value
        return (
            isinstance(value, datetime)
            and isinstance(before, datetime)
            and self.coordinator.online
            and value - before < SEEN_STEP
        )
