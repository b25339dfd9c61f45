"""Tests of asking OctoPrint for a key; the e2e tests ask a real one."""

import json

import aiohttp
from aiohttp import web
import pytest

from custom_components.printmux.printers import octoprint_keys
from custom_components.printmux.printers.errors import (
    DriverError,
    HostAuthError,
    HostUnreachableError,
    NotAPrinterHostError,
)
from custom_components.printmux.printers.octoprint_keys import APP, KeyRequest

from .conftest import Answer, FakeHost, html, octoprint_error

REQUEST = "POST /plugin/appkeys/request"
POLL = "GET /plugin/appkeys/request/T1"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait for nobody."""
    monkeypatch.setattr(octoprint_keys, "POLL_S", 0)


async def asked(host: FakeHost, session: aiohttp.ClientSession) -> KeyRequest:
    """Return a request that was sent."""
    host.on(REQUEST, {"app_token": "T1", "auth_dialog": f"{host.url}/dialog"})
    request = KeyRequest(session, host.url)
    assert request.dialog == host.url
    await request.async_send()
    assert request.dialog == f"{host.url}/dialog"
    (seen,) = host.asked(REQUEST)
    assert json.loads(seen.body) == {"app": APP}
    return request


async def test_granted(host: FakeHost, session: aiohttp.ClientSession) -> None:
    """The key comes once the user has decided; an answer lost on the way is no end."""
    request = await asked(host, session)
    waits = web.json_response({"message": "Awaiting decision"}, status=202)
    lost = html(502, "Bad Gateway")
    host.on(POLL, waits, lost, waits, lost, {"api_key": "K1"})
    assert await request.async_wait() == "K1"
    assert len(host.asked(POLL)) == 5
    host.on(POLL, lost)
    with pytest.raises(HostUnreachableError, match="502"):
        await request.async_wait()


async def test_refused(host: FakeHost, session: aiohttp.ClientSession) -> None:
    """A request that OctoPrint does not know any more was refused, or forgotten."""
    request = await asked(host, session)
    host.on(POLL, octoprint_error(404, "Not Found"))
    with pytest.raises(HostAuthError, match="refused"):
        await request.async_wait()


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (octoprint_error(429, "You have made too many requests"), DriverError),
        ({"odd": True}, NotAPrinterHostError),
        (html(404, "Not Found"), NotAPrinterHostError),
    ],
)
async def test_not_taken(
    host: FakeHost,
    session: aiohttp.ClientSession,
    answer: Answer,
    error: type[DriverError],
) -> None:
    """What is no request under way is an error at once."""
    host.on(REQUEST, answer)
    with pytest.raises(error):
        await KeyRequest(session, host.url).async_send()


@pytest.mark.parametrize(
    ("answer", "possible"),
    [(web.Response(status=204), True), (html(404, "Not Found"), False)],
)
async def test_possible(
    host: FakeHost, session: aiohttp.ClientSession, answer: Answer, possible: bool
) -> None:
    """An OctoPrint without the plugin is not asked."""
    host.on("GET /plugin/appkeys/probe", answer)
    assert await KeyRequest(session, host.url).async_is_possible() is possible
