"""What has to be true of a bed before the next print starts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Self

import voluptuous as vol

from homeassistant.const import STATE_ON, UnitOfTemperature
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.helpers.event import async_track_state_change_event
from homeassistant.helpers.selector import (
    EntitySelector,
    EntitySelectorConfig,
    NumberSelector,
    NumberSelectorConfig,
    NumberSelectorMode,
    SelectSelector,
    SelectSelectorConfig,
)

from .const import CONF_BED_CLEAR, CONF_BED_SENSOR, CONF_COOL_DOWN, LOGGER
from .form_section import FormSection

if TYPE_CHECKING:
    from .printers.coordinator import PrinterCoordinator

BED_ASK: Final = "ask"
BED_AUTO: Final = "auto"
BED_KEYS: Final = frozenset({CONF_BED_CLEAR, CONF_BED_SENSOR, CONF_COOL_DOWN})
BED_FIELDS: Final[dict[Any, Any]] = {
    vol.Optional(CONF_BED_CLEAR, default=BED_ASK): SelectSelector(
        SelectSelectorConfig(
            options=[BED_ASK, BED_AUTO], translation_key=CONF_BED_CLEAR
        )
    ),
    vol.Optional(CONF_BED_SENSOR): EntitySelector(
        EntitySelectorConfig(domain=["binary_sensor", "input_boolean"])
    ),
    vol.Optional(CONF_COOL_DOWN): NumberSelector(
        NumberSelectorConfig(
            min=20,
            max=120,
            step=1,
            mode=NumberSelectorMode.BOX,
            unit_of_measurement=UnitOfTemperature.CELSIUS,
        )
    ),
}


@dataclass(frozen=True, slots=True)
class BedPolicy:
    """What the user has set; `cool_down` in degrees Celsius.

    `automatic`: the next print starts though nobody says that the bed is clear.
    `sensor` is on when the bed is clear.
    """

    automatic: bool
    sensor: str | None
    cool_down: float | None

    @classmethod
    def of(cls, config: Mapping[str, Any]) -> Self:
        """Take it from a printer's data."""
        return cls(
            config.get(CONF_BED_CLEAR) == BED_AUTO,
            config.get(CONF_BED_SENSOR) or None,
            config.get(CONF_COOL_DOWN) or None,
        )


def must_be_cleared(printer: PrinterCoordinator) -> bool:
    """Tell whether the next print waits until somebody has cleared the bed."""
    return printer.bed_waits and not BedPolicy.of(printer.config).automatic


def _read_bed(entered: Mapping[str, Any]) -> dict[str, Any]:
    """Return what to store: what was filled in."""
    return {key: entered[key] for key in BED_KEYS if entered.get(key)}


BED: Final = FormSection(
    name="bed", fields=BED_FIELDS, keys=BED_KEYS, read=_read_bed, show=dict
)


class BedKeeper:
    """Takes beds as cleared when the sensors that the user has chosen say so."""

    def __init__(
        self, hass: HomeAssistant, printers: Mapping[str, PrinterCoordinator]
    ) -> None:
        """Watch nothing yet: `async_apply` begins."""
        self._hass = hass
        self._printers = printers
        self._watched: dict[str, tuple[str, CALLBACK_TYPE]] = {}

    @callback
    def async_apply(self) -> None:
        """Watch the sensors of the printers as they are configured now."""
        wanted = {
            printer.printer_id: sensor
            for printer in self._printers.values()
            if (sensor := BedPolicy.of(printer.config).sensor)
        }
        for printer_id, (sensor, stop) in list(self._watched.items()):
            if wanted.get(printer_id) != sensor:
                stop()
                del self._watched[printer_id]
        for printer_id in wanted.keys() - self._watched.keys():
            sensor = wanted[printer_id]
            self._watched[printer_id] = sensor, self._watch(printer_id, sensor)

    @callback
    def async_close(self) -> None:
        """Watch no more."""
        for _, stop in self._watched.values():
            stop()
        self._watched.clear()

    def _watch(self, printer_id: str, sensor: str) -> CALLBACK_TYPE:
        """Look when the sensor changes, and when the printer does."""
        printer = self._printers[printer_id]

        @callback
        def look(_event: object = None) -> None:
            state = self._hass.states.get(sensor)
            if state and state.state == STATE_ON and printer.bed_waits:
                LOGGER.debug(
                    "%s says that the bed of %s is clear", sensor, printer.name
                )
                printer.async_confirm_bed_cleared()

        stops: tuple[Callable[[], None], ...] = (
            async_track_state_change_event(self._hass, sensor, look),
            printer.async_add_listener(look),
        )
        look()

        @callback
        def stop() -> None:
            for each in stops:
                each()

        return stop
