"""Follows one printer: how it is now, as its driver hears of it."""

import asyncio
from collections.abc import Callable, Coroutine, Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, override

from homeassistant.config_entries import ConfigEntry, ConfigSubentry
from homeassistant.const import CONF_API_KEY, CONF_URL
from homeassistant.core import CALLBACK_TYPE, HassJob, HomeAssistant, callback
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers.event import async_call_later
from homeassistant.helpers.update_coordinator import DataUpdateCoordinator
from homeassistant.util import dt as dt_util

from ..const import (
    CONF_ENABLED,
    CONF_HOST_ID,
    CONF_KIND,
    CONF_SOFTWARE,
    CONF_TAGS,
    CONF_VERIFY_SSL,
    DOMAIN,
    LOGGER,
)
from ..phrases import Words, phrase
from .bedside import Bed, Bedside
from .driver import (
    BUSY_POLL_S,
    PrinterDetails,
    PrinterDriver,
    PrinterState,
    PrinterStatus,
)
from .errors import DriverError
from .following import Following
from .news import lasting, tells_more
from .recognition import Notes, Recognition

# What only moves is shown at most this often, in seconds; what changes, at once.
NUMBERS_S: Final = 5.0
# What of a printer's data leads to its host.
CONNECTION: Final = (CONF_URL, CONF_API_KEY, CONF_VERIFY_SSL, CONF_KIND, CONF_HOST_ID)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Who is told without an entity: of each change, of keys refused and taken again.

    `bed` is told when a print comes to lie on the bed, and when it was taken off.
    """

    changed: Callable[[], None]
    key_refused: Callable[[bool], None]
    bed: Callable[[Bed], None]
    host: Notes


class PrinterCoordinator(DataUpdateCoordinator[PrinterStatus | None]):
    """One followed printer. `data` is what is shown, None before the first answer.

    `live` is the newest status, ahead of `data` by numbers that are not shown yet.
    A printer that is off is normal: that is a status, never a failed update.
    """

    config_entry: ConfigEntry[Any]

    def __init__(
        self,
        hass: HomeAssistant,
        entry: ConfigEntry[Any],
        subentry: ConfigSubentry,
        driver: PrinterDriver,
        bed: Bed | None = None,
    ) -> None:
        """Take the printer; `async_start` begins to follow it.

        `bed` is what `Told.bed` was told last.
        """
        super().__init__(
            hass, LOGGER, config_entry=entry, name=subentry.title, always_update=False
        )
        self.printer_id = subentry.subentry_id
        self.driver = driver
        self.live: PrinterStatus | None = None
        self.details: PrinterDetails | None = None
        self._config: Mapping[str, Any] = dict(subentry.data)
        self._told: Told | None = None
        self._following = self._new_following()
        self._follows: asyncio.Task[None] | None = None
        self._learning: asyncio.Task[None] | None = None
        self._ready: asyncio.Event | None = None
        self._show_later: CALLBACK_TYPE | None = None
        self._showing = HassJob(self._show, "Show numbers", cancel_on_shutdown=True)
        self._status_listeners: set[CALLBACK_TYPE] = set()
        self._online: bool | None = None
        # When the printer itself was heard of last.
        self.last_seen: datetime | None = None
        self._bedside = Bedside(bed or Bed(), self._tell_bed)

    @property
    def config(self) -> Mapping[str, Any]:
        """Return what is stored of the printer."""
        return self._config

    @property
    def tags(self) -> list[str]:
        """Return the user's tags."""
        return list(self._config.get(CONF_TAGS, ()))

    @property
    def url(self) -> str:
        """Return the host's address."""
        return str(self._config[CONF_URL])

    @property
    def software(self) -> str | None:
        """Return what the host ran when it was added or changed last."""
        return self._config.get(CONF_SOFTWARE)

    @property
    def enabled(self) -> bool:
        """Tell whether the user wants it followed."""
        return bool(self._config.get(CONF_ENABLED, True))

    @property
    def online(self) -> bool:
        """Tell whether the printer answered last time."""
        return self.data is not None and self.data.state is not PrinterState.OFFLINE

    @property
    def connected(self) -> bool:
        """Tell whether the host answers, be its machine on or off."""
        return self._following.connected

    @property
    def bed_waits(self) -> bool:
        """Tell whether the last print still lies on the bed, as far as is known."""
        return self._bedside.waits(self.live)

    def async_require_bed_waits(self) -> PrinterStatus:
        """Return the status with the end of the print that still lies on the bed.

        Raises ServiceValidationError when there is none.
        """
        if self.live is None or not self.bed_waits:
            raise ServiceValidationError(
                translation_domain=DOMAIN,
                translation_key="no_ended_print",
                translation_placeholders={"printer": self.name},
            )
        return self.live

    @callback
    def async_confirm_bed_cleared(self) -> None:
        """Take the last print as removed: the printer is idle until the next one ends.

        Raises ServiceValidationError when there is none.
        """
        status = self.async_require_bed_waits()
        self._bedside.clear()
        self._take(status)
        # A host that has forgotten its last print is idle already.
        self.async_update_listeners()

    @callback
    def async_occupy(self, file: str) -> None:
        """Take a print as begun: a short one may have ended before it is seen."""
        self._bedside.occupy(file)
        # Nothing else may change that tells of it.
        self.async_update_listeners()

    def _tell_bed(self, bed: Bed) -> None:
        """Tell what lies on the bed, or does not any more."""
        if self._told:
            self._told.bed(bed)

    def differs_from(self, subentry: ConfigSubentry) -> bool:
        """Tell whether the subentry was changed since this was made of it."""
        return (self.name, self._config) != (subentry.title, dict(subentry.data))

    def connects_as(self, subentry: ConfigSubentry) -> bool:
        """Tell whether the subentry leads where this is connected, or is switched off."""
        here, there = self._config, subentry.data
        if self.enabled is not bool(there.get(CONF_ENABLED, True)):
            return False
        return all(here.get(key) == there.get(key) for key in CONNECTION)

    @callback
    def async_start(self, told: Told, ready: asyncio.Event | None = None) -> None:
        """Begin to follow, in the background.

        The first connection waits for `ready`, so as not to hold up a set-up.
        """
        self._ready = ready
        self._told = told
        # A listener of its own: it is followed for the dispatcher too, and that
        # must not end when the user disables its entities.
        self.async_add_listener(told.changed)
        self._begin()

    @callback
    def async_take(self, subentry: ConfigSubentry) -> None:
        """Take settings in which the host has no part: the connection stays."""
        self.name = subentry.title
        self._config = dict(subentry.data)
        # What is loaded may be what a job waits for.
        self.async_update_listeners()

    @callback
    def async_change(self, subentry: ConfigSubentry, driver: PrinterDriver) -> None:
        """Go on as the changed subentry says; entities and waiting jobs stay."""
        self.name = subentry.title
        self._config = dict(subentry.data)
        self._end()
        self.driver = driver
        self._begin()

    def _new_following(self) -> Following:
        """Return what follows the printer's host, as the subentry says who that is."""
        notes = self._told.host if self._told else None
        known = self._config.get(CONF_HOST_ID)
        return Following(Recognition(self.driver, known, notes), self)

    @callback
    def async_know(self, identity: str) -> None:
        """Know from now on who the host is: nothing is to be begun anew for that."""
        self._config = {**self._config, CONF_HOST_ID: identity}

    @override
    async def async_shutdown(self) -> None:
        """Stop following."""
        self._told = None
        self._end()
        await super().async_shutdown()

    @callback
    def _begin(self) -> None:
        """Follow the printer with the driver there is, unless it is switched off."""
        self._following = self._new_following()
        if not self.enabled:
            self.live = self._online = None
            self.async_set_updated_data(None)
            return
        run = self._following.async_run(self._ready)
        self._follows = self._in_background(run, "follow")

    @callback
    def _end(self) -> None:
        """Follow no more; what is shown stays."""
        self._following.close()
        for task in (self._follows, self._learning):
            if task is not None:
                task.cancel()
        if self._show_later is not None:
            self._show_later()
            self._show_later = None

    def _in_background(
        self, work: Coroutine[Any, Any, None], what: str
    ) -> asyncio.Task[None]:
        """Run work in a task that no caller's end takes with it."""
        return self.config_entry.async_create_background_task(
            self.hass, work, f"{DOMAIN} {what} {self.name}"
        )

    async def async_recognise(self) -> PrinterDriver:
        """Return the driver, once the printer's own host answers. See Recognition."""
        return await self._following.async_recognise()

    @callback
    def hear(self, status: PrinterStatus, *, first: bool) -> None:
        """Take what the driver hears of the printer."""
        if first and self._told:
            self._told.key_refused(False)
        if first or (self.live and tells_more(self.live.state, status.state)):
            self._learn()
        self._take(status)

    @callback
    def lose(self, words: Words, *, connected: bool, refused: bool) -> None:
        """Take why there is no connection."""
        if connected and self.online:
            # A host that has nothing to tell is there until it is lost.
            self.last_seen = dt_util.utcnow()
        if refused and self._told:
            self._told.key_refused(True)
        self._take(PrinterStatus(state=PrinterState.OFFLINE, message=words))

    @callback
    def async_add_status_listener(self, listener: CALLBACK_TYPE) -> CALLBACK_TYPE:
        """Tell a listener of each status, of those too that are not shown yet."""
        self._status_listeners.add(listener)
        return lambda: self._status_listeners.discard(listener)

    @callback
    def _take(self, status: PrinterStatus) -> None:
        """Show a status: at once if it is news, else when the numbers are due."""
        self.live = status = self._bedside.settle(status)
        self._note_reach(status)
        for listener in tuple(self._status_listeners):
            listener()
        shown = self.data
        if shown is None or lasting(shown) != lasting(status):
            self._show()
        elif shown != status and self._show_later is None:
            self._show_later = async_call_later(self.hass, NUMBERS_S, self._showing)

    @callback
    def _show(self, _now: object = None) -> None:
        """Show the newest status."""
        if self._show_later is not None:
            self._show_later()
            self._show_later = None
        if self.live is not None and self.live != self.data:
            self.async_set_updated_data(self.live)

    @callback
    def _learn(self) -> None:
        """Ask for what seldom changes, beside everything else."""
        if self._learning is None or self._learning.done():
            self._learning = self._in_background(self._async_learn(), "learn about")

    async def _async_learn(self) -> None:
        """Ask for what seldom changes; what was known stays if that fails."""
        try:
            details = await self.driver.details()
        except DriverError as err:
            LOGGER.debug("%s does not tell its details: %s", self.name, err)
            return
        if details != self.details:
            self.details = details
            self.async_update_listeners()

    async def async_refresh_now(self) -> PrinterStatus:
        """Return how the printer is this moment, not what was shown last."""
        if self.connected and self.driver.pushes and self.live is not None:
            return self.live
        await asyncio.shield(self._in_background(self.async_refresh(), "look at"))
        # Let go of, or a fault of the driver: what is known then is old.
        if self._told is None or self.data is None or not self.last_update_success:
            return PrinterStatus(
                state=PrinterState.OFFLINE, message=phrase("host.not_followed")
            )
        return self.data

    @override
    async def _async_update_data(self) -> PrinterStatus | None:
        """Look at the printer, unless it is switched off."""
        if not self.enabled:
            return None
        try:
            # Who is connected to is known already.
            driver = self.driver if self.connected else await self.async_recognise()
            status = await driver.status()
        except DriverError as err:
            status = PrinterStatus(state=PrinterState.OFFLINE, message=err.words)
        self.live = status = self._bedside.settle(status)
        self._note_reach(status)
        return status

    @contextmanager
    def async_watch(self) -> Generator[None]:
        """Look as often as at a busy printer, while this is held."""
        if self.driver.pushes:
            yield
            return
        watching = self._in_background(self._async_look_often(), "watch")
        try:
            yield
        finally:
            watching.cancel()

    async def _async_look_often(self) -> None:
        """Look at a printer whose host tells nothing by itself."""
        while True:
            await asyncio.sleep(BUSY_POLL_S)
            await self.async_refresh()

    @callback
    def _note_reach(self, status: PrinterStatus) -> None:
        """Log once when the printer is lost, and once when it is back."""
        online = status.state is not PrinterState.OFFLINE
        if online:
            self.last_seen = dt_util.utcnow()
        if online is not self._online:
            if not online:
                LOGGER.info("%s is offline: %s", self.name, status.message)
            elif self._online is not None:
                LOGGER.info("%s is back", self.name)
        self._online = online
