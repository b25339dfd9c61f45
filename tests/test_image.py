"""Test the pictures."""

import base64
from dataclasses import replace
from http import HTTPStatus
import io

from PIL import Image
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.printmux.printers.driver import (
    Picture,
    PrinterState,
    PrinterStatus,
)
from custom_components.printmux.printers.errors import (
    HostRefusedError,
    HostUnreachableError,
)
from homeassistant.config_entries import ConfigSubentryDataWithId
from homeassistant.core import HomeAssistant

from .conftest import FakeHost, Settle, UploadFile
from .full import ALPHA, FILE, FULL, full_host, png
from .running import attributes_of, see, state_of

CURRENT = "image.alpha_current_print"
LATEST = "image.printmux_latest_job"


@pytest.fixture
def printers(hosts: dict[str, FakeHost]) -> list[ConfigSubentryDataWithId]:
    """Return one printer that can do everything."""
    hosts[ALPHA] = full_host()
    return [FULL]


async def fetch(
    hass_client: ClientSessionGenerator, entity_id: str
) -> tuple[int, str, bytes]:
    """Get a picture as a browser does."""
    client = await hass_client()
    answer = await client.get(f"/api/image_proxy/{entity_id}")
    return answer.status, answer.content_type, await answer.read()


async def test_current_print(
    hass: HomeAssistant,
    hub: MockConfigEntry,
    hass_client: ClientSessionGenerator,
) -> None:
    """The picture of the file that is printed is served."""
    status, kind, content = await fetch(hass_client, CURRENT)
    assert (status, kind, content) == (HTTPStatus.OK, "image/png", png(10))


async def test_each_print_is_asked_for(
    hass: HomeAssistant,
    hub: MockConfigEntry,
    hosts: dict[str, FakeHost],
    settle: Settle,
) -> None:
    """The state moves when the picture is another one, and only then."""
    first = state_of(hass, CURRENT)
    host = hosts[ALPHA]
    host.pictures[FILE] = Picture(content=png(20), content_type="image/png")
    await see(hass, hub, "printer1", layer=14)
    await settle()
    assert state_of(hass, CURRENT) == first
    # The same name with another content is printed next.
    await see(hass, hub, "printer1", state=PrinterState.FINISHED)
    await see(hass, hub, "printer1", state=PrinterState.PRINTING)
    await settle()
    second = state_of(hass, CURRENT)
    assert second > first
    await see(hass, hub, "printer1", state=PrinterState.FINISHED)
    await see(hass, hub, "printer1", state=PrinterState.PRINTING)
    await settle()
    assert state_of(hass, CURRENT) == second


async def test_file_without_a_picture(
    hass: HomeAssistant,
    hub: MockConfigEntry,
    hass_client: ClientSessionGenerator,
    settle: Settle,
) -> None:
    """There is none to show: not that of the file before."""
    await see(hass, hub, "printer1", file="plain.gcode")
    await settle()
    assert state_of(hass, CURRENT) == "unknown"
    assert "entity_picture" not in attributes_of(hass, CURRENT)
    status, _, _ = await fetch(hass_client, CURRENT)
    assert status == HTTPStatus.INTERNAL_SERVER_ERROR


async def test_file_that_was_sent(
    hass: HomeAssistant,
    hub: MockConfigEntry,
    upload: UploadFile,
    hass_client: ClientSessionGenerator,
    settle: Settle,
) -> None:
    """The picture of a host that has none is the one in the file that we sent."""
    job = await upload("part.gcode", with_pictures(png(1), png(2, 8, 8)))
    await hass.services.async_call(
        "printmux", "dispatch", {"job_id": job.id, "printers": ["Alpha"]}, blocking=True
    )
    await settle()
    (target,) = hub.runtime_data.jobs.jobs[job.id].targets
    await see(hass, hub, "printer1", file=target.remote_name)
    await settle()
    status, kind, content = await fetch(hass_client, CURRENT)
    assert (status, kind, content) == (HTTPStatus.OK, "image/png", png(2, 8, 8))
    assert "entity_picture" in attributes_of(hass, CURRENT)


@pytest.mark.parametrize(
    ("fault", "again"),
    [(HostUnreachableError("No answer"), True), (HostRefusedError("No"), False)],
)
async def test_fetch_fails(
    hass: HomeAssistant,
    hub: MockConfigEntry,
    hosts: dict[str, FakeHost],
    settle: Settle,
    fault: Exception,
    again: bool,
) -> None:
    """What was shown stays; a host that did not answer is asked again."""
    before = state_of(hass, CURRENT)
    host = hosts[ALPHA]
    host.pictures["next.gcode"] = Picture(content=png(30), content_type="image/png")
    host.refusal = fault
    await see(hass, hub, "printer1", file="next.gcode")
    await settle()
    assert state_of(hass, CURRENT) == before
    host.refusal = None
    await see(hass, hub, "printer1", layer=15)
    await settle()
    assert (state_of(hass, CURRENT) != before) is again


async def test_kinds_that_browsers_do_not_show(
    hass: HomeAssistant,
    hub: MockConfigEntry,
    hosts: dict[str, FakeHost],
    hass_client: ClientSessionGenerator,
    settle: Settle,
) -> None:
    """QOI becomes PNG; what is no picture is not served, whatever its type says."""
    qoi = io.BytesIO()
    Image.new("RGB", (3, 2), "red").save(qoi, format="QOI")
    host = hosts[ALPHA]
    host.pictures["qoi.gcode"] = Picture(
        content=qoi.getvalue(), content_type="image/qoi"
    )
    await see(hass, hub, "printer1", file="qoi.gcode")
    await settle()
    _, kind, content = await fetch(hass_client, CURRENT)
    assert kind == "image/png"
    with Image.open(io.BytesIO(content)) as picture:
        assert (picture.format, picture.size) == ("PNG", (3, 2))
    host.pictures["page.gcode"] = Picture(
        content=b"<svg onload='alert(1)'/>", content_type="image/svg+xml"
    )
    await see(hass, hub, "printer1", file="page.gcode")
    await settle()
    assert state_of(hass, CURRENT) == "unknown"


async def test_picture_stays_while_the_file_is_not_told(
    hass: HomeAssistant,
    hub: MockConfigEntry,
    hosts: dict[str, FakeHost],
    settle: Settle,
) -> None:
    """A printer that restarts, or goes and comes back, keeps its picture."""
    before = state_of(hass, CURRENT)
    printing = hosts[ALPHA].status
    hosts[ALPHA].status = PrinterStatus(state=PrinterState.OFFLINE)
    await settle()
    assert state_of(hass, CURRENT) == "unavailable"
    hosts[ALPHA].status = PrinterStatus(state=PrinterState.STARTING)
    await settle()
    hosts[ALPHA].status = replace(printing, layer=20)
    await settle()
    assert state_of(hass, CURRENT) == before


async def test_latest_job(
    hass: HomeAssistant, upload: UploadFile, hass_client: ClientSessionGenerator
) -> None:
    """The largest picture of the newest job is served."""
    assert state_of(hass, LATEST) == "unknown"
    job = await upload("small and large.gcode", with_pictures(png(1), png(2, 8, 8)))
    assert state_of(hass, LATEST) == job.created_at.isoformat()
    status, kind, content = await fetch(hass_client, LATEST)
    assert (status, kind, content) == (HTTPStatus.OK, "image/png", png(2, 8, 8))
    await upload("plain.gcode")
    assert state_of(hass, LATEST) == "unknown"
    status, _, _ = await fetch(hass_client, LATEST)
    assert status == HTTPStatus.INTERNAL_SERVER_ERROR


def with_pictures(*pictures: bytes) -> bytes:
    """Return G-code with thumbnails as PrusaSlicer writes them."""
    lines: list[str] = ["; generated by PrusaSlicer 2.9.0 on 2026-01-01"]
    for picture in pictures:
        with Image.open(io.BytesIO(picture)) as opened:
            size = f"{opened.width}x{opened.height}"
        text = base64.b64encode(picture).decode()
        lines += [";", f"; thumbnail begin {size} {len(text)}"]
        lines += [f"; {text[at : at + 78]}" for at in range(0, len(text), 78)]
        lines += ["; thumbnail end", ";"]
    return "\n".join([*lines, "G28", ""]).encode()
