"""Tests of finding out who answers at an address."""

from typing import Any

import aiohttp
from aiohttp import web
import pytest

from custom_components.printmux.printers.detect import DRIVERS, identify, normalise_url
from custom_components.printmux.printers.driver import HostInfo
from custom_components.printmux.printers.errors import (
    DriverError,
    HostAuthError,
    HostBusyError,
    HostUnreachableError,
    NotAPrinterHostError,
    OwnAddressError,
)

from .conftest import (
    Answer,
    FakeHost,
    html,
    moonraker_error,
    octoprint_error,
    prusalink_error,
)

ACCESS: dict[str, Any] = {
    "result": {"default_source": "moonraker", "login_required": False}
}
DESCRIPTION = "GET /plugin/discovery/discovery.xml"
VERSION = {"api": "0.1", "server": "1.11.8", "text": "OctoPrint 1.11.8"}


@pytest.mark.parametrize(
    ("typed", "url"),
    [
        ("printer.local", "http://printer.local"),
        ("  printer.local:7125/ ", "http://printer.local:7125"),
        ("HTTPS://Printer.Local/octo//", "https://printer.local/octo"),
        ("http://192.168.1.5/#/settings", "http://192.168.1.5"),
        ("http://192.168.1.5/?a=b#temp", "http://192.168.1.5"),
        ("[fe80::1]:7125", "http://[fe80::1]:7125"),
        ("http://drucker-küche.local", "http://xn--drucker-kche-llb.local"),
    ],
)
def test_normalise_url(typed: str, url: str) -> None:
    """What people type becomes a base URL, and stays one."""
    assert normalise_url(typed) == url
    assert normalise_url(url) == url


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "   ",
        "http://",
        "ftp://printer",
        "my printer",
        "http://me:secret@printer",
        "me@printer",
        "http://printer:99999",
        "http://printer:port",
        "http://[fe80::1",
        "://",
    ],
)
def test_normalise_url_refuses(typed: str) -> None:
    """What is no address is refused with a sentence."""
    with pytest.raises(ValueError, match=r"^[A-Z].*\.$"):
        normalise_url(typed)


def test_every_driver_is_complete() -> None:
    """Each row of the table can be made and says what it is."""
    for kind, driver in DRIVERS.items():
        assert driver.kind == kind
        assert driver.label
        assert driver.printable
        assert not driver.__abstractmethods__


@pytest.mark.parametrize(
    ("answers", "error"),
    [
        ({}, NotAPrinterHostError),
        ({"GET /api/version": html(200, "Router")}, NotAPrinterHostError),
        ({"GET /server/info": {"result": {}}}, NotAPrinterHostError),
        (
            {"GET /api/version": {"text": "OctoPrint (Moonraker 0.11.0)"}},
            NotAPrinterHostError,
        ),
        ({"GET /api/version": {"text": 5}}, NotAPrinterHostError),
        ({"GET /api/version": html(401, "401 Login")}, NotAPrinterHostError),
        ({"GET /server/info": html(502, "502 Bad Gateway")}, HostUnreachableError),
        (
            {"GET /server/info": moonraker_error(401, "Unauthorized")}
            | {"GET /access/info": ACCESS},
            HostAuthError,
        ),
        ({"GET /api/version": octoprint_error(403, "No permission")}, HostAuthError),
        (
            {"GET /api/version": VERSION}
            | {"GET /api/job": octoprint_error(403, "No permission")},
            HostAuthError,
        ),
        (
            {
                "GET /api/version": prusalink_error(
                    401,
                    "401: Unauthorized",
                    **{"WWW-Authenticate": 'ApiKey realm="Printer API"'},
                )
            },
            HostAuthError,
        ),
        (
            {
                "GET /api/version": web.Response(
                    status=403, text="Bad X-Api-Key.", headers={"Server": "PrusaLink"}
                )
            },
            HostAuthError,
        ),
        (
            {
                "GET /api/version": prusalink_error(
                    503, "Printer Unavailable", "Not yet", Server="PrusaLink"
                )
            },
            HostBusyError,
        ),
        (
            {"GET /api/version": {"text": "PrusaLink"}}
            | {"GET /api/v1/info": prusalink_error(401, "401: Unauthorized")},
            HostAuthError,
        ),
        ({"GET /api/version": {"text": "Prusa SLA SL1 1.0.5"}}, NotAPrinterHostError),
        ({"GET /access/info": ACCESS | {"software": "PrintMux"}}, OwnAddressError),
        (
            {"GET /access/info": {"result": {"software": "PrintMux"}}},
            OwnAddressError,
        ),
        ({"GET /printer/info": {"result": {"software": "PrintMux"}}}, OwnAddressError),
        ({"GET /api/version": {"text": "OctoPrint 1.9 (PrintMux 1)"}}, OwnAddressError),
    ],
)
async def test_strangers(
    host: FakeHost,
    session: aiohttp.ClientSession,
    answers: dict[str, Answer],
    error: type[DriverError],
) -> None:
    """Strangers, ourselves and unwelcoming hosts are told apart."""
    for route, answer in answers.items():
        host.on(route, answer)
    with pytest.raises(DriverError) as caught:
        await identify(session, host.url, "key")
    assert type(caught.value) is error


async def test_own_address_needs_no_key(
    host: FakeHost, session: aiohttp.ClientSession
) -> None:
    """PrintMux knows itself even with a key that it refuses."""

    def answer(request: web.Request) -> web.Response:
        if "X-Api-Key" in request.headers:
            return moonraker_error(401, "Unauthorized")
        return web.json_response(ACCESS | {"software": "PrintMux"})

    host.on("GET /access/info", answer)
    with pytest.raises(OwnAddressError):
        await identify(session, host.url, "wrong")


async def test_octoprint_names(host: FakeHost, session: aiohttp.ClientSession) -> None:
    """The title goes before the profile's name; the mDNS uuid is the identity."""
    host.on("GET /api/version", VERSION)
    host.on("GET /api/job", {"state": "Operational"})
    profiles: dict[str, Any] = {
        "a": {"name": "Old"},
        "b": {"name": "Mk3", "current": True},
    }
    host.on("GET /api/printerprofiles", {"profiles": profiles})
    info = await identify(session, host.url, "key")
    assert info == HostInfo(kind="octoprint", name="Mk3", software="OctoPrint 1.11.8")
    host.on("GET /api/settings", {"appearance": {"name": "Bench"}})
    host.on(DESCRIPTION, web.Response(text="<root><UDN>uuid:u-1</UDN></root>"))
    info = await identify(session, host.url, "key")
    assert (info.name, info.unique_id) == ("Bench", "u-1")
    assert not any("X-Api-Key" in asked.headers for asked in host.asked(DESCRIPTION))
    profiles["b"]["name"] = "Default"
    host.on("GET /api/settings", octoprint_error(403, "No permission"))
    assert (await identify(session, host.url, "key")).name == "OctoPrint"


async def test_moonraker_names(host: FakeHost, session: aiohttp.ClientSession) -> None:
    """The interface's name goes before the hostname; no Klipper is no obstacle."""
    host.on("GET /server/info", {"result": {"moonraker_version": "0.9.3"}})
    info = await identify(session, host.url, None)
    assert info == HostInfo(
        kind="moonraker", name="Klipper", software="Moonraker 0.9.3"
    )
    host.on("GET /printer/info", {"result": {"hostname": "voron"}})
    assert (await identify(session, host.url, None)).name == "voron"

    def database(request: web.Request) -> web.Response:
        values = {"fluidd": "Red one", "moonraker": "5f1c"}
        if value := values.get(request.query["namespace"]):
            return web.json_response({"result": {"value": value}})
        return moonraker_error(404, "Namespace not found")

    host.on("GET /server/database/item", database)
    info = await identify(session, host.url, None)
    assert (info.name, info.unique_id) == ("Red one", "5f1c")


async def test_prusalink_names(host: FakeHost, session: aiohttp.ClientSession) -> None:
    """The name that the user gave goes before the host's; the serial is the identity."""
    host.on("GET /api/version", {"text": "PrusaLink", "hostname": "prusa-mk4"})
    host.on("GET /api/v1/info", {"serial": "10589-3742441631526", "hostname": "x"})
    info = await identify(session, host.url, "password")
    assert info == HostInfo(
        kind="prusalink",
        name="prusa-mk4",
        software="PrusaLink",
        unique_id="10589-3742441631526",
    )
    host.on("GET /api/v1/info", {"name": "Bench"})
    info = await identify(session, host.url, "password")
    assert (info.name, info.unique_id) == ("Bench", None)
    host.on("GET /api/version", {"text": "PrusaLink 0.8.1", "hostname": ""})
    host.on("GET /api/v1/info", {})
    info = await identify(session, host.url, "password")
    assert (info.name, info.software) == ("PrusaLink", "PrusaLink 0.8.1")
