"""JSON-RPC to Moonraker over one websocket.

Implements Moonraker's page external_api/introduction (JSON-RPC) and
external_api/server (identify).
"""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager
from http import HTTPStatus
from itertools import count
import json
from typing import Any, Final, NamedTuple

import aiohttp
from yarl import URL

from ..phrases import phrase
from .errors import DriverError, HostAuthError, HostBusyError, HostUnreachableError
from .http import REFUSALS, Reply, fault, mapping, number, websocket_session

# Pinged after this silence; without an answer within half of it, lost.
HEARTBEAT_S: Final = 10.0
CALL_S: Final = 10.0
CLOSE_S: Final = 1.0

_CLIENT: Final = {
    "client_name": "PrintMux",
    "version": "1",
    "type": "other",
    "url": "https://www.home-assistant.io",
}
# The host's load, each second to every client: long, and nobody here reads it.
_LOAD: Final = '"notify_proc_stat_update"'


class NoSocketError(DriverError):
    """What answers there speaks HTTP only, such as a proxy that passes no websocket."""


class Notice(NamedTuple):
    """What Moonraker tells without being asked."""

    method: str
    params: list[Any]

    @property
    def first(self) -> dict[str, Any]:
        """Return the object that comes first."""
        return mapping(self.params[0]) if self.params else {}


class Socket:
    """An open websocket: calls, and what Moonraker tells in between, in order.

    For one task only. All methods raise HostUnreachableError once it is lost.
    A call raises HostBusyError where Klipper does not answer in time.
    """

    def __init__(self, websocket: aiohttp.ClientWebSocketResponse) -> None:
        """Take a websocket that somebody else closes."""
        self._websocket = websocket
        self._ids = count(1)
        self._notices: deque[Notice] = deque()
        self._heard_at = asyncio.get_running_loop().time()

    async def call(self, method: str, params: Mapping[str, Any] | None = None) -> Any:
        """Return the result of a call; raises what `fault` makes of an error."""
        call_id = next(self._ids)
        request = {"jsonrpc": "2.0", "method": method, "id": call_id}
        if params:
            request["params"] = dict(params)
        try:
            async with asyncio.timeout(CALL_S):
                await self._websocket.send_json(request)
                while True:
                    message = await self._receive()
                    if message.get("id") == call_id:
                        return _result(message)
                    self._keep(message)
        except (aiohttp.ClientError, ConnectionError, TimeoutError) as err:
            if isinstance(err, TimeoutError) and self.quiet_s < CALL_S:
                raise HostBusyError(phrase("host.slow")) from err
            raise HostUnreachableError(phrase("moonraker.silent")) from err

    @property
    def quiet_s(self) -> float:
        """Return for how long nothing was heard."""
        return asyncio.get_running_loop().time() - self._heard_at

    async def notice(self, wait_s: float) -> Notice | None:
        """Return the next notice, None if there is none for so many seconds."""
        try:
            async with asyncio.timeout(wait_s):
                return await self.next_notice()
        except TimeoutError:
            return None

    async def next_notice(self) -> Notice:
        """Return the next notice, however long it takes."""
        while not self._notices:
            self._keep(await self._receive())
        return self._notices.popleft()

    def take_waiting(self) -> Iterator[Notice]:
        """Take the notices that are here already, one after the other."""
        while self._notices:
            yield self._notices.popleft()

    def drop(self, method: str) -> None:
        """Forget the notices of a kind that are here already."""
        self._notices = deque(kept for kept in self._notices if kept.method != method)

    def _keep(self, message: dict[str, Any]) -> None:
        """Keep a notice; a late answer, to a call given up, is nobody's."""
        method, params = message.get("method"), message.get("params")
        if isinstance(method, str):
            self._notices.append(
                Notice(method, params if isinstance(params, list) else [])
            )

    async def _receive(self) -> dict[str, Any]:
        """Return the next message."""
        message = await self._websocket.receive()
        self._heard_at = asyncio.get_running_loop().time()
        match message.type:
            case aiohttp.WSMsgType.TEXT if _LOAD in message.data[:80]:
                return {}
            case aiohttp.WSMsgType.TEXT:
                try:
                    return mapping(json.loads(message.data))
                except ValueError as err:
                    raise HostUnreachableError(phrase("moonraker.no_json")) from err
            case aiohttp.WSMsgType.BINARY:
                return {}
            case aiohttp.WSMsgType.ERROR:
                words = phrase("moonraker.broke_off")
                raise HostUnreachableError(words) from message.data
        raise HostUnreachableError(phrase("moonraker.closed"))


@asynccontextmanager
async def open_socket(
    session: aiohttp.ClientSession, url: URL, api_key: str | None
) -> AsyncIterator[Socket]:
    """Give an open websocket to the Moonraker at `url`, and tell it who we are.

    Raises NoSocketError where there is none, HostAuthError for a refused key.
    """
    key = (api_key or "").strip()
    async with websocket_session(session) as sockets:
        try:
            async with asyncio.timeout(CALL_S):
                websocket = await sockets.ws_connect(
                    url / "websocket",
                    headers={"X-Api-Key": key} if key else None,
                    heartbeat=HEARTBEAT_S,
                    timeout=aiohttp.ClientWSTimeout(ws_close=CLOSE_S),
                )
        except aiohttp.WSServerHandshakeError as err:
            raise _no_handshake(err) from err
        except (aiohttp.ClientError, ConnectionError, TimeoutError) as err:
            raise HostUnreachableError(phrase("moonraker.no_socket")) from err
        async with websocket:
            socket = Socket(websocket)
            await socket.call(
                "server.connection.identify",
                _CLIENT | ({"api_key": key} if key else {}),
            )
            yield socket


def _no_handshake(err: aiohttp.WSServerHandshakeError) -> DriverError:
    """Return what an answer means that is no websocket."""
    if err.status in REFUSALS:
        return HostAuthError(phrase("host.key_of_alone", host="Moonraker"))
    if err.status in (502, 503, 504):
        return HostUnreachableError(phrase("host.proxy", words=err.status))
    return NoSocketError(f"There is no websocket ({err.status}).")


def _result(message: Mapping[str, Any]) -> Any:
    """Return the result of an answer, or raise its error in Moonraker's words."""
    if "error" not in message:
        return message.get("result")
    error = mapping(message["error"])
    code = number(error.get("code")) or 0
    # JSON-RPC's own codes are negative, Moonraker's are those of HTTP.
    status = int(code) if 400 <= code < 600 else HTTPStatus.BAD_REQUEST
    raise fault(
        Reply(
            status=status,
            reason="",
            text=str(error.get("message", "")),
            data={"error": error},
            claims_json=True,
        )
    )
