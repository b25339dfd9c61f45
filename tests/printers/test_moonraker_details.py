"""Tests of what seldom changes about a printer behind Moonraker."""

from typing import Any

import aiohttp
import pytest

from custom_components.printmux.printers import moonraker_details
from custom_components.printmux.printers.driver import (
    Camera,
    Picture,
    PrinterDetails,
    Totals,
)
from custom_components.printmux.printers.errors import (
    HostAuthError,
    HostUnreachableError,
)
from custom_components.printmux.printers.moonraker import MoonrakerDriver

from .conftest import FakeHost, html, moonraker_error

TOTALS = "GET /server/history/totals"
WEBCAMS = "GET /server/webcams/list"
QUERY = "GET /printer/objects/query"
METADATA = "GET /server/files/metadata"


@pytest.fixture
def driver(host: FakeHost, session: aiohttp.ClientSession) -> MoonrakerDriver:
    """Give a driver for a host that tells all."""
    counted = {
        "total_jobs": 7.0,
        "total_time": 9000.0,
        "total_print_time": 8000.5,
        "total_filament_used": 1234.5,
    }
    host.on(TOTALS, {"result": {"job_totals": counted}})
    host.on(WEBCAMS, {"result": {"webcams": [webcam()]}})
    host.on(QUERY, machine([-5, -5, -5, 0], [250, 210, 200, 0]))
    return MoonrakerDriver(session, host.url)


def webcam(**more: Any) -> dict[str, Any]:
    """Make a camera as Moonraker lists it."""
    return {
        "name": "cam",
        "enabled": True,
        "service": "mjpegstreamer-adaptive",
        "stream_url": "/webcam/?action=stream",
        "snapshot_url": "/webcam/?action=snapshot",
        "flip_horizontal": False,
        "flip_vertical": False,
        "rotation": 0,
    } | more


def machine(low: list[float], high: list[float], **tools: Any) -> dict[str, Any]:
    """Make an answer to the query for the machine's settings."""
    settings = tools or {"extruder": {"nozzle_diameter": 0.4}}
    toolhead = {"axis_minimum": low, "axis_maximum": high}
    status = {"configfile": {"settings": settings}, "toolhead": toolhead}
    return {"result": {"status": status}}


async def test_details(host: FakeHost, driver: MoonrakerDriver) -> None:
    """Totals, cameras, nozzles and size are told."""
    assert await driver.details() == PrinterDetails(
        totals=Totals(prints=7, print_s=8000.5, filament_mm=1234.5),
        cameras=(
            Camera(
                name="cam",
                stream_url="http://127.0.0.1/webcam/?action=stream",
                snapshot_url="http://127.0.0.1/webcam/?action=snapshot",
            ),
        ),
        nozzle_diameters=(0.4,),
        build_volume=(250, 210, 200),
    )


async def test_details_without_klipper(host: FakeHost, driver: MoonrakerDriver) -> None:
    """What Klipper told once stays while it is off; a host without history is fine."""
    known = await driver.details()
    host.on(QUERY, moonraker_error(503, "Klippy Host not connected"))
    assert await driver.details() == known
    host.on(TOTALS, moonraker_error(404, "Not Found"))
    host.on(WEBCAMS, {"result": {"webcams": None}})
    details = await driver.details()
    assert (details.totals, details.cameras) == (known.totals, ())
    host.on(TOTALS, moonraker_error(401, "Unauthorized"))
    with pytest.raises(HostAuthError):
        await driver.details()
    host.on(WEBCAMS, html(502, "502 Bad Gateway"))
    with pytest.raises(HostUnreachableError):
        await driver.details()


@pytest.mark.parametrize(
    ("more", "camera"),
    [
        (
            {
                "stream_url": "http://10.0.0.9:8080/?a=b%20c",
                "snapshot_url": "https://cam.local/x.jpg",
            },
            Camera(
                name="cam",
                stream_url="http://10.0.0.9:8080/?a=b%20c",
                snapshot_url="https://cam.local/x.jpg",
            ),
        ),
        (
            {
                "service": "webrtc-camerastreamer",
                "flip_horizontal": True,
                "flip_vertical": True,
                "rotation": 270,
                "snapshot_url": "webcam2/?action=snapshot",
            },
            Camera(
                name="cam",
                snapshot_url="http://127.0.0.1/webcam2/?action=snapshot",
                flip_horizontal=True,
                flip_vertical=True,
                rotation=270,
            ),
        ),
        (
            {"stream_url": "rtsp://cam/1", "rotation": 45},
            Camera(name="cam", snapshot_url="http://127.0.0.1/webcam/?action=snapshot"),
        ),
        ({"service": "iframe", "snapshot_url": ""}, None),
        ({"enabled": False}, None),
        ({"stream_url": "http://[::bad", "snapshot_url": None}, None),
    ],
)
async def test_cameras(
    host: FakeHost, driver: MoonrakerDriver, more: dict[str, Any], camera: Camera | None
) -> None:
    """Relative addresses are the web page's; what cannot be shown is left out."""
    host.on(WEBCAMS, {"result": {"webcams": [webcam(**more), "odd"]}})
    assert (await driver.details()).cameras == ((camera,) if camera else ())


@pytest.mark.parametrize(
    ("low", "high", "volume"),
    [
        ([0, 0, 0, 0], [235, 235, 250, 0], (235, 235, 250)),
        ([-2, -19, -5, 0], [300, 300, 340, 0], (300, 300, 340)),
        ([-125, -125, -2, 0], [125, 125, 300, 0], (250, 250, 300)),
        ([10, 0, 0, 0], [210, 200, 180, 0], (200, 200, 180)),
        ([0, 0], [1, 1], None),
        ([0, 0, 0], [0, 0, 0], None),
        (None, None, None),
    ],
)
async def test_build_volume(
    host: FakeHost, driver: MoonrakerDriver, low: Any, high: Any, volume: Any
) -> None:
    """A little travel below zero is no room to print in."""
    host.on(QUERY, machine(low, high))
    assert (await driver.details()).build_volume == volume


async def test_nozzles(host: FakeHost, driver: MoonrakerDriver) -> None:
    """Nozzles go by tool; one without a size makes the list useless."""
    tools: dict[str, Any] = {
        "extruder10": {"nozzle_diameter": 1.0},
        "extruder": {"nozzle_diameter": 0.4},
        "extruder2": {"nozzle_diameter": 0.6},
        "extruder_stepper x": {},
    }
    host.on(QUERY, machine([], [], **tools))
    assert (await driver.details()).nozzle_diameters == (0.4, 0.6, 1.0)
    host.on(QUERY, machine([], [], **tools, extruder3={}))
    # What was known stays.
    assert (await driver.details()).nozzle_diameters == (0.4, 0.6, 1.0)


async def test_picture(
    host: FakeHost, driver: MoonrakerDriver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The largest thumbnail is fetched, from beside the file."""
    found = [
        {"width": 32, "height": 32, "relative_path": ".thumbs/a-32.png"},
        {"width": 300, "height": 300, "relative_path": ".thumbs/a-300.png"},
        {"relative_path": "odd"},
    ]
    host.on(METADATA, {"result": {"thumbnails": found}})

    def image(request: Any) -> Any:
        return aiohttp.web.Response(body=b"PNG" * 100, content_type="image/png")

    host.on("GET /server/files/gcodes/sub dir/.thumbs/a-300.png", image)
    picture = await driver.picture("sub dir/a.gcode")
    assert picture == Picture(content=b"PNG" * 100, content_type="image/png")
    assert host.asked(METADATA)[0].query == {"filename": "sub dir/a.gcode"}
    monkeypatch.setattr(moonraker_details, "MAX_PICTURE", 200)
    assert await driver.picture("sub dir/a.gcode") is None


@pytest.mark.parametrize(
    "answer",
    [
        moonraker_error(404, "Metadata not available for <a.gcode>"),
        {"result": {}},
        {"result": {"thumbnails": []}},
        {"result": {"thumbnails": [{"width": 5, "height": 5}]}},
        {"result": {"thumbnails": [{"relative_path": "gone.png"}]}},
    ],
)
async def test_no_picture(host: FakeHost, driver: MoonrakerDriver, answer: Any) -> None:
    """A file without a thumbnail has no picture."""
    host.on(METADATA, answer)
    assert await driver.picture("a.gcode") is None
