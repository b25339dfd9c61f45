"""One-shot tokens: how a client that can't send headers shows who it is."""

import asyncio

from custom_components.printmux.slicer import tokens
from homeassistant.core import HomeAssistant

from .conftest import Hub
from .wire import BOUNDARY, FILE, Wire, prusa_form


async def make_token(wire: Wire) -> str:
    """Return a new token."""
    answer = await wire.ask("GET", "/access/oneshot_token")
    assert answer.status == 200
    token: str = answer.json["result"]
    return token


async def test_octoprint_path_and_prefix(wire: Wire) -> None:
    """Tokens are taken by every path of ours."""
    for path in ("/api/version", "/printmux/printer/info"):
        token = await make_token(wire)
        answer = await wire.ask("GET", f"{path}?token={token}", X_Api_Key=None)
        assert answer.status == 200


async def test_needs_a_key(wire: Wire) -> None:
    """Nobody gets a token without a key."""
    answer = await wire.ask("GET", "/access/oneshot_token", X_Api_Key=None)
    assert answer.status == 401


async def test_key_itself_is_no_token(wire: Wire) -> None:
    """`?token=` takes tokens only, and a wrong one does no harm to a right key."""
    path = f"/server/info?token={wire.key}"
    assert (await wire.ask("GET", path, X_Api_Key=None)).status == 401
    assert (await wire.ask("GET", path)).status == 200


async def test_upload_that_asks_first(wire: Wire, hub: Hub) -> None:
    """The check before `100 Continue` does not use the token up."""
    token = await make_token(wire)
    body = prusa_form()
    answer = await ask_first(wire, f"/api/files/local?token={token}", body)
    assert b" 201 " in answer
    assert hub.job.size == len(FILE)


async def ask_first(wire: Wire, path: str, body: bytes) -> bytes:
    """Send a form the way curl does, the body after `100 Continue`."""
    headers = {
        "X-Api-Key": None,
        "Expect": "100-continue",
        "Content-Length": str(len(body)),
        "Content-Type": f"multipart/form-data; boundary={BOUNDARY}",
    }
    reader, writer = await asyncio.open_connection("127.0.0.1", wire.port)
    writer.write(wire.head("POST", path, headers))
    async with asyncio.timeout(60):
        assert b" 100 " in await reader.readuntil(b"\r\n\r\n")
        writer.write(body)
        first = await reader.readline()
    writer.close()
    return first


async def test_revoked_key(hass: HomeAssistant, wire: Wire, hub: Hub) -> None:
    """A token is worth nothing once its key was revoked."""
    token = await make_token(wire)
    first = next(iter(hub.entry.subentries))
    hass.config_entries.async_remove_subentry(hub.entry, first)
    answer = await wire.ask("GET", f"/server/info?token={token}", X_Api_Key=None)
    assert answer.status == 401


async def test_other_address_and_bounds(hass: HomeAssistant) -> None:
    """A token is for the address that asked for it; only the newest are kept."""
    store = tokens.Tokens(hass)
    assert store.async_spend(store.async_make("key", "192.0.2.1"), "192.0.2.2") is None
    made = [store.async_make("key", None) for _ in range(tokens.MAX_TOKENS + 1)]
    assert store.async_spend(made[0], None) is None
    assert {store.async_spend(token, None) for token in made[1:]} == {"key"}
