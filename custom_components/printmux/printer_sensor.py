"""Sensors of a printer: what it is doing, and how far it is."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import override

from homeassistant.components.sensor import (
    SensorDeviceClass,
    SensorEntity,
    SensorEntityDescription,
    SensorStateClass,
)
from homeassistant.const import (
    MAX_LENGTH_STATE_STATE,
    UnitOfLength,
    UnitOfRatio,
    UnitOfTemperature,
    UnitOfTime,
)
from homeassistant.core import HomeAssistant
from homeassistant.helpers.typing import StateType
from homeassistant.util import dt as dt_util

from .entity import PrintMuxPrinterEntity
from .heaters import HEATERS, HeaterPart
from .hub import PrintMuxConfigEntry
from .phrases import in_english
from .printers.coordinator import PrinterCoordinator
from .printers.driver import ACTIVE_STATES, PrinterState, PrinterStatus

# The estimate wavers with every look, the more the longer the print still takes:
# less than this, and less than that share of the rest, is not worth a new state.
FINISH_STEP = timedelta(seconds=60)
FINISH_SHARE = 0.05
# Nor is the noise of a thermistor, in degrees.
HEAT_STEP = 0.2
# Times are told by the minute while they are longer than this, in seconds.
LONG_S = 600


@dataclass(frozen=True, kw_only=True)
class PrinterSensorDescription(SensorEntityDescription):
    """What a sensor of a printer shows, and by how much that must move to be shown.

    A printer has the sensor from its first value on. What every printer tells while
    it prints is `always` there.
    """

    value_fn: Callable[[PrinterStatus], StateType | datetime]
    always: bool = False
    step: float = 0

    def is_part_of(self, printer: PrinterCoordinator) -> bool:
        """Tell whether the printer was just seen to have it."""
        if (status := printer.data) is None or not printer.online:
            return False
        return self.always or self.value_fn(status) is not None


def _percent(status: PrinterStatus) -> float | None:
    """Return the progress in per cent."""
    return None if status.progress is None else round(100 * status.progress, 1)


def _file(status: PrinterStatus) -> str | None:
    """Return the end of the file's path: the name matters more than the folders."""
    return status.file[-MAX_LENGTH_STATE_STATE:] if status.file else None


def _coarse(seconds: float | None) -> int | None:
    """Return a duration by the minute, a short one by ten seconds."""
    if seconds is None:
        return None
    step = 60 if seconds >= LONG_S else 10
    return step * round(seconds / step)


def _remaining(status: PrinterStatus) -> int | None:
    """Return the seconds to the end of an active print."""
    return _coarse(status.remaining_s) if status.state in ACTIVE_STATES else None


def _finish(status: PrinterStatus) -> datetime | None:
    """Return when the print will end, if nobody pauses it."""
    if status.state is not PrinterState.PRINTING or status.remaining_s is None:
        return None
    return dt_util.utcnow() + timedelta(seconds=status.remaining_s)


def _filament(status: PrinterStatus) -> int | None:
    """Return the millimetres used so far, by the centimetre."""
    return None if status.filament_mm is None else 10 * round(status.filament_mm / 10)


def _factor(factor: float | None) -> int | None:
    """Return a factor in per cent."""
    return None if factor is None else round(100 * factor)


def _actual(part: HeaterPart, status: PrinterStatus) -> float | None:
    """Return how warm a heater is."""
    heater = part.find(status)
    if heater is None or heater.actual is None:
        return None
    return round(heater.actual, 1)


def _target(part: HeaterPart, status: PrinterStatus) -> float | None:
    """Return how warm a heater should be."""
    heater = part.find(status)
    return heater.target if heater is not None else None


PRINTER_SENSORS: tuple[PrinterSensorDescription, ...] = (
    PrinterSensorDescription(
        key="progress",
        state_class=SensorStateClass.MEASUREMENT,
        native_unit_of_measurement=UnitOfRatio.PERCENTAGE,
        suggested_display_precision=0,
        value_fn=_percent,
        always=True,
    ),
    PrinterSensorDescription(key="current_file", value_fn=_file, always=True),
    PrinterSensorDescription(
        key="elapsed_time",
        device_class=SensorDeviceClass.DURATION,
        native_unit_of_measurement=UnitOfTime.SECONDS,
        suggested_unit_of_measurement=UnitOfTime.MINUTES,
        suggested_display_precision=0,
        entity_registry_enabled_default=False,
        value_fn=lambda status: _coarse(status.elapsed_s),
    ),
    PrinterSensorDescription(
        key="remaining_time",
        device_class=SensorDeviceClass.DURATION,
        native_unit_of_measurement=UnitOfTime.SECONDS,
        suggested_unit_of_measurement=UnitOfTime.MINUTES,
        suggested_display_precision=0,
        value_fn=_remaining,
        always=True,
    ),
    PrinterSensorDescription(
        key="finish_time",
        device_class=SensorDeviceClass.TIMESTAMP,
        value_fn=_finish,
        always=True,
    ),
    PrinterSensorDescription(
        key="current_layer",
        state_class=SensorStateClass.MEASUREMENT,
        value_fn=lambda status: status.layer,
    ),
    PrinterSensorDescription(
        key="total_layers",
        state_class=SensorStateClass.MEASUREMENT,
        value_fn=lambda status: status.layer_count,
    ),
    PrinterSensorDescription(
        key="filament_used",
        device_class=SensorDeviceClass.DISTANCE,
        state_class=SensorStateClass.TOTAL_INCREASING,
        native_unit_of_measurement=UnitOfLength.MILLIMETERS,
        suggested_unit_of_measurement=UnitOfLength.METERS,
        suggested_display_precision=2,
        value_fn=_filament,
    ),
    PrinterSensorDescription(
        key="speed_factor",
        state_class=SensorStateClass.MEASUREMENT,
        native_unit_of_measurement=UnitOfRatio.PERCENTAGE,
        entity_registry_enabled_default=False,
        value_fn=lambda status: _factor(status.speed_factor),
    ),
    PrinterSensorDescription(
        key="flow_factor",
        state_class=SensorStateClass.MEASUREMENT,
        native_unit_of_measurement=UnitOfRatio.PERCENTAGE,
        entity_registry_enabled_default=False,
        value_fn=lambda status: _factor(status.flow_factor),
    ),
    *(
        PrinterSensorDescription(
            key=f"{part.key}_temperature",
            translation_key=f"{part.text}_temperature",
            translation_placeholders=part.placeholders,
            device_class=SensorDeviceClass.TEMPERATURE,
            state_class=SensorStateClass.MEASUREMENT,
            native_unit_of_measurement=UnitOfTemperature.CELSIUS,
            suggested_display_precision=1,
            value_fn=partial(_actual, part),
            step=HEAT_STEP,
        )
        for part in HEATERS
    ),
    *(
        PrinterSensorDescription(
            key=f"{part.key}_target_temperature",
            translation_key=f"{part.text}_target_temperature",
            translation_placeholders=part.placeholders,
            device_class=SensorDeviceClass.TEMPERATURE,
            native_unit_of_measurement=UnitOfTemperature.CELSIUS,
            suggested_display_precision=0,
            entity_registry_enabled_default=False,
            value_fn=partial(_target, part),
        )
        for part in HEATERS
    ),
)


class StatusSensor(PrintMuxPrinterEntity, SensorEntity):
    """What the printer is doing; being offline is one of its values."""

    _attr_device_class = SensorDeviceClass.ENUM
    _attr_options = [state.value for state in PrinterState]
    outlasts = True

    def __init__(
        self,
        hass: HomeAssistant,
        entry: PrintMuxConfigEntry,
        printer: PrinterCoordinator,
    ) -> None:
        """Take the printer."""
        super().__init__(hass, entry, printer, "status")

    @override
    def _read(self) -> object:
        """Take the state and the host's own words."""
        if (status := self.coordinator.data) is None:
            return None
        self._attr_native_value = status.state.value
        self._attr_extra_state_attributes = {"message": in_english(status.message)}
        return (status.state, status.message)


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
        self._describe(description)

    @override
    def _read(self) -> object:
        """Take the value; what only wavers stays as it was shown."""
        status = self.coordinator.data
        value = self.entity_description.value_fn(status) if status else None
        before = self._attr_native_value
        if isinstance(before, datetime) and isinstance(value, datetime):
            now = dt_util.utcnow()
            # An end that has passed was a bad guess, and so may be the next.
            value = value if before > now else max(value, now + FINISH_STEP)
        if not self._wavers(before, value):
            self._attr_native_value = value
        return self._attr_native_value

    def _wavers(self, before: object, now: object) -> bool:
        """Tell whether a value is as good as the one before."""
        match before, now:
            case datetime(), datetime():
                left = now - dt_util.utcnow()
                return abs(now - before) <= max(FINISH_STEP, FINISH_SHARE * left)
            case float(), float():
                return abs(now - before) < self.entity_description.step
        return False
