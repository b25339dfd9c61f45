"""The switch that powers a printer: on for a dispatch, off once idle and cold."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Self

import voluptuous as vol

from homeassistant.const import (
    SERVICE_TURN_OFF,
    SERVICE_TURN_ON,
    STATE_ON,
    STATE_UNAVAILABLE,
    STATE_UNKNOWN,
    UnitOfTemperature,
    UnitOfTime,
)
from homeassistant.core import (
    CALLBACK_TYPE,
    Event,
    EventStateChangedData,
    HassJob,
    HomeAssistant,
    callback,
    split_entity_id,
)
from homeassistant.helpers.event import async_call_later, async_track_state_change_event
from homeassistant.helpers.selector import (
    EntitySelector,
    EntitySelectorConfig,
    NumberSelector,
    NumberSelectorConfig,
    NumberSelectorMode,
    TextSelector,
)

from .const import (
    CONF_POWER_GROUP,
    CONF_POWER_OFF_AFTER,
    CONF_POWER_OFF_BELOW,
    CONF_POWER_SWITCH,
    DOMAIN,
    LOGGER,
)
from .phrases import Phrase, phrase, state_word
from .printers.driver import BUSY_STATES, PrinterState, PrinterStatus

if TYPE_CHECKING:
    from .jobs.models import JobEvent
    from .jobs.service import JobService
    from .printers.coordinator import PrinterCoordinator

DEFAULT_OFF_BELOW: Final = 50
# A plug in a cloud may take its time; one that takes longer is tried again.
SWITCH_WAIT_S: Final = 30
POWER_FIELDS: Final[dict[Any, Any]] = {
    vol.Optional(CONF_POWER_SWITCH): EntitySelector(
        EntitySelectorConfig(domain=["switch", "input_boolean"])
    ),
    vol.Optional(CONF_POWER_OFF_AFTER): NumberSelector(
        NumberSelectorConfig(
            min=1,
            max=1440,
            step=1,
            mode=NumberSelectorMode.BOX,
            unit_of_measurement=UnitOfTime.MINUTES,
        )
    ),
    vol.Optional(CONF_POWER_OFF_BELOW, default=DEFAULT_OFF_BELOW): NumberSelector(
        NumberSelectorConfig(
            min=25,
            max=100,
            step=1,
            mode=NumberSelectorMode.BOX,
            unit_of_measurement=UnitOfTemperature.CELSIUS,
        )
    ),
    vol.Optional(CONF_POWER_GROUP): TextSelector(),
}


class PowerError(Exception):
    """The switch did not do it; the words are for the user."""

    def __init__(self, words: Phrase) -> None:
        """Take the words."""
        super().__init__(str(words))
        self.words = words


@dataclass(frozen=True, slots=True)
class Power:
    """What the user has set: minutes until off (None: never), and degrees to be below."""

    switch: str
    off_after: float | None
    off_below: float

    @classmethod
    def of(cls, config: Mapping[str, Any]) -> Self | None:
        """Take it from a printer's data, None if it has no switch."""
        if not (switch := config.get(CONF_POWER_SWITCH)):
            return None
        below = config.get(CONF_POWER_OFF_BELOW, DEFAULT_OFF_BELOW)
        return cls(switch, config.get(CONF_POWER_OFF_AFTER) or None, below)


def power_data(user_input: Mapping[str, Any]) -> dict[str, Any]:
    """Return what to store of a form with POWER_FIELDS: of its switch if there is one."""
    data: dict[str, Any] = {}
    if group := (user_input.get(CONF_POWER_GROUP) or "").strip():
        data[CONF_POWER_GROUP] = group
    if (power := Power.of(user_input)) is None:
        return data
    data[CONF_POWER_SWITCH] = power.switch
    if power.off_after:
        data[CONF_POWER_OFF_AFTER] = power.off_after
        data[CONF_POWER_OFF_BELOW] = power.off_below
    return data


def switch_state(hass: HomeAssistant, entity_id: str) -> str:
    """Return the state of a switch; one that is not there is unavailable."""
    state = hass.states.get(entity_id)
    return state.state if state else STATE_UNAVAILABLE


async def async_switch_on(hass: HomeAssistant, entity_id: str) -> None:
    """Switch on what is off. Raises PowerError when it can't be switched."""
    state = switch_state(hass, entity_id)
    if state in (STATE_UNAVAILABLE, STATE_UNKNOWN):
        raise PowerError(
            phrase("power.state", switch=entity_id, state=state_word(state))
        )
    if state != STATE_ON:
        await _async_call(hass, SERVICE_TURN_ON, entity_id)


async def _async_call(hass: HomeAssistant, service: str, entity_id: str) -> None:
    """Call a service of the switch's own domain. Raises PowerError."""
    domain = split_entity_id(entity_id)[0]
    try:
        async with asyncio.timeout(SWITCH_WAIT_S):
            await hass.services.async_call(
                domain, service, {"entity_id": entity_id}, blocking=True
            )
    except TimeoutError as err:
        raise PowerError(phrase("power.silent", switch=entity_id)) from err
    except Exception as err:
        # Whatever goes wrong in the integration of a plug is no fault of a job.
        words = phrase("power.failed", switch=entity_id, error=str(err))
        raise PowerError(words) from err


def rests(status: PrinterStatus | None) -> bool:
    """Tell whether a printer does nothing, and nobody heats it up for something."""
    if status is None or status.state in BUSY_STATES | {PrinterState.OFFLINE}:
        return False
    heaters = (*status.nozzles, status.bed, status.chamber)
    return not any(heater and heater.target for heater in heaters)


def is_cold(status: PrinterStatus, below: float) -> bool:
    """Tell whether all heaters are known to be cold: unknown may be hot."""
    heaters = [*status.nozzles, status.bed, status.chamber]
    actual = [heater.actual for heater in heaters if heater]
    return bool(actual) and all(
        celsius is not None and celsius < below for celsius in actual
    )


class PowerKeeper:
    """Switches printers off that nobody needs; those with a switch and a time for it."""

    def __init__(
        self,
        hass: HomeAssistant,
        jobs: JobService,
        printers: Mapping[str, PrinterCoordinator],
    ) -> None:
        """Begin to listen to the jobs; `async_apply` begins with the printers."""
        self._hass = hass
        self._jobs = jobs
        self._printers = printers
        self._watches: dict[str, PowerWatch] = {}
        self._stop = jobs.async_subscribe(self._job_changed)

    @callback
    def async_apply(self) -> None:
        """Watch the printers as they are configured now."""
        wanted = {
            printer.printer_id: power
            for printer in self._printers.values()
            if (power := Power.of(printer.config)) and power.off_after
        }
        for printer_id, watch in list(self._watches.items()):
            if watch.power != wanted.get(printer_id):
                self._watches.pop(printer_id).async_close()
        for printer_id in wanted.keys() - self._watches.keys():
            self._watches[printer_id] = PowerWatch(
                self._hass, self._jobs, self._printers[printer_id], wanted[printer_id]
            )

    @callback
    def async_close(self) -> None:
        """Switch nothing any more."""
        self._stop()
        for watch in self._watches.values():
            watch.async_close()
        self._watches.clear()

    @callback
    def _job_changed(self, event: JobEvent) -> None:
        """Look anew at the printers of a job."""
        for target in event.job.targets:
            if watch := self._watches.get(target.printer_id):
                watch.async_check()


class PowerWatch:
    """Switches one printer off; the time counts from when it last was needed.

    It begins anew with each restart and each time the switch is switched on.
    """

    def __init__(
        self,
        hass: HomeAssistant,
        jobs: JobService,
        printer: PrinterCoordinator,
        power: Power,
    ) -> None:
        """Begin to watch."""
        self.power = power
        self._hass = hass
        self._jobs = jobs
        self._printer = printer
        self._timer: CALLBACK_TYPE | None = None
        self._due = False
        self._switching = False
        self._stops = (
            printer.async_add_listener(self.async_check),
            async_track_state_change_event(hass, power.switch, self._switched),
        )
        self.async_check()

    @callback
    def async_close(self) -> None:
        """Watch no more."""
        for stop in self._stops:
            stop()
        self._begin_anew()

    @callback
    def _begin_anew(self) -> None:
        """Forget how long nobody has needed the printer."""
        self._due = False
        if self._timer is not None:
            self._timer()
            self._timer = None

    @callback
    def _switched(self, event: Event[EventStateChangedData]) -> None:
        """Give somebody who has just switched it on the whole time."""
        old, new = event.data["old_state"], event.data["new_state"]
        if (old and old.state) != (new and new.state):
            self._begin_anew()
        self.async_check()

    @callback
    def async_check(self) -> None:
        """See whether the printer is needed, and switch it off when it is time."""
        status = self._printer.data
        if self._switching:
            return
        if status is None or not self._is_idle(status):
            self._begin_anew()
        elif self._due and is_cold(status, self.power.off_below):
            self._switching = True
            self._hass.async_create_background_task(
                self._async_switch_off(), f"{DOMAIN} power {self._printer.name}"
            )
        elif self._timer is None and not self._due:
            assert self.power.off_after is not None
            self._timer = async_call_later(
                self._hass,
                self.power.off_after * 60,
                HassJob(self._expired, "Idle printer", cancel_on_shutdown=True),
            )

    def _is_idle(self, status: PrinterStatus) -> bool:
        """Tell whether the printer is on, and neither works nor is wanted."""
        wanted = any(
            target.printer_id == self._printer.printer_id and not target.ended
            for job in self._jobs.jobs.values()
            for target in job.targets
        )
        on = switch_state(self._hass, self.power.switch) == STATE_ON
        return on and not wanted and rests(status)

    @callback
    def _expired(self, _now: object) -> None:
        """It has been idle for long enough; now it only has to be cold."""
        self._timer = None
        self._due = True
        self.async_check()

    async def _async_switch_off(self) -> None:
        """Switch it off; if that fails, the time begins anew."""
        try:
            await _async_call(self._hass, SERVICE_TURN_OFF, self.power.switch)
        except PowerError as err:
            LOGGER.warning("The power of %s stays on: %s", self._printer.name, err)
        else:
            LOGGER.info("Switched off the power of %s: idle", self._printer.name)
        finally:
            self._switching = False
            self._begin_anew()
