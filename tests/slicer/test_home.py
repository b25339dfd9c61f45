"""What the own port says about where Home Assistant is."""

from collections.abc import AsyncGenerator
from unittest.mock import patch

import pytest

from custom_components.printmux.slicer.own_port import OwnPort
from homeassistant.core import HomeAssistant

from .conftest import Hub
from .wire import Wire, free_port

INTERNAL = "http://ha.example:8080"
EXTERNAL = "https://home.example"


@pytest.fixture
async def own(hass: HomeAssistant, hub: Hub) -> AsyncGenerator[Wire]:
    """Return the way to the own port; Home Assistant's is 8123."""
    own_port, port = OwnPort(hass), free_port()
    await own_port.async_apply(port)
    with patch.object(hass.http, "server_port", 8123):
        yield Wire(port, hub.keys[0])
    await own_port.async_close()


async def ask(own: Wire, host: str, path: str = "") -> str:
    """Ask for a key as Cura does; return where the user is sent."""
    answer = await own.ask(
        "POST",
        f"{path}/plugin/appkeys/request",
        b'{"app": "Cura"}',
        X_Api_Key=None,
        Host=host,
        Content_Type="application/json",
    )
    assert answer.status == 201, answer.json
    # The key is asked for where it was, not where Home Assistant is.
    assert answer.headers["location"].startswith(f"http://{host}")
    dialog: str = answer.json["auth_dialog"]
    return dialog


@pytest.mark.parametrize(
    ("host", "page"),
    [
        ("192.0.2.7:7125", "http://192.0.2.7:8123"),
        ("printer.example", "http://printer.example:8123"),
        ("[2001:db8::7]:7125", "http://[2001:db8::7]:8123"),
        ("HA.example:7125", INTERNAL),
        ("home.example:7125", EXTERNAL),
    ],
)
async def test_dialog(hass: HomeAssistant, own: Wire, host: str, page: str) -> None:
    """It is Home Assistant's under the name by which the client came."""
    await hass.config.async_update(internal_url=INTERNAL, external_url=EXTERNAL)
    assert await ask(own, host) == f"{page}/config/repairs"
    assert await ask(own, host, "/printmux") == f"{page}/config/repairs"


async def test_dialog_with_tls(hass: HomeAssistant, own: Wire) -> None:
    """With a certificate in Home Assistant it is https."""
    context = hass.http._create_emergency_ssl_context()  # noqa: SLF001 - as HA makes one
    with patch.object(hass.http, "context", context):
        dialog = await ask(own, "192.0.2.7:7125")
    assert dialog == "https://192.0.2.7:8123/config/repairs"


async def test_dialog_behind_a_proxy(hass: HomeAssistant, own: Wire) -> None:
    """Where Home Assistant does not listen for others, it is the address it knows."""
    with patch.object(hass.http, "server_host", ["127.0.0.1"]):
        direct = "http://127.0.0.1:8123/config/repairs"
        assert await ask(own, "127.0.0.1:7125") == direct
        await hass.config.async_update(external_url=EXTERNAL)
        assert await ask(own, "192.0.2.7:7125") == f"{EXTERNAL}/config/repairs"


async def test_odd_host(own: Wire) -> None:
    """A Host that is no address is refused, and nobody is asked anything."""
    answer = await own.ask(
        "POST",
        "/plugin/appkeys/request",
        b'{"app": "Cura"}',
        X_Api_Key=None,
        Host="a b:x",
        Content_Type="application/json",
    )
    assert answer.status == 400
