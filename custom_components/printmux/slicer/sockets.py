"""The open websockets of the loaded entry: how many, whose, and what they are told."""

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
from ..jobs.models import Job, JobEvent, JobEventType
from .call import Call, Hub
from .errors import SlicerError
from .jsonrpc import notification
from .moonraker_call import ROOT

MAX_PER_KEY = 32
MAX_WITHOUT_KEY = 64


class Socket(Protocol):
    """What is needed of a connection here."""

    call: Call

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

    @callback
    def async_start(self) -> None:
        """Follow the jobs, the keys, and the end of all."""
        self._stops = [
            self._hub.jobs.async_subscribe(self._job_changed),
            self._entry.add_update_listener(self._async_entry_changed),
            self._hass.bus.async_listen(EVENT_HOMEASSISTANT_STOP, self._async_stopping),
        ]

    async def async_stop(self) -> None:
        """Follow nothing any more, and close what is open."""
        while self._stops:
            self._stops.pop()()
        await self._async_close(self._open, "PrintMux is being unloaded")

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

    @callback
    def _job_changed(self, event: JobEvent) -> None:
        """Tell the clients of a key of its files that come and go."""
        if event.type is JobEventType.RECEIVED:
            self._tell(event.job, "create_file")
        elif event.removed and self._of_key(event.job.key_id):
            self._entry.async_create_background_task(
                self._hass, self._async_removed(event.job), f"{DOMAIN} file removed"
            )

    async def _async_removed(self, job: Job) -> None:
        """Tell of a job that is out of sight, if its path leads to no job any more."""
        found = await self._hub.jobs.intake.async_find(job.key_id, job.path)
        if found is None or found.path != job.path:
            self._tell(job, "delete_file")

    def _of_key(self, key_id: str | None) -> list[Socket]:
        """Return the connections of a key."""
        return [
            socket
            for socket in self._open
            if key_id is not None and socket.call.key_id == key_id and socket.valid
        ]

    def _tell(self, job: Job, action: str) -> None:
        """Send `notify_filelist_changed`."""
        there = action == "create_file"
        item = {
            "modified": job.created_at.timestamp() if there else 0,
            "size": job.size if there else 0,
            "permissions": "rw" if there else "",
            "path": job.path,
            "root": ROOT,
        }
        change = {"action": action, "item": item}
        message = notification("notify_filelist_changed", change)
        for socket in self._of_key(job.key_id):
            socket.notify(message)


SOCKETS: HassKey[dict[str, Sockets]] = HassKey(f"{DOMAIN}_sockets")


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
