"""Test the printers that OrcaSlicer offers as storages."""

from typing import Any

from aiohttp import FormData
from aiohttp.test_utils import TestClient
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.printmux.jobs.models import Job, JobState
from homeassistant.core import HomeAssistant

from .conftest import SLICER_KEY, Settle

HEADERS = {"X-Api-Key": SLICER_KEY}


@pytest.fixture
async def slicer(
    hub: MockConfigEntry, hass_client_no_auth: ClientSessionGenerator
) -> TestClient[Any, Any]:
    """Return a client that talks to the hub."""
    return await hass_client_no_auth()


async def switch(hass: HomeAssistant, hub: MockConfigEntry, on: bool) -> None:
    """Switch the option on or off."""
    hass.config_entries.async_update_entry(hub, options={"folder_routing": on})
    await hass.async_block_till_done()


async def roots(slicer: TestClient[Any, Any]) -> list[dict[str, str]]:
    """Return what OrcaSlicer offers."""
    answer = await slicer.get("/server/files/roots", headers=HEADERS)
    found: list[dict[str, str]] = (await answer.json())["result"]
    return found


async def upload(slicer: TestClient[Any, Any], root: str) -> tuple[int, Any]:
    """Send a file as OrcaSlicer does; return status and answer."""
    form = FormData({"root": root})
    form.add_field("file", b"G28\n", filename="part.gcode")
    answer = await slicer.post("/server/files/upload", data=form, headers=HEADERS)
    return answer.status, await answer.json()


def only_job(hub: MockConfigEntry) -> Job:
    """Return the only job."""
    (job,) = hub.runtime_data.jobs.jobs.values()
    assert isinstance(job, Job)
    return job


async def test_option_off(
    hass: HomeAssistant, hub: MockConfigEntry, slicer: TestClient[Any, Any]
) -> None:
    """There is one root, and no upload to others."""
    await switch(hass, hub, on=False)
    assert [root["name"] for root in await roots(slicer)] == ["gcodes"]
    status, answer = await upload(slicer, "Beta")
    assert status == 400
    assert answer["error"]["message"] == "PrintMux has only the root gcodes"
    assert not hub.runtime_data.jobs.jobs


async def test_a_root_for_each_printer(
    hass: HomeAssistant, hub: MockConfigEntry, slicer: TestClient[Any, Any]
) -> None:
    """The choices are the G-code folder, then the printers; others are refused."""
    await switch(hass, hub, on=True)
    names = ["gcodes", "Alpha", "Beta"]
    assert await roots(slicer) == [
        {"name": name, "path": name, "permissions": "rw"} for name in names
    ]
    for other in ("Gamma", "workshop", "config"):
        assert (await upload(slicer, other))[0] == 400
    status, answer = await upload(slicer, "gcodes")
    assert (status, answer["item"]["path"]) == (201, "part.gcode")


async def test_upload_and_print_to_a_root(
    hass: HomeAssistant,
    hub: MockConfigEntry,
    slicer: TestClient[Any, Any],
    settle: Settle,
) -> None:
    """The file goes to that printer; the start that follows prints it there."""
    await switch(hass, hub, on=True)
    status, answer = await upload(slicer, "Beta")
    assert status == 201
    assert answer["item"]["path"] == "Beta/part.gcode"
    assert answer["item"]["root"] == "gcodes"
    await settle()
    (target,) = only_job(hub).targets
    assert (target.printer_name, target.start) == ("Beta", False)
    body = {"filename": answer["item"]["path"]}
    started = await slicer.post("/printer/print/start", json=body, headers=HEADERS)
    assert started.status == 200
    await settle()
    job = only_job(hub)
    (target,) = job.targets
    assert job.state is JobState.DISPATCHING
    assert (target.printer_name, target.start, target.state) == (
        "Beta",
        True,
        "printing",
    )
