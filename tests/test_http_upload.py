"""Test uploads from the browser."""

import asyncio
from collections.abc import AsyncGenerator, Iterable
from http import HTTPStatus
from pathlib import Path
from typing import Any
from unittest.mock import patch

from aiohttp import ClientResponse
from aiohttp.test_utils import TestClient
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.printmux.const import CONF_KEYLESS_NETWORKS, CONF_MAX_UPLOAD_MB
from custom_components.printmux.jobs.errors import NoRoomError
from custom_components.printmux.jobs.models import Job
from custom_components.printmux.jobs.store import file_id
from custom_components.printmux.phrases import restore
from homeassistant.core import HomeAssistant

from .conftest import SLICER_KEY, Settle
from .slicer.conftest import serve
from .slicer.wire import BOUNDARY, FILE, Wire, closing, file_part, prusa_form, text_part

URL = "/api/printmux/upload"
MIB = 1024**2
KIND = f"multipart/form-data; boundary={BOUNDARY}"

type Client = TestClient[Any, Any]


@pytest.fixture
async def client(
    hass: HomeAssistant, hub: MockConfigEntry, hass_client: ClientSessionGenerator
) -> Client:
    """Return the browser of an administrator."""
    return await hass_client()


async def send(
    client: Client, name: str = "part.gcode", content: bytes = FILE, folder: str = ""
) -> ClientResponse:
    """Send a form as browsers do."""
    part = file_part(name.replace('"', "%22"), content)
    body = (text_part("folder", folder) if folder else b"") + part + closing()
    return await client.post(URL, data=body, headers={"Content-Type": KIND})


async def refusal(answer: ClientResponse, status: HTTPStatus) -> str:
    """Return the words of a refusal, which pages get as data too."""
    assert answer.status == status
    told = await answer.json()
    message: str = told["message"]
    assert str(restore(None, told["words"])) == message
    return message


def jobs(hub: MockConfigEntry) -> list[Job]:
    """Return the jobs there are."""
    return list(hub.runtime_data.jobs.jobs.values())


def kept(hub: MockConfigEntry) -> list[Path]:
    """Return all files that uploads have left."""
    store = hub.runtime_data.store
    found: Iterable[Path] = (*store.incoming.iterdir(), *store.files.rglob("*"))
    return [path for path in found if path.is_file()]


async def test_upload(
    hass: HomeAssistant, hub: MockConfigEntry, client: Client, settle: Settle
) -> None:
    """A file becomes a job that waits for its printers."""
    answer = await send(client, 'Würfel "2".gcode', folder="Garage/left")
    assert answer.status == HTTPStatus.CREATED
    (job,) = jobs(hub)
    assert await answer.json() == {"job_id": job.id}
    assert (job.name, job.folder) == ('Würfel "2".gcode', "Garage/left")
    assert (job.source, job.key_id, job.start_requested) == ("browser", None, False)
    path = hub.runtime_data.store.path(file_id(job.sha256, job.extension))
    assert await hass.async_add_executor_job(path.read_bytes) == FILE
    assert kept(hub) == [path]
    await settle()


async def test_nothing_starts_by_itself(
    hub: MockConfigEntry, client: Client, settle: Settle
) -> None:
    """Fields with which slicers ask for a start, and name a place, are nothing here."""
    answer = await client.post(
        URL, data=prusa_form(wants="true", path="x"), headers={"Content-Type": KIND}
    )
    assert answer.status == HTTPStatus.CREATED
    (job,) = jobs(hub)
    assert (job.folder, job.start_requested) == ("", False)
    await settle()


async def test_slicers_without_key(
    hass: HomeAssistant,
    hub: MockConfigEntry,
    client: Client,
    hass_client_no_auth: ClientSessionGenerator,
    settle: Settle,
) -> None:
    """A slicer that needs no key sees what such have sent, not what users have."""
    options = {CONF_KEYLESS_NETWORKS: ["127.0.0.0/8"]}
    hass.config_entries.async_update_entry(hub, options=options)
    await settle()
    slicer = await hass_client_no_auth()
    kind = {"Content-Type": KIND}
    form = prusa_form("sent.gcode")
    await slicer.post("/api/files/local", data=form, headers=kind)
    assert (await send(client, "own.gcode")).status == HTTPStatus.CREATED
    # The newer one of that path is not the slicer's.
    assert (
        await send(client, "sent.gcode", b"G28 ; own\n")
    ).status == HTTPStatus.CREATED
    listed = (await (await slicer.get("/server/files/list")).json())["result"]
    assert [file["path"] for file in listed] == ["sent.gcode"]
    for name, status in (("own", HTTPStatus.NOT_FOUND), ("sent", HTTPStatus.OK)):
        for files in ("/server/files/gcodes", "/api/files/local"):
            assert (await slicer.get(f"{files}/{name}.gcode")).status == status
    sent = await slicer.get("/server/files/gcodes/sent.gcode")
    assert await sent.read() == FILE
    assert len(jobs(hub)) == 3
    await settle()


async def test_login(
    hub: MockConfigEntry, hass_client_no_auth: ClientSessionGenerator
) -> None:
    """A slicer's key is none of Home Assistant's."""
    client = await hass_client_no_auth()
    for headers in ({}, {"X-Api-Key": SLICER_KEY}):
        answer = await client.post(
            URL, data=prusa_form(), headers={"Content-Type": KIND, **headers}
        )
        assert answer.status == HTTPStatus.UNAUTHORIZED
    assert not kept(hub)


async def test_reader(
    hub: MockConfigEntry,
    hass_client: ClientSessionGenerator,
    hass_read_only_access_token: str,
) -> None:
    """Who may only look can't upload either, and is not taken for a wrong login."""
    client = await hass_client(hass_read_only_access_token)
    message = await refusal(await send(client), HTTPStatus.FORBIDDEN)
    assert "may not send jobs" in message
    assert not kept(hub)


async def test_too_large(
    hass: HomeAssistant, hub: MockConfigEntry, client: Client, settle: Settle
) -> None:
    """The limit is that of slicers."""
    hass.config_entries.async_update_entry(hub, options={CONF_MAX_UPLOAD_MB: 1})
    await settle()
    answer = await send(client, content=b"G1 X1\n" * MIB)
    message = await refusal(answer, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    assert message == "The file is larger than the 1 MB that PrintMux accepts"
    assert not kept(hub)


@pytest.mark.parametrize(
    ("name", "content", "status", "words"),
    [
        ("cat.png", b"\x89PNG", HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "no print file"),
        ("part.gcode", b"", HTTPStatus.BAD_REQUEST, "empty"),
        ("../part.gcode", FILE, HTTPStatus.BAD_REQUEST, ".."),
    ],
)
async def test_refused_files(
    hub: MockConfigEntry,
    client: Client,
    name: str,
    content: bytes,
    status: HTTPStatus,
    words: str,
) -> None:
    """What is none is told, and nothing of it stays."""
    assert words in await refusal(await send(client, name, content), status)
    assert not kept(hub)
    assert not jobs(hub)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (prusa_form()[:-20], "cut off"),
        (b"G28", "cut off"),
        (prusa_form().replace(b'name="file"', b'name="other"'), "file"),
    ],
)
async def test_broken_forms(
    hub: MockConfigEntry, client: Client, body: bytes, words: str
) -> None:
    """A form counts only when it is whole."""
    answer = await client.post(URL, data=body, headers={"Content-Type": KIND})
    assert words in await refusal(answer, HTTPStatus.BAD_REQUEST)
    assert not kept(hub)
    assert not jobs(hub)


async def test_no_form(hub: MockConfigEntry, client: Client) -> None:
    """So with what is no form at all."""
    answer = await client.post(URL, json={"file": "G28"})
    assert "no multipart form" in await refusal(answer, HTTPStatus.BAD_REQUEST)


async def test_no_room(hub: MockConfigEntry, client: Client) -> None:
    """A full storage is told with what to do."""
    with patch.object(
        hub.runtime_data.jobs.intake,
        "async_check_room",
        side_effect=NoRoomError("full"),
    ):
        answer = await send(client)
    assert await refusal(answer, HTTPStatus.INSUFFICIENT_STORAGE) == "full"
    assert not kept(hub)


async def test_unloaded(
    hass: HomeAssistant, hub: MockConfigEntry, client: Client
) -> None:
    """Without a hub there is nobody to take it."""
    assert await hass.config_entries.async_unload(hub.entry_id)
    message = await refusal(await send(client), HTTPStatus.NOT_FOUND)
    assert "not set up" in message


@pytest.fixture
async def wire(
    hass: HomeAssistant,
    socket_enabled: None,
    hub: MockConfigEntry,
    hass_access_token: str,
) -> AsyncGenerator[Wire]:
    """Return the way to Home Assistant for a browser that is logged in."""
    async with serve(hass) as port:
        yield Wire(port, "", {"Authorization": f"Bearer {hass_access_token}"})


async def test_disconnect(hub: MockConfigEntry, wire: Wire) -> None:
    """A browser that is closed half-way leaves nothing behind."""
    body = file_part("part.gcode", b"G1 X1\n" * MIB)
    length = str(len(body) + 1000)
    head = wire.head("POST", URL, {"Content-Type": KIND, "Content-Length": length})
    _, writer = await asyncio.open_connection("127.0.0.1", wire.port)
    writer.write(head + body)
    await writer.drain()
    async with asyncio.timeout(30):
        while not kept(hub):
            await asyncio.sleep(0)
        writer.close()
        while kept(hub):
            await asyncio.sleep(0)
    assert not jobs(hub)
