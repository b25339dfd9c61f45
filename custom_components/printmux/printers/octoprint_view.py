"""How an OctoPrint is: asked over REST, or followed over its push socket."""

import asyncio
from contextlib import aclosing, suppress
from dataclasses import replace
from http import HTTPStatus
from math import inf
import time
from typing import Any, Final

import aiohttp
from yarl import URL

from .driver import BUSY_POLL_S, PrinterStatus, StatusCallback
from .errors import DriverError, NotAPrinterHostError
from .http import Host, good_json, mapping, text
from .octoprint_data import (
    PRINT_EVENTS,
    LastPrint,
    Layers,
    Look,
    current_profile,
    is_active,
    lacking_heaters,
    make_status,
    read_layers,
    read_message,
)
from .octoprint_socket import LAYER_PLUGIN, NoSocketError, PushSocket

# How long REST does before the socket is tried again, in seconds.
SOCKET_RETRY_S: Final = 300.0
# A socket that holds for less is not opened again at once.
STEADY_S: Final = 10.0
LAYERS_S: Final = 5.0
# How often the key is tried while the socket holds.
CHECK_S: Final = 45.0
_NO_LAYERS: Final[Layers] = (None, None)


class View:
    """What is known of one OctoPrint. `live` is None while no socket is held."""

    def __init__(self, session: aiohttp.ClientSession, url: URL, host: Host) -> None:
        """Know nothing yet."""
        self.live: Look | None = None
        self._host = host
        self._socket = PushSocket(session, url, host)
        self._last = LastPrint()
        self._lacking: frozenset[str] = frozenset()
        self._has_layers = False
        self._layers: Layers = _NO_LAYERS
        self._layers_asked = 0.0
        self._checked = 0.0
        # Of the push socket: not yet.
        self._held_since = inf
        self._news = asyncio.Event()
        self._report: StatusCallback | None = None

    async def printer(self) -> dict[str, Any] | None:
        """Return `/api/printer`, None while no machine is connected."""
        reply = await self._host.ask("GET", "api/printer")
        if reply.status == HTTPStatus.CONFLICT:
            return None
        return good_json(reply)

    async def look(self) -> Look:
        """Ask `/api/printer` and `/api/job`; `/api/connection` without a machine."""
        printer = await self.printer()
        if printer is None:
            return await self._closed()
        look = await self._look_with(printer)
        if look.active:
            await self._ask_layers()
        return replace(look, layers=self._layers)

    async def prints(self, file: str) -> bool:
        """Tell whether that file is being printed right now."""
        printer = await self.printer()
        if printer is None or not is_active(_state(printer, "flags")):
            return False
        look = await self._look_with(printer)
        if self.live is not None:
            self._take(replace(look, layers=self._layers))
        return look.file == file

    async def _look_with(self, printer: dict[str, Any]) -> Look:
        """Return the look at a machine that is connected."""
        job = await self._host.json("GET", "api/job")
        state = mapping(printer.get("state"))
        return Look(
            words=text(state.get("text")) or "",
            flags=mapping(state.get("flags")),
            error=text(state.get("error")),
            job=mapping(job.get("job")),
            progress=mapping(job.get("progress")),
            heat=mapping(printer.get("temperature")),
        )

    async def _closed(self) -> Look:
        """Ask why OctoPrint has no machine: off, connecting, or after an error."""
        connection = await self._host.json("GET", "api/connection")
        job = await self._host.json("GET", "api/job")
        return Look(
            words=text(mapping(connection.get("current")).get("state")) or "",
            error=text(job.get("error")),
            job=mapping(job.get("job")),
        )

    def status_of(self, look: Look) -> PrinterStatus:
        """Return the status that a look gives, with what is remembered."""
        self._last.see(look)
        return make_status(look, self._last, self._lacking)

    async def profile(self) -> dict[str, Any]:
        """Return the printer profile in use, empty where the key may not read it."""
        reply = await self._host.ask("GET", "api/printerprofiles")
        return current_profile(mapping(reply.data)) if reply.ok else {}

    async def wait(self, seconds: float) -> None:
        """Wait for news of the printer, at most that long."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._news.wait(), seconds)
        self._news.clear()

    async def follow(self, report: StatusCallback) -> None:
        """Report by the push socket; by REST where there is none."""
        self._report = report
        try:
            while True:
                self._held_since = inf
                try:
                    await self._follow_socket()
                except NoSocketError:
                    await self._poll(report)
                except DriverError:
                    if time.monotonic() - self._held_since < STEADY_S:
                        raise
                    # A proxy that let go of the socket is no lost printer.
                    return
        finally:
            self._report = None

    async def _poll(self, report: StatusCallback) -> None:
        """Report by REST, always as often as at a busy printer: others go by it."""
        await self._learn()
        end = time.monotonic() + SOCKET_RETRY_S
        while time.monotonic() < end:
            report(self.status_of(await self.look()))
            await asyncio.sleep(BUSY_POLL_S)

    async def _follow_socket(self) -> None:
        """Report what the push socket tells, until it is lost."""
        try:
            async with aclosing(self._socket.messages()) as messages:
                async for kind, content in messages:
                    await self._hear(kind, content)
        finally:
            self.live = None

    async def _hear(self, kind: str, content: dict[str, Any]) -> None:
        """Take one message."""
        self._news.set()
        match kind:
            case "history":
                self._checked = self._held_since = time.monotonic()
                await self._learn()
                self._take(read_message(content, None))
            case "current" | "quiet" if time.monotonic() - self._checked > CHECK_S:
                await self._check()
            case "current":
                look = read_message(content, self.live)
                if look.active:
                    await self._ask_layers()
                self._take(replace(look, layers=self._layers))
            case "event":
                await self._hear_event(
                    text(content.get("type")) or "", mapping(content.get("payload"))
                )
            case "plugin":
                data = mapping(content.get("data"))
                self._layers = read_layers(
                    data.get("currentLayer"), data.get("totalLayer")
                )
            case "reauthRequired":
                await self._check()

    async def _check(self) -> None:
        """Look by REST: a socket goes on, or falls silent, with a key taken back."""
        self._take(await self.look())
        self._checked = time.monotonic()

    async def _hear_event(self, event: str, payload: dict[str, Any]) -> None:
        """Take an event: the state itself comes with the next message."""
        if event in PRINT_EVENTS:
            self._last.hear(event, payload)
            if event == "PrintStarted":
                self._layers = _NO_LAYERS
        else:
            self._lacking = lacking_heaters(await self.profile())

    async def _learn(self) -> None:
        """Ask for what messages leave out: absent heaters, a plugin for layers."""
        self._lacking = lacking_heaters(await self.profile())
        self._has_layers = await self._plugin_layers() is not None

    async def _ask_layers(self) -> None:
        """Ask the plugin for the layers, now and then; its messages may be off."""
        if not self._has_layers or time.monotonic() - self._layers_asked < LAYERS_S:
            return
        self._layers = await self._plugin_layers() or self._layers
        self._layers_asked = time.monotonic()

    async def _plugin_layers(self) -> Layers | None:
        """Return what the plugin for layers says, None where it is not installed."""
        try:
            reply = await self._host.ask("GET", f"plugin/{LAYER_PLUGIN}/values")
        except NotAPrinterHostError:
            return None
        layer = mapping(mapping(reply.data).get("layer"))
        if not reply.ok or not layer:
            return None
        return read_layers(layer.get("current"), layer.get("total"))

    def _take(self, look: Look) -> None:
        """Report a look."""
        self.live = look
        if self._report is not None:
            self._report(self.status_of(look))


def _state(printer: dict[str, Any], part: str) -> dict[str, Any]:
    """Return a part of the state in the answer of `/api/printer`."""
    return mapping(mapping(printer.get("state")).get(part))
