"""Tests of which printer can take which file."""

from unittest.mock import Mock

import aiohttp
import pytest

from custom_components.printmux.jobs.matching import misfit
from custom_components.printmux.jobs.models import Job
from custom_components.printmux.printers.octoprint import OctoPrintDriver
from custom_components.printmux.printers.prusalink import PrusaLinkDriver
from tests.printers.conftest import FakeHost, host, session

# Fixtures of the drivers' tests.
__all__ = ["host", "session"]


@pytest.mark.parametrize(
    ("storage", "fits"),
    [
        ("/usb/", {".gcode", ".bgcode"}),
        ("/local", {".gcode"}),
        (None, {".gcode", ".bgcode"}),
    ],
)
async def test_prusalink(
    host: FakeHost, session: aiohttp.ClientSession, storage: str | None, fits: set[str]
) -> None:
    """Binary G-code is for firmware; until the host has said what it is, anything goes."""
    driver = PrusaLinkDriver(session, host.url, "key")
    if storage:
        place = {"path": storage, "read_only": False}
        host.on("GET /api/v1/status", {"storage": place, "printer": {"state": "IDLE"}})
    await driver.status()
    for suffix in (".gcode", ".bgcode", ".gcode.3mf"):
        words = misfit(Mock(spec=Job, extension=suffix), driver)
        assert (words is None) is (suffix in fits)
        assert words is None or f"does not print {suffix} files" in str(words)


async def test_octoprint(session: aiohttp.ClientSession) -> None:
    """OctoPrint prints no binary G-code."""
    driver = OctoPrintDriver(session, "http://printer.local")
    assert misfit(Mock(spec=Job, extension=".gcode"), driver) is None
    words = misfit(Mock(spec=Job, extension=".bgcode"), driver)
    assert str(words) == (
        "OctoPrint does not print .bgcode files, only .g, .gco, .gcode."
        " Slice it for such a printer, or choose another one"
    )
