"""Moonraker's JSON-RPC over a websocket and over HTTP."""

import asyncio
import json
from typing import Any

from aiohttp import ClientWebSocketResponse, WSMsgType
import pytest

from custom_components.printmux.slicer import jsonrpc, sockets, websocket
from custom_components.printmux.slicer.sockets import SOCKETS
from homeassistant.const import EVENT_HOMEASSISTANT_STOP
from homeassistant.core import HomeAssistant

from .conftest import Connect, Hub, ask
from .wire import Wire

WHO = {"client_name": "t", "version": "1", "type": "web", "url": "http://x"}
GOING_AWAY = 1001


async def code(socket: ClientWebSocketResponse, method: str, **params: Any) -> int:
    """Return the code of a refusal."""
    answer = await ask(socket, method, **params)
    assert answer.keys() == {"jsonrpc", "error", "id"}
    number: int = answer["error"]["code"]
    return number


async def closed(socket: ClientWebSocketResponse) -> int:
    """Return the code that the server closes a connection with."""
    message = await socket.receive(timeout=60)
    assert message.type is WSMsgType.CLOSE
    code: int = message.data
    return code


@pytest.mark.parametrize("prefix", ["", "/printmux", "/printmux/"])
async def test_without_upgrade(wire: Wire, prefix: str) -> None:
    """A plain request is told what this is."""
    answer = await wire.ask("GET", f"{prefix}/websocket", X_Api_Key=None)
    assert answer.status == 400
    assert answer.body == b'Can "Upgrade" only to "WebSocket".'


@pytest.mark.parametrize("path", ["/websocket", "/printmux/websocket"])
async def test_key_in_header(connect: Connect, path: str) -> None:
    """With the key in the header everything can be asked at once."""
    socket = await connect(path)
    info = await ask(socket, "server.info")
    assert info["result"]["klippy_state"] == "ready"
    assert info["id"] == 1
    answer = await ask(socket, "server.connection.identify", **WHO)
    assert isinstance(answer["result"]["connection_id"], int)
    assert await code(socket, "server.connection.identify", **WHO) == 400


@pytest.mark.parametrize("key", [None, "wrong", "88888888"])
async def test_without_key(connect: Connect, key: str | None) -> None:
    """Anyone may connect, and then hears that a key is needed."""
    socket = await connect(key=key)
    unauthorized = {"code": -32602, "message": "Unauthorized"}
    for method in ("server.info", "access.oneshot_token", "server.connection.identify"):
        params = WHO if method.endswith("identify") else {}
        answer = await ask(socket, method, **params)
        assert answer == {"jsonrpc": "2.0", "error": unauthorized, "id": 1}


async def test_key_in_identify(connect: Connect, wire: Wire) -> None:
    """A key in identify opens the rest; a wrong one shuts it again."""
    socket = await connect(key=None)
    wrong = {**WHO, "api_key": "wrong"}
    assert await code(socket, "server.connection.identify", **wrong) == -32602
    right = {**WHO, "api_key": f" {wire.key}\n"}
    assert "result" in await ask(socket, "server.connection.identify", **right)
    assert "result" in await ask(socket, "server.info")
    other = await connect()
    assert await code(other, "server.connection.identify", **wrong) == -32602
    assert await code(other, "server.info") == -32602


async def test_token_opens_a_socket(connect: Connect) -> None:
    """A token from one connection opens another, once."""
    token = (await ask(await connect(), "access.oneshot_token"))["result"]
    assert len(token) == 32
    first = await connect(f"/websocket?token={token}", key=None)
    second = await connect(f"/websocket?token={token}", key=None)
    assert "result" in await ask(first, "server.info")
    assert await code(second, "server.info") == -32602


@pytest.mark.parametrize("missing", ["client_name", "version", "type", "url"])
async def test_identify_needs_all_fields(connect: Connect, missing: str) -> None:
    """What is missing is named."""
    some = {name: value for name, value in WHO.items() if name != missing}
    answer = await ask(await connect(), "server.connection.identify", **some)
    message = f"No data for argument: {missing}"
    assert answer["error"] == {"code": 400, "message": message}


async def test_identify_unknown_type(connect: Connect) -> None:
    """Moonraker has a list of kinds of clients."""
    who = {**WHO, "type": "toaster"}
    assert await code(await connect(), "server.connection.identify", **who) == 400


CALL = {"jsonrpc": "2.0", "method": "server.info"}


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        pytest.param("not json", -32700, id="text"),
        pytest.param("[" * 100_000, -32700, id="deep"),
        pytest.param('{"id": NaN}', -32700, id="nan"),
        pytest.param(b"\xff", -32700, id="bytes"),
        pytest.param("5", -32600, id="number"),
        pytest.param(json.dumps({**CALL, "jsonrpc": "1.0", "id": 1}), -32600, id="old"),
        pytest.param(json.dumps({**CALL, "id": [1]}), -32600, id="id"),
        pytest.param(json.dumps({**CALL, "method": 5, "id": 1}), -32600, id="method"),
        pytest.param(json.dumps({**CALL, "method": "a.b", "id": 1}), -32601, id="name"),
        pytest.param(json.dumps({**CALL, "params": [1], "id": 1}), -32602, id="params"),
        pytest.param(json.dumps([{**CALL, "id": 1}] * 101), -32600, id="batch"),
    ],
)
async def test_odd_messages(
    connect: Connect, message: str | bytes, expected: int
) -> None:
    """What is no call is refused with the code of its kind, and the talk goes on."""
    socket = await connect()
    kind = WSMsgType.BINARY if isinstance(message, bytes) else WSMsgType.TEXT
    data = message if isinstance(message, bytes) else message.encode()
    await socket.send_frame(data, kind)
    answer = await socket.receive_json(timeout=60)
    assert answer["error"]["code"] == expected
    assert "result" in await ask(socket, "server.info")


async def test_batch_and_notifications(connect: Connect) -> None:
    """A batch is answered as a list, without those that want no answer."""
    socket = await connect()
    await socket.send_json([])
    await socket.send_json([CALL])
    await socket.send_json(CALL)
    await socket.send_json({"jsonrpc": "2.0", "result": 1, "id": 1})
    await socket.send_json(
        [{**CALL, "id": "a"}, CALL, {**CALL, "method": "x", "id": 2}]
    )
    first, second = await socket.receive_json(timeout=60)
    assert (first["id"], second["id"]) == ("a", 2)
    assert "result" in first
    assert second["error"] == {"code": -32601, "message": "Method not found"}


async def test_batch_with_identify(connect: Connect, wire: Wire) -> None:
    """What comes after identify in a batch is asked by the one it names."""
    socket = await connect(key=None)
    who = {**CALL, "method": "server.connection.identify", "id": 1}
    await socket.send_json(
        [{**who, "params": {**WHO, "api_key": wire.key}}, {**CALL, "id": 2}]
    )
    assert all("result" in item for item in await socket.receive_json(timeout=60))


async def test_refusals_have_their_status(connect: Connect) -> None:
    """Statuses of HTTP are codes, but for the two that JSON-RPC has codes for."""
    socket = await connect()
    assert await code(socket, "printer.print.start", filename="nope.gcode") == 400
    assert await code(socket, "server.files.metadata", filename="nope") == -32601


async def test_fault_in_a_method(
    connect: Connect, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A fault is logged and told of; the connection goes on."""

    async def async_fail(call: object, arguments: object) -> None:
        raise KeyError("secret")

    monkeypatch.setattr(websocket, "METHODS", {**jsonrpc.METHODS, "a.b": async_fail})
    socket = await connect()
    answer = await ask(socket, "a.b")
    assert answer["error"]["code"] == 500
    assert "secret" not in answer["error"]["message"]
    assert "Answering a.b failed" in caplog.text
    assert "result" in await ask(socket, "server.info")


async def test_unload(hass: HomeAssistant, connect: Connect, hub: Hub) -> None:
    """Unloading closes everything; after a reload all is as before."""
    both = (await connect(), await connect(key=None))
    assert await hass.config_entries.async_unload(hub.entry.entry_id)
    assert [await closed(socket) for socket in both] == [GOING_AWAY] * 2
    assert not hass.data[SOCKETS]
    assert await hass.config_entries.async_setup(hub.entry.entry_id)
    assert "result" in await ask(await connect(), "server.info")


async def test_stop(hass: HomeAssistant, connect: Connect) -> None:
    """Home Assistant's end closes everything."""
    socket = await connect()
    waiting = asyncio.create_task(closed(socket))
    hass.bus.async_fire(EVENT_HOMEASSISTANT_STOP)
    assert await waiting == GOING_AWAY


async def test_deaf_client_does_not_delay_the_end(
    hass: HomeAssistant, connect: Connect, hub: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A client that never says good-bye is cut off."""
    monkeypatch.setattr(websocket, "CLOSE_SECONDS", 0.05)
    socket = await connect()
    async with asyncio.timeout(60):
        assert await hass.config_entries.async_unload(hub.entry.entry_id)
    assert await closed(socket) == GOING_AWAY


async def test_revoked_key(hass: HomeAssistant, connect: Connect, hub: Hub) -> None:
    """Revoking a key closes its connections, and only those."""
    mine, other = await connect(), await connect(key=hub.keys[1])
    first = next(iter(hub.entry.subentries))
    hass.config_entries.async_remove_subentry(hub.entry, first)
    assert await closed(mine) == GOING_AWAY
    assert "result" in await ask(other, "server.info")


async def test_key_that_expires(
    connect: Connect, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A key whose time is over meanwhile is worth nothing."""
    socket = await connect()
    monkeypatch.setattr(websocket, "active_key", lambda entry, key_id: None)
    await socket.send_json({**CALL, "id": 1})
    assert await closed(socket) == GOING_AWAY


async def test_nobody_stays_without_key(
    connect: Connect, monkeypatch: pytest.MonkeyPatch, wire: Wire
) -> None:
    """A client that shows no key in time is sent away; one that does may stay."""
    monkeypatch.setattr(websocket, "LOGIN_SECONDS", 0.2)
    idle, known = await connect(key=None), await connect(key=None)
    who = {**WHO, "api_key": wire.key}
    assert "result" in await ask(known, "server.connection.identify", **who)
    assert await closed(idle) == GOING_AWAY
    assert "result" in await ask(known, "server.info")


async def test_room(
    hass: HomeAssistant, connect: Connect, wire: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A key, and all without one, have so many connections; closed ones make room."""
    monkeypatch.setattr(sockets, "MAX_PER_KEY", 1)
    monkeypatch.setattr(sockets, "MAX_WITHOUT_KEY", 1)
    mine, stranger = await connect(), await connect(key=None)
    for key in (wire.key, None):
        answer = await upgrade(wire, key)
        assert answer == 503
    who = {**WHO, "api_key": wire.key}
    assert await code(stranger, "server.connection.identify", **who) == 503
    await mine.close()
    async with asyncio.timeout(60):
        while await upgrade(wire, wire.key) == 503:
            await asyncio.sleep(0.01)


async def upgrade(wire: Wire, key: str | None) -> int:
    """Return the status of the answer to a wish for a websocket."""
    answer = await wire.ask(
        "GET",
        "/websocket",
        X_Api_Key=key,
        Connection="Upgrade",
        Upgrade="websocket",
        Sec_WebSocket_Version="13",
        Sec_WebSocket_Key="dGhlIHNhbXBsZSBub25jZQ==",
    )
    return answer.status


async def test_too_long(connect: Connect) -> None:
    """A message longer than anything we take ends the connection."""
    socket = await connect()
    await socket.send_str(" " * (jsonrpc.MAX_BYTES + 1))
    assert await closed(socket) == 1009


async def test_slow_reader_is_cut_off(
    hass: HomeAssistant, connect: Connect, wire: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What nobody reads is not kept without end."""
    monkeypatch.setattr(websocket, "MAX_NOTICES", 1)
    socket = await connect()
    (served,) = hass.data[SOCKETS].values()
    (connection,) = served._open  # noqa: SLF001 - there is no other way to fill it
    for _ in range(3):
        connection.notify("x")
    with pytest.raises((TypeError, ConnectionError)):
        await socket.receive_str(timeout=60)


async def test_pings(
    hass: HomeAssistant, connect: Connect, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A client that answers pings stays, one that keeps silent is cut off."""
    monkeypatch.setattr(websocket, "HEARTBEAT_SECONDS", 0.4)
    socket = await connect()
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(1.5):
            await socket.receive()
    assert "result" in await ask(socket, "server.info")
    (served,) = hass.data[SOCKETS].values()
    async with asyncio.timeout(60):
        while served._open:  # noqa: SLF001 - nobody else tells when it is gone
            await asyncio.sleep(0.01)


async def test_key_use_is_noted(
    hass: HomeAssistant, connect: Connect, wire: Wire, hub: Hub
) -> None:
    """A key in identify counts as used."""
    socket = await connect(key=None)
    who = {**WHO, "api_key": wire.key}
    await ask(socket, "server.connection.identify", **who)
    async with asyncio.timeout(60):
        while not (uses := await hub.jobs.intake.async_key_uses()):
            await asyncio.sleep(0.01)
    assert list(uses) == [next(iter(hub.entry.subentries))]


async def post(wire: Wire, data: Any, key: str | None = "") -> Any:
    """Send a message over HTTP and return the body of the answer."""
    answer = await wire.ask(
        "POST",
        "/server/jsonrpc",
        json.dumps(data).encode(),
        Content_Type="application/json",
        X_Api_Key=wire.key if key == "" else key,
    )
    assert answer.status == 200
    assert answer.headers["content-type"].startswith("application/json")
    return json.loads(answer.body) if answer.body else None


async def test_http(wire: Wire) -> None:
    """The same messages can be posted."""
    answer = await post(wire, {**CALL, "id": 1})
    assert answer["result"]["klippy_state"] == "ready"
    assert len(await post(wire, [{**CALL, "id": 1}, {**CALL, "id": 2}])) == 2
    assert await post(wire, CALL) is None
    unauthorized = await post(wire, {**CALL, "id": 1}, key=None)
    assert unauthorized["error"] == {"code": -32602, "message": "Unauthorized"}
    opened = await post(wire, {**CALL, "method": "access.info", "id": 1}, key=None)
    assert "result" in opened


@pytest.mark.parametrize(
    "method", ["server.connection.identify", "printer.objects.subscribe"]
)
async def test_http_has_no_connection(wire: Wire, method: str) -> None:
    """What needs a connection is unknown over HTTP."""
    answer = await post(wire, {**CALL, "method": method, "id": 1})
    assert answer["error"]["code"] == -32601


async def test_http_refuses_other_bodies(wire: Wire) -> None:
    """Forms are no messages, and there is a longest message."""
    form = await wire.ask("POST", "/server/jsonrpc", b"a=b", Content_Type="text/plain")
    assert form.status == 400
    long = b" " * (jsonrpc.MAX_BYTES + 1)
    body = await wire.ask(
        "POST", "/server/jsonrpc", long, Content_Type="application/json"
    )
    assert body.status == 413
