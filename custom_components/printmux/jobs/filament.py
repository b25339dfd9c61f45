"""Whether there is enough filament for a job, by a sensor of Home Assistant."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
import math
from typing import TYPE_CHECKING, Any, Final

from homeassistant.const import ATTR_UNIT_OF_MEASUREMENT, UnitOfLength, UnitOfMass
from homeassistant.core import HomeAssistant
from homeassistant.util.unit_conversion import (
    BaseUnitConverter,
    DistanceConverter,
    MassConverter,
)

from ..const import CONF_FILAMENT_POLICY, CONF_FILAMENT_SENSOR, CONF_MATERIALS
from ..gcode.values import wrap
from .matching import Verdict, verdict
from .models import Job

if TYPE_CHECKING:
    from ..printers.coordinator import PrinterCoordinator


class FilamentPolicy(StrEnum):
    """What comes of too little filament: a warning, or a wait."""

    WARN = "warn"
    HOLD = "hold"


class NotKnownError(Exception):
    """It can't be told whether there is enough; the words are for the user."""


@dataclass(frozen=True, slots=True)
class Measure:
    """What filament is measured by, and the field of a job's details that tells it."""

    converter: type[BaseUnitConverter]
    field: str
    unit: str
    # What people read, and how many of `unit` that is.
    shown: str
    per: float

    def words(self, amount: float) -> str:
        """Return an amount for people."""
        return f"{amount / self.per:.5g} {self.shown}"


WEIGHT: Final = Measure(MassConverter, "filament_weight_g", UnitOfMass.GRAMS, "g", 1)
LENGTH: Final = Measure(
    DistanceConverter, "filament_length_mm", UnitOfLength.MILLIMETERS, "m", 1000
)


def sensor_of(printer: PrinterCoordinator) -> str | None:
    """Return the entity that tells how much filament is left."""
    return printer.config.get(CONF_FILAMENT_SENSOR)


def policy_of(printer: PrinterCoordinator) -> FilamentPolicy:
    """Return what comes of too little filament."""
    return FilamentPolicy(printer.config.get(CONF_FILAMENT_POLICY, FilamentPolicy.WARN))


def shortage(hass: HomeAssistant, job: Job, printer: PrinterCoordinator) -> str | None:
    """Return in words that less is left than the job needs, None if that is not sure."""
    try:
        return _compare(hass, job, printer)
    except NotKnownError:
        return None


def held_shortage(
    hass: HomeAssistant, job: Job, printer: PrinterCoordinator
) -> str | None:
    """Return why a job has to wait for filament, None if it has not."""
    if sensor_of(printer) is None or policy_of(printer) is not FilamentPolicy.HOLD:
        return None
    return shortage(hass, job, printer)


def judge(hass: HomeAssistant, job: Job, printer: PrinterCoordinator) -> Verdict:
    """Return whether a printer can take a job, warned of what filament is left."""
    found = verdict(job, printer)
    if found.hard:
        return found
    try:
        words = _compare(hass, job, printer)
    except NotKnownError as err:
        words = str(err)
    return found.warned(words) if words else found


def _compare(hass: HomeAssistant, job: Job, printer: PrinterCoordinator) -> str | None:
    """Return in words that too little is left. Raises NotKnownError."""
    if (sensor := sensor_of(printer)) is None:
        return None
    left, measure = _left(hass, sensor)
    needed = _needed(job.details, measure, printer)
    if left >= needed:
        return None
    return (
        f"It needs {measure.words(needed)} of filament, {measure.words(left)} is left"
    )


def _left(hass: HomeAssistant, sensor: str) -> tuple[float, Measure]:
    """Return what is left on the spool. Raises NotKnownError."""
    if (state := hass.states.get(sensor)) is None:
        raise NotKnownError(f"How much filament is left is not known: no {sensor}")
    try:
        value = float(state.state)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise NotKnownError(
            f"How much filament is left is not known: {state.name} is {state.state}"
        )
    unit = state.attributes.get(ATTR_UNIT_OF_MEASUREMENT) or WEIGHT.unit
    for measure in (WEIGHT, LENGTH):
        if unit in measure.converter.VALID_UNITS:
            return measure.converter.convert(value, unit, measure.unit), measure
    raise NotKnownError(
        f"How much filament is left is not known: {unit}, the unit of {state.name}, is"
        " neither one of weight nor of length"
    )


def _needed(
    details: Mapping[str, Any], measure: Measure, printer: PrinterCoordinator
) -> float:
    """Return what a job takes off the spool. Raises NotKnownError.

    Where each tool has a spool of its own, the sensor's is the first one's.
    """
    amounts = wrap(details.get(measure.field))
    # Without the density in their settings slicers write a weight of 0.
    if not any(amounts):
        raise NotKnownError("The file does not tell how much filament it needs")
    if len(printer.config.get(CONF_MATERIALS, ())) > 1:
        return float(amounts[0])
    return float(sum(amounts))
