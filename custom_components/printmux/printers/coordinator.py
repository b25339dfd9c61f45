"""Follows one printer: how it is now, polled as often as it is worth."""

import asyncio
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from typing import Any, override

from homeassistant.config_entries import ConfigEntry, ConfigSubentry
from homeassistant.const import CONF_URL
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.helpers.update_coordinator import DataUpdateCoordinator

from ..const import CONF_SOFTWARE, CONF_TAGS, DOMAIN, LOGGER
from .driver import ACTIVE_STATES, PrinterDriver, PrinterState, PrinterStatus

BUSY_INTERVAL = timedelta(seconds=2)
IDLE_INTERVAL = timedelta(seconds=10)
OFFLINE_INTERVAL = timedelta(seconds=30)
BUSY_STATES = ACTIVE_STATES | {PrinterState.STARTING}


class PrinterCoordinator(DataUpdateCoordinator[PrinterStatus | None]):
    """One followed printer. `data` is None before its first answer or timeout.

    A printer that is off is normal: that is a status, never a failed update.
    """

    config_entry: ConfigEntry[Any]

    def __init__(
        self,
        hass: HomeAssistant,
        entry: ConfigEntry[Any],
        subentry: ConfigSubentry,
        driver: PrinterDriver,
    ) -> None:
        """Take the printer; `async_start` begins to follow it."""
        super().__init__(
            hass,
            LOGGER,
            config_entry=entry,
            name=subentry.title,
            update_interval=IDLE_INTERVAL,
            always_update=False,
        )
        self.printer_id = subentry.subentry_id
        self.driver = driver
        self._config: Mapping[str, Any] = dict(subentry.data)
        self._watchers = 0
        self._online: bool | None = None
        self._unfollow: CALLBACK_TYPE | None = None

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
    def online(self) -> bool:
        """Tell whether the printer answered last time."""
        return self.data is not None and self.data.state is not PrinterState.OFFLINE

    def differs_from(self, subentry: ConfigSubentry) -> bool:
        """Tell whether the subentry was changed since this was made of it."""
        return (self.name, self._config) != (subentry.title, dict(subentry.data))

    @callback
    def async_start(self, changed: Callable[[], None]) -> None:
        """Begin to follow, in the background; `changed` is told of every change."""
        # A listener of its own: it is followed for the dispatcher too, and that
        # must not end when the user disables its entities.
        self._unfollow = self.async_add_listener(changed)
        self._refresh_soon()

    @callback
    def async_change(self, subentry: ConfigSubentry, driver: PrinterDriver) -> None:
        """Go on as the changed subentry says; entities and waiting jobs stay."""
        self.name = subentry.title
        self._config = dict(subentry.data)
        self.driver = driver
        self._refresh_soon()

    @callback
    def _refresh_soon(self) -> asyncio.Task[None]:
        """Look at the printer in a task that no caller's end takes with it."""
        return self.config_entry.async_create_background_task(
            self.hass, self.async_refresh(), f"{DOMAIN} look at {self.name}"
        )

    @override
    async def async_shutdown(self) -> None:
        """Stop following."""
        if self._unfollow is not None:
            self._unfollow()
            self._unfollow = None
        await super().async_shutdown()

    async def async_refresh_now(self) -> PrinterStatus:
        """Return how the printer is this moment, not what the last poll saw."""
        await asyncio.shield(self._refresh_soon())
        # Let go of, or a fault of the driver: what is known then is old.
        if self._unfollow is None or self.data is None or not self.last_update_success:
            return PrinterStatus(
                state=PrinterState.OFFLINE, message="The printer is not followed"
            )
        return self.data

    @contextmanager
    def async_watch(self) -> Generator[None]:
        """Look as often as at a busy printer, while this is held."""
        self._watchers += 1
        self.update_interval = self._pace(self.data)
        if self._unfollow is not None:
            self._schedule_refresh()
        try:
            yield
        finally:
            self._watchers -= 1

    def _pace(self, status: PrinterStatus | None) -> timedelta:
        """Return how long to wait before the next look."""
        if self._watchers or (status is not None and status.state in BUSY_STATES):
            return BUSY_INTERVAL
        if status is not None and status.state is PrinterState.OFFLINE:
            return OFFLINE_INTERVAL
        return IDLE_INTERVAL

    @override
    async def _async_update_data(self) -> PrinterStatus:
        """Look at the printer."""
        status = await self.driver.status()
        self._note_reach(status)
        self.update_interval = self._pace(status)
        return status

    def _note_reach(self, status: PrinterStatus) -> None:
        """Log once when the printer is lost, and once when it is back."""
        online = status.state is not PrinterState.OFFLINE
        if online is not self._online:
            if not online:
                LOGGER.info("%s is offline: %s", self.name, status.message)
            elif self._online is not None:
                LOGGER.info("%s is back", self.name)
        self._online = online
