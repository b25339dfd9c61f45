"""Test the cameras, against a server of pictures and streams."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from unittest.mock import patch

from aiohttp import web
from aiohttp.test_utils import TestServer
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.printmux import camera as camera_platform
from custom_components.printmux.camera import key_cameras
from custom_components.printmux.printers.driver import Camera, PrinterDetails
from homeassistant.components.camera import async_get_image
from homeassistant.config_entries import ConfigSubentryDataWithId
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import entity_registry as er

from .conftest import FakeHost, Settle
from .full import ALPHA, FULL, full_host
from .pictures import corners, draw
from .running import state_of

pytestmark = pytest.mark.usefixtures("socket_enabled")
FIRST = "camera.alpha_camera"


async def still(_: web.Request) -> web.Response:
    """Answer with a snapshot."""
    return web.Response(body=draw(), content_type="image/jpeg")


async def still_for_key(request: web.Request) -> web.Response:
    """Answer with a snapshot to those who have the key."""
    if "X-Api-Key" not in request.headers:
        return web.Response(status=401)
    return await still(request)


async def still_png(_: web.Request) -> web.Response:
    """Answer with a snapshot of another kind."""
    return web.Response(body=draw("PNG"), content_type="image/png")


async def short_stream(request: web.Request) -> web.StreamResponse:
    """Answer with a stream that ends before its first picture does."""
    response = web.StreamResponse()
    response.content_type = "multipart/x-mixed-replace; boundary=frame"
    await response.prepare(request)
    await response.write(b"--frame\r\n\r\n" + draw()[:50])
    return response


async def page(_: web.Request) -> web.Response:
    """Answer with a player for browsers."""
    return web.Response(text="<video></video>", content_type="text/html")


async def stream(request: web.Request) -> web.StreamResponse:
    """Answer with pictures without end, in uneven pieces."""
    response = web.StreamResponse()
    response.content_type = "multipart/x-mixed-replace; boundary=frame"
    await response.prepare(request)
    part = b"--frame\r\nContent-Type: image/jpeg\r\n\r\n" + draw() + b"\r\n"
    while True:
        await response.write(part[:100])
        await response.write(part[100:])
        await asyncio.sleep(0.01)


@pytest.fixture
async def server() -> AsyncIterator[TestServer]:
    """Return what serves the pictures."""
    app = web.Application()
    for path, handler in (
        ("/still", still),
        ("/png", still_png),
        ("/key", still_for_key),
        ("/page", page),
        ("/stream", stream),
        ("/short", short_stream),
    ):
        app.router.add_get(path, handler)
    server = TestServer(app)
    await server.start_server()
    yield server
    await server.close()


@pytest.fixture
def printers(hosts: dict[str, FakeHost]) -> list[ConfigSubentryDataWithId]:
    """Return one printer with two cameras."""
    hosts[ALPHA] = full_host()
    return [FULL]


async def have(
    hass: HomeAssistant, hub: MockConfigEntry, settle: Settle, *cameras: Camera
) -> None:
    """Let the host have these cameras."""
    printer = hub.runtime_data.printers["printer1"]
    printer.details = PrinterDetails(cameras=cameras)
    printer.async_update_listeners()
    await settle()


@pytest.mark.parametrize(
    ("turns", "expected"),
    [
        ({}, ((64, 32), "red", "blue")),
        ({"flip_horizontal": True}, ((64, 32), "blue", "red")),
        ({"flip_vertical": True}, ((64, 32), "red", "blue")),
        ({"rotation": 90}, ((32, 64), "red", "blue")),
        ({"rotation": 180}, ((64, 32), "blue", "red")),
        ({"rotation": 270}, ((32, 64), "blue", "red")),
        ({"flip_horizontal": True, "rotation": 90}, ((32, 64), "blue", "red")),
    ],
)
async def test_still(
    hass: HomeAssistant,
    hub: MockConfigEntry,
    settle: Settle,
    server: TestServer,
    turns: dict[str, int],
    expected: tuple[object, ...],
) -> None:
    """A snapshot is the right way up."""
    camera = Camera(name="default", snapshot_url=str(server.make_url("/still")))
    await have(hass, hub, settle, replace(camera, **turns))  # type: ignore[arg-type] # any field
    image = await async_get_image(hass, FIRST)
    assert corners(image.content) == expected
    assert image.content_type == "image/jpeg"


async def test_still_of_another_kind(
    hass: HomeAssistant, hub: MockConfigEntry, settle: Settle, server: TestServer
) -> None:
    """The type is that of the bytes."""
    camera = Camera(name="default", snapshot_url=str(server.make_url("/png")))
    await have(hass, hub, settle, camera)
    assert (await async_get_image(hass, FIRST)).content_type == "image/png"


@pytest.mark.parametrize("wants_key", [True, False])
async def test_still_for_the_key(
    hass: HomeAssistant,
    hub: MockConfigEntry,
    settle: Settle,
    server: TestServer,
    monkeypatch: pytest.MonkeyPatch,
    wants_key: bool,
) -> None:
    """The host's key is shown where the camera wants it, and nowhere else."""
    driver = hub.runtime_data.printers["printer1"].driver
    monkeypatch.setattr(driver, "api_key", "secret")
    url = str(server.make_url("/key"))
    await have(
        hass, hub, settle, Camera(name="default", snapshot_url=url, wants_key=wants_key)
    )
    if wants_key:
        assert corners((await async_get_image(hass, FIRST)).content)[0] == (64, 32)
    else:
        with pytest.raises(HomeAssistantError):
            await async_get_image(hass, FIRST)


async def test_still_of_a_stream(
    hass: HomeAssistant, hub: MockConfigEntry, settle: Settle, server: TestServer
) -> None:
    """Without a snapshot the first picture of the stream is one."""
    camera = Camera(name="default", stream_url=str(server.make_url("/stream")))
    await have(hass, hub, settle, camera)
    assert (await async_get_image(hass, FIRST)).content == draw()


@pytest.mark.parametrize("rotation", [0, 90])
@pytest.mark.parametrize("path", ["/nothing", "/page", "/short"])
async def test_no_still(
    hass: HomeAssistant,
    hub: MockConfigEntry,
    settle: Settle,
    server: TestServer,
    path: str,
    rotation: int,
) -> None:
    """What is no picture is an error that users see, not one in the log."""
    camera = Camera(
        name="default", rotation=rotation, snapshot_url=str(server.make_url(path))
    )
    await have(hass, hub, settle, camera)
    with pytest.raises(HomeAssistantError):
        await async_get_image(hass, FIRST)


async def test_still_without_end(
    hass: HomeAssistant, hub: MockConfigEntry, settle: Settle, server: TestServer
) -> None:
    """A snapshot that is no end of bytes is given up."""
    camera = Camera(name="default", snapshot_url=str(server.make_url("/still")))
    await have(hass, hub, settle, camera)
    with (
        patch.object(camera_platform, "MAX_STILL", 10),
        pytest.raises(HomeAssistantError),
    ):
        await async_get_image(hass, FIRST)
    assert (await async_get_image(hass, FIRST)).content == draw()


async def first_part(
    hass_client: ClientSessionGenerator, entity_id: str
) -> tuple[str, bytes]:
    """Return the type of a stream and the first picture in it."""
    client = await hass_client()
    async with client.get(f"/api/camera_proxy_stream/{entity_id}") as answer:
        assert answer.status == 200
        data = b""
        while b"\xff\xd9" not in data:
            data += await answer.content.readany()
        begin = data.index(b"\xff\xd8")
        return answer.headers["Content-Type"], data[begin : data.index(b"\xff\xd9") + 2]


@pytest.mark.parametrize(
    ("stream_path", "rotation", "size", "boundary"),
    [
        ("/stream", 0, (64, 32), "boundary=frame"),
        ("/stream", 90, (32, 64), "frameboundary"),
        ("/page", 0, (64, 32), "frameboundary"),
        (None, 0, (64, 32), "frameboundary"),
    ],
)
async def test_stream(
    hass: HomeAssistant,
    hub: MockConfigEntry,
    settle: Settle,
    server: TestServer,
    hass_client: ClientSessionGenerator,
    stream_path: str | None,
    rotation: int,
    size: tuple[int, int],
    boundary: str,
) -> None:
    """A stream is passed on; one that can't be is made of stills."""
    camera = Camera(
        name="default",
        stream_url=str(server.make_url(stream_path)) if stream_path else None,
        snapshot_url=str(server.make_url("/still")),
        rotation=rotation,
    )
    await have(hass, hub, settle, camera)
    kind, picture = await first_part(hass_client, FIRST)
    assert kind.startswith("multipart/x-mixed-replace")
    assert boundary in kind
    assert corners(picture)[0] == size


async def test_come_and_go(
    hass: HomeAssistant,
    hub: MockConfigEntry,
    settle: Settle,
    entity_registry: er.EntityRegistry,
) -> None:
    """Cameras are added when the host has them, and go when it has them no more."""
    assert state_of(hass, FIRST) == state_of(hass, "camera.alpha_nozzle_cam") == "idle"
    assert hass.states.get("camera.alpha_top") is None
    await have(hass, hub, settle, Camera(name="default"), Camera(name="Top"))
    assert state_of(hass, FIRST) == state_of(hass, "camera.alpha_top") == "idle"
    assert hass.states.get("camera.alpha_nozzle_cam") is None
    assert entity_registry.async_get("camera.alpha_nozzle_cam") is None
    await have(hass, hub, settle)
    assert not hass.states.async_entity_ids("camera")
    # One that comes back has its old id.
    await have(hass, hub, settle, Camera(name="Top"))
    assert hass.states.async_entity_ids("camera") == ["camera.alpha_top"]


def test_equal_names() -> None:
    """Cameras of one name are told apart by their order."""
    same = (Camera(name="Cam", rotation=90), Camera(name="cam"), Camera(name=""))
    keys = list(key_cameras(same))
    assert keys[:2] == ["camera_cam", "camera_cam_2"]
    assert len(set(keys)) == 3
