"""Cameras as real hosts describe them, seen through Home Assistant."""

from collections.abc import Iterator
from typing import Any
import urllib.request

import pytest

from scripts.demo_texts import slug
from tests.harness.camera import BOUNDARY, serve_camera
from tests.pictures import corners

from .house import E2EHouse

pytestmark = [pytest.mark.e2e, pytest.mark.usefixtures("socket_enabled")]


@pytest.fixture
def streamer() -> Iterator[str]:
    """Return the address of a camera that stands upright."""
    with serve_camera() as camera:
        yield camera.url


def fetch_still(house: E2EHouse, entity_id: str) -> bytes:
    """Return a camera's still as the frontend gets it."""
    with open_camera(house, "camera_proxy", entity_id) as answer:
        still: bytes = answer.read()
    return still


def fetch_stream(house: E2EHouse, entity_id: str) -> tuple[str, bytes]:
    """Return the type of a camera's stream and the first picture in it."""
    data = b""
    with open_camera(house, "camera_proxy_stream", entity_id) as answer:
        while b"\xff\xd9" not in data:
            data += answer.read(1024)
        kind = answer.headers["Content-Type"]
    return kind, data[data.index(b"\xff\xd8") : data.index(b"\xff\xd9") + 2]


def open_camera(house: E2EHouse, how: str, entity_id: str) -> Any:
    """Ask for a camera with the token that is in its state."""
    token = house.ha.states(entity_id)[entity_id]["attributes"]["access_token"]
    url = f"{house.ha.url}/api/{how}/{entity_id}?token={token}"
    return urllib.request.urlopen(url, timeout=30)


def test_cameras(house: E2EHouse, streamer: str) -> None:
    """An upright one is passed on; a turned one is turned in stream and still."""
    addresses = {
        "stream_url": f"{streamer}stream",
        "snapshot_url": f"{streamer}snapshot",
        "service": "mjpegstreamer",
    }
    turned = {"flip_horizontal": True, "rotation": 90}
    for camera in ({"name": "front"}, {"name": "side", **turned}):
        house.bed.call(0, "/server/webcams/item", {**addresses, **camera})
    webcam = {"stream": f"{streamer}stream", "snapshot": f"{streamer}snapshot"}
    settings = {"plugins": {"classicwebcam": {**webcam, "flipH": True}}}
    house.bed.call(1, "/api/settings", settings)
    house.ha.action("homeassistant.reload_config_entry", {"entry_id": house.entry_id})
    klipper, octoprint = map(slug, house.names)
    for entity_id, size, top_left, is_turned in (
        (f"camera.{klipper}_front", (64, 32), "red", False),
        (f"camera.{klipper}_side", (32, 64), "blue", True),
        (f"camera.{octoprint}_camera", (64, 32), "blue", True),
    ):
        house.ha.wait_for_state(entity_id, "idle")
        kind, picture = fetch_stream(house, entity_id)
        assert (BOUNDARY in kind) is not is_turned
        for seen in (picture, fetch_still(house, entity_id)):
            assert corners(seen)[:2] == (size, top_left), entity_id
