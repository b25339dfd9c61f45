"""Tests of the orders to OctoPrint, and of what it tells seldom."""

import json
from typing import Any

import aiohttp
from aiohttp import web
import pytest
from yarl import URL

from custom_components.printmux.printers import octoprint
from custom_components.printmux.printers.driver import Camera, Command
from custom_components.printmux.printers.errors import HostBusyError, HostRefusedError
from custom_components.printmux.printers.octoprint import OctoPrintDriver
from custom_components.printmux.printers.octoprint_data import make_details

from .conftest import FakeHost, octoprint_error
from .test_octoprint import flags

PRINTER = "GET /api/printer"
PROFILES = "GET /api/printerprofiles"


@pytest.fixture
def driver(host: FakeHost, session: aiohttp.ClientSession) -> OctoPrintDriver:
    """Give a driver for a host that has nothing to do."""
    host.on(PRINTER, flags())
    return OctoPrintDriver(session, host.url, "key")


@pytest.mark.parametrize(
    ("command", "route", "body"),
    [
        (Command.PAUSE, "POST /api/job", {"command": "pause", "action": "pause"}),
        (Command.RESUME, "POST /api/job", {"command": "pause", "action": "resume"}),
        (Command.CANCEL, "POST /api/job", {"command": "cancel"}),
        (Command.EMERGENCY_STOP, "POST /api/printer/command", {"command": "M112"}),
        (Command.CONNECT, "POST /api/connection", {"command": "connect"}),
    ],
)
async def test_commands(
    host: FakeHost,
    driver: OctoPrintDriver,
    command: Command,
    route: str,
    body: dict[str, str],
) -> None:
    """Each command is one order; a refusal is in OctoPrint's words."""
    assert command in driver.commands
    host.on(route, web.Response(status=204), octoprint_error(409, "not operational"))
    await driver.command(command)
    assert json.loads(host.asked(route)[0].body) == body
    with pytest.raises(HostBusyError, match="not operational"):
        await driver.command(command)
    with pytest.raises(HostRefusedError):
        await driver.command(Command.FIRMWARE_RESTART)


async def test_commands_wait_for_changes_under_way(
    host: FakeHost,
    driver: OctoPrintDriver,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """OctoPrint would forget them; a cancel is sent in any case."""
    monkeypatch.setattr(octoprint, "SETTLE_TRIES", 3)
    host.on("POST /api/job", web.Response(status=204))
    busy = flags("printing")
    busy["state"]["text"] = "Starting"
    host.on(PRINTER, busy, busy, flags("printing"))
    await driver.command(Command.PAUSE)
    assert len(host.asked(PRINTER)) == 3
    host.on(PRINTER, busy)
    with pytest.raises(HostBusyError, match="Starting"):
        await driver.command(Command.PAUSE)
    assert len(host.asked("POST /api/job")) == 1
    await driver.cancel()
    assert len(host.asked("POST /api/job")) == 2


@pytest.mark.parametrize(
    ("heater", "path", "body"),
    [
        ("nozzle1", "tool", {"command": "target", "targets": {"tool1": 60.5}}),
        ("bed", "bed", {"command": "target", "target": 60.5}),
        ("chamber", "chamber", {"command": "target", "target": 60.5}),
    ],
)
async def test_targets(
    host: FakeHost, driver: OctoPrintDriver, heater: str, path: str, body: object
) -> None:
    """Each heater has a path of its own."""
    route = f"POST /api/printer/{path}"
    host.on(route, web.Response(status=204), octoprint_error(400, "target is invalid"))
    await driver.set_target(heater, 60.5)
    assert json.loads(host.asked(route)[0].body) == body
    with pytest.raises(HostRefusedError, match="target is invalid"):
        await driver.set_target(heater, 60.5)
    with pytest.raises(HostRefusedError, match="lid"):
        await driver.set_target("lid", 60.5)


async def test_picture(host: FakeHost, driver: OctoPrintDriver) -> None:
    """The thumbnail in a file's entry is fetched; never from another host."""
    entry = "GET /api/files/local/a.gcode"
    address = "plugin/prusaslicerthumbnails/thumbnail/a%20b.png?20261121"
    host.on(entry, {"thumbnail": address})
    png = web.Response(body=b"\x89PNG" * 50_000, content_type="image/png")
    host.on("GET /plugin/prusaslicerthumbnails/thumbnail/a b.png", png)
    picture = await driver.picture("a.gcode")
    assert picture
    assert (picture.content, picture.content_type) == (b"\x89PNG" * 50_000, "image/png")
    absolute = f"{host.url}/plugin/prusaslicerthumbnails/thumbnail/a%20b.png"
    for other in ({}, {"thumbnail": "gone.png"}, {"thumbnail": absolute}):
        host.on(entry, other)
        assert await driver.picture("a.gcode") is None
    host.on(entry, octoprint_error(404, "not found"))
    assert await driver.picture("a.gcode") is None


async def test_details(host: FakeHost, driver: OctoPrintDriver) -> None:
    """The profile in use counts; a key without the right to settings has no cameras."""
    size = {"width": 250.0, "depth": 210.0, "height": 220.0}
    used = {
        "current": True,
        "volume": size,
        "extruder": {"count": 2, "nozzleDiameter": 0.6, "sharedNozzle": False},
    }
    host.on(PROFILES, {"profiles": {"a": {"default": True}, "b": used}})
    host.on("GET /api/settings", octoprint_error(403, "no permission"))
    details = await driver.details()
    assert details.build_volume == (250.0, 210.0, 220.0)
    assert details.nozzle_diameters == (0.6, 0.6)
    assert (details.cameras, details.totals) == ((), None)
    used["extruder"] = {"count": 2, "nozzleDiameter": 0.6, "sharedNozzle": True}
    used["volume"] = {"width": None}
    details = await driver.details()
    assert (details.nozzle_diameters, details.build_volume) == ((0.6,), None)


@pytest.mark.parametrize(
    ("model", "height", "nozzle", "assumed"),
    [
        ("Generic RepRap Printer", 200.0, 0.4, (True, True)),
        ("Generic RepRap Printer", 180.0, 0.4, (True, False)),
        ("Generic RepRap Printer", 200.0, 0.6, (False, True)),
        ("MK3", 200.0, 0.4, (False, False)),
    ],
)
async def test_factory_profile(
    host: FakeHost,
    driver: OctoPrintDriver,
    model: str,
    height: float,
    nozzle: float,
    assumed: tuple[bool, bool],
) -> None:
    """What nobody has changed in the first profile says nothing of the machine."""
    profile = {
        "current": True,
        "model": model,
        "volume": {"width": 200.0, "depth": 200.0, "height": height},
        "extruder": {"count": 1, "nozzleDiameter": nozzle, "sharedNozzle": False},
    }
    host.on(PROFILES, {"profiles": {"_default": profile}})
    details = await driver.details()
    assert (details.nozzles_assumed, details.volume_assumed) == assumed


STREAM = "http://octopi.local/octo/webcam/?action=stream"
SNAPSHOT = "http://octopi.local/octo/webcam/?action=snapshot"
INNER = "http://127.0.0.1:8080/?action=snapshot"


@pytest.mark.parametrize(
    ("webcam", "cameras"),
    [
        ({}, []),
        ({"streamUrl": "", "snapshotUrl": None}, []),
        ({"webcamEnabled": False, "streamUrl": STREAM}, []),
        (
            {"streamUrl": "webcam/?action=stream", "snapshotUrl": INNER, "flipV": True},
            [Camera(name="Webcam", stream_url=STREAM, snapshot_url=SNAPSHOT)],
        ),
        (
            {"streamUrl": "webrtc://cam/1", "snapshotUrl": "http://cam:81/a.jpg"},
            [Camera(name="Webcam", snapshot_url="http://cam:81/a.jpg")],
        ),
        (
            {
                "streamUrl": "not this",
                "webcams": [
                    {"name": "one", "displayName": "Top", "compat": {"stream": "/s"}},
                    {"name": "two", "compat": None},
                    {"name": "three", "rotate90": True, "compat": {"snapshot": "/p"}},
                    5,
                ],
            },
            [
                Camera(name="Top", stream_url="http://octopi.local/s"),
                Camera(
                    name="three", snapshot_url="http://octopi.local/p", rotation=270
                ),
            ],
        ),
    ],
)
def test_cameras(webcam: dict[str, Any], cameras: list[Camera]) -> None:
    """Cameras are what can be reached from elsewhere, turned as OctoPrint shows them."""
    url = URL("http://octopi.local/octo")
    details = make_details({}, {"webcam": webcam}, url)
    found = [
        Camera(
            name=camera.name,
            stream_url=camera.stream_url,
            snapshot_url=camera.snapshot_url,
            rotation=camera.rotation,
        )
        for camera in details.cameras
    ]
    assert found == cameras
    assert [camera.flip_vertical for camera in details.cameras] == [
        bool(webcam.get("flipV"))
    ] * len(cameras)
