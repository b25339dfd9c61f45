"""The port of its own: all that Home Assistant's port has, at the root, and no more."""

import asyncio
from pathlib import Path
import socket
import ssl
from unittest.mock import patch

from aiohttp import ClientSession
import pytest

from custom_components.printmux.const import DOMAIN
from custom_components.printmux.slicer.own_port import OwnPort
from custom_components.printmux.slicer.views import ROUTES
from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir

from .conftest import Hub
from .wire import FILE, Wire, free_port, prusa_form, read_answer

MOONRAKER = ("server", "printer", "access", "machine")
OPEN_TESTS = ("/api/version", "/api/server", "/server/info", "/printer/info")


def port_issue(hass: HomeAssistant) -> ir.IssueEntry | None:
    """Return the issue of a port that could not be had."""
    return ir.async_get(hass).async_get_issue(DOMAIN, "own_port_failed")


@pytest.mark.parametrize("prefix", ["", "/", "/printmux", "/printmux/"])
@pytest.mark.parametrize("path", OPEN_TESTS)
async def test_same_answers(own: Wire, wire: Wire, prefix: str, path: str) -> None:
    """Slicers get what they get on Home Assistant's port, at the root and below."""
    answer = await own.ask("GET", prefix + path)
    usual = await wire.ask("GET", path)
    assert (answer.status, answer.body) == (200, usual.body)
    refused = await own.ask("GET", prefix + path, X_Api_Key="wrong")
    assert refused.status in (401, 403)


@pytest.mark.parametrize("path", ["/api/files/local", "/server/files/upload"])
async def test_upload(own: Wire, hub: Hub, path: str) -> None:
    """An upload arrives, and its address is on the port that was called."""
    answer = await own.upload(prusa_form(), path)
    assert answer.status == 201
    assert answer.headers["location"].startswith(f"http://127.0.0.1:{own.port}/")
    assert hub.content(hub.job) == FILE


async def test_body_of_many_bytes(own: Wire, hub: Hub) -> None:
    """Uploads may be larger than what aiohttp reads at once."""
    content = b"G1 X1\n" * 2**20
    assert (await own.upload(prusa_form(content=content))).status == 201
    assert hub.content(hub.job) == content


@pytest.mark.parametrize("path", ["/", "/printmux", "/printmux/"])
async def test_page(hass: HomeAssistant, own: Wire, path: str) -> None:
    """A browser is sent on to Home Assistant, on the host it came to."""
    answer = await own.ask("GET", path, X_Api_Key=None)
    assert answer.status == 200
    assert answer.headers["content-type"].startswith("text/html")
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    panel = f"http://127.0.0.1:{hass.http.server_port}/printmux"
    assert f'href="{panel}"' in answer.body.decode()
    evil = await own.ask("GET", path, Host='a"><script>')
    assert b"<script" not in evil.body


@pytest.mark.parametrize(
    "path",
    [
        *("/zzz", "/api/", "/api/zzz", "/server/zzz", "//plugin/x", "/api/version/"),
        *("/auth/token", "/api/config", "/api/states", "/local/x", "/printmux/zzz"),
    ],
)
async def test_nothing_else(own: Wire, path: str) -> None:
    """Everything else is a 404 in a slicer's shape; Home Assistant is not there."""
    for method in ("GET", "POST", "DELETE"):
        answer = await own.ask(method, path)
        assert answer.status == 404
        error = answer.json["error"]
        moonraker = path.lstrip("/").split("/")[0] in MOONRAKER
        assert (error["message"] if moonraker else error) == answer.reason


async def test_wrong_method(own: Wire) -> None:
    """A known path with another method is a 405 here too."""
    for row in ROUTES:
        if "{" not in row.path:
            assert (await own.ask("PATCH", row.path)).status == 405


async def test_claimed_address(own: Wire) -> None:
    """A header that names another client is refused as Home Assistant refuses it."""
    answer = await own.ask("GET", "/api/version", X_Forwarded_For="192.0.2.7")
    assert answer.status == 400


async def test_no_version_of_the_server(own: Wire) -> None:
    """Nobody learns which software listens here."""
    answer = await own.ask("GET", "/api/version", X_Api_Key=None)
    assert not answer.headers.get("server")
    assert answer.headers["x-content-type-options"] == "nosniff"


async def test_move_and_close(own: Wire, own_port: OwnPort) -> None:
    """Another port is taken and the old one given back; 0 closes."""
    port = free_port()
    await own_port.async_apply(port)
    with pytest.raises(ConnectionRefusedError):
        await own.ask("GET", "/api/version")
    moved = Wire(port, own.key)
    assert (await moved.ask("GET", "/api/version")).status == 200
    await own_port.async_apply(0)
    with pytest.raises(ConnectionRefusedError):
        await moved.ask("GET", "/api/version")


async def test_same_port_is_not_disturbed(own: Wire, own_port: OwnPort) -> None:
    """Other options do not cut an upload off."""
    reader, writer = await asyncio.open_connection("127.0.0.1", own.port)
    await own_port.async_apply(own.port)
    writer.write(own.head("GET", "/api/version", {}))
    assert (await read_answer(reader, without_body=False)).status == 200
    writer.close()


async def test_taken_port(
    hass: HomeAssistant, hub: Hub, own_port: OwnPort, caplog: pytest.LogCaptureFixture
) -> None:
    """A port that is taken is an issue, until there is a better one, or it is free."""
    with socket.create_server(("0.0.0.0", 0)) as taken:
        port = taken.getsockname()[1]
        await own_port.async_apply(port)
        issue = port_issue(hass)
        assert issue is not None
        assert issue.translation_placeholders is not None
        assert issue.translation_placeholders["port"] == str(port)
        assert str(port) in caplog.text
    await own_port.async_apply(port)
    assert port_issue(hass) is None
    assert (await Wire(port, hub.keys[0]).ask("GET", "/api/version")).status == 200


@pytest.mark.parametrize("port", [0, None], ids=["off", "other"])
async def test_issue_ends(
    hass: HomeAssistant, own_port: OwnPort, port: int | None
) -> None:
    """Another port, or none, ends the issue."""
    with socket.create_server(("0.0.0.0", 0)) as taken:
        await own_port.async_apply(taken.getsockname()[1])
        assert port_issue(hass) is not None
        await own_port.async_apply(free_port() if port is None else port)
        assert port_issue(hass) is None


async def test_tls(hass: HomeAssistant, own_port: OwnPort, tmp_path: Path) -> None:
    """With a certificate in Home Assistant the own port speaks TLS as well."""
    context = hass.http._create_emergency_ssl_context()  # noqa: SLF001 - as HA makes one
    port = free_port()
    with patch.object(hass.http, "context", context):
        await own_port.async_apply(port)
        trust = ssl.create_default_context()
        trust.check_hostname = False
        trust.verify_mode = ssl.CERT_NONE
        async with ClientSession() as session:
            url = f"https://127.0.0.1:{port}/"
            async with session.get(url, ssl=trust) as answer:
                assert answer.status == 200
                assert 'href="https://127.0.0.1:' in await answer.text()


@pytest.mark.parametrize("place", ["own", "home"])
class TestTransport:
    """Odd clients, on both ports."""

    @pytest.fixture
    def there(self, place: str, own: Wire, wire: Wire) -> Wire:
        """Return the way to the port."""
        return own if place == "own" else wire

    async def test_chunked_body(self, there: Wire, hub: Hub) -> None:
        """A body without a length, in odd chunks, is stored as it is."""
        form = prusa_form()
        pieces = [form[at : at + 7] for at in range(0, len(form), 7)]
        coded = [b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces]
        kind = "multipart/form-data; boundary=" + form[2:42].decode()
        head = there.head(
            "POST",
            "/api/files/local",
            {"Content-Type": kind, "Transfer-Encoding": "chunked"},
        )
        answer = await there.send(head, *coded, b"0\r\n\r\n")
        assert answer.status == 201
        assert hub.content(hub.job) == FILE

    async def test_slow_client(self, there: Wire, hub: Hub) -> None:
        """A client that sends byte after byte holds up nobody else."""
        form = prusa_form()
        kind = "multipart/form-data; boundary=" + form[2:42].decode()
        head = there.head(
            "POST",
            "/api/files/local",
            {"Content-Type": kind, "Content-Length": str(len(form))},
        )
        reader, writer = await asyncio.open_connection("127.0.0.1", there.port)
        for byte in head + form:
            writer.write(bytes([byte]))
            await writer.drain()
            await asyncio.sleep(0)
        assert (await there.ask("GET", "/api/version")).status == 200
        assert (await read_answer(reader, without_body=False)).status == 201
        assert hub.content(hub.job) == FILE
        writer.close()

    async def test_stalled_client(self, there: Wire, hub: Hub) -> None:
        """A client that stops in mid-upload is given up, and others are served."""
        stall = patch("custom_components.printmux.slicer.form.STALL_SECONDS", 0.2)
        with stall:
            stalled = asyncio.create_task(
                there.upload(prusa_form()[:-40], Content_Length="4000")
            )
            assert (await there.ask("GET", "/api/version")).status == 200
            assert (await stalled).status == 408
        hub.assert_nothing_kept()

    async def test_host_without_port(self, there: Wire) -> None:
        """PrusaSlicer on Windows leaves the port out; the address has it again."""
        answer = await there.upload(prusa_form(), Host="127.0.0.1")
        assert answer.status == 201
        location = answer.headers["location"]
        assert location.startswith(f"http://127.0.0.1:{there.port}/")
