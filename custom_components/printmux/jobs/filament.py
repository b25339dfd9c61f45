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
from ..phrases import Phrase, phrase, state_word
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

    def __init__(self, words: Phrase) -> None:
        """Take the words."""
        super().__init__(str(words))
        self.words = words


@dataclass(frozen=True, slots=True)
class Measure:
    """What filament is measured by, and the field of a job's details that tells it."""

    converter: type[BaseUnitConverter]
    field: str
    unit: str
    # How many of `unit` is what people read.
    per: float
    # What is said of too little.
    short: str

    def shown(self, amount: float) -> float:
        """Return an amount as people read it."""
        return float(f"{amount / self.per:.5g}")


WEIGHT: Final = Measure(
    MassConverter, "filament_weight_g", UnitOfMass.GRAMS, 1, "filament.short_g"
)
LENGTH: Final = Measure(
    DistanceConverter,
    "filament_length_mm",
    UnitOfLength.MILLIMETERS,
    1000,
    "filament.short_m",
)


def sensor_of(printer: PrinterCoordinator) -> str | None:
    """Return the entity that tells how much filament is left."""
    return printer.config.get(CONF_FILAMENT_SENSOR)


def policy_of(printer: PrinterCoordinator) -> FilamentPolicy:
    """Return what comes of too little filament."""
    return FilamentPolicy(printer.config.get(CONF_FILAMENT_POLICY, FilamentPolicy.WARN))


def shortage(
    hass: HomeAssistant, job: Job, printer: PrinterCoordinator
) -> Phrase | None:
    """Return in words that less is left than the job needs, None if that is not sure."""
    try:
        return _compare(hass, job, printer)
    except NotKnownError:
        return None


def held_shortage(
    hass: HomeAssistant, job: Job, printer: PrinterCoordinator
) -> Phrase | None:
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
        words = err.words
    return found.warned(words) if words else found


def _compare(
    hass: HomeAssistant, job: Job, printer: PrinterCoordinator
) -> Phrase | None:
    """Return in words that too little is left. Raises NotKnownError."""
    if (sensor := sensor_of(printer)) is None:
        return None
    left, measure = _left(hass, sensor)
    needed = _needed(job.details, measure, printer)
    if left >= needed:
        return None
    return phrase(measure.short, needed=measure.shown(needed), left=measure.shown(left))


def _left(hass: HomeAssistant, sensor: str) -> tuple[float, Measure]:
    """Return what is left on the spool. Raises NotKnownError."""
    if (state := hass.states.get(sensor)) is None:
        raise NotKnownError(phrase("filament.no_sensor", sensor=sensor))
    try:
        value = float(state.state)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        told = state_word(state.state)
        raise NotKnownError(phrase("filament.no_number", sensor=state.name, state=told))
    unit = state.attributes.get(ATTR_UNIT_OF_MEASUREMENT) or WEIGHT.unit
    for measure in (WEIGHT, LENGTH):
        if unit in measure.converter.VALID_UNITS:
            return measure.converter.convert(value, unit, measure.unit), measure
    raise NotKnownError(phrase("filament.bad_unit", sensor=state.name, unit=unit))


def _needed(
    details: Mapping[str, Any], measure: Measure, printer: PrinterCoordinator
) -> float:
    """Return what a job takes off the spool. Raises NotKnownError.

    Where each tool has a spool of its own, the sensor's is the first one's.
    """
    amounts = wrap(details.get(measure.field))
    # Without the density in their settings slicers write a weight of 0.
    if not any(amounts):
        raise NotKnownError(phrase("filament.untold"))
    if len(printer.config.get(CONF_MATERIALS, ())) > 1:
        return float(amounts[0])
    return float(sum(amounts))
