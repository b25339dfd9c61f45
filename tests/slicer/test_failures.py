"""A client that keeps coming with a wrong key is told to the user, and forgotten."""

from typing import Any

from aiohttp import ClientSession
import pytest

from custom_components.printmux.const import DOMAIN
from custom_components.printmux.slicer.failures import (
    FAILURES,
    MAX_CLIENTS,
    MAX_ISSUES,
    MENDED_SECONDS,
    REFUSALS,
    SILENT_SECONDS,
    WINDOW_SECONDS,
)
from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir

from .conftest import Advance, Hub
from .wire import Wire

WRONG = "wrong-key-of-a-slicer"
PROXY = {"use_x_forwarded_for": True, "trusted_proxies": ["127.0.0.1"]}


def issues(hass: HomeAssistant) -> dict[str, ir.IssueEntry]:
    """Return the issues by address."""
    return {
        issue.issue_id.removeprefix("slicer_key_refused_"): issue
        for issue in ir.async_get(hass).issues.values()
        if issue.domain == DOMAIN and issue.translation_key == "slicer_key_refused"
    }


async def fail(
    wire: Wire, times: int = REFUSALS, key: str = WRONG, **more: Any
) -> None:
    """Come with a wrong key."""
    for _ in range(times):
        answer = await wire.ask("GET", "/api/version", X_Api_Key=key, **more)
        assert answer.status == 403


async def test_issue(hass: HomeAssistant, wire: Wire) -> None:
    """It names the address, the key's beginning and the client, and nothing more."""
    await fail(wire, REFUSALS - 1, User_Agent="OrcaSlicer/2.3.1")
    assert issues(hass) == {}
    await fail(wire, 1, User_Agent="OrcaSlicer/2.3.1")
    (issue,) = issues(hass).values()
    assert issue.translation_placeholders == {
        "address": "127.0.0.1",
        "prefix": "wrong-ke",
        "agent": "OrcaSlicer/2.3.1",
    }
    assert issue.is_fixable
    assert not issue.is_persistent


@pytest.mark.parametrize(
    ("path", "status"), [("/server/info", 401), ("/printmux/api/settings", 401)]
)
async def test_every_protocol(
    hass: HomeAssistant, wire: Wire, path: str, status: int
) -> None:
    """Where the key was wrong does not matter."""
    for _ in range(REFUSALS):
        assert (await wire.ask("GET", path, X_Api_Key=WRONG)).status == status
    assert list(issues(hass)) == ["127.0.0.1"]


async def test_expired_key(hass: HomeAssistant, hub: Hub, wire: Wire) -> None:
    """A key whose time is over is a wrong one, known by its beginning."""
    await fail(wire, key=hub.keys[2])
    (issue,) = issues(hass).values()
    assert issue.translation_placeholders is not None
    assert issue.translation_placeholders["prefix"] == hub.keys[2][:8]


@pytest.mark.parametrize("key", [None, "", "88888888"])
async def test_no_key_is_no_failure(
    hass: HomeAssistant, wire: Wire, key: str | None
) -> None:
    """Programs that look around have no key: nobody can mend that."""
    for _ in range(2 * REFUSALS):
        answer = await wire.ask("GET", "/api/version", X_Api_Key=key)
        assert answer.status == 403
    assert issues(hass) == {}


async def test_strange_texts(hass: HomeAssistant, wire: Wire) -> None:
    """What a stranger sends is shown as plain short text."""
    await fail(wire, key="`<b>\u202e", User_Agent="x`](http://evil)" + "y" * 500)
    (issue,) = issues(hass).values()
    assert issue.translation_placeholders is not None
    assert issue.translation_placeholders["prefix"].startswith("'<b>")
    assert "`" not in "".join(issue.translation_placeholders.values())
    assert len(issue.translation_placeholders["agent"]) == 64


async def test_slow_failures(hass: HomeAssistant, wire: Wire, advance: Advance) -> None:
    """A mistake now and then is no client that keeps failing."""
    for _ in range(3 * REFUSALS):
        await fail(wire, 1)
        await advance(WINDOW_SECONDS / (REFUSALS - 1))
    assert issues(hass) == {}


async def test_good_key_ends_it(
    hass: HomeAssistant, wire: Wire, advance: Advance
) -> None:
    """Another client at that address ends nothing; the mended one does."""
    await fail(wire)
    assert (await wire.ask("GET", "/api/version")).status == 200
    assert list(issues(hass)) == ["127.0.0.1"]
    await advance(MENDED_SECONDS)
    assert (await wire.ask("GET", "/api/version")).status == 200
    assert issues(hass) == {}
    await fail(wire, REFUSALS - 1)
    assert issues(hass) == {}


async def test_silence_ends_it(
    hass: HomeAssistant, wire: Wire, advance: Advance
) -> None:
    """A client that gave up is forgotten, not before its time."""
    await fail(wire)
    for _ in range(SILENT_SECONDS // WINDOW_SECONDS - 1):
        await advance(WINDOW_SECONDS)
        assert list(issues(hass)) == ["127.0.0.1"]
    await advance(WINDOW_SECONDS)
    assert issues(hass) == {}


async def test_other_wrong_key(
    hass: HomeAssistant, wire: Wire, advance: Advance
) -> None:
    """The issue follows the key that is tried now, but not one for each request."""
    await fail(wire)
    await fail(wire, 1, key="another-key")
    assert prefix(hass) == "wrong-ke"
    await advance(MENDED_SECONDS)
    await fail(wire, 1, key="another-key")
    assert prefix(hass) == "another-"


def prefix(hass: HomeAssistant) -> str:
    """Return the beginning of the key in the only issue."""
    (issue,) = issues(hass).values()
    assert issue.translation_placeholders is not None
    return issue.translation_placeholders["prefix"]


async def test_unload_ends_it(hass: HomeAssistant, hub: Hub, wire: Wire) -> None:
    """A hub that is switched off has nothing to say; then all begins anew."""
    await fail(wire)
    assert await hass.config_entries.async_unload(hub.entry.entry_id)
    assert issues(hass) == {}
    assert FAILURES not in hass.data
    assert await hass.config_entries.async_setup(hub.entry.entry_id)
    await fail(wire, REFUSALS - 1)
    assert issues(hass) == {}


class TestManyAddresses:
    """Clients behind a proxy that tells who they are."""

    @pytest.fixture
    def http_config(self) -> dict[str, object]:
        """Trust the proxy."""
        return PROXY

    async def test_each_counts_alone(self, hass: HomeAssistant, wire: Wire) -> None:
        """The issue names the client, not the proxy."""
        for number in range(2 * REFUSALS):
            await fail(wire, 1, X_Forwarded_For=f"192.0.2.{number}")
        assert issues(hass) == {}
        await fail(wire, REFUSALS - 1, X_Forwarded_For="192.0.2.7")
        assert list(issues(hass)) == ["192.0.2.7"]

    async def test_flood(self, hass: HomeAssistant, wire: Wire) -> None:
        """Many clients fill neither the memory nor the page of repairs."""
        for number in range(MAX_ISSUES + 2):
            await fail(wire, X_Forwarded_For=f"192.0.2.{number}")
        assert len(issues(hass)) == MAX_ISSUES
        for number in range(MAX_CLIENTS):
            address = f"198.51.{100 + number // 250}.{number % 250}"
            await fail(wire, 1, X_Forwarded_For=address)
        assert issues(hass) == {}


async def test_websocket(hass: HomeAssistant, wire: Wire) -> None:
    """A wrong key in the messages of a websocket counts too."""
    message = {
        "jsonrpc": "2.0",
        "method": "server.connection.identify",
        "params": {
            "client_name": "x",
            "version": "1",
            "type": "other",
            "url": "",
            "api_key": WRONG,
        },
        "id": 1,
    }
    async with ClientSession() as session:
        url = f"http://127.0.0.1:{wire.port}/websocket"
        async with session.ws_connect(url) as socket:
            for _ in range(REFUSALS):
                await socket.send_json(message)
                assert (await socket.receive_json())["error"]
    assert prefix(hass) == "wrong-ke"
