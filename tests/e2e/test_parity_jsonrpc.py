"""The same JSON-RPC messages to PrintMux and to a real Moonraker."""

import json
from typing import Any

from aiohttp import ClientSession
import pytest

from .house import E2EHouse

pytestmark = [pytest.mark.e2e, pytest.mark.usefixtures("socket_enabled")]

CALL = {"jsonrpc": "2.0", "id": 1}
WHO = {"client_name": "t", "version": "1", "type": "web", "url": "http://x"}
IDENTIFY = {**CALL, "method": "server.connection.identify"}
SUBSCRIBE = {**CALL, "method": "printer.objects.subscribe"}
MESSAGES = (
    "not json",
    json.dumps({**CALL, "jsonrpc": "1.0", "method": "server.info"}),
    json.dumps({**CALL, "method": 5}),
    json.dumps({**CALL, "method": "nope.method"}),
    json.dumps({"jsonrpc": "2.0", "method": "nope.method"}),
    json.dumps({**CALL, "method": "server.info", "params": [1]}),
    json.dumps({**CALL, "method": "printer.print.start"}),
    json.dumps({**IDENTIFY, "params": {"client_name": "t"}}),
    json.dumps({**IDENTIFY, "params": {**WHO, "type": "toaster"}}),
    json.dumps({**IDENTIFY, "params": {**WHO, "api_key": "wrong"}}),
    json.dumps({**IDENTIFY, "params": WHO}),
    json.dumps({**CALL, "method": "server.info"}),
    json.dumps({**CALL, "method": "access.oneshot_token"}),
    json.dumps({**SUBSCRIBE, "params": {"objects": {"webhooks": None}}}),
    json.dumps({**SUBSCRIBE, "params": {"objects": {"fan": ["speed", "nope"]}}}),
    json.dumps(SUBSCRIBE),
    json.dumps({**CALL, "method": "server.websocket.id"}),
    json.dumps({**CALL, "method": "server.history.totals"}),
    json.dumps({**CALL, "method": "server.history.delete_job"}),
    json.dumps({**CALL, "method": "server.webcams.get_item"}),
    json.dumps([{**CALL, "method": "server.info"}, {**CALL, "method": "x.y"}]),
)


def shape(answer: Any) -> Any:
    """Return what two answers have to have in common: codes, keys and types."""
    if isinstance(answer, list):
        return [shape(item) for item in answer]
    if "error" in answer:
        return answer["id"], answer["error"]["code"]
    result = answer["result"]
    return answer["id"], type(result), sorted(result) if type(result) is dict else None


async def talk(url: str, key: str | None) -> list[Any]:
    """Return the shapes of a server's answers."""
    headers = {"X-Api-Key": key} if key else {}
    shapes = []
    async with (
        ClientSession() as session,
        session.ws_connect(f"{url}/websocket", headers=headers) as socket,
    ):
        for message in MESSAGES:
            await socket.send_str(message)
            while "method" in (answer := await socket.receive_json(timeout=10)):
                continue
            shapes.append(shape(answer))
    return shapes


@pytest.mark.parametrize("with_key", [True, False], ids=["key", "no key"])
async def test_same_answers(house: E2EHouse, with_key: bool) -> None:
    """Codes, ids, keys and types are those of the real one."""
    real = house.bed.printers[0]
    theirs = await talk(real["url"], real["api_key"] if with_key else None)
    ours = await talk(house.ha.url, house.key if with_key else None)
    assert dict(zip(MESSAGES, ours, strict=True)) == dict(
        zip(MESSAGES, theirs, strict=True)
    )
