"""A session of Cura with its OctoPrint plugin, request by request."""

import json

import pytest

from custom_components.printmux.jobs.models import JobEvent
from homeassistant.core import HomeAssistant

from .conftest import Hub
from .wire import FILE, Answer, Wire, closing, file_part, text_part

BOUNDARY = "boundary_.oOo._MTIz+NDU2/Nzg5=="
AGENT = "Ultimaker Cura/5.11.0 OctoPrintPlugin/3.7.3"


@pytest.fixture
def cura(wire: Wire) -> Wire:
    """Send what Cura sends with every request."""
    headers = {"User-Agent": AGENT, "Content-Type": "application/json"}
    return Wire(wire.port, wire.key, headers)


def cura_form(name: str, *fields: str, path: str = "") -> bytes:
    """Return Cura's form: path and file, then what is to be done with it."""
    parts = (
        text_part("path", path, BOUNDARY),
        file_part(name, boundary=BOUNDARY),
        *(text_part(field, "true", BOUNDARY) for field in fields),
        closing(BOUNDARY),
    )
    return b"".join(parts)


async def upload(cura: Wire, form: bytes) -> Answer:
    """Upload as Cura does, with a boundary in quotes."""
    kind = f'multipart/form-data; boundary="{BOUNDARY}"'
    return await cura.upload(form, Content_Type=kind)


async def command(cura: Wire, end_point: str, data: object) -> Answer:
    """Send a command to what comes after `api/`."""
    return await cura.ask("POST", f"/api/{end_point}", json.dumps(data).encode())


def end_point(answer: Answer) -> str:
    """Return what Cura takes from `Location`: all after the first `api/`."""
    return answer.headers["location"].split("api/", 1)[1]


@pytest.mark.parametrize("prefix", ["", "/printmux"])
@pytest.mark.parametrize("name", ["Teil \u00e4 (1).gcode", "api/x.gcode"])
async def test_upload_select_print(
    hass: HomeAssistant, cura: Wire, hub: Hub, prefix: str, name: str
) -> None:
    """Form, `select` and `print` by `Location`, `start`: one job, asked for once."""
    events: list[JobEvent] = []
    hub.jobs.async_subscribe(events.append)
    kind = f'multipart/form-data; boundary="{BOUNDARY}"'
    form = cura_form(name, "select", "print")
    answer = await cura.upload(form, f"{prefix}/api/files/local", Content_Type=kind)
    assert answer.status == 201
    assert answer.json["effectivePrint"] is True
    place = f"{prefix}/api/{end_point(answer)}"
    for data in ({"command": "select"}, {"command": "select", "print": True}):
        body = json.dumps(data).encode()
        assert (await cura.ask("POST", place, body)).status == 204
    assert (await command(cura, "job", {"command": "start"})).status == 204
    await hass.async_block_till_done(wait_background_tasks=True)
    assert hub.content(hub.job) == FILE
    assert hub.job.start_requested
    requests = [event.job.start_requested for event in events]
    assert all(requests)
    assert [event.type for event in events if event.type] == ["received", "analysed"]


async def test_select_print_after_upload(
    hass: HomeAssistant, cura: Wire, hub: Hub
) -> None:
    """Queued first, printed later: one change, one start request."""
    answer = await upload(cura, cura_form("x.gcode", path="Ordner \u00e4"))
    await hass.async_block_till_done(wait_background_tasks=True)
    assert not hub.job.start_requested
    events: list[JobEvent] = []
    hub.jobs.async_subscribe(events.append)
    for _ in range(3):
        data = {"command": "select", "print": True}
        assert (await command(cura, end_point(answer), data)).status == 204
    await hass.async_block_till_done(wait_background_tasks=True)
    assert [event.job.start_requested for event in events] == [True]


async def test_monitor(cura: Wire, hub: Hub) -> None:
    """The buttons of the monitor page are answered and reach no printer.

    Cura calls a refusal an unknown error unless it is plain text.
    """
    await upload(cura, cura_form("x.gcode"))
    answers = [
        await command(cura, "job", {"command": "pause"}),
        await command(cura, "job", {"command": "cancel"}),
        await command(cura, "printer/command", {"commands": ["G28"]}),
        await command(cura, "connection", {"command": "connect"}),
    ]
    assert [answer.status for answer in answers] == [409, 409, 409, 204]
    for answer in answers[:3]:
        assert answer.headers["content-type"] == "text/plain"
        assert answer.body.decode() == answer.reason
        assert len(answer.body) <= 100
    assert not hub.job.start_requested
