"""Who each kind of host says that it is."""

import aiohttp
from aiohttp import web
import pytest

from custom_components.printmux.printers.driver import PrinterDriver
from custom_components.printmux.printers.errors import (
    DriverError,
    HostAuthError,
    HostUnreachableError,
    NotAPrinterHostError,
)
from custom_components.printmux.printers.moonraker import MoonrakerDriver
from custom_components.printmux.printers.octoprint import OctoPrintDriver
from custom_components.printmux.printers.prusalink import PrusaLinkDriver
from tests.conftest import FakeDriver

from .conftest import (
    Answer,
    FakeHost,
    html,
    moonraker_error,
    octoprint_error,
    prusalink_error,
    redirect,
)

MOONRAKER = "GET /server/database/item"
OCTOPRINT = "GET /plugin/discovery/discovery.xml"
PRUSALINK = "GET /api/v1/info"
XML = '<?xml version="1.0"?><root><device><UDN>uuid:id-1</UDN></device></root>'


@pytest.mark.parametrize(
    ("driver", "route", "answer", "identity"),
    [
        (MoonrakerDriver, MOONRAKER, {"result": {"value": "id-1"}}, "id-1"),
        (MoonrakerDriver, MOONRAKER, {"result": {"value": None}}, None),
        (MoonrakerDriver, MOONRAKER, moonraker_error(404, "Not found"), None),
        (OctoPrintDriver, OCTOPRINT, web.Response(text=XML), "id-1"),
        (OctoPrintDriver, OCTOPRINT, web.Response(text="<root/>"), None),
        (OctoPrintDriver, OCTOPRINT, octoprint_error(403, "Not yours"), None),
        (OctoPrintDriver, OCTOPRINT, html(404, "404 Not Found"), None),
        (PrusaLinkDriver, PRUSALINK, {"serial": "id-1"}, "id-1"),
        (PrusaLinkDriver, PRUSALINK, {"serial": ""}, None),
        (PrusaLinkDriver, PRUSALINK, prusalink_error(503, "Busy"), None),
    ],
)
async def test_identity(
    host: FakeHost,
    session: aiohttp.ClientSession,
    driver: type[PrinterDriver],
    route: str,
    answer: Answer,
    identity: str | None,
) -> None:
    """It takes one request; a host that does not tell it is no error."""
    host.on(route, answer)
    assert await driver(session, host.url, "key").identity() == identity
    assert [seen.route for seen in host.seen] == [route]
    # OctoPrint tells everybody, so a stranger need not see the key.
    assert ("X-Api-Key" in host.seen[0].headers) is (driver is not OctoPrintDriver)


@pytest.mark.parametrize(
    ("driver", "route", "answer", "error"),
    [
        (MoonrakerDriver, MOONRAKER, moonraker_error(401, "No"), HostAuthError),
        (PrusaLinkDriver, PRUSALINK, prusalink_error(401, "No"), HostAuthError),
        (MoonrakerDriver, MOONRAKER, redirect(302, "/"), NotAPrinterHostError),
        (OctoPrintDriver, OCTOPRINT, redirect(302, "/"), NotAPrinterHostError),
    ],
)
async def test_faults(
    host: FakeHost,
    session: aiohttp.ClientSession,
    driver: type[PrinterDriver],
    route: str,
    answer: Answer,
    error: type[DriverError],
) -> None:
    """A refused key is said at once, and a redirect is not followed."""
    host.on(route, answer)
    with pytest.raises(error):
        await driver(session, host.url, "key").identity()


@pytest.mark.parametrize("driver", [MoonrakerDriver, OctoPrintDriver, PrusaLinkDriver])
async def test_nobody_there(
    session: aiohttp.ClientSession, driver: type[PrinterDriver]
) -> None:
    """A host that is off tells nothing."""
    with pytest.raises(HostUnreachableError):
        await driver(session, "http://127.0.0.1:9").identity()


async def test_default(session: aiohttp.ClientSession) -> None:
    """A driver need not know of it."""
    driver = FakeDriver(session, "http://plain.local")
    assert await PrinterDriver.identity(driver) is None
