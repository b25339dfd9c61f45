"""The open websockets of the loaded entry: how many there are, and whose."""

import asyncio
from collections.abc import Callable, Generator
from contextlib import contextmanager
from http import HTTPStatus
from typing import Any, Protocol

from homeassistant.config_entries import ConfigEntry
from homeassistant.const import EVENT_HOMEASSISTANT_STOP
from homeassistant.core import Event, HomeAssistant, callback
from homeassistant.util.hass_dict import HassKey

from ..const import DOMAIN
from .call import Call, Hub
from .errors import SlicerError
from .news import News

MAX_PER_KEY = 32
MAX_WITHOUT_KEY = 64


class Socket(Protocol):
    """What is needed of a connection here."""

    call: Call

    @property
    def connection_id(self) -> int:
        """Return the number that its client knows it by."""

    @property
    def valid(self) -> bool:
        """Tell whether it may stay open."""

    def notify(self, message: str) -> None:
        """Send a message soon."""

    async def async_close(self, reason: str) -> None:
        """Close the connection."""


class Sockets:
    """The open connections of one loaded entry."""

    def __init__(self, hass: HomeAssistant, entry: ConfigEntry[Any]) -> None:
        """Begin with none."""
        self._hass = hass
        self._entry = entry
        self._hub: Hub = entry.runtime_data
        self._open: set[Socket] = set()
        self._stops: list[Callable[[], None]] = []
        self.news = News(hass, entry, self._of_key)

    @callback
    def async_start(self) -> None:
        """Follow the jobs, the keys, and the end of all."""
        self._stops = [
            self._hub.jobs.async_subscribe(self.news.job_changed),
            self._entry.add_update_listener(self._async_entry_changed),
            self._hass.bus.async_listen(EVENT_HOMEASSISTANT_STOP, self._async_stopping),
        ]

    async def async_stop(self) -> None:
        """Follow nothing any more, and close what is open."""
        while self._stops:
            self._stops.pop()()
        await self._async_close(self._open, "PrintMux is being unloaded")

    @property
    def count(self) -> int:
        """Return how many are open."""
        return len(self._open)

    def find(self, key_id: str | None, connection_id: str) -> Socket | None:
        """Return the connection of a key that has that id."""
        return next(
            (s for s in self._of_key(key_id) if str(s.connection_id) == connection_id),
            None,
        )

    def check_room(self, key_id: str | None) -> None:
        """Raise SlicerError when a client has as many connections as it may."""
        taken = sum(socket.call.key_id == key_id for socket in self._open)
        if taken >= (MAX_WITHOUT_KEY if key_id is None else MAX_PER_KEY):
            message = "Maximum Number of Websocket Connections Reached"
            raise SlicerError(HTTPStatus.SERVICE_UNAVAILABLE, message)

    @contextmanager
    def keeping(self, socket: Socket) -> Generator[None]:
        """Know of a connection while it is open."""
        self._open.add(socket)
        try:
            yield
        finally:
            self._open.discard(socket)

    @callback
    def note_use(self, key_id: str) -> None:
        """Note in the background that a key was used."""
        self._entry.async_create_background_task(
            self._hass,
            self._hub.jobs.intake.async_touch_key(key_id),
            f"{DOMAIN} key use",
        )

    async def _async_stopping(self, _event: Event) -> None:
        """Close everything when Home Assistant ends."""
        await self._async_close(self._open, "Home Assistant is shutting down")

    async def _async_entry_changed(
        self, _hass: HomeAssistant, _entry: ConfigEntry[Any]
    ) -> None:
        """Close the connections whose key was revoked."""
        revoked = {socket for socket in self._open if not socket.valid}
        await self._async_close(revoked, "The key was revoked")

    async def _async_close(self, sockets: set[Socket], reason: str) -> None:
        """Close connections, all at once."""
        await asyncio.gather(*(socket.async_close(reason) for socket in list(sockets)))

    def _of_key(self, key_id: str | None) -> list[Socket]:
        """Return the connections of a key."""
        return [
            socket
            for socket in self._open
            if key_id is not None and socket.call.key_id == key_id and socket.valid
        ]


SOCKETS: HassKey[dict[str, Sockets]] = HassKey(f"{DOMAIN}_sockets")


def open_sockets(call: Call) -> Sockets | None:
    """Return the connections of the entry, None if there never was one."""
    return call.hass.data.get(SOCKETS, {}).get(call.entry.entry_id)


def count_sockets(call: Call) -> int:
    """Return how many websockets are open, of whichever key."""
    sockets = open_sockets(call)
    return 0 if sockets is None else sockets.count


@callback
def async_get_sockets(call: Call) -> Sockets:
    """Return the connections of the entry; they end when it is unloaded."""
    known = call.hass.data.setdefault(SOCKETS, {})
    entry = call.entry
    if (sockets := known.get(entry.entry_id)) is None:
        known[entry.entry_id] = sockets = Sockets(call.hass, entry)
        sockets.async_start()

        async def async_unload() -> None:
            del known[entry.entry_id]
            await sockets.async_stop()

        entry.async_on_unload(async_unload)
    return sockets
