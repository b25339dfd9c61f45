"""What slicers ask before they upload, who may ask it, and what the rest hear."""

from http import HTTPStatus

import pytest

from homeassistant.core import CoreState, HomeAssistant

from .conftest import Hub
from .wire import Wire

OPEN = "/access/info"
OCTOPRINT = ("/api/version", "/api/server")
MOONRAKER = ("/server/info", "/printer/info", "/server/files/roots")


@pytest.mark.parametrize("prefix", ["", "/", "/printmux", "/printmux/"])
@pytest.mark.parametrize("path", [*OCTOPRINT, *MOONRAKER, OPEN])
async def test_answers_at_root_and_prefix(wire: Wire, prefix: str, path: str) -> None:
    """Every test request is served at both places, with a doubled slash too."""
    answer = await wire.ask("GET", prefix + path)
    assert (answer.status, answer.reason) == (200, "OK")
    assert answer.headers["content-type"] == "application/json"


async def test_raw_bytes_as_key(wire: Wire) -> None:
    """A key that is no UTF-8 is wrong, not a fault."""
    head = wire.head("GET", "/api/version", {"X-Api-Key": "KEY"})
    answer = await wire.send(head.replace(b"KEY", b"\xff\xfe"))
    assert answer.status == 403


async def test_wrong_key_is_not_rescued(wire: Wire) -> None:
    """The first key that is there counts."""
    answer = await wire.ask(
        "GET", f"/api/version?apikey={wire.key}", X_Api_Key="another"
    )
    assert answer.status == 403


async def test_expiry(wire: Wire, hub: Hub) -> None:
    """A key works until its time is over."""
    _, valid, expired = hub.keys
    assert (await wire.ask("GET", "/api/version", X_Api_Key=valid)).status == 200
    assert (await wire.ask("GET", "/api/version", X_Api_Key=expired)).status == 403


async def test_home_assistant_token_is_no_key(
    wire: Wire, hass_access_token: str
) -> None:
    """Home Assistant's own tokens open nothing here."""
    bearer = f"Bearer {hass_access_token}"
    answer = await wire.ask("GET", "/api/version", X_Api_Key=None, Authorization=bearer)
    assert answer.status == 403


async def test_key_use_is_noted_once(hass: HomeAssistant, wire: Wire, hub: Hub) -> None:
    """The last use is written at most once a minute and key."""
    for _ in range(5):
        await wire.ask("GET", "/api/version")
    await hass.async_block_till_done(wait_background_tasks=True)
    first = await hub.jobs.intake.async_key_uses()
    (used,) = first
    assert hub.entry.subentries[used].data["prefix"] == wire.key[:8]
    await wire.ask("GET", "/api/version")
    await hass.async_block_till_done(wait_background_tasks=True)
    assert await hub.jobs.intake.async_key_uses() == first


async def test_unload_and_reload(hass: HomeAssistant, wire: Wire, hub: Hub) -> None:
    """Routes stay for ever: without a loaded entry they answer 404 in their shape."""
    assert await hass.config_entries.async_unload(hub.entry.entry_id)
    octoprint = await wire.ask("GET", "/api/version")
    moonraker = await wire.ask("GET", "/server/info")
    assert (octoprint.status, moonraker.status) == (404, 404)
    assert octoprint.json == {"error": octoprint.reason}
    assert moonraker.json["error"]["code"] == 404
    assert await hass.config_entries.async_setup(hub.entry.entry_id)
    assert (await wire.ask("GET", "/api/version")).status == 200


async def test_while_stopping(hass: HomeAssistant, wire: Wire) -> None:
    """A Home Assistant that shuts down says so."""
    hass.set_state(CoreState.stopping)
    answer = await wire.ask("GET", "/server/info")
    hass.set_state(CoreState.running)
    assert answer.status == HTTPStatus.SERVICE_UNAVAILABLE
    assert answer.json["error"]["code"] == 503
