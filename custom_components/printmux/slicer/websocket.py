"""Moonraker's websocket: JSON-RPC both ways, and word of files that come and go.

https://moonraker.readthedocs.io/en/latest/external_api/introduction/
"""

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from http import HTTPStatus
from typing import Any

from aiohttp import WSCloseCode, WSMsgType, web

from homeassistant.config_entries import ConfigEntryState, ConfigSubentry

from ..const import DOMAIN
from .call import Call
from .errors import SlicerError
from .failures import async_key_failures
from .jsonrpc import MAX_BYTES, METHODS, UNAUTHORIZED, Dispatcher
from .keys import active_key, find_key
from .moonraker_call import Method, required
from .moonraker_objects import async_subscribe
from .route import READ, Route
from .sockets import Sockets, async_get_sockets

HEARTBEAT_SECONDS = 30
LOGIN_SECONDS = 60
CLOSE_SECONDS = 2
MAX_NOTICES = 64
CLIENT_TYPES = frozenset(
    {"web", "mobile", "desktop", "display", "bot", "agent", "other"}
)


class Connection:
    """One open websocket; `call` says whose it is."""

    def __init__(self, call: Call, sockets: Sockets) -> None:
        """Take the request that asked for it."""
        self.call = call
        self._sockets = sockets
        self._client: dict[str, str] = {}
        self._closing = False
        self._heard = True
        self._limit = asyncio.timeout(None)
        self._notices: asyncio.Queue[str] = asyncio.Queue(MAX_NOTICES)
        self._dispatcher = Dispatcher({**METHODS, **self._methods}, lambda: self.call)
        self._socket = web.WebSocketResponse(
            timeout=CLOSE_SECONDS,
            # aiohttp's own pings leave a timer behind a closed connection.
            autoping=False,
            max_msg_size=MAX_BYTES,
            compress=False,
        )

    @property
    def _methods(self) -> Mapping[str, Method]:
        """Return what only a websocket can be asked."""
        return {
            "server.connection.identify": self._async_identify,
            "server.websocket.id": self._async_id,
            "printer.objects.subscribe": async_subscribe,
        }

    async def async_serve(self) -> web.WebSocketResponse:
        """Talk with the client until one of us has enough."""
        await self._socket.prepare(self.call.request)
        sender = self.call.entry.async_create_background_task(
            self.call.hass, self._async_send_notices(), f"{DOMAIN} websocket"
        )
        try:
            async with self._limit:
                self._set_limit()
                await self._async_converse()
        except TimeoutError:
            await self.async_close("No key was given")
        except ConnectionError:
            pass
        finally:
            sender.cancel()
            await self.async_close("")
        return self._socket

    async def _async_converse(self) -> None:
        """Answer message by message, while the key and the entry are there."""
        while not self._closing:
            message = await self._socket.receive()
            self._heard = True
            if message.type is WSMsgType.PING:
                await self._socket.pong(message.data)
            elif message.type in (WSMsgType.TEXT, WSMsgType.BINARY):
                await self._async_take(message.data)
            elif message.type is not WSMsgType.PONG:
                return

    async def _async_take(self, data: str | bytes) -> None:
        """Answer one message."""
        if not self.valid:
            await self.async_close("The key was revoked, or PrintMux unloaded")
        elif (answer := await self._dispatcher.async_answer(data)) is not None:
            await self._socket.send_str(answer)

    @property
    def connection_id(self) -> int:
        """Return the number that the client knows it by."""
        return id(self)

    @property
    def valid(self) -> bool:
        """Tell whether the entry is loaded and the key, if one was given, is good."""
        entry = self.call.entry
        if entry.state is not ConfigEntryState.LOADED:
            return False
        key_id = self.call.key_id
        return key_id is None or active_key(entry, key_id) is not None

    async def async_close(self, reason: str) -> None:
        """Say good-bye; a client that does not listen is cut off."""
        self._closing = True
        if not self._socket.prepared:
            return
        try:
            async with asyncio.timeout(CLOSE_SECONDS):
                await self._socket.close(
                    code=WSCloseCode.GOING_AWAY, message=reason.encode()
                )
        except TimeoutError:
            self._abort()

    def notify(self, message: str) -> None:
        """Send a message soon; a client that reads too slowly is cut off."""
        try:
            self._notices.put_nowait(message)
        except asyncio.QueueFull:
            self._abort()

    async def _async_send_notices(self) -> None:
        """Send what there is to tell, one by one, and a ping when there is nothing."""
        try:
            while True:
                notice = await self._async_next_notice()
                sending = (
                    self._async_ping()
                    if notice is None
                    else self._socket.send_str(notice)
                )
                await asyncio.wait_for(sending, HEARTBEAT_SECONDS)
        except TimeoutError:
            self._abort()
        except ConnectionError:
            return

    async def _async_next_notice(self) -> str | None:
        """Return the next message, None if there is none for a while."""
        try:
            async with asyncio.timeout(HEARTBEAT_SECONDS):
                return await self._notices.get()
        except TimeoutError:
            return None

    async def _async_ping(self) -> None:
        """Ask for a sign of life; raises TimeoutError if none came since the last."""
        if not self._heard:
            raise TimeoutError
        self._heard = False
        await self._socket.ping()

    def _abort(self) -> None:
        """End the connection at once."""
        if (transport := self.call.request.transport) is not None:
            transport.abort()

    async def _async_id(self, _call: Call, _arguments: Mapping[str, Any]) -> Any:
        """Answer `server.websocket.id`."""
        return {"websocket_id": self.connection_id}

    async def _async_identify(self, call: Call, arguments: Mapping[str, Any]) -> Any:
        """Answer `server.connection.identify`, in the order Moonraker checks in."""
        if self._client:
            message = f"Connection already identified: {self._client}"
            raise SlicerError(HTTPStatus.BAD_REQUEST, message)
        names = {"name": "client_name", "version": "version", "type": "type"}
        client = {key: required(arguments, name) for key, name in names.items()}
        client |= {"type": client["type"].lower(), "url": required(arguments, "url")}
        self._authenticate(arguments)
        if client["type"] not in CLIENT_TYPES:
            message = f"Invalid Client Type: {client['type']}"
            raise SlicerError(HTTPStatus.BAD_REQUEST, message)
        self._client = client
        return {"connection_id": self.connection_id}

    def _authenticate(self, arguments: Mapping[str, Any]) -> None:
        """Take the key that was given, if one was; raises SlicerError."""
        presented = arguments.get("api_key")
        if "access_token" not in arguments and presented is None:
            if self.call.key is None:
                raise SlicerError(*UNAUTHORIZED)
            return
        key = None
        if "access_token" not in arguments:
            key = find_key(self.call.entry, str(presented).strip())
        if key is not None and key.subentry_id != self.call.key_id:
            self._sockets.check_room(key.subentry_id)
        self._become(key)
        if key is None:
            self._note_refusal(presented)
            raise SlicerError(HTTPStatus.UNAUTHORIZED, "Invalid API Key")

    def _note_refusal(self, presented: object) -> None:
        """Count a wrong key as one that came over HTTP."""
        if presented is not None:
            failures = async_key_failures(self.call.hass, self.call.entry)
            failures.async_refused(self.call.request, str(presented).strip())

    def _become(self, key: ConfigSubentry | None) -> None:
        """Go on as the client with this key."""
        self.call = replace(self.call, key=key)
        self._set_limit()
        if key is not None:
            self._sockets.note_use(key.subentry_id)

    def _set_limit(self) -> None:
        """Give a client without a key some time to show one."""
        now = self.call.hass.loop.time()
        self._limit.reschedule(None if self.call.key else now + LOGIN_SECONDS)


async def async_connect(call: Call) -> web.StreamResponse:
    """Answer `GET /websocket`: a wrong key is told about when something is asked."""
    if not web.WebSocketResponse().can_prepare(call.request):
        text = 'Can "Upgrade" only to "WebSocket".'
        status = HTTPStatus.BAD_REQUEST
        return web.Response(text=text, status=status, content_type="text/html")
    sockets = async_get_sockets(call)
    sockets.check_room(call.key_id)
    connection = Connection(call, sockets)
    with sockets.keeping(connection):
        return await connection.async_serve()


ROUTES = (Route(READ, "/websocket", async_connect, needs_key=False),)
