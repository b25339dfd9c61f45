"""OctoPrint's push socket: its raw WebSocket under `/sockjs/websocket`.

Implements OctoPrint's page "Push updates" and its passive login; tried against
1.11.8. OctoPrint before 1.8 knows no subscriptions and sends all it has.
"""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import suppress
import json
from typing import Any, Final

import aiohttp
from yarl import URL

from ..phrases import phrase
from .errors import (
    HostAuthError,
    HostRefusedError,
    HostUnreachableError,
    NotAPrinterHostError,
)
from .http import MAX_REPLY, Host, mapping, text, websocket_session
from .octoprint_data import PRINT_EVENTS

# Silence of so many seconds is asked about by a ping; a pong may take half as long.
SILENCE_S: Final = 8.0
# How long the socket may take to open, and then to send the first whole state.
OPEN_S: Final = 10.0
_CLOSE: Final = aiohttp.ClientWSTimeout(ws_close=2.0)
_LOST: Final = phrase("octoprint.lost")
LAYER_PLUGIN: Final = "DisplayLayerProgress"
_SUBSCRIPTION: Final = {
    "subscribe": {
        "state": {"logs": False, "messages": False},
        "plugins": [f"{LAYER_PLUGIN}-websocket-payload"],
        "events": ["Connected", "PrinterProfileModified", *PRINT_EVENTS],
    }
}

type Message = tuple[str, dict[str, Any]]


class NoSocketError(HostUnreachableError):
    """OctoPrint has no push socket for us: its REST API may answer all the same."""


class PushSocket:
    """A push socket that is logged in with an API key."""

    def __init__(self, session: aiohttp.ClientSession, url: URL, host: Host) -> None:
        """Keep what it takes; `messages` opens it."""
        self._session = session
        self._url = url
        self._host = host

    async def messages(self) -> AsyncGenerator[Message]:
        """Yield each message as its kind and content, the whole state first.

        One of the kind `quiet` says that OctoPrint is there and has nothing to say.

        Raises NoSocketError when there is no state to be had this way, and
        HostUnreachableError once the socket is lost.
        """
        login = await self._login()
        async with websocket_session(self._session) as sockets:
            socket = await self._open(sockets)
            try:
                # Subscribed before the login, whose answer is the whole state.
                await self._send(socket, _SUBSCRIPTION)
                await self._send(socket, login)
                async for kind, content in self._receive(socket):
                    if kind == "reauthRequired":
                        await self._send(socket, await self._login())
                    yield kind, content
            finally:
                with suppress(aiohttp.ClientError, ConnectionError):
                    await socket.close()

    async def _login(self) -> dict[str, Any]:
        """Return the message that logs the key's user in on the socket."""
        try:
            user = await self._host.json("POST", "api/login", json={"passive": True})
        except HostAuthError as err:
            raise HostAuthError(phrase("host.key_of_alone", host="OctoPrint")) from err
        except (HostRefusedError, NotAPrinterHostError) as err:
            raise NoSocketError(err.words) from err
        name, session = text(user.get("name")), text(user.get("session"))
        if not name or not session:
            raise NoSocketError("OctoPrint gives this key no session.")
        return {"auth": f"{name}:{session}"}

    async def _open(
        self, sockets: aiohttp.ClientSession
    ) -> aiohttp.ClientWebSocketResponse:
        """Open the socket."""
        try:
            async with asyncio.timeout(OPEN_S):
                return await sockets.ws_connect(
                    self._url.joinpath("sockjs", "websocket"),
                    autoping=False,
                    timeout=_CLOSE,
                    max_msg_size=MAX_REPLY,
                )
        except (aiohttp.ClientError, TimeoutError, ConnectionError) as err:
            raise NoSocketError(
                f"OctoPrint's push socket does not open: {err}"
            ) from err

    async def _send(
        self, socket: aiohttp.ClientWebSocketResponse, message: dict[str, Any]
    ) -> None:
        """Send a message."""
        try:
            await socket.send_json(message)
        except (aiohttp.ClientError, ConnectionError) as err:
            raise HostUnreachableError(_LOST) from err

    async def _receive(
        self, socket: aiohttp.ClientWebSocketResponse
    ) -> AsyncGenerator[Message]:
        """Yield what comes from the first whole state on."""
        known = False
        deadline = asyncio.get_running_loop().time() + OPEN_S
        while True:
            try:
                async with asyncio.timeout_at(None if known else deadline):
                    message = await self._next(socket)
            except TimeoutError as err:
                raise NoSocketError("OctoPrint's push socket says nothing.") from err
            if message.type is aiohttp.WSMsgType.PONG:
                if known:
                    yield "quiet", {}
                continue
            if message.type is not aiohttp.WSMsgType.TEXT:
                raise HostUnreachableError(_LOST)
            for kind, content in _parse(message.data):
                known = known or kind == "history"
                if known:
                    yield kind, content

    async def _next(self, socket: aiohttp.ClientWebSocketResponse) -> aiohttp.WSMessage:
        """Return the next message that is no ping; a pong after silence.

        Asks by itself: aiohttp's own heartbeat leaves a timer behind a closed socket.
        """
        asked = False
        while True:
            try:
                message = await socket.receive(SILENCE_S / 2 if asked else SILENCE_S)
                if message.type is aiohttp.WSMsgType.PING:
                    await socket.pong(message.data)
                    asked = False
                else:
                    return message
            except TimeoutError as err:
                if asked:
                    raise HostUnreachableError(phrase("octoprint.silent")) from err
                await self._ping(socket)
                asked = True
            except (aiohttp.ClientError, ConnectionError) as err:
                raise HostUnreachableError(_LOST) from err

    async def _ping(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        """Ask whether the other end is there."""
        try:
            await socket.ping()
        except (aiohttp.ClientError, ConnectionError) as err:
            raise HostUnreachableError(_LOST) from err


def _parse(data: str) -> list[Message]:
    """Return the parts of a message; none where it is not OctoPrint's."""
    try:
        parts = mapping(json.loads(data))
    except ValueError:
        return []
    return [(kind, mapping(content)) for kind, content in parts.items()]
