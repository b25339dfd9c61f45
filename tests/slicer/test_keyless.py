"""Clients of trusted networks need no key, and can't start a print."""

from ipaddress import ip_network
from unittest.mock import Mock

from aiohttp import web
import pytest

from custom_components.printmux.jobs.settings import Settings
from custom_components.printmux.slicer.keyless import may_come_without_key
from homeassistant.core import HomeAssistant

from .conftest import Hub
from .wire import Wire, closing, file_part, prusa_form, text_part

UPLOADS = ("/api/files/local", "/server/files/upload")
TESTS = ("/api/version", "/server/info", "/printer/info", "/server/files/roots")
PAGE = "https://grid.space"


@pytest.fixture
def settings() -> Settings:
    """Trust this machine, and print at once what is to be printed."""
    networks = (ip_network("127.0.0.0/8"),)
    return Settings(keyless_networks=networks, auto_print=True)


def print_form(name: str = "plain.gcode") -> bytes:
    """Return a form that asks for the print in every way."""
    wishes = text_part("select", "true") + text_part("print", "true")
    return wishes + file_part(name) + closing()


async def test_expect(wire: Wire) -> None:
    """A client may ask before it sends the body."""
    answer = await wire.upload(prusa_form(), X_Api_Key=None, Expect="100-continue")
    assert (answer.status, answer.reason) == (100, "Continue")


async def test_start(hass: HomeAssistant, wire: Wire, hub: Hub) -> None:
    """A start is agreed to and not noted; an unknown file is still unknown."""
    await wire.upload(prusa_form(), X_Api_Key=None)
    await hass.async_block_till_done(wait_background_tasks=True)
    start = "/printer/print/start?filename="
    for _ in range(3):
        answer = await wire.ask("POST", f"{start}plain.gcode", X_Api_Key=None)
        assert (answer.status, answer.json) == (200, {"result": "ok"})
    assert (await wire.ask("POST", f"{start}b.gcode", X_Api_Key=None)).status == 400
    await hass.async_block_till_done(wait_background_tasks=True)
    assert hub.job.start_requested is False
    assert hub.job.state == "awaiting_selection"


async def test_other_ways_to_start(hass: HomeAssistant, wire: Wire, hub: Hub) -> None:
    """OctoPrint's commands select and start; without a key they start nothing."""
    json = "application/json"
    for key, noted in ((None, False), (wire.key, True)):
        await wire.upload(prusa_form(f"{noted}.gcode"), X_Api_Key=key)
        path = f"/api/files/local/{noted}.gcode"
        select = b'{"command":"select","print":true}'
        answer = await wire.ask("POST", path, select, X_Api_Key=key, Content_Type=json)
        assert answer.status < 400
        start = b'{"command":"start"}'
        await wire.ask("POST", "/api/job", start, X_Api_Key=key, Content_Type=json)
        await hass.async_block_till_done(wait_background_tasks=True)
        (job,) = (
            job for job in hub.jobs.jobs.values() if job.name.startswith(str(noted))
        )
        assert job.start_requested is noted


async def test_key_still_counts(wire: Wire, hub: Hub) -> None:
    """A client with a key is that key also here: its jobs are its own, and start."""
    await wire.upload(print_form())
    assert hub.job.key_id is not None
    assert hub.job.start_requested is True
    start = "/printer/print/start?filename=plain.gcode"
    assert (await wire.ask("POST", start, X_Api_Key=None)).status == 400


@pytest.mark.parametrize(
    ("path", "status"), [("/api/version", 403), ("/server/info", 401)]
)
async def test_wrong_key(wire: Wire, hub: Hub, path: str, status: int) -> None:
    """A key that is wrong or expired is refused, lest a typo goes unnoticed."""
    for key in ("wrong", hub.keys[2]):
        assert (await wire.ask("GET", path, X_Api_Key=key)).status == status
        for upload in UPLOADS:
            refused = await wire.upload(prusa_form(), upload, X_Api_Key=key)
            assert refused.status in (401, 403)
    hub.assert_nothing_kept()


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": PAGE, "Sec_Fetch_Site": "cross-site"},
        {"Origin": "http://127.0.0.1:{port}", "Sec_Fetch_Site": "same-origin"},
        {"Sec_Fetch_Site": "none"},
    ],
    ids=["allowed", "own", "typed"],
)
async def test_known_page(wire: Wire, headers: dict[str, str]) -> None:
    """Allowed pages and our own are no foreign pages."""
    filled = {name: value.format(port=wire.port) for name, value in headers.items()}
    answer = await wire.upload(prusa_form(), X_Api_Key=None, **filled)
    assert answer.status == 201


class TestElsewhere:
    """The client is in no trusted network."""

    @pytest.fixture
    def settings(self) -> Settings:
        """Trust a network in which nobody is."""
        return Settings(keyless_networks=(ip_network("192.0.2.0/24"),))

    async def test_key_is_needed(self, wire: Wire, hub: Hub) -> None:
        """Nothing works without a key; a claimed address changes nothing."""
        for path in TESTS:
            answer = await wire.ask("GET", path, X_Api_Key=None)
            assert answer.status in (401, 403)
        for path in UPLOADS:
            answer = await wire.upload(prusa_form(), path, X_Api_Key=None)
            assert answer.status in (401, 403)
        claimed = await wire.ask(
            "GET", "/api/version", X_Api_Key=None, X_Forwarded_For="192.0.2.7"
        )
        assert claimed.status == 400
        hub.assert_nothing_kept()


class TestBehindProxy:
    """A reverse proxy that Home Assistant trusts says who the client is."""

    @pytest.fixture
    def settings(self) -> Settings:
        """Trust one network behind the proxy."""
        return Settings(keyless_networks=(ip_network("192.0.2.0/24"),))

    @pytest.fixture
    def http_config(self) -> dict[str, object]:
        """Trust the proxy."""
        return {"use_x_forwarded_for": True, "trusted_proxies": ["127.0.0.1"]}

    @pytest.mark.parametrize(
        ("client", "status"), [("192.0.2.7", 200), ("198.51.100.7", 403), (None, 403)]
    )
    async def test_client(self, wire: Wire, client: str | None, status: int) -> None:
        """The client's address counts, not the proxy's."""
        answer = await wire.ask(
            "GET", "/api/version", X_Api_Key=None, X_Forwarded_For=client
        )
        assert answer.status == status


@pytest.mark.parametrize(
    ("method", "remote", "may"),
    [
        ("GET", "192.168.1.7", True),
        ("POST", "::ffff:192.168.1.7", True),
        ("GET", "192.168.2.7", False),
        ("GET", "fe80::1%eth0", True),
        ("GET", "fe81::1", True),
        ("GET", "2001:db8::1", False),
        ("GET", None, False),
        ("DELETE", "192.168.1.7", False),
        ("PUT", "192.168.1.7", False),
    ],
)
def test_networks(method: str, remote: str | None, may: bool) -> None:
    """Addresses of both families are looked up; nothing is deleted without a key."""
    networks = (ip_network("192.168.1.0/24"), ip_network("fe80::/10"))
    request = Mock(web.Request, method=method, remote=remote)
    assert may_come_without_key(request, networks) is may
    assert may_come_without_key(request, ()) is False
