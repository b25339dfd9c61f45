"""Sensors of a printer."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import override

from homeassistant.components.sensor import (
    SensorDeviceClass,
    SensorEntity,
    SensorEntityDescription,
    SensorStateClass,
)
from homeassistant.const import (
    MAX_LENGTH_STATE_STATE,
    UnitOfRatio,
    UnitOfTemperature,
    UnitOfTime,
)
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.helpers.typing import StateType
from homeassistant.util import dt as dt_util

from .entity import PrintMuxPrinterEntity
from .hub import PrintMuxConfigEntry
from .printers.coordinator import PrinterCoordinator
from .printers.driver import ACTIVE_STATES, PrinterState, PrinterStatus

# The estimate wavers with every look: less than this is not worth a new state.
FINISH_STEP = timedelta(seconds=60)


@dataclass(frozen=True, kw_only=True)
class PrinterSensorDescription(SensorEntityDescription):
    """What a sensor of a printer shows; `exists_fn` says whether it has that."""

    value_fn: Callable[[PrinterStatus], StateType | datetime]
    exists_fn: Callable[[PrinterStatus], bool] = lambda _: True


def _percent(status: PrinterStatus) -> float | None:
    """Return the progress in per cent."""
    return None if status.progress is None else round(100 * status.progress, 1)


def _file(status: PrinterStatus) -> str | None:
    """Return the end of the file's path: the name matters more than the folders."""
    return status.file[-MAX_LENGTH_STATE_STATE:] if status.file else None


def _remaining(status: PrinterStatus) -> int | None:
    """Return the seconds to the end of an active print."""
    if status.state not in ACTIVE_STATES or status.remaining_s is None:
        return None
    return round(status.remaining_s)


def _finish(status: PrinterStatus) -> datetime | None:
    """Return when the print will end, if nobody pauses it."""
    if status.state is not PrinterState.PRINTING or status.remaining_s is None:
        return None
    return dt_util.utcnow() + timedelta(seconds=status.remaining_s)


def _actual(heater: tuple[float | None, float | None] | None) -> float | None:
    """Return how warm a heater is."""
    return None if heater is None or heater[0] is None else round(heater[0], 1)


PRINTER_SENSORS: tuple[PrinterSensorDescription, ...] = (
    PrinterSensorDescription(
        key="progress",
        state_class=SensorStateClass.MEASUREMENT,
        native_unit_of_measurement=UnitOfRatio.PERCENTAGE,
        suggested_display_precision=0,
        value_fn=_percent,
    ),
    PrinterSensorDescription(key="current_file", value_fn=_file),
    PrinterSensorDescription(
        key="remaining_time",
        device_class=SensorDeviceClass.DURATION,
        native_unit_of_measurement=UnitOfTime.SECONDS,
        suggested_unit_of_measurement=UnitOfTime.MINUTES,
        suggested_display_precision=0,
        value_fn=_remaining,
    ),
    PrinterSensorDescription(
        key="finish_time",
        device_class=SensorDeviceClass.TIMESTAMP,
        value_fn=_finish,
    ),
    PrinterSensorDescription(
        key="nozzle_temperature",
        device_class=SensorDeviceClass.TEMPERATURE,
        state_class=SensorStateClass.MEASUREMENT,
        native_unit_of_measurement=UnitOfTemperature.CELSIUS,
        suggested_display_precision=1,
        value_fn=lambda status: _actual(status.nozzles[0]) if status.nozzles else None,
        exists_fn=lambda status: bool(status.nozzles),
    ),
    PrinterSensorDescription(
        key="bed_temperature",
        device_class=SensorDeviceClass.TEMPERATURE,
        state_class=SensorStateClass.MEASUREMENT,
        native_unit_of_measurement=UnitOfTemperature.CELSIUS,
        suggested_display_precision=1,
        value_fn=lambda status: _actual(status.bed),
        exists_fn=lambda status: status.bed is not None,
    ),
)


@callback
def add_printer_sensors(
    hass: HomeAssistant,
    entry: PrintMuxConfigEntry,
    printer: PrinterCoordinator,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add a printer's sensors; those of parts it may lack once they were seen."""
    async_add_entities(
        [StatusSensor(hass, entry, printer)], config_subentry_id=printer.printer_id
    )
    missing = list(PRINTER_SENSORS)

    @callback
    def add_seen() -> None:
        """Add what the printer has now been seen to have."""
        if (status := printer.data) is None or not printer.online:
            return
        seen = [sensor for sensor in missing if sensor.exists_fn(status)]
        for description in seen:
            missing.remove(description)
        if seen:
            async_add_entities(
                [PrinterSensor(hass, entry, printer, sensor) for sensor in seen],
                config_subentry_id=printer.printer_id,
            )

    entry.async_on_unload(printer.async_add_listener(add_seen))
    add_seen()


class StatusSensor(PrintMuxPrinterEntity, SensorEntity):
    """What the printer is doing; being offline is one of its values."""

    _attr_device_class = SensorDeviceClass.ENUM
    _attr_options = [state.value for state in PrinterState]

    def __init__(
        self,
        hass: HomeAssistant,
        entry: PrintMuxConfigEntry,
        printer: PrinterCoordinator,
    ) -> None:
        """Take the printer."""
        super().__init__(hass, entry, printer, "status")

    @property
    @override
    def available(self) -> bool:
        """Always true: the status says when the printer is gone."""
        return True

    @property
    @override
    def native_value(self) -> str:
        """Return the printer's state."""
        status = self.coordinator.data
        return (status.state if status else PrinterState.OFFLINE).value

    @property
    @override
    def extra_state_attributes(self) -> dict[str, str | None]:
        """Return the host's own words."""
        status = self.coordinator.data
        return {"message": status.message if status else None}


class PrinterSensor(PrintMuxPrinterEntity, SensorEntity):
    """A number, a name or a time that the printer tells."""

    entity_description: PrinterSensorDescription

    def __init__(
        self,
        hass: HomeAssistant,
        entry: PrintMuxConfigEntry,
        printer: PrinterCoordinator,
        description: PrinterSensorDescription,
    ) -> None:
        """Take what to show."""
        super().__init__(hass, entry, printer, description.key)
        self.entity_description = description
        self._read()

    @callback
    @override
    def _handle_coordinator_update(self) -> None:
        """Show the printer anew."""
        self._read()
        super()._handle_coordinator_update()

    def _read(self) -> None:
        """Take the value; a time moves only when it is worth it."""
        status = self.coordinator.data
        value = self.entity_description.value_fn(status) if status else None
        before = self._attr_native_value
        if (
            isinstance(value, datetime)
            and isinstance(before, datetime)
            and abs(value - before) <= FINISH_STEP
        ):
            return
        self._attr_native_value = value
